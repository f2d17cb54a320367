"""What the tags of the tree mean, before any brand.

WeasyPrint's own sheet for HTML has rules for markers and notes that match every element, six styles for each of
them, and for much that never stands in a letter. This one has the tags that `renderers.pdf` writes.
"""

# PDF/A allows no image that viewers interpolate (ISO 19005-3, 6.2.8), and emoji are images.
BASE_STYLE = """
html { image-rendering: crisp-edges }
html, body, main, section, div, p, h1, h2, h3, h4, ul, ol, dl, dt, dd, hr, img { display: block }
li { display: list-item }
table { display: table; box-sizing: border-box }
colgroup { display: table-column-group }
col { display: table-column }
thead { display: table-header-group }
tbody { display: table-row-group }
tfoot { display: table-footer-group }
tr { display: table-row }
td, th { display: table-cell }
img { overflow: hidden }
em { font-style: italic }
br::before { content: "\\A"; white-space: pre-line }
ul { list-style-type: disc; counter-reset: list-item }
ol { list-style-type: decimal; counter-reset: list-item }
li::marker { font-variant-numeric: tabular-nums; white-space: pre }
h1, h2, h3, h4 { bookmark-label: content(text) }
h1 { bookmark-level: 1 }
h2 { bookmark-level: 2 }
h3 { bookmark-level: 3 }
h4 { bookmark-level: 4 }
.note::footnote-call { content: counter(footnote) }
.note::footnote-marker { content: counter(footnote) ". " }
[dir=rtl] { direction: rtl }
"""

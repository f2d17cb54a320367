import re
from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content_blocks.document import (
    Block,
    Document,
    Fact,
    Facts,
    Heading,
    Notice,
    Paragraph,
    Row,
    RowGroup,
    Section,
    Table,
)
from content_blocks.inline import Field, Text
from renderers.pdf.renderer import PdfRenderer
from renderers.pdf.text import clean
from renderers.registry import renderer
from tests.renderers.pdf.samples import (
    full_letter,
    letter,
    page_texts,
    paragraph,
    printed,
    roles,
    statement,
    structure,
    text_of,
    words,
)


def close(text: str) -> str:
    """`text` without white space: lines may end after a slash or a hyphen, and inside endless words."""
    return re.sub(r"\s+", "", text)


def test_the_registry_has_it() -> None:
    assert isinstance(renderer("pdf"), PdfRenderer)


def test_an_artifact_is_one_file_and_its_pages() -> None:
    artifact = PdfRenderer().render(full_letter())
    (part,) = artifact.parts
    assert (part.name, part.media_type) == ("document.pdf", "application/pdf")
    assert part.body.startswith(b"%PDF-1.7")
    assert artifact.findings == ()
    assert dict(artifact.facts)["pages"] == len(page_texts(part.body))


def test_everything_is_carried() -> None:
    text = text_of(printed(full_letter()))
    for expected in (
        "Everything on paper", "strong and both", "1. A note with a link", "Second", "A section", "What you pay",
        "Energy a", "Subtotal 2.00 €", "Total 4.00 €", "Nothing happened.", "Pay now", "www.ginepro.example/pay",
        "Scan me", "warning", "You can complain to us, free of charge.", "Closing balance",
    ):  # fmt: skip
        assert expected in text


@pytest.mark.parametrize("style", ["rows", "cards"])
def test_facts_without_items_and_items_without_values_are_printed(style: Literal["rows", "cards"]) -> None:
    nothing = Facts(id="none", style=style, items=())
    blank = Facts(id="blank", style=style, items=(Fact(label=words("Reference"), value=words("")),))
    body = printed(letter(nothing, blank))
    assert "Reference" in text_of(body)
    file, root = structure(body)
    assert len(file.pages) == 1
    assert roles(root).count("L") == 2  # the references of the letter and one list of facts


def test_markup_in_data_is_shown_as_text() -> None:
    hostile = "<script>alert(1)</script> {{ 7*7 }} &amp; </p> ]]>"
    assert hostile in text_of(printed(letter(Paragraph(id="p", content=(Field(hostile),)))))


LETTERS = st.characters(
    codec="utf-8", min_codepoint=0x20, max_codepoint=0x24F, exclude_categories=("Cc", "Cf", "Zs", "Mn")
)
SENTENCES = st.lists(st.text(LETTERS, min_size=1, max_size=12), min_size=1, max_size=60).map(" ".join)


@settings(max_examples=20, deadline=None)
@given(SENTENCES, st.sampled_from(["plain", "notice", "section"]), st.integers(0, 40))
def test_locked_words_reach_the_page_word_for_word(sentence: str, kind: str, before: int) -> None:
    content: Paragraph | Notice | Section = Paragraph(id="w", content=(Text(sentence),))
    if kind == "notice":
        content = Notice(id="n", tone="legal", content=(content,))
    elif kind == "section":
        content = Section(id="s", content=(content,), keep=True)
    block = Block(id="b", key="k", version=1, digest="sha256:0", locked=True, content=(content,))
    fill = [paragraph(f"Line {line}", f"f{line}") for line in range(before)]
    pages = page_texts(printed(letter(*fill, block)))
    assert close(clean(sentence)) in close(_without_margins(pages))


def _without_margins(pages: list[str]) -> str:
    """The text of all pages without what the margins repeat between them."""
    return " ".join(
        re.sub(r"(Your letter Customer number 4471 0093 )?Banca Ginepro S\.p\.A\. · .*$", "", page) for page in pages
    )


def lines_of(document: Document) -> list[list[str]]:
    """The words that count, page by page."""
    return [re.findall(r"Label|Total|Title|Filler|Row \d", text) for text in page_texts(printed(document))]


def grouped(name: str) -> Table:
    table = statement(3, name=name)
    rows = tuple(
        replace(row, carried=None, cells=(replace(row.cells[0], content=(Field(f"Row {at}"),)), *row.cells[1:]))
        for at, row in enumerate(table.groups[0].rows)
    )
    total = Row(cells=(replace(table.footer[0].cells[0], content=words("Total")), table.footer[0].cells[1]))
    return replace(
        table, carries=False, groups=(RowGroup(rows=rows, label=words("Label"), subtotal=total),), footer=(total,)
    )


@pytest.mark.parametrize("lines", range(18, 32))
def test_nothing_stands_alone_at_a_page_break(lines: int) -> None:
    fill = [paragraph("Filler", f"f{at}") for at in range(lines)]
    heading = Heading(id="h", level=2, content=words("Title"))
    for page in lines_of(letter(*fill, heading, grouped("t"))):
        assert not page or page[-1] not in ("Label", "Title")
        assert page[:1] != ["Total"]


def test_a_section_that_keeps_together_is_on_one_page() -> None:
    for lines in range(20, 30):
        fill = [paragraph("Filler", f"f{at}") for at in range(lines)]
        signature = Section(
            id="s", keep=True, content=(paragraph("Row 1", "a"), paragraph("Row 2", "b"), paragraph("Row 3", "c"))
        )
        pages = lines_of(letter(*fill, signature))
        assert sum("Row 1" in page for page in pages) == 1
        assert all(("Row 1" in page) == ("Row 3" in page) for page in pages)

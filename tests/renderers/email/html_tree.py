"""HTML pages as trees to ask questions of."""

from typing import Any

from lxml import html as lxml_html


def html_tree(html: str) -> Any:
    """The page's root element (lxml; `Any`, because what XPath finds depends on the question)."""
    return lxml_html.document_fromstring(html)

"""The structure of the document, as tags in the PDF (ISO 32000-1, 14.7 and 14.8; PDF/UA-1, 7).

One HTML element becomes one structure element, however many pages it runs over: a table of ten pages is one
table to a screen reader, and the head that is printed again on each page is an artifact, as are the page
numbers and running titles in the margins.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

# Tags that mean something to a reader; others (div, strong, bdi) leave their text to what they stand in.
ROLES: Mapping[str, str] = {
    "main": "Part",
    "section": "Sect",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "p": "P",
    "ul": "L",
    "ol": "L",
    "li": "LI",
    "dl": "L",
    "dt": "Lbl",
    "dd": "LBody",
    "thead": "THead",
    "tbody": "TBody",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "a": "Link",
    "img": "Figure",
}
SCOPES: Mapping[str, str] = {"col": "Column", "row": "Row"}
NUMBERING: Mapping[str, str] = {"ul": "Disc", "ol": "Decimal"}
REPEATED = frozenset({"thead"})
CARRIES = frozenset({"brought", "carried"})


@dataclass(eq=False)
class Tag:
    """A structure element. `kids` are tags, marked content (page, mcid) and annotations (page, annotation)."""

    role: str
    element: Element | None
    page: int
    kids: list["Tag | Marked | Annotated"] = field(default_factory=list)
    attributes: list[str] = field(default_factory=list)
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Annotated:
    page: int
    annotation: Any


@dataclass
class Structure:
    """The tree and, for each page, what is no part of it."""

    root: Tag
    artifacts: list[set[int]]


def build_structure(pages: list[Any]) -> Structure:
    """Read the tags off the laid out and painted `pages` (`renderers.pdf.press.MarkedPage`)."""
    builder = _Builder()
    for number, page in enumerate(pages):
        builder.read_page(number, page)
    return Structure(builder.root, builder.artifacts)


class _Builder:
    def __init__(self) -> None:
        self.root = Tag("Document", None, 0)
        self.artifacts: list[set[int]] = []
        self.tags: dict[tuple[Element, str], Tag] = {}
        self.page = 0
        self.page_height = 0.0
        self.marks: Mapping[Any, Mapping[str, Any]] = {}

    def read_page(self, number: int, page: Any) -> None:
        self.page, self.page_height, self.marks = number, page.height, page.marks
        self.artifacts.append(set())
        for box in page._page_box.children:
            if _is_margin(box) and not self._is_imprint(box):
                self._drop(box)
            else:
                self._read(box, self.root)

    def _is_imprint(self, box: Any) -> bool:
        """The company's particulars are content where they stand first, and a repetition after that."""
        return self.page == 0 and box.style["white_space"] == "pre-line"

    def _drop(self, box: Any) -> None:
        """Everything in `box` is an artifact."""
        mark = self.marks.get(box)
        if mark is not None:
            self.artifacts[-1].add(mark["mcid"])
        for child in _children(box):
            self._drop(child)

    def _read(self, box: Any, parent: Tag) -> None:
        box = getattr(box, "_box", box)
        mark = self.marks.get(box)
        tag = parent
        if _is_margin(box):
            tag = self._add(parent, Tag("P", None, self.page))
        elif box.element is not None:
            if self._repeats(box):
                self._drop(box)
                return
            tag = self._tag(box, parent)
        if mark is not None:
            if tag.role == "Figure" and not tag.alt:
                self.artifacts[-1].add(mark["mcid"])
            else:
                tag.kids.append(Marked(self.page, mark["mcid"]))
        annotation = getattr(box, "link_annotation", None)
        if annotation is not None:
            tag.kids.append(Annotated(self.page, annotation))
        for child in _children(box):
            self._read(child, tag)

    def _repeats(self, box: Any) -> bool:
        """A table head on a page after its first, or a row that says what balance is carried."""
        name: str = box.element_tag
        if name == "tr":
            css: str | None = box.element.get("class")
            return css in CARRIES
        if name not in REPEATED:
            return name == "tfoot"
        known = self.tags.get((box.element, name))
        return known is not None and known.page != self.page

    def _tag(self, box: Any, parent: Tag) -> Tag:
        """The tag of the box's element, made when it is met for the first time."""
        element, name = box.element, box.element_tag
        known = self.tags.get((element, name))
        if known is not None:
            return known
        tag = self._make(box, element, name, parent)
        self.tags[element, name] = tag
        return tag

    def _make(self, box: Any, element: Element, name: str, parent: Tag) -> Tag:
        if name.endswith("::footnote-call"):
            return self._add_note(element, parent)
        if "::" in name:
            return parent
        role = element.get("role") or ROLES.get(name)
        if role is None:
            return parent
        tag = self._add(parent, Tag(role, element, self.page))
        if role in ("TH", "TD"):
            tag.attributes.extend(_cell_attributes(element, role))
        elif role == "Figure":
            self._describe(tag, box)
        elif name in NUMBERING:
            tag.attributes.append(f"<</O/List/ListNumbering/{NUMBERING[name]}>>")
        elif name == "li":
            return self._list_item(tag, element)
        return tag

    def _list_item(self, item: Tag, element: Element) -> Tag:
        """The marker of a list item hangs on the item itself, everything else on its body."""
        marker = self._add(item, Tag("Lbl", element, self.page))
        self.tags[element, "li::marker"] = marker
        return self._add(item, Tag("LBody", element, self.page))

    def _add_note(self, element: Element, parent: Tag) -> Tag:
        """A footnote belongs, in reading order, after the number that calls it."""
        reference = self._add(parent, Tag("Reference", element, self.page))
        self.tags[element, element.tag] = self._add(parent, Tag("Note", element, self.page))
        return reference

    def _describe(self, tag: Tag, box: Any) -> None:
        tag.alt = tag.element.get("alt") if tag.element is not None else None
        x, y = box.content_box_x(), box.content_box_y()
        corners = (x, self.page_height - y - box.height, x + box.width, self.page_height - y)
        bounds = " ".join(f"{corner * 0.75:.2f}" for corner in corners)
        tag.attributes.append(f"<</O/Layout/Placement/Block/BBox[{bounds}]>>")

    def _add(self, parent: Tag, tag: Tag) -> Tag:
        if not (tag.role == "Figure" and tag.element is not None and not tag.element.get("alt")):
            parent.kids.append(tag)
        return tag


def _cell_attributes(element: Element, role: str) -> Iterator[str]:
    span = element.get("colspan")
    scope = SCOPES[element.get("scope", "col")] if role == "TH" else None
    if span or scope:
        yield f"<</O/Table{f'/Scope/{scope}' if scope else ''}{f'/ColSpan {span}' if span else ''}>>"


def _children(box: Any) -> Any:
    return getattr(getattr(box, "_box", box), "children", ())


def _is_margin(box: Any) -> bool:
    return getattr(box, "at_keyword", "").startswith("@") and box.element is None

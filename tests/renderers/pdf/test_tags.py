"""What a screen reader meets, which validators only look at in part."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pikepdf

from content_blocks.document import Heading, Recipient
from content_blocks.inline import Footnote, Link, Text
from tests.renderers.pdf.samples import (
    everything,
    full_letter,
    letter,
    page_texts,
    paragraph,
    printed,
    roles,
    statement,
    structure,
    tags,
    words,
)


def content_streams(file: pikepdf.Pdf) -> list[str]:
    return [page.Contents.read_bytes().decode("latin-1") for page in file.pages]


def test_a_table_over_many_pages_is_one_table() -> None:
    file, root = structure(printed(letter(statement(120))))
    assert len(file.pages) > 3
    counts = Counter(roles(root))
    assert counts["Table"] == counts["THead"] == counts["TFoot"] == 1
    assert counts["TR"] == 1 + 120 + 1
    assert counts["TH"] == 3 + 1


def test_every_header_cell_has_its_scope() -> None:
    _, root = structure(printed(full_letter()))
    heads = [tag for tag in tags(root) if tag.S == "/TH"]
    scopes = Counter(str(tag.A.Scope) for tag in heads)
    assert scopes == {"/Column": 2 + 2 + 3, "/Row": 2 + 2 + 1 + 1}


def test_rows_have_as_many_columns_as_their_table() -> None:
    _, root = structure(printed(full_letter()))
    for table in (tag for tag in tags(root) if tag.S == "/Table"):
        rows = [tag for tag in tags(table) if tag.S == "/TR"]
        widths = {sum(span(cell) for cell in row.K) for row in rows}
        assert len(widths) == 1


def test_what_repeats_on_every_page_is_an_artifact() -> None:
    file, root = structure(printed(letter(statement(120))))
    for stream in content_streams(file)[1:]:
        assert stream.count("/Pagination") >= 3 + 2 + 2  # the head, a carry row, the margins
    assert sum(1 for tag in tags(root) if tag.S == "/P") == 4  # contact, return address, address, particulars


def test_marked_content_and_the_parent_tree_name_each_other() -> None:
    file, _ = structure(printed(full_letter()))
    numbers = list(file.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    for page in file.pages:
        for mcid, owner in enumerate(parents[int(page.StructParents)]):
            if not isinstance(owner, pikepdf.Dictionary):
                continue  # an artifact
            assert mcid in [marked_content(kid) for kid in owner.K]
        for annotation in page.get("/Annots", []):
            assert parents[int(annotation.StructParent)].S == "/Link"


def marked_content(kid: Any) -> int | None:
    """The number of a piece of marked content among the kids of a tag; None for a tag or an annotation."""
    if isinstance(kid, pikepdf.Dictionary):
        return int(kid.MCID) if "/MCID" in kid else None
    return int(kid)


def span(cell: Any) -> int:
    return int(cell.A.get("/ColSpan", 1)) if "/A" in cell else 1


def test_pictures_have_their_words_and_decoration_has_none() -> None:
    _, root = structure(printed(full_letter()))
    alternatives = [str(tag.get("/Alt")) for tag in tags(root) if tag.S == "/Figure"]
    assert alternatives == [
        "Banca Ginepro",
        "Use fell.",
        "A green bar",
        "Pay now: https://www.ginepro.example/pay",
        "QR",
    ]


def test_links_say_their_words() -> None:
    file, root = structure(printed(full_letter()))
    links = [annotation for page in file.pages for annotation in page.get("/Annots", [])]
    found = {(str(link.Contents), str(link.A.URI)) for link in links}
    assert found == {
        ("a link", "https://www.ginepro.example/terms"),
        ("write to us", "mailto:ciao@ginepro.example"),
        ("Pay now", "https://www.ginepro.example/pay"),
    }
    assert Counter(roles(root))["Link"] == 3


def test_a_footnote_stands_at_the_foot_and_is_read_where_it_belongs() -> None:
    text = (Text("The limit"), Footnote((Text("Article 9, see "), Link(words("the terms"), "https://a.example"))))
    document = letter(replace(paragraph("x"), content=(*text, Text(" applies."))))
    body = printed(document)
    _, root = structure(body)
    main = next(tag for tag in tags(root) if tag.S == "/Part")
    assert roles(main) == ["Part", "P", "Reference", "Note", "Link"]
    note = next(tag for tag in tags(main) if tag.S == "/Note")
    assert "/ID" in note
    shown = page_texts(body)[0]
    assert shown.index("applies.") < shown.index("Article 9")


def test_headings_never_skip_a_level() -> None:
    levels = (3, 1, 4, 2, 4, 3)
    headings = [Heading(id=f"h{at}", level=level, content=words(f"H {at}")) for at, level in enumerate(levels)]
    _, root = structure(printed(letter(*headings)))
    assert [role for role in roles(root) if role.startswith("H")] == ["H1", "H1", "H2", "H2", "H3", "H3"]


def test_lists_have_labels_and_bodies() -> None:
    _, root = structure(printed(letter(*everything()[4:5])))
    main = next(tag for tag in tags(root) if tag.S == "/Part")
    outer = next(tag for tag in tags(main) if tag.S == "/L")
    assert str(outer.A.ListNumbering) == "/Decimal"
    assert [[str(part.S) for part in item.K] for item in outer.K] == [["/Lbl", "/LBody"]] * 3


def test_the_reading_order_is_the_letters() -> None:
    _, root = structure(printed(letter(paragraph("Body"), recipient=Recipient(address=("Anna",)))))
    assert roles(root) == ["Document", "Figure", "P", "P", "P", "L"] + ["LI", "Lbl", "LBody"] * 2 + ["Part", "P", "P"]


def test_bookmarks_are_the_headings() -> None:
    file, _ = structure(printed(full_letter()))
    with file.open_outline() as outline:
        first = outline.root[0]
        assert first.title == "Everything on paper"
        assert [child.title for child in first.children] == ["A section"]

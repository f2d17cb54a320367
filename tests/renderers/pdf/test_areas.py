from dataclasses import replace

from content_blocks.document import Block, Columns, List, Notice, Paragraph
from renderers.pdf.areas import NodeArea, render_with_areas
from renderers.pdf.renderer import PdfRenderer
from tests.renderers.pdf.samples import full_letter, letter, paragraph


def block(name: str, *content: object, locked: bool = True) -> Block:
    return Block(id=name, key=f"key-{name}", version=3, digest="sha256:0", locked=locked, content=content)  # type: ignore[arg-type]


def words(name: str, text: str = "Words") -> Paragraph:
    return replace(paragraph(text), id=name)


def inside(inner: NodeArea, outer: NodeArea) -> bool:
    return (
        inner.page == outer.page
        and outer.x <= inner.x
        and outer.y <= inner.y
        and inner.x + inner.width <= outer.x + outer.width + 0.02
        and inner.y + inner.height <= outer.y + outer.height + 0.02
    )


def test_every_node_has_its_place_and_says_which_block_it_belongs_to() -> None:
    notice = Notice(id="n", tone="legal", content=(words("law", "Locked words"),))
    artifact, areas = render_with_areas(
        letter(words("dear", "Dear Anna,"), block("one", notice), block("two", words("loose"), locked=False))
    )
    assert artifact.parts[0].body.startswith(b"%PDF")
    assert [(area.node, area.page, area.key, area.version, area.locked, area.whole) for area in areas] == [
        ("dear", 1, "", 0, False, False),
        ("one", 1, "key-one", 3, True, True),
        ("n", 1, "key-one", 3, True, False),
        ("law", 1, "key-one", 3, True, False),
        ("two", 1, "key-two", 3, False, True),
        ("loose", 1, "key-two", 3, False, False),
    ]
    dear, first, inner, law, second, _ = areas
    assert 0 < first.x < first.x + first.width < 595.3
    assert 250 < dear.y < dear.y + dear.height <= first.y < first.y + first.height <= second.y < 842
    assert inside(inner, first)
    assert inside(law, inner)


def test_items_and_columns_have_places_of_their_own() -> None:
    items = List(id="list", ordered=False, items=((words("a", "One " * 60),), (words("b"),)))
    columns = Columns(id="columns", columns=((words("left"),), (words("right"),)), widths=(50, 50))  # type: ignore[arg-type]
    areas = {area.node: area for area in render_with_areas(letter(items, columns))[1]}
    assert areas.keys() == {"list", "a", "b", "columns", "left", "right"}
    assert inside(areas["a"], areas["list"])
    assert areas["a"].height > areas["b"].height
    assert areas["left"].x + areas["left"].width <= areas["right"].x


def test_a_block_over_pages_has_an_area_on_each() -> None:
    many = [words(f"p{at}", "Words. " * 60) for at in range(20)]
    areas = render_with_areas(letter(block("long", *many)))[1]
    whole = [area for area in areas if area.whole]
    assert len(whole) > 1
    assert [area.page for area in whole] == list(range(1, len(whole) + 1))
    assert {area.key for area in areas} == {"key-long"}


def test_what_is_sent_is_the_same_with_areas() -> None:
    for document in (full_letter(), letter(words("p"))):
        assert render_with_areas(document)[0] == PdfRenderer().render(document)

from dataclasses import replace

from content_blocks.document import Block, Notice
from renderers.pdf.areas import render_with_areas
from tests.renderers.pdf.samples import letter, paragraph


def block(name: str, *content: object, locked: bool = True) -> Block:
    return Block(id=name, key=f"key-{name}", version=3, digest="sha256:0", locked=locked, content=content)  # type: ignore[arg-type]


def test_every_block_has_its_place() -> None:
    notice = Notice(id="n", tone="legal", content=(paragraph("Locked words"),))
    artifact, areas = render_with_areas(
        letter(paragraph("Dear Anna,"), block("one", notice), block("two", paragraph("x"), locked=False))
    )
    assert artifact.parts[0].body.startswith(b"%PDF")
    assert [(area.page, area.key, area.version, area.locked) for area in areas] == [
        (1, "key-one", 3, True),
        (1, "key-two", 3, False),
    ]
    first, second = areas
    assert 0 < first.x < first.x + first.width < 595.3
    assert 250 < first.y < first.y + first.height <= second.y < 842


def test_a_block_over_pages_has_an_area_on_each() -> None:
    many = [replace(paragraph("Words. " * 60), id=f"p{at}") for at in range(20)]
    areas = render_with_areas(letter(block("long", *many)))[1]
    assert len(areas) > 1
    assert [area.page for area in areas] == list(range(1, len(areas) + 1))
    assert {area.key for area in areas} == {"key-long"}

from decimal import Decimal

import pytest

from content_blocks.document import Cell, Column, Row, RowGroup, Table
from content_blocks.inline import Strong
from renderers.email.reflow import is_wide, measures, places, spanning_places
from tests.renderers.email.sample_documents import data, words


def table(kinds: str, *rows: tuple[str, ...]) -> Table:
    """A table whose columns are text, number or date by their letter."""
    names = {"t": "text", "n": "number", "d": "date"}
    columns = tuple(
        Column(id=f"c{index}", header=words(f"c{index}"), kind=names[kind], align="end" if kind == "n" else "start")  # type: ignore[arg-type]
        for index, kind in enumerate(kinds)
    )
    found = tuple(Row(cells=tuple(Cell(content=data(text)) for text in row)) for row in rows)
    return Table(id="t", columns=columns, groups=(RowGroup(rows=found),))


def stand(node: Table) -> list[str]:
    return places(node, measures(node))


@pytest.mark.parametrize(
    ("kinds", "row", "wide"),
    [
        ("tn", ("Energy used", "12,50 €"), False),
        ("tdn", ("Opening balance, booked and available", "26 Oct 2026", "€8,120.44"), False),
        ("ttn", ("Ioana", "IT11M9999902040000100200307", "-€1,640.00"), True),
        ("dtnn", ("1 May", "Bread", "2 €", "3 €"), True),
    ],
)
def test_a_table_is_reflowed_when_a_phone_has_no_room(kinds: str, row: tuple[str, ...], *, wide: bool) -> None:
    node = table(kinds, row)
    assert is_wide(node, measures(node)) is wide


@pytest.mark.parametrize(
    ("kinds", "row", "expected"),
    [
        ("dtnn", ("1 May", "Bread", "2,00 €", "3,00 €"), ["third", "rest", "half near", "half"]),
        (
            "tnnnn",
            ("Bread", "2", "1,00 €", "10 %", "2,00 €"),
            ["whole", "quarter near", "quarter", "quarter", "quarter"],
        ),
        ("tnnnn", ("Bread", "2", "1.234.567,89 €", "10 %", "2 €"), ["whole", "third near", "third", "third", "third"]),
        ("ddtnn", ("1 May", "1 May", "Bread", "2 €", "3 €"), ["third", "third", "whole", "half near", "half"]),
        ("ttn", ("Ioana Dumitrescu " * 3, "IT11M9999902040000100200307", "-€1.00"), ["whole", "whole", "whole"]),
    ],
)
def test_figures_share_the_lines_that_hold_them(kinds: str, row: tuple[str, ...], expected: list[str]) -> None:
    assert stand(table(kinds, row)) == expected


def test_totals_share_a_line_without_their_empty_cells() -> None:
    label, value, nothing = Cell(content=words("Total"), span=3), Cell(content=data("12 €")), Cell(content=())
    assert spanning_places(Row(cells=(label, value))) == ["half", "half"]
    assert spanning_places(Row(cells=(label, value, nothing))) == ["half", "half", "gutter"]
    assert spanning_places(Row(cells=(label, value, value))) == ["whole", "half", "half"]
    assert spanning_places(Row(cells=(label,))) == ["whole"]


def test_short_figures_are_not_broken_and_running_text_is() -> None:
    node = table("tnd", ("A long description of what was bought", "1.234,50 €", "26 Oct 2026"))
    kept = [found.stays_on_one_line(column) for found, column in zip(measures(node), node.columns, strict=True)]
    assert kept == [False, True, True]


def test_texts_with_markup_are_measured_by_their_words() -> None:
    row = Row(cells=(Cell(content=(Strong(words("Bread")), *words(" and butter"))),))
    node = Table(
        id="t", columns=(Column(id="a", header=words("a"), width=Decimal(50)),), groups=(RowGroup(rows=(row,)),)
    )
    (found,) = measures(node)
    assert (found.text, found.word, found.mixed) == (16, 6, True)

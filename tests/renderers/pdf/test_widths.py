from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from content_blocks.document import Cell, Column, Row, RowGroup, Table
from content_blocks.inline import Field, LineBreak
from renderers.pdf.widths import column_widths
from tests.renderers.pdf.samples import words


def ems(text: str) -> float:
    return len(text) * 0.5


def table(*rows: tuple[str, ...], widths: tuple[int | None, ...] = (None, None, None)) -> Table:
    kinds = ("date", "text", "number")
    columns = tuple(
        Column(id=kind, header=words("H"), kind=kind, width=None if width is None else Decimal(width))  # type: ignore[arg-type]
        for kind, width in zip(kinds, widths, strict=True)
    )
    made = tuple(Row(cells=tuple(Cell(content=(Field(text),)) for text in row)) for row in rows)
    return Table(id="t", columns=columns, groups=(RowGroup(rows=made),))


def test_figures_get_what_they_need_and_texts_the_rest() -> None:
    date, text, number = column_widths(table(("01/02/2026", "A word " * 30, "1,234.00 €")), 60, ems).shares
    assert 5 <= date <= 8
    assert 5 <= number <= 8
    assert round(date + text + number, 6) == 60


def test_an_authors_share_is_kept_unless_figures_need_more() -> None:
    shares = column_widths(table(("1", "text", "1,234,567,890.00 €"), widths=(20, 70, 10)), 60, ems).shares
    assert shares[0] > 9
    assert shares[2] > 9


def test_a_word_wider_than_its_column_may_break() -> None:
    found = column_widths(table(("1", "x" * 500, "1")), 60, ems)
    assert found.breaks == {1}
    assert not found.tight


def test_figures_that_never_fit_are_set_tight() -> None:
    found = column_widths(table(("9" * 100, "text", "9" * 100)), 60, ems)
    assert found.tight
    assert found.breaks >= {0, 2}


def test_lines_of_a_cell_are_measured_one_by_one() -> None:
    cell = Cell(content=(Field("ab"), LineBreak(), Field("abcd")))
    column = Column(id="n", header=words("H"), kind="number")
    made = Table(id="t", columns=(column, column), groups=(RowGroup(rows=(Row(cells=(cell, cell)),)),))
    first, second = column_widths(made, 100, ems).shares
    assert first == second


@given(st.lists(st.tuples(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60)), max_size=5))
def test_shares_always_fill_the_room(rows: list[tuple[str, str, str]]) -> None:
    shares = column_widths(table(*rows), 60, ems).shares
    assert abs(sum(shares) - 60) < 1e-6
    assert min(shares) > 0

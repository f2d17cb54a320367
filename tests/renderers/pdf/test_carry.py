"""Balances carried over page breaks are those of the last row before the break."""

import re
from dataclasses import replace

import pytest

from content_blocks.document import Table
from tests.renderers.pdf.samples import letter, page_texts, paragraph, printed, statement

MOVEMENT = re.compile(r"Movement (\d{5})")


def carried(text: str, label: str) -> list[str]:
    return re.findall(rf"{label} ([−\d,.]+ €)", text)


def check_pages(texts: list[str], table: Table, down: str = "Carried forward", up: str = "Brought forward") -> int:
    """Compare every page with the table's own balances; returns over how many pages it runs."""
    balances = [row.carried for row in table.groups[0].rows]
    done, breaks, waiting = 0, 0, ""
    for text in texts:
        numbers = [int(number) for number in MOVEMENT.findall(text)]
        assert numbers == list(range(done + 1, done + 1 + len(numbers)))
        assert carried(text, up) == ([waiting] if numbers and waiting else [])
        done += len(numbers)
        waiting = (balances[done - 1] or "") if numbers and done < len(balances) else ""
        assert carried(text, down) == ([waiting] if waiting else [])
        breaks += bool(waiting)
    assert done == len(balances)
    return breaks + 1


@pytest.mark.parametrize("brand", ["ginepro", "solvento"])
@pytest.mark.parametrize("rows", [1, 2, 30, 300])
def test_the_balance_is_right_on_every_page(brand: str, rows: int) -> None:
    table = statement(rows)
    pages = check_pages(page_texts(printed(letter(paragraph("Dear Anna,"), table, brand=brand))), table)
    assert pages >= rows / 40


@pytest.mark.parametrize(
    ("locale", "down", "up"),
    [
        ("it-IT", "A riportare", "Riporto"),
        ("de-AT", "Übertrag", "Übertrag"),
        ("fr", "Carried forward", "Brought forward"),
    ],
)
def test_the_words_are_the_readers(locale: str, down: str, up: str) -> None:
    first, second, *_ = page_texts(printed(letter(statement(60), locale=locale)))
    assert carried(first, down)
    assert carried(first, down) == carried(second, up)[:1]


def test_a_page_break_at_any_row_carries() -> None:
    table = statement(12)
    for lines in range(14, 26):
        filler = [paragraph(f"Line {number}", f"f{number}") for number in range(lines)]
        check_pages(page_texts(printed(letter(*filler, table))), table)


def test_two_tables_do_not_carry_into_each_other() -> None:
    first, second = statement(45), statement(45, name="others")
    text = " ".join(page_texts(printed(letter(first, second))))
    downs, ups = carried(text, "Carried forward"), carried(text, "Brought forward")
    assert downs == ups
    assert len(downs) >= 2


def test_a_table_of_one_column_carries_too() -> None:
    first, second, *_ = page_texts(printed(letter(statement(60, columns=1))))
    assert carried(first, "Carried forward") == carried(second, "Brought forward") != []


def test_a_table_that_does_not_carry_says_nothing() -> None:
    text = " ".join(page_texts(printed(letter(replace(statement(60), carries=False)))))
    assert "forward" not in text


def test_tables_that_run_from_right_to_left_carry() -> None:
    document = letter(statement(60), locale="ar", direction="rtl")
    first, second, *_ = page_texts(printed(document))
    assert "Carried forward" in first
    assert "Brought forward" in second

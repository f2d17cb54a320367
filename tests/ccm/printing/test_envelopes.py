"""Documents are sorted into envelopes, and envelopes into streams, whatever order they come in."""

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccm.printing.document import Envelope, PrintDocument, PrintError
from ccm.printing.envelopes import envelopes
from ccm.printing.rules import PrintRules
from ccm.printing.streams import streams


def document(number: int, pages: int = 2, **said: object) -> PrintDocument:
    return PrintDocument(number, f"K-{number}", pages, "sha256:", **said)  # type: ignore[arg-type]


def numbers(found: Iterable[Envelope]) -> list[list[int]]:
    return [[inside.number for inside in envelope.documents] for envelope in found]


def test_envelopes_are_sorted_by_the_keys_of_the_plan() -> None:
    documents = [
        document(1, 2, postal_code="20121"),
        document(2, 6, postal_code="00186"),
        document(3, 2, postal_code="00186"),
        document(4, 1, postal_code="20121"),
    ]
    assert numbers(envelopes(documents, PrintRules())) == [[3], [2], [1], [4]]
    assert numbers(envelopes(documents, PrintRules(sort=("sheets",)))) == [[1], [3], [4], [2]]
    assert numbers(envelopes(reversed(documents), PrintRules(sort=()))) == [[1], [2], [3], [4]]
    assert numbers(envelopes(documents, PrintRules(sort=("key",), duplex=False))) == [[1], [2], [3], [4]]


def test_a_household_shares_an_envelope() -> None:
    home = ("Via dei Tigli 14, scala B", "20121 Milano MI")
    documents = [
        document(1, name="Elena Ferraris", address=("Elena Ferraris", *home)),
        document(2, name="Marta Colombo", address=("Marta Colombo", "Via Aurora 7", "10152 Torino TO")),
        document(3, name="Marco Ferraris", address=("Marco Ferraris", "VIA DEI TIGLI 14 scala B", "20121  Milano MI")),
        document(4, name="Elena Ferraris", address=("Elena Ferraris", *home)),
        document(5),
        document(6),
    ]
    assert numbers(envelopes(documents, PrintRules(household=True, sort=()))) == [[1, 3, 4], [2], [5], [6]]
    assert numbers(envelopes(documents, PrintRules(household="recipient", sort=()))) == [[1, 4], [2], [3], [5], [6]]
    assert numbers(envelopes(documents, PrintRules(sort=()))) == [[1], [2], [3], [4], [5], [6]]


def test_an_envelope_of_a_household_takes_so_many_sheets() -> None:
    documents = [document(number, 4, address=("Via Aurora 7",)) for number in (1, 2, 3)]
    rules = PrintRules(household=True, envelope_sheets=4, sort=())
    found = list(envelopes(documents, rules))
    assert numbers(found) == [[1, 2], [3]]
    assert [envelope.sheets for envelope in found] == [4, 2]


@pytest.mark.parametrize(
    ("documents", "message"),
    [
        ([document(1), document(1)], r"document 1 \(record K-1\) is given twice"),
        ([document(7, 41)], r"document 7 \(record K-7\) has 21 sheets, and a print stream holds 20"),
        ([document(7, 0)], "has no pages"),
    ],
)
def test_what_cannot_be_printed_is_refused(documents: list[PrintDocument], message: str) -> None:
    with pytest.raises(PrintError, match=message):
        list(envelopes(documents, PrintRules(sheets=20)))


def test_text_that_is_none_elsewhere_sorts_too() -> None:
    odd = PrintDocument(1, "\ud800", 1, "", "\udfff", ("a\x00b", "é"), "\ud800")
    assert [envelope.documents for envelope in envelopes([odd], PrintRules(household=True))] == [(odd,)]


places = st.sampled_from(["", "Via Aurora 7", "Corso Magenta 31", "Lahnweg 12"])
some = st.lists(st.tuples(st.integers(1, 9), places, st.sampled_from(["", "00186", "20121"])), max_size=30)


@settings(max_examples=40)
@given(some, st.integers(5, 12), st.booleans(), st.randoms())
def test_every_document_is_in_one_envelope_of_one_stream(
    made: list[tuple[int, str, str]], most: int, household: bool, order: object
) -> None:
    documents = [
        document(number, pages, address=(place,), postal_code=postal)
        for number, (pages, place, postal) in enumerate(made, start=1)
    ]
    rules = PrintRules(sheets=most, household=household)
    found = list(streams(envelopes(documents, rules), rules.sheets))
    shuffled = list(documents)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    assert list(streams(envelopes(shuffled, rules), rules.sheets)) == found
    inside = [each for stream in found for envelope in stream.envelopes for each in envelope.documents]
    assert sorted(each.number for each in inside) == [each.number for each in documents]
    assert all(stream.sheets <= most for stream in found)
    assert [stream.number for stream in found] == list(range(1, len(found) + 1))
    for first, second in pairwise(found):
        assert first.sheets + second.envelopes[0].sheets > most
    counted = [envelope for stream in found for envelope in stream.envelopes]
    assert [envelope.number for envelope in counted] == list(range(1, len(counted) + 1))
    for envelope in counted:
        assert envelope.sheets == sum(rules.sheets_of(each.pages) for each in envelope.documents)

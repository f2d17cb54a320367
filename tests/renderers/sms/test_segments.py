import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderers.sms.gsm7 import BASIC, EXTENSION, is_gsm7, outside
from renderers.sms.segments import count, worst_case_segments

# 3GPP TS 23.038, tables 6.2.1 and 6.2.1.1, without the escape and the page break.
DEFAULT = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
DOUBLE = "^{}\\[~]|€"

gsm = st.text(alphabet=sorted(DEFAULT + DOUBLE), max_size=700)
anything = st.text(alphabet=st.sampled_from("aé€Ж漢\u0301😀🧾"), max_size=300)


def by_hand(text: str) -> tuple[str, int]:
    """An independent count: cut the message into segments one character at a time."""
    if all(character in DEFAULT + DOUBLE for character in text):
        encoding, single, joined = "GSM-7", 160, 153
        symbols = ["\x1b" + character if character in DOUBLE else character for character in text]
        widths = [len(symbol) for symbol in symbols]
    else:
        encoding, single, joined = "UCS-2", 70, 67
        widths = [len(character.encode("utf-16-be")) // 2 for character in text]
    if sum(widths) <= single:
        return encoding, min(1, len(widths))
    segments: list[list[int]] = [[]]
    for width in widths:
        if sum(segments[-1]) + width > joined:
            segments.append([])
        segments[-1].append(width)
    return encoding, len(segments)


def test_the_alphabet_is_the_standards() -> None:
    assert frozenset(DEFAULT) == BASIC
    assert frozenset(DOUBLE) == EXTENSION
    assert not is_gsm7("ç")
    assert outside("ça va ’ça’ ?") == "ç’"


@given(gsm | anything)
def test_segments_are_those_counted_by_hand(text: str) -> None:
    counted = count(text)
    assert (counted.encoding, counted.segments) == by_hand(text)
    assert counted.characters == len(text)


@given(gsm | anything)
def test_what_remains_is_what_can_be_added(text: str) -> None:
    counted = count(text)
    if counted.segments > 1:
        assert count(text + "a" * counted.remaining).segments == counted.segments
        assert count(text + "a" * (counted.remaining + 1)).segments == counted.segments + 1


@pytest.mark.parametrize(
    ("text", "encoding", "units", "segments", "remaining"),
    [
        ("", "GSM-7", 0, 0, 0),
        ("a" * 160, "GSM-7", 160, 1, 0),
        ("a" * 161, "GSM-7", 161, 2, 145),
        ("a" * 306, "GSM-7", 306, 2, 0),
        ("a" * 307, "GSM-7", 307, 3, 152),
        ("€" * 80, "GSM-7", 160, 1, 0),
        ("a" * 152 + "€" + "a" * 8, "GSM-7", 162, 2, 143),
        ("à" * 160, "GSM-7", 160, 1, 0),
        ("ç" * 70, "UCS-2", 70, 1, 0),
        ("ç" * 71, "UCS-2", 71, 2, 63),
        ("😀" * 35, "UCS-2", 70, 1, 0),
        ("😀" * 36, "UCS-2", 72, 2, 61),
        ("漢" * 66 + "😀" + "漢" * 66, "UCS-2", 134, 3, 66),
    ],
)
def test_the_edges(text: str, encoding: str, units: int, segments: int, remaining: int) -> None:
    counted = count(text)
    assert (counted.encoding, counted.units, counted.segments, counted.remaining) == (
        encoding,
        units,
        segments,
        remaining,
    )


@pytest.mark.parametrize(
    ("fixed", "characters", "alphabet", "most"),
    [
        ("", 0, "bmp", 0),
        ("Ciao", 0, "bmp", 1),
        ("Ciao ", 40, "gsm7", 1),
        ("Ciao ", 65, "bmp", 1),
        ("Ciao ", 66, "bmp", 2),
        ("Ciao ", 40, "any", 2),
        ("x" * 159, 1, "gsm7", 2),
    ],
)
def test_the_worst_case(fixed: str, characters: int, alphabet: str, most: int) -> None:
    assert worst_case_segments(fixed, characters, alphabet) == most  # type: ignore[arg-type]


@given(gsm, st.integers(0, 200), st.data())
def test_no_message_is_longer_than_the_worst_case(fixed: str, characters: int, data: st.DataObject) -> None:
    for alphabet, letters in (("gsm7", DEFAULT + DOUBLE), ("bmp", "aé漢"), ("any", "a漢😀")):
        more = data.draw(st.text(alphabet=sorted(letters), max_size=characters))
        worst = worst_case_segments(fixed, characters, alphabet)  # type: ignore[arg-type]
        assert count(fixed + more).segments <= worst

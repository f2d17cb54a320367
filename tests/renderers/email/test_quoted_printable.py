import quopri

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renderers.email.quoted_printable import quoted_printable

PIECES = st.sampled_from(["word", " ", "=", "é", "日本", "\n", ".", "\t", "\r", "\x00", "x" * 74, "y" * 76])


@settings(max_examples=100)
@given(st.lists(PIECES | st.text(max_size=5)).map("".join))
def test_every_text_comes_back_and_lines_are_short(text: str) -> None:
    data = text.encode("utf-8", "replace")
    encoded = quoted_printable(data)
    assert encoded.isascii()
    assert all(len(line) <= 76 and not line.endswith((b" ", b"\t")) for line in encoded.split(b"\r\n"))
    assert quopri.decodestring(encoded).replace(b"\r\n", b"\n") == data.replace(b"\r\n", b"\n")


@pytest.mark.parametrize(
    ("text", "encoded"),
    [
        ("a=b €", b"a=3Db =E2=82=AC"),
        ("one \ntwo\n", b"one=20\r\ntwo\r\n"),
        ("a\n.\nb", b"a\r\n=2E\r\nb"),
        ("x" * 76, b"x" * 76),
        ("x" * 77, b"x" * 75 + b"=\r\nxx"),
        ("x" * 74 + "=yyy", b"x" * 74 + b"=\r\n=3Dyyy"),
    ],
)
def test_lines_are_broken_softly_and_escapes_stay_whole(text: str, encoded: bytes) -> None:
    assert quoted_printable(text.encode()) == encoded

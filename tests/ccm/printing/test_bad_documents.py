"""A document that cannot be printed stops its stream, with an error that names the document and the remedy."""

import io
import random
from dataclasses import replace
from functools import cache

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccm.printing.document import PrintError
from ccm.printing.rules import Mark, PrintRules
from content_blocks.digest import digest_bytes
from tests.ccm.printing.letters import JOB, Letter, letters, small
from tests.ccm.printing.test_merging import merged


def encrypted() -> Letter:
    return small(1, encryption=pikepdf.Encryption(owner="x", user=""))


def layers(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/OCProperties"] = pikepdf.Dictionary()


def note(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj["/Annots"] = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Stamp)])


def circle(pdf: pikepdf.Pdf) -> None:
    first, second = pdf.make_indirect(pikepdf.Dictionary()), pdf.make_indirect(pikepdf.Dictionary())
    first["/Again"], second["/Again"] = second, first
    pdf.pages[0].obj["/Resources"] = pikepdf.Dictionary(Properties=first)


def elsewhere(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Contents["/F"] = pikepdf.String("secret.txt")


def units(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj["/UserUnit"] = 2


def sizeless(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj["/MediaBox"] = pikepdf.Array([0, 0, 0, 0])


def other_back(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj["/MediaBox"] = pikepdf.Array([0, 0, 419.53, 595.28])


@pytest.mark.parametrize(
    ("letter", "message"),
    [
        (replace(small(), body=b"%PDF-1.7\n"), "is not the file that was rendered"),
        (encrypted(), "is encrypted"),
        (small(1, layers), "has layers"),
        (small(1, note), "has a form field or a note on page 1"),
        (small(1, circle), "in a circle"),
        (small(1, elsewhere), "another file"),
        (small(1, units), "measures page 1 in units of its own"),
        (small(1, sizeless), "impossible size or turn on page 1"),
        (small(2, other_back), "pages 1 and 2 are 210 x 297 mm and 148 x 210 mm"),
        (replace(small(2), document=replace(small(2).document, pages=4)), "has 2 pages, not 4"),
    ],
)
def test_a_document_that_cannot_be_printed_is_named(letter: Letter, message: str) -> None:
    with pytest.raises(PrintError, match=rf"^document 1 \(record K-1\): .*{message}"):
        merged([letter], PrintRules())


@pytest.mark.parametrize("cut", [0, 10, 300, -30])
def test_damaged_bytes_are_named(cut: int) -> None:
    body = small().body[:cut]
    with pytest.raises(PrintError, match=r"^document 1 \(record K-1\): is no PDF that can be read"):
        merged([Letter(replace(small().document, digest=digest_bytes(body)), body)], PrintRules())


@cache
def bare() -> tuple[Letter, bytes]:
    """A letter with everything in it where changed bytes change something."""
    letter = letters()[2]
    with pikepdf.open(io.BytesIO(letter.body)) as pdf:
        written = io.BytesIO()
        plain = pikepdf.StreamDecodeLevel.generalized
        no_packs = pikepdf.ObjectStreamMode.disable
        pdf.save(written, object_stream_mode=no_packs, stream_decode_level=plain, compress_streams=False)
    return letter, written.getvalue()


@settings(max_examples=40)
@given(st.randoms(use_true_random=False))
def test_whatever_bytes_there_are_the_document_is_named(chance: random.Random) -> None:
    letter, sound = bare()
    body = bytearray(sound)
    for _ in range(chance.randrange(1, 20)):
        start = chance.randrange(len(body))
        found = next((place for place in range(start, len(body)) if body[place : place + 1].isdigit()), start)
        body[found] = chance.choice(b"0123456789/ ]>x")
    spoilt = Letter(replace(letter.document, digest=digest_bytes(bytes(body))), bytes(body))
    said = refusal([letter, replace(spoilt, document=replace(spoilt.document, number=9))])
    assert said is None or said.startswith(f"document 9 (record {letter.document.key}): ")
    assert "0x" not in (said or "")


def refusal(made: list[Letter]) -> str | None:
    try:
        merged(made, PrintRules())
    except PrintError as error:
        return str(error)
    return None


def test_damaged_contents_are_named() -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Contents.write(b"not compressed", filter=pikepdf.Name.FlateDecode)

    with pytest.raises(PrintError, match=r"^document 1 \(record K-1\): is no PDF that can be read"):
        merged([small(1, spoil)], PrintRules())


@pytest.mark.parametrize(
    ("mark", "job", "message"),
    [
        ({"left": 200}, JOB, "lies off a page of 210 x 297 mm"),
        ({"top": 290}, JOB, "lies off a page"),
        ({"size": 6}, JOB, "let the plan's mark be 7 mm or larger to say 40 characters"),
        ({"size": 100}, "x" * 3000, "no Data Matrix can say"),
    ],
)
def test_a_mark_that_cannot_stand_there_is_refused(mark: dict[str, int], job: str, message: str) -> None:
    with pytest.raises(PrintError, match=message):
        merged([small()], PrintRules(mark=Mark.model_validate(mark)), job)

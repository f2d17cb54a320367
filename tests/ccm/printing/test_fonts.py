"""Subsets become one font only where they are subsets of one font; whatever is not is left as it is."""

import io
from contextlib import suppress
from typing import Any

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageChops

from ccm.printing.cff import FontFormatError, read_outlines
from ccm.printing.character_maps import MapError, read_characters, written_characters
from ccm.printing.document import PrintDocument
from ccm.printing.font_program import CFF, Glyph, read_program
from ccm.printing.font_subset import written_widths
from ccm.printing.font_writing import write_program
from content_blocks.digest import digest_bytes
from tests.ccm.printing.letters import Letter, letters, picture
from tests.ccm.printing.test_merging import NO_MARK, merged


def programs() -> list[bytes]:
    """The font programs of the letters, of both kinds."""
    found = []
    for letter in letters():
        with pikepdf.open(io.BytesIO(letter.body)) as pdf:
            found += [each.read_bytes() for _, each in embedded(pdf)]
    return found


def embedded(pdf: pikepdf.Pdf) -> list[tuple[str, Any]]:
    """The name and the program of each font."""
    descriptors = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/FontName" in each]
    return [(str(each["/FontName"]), each.get("/FontFile2", each.get("/FontFile3"))) for each in descriptors]


def test_programs_are_read_as_fonttools_reads_them() -> None:
    kinds = set()
    for body in programs():
        font = TTFont(io.BytesIO(body))
        program = read_program(body, [3])
        kinds.add(program.kind)
        order = font.getGlyphOrder()
        assert program.count == len(order)
        for number, glyph in program.glyphs.items():
            assert (glyph.advance, glyph.bearing) == font["hmtx"][order[number]]
        if program.kind == CFF:
            strings = font["CFF "].cff.topDictIndex[0].CharStrings
            assert read_outlines(font.reader["CFF "]).outlines == [strings[name].bytecode for name in order]
    assert kinds == {CFF, b"\x00\x01\x00\x00"}


def test_a_program_written_anew_draws_the_same() -> None:
    for body in programs():
        program = read_program(body, [])
        again = write_program(program.kind, program.tables, program.count, program.glyphs)
        assert again == write_program(program.kind, program.tables, program.count, program.glyphs)
        first, second = (TTFont(io.BytesIO(each)) for each in (body, again))
        for number in program.glyphs:
            assert drawn(first, number) == drawn(second, number)


def drawn(font: TTFont, number: int) -> list[Any]:
    from fontTools.pens.recordingPen import DecomposingRecordingPen

    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[font.getGlyphOrder()[number]].draw(pen)
    return list(pen.value)


def changed(letter: Letter, number: int) -> Letter:
    """The same letter with taller glyphs of TrueType, under the names that the fonts had."""
    with pikepdf.open(io.BytesIO(letter.body)) as pdf:
        for _, program in embedded(pdf):
            body = program.read_bytes()
            if body[:4] != CFF:
                program.write(taller(body))
        written = io.BytesIO()
        pdf.save(written, static_id=True)
    body = written.getvalue()
    document = letter.document
    return Letter(PrintDocument(number, f"K-{number}", document.pages, digest_bytes(body)), body)


def taller(body: bytes) -> bytes:
    font = TTFont(io.BytesIO(body))
    for name in font.getGlyphOrder():
        glyph = font["glyf"][name]
        if glyph.numberOfContours > 0:
            glyph.coordinates.scale((1, 1.2))
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def test_a_font_of_the_same_name_that_draws_otherwise_is_kept_apart() -> None:
    letter = letters()[2]
    other = changed(letter, 9)
    body, _, _ = merged([letter, other], NO_MARK)
    with pikepdf.open(io.BytesIO(body)) as pdf:
        found = embedded(pdf)
        kinds = [program.read_bytes()[:4] for _, program in found]
        names = [name for (name, _), kind in zip(found, kinds, strict=True) if kind != CFF]
    assert kinds.count(CFF) == 1
    assert len(names) == 2 * len(set(names)) > 0
    file = pypdfium2.PdfDocument(body)
    seen = [picture(file, page) for page in (0, 2)]
    for picture_of, single in zip(seen, (letter, other), strict=True):
        alone = picture(pypdfium2.PdfDocument(single.body), 0)
        assert ImageChops.difference(picture_of, alone).getbbox() is None
    assert ImageChops.difference(*seen).getbbox() is not None


def test_a_font_that_cannot_be_read_is_copied() -> None:
    def spoiled(font: pikepdf.Pdf) -> None:
        for _, program in embedded(font):
            program.write(b"no font at all")

    letter = letters()[2]
    with pikepdf.open(io.BytesIO(letter.body)) as pdf:
        spoiled(pdf)
        written = io.BytesIO()
        pdf.save(written)
    document = PrintDocument(1, "K-1", letter.document.pages, digest_bytes(written.getvalue()))
    body, _, _ = merged([Letter(document, written.getvalue())], NO_MARK)
    with pikepdf.open(io.BytesIO(body)) as pdf:
        assert {program.read_bytes() for _, program in embedded(pdf)} == {b"no font at all"}


@settings(max_examples=50)
@given(st.data())
def test_bytes_that_are_no_font_are_never_more_than_refused(data: st.DataObject) -> None:
    body = bytearray(data.draw(st.sampled_from(programs()[:4])))
    for _ in range(data.draw(st.integers(1, 8))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    body = body[: data.draw(st.integers(0, len(body)))]
    with suppress(FontFormatError):
        read_program(bytes(body), [])


def test_padding_is_no_difference() -> None:
    assert Glyph(b"\x01\x02", 5, 1).same(Glyph(b"\x01\x02\0\0", 5, 1))
    assert not Glyph(b"\x01\x02", 5, 1).same(Glyph(b"\x01\x03", 5, 1))
    assert not Glyph(b"\x01\x02", 5, 1).same(Glyph(b"\x01\x02", 6, 1))


@given(st.dictionaries(st.integers(0, 65535), st.text(st.characters(codec="utf-16"), min_size=1, max_size=3)))
def test_what_glyphs_read_as_comes_back(characters: dict[int, str]) -> None:
    assert read_characters(written_characters(characters)) == characters


@pytest.mark.parametrize("body", [b"1 beginbfrange <0000> <0001> <0041> endbfrange", b"/Other usecmap"])
def test_maps_of_more_than_single_glyphs_are_refused(body: bytes) -> None:
    with pytest.raises(MapError):
        read_characters(body)


def test_widths_are_written_in_runs() -> None:
    assert written_widths({7: 500, 3: 260, 4: 262.5, 5: 1000}) == b"3 [260 262.5 1000] 7 [500]"
    assert written_widths({}) == b""

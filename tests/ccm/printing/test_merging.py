"""A stream's pages look as the documents' do, each sheet says what it is, and what is shared is there once."""

import io
from collections.abc import Sequence
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageChops

from ccm.printing.document import Stream
from ccm.printing.envelopes import envelopes
from ccm.printing.index import index_rows
from ccm.printing.merging import Merged, merge
from ccm.printing.rules import Mark, PrintRules
from content_blocks.digest import digest_bytes
from tests.ccm.printing.letters import JOB, Letter, letters, picture, small, text_of

SCALE = 1.5
PIXELS = SCALE * 72 / 25.4  # a millimetre
NO_MARK = PrintRules(mark=None)


def merged(made: Sequence[Letter], rules: PrintRules, job: str = JOB) -> tuple[bytes, Merged, Stream]:
    bodies = {letter.document.number: letter.body for letter in made}
    stream = Stream(1, tuple(envelopes([letter.document for letter in made], rules)))
    out = io.BytesIO()
    counts = merge(stream, rules, job, lambda document: bodies[document.number], out)
    return out.getvalue(), counts, stream


@pytest.fixture(scope="module")
def printed() -> tuple[bytes, Merged, Stream]:
    return merged(letters(), PrintRules())


def mark_box(mark: Mark, edge: int) -> tuple[int, int, int, int]:
    left, top, size = (float(value) * PIXELS for value in (mark.left, mark.top, mark.size))
    return int(left) - edge, int(top) - edge, int(left + size) + 1 + edge, int(top + size) + 1 + edge


def test_every_page_looks_and_reads_as_in_its_document(printed: tuple[bytes, Merged, Stream]) -> None:
    body, _, stream = printed
    rules = PrintRules()
    assert isinstance(rules.mark, Mark)
    box = mark_box(rules.mark, 1)
    bodies = {letter.document.number: letter.body for letter in letters()}
    file = pypdfium2.PdfDocument(body)
    for row in index_rows(stream, rules):
        single = pypdfium2.PdfDocument(bodies[row.number])
        assert row.page_to - row.page_from + 1 == len(single)
        for page in range(len(single)):
            alone, inside = picture(single, page, SCALE), picture(file, row.page_from - 1 + page, SCALE)
            if page % 2 == 0:
                assert alone.crop(box).getextrema() == ((255, 255),) * 3, "the mark stands on what the letter says"
                assert inside.crop(box).getextrema() == ((0, 255),) * 3
                inside.paste(alone.crop(box), box)
            assert ImageChops.difference(alone, inside).getbbox() is None
            assert text_of(single, page) == text_of(file, row.page_from - 1 + page)


def test_every_front_says_which_sheet_it_is(printed: tuple[bytes, Merged, Stream]) -> None:
    body, counts, _ = printed
    file = pypdfium2.PdfDocument(body)
    found = [read(picture(file, page, 3)) for page in range(len(file))]
    assert found[0::2] == [
        [f"{JOB}|0000001|1/1|0000001|1/1"],
        [f"{JOB}|0000003|1/1|0000002|1/1"],
        [f"{JOB}|0000004|1/1|0000003|1/1"],
        [f"{JOB}|0000002|1/2|0000004|1/2"],
        [f"{JOB}|0000002|2/2|0000004|2/2"],
    ]
    assert found[1::2] == [[]] * 5
    assert picture(file, 9).getextrema() == ((255, 255),) * 3, "the back of the third page is blank"
    assert (counts.documents, counts.envelopes, counts.sheets, counts.pages) == (4, 4, 5, 10)


def read(image: Image.Image) -> list[str]:
    found = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.DataMatrix]))
    return [each.text for each in found]


def test_a_household_counts_its_sheets_through() -> None:
    made = [replace(letter, document=replace(letter.document, address=("Via Aurora 7",))) for letter in pair(3, 2)]
    body, _, _ = merged(made, PrintRules(household=True))
    file = pypdfium2.PdfDocument(body)
    fronts = [read(picture(file, page, 3)) for page in (0, 2, 4)]
    assert fronts == [
        [f"{JOB}|0000001|1/2|0000001|1/3"],
        [f"{JOB}|0000001|2/2|0000001|2/3"],
        [f"{JOB}|0000002|1/1|0000001|3/3"],
    ]


def pair(first: int, second: int) -> list[Letter]:
    return [small(first), small(second, number=2)]


def test_a_font_and_a_picture_are_stored_once(printed: tuple[bytes, Merged, Stream]) -> None:
    body, counts, _ = printed
    with pikepdf.open(io.BytesIO(body)) as pdf:
        descriptors = [each for each in pdf.objects if is_a(each, "/FontDescriptor")]
        names = [str(each["/FontName"]) for each in descriptors]
        assert len(names) == len(set(names)) >= 6
        assert {"/FontFile2", "/FontFile3"} <= {key for each in descriptors for key in each}
        streams = [each.read_raw_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        assert len(streams) == len(set(streams))
    assert counts.bytes == len(body) < 0.7 * sum(len(letter.body) for letter in letters())
    assert counts.digest == digest_bytes(body)


def is_a(each: pikepdf.Object, kind: str) -> bool:
    return isinstance(each, pikepdf.Dictionary) and each.get("/Type") == kind


def test_the_file_is_sound_and_bare(printed: tuple[bytes, Merged, Stream]) -> None:
    with pikepdf.open(io.BytesIO(printed[0])) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert set(pdf.Root.keys()) == {"/Type", "/Pages", "/ViewerPreferences", "/OutputIntents"}
        assert "/Info" not in pdf.trailer
        assert {key for page in pdf.pages for key in page.obj} & {"/Annots", "/StructParents", "/Tabs"} == set()
        assert len(pdf.Root["/OutputIntents"]) == 1


def test_the_same_documents_are_the_same_bytes(printed: tuple[bytes, Merged, Stream]) -> None:
    again, counts, _ = merged(letters()[::-1], PrintRules())
    assert again == printed[0]
    assert counts == printed[1]


def test_one_side_of_the_paper() -> None:
    body, counts, stream = merged(pair(3, 2), PrintRules(duplex=False))
    file = pypdfium2.PdfDocument(body)
    assert [read(picture(file, page, 3))[0].split("|")[2] for page in range(5)] == ["1/2", "2/2", "1/3", "2/3", "3/3"]
    assert [(row.page_from, row.page_to, row.sheet) for row in index_rows(stream, PrintRules(duplex=False))] == [
        (1, 2, 1), (3, 5, 3),
    ]  # fmt: skip
    assert counts.pages == counts.sheets == 5


def test_without_a_mark_contents_are_untouched() -> None:
    body, _, _ = merged([small(2)], NO_MARK)
    with pikepdf.open(io.BytesIO(body)) as pdf:
        assert [[part.read_bytes() for part in page.Contents] for page in pdf.pages] == [
            [b"% 1 0\n0 g 200 400 100 50 re f"], [b"% 1 1\n0 g 200 400 100 51 re f"],
        ]  # fmt: skip


def turn(degrees: int) -> object:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].rotate(degrees, relative=False)
        pdf.pages[0].obj["/MediaBox"] = pikepdf.Array([100, -50, 695.28, 791.89])

    return change


def a5(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj["/MediaBox"] = pikepdf.Array([0, 0, 419.53, 595.28])


@pytest.mark.parametrize("change", [turn(0), turn(90), turn(180), turn(270), a5], ids=["0", "90", "180", "270", "A5"])
def test_the_mark_stands_where_the_plan_says_on_the_page_as_it_is_shown(change: object) -> None:
    mark = Mark.model_validate({"left": 30, "top": 60, "size": 12})
    body, _, _ = merged([small(1, change)], PrintRules(mark=mark))  # type: ignore[arg-type]
    (found,) = zxingcpp.read_barcodes(picture(pypdfium2.PdfDocument(body), 0, 3))
    corner = found.position.top_left
    module = 12 / 26  # 22 modules and a margin of two
    assert corner.x / (3 * 72 / 25.4) == pytest.approx(30 + 2 * module, abs=0.4)
    assert corner.y / (3 * 72 / 25.4) == pytest.approx(60 + 2 * module, abs=0.4)
    assert found.orientation == 0

"""Print streams from beginning to end: files of so many sheets, rows that lead to pages, nothing left behind."""

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from ccm.printing import printing
from ccm.printing.document import PrintDocument, PrintError
from ccm.printing.printing import Printed, print_streams
from ccm.printing.rules import PrintRules
from tests.ccm.printing.letters import JOB, Letter, small, text_of


def lettered(number: int, pages: int) -> Letter:
    """A letter whose pages say which they are."""

    def change(pdf: pikepdf.Pdf) -> None:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        for page, each in enumerate(pdf.pages, start=1):
            each.obj["/Resources"] = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=pdf.make_indirect(font)))
            each.Contents = pdf.make_stream(b"BT /F 20 Tf 200 400 Td (letter %d page %d) Tj ET" % (number, page))

    return small(pages, change, number)


def printed(made: list[Letter], rules: PrintRules, folder: Path) -> list[tuple[Printed, bytes]]:
    bodies = {letter.document.number: letter.body for letter in made}
    documents = (letter.document for letter in made)
    streams = print_streams(JOB, documents, rules, lambda document: bodies[document.number], folder)
    return [(stream, stream.path.read_bytes()) for stream in streams]


def test_each_row_leads_to_the_pages_of_its_document(tmp_path: Path) -> None:
    made = [lettered(number, 1 + number % 4) for number in range(1, 12)]
    rules = PrintRules.model_validate(
        {"sheets": 5, "weights": {"envelope": 5, "classes": [{"name": "small", "up_to": 10}]}}
    )
    files = printed(made, rules, tmp_path)
    assert [stream.name for stream, _ in files] == ["000001.pdf", "000002.pdf", "000003.pdf", "000004.pdf"]
    seen = []
    for stream, body in files:
        file = pypdfium2.PdfDocument(body)
        assert stream.merged.sheets <= 5
        assert (stream.merged.pages, stream.merged.bytes) == (len(file), len(body))
        assert len(file) == 2 * stream.merged.sheets
        said = [text_of(file, page) for page in range(len(file))]
        for row in stream.rows:
            assert row.file == stream.name
            own = said[row.page_from - 1 : row.page_to]
            assert own == [f"letter {row.number} page {page}" for page in range(1, len(own) + 1)]
            assert row.page_from == 2 * row.sheet - 1
            assert row.weight_class == ("small" if row.sheets == 1 else "over")
            seen.append((row.number, len(own)))
        assert sum(1 for text in said if text) == sum(row.page_to - row.page_from + 1 for row in stream.rows)
    assert sorted(seen) == [(letter.document.number, letter.document.pages) for letter in made]
    assert list(tmp_path.iterdir()) == []


def test_long_streams_have_pages_that_are_found(tmp_path: Path) -> None:
    ((stream, body),) = printed([lettered(1, 250)], PrintRules(mark=None), tmp_path)
    with pikepdf.open(io.BytesIO(body)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert [int(branch.Count) for branch in pdf.Root.Pages.Kids] == [100, 100, 50]
    assert stream.merged.pages == 250
    assert text_of(pypdfium2.PdfDocument(body), 249) == "letter 1 page 250"


def test_no_documents_are_no_streams(tmp_path: Path) -> None:
    assert printed([], PrintRules(), tmp_path) == []


def test_nothing_is_left_behind_when_a_document_is_bad(tmp_path: Path) -> None:
    bad = Letter(PrintDocument(2, "K-2", 1, "sha256:"), b"")
    with pytest.raises(PrintError, match=r"document 2 \(record K-2\)"):
        printed([small(), bad], PrintRules(), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_installed_is_said_with_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "find_spec", lambda name: None)
    with pytest.raises(PrintError, match=r"pip install ccm-engine\[printing\]"):
        printed([small()], PrintRules(), tmp_path)

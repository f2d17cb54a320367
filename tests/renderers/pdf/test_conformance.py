"""Every file is PDF/UA-1 and PDF/A-3a at once, and the same bytes every time."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import page
import pikepdf
import pydyf
import pytest
from lxml import etree

from content_blocks.document import Document, Paragraph, Recipient
from content_blocks.inline import Field
from renderers.pdf.conformance import Metadata, xmp
from renderers.pdf.fonts import unshown_characters
from renderers.pdf.press import one_length, print_file
from renderers.pdf.renderer import laid_out, metadata
from renderers.pdf.text import clean
from tests.corpora import CORPORA, needs_corpora
from tests.renderers.pdf.samples import (
    ROOT,
    arbiter_verdict,
    full_letter,
    letter,
    needs_arbiter,
    paragraph,
    printed,
    statement,
    structure,
    text_of,
)


def hostile() -> Document:
    names = ("a\x00b\x1b", "\u202egpj.exe", "\ue123", "\ufeffx", "<b>&", "N" * 3000, "क्षत्रिय Z̮̞̠͙͔ͅ ﷽ ℌ")
    return letter(*(Paragraph(id=f"p{at}", content=(Field(name),)) for at, name in enumerate(names)))


DOCUMENTS = {
    "everything-ginepro": full_letter(),
    "everything-solvento": full_letter("solvento"),
    "statement": letter(statement(90), brand="solvento"),
    "empty": letter(),
    "no-address": letter(paragraph("Good morning"), recipient=Recipient(), references=()),
    "right-to-left": replace(full_letter(), locale="ar", direction="rtl"),
    "hostile": hostile(),
    "draft": replace(full_letter("solvento"), draft=True),
    "draft-right-to-left": replace(full_letter(), locale="ar", direction="rtl", draft=True),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_files_conform_to_both_standards(name: str) -> None:
    body = printed(DOCUMENTS[name])
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
        report = page.validate_pdf_bytes(body, profile=profile)
        assert report.is_compliant, [(fault.rule_id, fault.message) for fault in report.failures]


@needs_arbiter
def test_the_arbiter_finds_no_fault(tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.pdf" for name in DOCUMENTS]
    for path, document in zip(paths, DOCUMENTS.values(), strict=True):
        path.write_bytes(printed(document))
    assert arbiter_verdict(paths) == ""


@needs_corpora
def test_naughty_strings_conform_and_are_shown() -> None:
    strings: list[str] = json.loads((CORPORA / "blns" / "blns.json").read_text("utf-8"))

    def document(texts: list[str]) -> Document:
        return letter(*(Paragraph(id=f"p{at}", content=(Field(text),)) for at, text in enumerate(texts)))

    laid, _ = laid_out(document(strings))
    print_file(laid, metadata(document([])))
    missing = set(unshown_characters(laid))
    shown = [text for text in strings if not missing & set(text)]
    assert len(shown) > len(strings) * 0.9
    body = printed(document(shown))
    assert page.is_pdf_compliant_bytes(body, profile=page.ValidationProfile.PDF_UA_1)
    assert page.is_pdf_compliant_bytes(body, profile=page.ValidationProfile.PDF_A_3A)
    printed_text = re.sub(r"\s", "", text_of(body))
    for text in shown:
        if text.isascii():
            assert re.sub(r"\s", "", clean(text)) in printed_text


def test_the_file_names_itself() -> None:
    file, _ = structure(
        printed(letter(paragraph("x"), title="Estratto conto & più", subject="<Novembre>", locale="it-IT"))
    )
    assert str(file.Root.Lang) == "it-IT"
    assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
    assert bool(file.Root.MarkInfo.Marked)
    assert str(file.docinfo.Title) == "Estratto conto & più"
    assert str(file.docinfo.CreationDate) == "D:20261130000000Z"
    with file.open_metadata() as packet:
        assert packet["dc:title"] == "Estratto conto & più"
        assert packet["dc:description"] == "<Novembre>"
        assert packet["pdfuaid:part"] == "1"
        assert (packet["pdfaid:part"], packet["pdfaid:conformance"]) == ("3", "A")
        assert packet["xmp:CreateDate"].startswith("2026-11-30")


def test_the_packet_is_well_formed() -> None:
    packet = xmp(Metadata(title="<&>", author="A & B", subject="", language="en", issued=date(2026, 1, 2)))
    root = etree.fromstring(packet)
    assert [child.tag for child in root] == ["{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF"]
    assert b"2026-01-02T00:00:00Z" in packet


PRINT = """
import hashlib
from tests.renderers.pdf.samples import full_letter, printed
print(hashlib.sha256(printed(full_letter())).hexdigest())
"""


def test_the_same_document_is_the_same_bytes_in_every_process() -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PRINT],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    first, second = (process.communicate()[0].strip() for process in running)
    assert first == second
    assert len(first) == 64


@pytest.mark.parametrize(
    ("data", "written"),
    [(b"BT ET\r", b"BT ET\r\r\nendstream\nendobj"), (b"BT ET\n", b"BT ET\n\nendstream\nendobj")],
)
def test_a_stream_has_one_length_whatever_its_data_end_with(data: bytes, written: bytes) -> None:
    stream = pydyf.Stream([data])
    assert one_length(stream.indirect).endswith(b"/Length 6>>\nstream\n" + written)


def test_fonts_are_embedded_in_part() -> None:
    file, _ = structure(printed(letter(paragraph("Only these letters"))))
    descriptors = [
        thing
        for thing in file.objects
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
    ]
    assert descriptors
    for descriptor in descriptors:
        assert str(descriptor.FontName)[7:8] == "+"
        assert any(key in descriptor for key in ("/FontFile2", "/FontFile3"))

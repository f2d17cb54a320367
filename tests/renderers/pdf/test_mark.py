"""The mark of a draft lies across every page, is read out by nobody, and moves nothing."""

from dataclasses import replace
from decimal import Decimal

import page
import pikepdf
import pypdfium2
import pytest

from content_blocks.document import Document, Notice, Recipient
from renderers.draft import draft_line, draft_word
from renderers.pdf.areas import render_with_areas
from tests.renderers.pdf.samples import (
    full_letter,
    letter,
    page_texts,
    paragraph,
    printed,
    roles,
    statement,
    structure,
)

LONG = letter(statement(262), title="DRAFT: not approved", subject="[DRAFT]")
NOTICE = Notice(id="n", tone="warning", content=(paragraph("DRAFT: not approved, not for customers"),))


def with_band(document: Document) -> Document:
    head = document.brand.letterhead.model_copy(update={"style": "band"})
    return replace(document, brand=document.brand.model_copy(update={"letterhead": head}))


def on_a5(document: Document, margin: int) -> Document:
    sheet = document.brand.sheet.model_copy(
        update={"size": "A5", "margin_left": Decimal(15), "margin_right": Decimal(margin)}
    )
    return replace(document, brand=document.brand.model_copy(update={"sheet": sheet}), recipient=Recipient())


DOCUMENTS = {
    "one-page": letter(paragraph("Dear Anna,")),
    "twelve-pages": LONG,
    "everything": full_letter(),
    "band": with_band(letter(paragraph("Lieber Herr Klee,"), locale="de-AT", brand="solvento")),
    "right-to-left": replace(full_letter(), locale="ar", direction="rtl"),
    "a5": on_a5(letter(*(paragraph("Buongiorno " * 40, f"p{at}") for at in range(4)), locale="it"), 12),
    "notice": letter(NOTICE, *(paragraph("DRAFT " * 200, f"p{at}") for at in range(3))),
    "empty": letter(),
}


def marked(document: Document) -> bytes:
    return printed(replace(document, draft=True))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_pages_and_their_text_are_the_same_but_for_the_mark(name: str) -> None:
    document = DOCUMENTS[name]
    plain, draft = page_texts(printed(document)), page_texts(marked(document))
    mark = f"{draft_word(document.locale)} {draft_line(document.locale)}"
    assert [text.strip() for text in draft] == [f"{text} {mark}".strip() for text in plain]


def test_the_samples_have_one_page_and_twelve() -> None:
    assert len(page_texts(printed(DOCUMENTS["one-page"]))) == 1
    assert len(page_texts(printed(LONG))) == 12


@pytest.mark.parametrize("name", ["everything", "right-to-left"])
def test_letters_stand_where_they_stand_without_it(name: str) -> None:
    """Each letter at the same place: the address in its window, the balances on their lines."""

    def places(body: bytes, counts: list[int]) -> list[list[tuple[float, ...]]]:
        texts = [sheet.get_textpage() for sheet in pypdfium2.PdfDocument(body)]
        return [[text.get_charbox(at) for at in range(count)] for text, count in zip(texts, counts, strict=True)]

    plain, draft = printed(DOCUMENTS[name]), marked(DOCUMENTS[name])
    counts = [sheet.get_textpage().count_chars() for sheet in pypdfium2.PdfDocument(plain)]
    assert places(draft, counts) == places(plain, counts)
    assert render_with_areas(DOCUMENTS[name])[1] == render_with_areas(replace(DOCUMENTS[name], draft=True))[1]


def test_the_word_lies_across_the_middle_of_the_sheet_and_within_it() -> None:
    for name in ("one-page", "band", "a5"):
        document = DOCUMENTS[name]
        sheet = pypdfium2.PdfDocument(marked(document))[0]
        width, height = sheet.get_size()
        text = sheet.get_textpage()
        match = text.search(draft_line(document.locale).split(":", 1)[0]).get_next()
        assert match is not None
        boxes = [text.get_charbox(match[0] + at, loose=False) for at in range(match[1])]
        left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
        right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
        assert left > 0
        assert right < width
        assert bottom > 0
        assert top < height
        assert right - left > width / 2
        assert top - bottom > height / 2
        assert abs((left + right) / 2 - width / 2) < width * 0.03
        assert abs((bottom + top) / 2 - height / 2) < height * 0.03


def test_it_is_no_part_of_what_is_read_out() -> None:
    document = DOCUMENTS["everything"]
    plain, draft = structure(printed(document)), structure(marked(document))
    assert roles(draft[1]) == roles(plain[1])
    for sheet in draft[0].pages:
        stream = sheet.Contents.read_bytes()
        assert stream.count(b"/Artifact\n<</Type/Pagination/Subtype/Watermark>>\nBDC\n/draft gs") >= 2
        assert sheet.Resources.ExtGState.draft.BM == "/Multiply"
    assert all(b"Watermark" not in sheet.Contents.read_bytes() for sheet in plain[0].pages)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_drafts_conform_to_both_standards(name: str) -> None:
    body = marked(DOCUMENTS[name])
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
        report = page.validate_pdf_bytes(body, profile=profile)
        assert report.is_compliant, [(fault.rule_id, fault.message) for fault in report.failures]


def test_a_margin_without_room_has_no_line() -> None:
    narrow = on_a5(letter(paragraph("Buongiorno"), locale="it"), 5)
    assert page_texts(marked(narrow)) == [f"{text} BOZZA" for text in page_texts(printed(narrow))]


def test_the_title_begins_with_it_and_the_bytes_are_always_the_same() -> None:
    document = letter(paragraph("x"), title="Estratto conto", locale="it-IT", draft=True)
    body = printed(document)
    assert body == printed(document)
    file: pikepdf.Pdf = structure(body)[0]
    assert str(file.docinfo.Title) == "[BOZZA] Estratto conto"
    with file.open_metadata() as packet:
        assert packet["dc:title"] == "[BOZZA] Estratto conto"


def test_a_box_does_not_hide_it() -> None:
    """A page full of cards: the mark is seen on them all the same."""
    text = "Words " * 60
    cards = letter(
        *(Notice(id=f"n{at}", content=(paragraph(text, f"p{at}"),)) for at in range(5)), recipient=Recipient()
    )

    def tinted(body: bytes) -> int:
        sheet = pypdfium2.PdfDocument(body)[0].render(scale=1).to_pil().convert("RGB")
        surface = tuple(bytes.fromhex(cards.brand.light.surface[1:]))
        return sum(count for count, colour in sheet.getcolors(1 << 20) or () if colour == surface)

    assert tinted(marked(cards)) < tinted(printed(cards)) * 0.95

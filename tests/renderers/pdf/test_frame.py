"""The letter's frame stands where envelopes and folding machines expect it."""

from dataclasses import replace
from decimal import Decimal

import pypdfium2
import pytest

from content_blocks.brand import Letterhead, Window
from content_blocks.document import Document, Recipient
from renderers.pdf.renderer import PdfRenderer
from tests.renderers.pdf.samples import ADDRESS, letter, page_texts, paragraph, printed, statement

MILLIMETRE = 72 / 25.4


def place(body: bytes, text: str) -> tuple[float, float]:
    """Where `text` stands highest on the first page: left and top, in millimetres from the sheet's corner."""
    sheet = pypdfium2.PdfDocument(body)[0]
    letters = sheet.get_textpage()
    search = letters.search(text)
    found: list[tuple[float, float]] = []
    while (match := search.get_next()) is not None:
        left, _, _, top = letters.get_charbox(match[0])
        found.append((left / MILLIMETRE, (sheet.get_height() - top) / MILLIMETRE))
    return min(found, key=lambda corner: corner[1])


def with_window(document: Document, **window: int) -> Document:
    sheet = document.brand.sheet.model_copy(update={"window": Window.model_validate(window)})
    return replace(document, brand=document.brand.model_copy(update={"sheet": sheet}))


@pytest.mark.parametrize(
    "window",
    [{"left": 20, "top": 45, "width": 85, "height": 45}, {"left": 110, "top": 45, "width": 85, "height": 35}],
    ids=["DIN 5008 form B", "Italian, on the right"],
)
def test_the_address_stands_in_its_window(window: dict[str, int]) -> None:
    body = printed(with_window(letter(paragraph("Dear Anna,")), **window))
    for line in ADDRESS:
        x, y = place(body, line)
        assert window["left"] + 3 <= x <= window["left"] + 12
        assert window["top"] <= y <= window["top"] + window["height"] - 4
    _, sender = place(body, "Via dell’Esempio")
    assert window["top"] <= sender < place(body, ADDRESS[0])[1]


def test_references_stand_beside_the_window() -> None:
    document = letter(paragraph("Dear Anna,"))
    left, top = place(printed(with_window(document, left=20, top=45, width=85, height=45)), "Customer number")
    assert left > 105
    assert 44 <= top <= 55
    left, _ = place(printed(with_window(document, left=110, top=45, width=85, height=35)), "Customer number")
    assert left < 30


def test_the_text_begins_at_its_place_and_higher_without_an_address() -> None:
    document = letter(paragraph("Dear Anna,"))
    _, y = place(printed(document), "Dear Anna")
    assert abs(y - float(document.brand.sheet.body_top)) < 3
    _, open_y = place(printed(replace(document, recipient=Recipient(), references=())), "Dear Anna")
    assert open_y < 60


def test_an_address_too_tall_for_its_window_is_found_and_pushes_the_text_down() -> None:
    document = letter(paragraph("Dear Anna,"), recipient=Recipient(address=tuple(f"Line {n}" for n in range(30))))
    artifact = PdfRenderer().render(document)
    assert [finding.code for finding in artifact.findings] == ["pdf.address-overflow"]
    body = artifact.parts[0].body
    assert place(body, "Dear Anna")[1] > place(body, "Line 29")[1]


def test_pages_are_numbered_and_say_what_they_belong_to() -> None:
    first, *others = page_texts(printed(letter(statement(80), title="Estratto conto", locale="it")))
    total = len(others) + 1
    assert f"Pagina 1 di {total}" in first
    assert "Estratto conto" not in first
    for number, text in enumerate(others, start=2):
        assert f"Pagina {number} di {total}" in text
        assert "Estratto conto Customer number 4471 0093" in text
        assert "Albo delle banche" in text


@pytest.mark.parametrize("style", ["band", "rule", "plain"])
@pytest.mark.parametrize("side", ["start", "end"])
def test_every_letterhead_prints(style: str, side: str) -> None:
    document = letter(paragraph("Dear Anna,"))
    head = document.brand.letterhead.model_copy(update={"style": style, "logo_side": side})
    assert isinstance(head, Letterhead)
    made = replace(document, brand=document.brand.model_copy(update={"letterhead": head}))
    contact, _ = place(printed(made), "www.ginepro.example")
    assert (contact > 105) == (side == "start")


def test_without_the_logo_the_brand_is_named() -> None:
    artifact = PdfRenderer().render(letter(paragraph("Dear Anna,"), assets={}))
    assert [finding.code for finding in artifact.findings] == ["pdf.logo-missing"]
    assert place(artifact.parts[0].body, "Banca Ginepro")[1] < 30


def test_many_legal_lines_keep_clear_of_the_text() -> None:
    document = letter(*(paragraph(f"Line {n}", f"p{n}") for n in range(60)))
    brand = document.brand.model_copy(update={"legal_lines": tuple(f"Legal line {n} " + "x " * 60 for n in range(8))})
    body = printed(replace(document, brand=brand))
    text_bottom = max(place(body, f"Line {n}")[1] for n in range(5))
    assert text_bottom < place(body, "Legal line 0")[1]
    assert place(body, "Legal line 7")[1] < 292


def test_a5_paper() -> None:
    document = letter(paragraph("Dear Anna,"))
    sheet = document.brand.sheet.model_copy(
        update={"size": "A5", "margin_left": Decimal(15), "margin_right": Decimal(15)}
    )
    body = printed(replace(document, brand=document.brand.model_copy(update={"sheet": sheet}), recipient=Recipient()))
    assert round(pypdfium2.PdfDocument(body)[0].get_width() / MILLIMETRE) == 148

import io
import re
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from content_blocks.document import Barcode
from renderers.barcodes import BarcodeError, barcode_svg, qr_svg
from renderers.raster import svg_png

EPC = "BCD\n002\n1\nSCT\n\nSolvento Energia\nIT60X0542811101000000123456\nEUR61.20\n\n\nFattura 2026/118 – novembre"


def drawn(symbology: Any, payload: str) -> str:
    return barcode_svg(Barcode(id="code", symbology=symbology, payload=payload, alt="To pay"))


def read(svg: str) -> list[str]:
    picture = Image.open(io.BytesIO(svg_png(svg, 600)))
    return [found.text for found in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize(
    ("symbology", "payload"),
    [
        ("qr", "https://solvento.example/pay/118?amount=61,20"),
        ("qr", "Zahlen Sie bitte – grüße, Ωμέγα, مرحبا"),
        ("epc-qr", EPC),
        ("datamatrix", "(01)09501101020917(17)270330"),
        ("datamatrix", "Città di Torino €"),
        ("code128", "RF18539007547034"),
        ("code128", "A <b>&amp;</b> 12"),
    ],
)
def test_a_reader_reads_the_payload(symbology: str, payload: str) -> None:
    assert read(drawn(symbology, payload)) == [payload]


def test_an_actions_code() -> None:
    assert read(qr_svg("https://ginepro.example/a?b=1&c=2")) == ["https://ginepro.example/a?b=1&c=2"]


@pytest.mark.parametrize("symbology", ["qr", "datamatrix", "code128"])
def test_black_on_white_with_a_quiet_zone_and_no_size(symbology: str) -> None:
    svg = drawn(symbology, "12345678")
    assert set(re.findall(r'fill="([^"]+)"', svg)) == {"#fff", "#000"}
    assert not re.search(r"<svg[^>]*\s(width|height)=", svg)
    picture = Image.open(io.BytesIO(svg_png(svg, 600))).convert("L")
    assert {picture.getpixel((x, picture.height // 2)) for x in range(10)} == {255}


@pytest.mark.parametrize(
    ("symbology", "payload", "message"),
    [
        ("qr", "", "empty"),
        ("qr", "x" * 9000, "no qr code can carry"),
        ("code128", "città", "ASCII"),
        ("code128", "1x" * 200, "too long"),
        ("datamatrix", "x" * 9000, "too long"),
        ("epc-qr", "https://pay.example", "7 to 12"),
    ],
)
def test_a_payload_that_does_not_fit_is_refused(symbology: str, payload: str, message: str) -> None:
    with pytest.raises(BarcodeError, match=message):
        drawn(symbology, payload)

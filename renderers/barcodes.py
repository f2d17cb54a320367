"""Barcodes as SVG: black on white, quiet zone included, one unit a module, no size of their own.

Drawn by zint: QR codes (ISO/IEC 18004), Data Matrix (ISO/IEC 16022) and Code 128 (ISO/IEC 15417).
"""

from functools import lru_cache
from typing import TYPE_CHECKING

from content_blocks.document import Barcode
from renderers.epc import EpcError, check_epc

if TYPE_CHECKING:
    import zint

_QUIET = {"qr": 4, "datamatrix": 2, "code128": 10}
_CODE128_HEIGHT = 40
_EPC_LARGEST = 69  # modules a side: version 13, the largest that EPC069-12 allows
_ERROR_CORRECTION_M = 2


class BarcodeError(ValueError):
    """The payload cannot be carried by the symbology; the message says why."""


def barcode_svg(barcode: Barcode) -> str:
    """Draw `barcode` as one ``<svg>`` element with a viewBox and no width or height.

    Raises BarcodeError when the payload is empty, too long or has characters the symbology cannot carry, and
    when that of an ``epc-qr`` breaks EPC069-12 (`renderers.epc`).
    """
    if barcode.symbology == "code128" and not barcode.payload.isascii():
        raise BarcodeError("code128 carries ASCII only; take datamatrix or qr")
    if barcode.symbology == "epc-qr":
        try:
            check_epc(barcode.payload)
        except EpcError as problem:
            raise BarcodeError(str(problem)) from problem
        return _drawn("qr", barcode.payload, _EPC_LARGEST)
    return _drawn(barcode.symbology, barcode.payload)


def qr_svg(payload: str) -> str:
    """A QR code with error correction M. Raises BarcodeError when `payload` is empty or does not fit."""
    return _drawn("qr", payload)


@lru_cache(maxsize=64)  # one document has the same code in several channels
def _drawn(symbology: str, payload: str, largest: int | None = None) -> str:
    import zint

    if not payload:
        raise BarcodeError("an empty payload needs no barcode")
    symbol = zint.Symbol()
    symbol.show_text = False
    symbol.scale = 0.5  # zint's vector unit is half a module
    try:
        if symbology == "qr":
            symbol.symbology = zint.Symbology.QRCODE
            symbol.option_1 = _ERROR_CORRECTION_M
            symbol.encode(payload.encode())  # as bytes: UTF-8 without an ECI mark, which banks' readers may not know
        elif symbology == "datamatrix":
            symbol.symbology = zint.Symbology.DATAMATRIX
            symbol.option_3 = zint.DataMatrixOptions.SQUARE
            symbol.encode(payload)
        else:
            symbol.symbology = zint.Symbology.CODE128
            symbol.height = _CODE128_HEIGHT
            symbol.encode(payload)
        symbol.buffer_vector()
    except (ValueError, RuntimeError) as problem:
        raise BarcodeError(f"no {symbology} code can carry this payload: {problem}") from problem
    if largest is not None and symbol.width > largest:
        raise BarcodeError(f"the payload needs {symbol.width} modules a side; {largest} are allowed")
    return _svg(symbol.vector, _QUIET[symbology])


def _svg(vector: "zint.Vector", quiet: int) -> str:
    bars = ((bar.x + quiet, bar.y + quiet, bar.width, bar.height) for bar in vector.rectangles)
    path = "".join(f"M{x:g} {y:g}h{width:g}v{height:g}h-{width:g}z" for x, y, width, height in bars)
    width, height = vector.width + 2 * quiet, vector.height + 2 * quiet
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{width:g}v{height:g}H0z"/><path fill="#000" d="{path}"/></svg>'
    )

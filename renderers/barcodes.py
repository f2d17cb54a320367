"""Barcodes as SVG: black on white, quiet zone included, one unit a module, no size of their own.

QR codes are made by segno (ISO/IEC 18004), Data Matrix (ISO/IEC 16022) and Code 128 (ISO/IEC 15417) by zint.
"""

from collections.abc import Iterable

from content_blocks.document import Barcode
from renderers.epc import EpcError, check_epc

_QUIET = {"qr": 4, "datamatrix": 2, "code128": 10}
_CODE128_HEIGHT = 40


class BarcodeError(ValueError):
    """The payload cannot be carried by the symbology; the message says why."""


def barcode_svg(barcode: Barcode) -> str:
    """Draw `barcode` as one ``<svg>`` element with a viewBox and no width or height.

    Raises BarcodeError when the payload is empty, too long or has characters the symbology cannot carry, and
    when that of an ``epc-qr`` breaks EPC069-12 (`renderers.epc`).
    """
    if not barcode.payload:
        raise BarcodeError("an empty payload needs no barcode")
    if barcode.symbology == "code128" and not barcode.payload.isascii():
        raise BarcodeError("code128 carries ASCII only; take datamatrix or qr")
    if barcode.symbology == "epc-qr":
        try:
            check_epc(barcode.payload)
        except EpcError as problem:
            raise BarcodeError(str(problem)) from problem
        return _qr(barcode.payload, version=13)
    if barcode.symbology == "qr":
        return qr_svg(barcode.payload)
    return _zint_svg(barcode.symbology, barcode.payload)


def qr_svg(payload: str) -> str:
    """A QR code with error correction M or better. Raises BarcodeError when `payload` does not fit."""
    return _qr(payload, version=None)


def _qr(payload: str, version: int | None) -> str:
    import segno

    try:
        code = segno.make_qr(payload, error="m", encoding=None if payload.isascii() else "utf-8")
    except (ValueError, segno.DataOverflowError) as problem:
        raise BarcodeError(f"no QR code can carry this payload: {problem}") from problem
    if version is not None and int(code.version) > version:
        raise BarcodeError(f"the payload needs QR version {code.version}; the largest allowed is {version}")
    rows = [bytes(row) for row in code.matrix]
    return _svg(_runs(rows), len(rows[0]), len(rows), _QUIET["qr"])


def _zint_svg(symbology: str, payload: str) -> str:
    import zint

    symbol = zint.Symbol()
    symbol.show_text = False
    if symbology == "datamatrix":
        symbol.symbology = zint.Symbology.DATAMATRIX
        symbol.option_3 = zint.DataMatrixOptions.SQUARE
    else:
        symbol.symbology = zint.Symbology.CODE128
        symbol.height = _CODE128_HEIGHT
    symbol.scale = 0.5  # zint's vector unit is half a module
    try:
        symbol.encode(payload)
        symbol.buffer_vector()
    except (ValueError, RuntimeError) as problem:
        raise BarcodeError(f"no {symbology} can carry this payload: {problem}") from problem
    vector = symbol.vector
    bars = ((bar.x, bar.y, bar.width, bar.height) for bar in vector.rectangles)
    return _svg(bars, vector.width, vector.height, _QUIET[symbology])


Bar = tuple[float, float, float, float]


def _runs(rows: list[bytes]) -> Iterable[Bar]:
    """The dark modules, neighbours in a row joined."""
    for y, row in enumerate(rows):
        start = None
        for x, dark in enumerate((*row, 0)):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                yield start, y, x - start, 1
                start = None


def _svg(bars: Iterable[Bar], width: float, height: float, quiet: int) -> str:
    path = "".join(f"M{x + quiet:g} {y + quiet:g}h{w:g}v{h:g}h-{w:g}z" for x, y, w, h in bars)
    box = f"{width + 2 * quiet:g} {height + 2 * quiet:g}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {box}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{width + 2 * quiet:g}v{height + 2 * quiet:g}H0z"/>'
        f'<path fill="#000" d="{path}"/></svg>'
    )

"""Images, charts, barcodes and actions: pictures with the words that stand for them."""

from io import BytesIO
from xml.etree.ElementTree import Element

from PIL import Image as Picture

from content_blocks.document import Action, Asset, Barcode, Chart, Image
from renderers.pdf.inlines import plain_text
from renderers.pdf.sheet import Sheet
from renderers.pdf.text import clean

ROOM_FOR_A_CAPTION = 90  # millimetres; a barcode in less has its caption below it
CHART_PIXELS = 4.5  # of the drawing, a millimetre: its text is then a little smaller than the letter's


def write_image(sheet: Sheet, parent: Element, node: Image) -> None:
    """An asset of the document. Without an alternative text it is decoration and no part of the content."""
    asset = sheet.document.assets.get(node.asset)
    if asset is None:
        return
    style = {} if node.width is None else {"style": f"width:{node.width}mm"}
    media_type, body = _in_rgb(asset)
    source = sheet.picture(asset.digest, media_type, body, node.id)
    figure = sheet.element(parent, "div", "image")
    sheet.element(figure, "img", src=source, alt=clean(node.alt), **style)


def _in_rgb(asset: Asset) -> tuple[str, bytes]:
    """The asset's picture; one in the colours of a printing press is turned into those of the page."""
    if asset.media_type == "image/jpeg":
        try:
            with Picture.open(BytesIO(asset.body)) as picture:
                if picture.mode == "CMYK":
                    converted = BytesIO()
                    picture.convert("RGB").save(converted, "PNG")
                    return "image/png", converted.getvalue()
        except OSError:
            pass  # what cannot be read is found when the page is laid out
    return asset.media_type, asset.body


def write_chart(sheet: Sheet, parent: Element, node: Chart) -> None:
    """A chart as a drawing; its text alternative is the author's words for what it shows."""
    from renderers.charts import ChartError, chart_svg

    brand = sheet.document.brand
    try:
        svg = chart_svg(node, brand, brand.light, sheet.document.locale, round(sheet.width * CHART_PIXELS))
    except ChartError as error:
        sheet.find(node.id, "pdf.chart", "error", f"the chart cannot be drawn: {error}")
        return
    figure = sheet.element(parent, "div", "chart")
    if node.title is not None:
        sheet.words(figure, "p", node.title, "caption")
    source = sheet.picture(f"chart-{node.id}", "image/svg+xml", svg.encode())
    sheet.element(figure, "img", src=source, alt=clean(node.alt))


def write_barcode(sheet: Sheet, parent: Element, node: Barcode) -> None:
    """A barcode at a size that scanners read, with its caption beside it."""
    from renderers.barcodes import BarcodeError, barcode_svg

    try:
        svg = barcode_svg(node)
    except BarcodeError as error:
        sheet.find(node.id, "pdf.barcode", "error", f"the barcode cannot be drawn: {error}")
        return
    beside = "cardrow" if sheet.width >= ROOM_FOR_A_CAPTION else "stacked"
    figure = sheet.element(sheet.element(parent, "div", "barcode"), "div", beside)
    source = sheet.picture(f"code-{node.id}", "image/svg+xml", svg.encode())
    shape = {"code128": "bars", "datamatrix": "small-square"}.get(node.symbology, "square")
    sheet.element(sheet.element(figure, "div", "code"), "img", shape, src=source, alt=clean(node.alt))
    if node.caption is not None:
        sheet.words(sheet.element(figure, "div", "said"), "p", node.caption)


def write_action(sheet: Sheet, parent: Element, node: Action) -> None:
    """What the reader is asked to do: the words as a link, the address to type, and a code to scan."""
    from renderers.barcodes import qr_svg

    card = sheet.element(sheet.element(parent, "div", "action"), "div", "cardrow")
    said = sheet.element(card, "div", "said")
    label = sheet.element(said, "p", "label")
    sheet.words(label, "a", node.label, href=node.url)
    sheet.line(sheet.element(said, "p", "url"), "span", shown_address(node.url), "long")
    source = sheet.picture(f"code-{node.id}", "image/svg+xml", qr_svg(node.url).encode())
    sheet.element(
        sheet.element(card, "div", "code"), "img", src=source, alt=f"{plain_text(node.label)}: {clean(node.url)}"
    )


def shown_address(url: str) -> str:
    """The address as a person types it."""
    for scheme in ("https://", "mailto:", "tel:"):
        if url.startswith(scheme):
            return url.removeprefix(scheme).removesuffix("/")
    return url

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image as Picture

from content_blocks.document import Barcode, Chart, ChartPoint, ChartSeries, Document, Image, Paragraph
from content_blocks.inline import Field
from renderers.base import RenderError
from renderers.pdf.renderer import PdfRenderer
from tests.renderers.pdf.samples import SVG, asset, letter, paragraph, printed, structure, tags, text_of


def with_picture(media_type: str, body: bytes, alt: str = "A picture") -> Document:
    name = "picture." + {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg"}[media_type]
    document = letter(Image(id="picture", asset=name, alt=alt))
    return replace(document, assets={**document.assets, name: asset(name, media_type, body)})


def errors(document: Document) -> list[tuple[str, str]]:
    with pytest.raises(RenderError) as caught:
        PdfRenderer().render(document)
    return [(finding.path, finding.code) for finding in caught.value.findings if finding.severity == "error"]


def raster(mode: str, kind: str) -> bytes:
    made = BytesIO()
    Picture.new(mode, (40, 20)).save(made, kind)
    return made.getvalue()


def test_a_family_that_is_not_installed_is_named() -> None:
    document = letter(paragraph("x"))
    face = document.brand.type.body.model_copy(update={"families": ("No Such Family", "Noto Sans")})
    kind = document.brand.type.model_copy(update={"body": face})
    findings = PdfRenderer().check(replace(document, brand=document.brand.model_copy(update={"type": kind})))
    assert [(finding.code, finding.severity) for finding in findings] == [("pdf.font-missing", "warning")]
    assert "No Such Family" in findings[0].message


def test_a_character_that_no_font_has_is_an_error_with_its_node() -> None:
    assert errors(letter(paragraph("fine"), Paragraph(id="who", content=(Field("name \U00018c00"),)))) == [
        ("who", "pdf.character-missing")
    ]


def test_an_image_that_is_not_there_is_found_without_rendering() -> None:
    document = letter(Image(id="picture", asset="none.svg", alt="x"))
    assert [finding.code for finding in PdfRenderer().check(document)] == ["pdf.asset-missing"]
    assert errors(document) == [("picture", "pdf.asset-missing")]


BOMB = (
    b"<!DOCTYPE s ["
    + b"".join(
        b'<!ENTITY %c "%b">' % (97 + level, b"&%c;" % (96 + level) * 10 if level else b"lol") for level in range(10)
    )
    + b']><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>&j;</text></svg>'
)


@pytest.mark.parametrize(
    ("media_type", "body"),
    [("image/png", b"nope"), ("image/svg+xml", b"<svg"), ("image/svg+xml", BOMB), ("image/jpeg", b"\xff\xd8\xff")],
    ids=["png", "svg", "entities", "jpeg"],
)
def test_a_broken_image_is_an_error(media_type: str, body: bytes) -> None:
    assert errors(with_picture(media_type, body)) == [("picture", "pdf.image-broken")]


@pytest.mark.parametrize("address", ["file:///etc/hostname", "https://elsewhere.example/x.png", "ccm:other"])
def test_a_drawing_that_asks_for_another_file_is_an_error(address: str) -> None:
    drawing = SVG.replace(b"</svg>", f'<image href="{address}" width="9" height="9"/></svg>'.encode())
    assert errors(with_picture("image/svg+xml", drawing)) == [("", "pdf.forbidden-address")]


@pytest.mark.parametrize(
    ("mode", "kind", "media_type"),
    [
        ("RGBA", "PNG", "image/png"),
        ("P", "PNG", "image/png"),
        ("L", "JPEG", "image/jpeg"),
        ("CMYK", "JPEG", "image/jpeg"),
    ],
)
def test_images_of_every_colour_model_are_printed(mode: str, kind: str, media_type: str) -> None:
    import page

    body = printed(with_picture(media_type, raster(mode, kind)))
    assert page.is_pdf_compliant_bytes(body, profile=page.ValidationProfile.PDF_A_3A)
    _, root = structure(body)
    assert [str(tag.Alt) for tag in tags(root) if tag.S == "/Figure"] == ["Banca Ginepro", "A picture"]


def test_what_cannot_be_drawn_is_an_error_of_its_node() -> None:
    from decimal import Decimal

    endless = ChartSeries(name="s", points=(ChartPoint(label="x", value=Decimal("1e400"), shown="1"),))
    assert errors(letter(Barcode(id="code", symbology="code128", payload="é", alt="x"))) == [("code", "pdf.barcode")]
    assert errors(letter(Chart(id="chart", kind="bar", series=(endless,), alt="x"))) == [("chart", "pdf.chart")]


def test_nodes_of_other_channels_are_not_looked_at() -> None:
    document = letter(
        Image(id="picture", asset="none.svg", alt="x", channels=("email",)), replace(paragraph("Hi"), channels=("pdf",))
    )
    artifact = PdfRenderer().render(document)
    assert artifact.findings == ()
    assert "Hi" in text_of(artifact.parts[0].body)

import io
from dataclasses import replace

import pytest
from PIL import Image as Pixels

from content_blocks.document import Barcode, Image
from renderers.base import RenderError
from renderers.email.pictures import natural_width
from renderers.email.renderer import EmailRenderer
from tests.renderers.email.sample_documents import ASSETS, asset, document


def pixels(kind: str) -> bytes:
    target = io.BytesIO()
    Pixels.new("RGB", (123, 45), "#c8452c").save(target, kind)
    return target.getvalue()


@pytest.mark.parametrize(("kind", "media_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_pictures_in_pixels_go_as_they_are(kind: str, media_type: str) -> None:
    photo = asset("photo", pixels(kind), media_type)
    assert natural_width(photo) == 123
    image = Image(id="photo", asset="photo", alt="A photograph")
    artifact = EmailRenderer().render(document(image, assets={**ASSETS, "photo": photo}))
    html = artifact.parts[1].body.decode()
    assert 'alt="A photograph" width="123"' in html
    assert f"Content-Type: {media_type}".encode() in artifact.parts[0].body


def test_drawings_become_pixels_twice_as_dense() -> None:
    image = Image(id="house", asset="house.svg", alt="")
    html = EmailRenderer().render(document(image)).parts[1].body.decode()
    assert 'alt="" width="200"' in html


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (b"GIF89a", "image/gif"),
        (b"\x89PNG", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"<svg/>", "image/svg+xml"),
    ],
)
def test_what_is_no_picture_is_an_error_that_names_the_node(body: bytes, media_type: str) -> None:
    doc = document(Image(id="odd", asset="odd", alt="Odd"), assets={**ASSETS, "odd": asset("odd", body, media_type)})
    with pytest.raises(RenderError) as caught:
        EmailRenderer().render(doc)
    assert [(finding.path, finding.code) for finding in caught.value.findings] == [("odd", "email.no-picture")]


def test_a_missing_file_is_an_error() -> None:
    findings = EmailRenderer().check(replace(document(Image(id="gone", asset="gone.svg", alt="")), assets={}))
    assert [(finding.path, finding.code) for finding in findings] == [
        ("gone", "email.no-picture"),
        ("", "email.no-picture"),
        ("", "email.no-picture"),
    ]


def test_a_drawing_that_cannot_be_drawn_is_an_error() -> None:
    broken = asset("broken.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><g></svg>')
    doc = document(Image(id="odd", asset="odd", alt="Odd"), assets={**ASSETS, "odd": broken})
    with pytest.raises(RenderError, match="odd: the picture cannot be drawn"):
        EmailRenderer().render(doc)


def test_a_payload_no_barcode_carries_is_an_error() -> None:
    code = Barcode(id="code", symbology="code128", payload="€" * 500, alt="Code")
    with pytest.raises(RenderError, match="code: the picture cannot be drawn"):
        EmailRenderer().render(document(code))

import io
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from PIL import Image

from renderers.raster import svg_png

RED = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="20" height="10" fill="#f00"/></svg>'


def test_the_width_is_in_pixels_and_the_height_follows() -> None:
    picture = Image.open(io.BytesIO(svg_png(RED, 300)))
    assert picture.size == (300, 150)
    assert picture.getpixel((150, 75)) == (255, 0, 0, 255)


@pytest.mark.parametrize("width", [0, -1, 5000])
def test_a_width_beyond_reason_is_refused(width: int) -> None:
    with pytest.raises(ValueError, match="pixels wide"):
        svg_png(RED, width)


def test_an_svg_without_a_size_is_refused() -> None:
    with pytest.raises(ValueError, match="viewBox"):
        svg_png('<svg xmlns="http://www.w3.org/2000/svg"/>', 100)


def test_nothing_is_fetched_or_read(tmp_path: Path) -> None:
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # noqa: N802 - the name http.server asks for
            asked.append(self.path)

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    secret = tmp_path / "secret.png"
    Image.new("RGB", (20, 10), "#00f").save(secret)
    try:
        for address in (f"http://127.0.0.1:{server.server_port}/x.png", secret.as_uri(), str(secret)):
            image = f'<image href="{address}" width="20" height="10"/>'
            picture = Image.open(io.BytesIO(svg_png(RED.replace("</svg>", image + "</svg>"), 20)))
            assert picture.getpixel((10, 5)) == (255, 0, 0, 255)
    finally:
        server.shutdown()
        server.server_close()
    assert asked == []

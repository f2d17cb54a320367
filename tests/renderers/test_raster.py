import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from renderers.raster import svg_png

RED = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="20" height="10" fill="#f00"/></svg>'


def middle(png: bytes) -> object:
    picture = Image.open(io.BytesIO(png))
    return picture.getpixel((picture.width // 2, picture.height // 2))


def test_the_width_is_in_pixels_and_the_height_follows() -> None:
    png = svg_png(RED, 300)
    assert Image.open(io.BytesIO(png)).size == (300, 150)
    assert middle(png) == (255, 0, 0, 255)


def test_text_is_set_in_the_fonts_it_names() -> None:
    text = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 20"><text y="15" font-family="{}">Wide</text></svg>'
    assert svg_png(text.format("Noto Sans"), 200) != svg_png(text.format("Noto Serif"), 200)


@pytest.mark.parametrize("width", [0, -1, 5000])
def test_a_width_beyond_reason_is_refused(width: int) -> None:
    with pytest.raises(ValueError, match="pixels wide"):
        svg_png(RED, width)


@pytest.mark.parametrize("size", ["", 'viewBox="0 0"', 'viewBox="a b c d"', 'width="50%"', 'width="0"'])
def test_an_svg_without_a_size_is_refused(size: str) -> None:
    with pytest.raises(ValueError, match="viewBox"):
        svg_png(f'<svg xmlns="http://www.w3.org/2000/svg" {size}/>', 100)


def test_what_is_not_xml_is_refused() -> None:
    with pytest.raises(ValueError, match="well-formed"):
        svg_png("<svg>", 100)


@pytest.fixture
def blue(tmp_path: Path) -> Iterator[tuple[str, ...]]:
    """A blue picture on disk and on a web server of its own process."""
    Image.new("RGB", (20, 10), "#00f").save(tmp_path / "blue.png")
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        port = re.search(r"port (\d+)", server.stdout.readline())
        assert port
        path = tmp_path / "blue.png"
        yield f"http://127.0.0.1:{port[1]}/blue.png", path.as_uri(), str(path)
        server.terminate()


@pytest.mark.parametrize("attribute", ["href", "xlink:href"])
def test_nothing_is_fetched_or_read(blue: tuple[str, ...], attribute: str) -> None:
    for address in blue:
        image = f'<image xmlns:xlink="http://www.w3.org/1999/xlink" {attribute}="{address}" width="20" height="10"/>'
        assert middle(svg_png(RED.replace("</svg>", image + "</svg>"), 20)) == (255, 0, 0, 255)

"""Letters to print by the thousand: a few statements rendered, and each varied in all its figures.

Rendering ten thousand would take an hour. A variation has other digits in the place of every digit of a page, so no
two letters have a page in common; fonts and pictures are those of the statement it was made from. Made with pikepdf,
which the engine reads with, but nothing of the engine's print streams.
"""

import io
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf

from benchmarks.customers import TOWNS, statement
from benchmarks.engine import Engine
from benchmarks.pack import Pack
from content_blocks.digest import digest_bytes
from renderers.pdf.renderer import PdfRenderer

_FONT_OR_TEXT = re.compile(rb"/(\w+) [\d.]+ Tf|<([0-9a-f]+)>")
_DIGIT = re.compile(rb"<([0-9a-f]{4})> <003([0-9])>")
_LONGEST = 40  # transactions


def write_pack(folder: Path, renderings: int, letters: int, done: Callable[[], object]) -> Pack:
    """Write `letters` letters, varied from as many `renderings`; `done` is told of each of both."""
    pack = Pack(folder)
    models = []
    for number in range(renderings):
        models.append(Model(number))
        done()
    with pack.bodies.open("wb") as bodies, pack.lines.open("w", encoding="utf-8") as lines:
        for number in range(1, letters + 1):
            model = models[number % renderings]
            body = model.varied(number)
            line = {
                "number": number, "key": f"ST-{number:07}", "pages": model.pages, "digest": digest_bytes(body),
                "name": f"Customer {number}", "address": [f"Via dei Tigli {number // 2}", TOWNS[number % len(TOWNS)]],
                "postal_code": TOWNS[number % len(TOWNS)][:5], "start": bodies.tell(), "length": len(body),
            }  # fmt: skip
            bodies.write(body)
            lines.write(json.dumps(line) + "\n")
            done()
    return pack


class Model:
    """A rendered statement, and where the digits of its pages stand."""

    def __init__(self, number: int) -> None:
        engine = Engine()
        chance = random.Random(number)  # noqa: S311 - to tell letters apart, not to keep a secret
        document = replace(engine.compose(statement(number, chance.randrange(2, _LONGEST))), draft=False)
        self._pdf = pikepdf.open(io.BytesIO(PdfRenderer().render(document).parts[0].body))
        self.pages = len(self._pdf.pages)
        self._contents = [page.Contents.read_bytes() for page in self._pdf.pages]
        self._digits = [list(_digits(page.obj, page.Contents.read_bytes())) for page in self._pdf.pages]

    def varied(self, number: int) -> bytes:
        """The letter with other digits, the same for the same `number`."""
        chance = random.Random(number)  # noqa: S311 - as above
        for page, contents, digits in zip(self._pdf.pages, self._contents, self._digits, strict=True):
            changed = bytearray(contents)
            for place, choice in digits:
                changed[place : place + 4] = chance.choice(choice)
            page.Contents.write(bytes(changed))
        written = io.BytesIO()
        self._pdf.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return written.getvalue()


def _digits(page: Any, contents: bytes) -> Iterator[tuple[int, list[bytes]]]:
    """Where a digit's glyph is set on a page, and the glyphs of all digits that the document has of its font."""
    fonts = {
        name.encode()[1:]: [pair[1] for pair in _DIGIT.finditer(font["/ToUnicode"].read_bytes())]
        for name, font in page["/Resources"]["/Font"].items()
    }
    glyphs: list[bytes] = []
    for found in _FONT_OR_TEXT.finditer(contents):
        if found[1]:
            glyphs = fonts[found[1]]
            continue
        for place in range(found.start(2), found.end(2), 4):
            if contents[place : place + 4] in glyphs:
                yield place, glyphs

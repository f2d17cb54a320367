"""The Data Matrix on every sheet (ISO/IEC 16022, ECC 200), drawn in vectors on a white ground.

What it says is plain text of five fields with a bar between them:

    job | document | sheet/sheets of the document | envelope | sheet/sheets of the envelope

Numbers of documents and envelopes have seven digits at least, so that they read alike and sort as text.
"""

import re
from dataclasses import dataclass
from math import ceil

from ccm.printing.pdf_file import number
from ccm.printing.rules import Mark

QUIET = 2
"""Modules of white on each side; the standard asks for one."""

LEAST_MODULE = 0.25
"""In millimetres: what cameras of inserters still read at speed."""

POINTS = 72 / 25.4

_RUN = re.compile("1+")
_ROW_BYTES = 144  # of what zint encoded: a bit a module, the lowest first


class MarkError(ValueError):
    """The mark cannot stand where the plan wants it; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class SheetOf:
    """One sheet among those of a job."""

    job: str
    document: int
    sheet: int
    sheets: int
    envelope: int
    inside: int
    all_inside: int

    @property
    def text(self) -> str:
        return (
            f"{self.job}|{self.document:07}|{self.sheet}/{self.sheets}|{self.envelope:07}"
            f"|{self.inside}/{self.all_inside}"
        )


@dataclass(frozen=True, slots=True)
class Paper:
    """The visible box of a page: its corners in points, and the turn it is shown with."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in millimetres as it is shown."""
        width, height = (side / POINTS for side in (self.right - self.left, self.top - self.bottom))
        return (height, width) if self.turn in (90, 270) else (width, height)

    @property
    def upright(self) -> str:
        """The matrix that puts the origin into the shown page's lower left corner, and up is up."""
        corners = {
            0: (1, 0, 0, 1, self.left, self.bottom),
            90: (0, 1, -1, 0, self.right, self.bottom),
            180: (-1, 0, 0, -1, self.right, self.top),
            270: (0, -1, 1, 0, self.left, self.top),
        }
        return " ".join(map(number, corners[self.turn]))


def drawn(mark: Mark, paper: Paper, text: str) -> bytes:
    """The operators that draw `text` on `paper`. They leave the graphics state as they find it. Raises MarkError."""
    width, height = paper.size
    if mark.left + mark.size > width or mark.top + mark.size > height:
        raise MarkError(
            f"a mark of {mark.size} mm, {mark.left} mm from the left and {mark.top} mm from the top, lies off a page "
            f"of {width:.0f} x {height:.0f} mm; give the plan's mark another place"
        )
    modules, bars = _matrix(text)
    module = float(mark.size) / (modules + 2 * QUIET)
    if module < LEAST_MODULE:
        needed = ceil(LEAST_MODULE * (modules + 2 * QUIET))
        raise MarkError(
            f"a mark of {mark.size} mm has modules of {module:.2f} mm, which no camera reads; let the plan's mark be "
            f"{needed} mm or larger to say {len(text)} characters"
        )
    module *= POINTS
    x, y = float(mark.left) * POINTS, (height - float(mark.top) - float(mark.size)) * POINTS
    return (
        f"q {paper.upright} cm {module:.5f} 0 0 {module:.5f} {x:.4f} {y:.4f} cm\n"
        f"1 g 0 0 {modules + 2 * QUIET} {modules + 2 * QUIET} re f\n0 g {bars} f Q\n"
    ).encode()


def _matrix(text: str) -> tuple[int, str]:
    """How many modules a side has, and runs of black ones as rectangles, from the lower left, quiet zone included."""
    import zint

    symbol = zint.Symbol()
    symbol.symbology = zint.Symbology.DATAMATRIX
    symbol.option_3 = zint.DataMatrixOptions.SQUARE
    try:
        symbol.encode(text)
    except (ValueError, RuntimeError) as problem:
        raise MarkError(f"no Data Matrix can say {len(text)} characters: {problem}") from problem
    side = symbol.width
    packed = symbol.encoded_data.tobytes()
    bars = []
    for row in range(side):
        bits = int.from_bytes(packed[row * _ROW_BYTES : (row + 1) * _ROW_BYTES], "little")
        line = f"{bits:b}"[::-1]
        y = side - 1 - row + QUIET
        bars += [f"{run.start() + QUIET} {y} {run.end() - run.start()} 1 re" for run in _RUN.finditer(line)]
    return side, " ".join(bars)

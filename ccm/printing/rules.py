"""How documents become print streams: what an output plan says below ``pdf``.

Lengths are millimetres, weights are grams. Nothing here knows a job or a file.
"""

from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StrictBool, model_validator

SortKey = Literal["postal-code", "sheets", "key"]
Household = Literal["address", "recipient"]

OVER = "over"
"""The weight class of an envelope that is heavier than every class of the plan."""

A4_SHEET = Decimal("4.99")
"""A sheet of A4 (ISO 216: 210 x 297 mm) of 80 g/m2 weighs 4.9896 g."""

Millimetres = Annotated[Decimal, Field(ge=0, le=2000)]
Grams = Annotated[Decimal, Field(gt=0, le=100_000)]


class _Rules(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Mark(_Rules):
    """Where the Data Matrix stands on the front of every sheet: from the sheet's left and top edge.

    `size` is its side, white margin included. The default lies in the left margin between the fold mark and the
    punch mark, below every address window, on A4 as on A5.
    """

    left: Millimetres = Decimal(7)
    top: Millimetres = Decimal(118)
    size: Annotated[Decimal, Field(ge=5, le=100)] = Decimal(14)


class WeightClass(_Rules):
    """What the post charges alike: envelopes that weigh `up_to` so much, that much included."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._ -]{0,39}$")]
    up_to: Grams


class Weights(_Rules):
    """What things weigh. `envelope` is the empty envelope with whatever else goes into it; nobody can guess it."""

    sheet: Grams = A4_SHEET
    envelope: Grams
    classes: Annotated[tuple[WeightClass, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _rising(self) -> Self:
        limits = [each.up_to for each in self.classes]
        names = [each.name for each in self.classes]
        if any(upper <= lower for lower, upper in pairwise(limits)):
            raise ValueError("the classes must rise: write them from the lightest to the heaviest")
        if len(set(names)) < len(names) or OVER in names:
            raise ValueError(f"every class needs a name of its own, other than {OVER!r}")
        return self

    def grams(self, sheets: int) -> Decimal:
        """What an envelope with `sheets` in it weighs."""
        return self.envelope + sheets * self.sheet

    def class_of(self, sheets: int) -> str:
        """The name of the class of an envelope with `sheets` in it: OVER when no class takes it."""
        weight = self.grams(sheets)
        return next((each.name for each in self.classes if weight <= each.up_to), OVER)


class PrintRules(_Rules):
    """How PDFs are made into print streams.

    `sheets`: how many a file holds at most; an envelope is never cut. `duplex`: two pages a sheet, and every document
    begins on a front. `sort`: what envelopes are sorted by; those that are equal in all of it keep the order of the
    data. `household`: documents that share an envelope: of the same ``address`` (also written ``true``), or of the
    same ``recipient`` at the same address; `envelope_sheets` is how many sheets an envelope of a household takes at
    most. `mark`: the Data Matrix, none when ``null`` or ``false``. `weights`: the weight classes, none when absent.
    """

    sheets: Annotated[int, Field(ge=1, le=100_000)] = 2000
    duplex: StrictBool = True
    sort: tuple[SortKey, ...] = ("postal-code", "sheets")
    household: Household | StrictBool = False
    envelope_sheets: Annotated[int, Field(ge=1)] | None = None
    mark: Mark | Literal[False] | None = Mark()
    weights: Weights | None = None

    @model_validator(mode="after")
    def _sensible(self) -> Self:
        if len(set(self.sort)) < len(self.sort):
            raise ValueError("the same sort key stands twice; keep one")
        if self.envelope_sheets is not None and not self.household:
            raise ValueError("envelope_sheets limits the envelopes of households; set household too, or leave it out")
        return self

    def sheets_of(self, pages: int) -> int:
        """How many sheets a document of `pages` takes."""
        return (pages + 1) // 2 if self.duplex else pages

    def refusal(self, pages: int) -> str | None:
        """Why a document of `pages` cannot be part of any stream, or None: a sentence to put its name before."""
        sheets = self.sheets_of(pages)
        if sheets < 1:
            return "has no pages; take it out"
        if sheets > self.sheets:
            return f"has {sheets} sheets, and a print stream holds {self.sheets}; let the plan's sheets be more"
        return None

    def weight_class(self, sheets: int) -> str:
        """The weight class of an envelope of `sheets`; empty when the plan has no weights."""
        return self.weights.class_of(sheets) if self.weights else ""

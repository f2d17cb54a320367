"""What a proposed version of a block or a brand does to every communication that is made with it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from ccm.release import Release

Outcome = Literal["unchanged", "changed", "new", "fails-after", "failed-before"]
Kind = Literal["block", "brand"]


class ImpactError(ValueError):
    """There is no impact to measure; the message says why and what to do."""


@dataclass(frozen=True)
class Touched:
    """A template that uses the subject, as it is sent now and as it would be.

    `before` is None when nothing has been released. A template that does not follow pins a version: it stays as it
    is, and `after` is not rendered.
    """

    template: str
    title: str
    before: Release | None
    after: Release
    follows: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words that stayed, went or came."""

    what: Literal["same", "removed", "added"]
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words that gave way to others, and a few of those around them. Either side may be empty."""

    before: str
    after: str
    lead: str = ""
    tail: str = ""

    @property
    def change(self) -> tuple[str, str]:
        """What changed, wherever it stands: cells with the same changes are told together."""
        return self.before, self.after


@dataclass(frozen=True, slots=True)
class Wording:
    """One text of the subject in one language, word by word. `note` says when it is not translated, or no longer."""

    locale: str
    place: str
    pieces: tuple[Piece, ...]
    note: str = ""


@dataclass(frozen=True)
class Proposal:
    """The proposed version of the subject, and the versions that are in use now.

    `wordings` are the texts that changed; `others` is what else did, a sentence each; `same` counts the texts of each
    language that say what they said. `versions` is empty when nothing made with the subject was released.
    """

    kind: Kind
    key: str
    title: str
    owner: str
    locked: bool
    versions: tuple[str, ...]
    version: str
    digest: str
    wordings: tuple[Wording, ...] = ()
    others: tuple[str, ...] = ()
    same: Mapping[str, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.kind} {self.key}"


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of a PDF: its number, its picture as a data URI, its size and where the subject stands, in points.

    `areas` are (left, top, width, height), from the page's top left corner.
    """

    page: int
    source: str
    width: float
    height: float
    areas: tuple[tuple[float, float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text message: the segment it is in, and whether it is the subject's words."""

    text: str
    segment: int
    marked: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader gets to see on one side, for the page: pictures, a screen's HTML, or a message.

    `part` counts the letters of the subject's place when `html` is that place alone, cut out of a longer page; it is 0
    when `html` is the whole page.
    """

    pictures: tuple[Picture, ...] = ()
    more_pages: int = 0
    subject: str = ""
    html: str = ""
    part: int = 0
    stretches: tuple[Stretch, ...] = ()


@dataclass(frozen=True)
class Side:
    """What a channel made, or why it made nothing.

    `facts` are its pages, segments and the like; `problem` is the sentence that says why nothing would be sent, `code`
    the finding it comes from. `lines`, what it says in plain text, and `shown`, how it looks, are there for the first
    of the cells that share a change.
    """

    lines: tuple[str, ...] = ()
    facts: Mapping[str, str | int] = field(default_factory=dict)
    problem: str = ""
    code: str = ""
    shown: Shown | None = None


@dataclass(frozen=True)
class Cell:
    """One sample in one language through one channel, before and after.

    - ``unchanged``: a reader sees no difference; ``changed``: a reader does;
    - ``new``: it can be sent, and nothing has been until now;
    - ``fails-after``: it is sent now (or never was), and could not be any more;
    - ``failed-before``: it cannot be sent now; `mended` says whether it can be then.

    `words` are the words that change; `pages` those of the PDF that look different, numbered as they will be.
    """

    template: str
    sample: str
    locale: str
    channel: str
    outcome: Outcome
    before: Side | None
    after: Side
    words: tuple[Words, ...] = ()
    pages: tuple[int, ...] = ()

    @property
    def language(self) -> str:
        return self.locale.split("-")[0]

    @property
    def mended(self) -> bool:
        return self.outcome == "failed-before" and not self.after.problem

    @property
    def more_segments(self) -> int:
        """How many more segments the text message has, which the sender pays for."""
        if self.before is None or self.before.problem or self.after.problem:
            return 0
        before, after = (side.facts.get("segments", 0) for side in (self.before, self.after))
        return int(after) - int(before)


@dataclass(frozen=True)
class TemplateImpact:
    """One template: whether it follows, the version it uses now, and its cells (none when it is pinned)."""

    template: str
    title: str
    follows: bool
    released: bool
    version: str
    channels: tuple[str, ...]
    cells: tuple[Cell, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(cell.language for cell in self.cells))

    def of(self, channel: str, language: str) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.channel == channel and cell.language == language)


@dataclass(frozen=True)
class Impact:
    """Everything a proposed version touches. `left_out` counts the samples of each template not looked at."""

    proposal: Proposal
    templates: tuple[TemplateImpact, ...]
    seconds: float = 0.0
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(cell for template in self.templates for cell in template.cells)

    @property
    def failing(self) -> tuple[Cell, ...]:
        """What can be sent now and could not be any more: the first thing to look at."""
        return tuple(cell for cell in self.cells if cell.outcome == "fails-after")

    @property
    def dearer(self) -> tuple[Cell, ...]:
        """The text messages that need more segments than now."""
        return tuple(cell for cell in self.cells if cell.more_segments > 0)

    @property
    def channels(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(channel for template in self.templates for channel in template.channels))

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(cell.language for cell in self.cells))


def counts(cells: Iterable[Cell]) -> Counter[Outcome]:
    return Counter(cell.outcome for cell in cells)

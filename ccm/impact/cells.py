"""One template in one language: every sample through every channel, before and after."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ccm.diff.rendered import plain_lines
from ccm.impact.looks import differing_pages, look_alike
from ccm.impact.model import Cell, Outcome, Side, Touched
from ccm.impact.ready import Made, Ready
from ccm.impact.shown import shown
from ccm.impact.words import changed_words
from renderers.base import Artifact, Finding

# Cells of one channel that share a change show one of them; of different changes so many are shown.
_SHOWN = 2


@dataclass(frozen=True)
class Job:
    """What one worker does at a time. `block` is the key of the block whose place is marked, None for a brand.

    `pages` is how many pages of a PDF are pictured; with 0 nothing is shown but words.
    """

    touched: Touched
    language: str
    samples: tuple[str, ...]
    block: str | None
    pages: int


def cells_of(job: Job) -> tuple[Cell, ...]:
    """The cells of a template in one language. What cannot be rendered is in its cell; raises nothing."""
    before = Ready(job.touched.before) if job.touched.before is not None else None
    after = Ready(job.touched.after)
    told: dict[tuple[str, Outcome, tuple[tuple[str, str], ...]], int] = {}
    cells: list[Cell] = []
    for name in job.samples:
        record = job.touched.after.template.samples[name]
        locale = after.locale(record, job.language)
        if locale is None:
            continue
        now = after.made(record, locale)
        if before is None:
            was = None
        elif now.document is not None and before.document(record, locale) == now.document:
            was = now  # renderers are pure functions of the document
        else:
            was = before.made(record, locale)
        for cell in _compared(job, name, locale, was, now):
            key = (cell.channel, cell.outcome, tuple(words.change for words in cell.words))
            told[key] = told.get(key, 0) + 1
            kinds = sum(channel == cell.channel and outcome != "unchanged" for channel, outcome, _ in told)
            if told[key] > 1:
                cells.append(_without_lines(cell))
            elif kinds <= _SHOWN and cell.outcome != "unchanged" and job.pages:
                cells.append(_with_pictures(job, cell, was, now))
            else:
                cells.append(cell)
    return tuple(cells)


def _compared(job: Job, sample: str, locale: str, was: Made | None, now: Made) -> Iterator[Cell]:
    for channel in job.touched.after.template.definition.channels:
        before = _side(was, channel) if was is not None else None
        after = before if before is not None and was is now else _side(now, channel)
        cell = Cell(job.touched.template, sample, locale, channel, "unchanged", before, after)
        if was is now:
            yield replace(cell, outcome="failed-before" if after.problem else "unchanged")
            continue
        words = changed_words(before.lines, after.lines) if before and not (before.problem or after.problem) else ()
        pages, alike = _looks(was, now, channel)
        yield replace(cell, outcome=_outcome(before, after, bool(words) or not alike), words=words, pages=pages)


def _outcome(before: Side | None, after: Side, differs: bool) -> Outcome:
    if before is not None and before.problem:
        return "failed-before"
    if after.problem:
        return "fails-after"
    if before is None:
        return "new"
    return "changed" if differs else "unchanged"


def _looks(was: Made | None, now: Made, channel: str) -> tuple[tuple[int, ...], bool]:
    """The pages that look different, and whether the whole looks the same; what is missing on one side does not."""
    new = now.artifacts.get(channel)
    old = was.artifacts.get(channel) if was is not None else None
    if old is None or new is None:
        present = new or old
        return (_all_pages(present) if present is not None and channel == "pdf" else ()), False
    if channel != "pdf":
        return (), look_alike(old, new)
    pages = differing_pages(old.parts[0].body, new.parts[0].body)
    return pages, not pages


def _all_pages(artifact: Artifact) -> tuple[int, ...]:
    return tuple(range(1, int(dict(artifact.facts).get("pages", 1)) + 1))


def _side(made: Made, channel: str) -> Side:
    artifact = made.artifacts.get(channel)
    if artifact is not None:
        return Side(tuple(plain_lines(artifact)), dict(artifact.facts))
    findings = made.failures.get(channel, ())
    if not findings:
        return Side(problem="the template is not made for this channel", code="channel")
    return Side(problem=_sentence(findings), code=findings[0].code)


def _sentence(findings: Iterable[Finding]) -> str:
    return "; ".join(f"{finding.path}: {finding.message}" if finding.path else finding.message for finding in findings)


def _with_pictures(job: Job, cell: Cell, was: Made | None, now: Made) -> Cell:
    def pictured(side: Side | None, made: Made | None) -> Side | None:
        artifact = made.artifacts.get(cell.channel) if made is not None else None
        if side is None or made is None or artifact is None or made.document is None:
            return side
        return replace(side, shown=shown(artifact, made.document, made.areas, job.block, cell.pages, job.pages))

    after = pictured(cell.after, now)
    return replace(cell, before=pictured(cell.before, was), after=after or cell.after)


def _without_lines(cell: Cell) -> Cell:
    """A cell that shares its change with an earlier one: what it says is kept once, however many samples there are."""
    before = replace(cell.before, lines=()) if cell.before is not None else None
    return replace(cell, before=before, after=replace(cell.after, lines=()))

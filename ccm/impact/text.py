"""The impact as lines for a terminal: what fails, where it is used, and the words that change."""

from collections.abc import Iterator, Mapping

from ccm.impact.markup import plural
from ccm.impact.model import Cell, Impact, Outcome, TemplateImpact, counts
from ccm.impact.told import channel_name, channel_order, failures, listed, places, told

_SIGNS: Mapping[Outcome, str] = {"fails-after": "✕", "failed-before": "!", "changed": "●", "new": "●", "unchanged": "○"}
_MOST_WORDS = 40


def impact_lines(impact: Impact) -> Iterator[str]:
    """Plain lines: the head, failures, a table of templates by channels and languages, words told once."""
    proposal = impact.proposal
    before = ", ".join(proposal.versions) or "not in use yet"
    owner = f", owned by {proposal.owner}" if proposal.owner else ""
    yield f"{proposal.kind} {proposal.key}: {before} → {proposal.version}{owner}"
    for failure in failures(impact):
        yield f"✕ {places(failure.cells)}"
        yield f"    {failure.problem}"
        yield f"    → {failure.remedy}"
    yield from _table(impact)
    yield from _words(impact)
    for cell in impact.dearer:
        before_count = cell.before.facts["segments"] if cell.before else 0
        yield (
            f"▲ {cell.template}, {cell.sample}, {cell.locale}: {before_count} → {cell.after.facts['segments']} segments"
        )
    yield _summary(impact)


def _table(impact: Impact) -> Iterator[str]:
    if not impact.templates:
        yield f"no template uses the {impact.proposal.name}"
        return
    channels = sorted(impact.channels, key=channel_order)
    rows = [["template", *map(channel_name, channels)]]
    for template in impact.templates:
        if template.follows:
            rows.append([template.template, *(_marks(template, channel) for channel in channels)])
        else:
            rows.append([template.template, f"pins {template.version}: it stays as it is"])
    widths = [max(len(row[place]) for row in rows if len(row) == len(rows[0])) for place in range(len(rows[0]))]
    widths[0] = max(len(row[0]) for row in rows)
    for row in rows:
        yield "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=False)).rstrip()


def _marks(template: TemplateImpact, channel: str) -> str:
    """ "en ●6  it ●5 ○1": for each language, how many communications changed, stayed or fail."""
    marks = []
    for language in template.languages:
        found = counts(template.of(channel, language))
        if found:
            told_ = " ".join(f"{sign}{found[outcome]}" for outcome, sign in _SIGNS.items() if found[outcome])
            marks.append(f"{language} {told_}")
    return "  ".join(marks) or "not made"


def _words(impact: Impact) -> Iterator[str]:
    changes = told(impact)
    for one in changes[:_MOST_WORDS]:
        where = sorted({cell.channel for cell in one.cells}, key=channel_order)
        yield f"{one.language}: {_where(one.cells)}: {listed(map(channel_name, where))}"
        if one.words.before:
            yield f"    - {one.words.lead} [{one.words.before}] {one.words.tail}"
        if one.words.after:
            yield f"    + {one.words.lead} [{one.words.after}] {one.words.tail}"
    if len(changes) > _MOST_WORDS:
        yield f"and {len(changes) - _MOST_WORDS} further changes of words; --out writes them all on a page"


def _where(cells: tuple[Cell, ...]) -> str:
    templates = tuple(dict.fromkeys(cell.template for cell in cells))
    return f"{len(cells)} of {listed(templates) if len(templates) <= 3 else f'{len(templates)} templates'}"


def _summary(impact: Impact) -> str:
    found = counts(impact.cells)
    outcomes = ", ".join(f"{found[outcome]} {outcome}" for outcome in _SIGNS if found[outcome])
    followers = sum(template.follows for template in impact.templates)
    looked_at = f"{plural(followers, 'template')}, {plural(len(impact.cells), 'communication')}"
    return f"{looked_at}: {outcomes or 'nothing to render'}"

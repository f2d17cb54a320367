"""The page's parts for each template: language by language and channel by channel, before and after."""

from ccm.impact.markup import escaped, language_name, outcome_marks, plural, words_diff
from ccm.impact.model import Cell, Impact, Side, TemplateImpact
from ccm.impact.page_shown import shown_side
from ccm.impact.told import channel_name, channel_order, listed

_WORDS = 6


def templates_section(impact: Impact) -> str:
    # What fails must not have to be looked for; where nothing does, the first shows what there is to see.
    followers = [template for template in impact.templates if template.follows]
    failing = {cell.template for cell in impact.failing} or {template.template for template in followers[:1]}
    parts = "".join(
        _template(number, template, impact, opened=template.template in failing)
        for number, template in enumerate(impact.templates)
        if template.follows
    )
    if not parts:
        return ""
    return f'<section class="templates"><h2>Before and after</h2>{parts}</section>\n'


def _template(number: int, template: TemplateImpact, impact: Impact, *, opened: bool) -> str:
    panels = "".join(_panel(template, language) for language in template.languages)
    tabs = ""
    if len(template.languages) > 1:
        choices = "".join(
            f'<label><input type="radio" name="language-{number}"{" checked" if place == 0 else ""}>'
            f"<span>{escaped(language_name(language))}</span></label>"
            for place, language in enumerate(template.languages)
        )
        tabs = f'<fieldset class="tabs"><legend class="unseen">Language</legend>{choices}</fieldset>'
    left = impact.left_out.get(template.template, 0)
    less = f'<p class="rest">{plural(left, "further sample")} not looked at.</p>' if left else ""
    return (
        f'<details class="template" id="t{number}"{" open" if opened else ""}>'
        f"<summary><h3>{escaped(template.title)}</h3>"
        f'<code>{escaped(template.template)}</code><span class="marks">{outcome_marks(template.cells)}</span></summary>'
        f'<div class="inside">{tabs}{panels}{less}</div></details>\n'
    )


def _panel(template: TemplateImpact, language: str) -> str:
    channels = sorted(template.channels, key=channel_order)
    parts = "".join(_channel(channel, cells) for channel in channels if (cells := template.of(channel, language)))
    return f'<section class="panel"><h4>{escaped(language_name(language))}</h4>{parts}</section>'


def _channel(channel: str, cells: tuple[Cell, ...]) -> str:
    groups: dict[tuple[object, ...], list[Cell]] = {}
    for cell in cells:
        if cell.outcome != "unchanged":
            groups.setdefault((cell.outcome, tuple(words.change for words in cell.words)), []).append(cell)
    changes = "".join(_change(group) for group in groups.values())
    return (
        f'<section class="channel {escaped(channel)}"><header><h5>{escaped(channel_name(channel))}</h5>'
        f'<span class="marks">{outcome_marks(cells)}</span></header>{changes}</section>'
    )


def _change(cells: list[Cell]) -> str:
    """Cells that share a change: the words, the samples, and the first that can be shown, before and after."""
    first = next((cell for cell in cells if cell.after.shown or (cell.before and cell.before.shown)), cells[0])
    return f'<div class="change">{_words(first)}{_samples(first, cells)}{_sides(first)}</div>'


def _words(cell: Cell) -> str:
    if cell.words:
        told = "<br>".join(map(words_diff, cell.words[:_WORDS]))
        left = len(cell.words) - _WORDS
        more = f"<br>and {plural(left, 'further change')}" if left > 0 else ""
        return f'<p lang="{escaped(cell.locale)}" dir="auto">{told}{more}</p>'
    said = {
        "changed": "The words are the same; it looks different.",
        "new": "Nothing made with this template has been released yet.",
        "fails-after": "It could not be sent any more.",
        "failed-before": "It cannot be sent now, and could be with this version."
        if cell.mended
        else "It cannot be sent now, and could not be with this version either.",
        "unchanged": "Nothing changes.",
    }
    return f"<p>{said[cell.outcome]}</p>"


def _samples(first: Cell, cells: list[Cell]) -> str:
    others = [cell.sample for cell in cells if cell is not first]
    more = f"; the same in {listed(others)}" if others else ""
    pages = ""
    if first.pages and first.outcome == "changed":
        pages = f" · page{'s' if len(first.pages) > 1 else ''} {listed(map(str, first.pages))}"
    return f'<p class="seen">Sample {escaped(first.sample)}{escaped(pages)}{escaped(more)}</p>'


def _sides(cell: Cell) -> str:
    if cell.outcome == "unchanged":
        return ""
    if cell.before is None:
        return f'<div class="sides one">{_side("Proposed", cell.after, cell)}</div>'
    if not (cell.before.shown or cell.after.shown or cell.before.problem or cell.after.problem):
        return ""
    return f'<div class="sides">{_side("Now", cell.before, cell)}{_side("Proposed", cell.after, cell)}</div>'


def _side(name: str, side: Side, cell: Cell) -> str:
    facts = " · ".join(plural(value, fact.rstrip("s")) if isinstance(value, int) else str(value)
                       for fact, value in side.facts.items() if not fact.endswith("bytes"))  # fmt: skip
    if side.problem:
        body = f'<p class="nothing"><b>Nothing would be sent</b>{escaped(side.problem)}</p>'
    elif side.shown is None:
        body = '<p class="seen">Not pictured.</p>'
    else:
        body = shown_side(side.shown, cell, side, f"{name}: {cell.sample}, {cell.locale}")
    return f'<figure class="side"><figcaption><b>{name}</b> {escaped(facts)}</figcaption><div>{body}</div></figure>'

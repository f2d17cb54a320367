"""The page's top: what fails, what costs more, and where the subject is used."""

from ccm.impact.markup import NAMES, ORDER, escaped, language_name, mark, plural, worst
from ccm.impact.model import Cell, Impact, TemplateImpact, counts
from ccm.impact.told import Failure, channel_name, channel_order, failures, listed, places


def failures_section(impact: Impact) -> str:
    """What could not be sent any more: in red, with why and what to do; or one line that says that all can be."""
    titles = {template.template: template.title for template in impact.templates}
    found = failures(impact)
    if not found:
        if not impact.cells:
            return ""
        return '<section class="fine"><h2>Everything that is sent now can be sent with it</h2></section>\n'
    count = plural(len(impact.failing), "communication")
    items = "".join(_failure(failure, titles) for failure in found)
    return (
        f'<section class="fails" aria-labelledby="fails"><h2 id="fails">{count} could not be sent any more</h2>'
        "<p>With this version nothing would reach these customers through these channels. As it is, these templates "
        f"cannot be released with it.</p><ul>{items}</ul></section>\n"
    )


def _failure(failure: Failure, titles: dict[str, str]) -> str:
    samples = listed(dict.fromkeys(cell.sample for cell in failure.cells[:200]))
    return (
        f"<li><p><strong>{escaped(places(failure.cells, titles))}</strong></p><p>{escaped(failure.problem)}</p>"
        f'<p class="remedy">{escaped(failure.remedy)}</p><p class="seen">Samples: {escaped(samples)}</p></li>'
    )


def dearer_section(impact: Impact) -> str:
    """The text messages that grow, which cost the sender more."""
    if not impact.dearer:
        return ""
    groups: dict[tuple[str, str], list[Cell]] = {}
    for cell in impact.dearer:
        groups.setdefault((cell.template, cell.language), []).append(cell)
    titles = {template.template: template.title for template in impact.templates}
    items = "".join(
        f"<li><strong>{escaped(titles[template])}, {escaped(language_name(language))}:</strong> "
        f"{escaped(_growth(cells))}</li>"
        for (template, language), cells in groups.items()
    )
    count = plural(len(impact.dearer), "text message")
    return (
        f'<section class="dearer" aria-labelledby="dearer"><h2 id="dearer">{count} need more segments</h2>'
        f"<p>Each segment is charged for. The sender pays for this with every message.</p><ul>{items}</ul></section>\n"
    )


def _growth(cells: list[Cell]) -> str:
    steps: dict[str, list[str]] = {}
    for cell in cells:
        before = cell.before.facts["segments"] if cell.before else 0
        steps.setdefault(f"{before} → {cell.after.facts['segments']} segments", []).append(cell.sample)
    return "; ".join(f"{step} ({listed(samples)})" for step, samples in steps.items())


def matrix_section(impact: Impact) -> str:
    """Templates by channels, with a mark for each language."""
    if not impact.templates:
        return "<section><h2>Where it is used</h2><p>No template uses it.</p></section>\n"
    channels = sorted(impact.channels, key=channel_order)
    found = counts(impact.cells)
    heads = "".join(f'<th scope="col">{escaped(channel_name(channel))}</th>' for channel in channels)
    rows = "".join(_row(number, template, channels) for number, template in enumerate(impact.templates))
    legend = "".join(mark(outcome, NAMES[outcome]) for outcome in ORDER if found[outcome])
    return (
        '<section aria-labelledby="where"><h2 id="where">Where it is used</h2>'
        f'<p class="legend" aria-label="Legend">{legend}</p><table class="matrix">'
        f'<thead><tr><th scope="col">Template</th>{heads}</tr></thead><tbody>{rows}</tbody></table></section>\n'
    )


def _row(number: int, template: TemplateImpact, channels: list[str]) -> str:
    now = f"now {template.version}" if template.version else "not released yet"
    name = escaped(template.title)
    head = f'<a href="#t{number}">{name}</a>' if template.follows else name
    title = f'<th scope="row">{head}<small>{escaped(template.template)} · {escaped(now)}</small></th>'
    if not template.follows:
        return (
            f'<tr>{title}<td class="pinned" colspan="{len(channels)}">Pins {escaped(template.version)}: it stays as it '
            "is until its author takes the new one.</td></tr>"
        )
    return f"<tr>{title}{''.join(_cell(template, channel) for channel in channels)}</tr>"


def _cell(template: TemplateImpact, channel: str) -> str:
    marks = f'<span class="marks">{_marks(template, channel)}</span>'
    return f'<td data-channel="{escaped(channel_name(channel))}">{marks}</td>'


def _marks(template: TemplateImpact, channel: str) -> str:
    if channel not in template.channels:
        return '<span class="pinned">not made</span>'
    made = []
    for language in template.languages:
        cells = template.of(channel, language)
        if cells:
            found = counts(cells)
            said = ", ".join(f"{found[outcome]} {NAMES[outcome]}" for outcome in ORDER if found[outcome])
            made.append(mark(worst(cells), language, f"({language_name(language)}: {said})"))
    more = max(
        (cell.more_segments for language in template.languages for cell in template.of(channel, language)), default=0
    )
    if more > 0:
        made.append(mark("more", f"+{more}", f"{plural(more, 'segment')} more, at most"))
    return "".join(made)

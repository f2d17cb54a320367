"""What a channel made, on the page: a sheet of paper, a screen in a frame, a message."""

from ccm.impact.markup import escaped, mark, plural
from ccm.impact.model import Cell, Picture, Shown, Side
from ccm.impact.told import channel_name

_AIR = 18.0  # points of the page left around the part that is shown
_LEAST_WIDTH = 300.0
_TALLEST = 640  # CSS pixels


def shown_side(shown: Shown, cell: Cell, side: Side, name: str) -> str:
    """One side of a cell; `name` says which, for those who do not see the pictures."""
    if shown.pictures:
        more = f'<p class="seen">{plural(shown.more_pages, "more page")} changed.</p>' if shown.more_pages else ""
        return "".join(_sheet(picture, name) for picture in shown.pictures) + more
    if shown.html:
        subject = f'<p class="subject" dir="auto">{escaped(shown.subject)}</p>' if shown.subject else ""
        return subject + _frame(shown, cell, f"{name}, {channel_name(cell.channel)}")
    if shown.stretches:
        return _message(shown, cell, side)
    return '<p class="seen">What changes is not on these pages.</p>'


def _sheet(picture: Picture, name: str) -> str:
    left, top, width, height = _part(picture)
    whole = (width, height) == (picture.width, picture.height)
    box = {"w": width, "h": height, "x": left, "y": top, "pw": picture.width, "ph": picture.height}
    areas = "".join(
        f'<i style="{_style(dict(zip(("ax", "ay", "aw", "ah"), area, strict=True)))}"></i>' for area in picture.areas
    )
    choice = (
        ""
        if whole
        else f'<label><input type="checkbox"> Whole page<span class="unseen"> ({escaped(name)})</span></label>'
    )
    return (
        f'<div class="sheet"><p>Page {picture.page}{choice}</p>'
        f'<div class="view" style="{_style(box)}"><div class="leaf">'
        f'<img src="{escaped(picture.source)}" alt="{escaped(name)}, page {picture.page}" loading="lazy">{areas}</div>'
        "</div></div>"
    )


def _part(picture: Picture) -> tuple[float, float, float, float]:
    """The part of the page that the areas take up, with some air; the whole page where there are none."""
    if not picture.areas:
        return 0.0, 0.0, picture.width, picture.height
    left = max(0.0, min(area[0] for area in picture.areas) - _AIR)
    top = max(0.0, min(area[1] for area in picture.areas) - _AIR)
    right = min(picture.width, max(area[0] + area[2] for area in picture.areas) + _AIR)
    foot = min(picture.height, max(area[1] + area[3] for area in picture.areas) + _AIR)
    return left, top, max(right - left, _LEAST_WIDTH), foot - top


def _style(values: dict[str, float]) -> str:
    return ";".join(f"--{name}:{value:.1f}" for name, value in values.items())


def _frame(shown: Shown, cell: Cell, title: str) -> str:
    """A frame without scripts and without an origin. A part is as tall as its words need, about; a whole scrolls."""
    letters_a_line = 42 if cell.channel == "mobile" else 72
    tall = min(_TALLEST, 230 + 24 * (shown.part // letters_a_line)) if shown.part else _TALLEST
    return (
        f'<iframe sandbox="" loading="lazy" style="--tall:{tall}px" title="{escaped(title)}" '
        f'srcdoc="{escaped(shown.html)}"></iframe>'
    )


def _message(shown: Shown, cell: Cell, side: Side) -> str:
    total = shown.stretches[-1].segment
    parts: list[str] = []
    segment = 1
    for stretch in shown.stretches:
        if stretch.segment != segment:
            segment = stretch.segment
            parts.append(f'<span class="cut" title="Segment {segment} of {total} begins">{segment}/{total}</span>')
        parts.append(f"<b>{escaped(stretch.text)}</b>" if stretch.marked else escaped(stretch.text))
    segments = int(side.facts.get("segments", total))
    grown = side is cell.after and cell.more_segments > 0
    more = mark("more", f"{plural(cell.more_segments, 'segment')} more") if grown else ""
    bars = "<i></i>" * min(segments, 24)
    return (
        f'<p class="bubble" lang="{escaped(cell.locale)}" dir="auto">{"".join(parts)}</p>'
        f'<p class="meter"><span class="bars" aria-hidden="true">{bars}</span>{plural(segments, "segment")} {more}</p>'
    )

"""The signs of notices: a disc in the tone's colour with a mark on it. The words say the same without them."""

from content_blocks.brand import Palette

TONE_COLOURS = {
    "neutral": "muted",
    "info": "accent",
    "success": "positive",
    "warning": "warning",
    "legal": "muted",
}
_MARKS = {
    "info": '<path d="M12 11v6"/><path d="M12 7.2v.1"/>',
    "success": '<path d="M7.5 12.4l3.1 3.1 6-6.6"/>',
    "warning": '<path d="M12 6.6v6.4"/><path d="M12 16.9v.1"/>',
}


def tone_colour(palette: Palette, tone: str) -> str:
    colour: str = getattr(palette, TONE_COLOURS[tone])
    return colour


def has_icon(tone: str) -> bool:
    return tone in _MARKS


def icon_svg(palette: Palette, tone: str) -> bytes:
    """The icon of `tone`, one of those that have one."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24">'
        f'<circle cx="12" cy="12" r="11" fill="{tone_colour(palette, tone)}"/>'
        f'<g fill="none" stroke="{palette.paper}" stroke-width="2.3" stroke-linecap="round" stroke-linejoin="round">'
        f"{_MARKS[tone]}</g></svg>"
    ).encode()

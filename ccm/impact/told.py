"""The cells of an impact, gathered: the same change and the same failure are told once, with all that share them."""

from collections.abc import Iterable
from dataclasses import dataclass

from ccm.impact.model import Cell, Impact, Words
from ccm.preview.data import ORDER, language_names

CHANNELS = {"pdf": "PDF", "email": "Email", "sms": "SMS", "mobile": "Mobile"}

_REMEDIES = {
    "language": "Have it translated and approved before this version is released.",
    "record": "Look at the data the sample stands for: either they are wrong now, or the contract has become stricter.",
    "channel": "Install what renders the channel here, and look at the impact again.",
    "sms.too-long": "Ask the block's owner for a shorter short form, or have the template's limit of segments raised.",
}
_REMEDY = "Mend it and look at the impact again before anybody approves this version."


@dataclass(frozen=True)
class Told:
    """Words that change in one language, and the cells in which they do."""

    language: str
    words: Words
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Failure:
    """Why communications could not be sent any more, what to do about it, and which they are."""

    problem: str
    remedy: str
    cells: tuple[Cell, ...]


def told(impact: Impact) -> tuple[Told, ...]:
    """Every change of words, by language, those that the most cells share first."""
    found: dict[tuple[str, tuple[str, str]], list[tuple[Cell, Words]]] = {}
    for cell in impact.cells:
        for words in cell.words:
            found.setdefault((cell.language, words.change), []).append((cell, words))
    order = {language: number for number, language in enumerate(impact.languages)}
    gathered = [
        Told(language, shared[0][1], _once(cell for cell, _ in shared)) for (language, _), shared in found.items()
    ]
    return tuple(sorted(gathered, key=lambda one: (order[one.language], -len(one.cells))))


def failures(impact: Impact) -> tuple[Failure, ...]:
    """What fails after, once for each cause; a cause of a whole language is one cause in all templates."""
    found: dict[tuple[str, ...], list[Cell]] = {}
    for cell in impact.failing:
        code = cell.after.code
        cause = (code, cell.after.problem) if code == "language" else (code, cell.template, cell.channel)
        found.setdefault(cause, []).append(cell)
    return tuple(
        Failure(cells[0].after.problem, _REMEDIES.get(cells[0].after.code, _REMEDY), tuple(cells))
        for cells in found.values()
    )


def places(cells: Iterable[Cell], titles: dict[str, str] | None = None) -> str:
    """Where cells are, for people: "PDF, email and mobile of Invoice, in Italian (15 communications)"."""
    cells = tuple(cells)
    templates = dict.fromkeys((titles or {}).get(cell.template, cell.template) for cell in cells)
    channels = sorted(dict.fromkeys(cell.channel for cell in cells), key=channel_order)
    languages = language_names(dict.fromkeys(cell.language for cell in cells)).values()
    where = listed(templates) if len(templates) <= 3 else f"{len(templates)} templates"
    count = f"{len(cells)} communication{'s' if len(cells) != 1 else ''}"
    return f"{listed(map(channel_name, channels))} of {where}, in {listed(languages)} ({count})"


def listed(names: Iterable[str]) -> str:
    """ "a, b and c"."""
    *most, last = [*names] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def channel_name(channel: str) -> str:
    return CHANNELS.get(channel, channel)


def channel_order(channel: str) -> tuple[int, str]:
    return (ORDER.index(channel) if channel in ORDER else len(ORDER), channel)


def _once(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Each cell once, by identity: a cell holds pictures and mappings, and has no hash."""
    return tuple({id(cell): cell for cell in cells}.values())

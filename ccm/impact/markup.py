"""Small words for writing the page: whatever is data is escaped here."""

from collections.abc import Iterable, Mapping
from html import escape

from ccm.impact.model import Cell, Outcome, Piece, Words, counts
from ccm.preview.data import language_names

ORDER: tuple[Outcome, ...] = ("fails-after", "failed-before", "changed", "new", "unchanged")
NAMES: Mapping[Outcome, str] = {
    "fails-after": "cannot be sent any more",
    "failed-before": "cannot be sent now",
    "changed": "changed",
    "new": "first release",
    "unchanged": "unchanged",
}
_LONGEST = 400


def escaped(value: object) -> str:
    return escape(str(value), quote=True)


def plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def mark(outcome: str, text: str, unseen: str = "") -> str:
    """A small mark; its sign says what its colour says."""
    more = f'<span class="unseen"> {escaped(unseen)}</span>' if unseen else ""
    return f'<span class="mark {escaped(outcome)}">{escaped(text)}{more}</span>'


def outcome_marks(cells: Iterable[Cell]) -> str:
    """The outcomes of some cells with their counts, the worst first."""
    found = counts(cells)
    return "".join(mark(outcome, f"{found[outcome]} {NAMES[outcome]}") for outcome in ORDER if found[outcome])


def worst(cells: Iterable[Cell]) -> Outcome:
    found = counts(cells)
    return next((outcome for outcome in ORDER if found[outcome]), "unchanged")


def diff(pieces: Iterable[Piece]) -> str:
    return "".join(map(_piece, pieces))


def _piece(piece: Piece) -> str:
    text = piece.text.rstrip()
    # The marks of emphasis are part of what is approved; they step back behind the words.
    shown = escaped(text).replace("**", '<span class="sign">**</span>')
    tag = {"removed": "del", "added": "ins"}.get(piece.what)
    return f"{f'<{tag}>{shown}</{tag}>' if tag else shown}{piece.text[len(text) :]}"


def words_diff(words: Words) -> str:
    """Words that went and came, among some that stayed. What is very long is cut: the whole stands with its text."""
    parts = [f"… {escaped(words.lead)}" if words.lead else ""]
    parts += [f"<del>{escaped(_cut(words.before))}</del>" if words.before else ""]
    parts += [f"<ins>{escaped(_cut(words.after))}</ins>" if words.after else ""]
    parts += [f"{escaped(words.tail)} …" if words.tail else ""]
    return " ".join(filter(None, parts))


def language_name(locale: str) -> str:
    return language_names([locale])[locale]


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"

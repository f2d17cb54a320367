"""Did you mean ...?"""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like `word`, if one is."""
    return next(iter(get_close_matches(word, sorted(known), n=1, cutoff=0.6)), None)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown word: the nearest known one, or all of them when there are few."""
    names = sorted(known)
    close = nearest(word, names)
    if close:
        return f"; did you mean {close!r}?"
    return f"; known are {', '.join(names)}" if 0 < len(names) <= 30 else ""

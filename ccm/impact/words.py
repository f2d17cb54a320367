"""Words before and after: which went, which came, however the lines they stand on are broken."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from ccm.impact.model import Piece, Words

_AROUND = 5
# Changed words with so few unchanged ones between them are one change to a reader.
_BRIDGED = 2
# Beyond so many words, those that are everywhere (the, of) no longer guide the comparison, which would be slow.
_LONG = 2_000

_Step = tuple[str, int, int, int, int]


def changed_words(before: Iterable[str], after: Iterable[str]) -> tuple[Words, ...]:
    """What changed from the words of some lines to those of others, in reading order.

    Words that only moved, such as the foot of a page that breaks elsewhere now, are left out.
    """
    old, new = (" ".join(lines).split() for lines in (before, after))
    found = [
        Words(
            " ".join(old[first:last]),
            " ".join(new[start:end]),
            lead=" ".join(new[max(0, start - _AROUND) : start]),
            tail=" ".join(new[end : end + _AROUND]),
        )
        for _, first, last, start, end in _changes(old, new)
    ]
    moved = Counter(words.before for words in found if not words.after)
    moved &= Counter(words.after for words in found if not words.before)
    return tuple(_without(_without(found, "before", moved.copy()), "after", moved.copy()))


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """One text word by word: what stayed, what went and what came, with the white space as it is."""
    old, new = (re.findall(r"\S+\s*", text) for text in (before, after))
    made: list[Piece] = []
    place = 0
    for _, first, last, start, end in _changes([word.rstrip() for word in old], [word.rstrip() for word in new]):
        kept, gone, come = ("".join(words) for words in (new[place:start], old[first:last], new[start:end]))
        made += [Piece("same", kept)] if kept else []
        made += [Piece("removed", gone)] if gone else []
        made += [Piece("added", come)] if come else []
        place = end
    rest = "".join(new[place:])
    return (*made, Piece("same", rest)) if rest else tuple(made)


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[_Step]:
    """The steps from `old` to `new` that change something, near ones joined."""
    shared = min(len(old), len(new))
    head = next((place for place in range(shared) if old[place] != new[place]), shared)
    foot = next((n for n in range(shared - head) if old[-1 - n] != new[-1 - n]), shared - head)
    middle = old[head : len(old) - foot], new[head : len(new) - foot]
    matcher = SequenceMatcher(None, *middle, autojunk=max(map(len, middle)) > _LONG)
    pending: _Step | None = None
    for what, first, last, start, end in matcher.get_opcodes():
        if what == "equal":
            continue
        step = (what, first + head, last + head, start + head, end + head)
        if pending is not None and step[1] - pending[2] <= _BRIDGED:
            step = (what, pending[1], step[2], pending[3], step[4])
        elif pending is not None:
            yield pending
        pending = step
    if pending is not None:
        yield pending


def _without(found: Iterable[Words], side: str, moved: Counter[str]) -> Iterator[Words]:
    """`found` without the words that stand on one side only and are among those that `moved`, each so often."""
    for words in found:
        text = getattr(words, side)
        if text and "" in words.change and moved[text] > 0:
            moved[text] -= 1
            continue
        yield words

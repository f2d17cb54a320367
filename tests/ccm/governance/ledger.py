"""The books that the model of governance keeps for itself, and judges by: who wrote what, who was asked, who said yes.

Nothing in it is asked of the engine. What people read is known by the editions of the words they were shown.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from approval.subject import Kind
from ccm.release import Release

Quorum = str | int
Shape = list[list[tuple[str, Quorum, str]]]
"""The stages of a workflow: of each step its group, its quorum, and when it is asked."""

BLOCK, ITALIAN, LETTER, BRAND = "privacy-notice", "privacy-notice/it", "order-letter", "ginepro"
KEYS: dict[Kind, str] = {"block": BLOCK, "translation": ITALIAN, "template": LETTER, "brand": BRAND}
DECIDING = {"compliance", "approver"}


@dataclass(frozen=True)
class Rules:
    """What the workflow of a kind asks for."""

    shape: Shape
    four_eyes: bool
    recalling: int


@dataclass(frozen=True)
class Words:
    """The editions of everything there is to read; 0 is what the library began with."""

    source: int = 0
    italian: int = 0
    letter: int = 0
    brand: int = 0

    def of(self, kind: Kind) -> tuple[int, ...]:
        """What somebody reads who has a subject of `kind` before them."""
        read = {"block": (self.source,), "translation": (self.source, self.italian)}
        return {**read, "template": (self.letter,), "brand": (self.brand,)}[kind]

    def taking(self, home: str, other: "Words") -> "Words":
        """These words, with those of a block, a template or a brand as they were in `other`."""
        if home == "block":
            return replace(self, source=other.source, italian=other.italian)
        return replace(self, letter=other.letter) if home == "template" else replace(self, brand=other.brand)


def home_of(kind: Kind) -> str:
    return "block" if kind == "translation" else kind


def words_in(release: Release) -> Words:
    """The editions that a release would send."""
    block = release.blocks[BLOCK]
    return Words(
        _edition(r"Your data, (\d+)", block.definition),
        _edition(r"I suoi dati, (\d+)", block.catalogs["it"]),
        _edition(r"Thank you (\d+) times", release.template.definition),
        _edition(r"Banca Ginepro (\d+)", release.brand.brand),
    )


def write(shelf: Path, base: dict[str, str], words: Words, number: int) -> None:
    """Write these words into the library on disk, with the block's number."""
    source = f"**Your data, {words.source}.**" if words.source else "**Your data.**"
    italian = f"**I suoi dati, {words.italian}.**" if words.italian else "**I suoi dati.**"
    changes = {
        f"blocks/{BLOCK}/block.yaml": {"**Your data.**": source, "version: 1": f"version: {number}"},
        f"blocks/{BLOCK}/locales/it.po": {"**Your data.**": source, "**I suoi dati.**": italian},
        f"templates/{LETTER}/template.yaml": {"Thank you": f"Thank you {words.letter} times"} if words.letter else {},
        f"brands/{BRAND}/brand.yaml": {"name: Banca Ginepro": f"name: Banca Ginepro {words.brand}"}
        if words.brand
        else {},
    }
    for path, pairs in changes.items():
        text = base[path]
        for before, after in pairs.items():
            assert before in text
            text = text.replace(before, after)
        (shelf / path).write_text(text, encoding="utf-8")


@dataclass
class Yes:
    """An approval: who gave it, by whose right, in which step, having seen which digest."""

    person: str
    seat: str
    step: str
    seen: str


@dataclass
class Book:
    """One submission, as the model knows it."""

    kind: Kind
    digest: str
    digests: frozenset[str]
    words: Words
    authors: frozenset[str]
    rules: Rules
    groups: dict[str, frozenset[str]]
    changes: int
    locked: bool
    yes: list[Yes] = field(default_factory=list)
    approved: bool = False
    closed: bool = False
    calls: list[tuple[str, str]] = field(default_factory=list)

    def asked(self) -> Iterator[tuple[str, str, Quorum]]:
        """Each step that must be asked, with its group and quorum."""
        own = self.kind in ("block", "translation")  # the block is locked, and so is every translation of it
        holds = {"always": True, "locked": own, "free": not own}
        for row, steps in enumerate(self.rules.shape):
            for place, (group, quorum, when) in enumerate(steps):
                if holds[when]:
                    yield f"step-{row}-{place}", group, quorum

    def recalled(self, release: str = "") -> bool:
        """Whether enough people called back this release, or everything."""
        return len({who for who, what in self.calls if what in ("", release)}) >= self.rules.recalling

    def assert_sound(self) -> None:
        """It was approved by everybody whom it takes, who were shown exactly this, and by none of its authors."""
        for one in self.yes:
            assert one.seen == self.digest
            assert not {one.person, one.seat} & self.authors, "somebody approved their own work"
        for step, group, quorum in self.asked():
            here = [one for one in self.yes if one.step == step]
            able = self.groups[group] - self.authors
            assert {one.seat for one in here} <= able
            assert len({one.person for one in here}) == len(here), "somebody counted twice"
            needed = quorum if isinstance(quorum, int) else {"any": 1, "all": len(able)}[quorum]
            assert len({one.seat for one in here}) >= needed >= 1
        if self.locked or self.rules.four_eyes:
            assert len({one.person for one in self.yes}) >= 2
            assert len({one.seat for one in self.yes}) >= 2
        assert self.yes


def _edition(pattern: str, content: object) -> int:
    found = {int(number) for number in re.findall(pattern, repr(content))}
    assert len(found) <= 1
    return found.pop() if found else 0

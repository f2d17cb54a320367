"""The subject: what approval is asked for, known by kind, key, version and digest alone.

A subject names the digest of its own content and the subjects it is made of; its digest covers all of them, at any
depth. A template whose block, brand or translation changes is therefore another subject, and so is one that is
unlocked, tagged otherwise or moved to another jurisdiction: whoever approves, approves all of that.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from approval.digests import digest_of, is_digest

Kind = Literal["template", "block", "brand", "translation"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class SubjectError(ValueError):
    """The subject does not say exactly what is to be approved."""


@dataclass(frozen=True)
class Subject:
    """One version of one thing.

    `content` is the digest of what the thing itself says, without its `parts`: the blocks, brand and translations a
    template is made of; the source block of a translation. A changed source thus makes its translations others.
    Raises SubjectError for an unknown kind, an empty key, a version below 1 or a content that is no digest.
    """

    kind: Kind
    key: str
    version: int
    content: str
    locked: bool = False
    tags: frozenset[str] = frozenset()
    jurisdictions: frozenset[str] = frozenset()
    parts: tuple["Subject", ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise SubjectError(f"{self.kind!r} is no kind of subject; it is one of {', '.join(KINDS)}")
        if not self.key:
            raise SubjectError(f"the {self.kind} has no key; give it one")
        if self.version < 1:
            raise SubjectError(f"{self.kind} {self.key} has version {self.version}; versions count from 1")
        if not is_digest(self.content):
            raise SubjectError(f"{self}: content is {self.content!r}; give the digest, sha256: and 64 hex digits")

    def __str__(self) -> str:
        return f"{self.kind} {self.key}, version {self.version}"

    @cached_property
    def digest(self) -> str:
        """The digest of the whole: content, lock, tags, jurisdictions and every part (their order is no matter)."""
        return digest_of(
            {
                "kind": self.kind,
                "key": self.key,
                "version": self.version,
                "content": self.content,
                "locked": self.locked,
                "tags": sorted(self.tags),
                "jurisdictions": sorted(self.jurisdictions),
                "parts": sorted({part.digest for part in self.parts}),
            }
        )

    @cached_property
    def block_tags(self) -> frozenset[str]:
        """The tags of every block in it, at any depth, and its own if it is a block."""
        blocks = [subject for subject in self.walk() if subject.kind == "block"]
        return frozenset[str]().union(*(block.tags for block in blocks))

    @property
    def needs_two_people(self) -> bool:
        """Whether two different people approve it, whatever its workflow says.

        So it is for locked words, and for every translation of locked words.
        """
        return self.locked or (self.kind == "translation" and any(part.locked for part in self.parts))

    def walk(self) -> Iterator["Subject"]:
        """The subject and every part of it, at any depth."""
        yield self
        for part in self.parts:
            yield from part.walk()

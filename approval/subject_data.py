"""A subject as plain data, and back: with every part of it, at any depth."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from approval.subject import Kind, Subject


def subject_data(subject: Subject) -> dict[str, object]:
    """`subject` as mappings, lists and texts; its digest follows from the rest, and stands beside it for readers."""
    return {
        "kind": subject.kind,
        "key": subject.key,
        "version": subject.version,
        "digest": subject.digest,
        "content": subject.content,
        "locked": subject.locked,
        "tags": sorted(subject.tags),
        "jurisdictions": sorted(subject.jurisdictions),
        "parts": [subject_data(part) for part in subject.parts],
    }


def read_subject(data: Mapping[str, Any]) -> Subject:
    """The subject that `subject_data` gave `data` for.

    Raises SubjectError, KeyError, TypeError or ValueError for data that is none, ValueError too where the digest that
    stands in it is not the one of the rest.
    """
    subject = _subject(
        data["kind"],
        data["key"],
        data["version"],
        data["content"],
        data["locked"],
        frozenset(data["tags"]),
        frozenset(data["jurisdictions"]),
        tuple(read_subject(part) for part in data["parts"]),
    )
    if subject.digest != data["digest"]:
        raise ValueError(f"{subject} has the digest {subject.digest}, not {data['digest']}")
    return subject


@lru_cache(maxsize=20_000, typed=True)
def _subject(
    kind: Kind,
    key: str,
    version: int,
    content: str,
    locked: bool,
    tags: frozenset[str],
    jurisdictions: frozenset[str],
    parts: tuple[Subject, ...],
) -> Subject:
    """The subject with these fields. Most are parts of many others, so each is made, and its digest taken, once."""
    return Subject(kind, key, version, content, locked, tags, jurisdictions, parts)

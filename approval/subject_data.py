"""A subject as plain data, and back: with every part of it, at any depth."""

from collections.abc import Mapping
from typing import Any

from approval.subject import Subject


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
    subject = Subject(
        kind=data["kind"],
        key=data["key"],
        version=data["version"],
        content=data["content"],
        locked=data["locked"],
        tags=frozenset(data["tags"]),
        jurisdictions=frozenset(data["jurisdictions"]),
        parts=tuple(read_subject(part) for part in data["parts"]),
    )
    if subject.digest != data["digest"]:
        raise ValueError(f"{subject} has the digest {subject.digest}, not {data['digest']}")
    return subject

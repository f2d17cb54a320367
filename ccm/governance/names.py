"""The names of subjects, as people write them.

``invoice``, ``template:invoice``, ``block:vat-note@3``, ``brand:ginepro``, ``translation:vat-note/it``. The kind can be
left out where only one thing in the store has the key; a key with a locale after it is a translation's.
"""

import re
from typing import NamedTuple, get_args

from sqlalchemy.orm import Session

from approval.subject import Kind
from ccm.repository import stores
from content_blocks.store import BlockStore
from content_blocks.subject_rows import ContentKind

_NAME = re.compile(
    r"(?:(?P<kind>template|block|brand|translation):)?"
    r"(?P<key>[a-z][a-z0-9-]*)(?:/(?P<locale>[A-Za-z0-9-]+))?(?:@(?P<version>[1-9][0-9]{0,8}))?\Z"
)


class SubjectNameError(LookupError):
    """The name is none, or nothing or more than one thing in the store has it; the message says what to write."""


class SubjectName(NamedTuple):
    """What a name names: `version` is None where none was written, which is the newest."""

    kind: Kind
    key: str
    version: int | None

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}" + (f"@{self.version}" if self.version else "")


def parse_name(session: Session, text: str) -> SubjectName:
    """Return what `text` names in the store. The version that is written is not looked for.

    Raises SubjectNameError for what is no name, what is not there, and a key that two kinds of thing have.
    """
    match = _NAME.match(text)
    if match is None or (match["kind"] and bool(match["locale"]) != (match["kind"] == "translation")):
        raise SubjectNameError(
            f"{text[:100]!r} is no name of anything in the store; write it as invoice, block:vat-note@3, "
            "brand:ginepro or translation:vat-note/it"
        )
    version = int(match["version"]) if match["version"] else None
    if match["locale"]:
        return SubjectName("translation", _translation(session, text, match["key"], match["locale"]), version)
    kinds = _kinds(session, match["key"])
    if match["kind"]:
        kinds = tuple(kind for kind in kinds if kind == match["kind"])
    if not kinds:
        raise SubjectNameError(f"there is nothing in the store by the name {text!r}; 'ccm import' puts things there")
    if len(kinds) > 1:
        names = " or ".join(str(SubjectName(kind, match["key"], version)) for kind in kinds)
        raise SubjectNameError(f"{text!r} is a {' and a '.join(kinds)}; write {names}")
    return SubjectName(kinds[0], match["key"], version)


def parse_content_name(session: Session, text: str) -> tuple[ContentKind, str, int | None]:
    """Return what `text` names in the store, where that is a template, block or brand: what has versions of its own.

    Raises SubjectNameError, for a translation too.
    """
    name = parse_name(session, text)
    if name.kind == "translation":
        block = SubjectName("block", name.key.partition("/")[0], name.version)
        raise SubjectNameError(f"{text!r} is a part of the versions of its block; write {block}")
    return name.kind, name.key, name.version


def parse_draft_name(session: Session, text: str) -> tuple[ContentKind, str]:
    """Return what `text` names, where a draft can be of it: it may be new, and is then written with its kind.

    Raises SubjectNameError, for a version too: a draft is of what comes after the newest.
    """
    match = _NAME.match(text)
    if match is not None and match["version"]:
        raise SubjectNameError(f"{text!r} is a version, which never changes; leave out @{match['version']}")
    if match is not None and match["kind"] and not match["locale"]:
        kind = next((kind for kind in get_args(ContentKind) if kind == match["kind"]), None)
        if kind is not None:
            return kind, match["key"]
    kind, key, _ = parse_content_name(session, text)
    return kind, key


def _kinds(session: Session, key: str) -> tuple[Kind, ...]:
    """The kinds of thing that have this key, what is looked for most often first."""
    found = {store.kind for _, store in stores(session) if store.newest(key)}
    kinds: tuple[Kind, ...] = ("template", "block", "brand")
    return tuple(kind for kind in kinds if kind in found)


def _translation(session: Session, text: str, key: str, locale: str) -> str:
    blocks = BlockStore(session)
    if not blocks.newest(key):
        raise SubjectNameError(f"{text!r}: there is no block {key} in the store, whose translation it could be")
    locales = blocks.content(blocks.version(key)).definition.locales
    if locale not in locales:
        spoken = ", ".join(f"{key}/{one}" for one in locales) or "none"
        raise SubjectNameError(f"{text!r}: the block {key} has no translation of that language; there are {spoken}")
    return f"{key}/{locale}"

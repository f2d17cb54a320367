"""The audit log: who did what to which digest, when, from where and why, each row sealed to the one before it.

Every row holds a SHA-256 over all of its fields, the hash of the row before it among them, so that no row can be
altered, removed, inserted or moved without the rows after it saying so (`approval.audit_chain` finds which). The
canonical form that is hashed is a JSON object of all fields but the hash, with sorted keys, no white space, and
everything outside ASCII escaped; anybody can recompute it with other tools.

No personal data is in the log: people and subjects are named by key, contents by digest.
"""

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import UTC, datetime

FORM = "ccm.audit/1"
"""Hashed with every row: what its fields mean. Another form of row gets another name."""

GENESIS = "sha256:" + "0" * 64
"""What the first row holds as the hash of the one before it."""

MAX_KEY = 200
MAX_WHY = 2000

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/+-]*\Z")
_WORD = re.compile(r"[a-z][a-z0-9-]*\Z")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}\Z")
# Controls, lone surrogates, line and paragraph separators; and what would make a line read in another order.
_REFUSED = frozenset({"Cc", "Cs", "Zl", "Zp"})
_BIDIRECTIONAL = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class AuditError(ValueError):
    """The act cannot be written to the log as it is described, or a head is not one."""


@dataclass(frozen=True)
class AuditSubject:
    """What was acted on: a version of something by its digest, or a thing that has neither (a user, a group)."""

    kind: str
    key: str
    version: int | None = None
    digest: str | None = None


@dataclass(frozen=True)
class Where:
    """From where: `origin` is the way in (cli, api, job), `host` the machine the engine ran on, with the user it ran
    as there; not the person's own machine."""

    origin: str
    host: str


@dataclass(frozen=True)
class AuditEntry:
    """One row of the log, as it is stored. It is made by `next_entry`; what is read back is never trusted.

    `at` is RFC 3339 in UTC with six decimals of a second; `previous` and `hash` are ``sha256:<64 hex digits>``.
    """

    sequence: int
    at: str
    who: str
    act: str
    kind: str
    key: str
    version: int | None
    digest: str | None
    origin: str
    host: str
    why: str
    previous: str
    hash: str

    @property
    def canonical(self) -> bytes:
        """The bytes that are hashed: every field but the hash itself. Never fails, whatever the fields hold."""
        fields = vars(self) | {"form": FORM}
        del fields["hash"]
        return _CANONICAL.encode(fields).encode("ascii")

    @property
    def computed_hash(self) -> str:
        """The hash that the fields call for; a row that holds another one was altered."""
        return "sha256:" + hashlib.sha256(self.canonical).hexdigest()

    @property
    def head(self) -> "Head":
        """The head of a log that ends here."""
        return Head(self.sequence, self.hash)


def _foreign(value: object) -> list[str]:
    """A value no row is written with (bytes, say), which somebody may have put into the database."""
    return [type(value).__name__, repr(value)]


_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), default=_foreign)


@dataclass(frozen=True)
class Head:
    """The last row's number and hash: kept elsewhere, it proves every row up to that one. Number 0 is an empty log."""

    sequence: int = 0
    hash: str = GENESIS

    def __str__(self) -> str:
        return f"{self.sequence}:{self.hash}"

    @classmethod
    def parse(cls, text: str) -> "Head":
        """Read a head as it is printed, ``<number>:sha256:<64 hex digits>``. Raises AuditError for anything else."""
        number, _, digest = text.strip().partition(":")
        if not re.fullmatch(r"[0-9]{1,18}", number, re.ASCII) or not _DIGEST.match(digest):
            raise AuditError(f"{text.strip()[:100]!r} is no head; a head looks like 12:sha256: and 64 hex digits")
        return cls(int(number), digest)


def next_entry(
    previous: AuditEntry | Head | None,
    *,
    at: datetime,
    who: str,
    act: str,
    subject: AuditSubject,
    where: Where,
    why: str = "",
) -> AuditEntry:
    """Return the row that follows `previous` (None: the log is empty).

    `who` is a person's key, `act` a word such as ``approve``. `why` is one paragraph, of at most 2000 characters.
    Raises AuditError for a time without its zone, a key or word of another form (an email address is no key), a
    digest that is none, a version below 1, or a `why` that is too long or holds control characters.
    """
    last = previous.head if isinstance(previous, AuditEntry) else previous or Head()
    if at.tzinfo is None or at.utcoffset() is None:
        raise AuditError("the time has no zone; give an aware datetime")
    for name, text, form in (
        ("who", who, _KEY),
        ("act", act, _WORD),
        ("kind", subject.kind, _WORD),
        ("key", subject.key, _KEY),
        ("origin", where.origin, _WORD),
        ("host", where.host, _KEY),
    ):
        if len(text) > MAX_KEY or not form.match(text):
            letters = "small letters, digits and hyphens" if form is _WORD else "letters, digits and . _ : / + -"
            raise AuditError(f"{name} is {text[:MAX_KEY]!r}; it is 1 to {MAX_KEY} {letters}")
    if subject.version is not None and subject.version < 1:
        raise AuditError(f"the version is {subject.version}; versions count from 1")
    if subject.digest is not None and not _DIGEST.match(subject.digest):
        raise AuditError(f"the digest is {subject.digest[:100]!r}; give sha256: and 64 hex digits")
    _check_why(why)
    entry = AuditEntry(
        sequence=last.sequence + 1,
        at=at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z"),
        who=who,
        act=act,
        kind=subject.kind,
        key=subject.key,
        version=subject.version,
        digest=subject.digest,
        origin=where.origin,
        host=where.host,
        why=why,
        previous=last.hash,
        hash="",
    )
    return replace(entry, hash=entry.computed_hash)


def _check_why(why: str) -> None:
    if len(why) > MAX_WHY:
        raise AuditError(f"the reason has {len(why)} characters; at most {MAX_WHY} are kept")
    for character in why:
        if unicodedata.category(character) in _REFUSED or character in _BIDIRECTIONAL:
            raise AuditError(f"the reason holds the control character U+{ord(character):04X}; write one paragraph")

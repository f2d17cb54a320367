"""Rows of the audit log: their form, their hash, and what is refused."""

import hashlib
import json
from dataclasses import asdict, fields
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from approval.audit import GENESIS, AuditEntry, AuditError, AuditSubject, Head, Where, next_entry
from tests.approval.audit_logs import CLI, NOTICE, START, log_of


def test_rows_are_numbered_from_1_and_sealed_to_the_row_before() -> None:
    first, second = log_of(["asked by Legal", ""])
    assert (first.sequence, first.previous) == (1, GENESIS)
    assert (second.sequence, second.previous) == (2, first.hash)
    assert first.hash == first.computed_hash


def test_anybody_can_compute_the_hash_with_other_tools() -> None:
    row = log_of(["perché è “nuovo” 🎉"])[0]
    data = asdict(row) | {"form": "ccm.audit/1"}
    sealed = data.pop("hash")
    body = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    assert sealed == "sha256:" + hashlib.sha256(body.encode()).hexdigest()


def test_the_form_of_a_row_does_not_change() -> None:
    """A hash kept years ago must still fit: this one is never to be edited."""
    row = log_of(["asked by Legal"])[0]
    assert row.hash == "sha256:fb863c48e1f741cfe9da46737984871f9179bbaacda503b9bd0755898132712a"


def test_a_time_is_kept_in_utc() -> None:
    rome = timezone(timedelta(hours=1))
    row = next_entry(
        None, at=datetime(2026, 11, 21, 10, 30, tzinfo=rome), who="ada", act="submit", subject=NOTICE, where=CLI
    )
    assert row.at == "2026-11-21T09:30:00.000000Z"


def test_every_field_but_the_hash_is_hashed() -> None:
    row = log_of(["asked by Legal"])[0]
    hashed = json.loads(row.canonical)
    assert set(hashed) == {field.name for field in fields(AuditEntry)} - {"hash"} | {"form"}


def entry(**changes: object) -> AuditEntry:
    given: dict[str, object] = {"at": START, "who": "ada", "act": "submit", "subject": NOTICE, "where": CLI, "why": ""}
    return next_entry(None, **(given | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"at": datetime(2026, 11, 21, 9, 30)}, "no zone"),
        ({"who": "ada@ginepro.example"}, "who is 'ada@ginepro.example'"),
        ({"who": "Ada Rossi"}, "who is"),
        ({"who": ""}, "who is"),
        ({"who": "ada\n"}, "who is"),
        ({"act": "Approve"}, "act is 'Approve'"),
        ({"act": "a" * 201}, "act is"),
        ({"subject": AuditSubject("block", "x y")}, "key is 'x y'"),
        ({"subject": AuditSubject("a block", "x")}, "kind is"),
        ({"subject": AuditSubject("block", "x", 0)}, "version is 0"),
        ({"subject": AuditSubject("block", "x", 1, "5a5a")}, "digest is '5a5a'"),
        ({"where": Where("cli", "two words")}, "host is"),
        ({"where": Where("", "office-1")}, "origin is"),
        ({"why": "x" * 2001}, "2001 characters"),
        ({"why": "one\ntwo"}, r"U\+000A"),
        ({"why": "\x00"}, r"U\+0000"),
        ({"why": "\x1b[2J"}, r"U\+001B"),
        ({"why": "\x85"}, r"U\+0085"),
        ({"why": "\u2028"}, r"U\+2028"),
        ({"why": "\u202e"}, r"U\+202E"),
        ({"why": "\ud800"}, r"U\+D800"),
    ],
)
def test_what_does_not_belong_in_the_log_is_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(AuditError, match=message):
        entry(**changes)


@pytest.mark.parametrize("why", ["", "x" * 2000, "perché no? 👨‍👩‍👧", "זה בסדר", "ठीक है"])
def test_reasons_in_any_script_are_kept(why: str) -> None:
    assert entry(why=why).why == why


@given(st.integers(0, 10**18 - 1), st.binary(min_size=32, max_size=32))
def test_a_head_reads_back_as_printed(sequence: int, body: bytes) -> None:
    head = Head(sequence, "sha256:" + body.hex())
    assert Head.parse(f" {head}\n") == head


@pytest.mark.parametrize("text", ["", "12", "12:sha256:5a", "x:" + GENESIS, "-1:" + GENESIS, "1:" + GENESIS + "0"])
def test_what_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(AuditError, match="is no head"):
        Head.parse(text)


def test_a_row_with_foreign_values_has_a_hash_all_the_same() -> None:
    row = AuditEntry(**(asdict(log_of([""])[0]) | {"why": b"\xff", "who": "\udcff", "version": 1.5}))
    assert row.computed_hash != row.hash


def test_times_are_of_one_length() -> None:
    assert entry(at=datetime(2026, 1, 1, tzinfo=UTC)).at == "2026-01-01T00:00:00.000000Z"

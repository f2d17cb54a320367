"""Whatever is done to a log is found, and the row is named."""

from dataclasses import asdict, fields, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from approval.audit import AuditEntry, Head
from approval.audit_chain import AuditFault, verify
from tests.approval.audit_logs import log_of, logs

FIELDS = [field.name for field in fields(AuditEntry)]


def named(faults: tuple[AuditFault, ...], number: int) -> bool:
    return any(fault.first <= number <= fault.last for fault in faults)


def sealed(row: AuditEntry) -> AuditEntry:
    return replace(row, hash=row.computed_hash)


@given(logs(min_size=0))
def test_a_whole_log_has_no_faults_and_every_head_it_ever_had(rows: list[AuditEntry]) -> None:
    assert verify(rows, [Head(), *(row.head for row in rows)]) == ()


@given(st.data(), logs(), st.sampled_from(FIELDS))
def test_any_altered_field_is_found_and_the_row_named(data: st.DataObject, rows: list[AuditEntry], name: str) -> None:
    row = data.draw(st.sampled_from(rows))
    before = getattr(row, name)
    other = st.integers(-5, 40) if name in {"sequence", "version"} else st.text(max_size=8) | st.none() | st.binary()
    after = data.draw(other.filter(lambda value: value != before))
    place = row.sequence - 1
    altered = AuditEntry(**(asdict(row) | {name: after}))
    faults = verify([*rows[:place], altered, *rows[place + 1 :]])
    assert named(faults, row.sequence) or named(faults, altered.sequence)
    in_order = sorted([*rows[:place], altered, *rows[place + 1 :]], key=lambda one: one.sequence)
    faults = verify(in_order)
    assert named(faults, row.sequence) or named(faults, altered.sequence)
    if name != "sequence":
        assert [(fault.kind, fault.first, fault.last) for fault in faults] == [("altered", row.sequence, row.sequence)]


@given(st.data(), logs(min_size=2))
def test_a_row_altered_and_hashed_anew_is_found(data: st.DataObject, rows: list[AuditEntry]) -> None:
    place = data.draw(st.integers(0, len(rows) - 2))
    forged = sealed(replace(rows[place], who="mallory"))
    faults = verify([*rows[:place], forged, *rows[place + 1 :]])
    assert [fault.kind for fault in faults] == ["altered"]
    assert named(faults, forged.sequence)


@given(st.data(), logs(min_size=2))
def test_removed_rows_are_found_and_named(data: st.DataObject, rows: list[AuditEntry]) -> None:
    first = data.draw(st.integers(1, len(rows) - 1))
    last = data.draw(st.integers(first, len(rows) - 1))
    faults = verify([*rows[: first - 1], *rows[last:]])
    assert [(fault.kind, fault.first, fault.last) for fault in faults] == [("removed", first, last)]


@given(st.data(), logs(min_size=2))
def test_a_row_removed_and_the_others_renumbered_is_found(data: st.DataObject, rows: list[AuditEntry]) -> None:
    gone = data.draw(st.integers(1, len(rows) - 1))
    closed_up = [replace(row, sequence=row.sequence - 1) for row in rows[gone:]]
    faults = verify([*rows[: gone - 1], *closed_up])
    assert named(faults, gone)
    assert {fault.kind for fault in faults} == {"reordered"}


@given(st.data(), logs(min_size=2), st.integers(1, 40))
def test_an_inserted_row_is_found_and_named(data: st.DataObject, rows: list[AuditEntry], number: int) -> None:
    place = data.draw(st.integers(0, len(rows) - 1))
    forged = sealed(replace(data.draw(st.sampled_from(rows)), sequence=number, who="mallory"))
    faults = verify([*rows[:place], forged, *rows[place:]])
    assert named(faults, number)


@given(st.data(), logs(min_size=2))
def test_an_inserted_copy_is_found_and_named(data: st.DataObject, rows: list[AuditEntry]) -> None:
    copy = data.draw(st.sampled_from(rows))
    place = data.draw(st.integers(0, len(rows)))
    assert named(verify([*rows[:place], copy, *rows[place:]]), copy.sequence)


@given(st.data(), logs(min_size=2))
def test_a_row_inserted_and_the_others_renumbered_is_found(data: st.DataObject, rows: list[AuditEntry]) -> None:
    place = data.draw(st.integers(1, len(rows) - 1))
    forged = sealed(replace(rows[place - 1], sequence=place + 1, previous=rows[place - 1].hash, who="mallory"))
    faults = verify([*rows[:place], forged, *(replace(row, sequence=row.sequence + 1) for row in rows[place:])])
    assert {fault.kind for fault in faults} == {"reordered"}
    assert named(faults, place + 2)


@given(st.data(), logs(min_size=2))
def test_swapped_rows_are_found_and_named(data: st.DataObject, rows: list[AuditEntry]) -> None:
    one, two = sorted(data.draw(st.permutations(range(len(rows))))[:2])
    order = list(rows)
    order[one], order[two] = rows[two], rows[one]
    faults = verify(order)
    assert named(faults, one + 1) or named(faults, two + 1)
    assert "reordered" in {fault.kind for fault in faults} or two == len(rows) - 1
    numbers_exchanged = list(rows)
    numbers_exchanged[one] = replace(rows[two], sequence=one + 1)
    numbers_exchanged[two] = replace(rows[one], sequence=two + 1)
    faults = verify(numbers_exchanged)
    assert {(fault.kind, fault.first) for fault in faults} == {("reordered", one + 1), ("reordered", two + 1)}


@given(st.data(), logs())
def test_a_truncated_log_is_found_with_a_head(data: st.DataObject, rows: list[AuditEntry]) -> None:
    kept = data.draw(st.integers(0, len(rows) - 1))
    assert verify(rows[:kept]) == ()
    (fault,) = verify(rows[:kept], [rows[-1].head])
    assert (fault.kind, fault.first, fault.last) == ("truncated", kept + 1, len(rows))


@given(st.data(), logs())
def test_a_log_rewritten_from_any_row_on_is_found_with_a_head(data: st.DataObject, rows: list[AuditEntry]) -> None:
    place = data.draw(st.integers(0, len(rows) - 1))
    rewritten = rows[:place]
    for row in rows[place:]:
        last = rewritten[-1].hash if rewritten else row.previous
        forged = replace(row, previous=last, who="mallory")
        rewritten.append(replace(forged, hash=forged.computed_hash))
    assert verify(rewritten) == ()
    (fault,) = verify(rewritten, [rows[-1].head])
    assert (fault.kind, fault.last) == ("rewritten", len(rows))
    assert str(rows[-1].head) in fault.message


@settings(max_examples=30)
@given(st.data(), logs(min_size=2))
def test_two_heads_bound_where_a_log_was_rewritten(data: st.DataObject, rows: list[AuditEntry]) -> None:
    kept = rows[0].head
    forged = [rows[0]]
    for row in rows[1:]:
        forged.append(sealed(replace(row, previous=forged[-1].hash, who="mallory")))
    assert [fault.last for fault in verify(forged, [kept, rows[-1].head])] == [len(rows)]


JUNK = st.none() | st.integers(-3, 20) | st.text(max_size=3) | st.binary(max_size=3) | st.floats(0.1, 0.9)


@given(st.data(), logs())
def test_any_mixture_of_changes_is_found(data: st.DataObject, rows: list[AuditEntry]) -> None:
    """Rows dropped, doubled, shuffled, filled with junk and hashed anew, in any combination."""
    changed = data.draw(st.lists(st.sampled_from(rows), max_size=14))
    for place in data.draw(st.sets(st.integers(0, 13), max_size=3)):
        if place < len(changed):
            name = data.draw(st.sampled_from(FIELDS))
            value = data.draw(st.integers(-3, 20) if name == "sequence" else JUNK)
            junk = AuditEntry(**(asdict(changed[place]) | {name: value}))
            changed[place] = sealed(junk) if data.draw(st.booleans()) else junk
    assert bool(verify(changed, [rows[-1].head])) == (changed != rows)


def test_a_log_that_is_wrong_all_through_is_not_listed_row_by_row() -> None:
    rows = [replace(row, why="forged") for row in log_of("x" * 1500)]
    assert len(verify(rows)) == 1000


def test_faults_read_well() -> None:
    rows = log_of("abcde")
    assert [str(fault) for fault in verify([rows[0], replace(rows[1], who="mallory"), rows[3]], [rows[4].head])] == [
        "row 2 was altered: its hash is another",
        "row 3 is missing",
        "the log was truncated: row 5 is missing, as a head that was kept shows",
    ]

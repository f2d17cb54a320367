"""What a chunk writes: names nobody can lead astray, and the same bytes for the same records."""

import io
import json
import tarfile
import zipfile

import pytest

from ccm.objects.store import check_name
from ccm.plans.chunk_rows import MadeRows, read_rows
from ccm.plans.index import COLUMNS
from ccm.plans.plan import Plan, default_plan, plan_of
from tests.ccm.plans.made import delivered, written


def _plan(channel: str, **output: object) -> Plan:
    return plan_of({"plan": 1, "outputs": {channel: output}})


def test_text_messages_are_lines_with_who_gets_them() -> None:
    writer = written(default_plan(("sms",)), [delivered(1, "A-1", "sms"), delivered(2, "A-2", "sms")])
    objects = dict(writer.objects())
    lines = [json.loads(line) for line in objects["documents/sms/000001.jsonl"].splitlines()]
    assert [line["key"] for line in lines] == ["A-1", "A-2"]
    assert lines[0]["to"].startswith("+39")
    assert lines[0]["text"] == delivered(1, "A-1", "sms").artifacts["sms"].parts[0].body.decode()
    assert lines[0]["facts"]["segments"] >= 1


def test_every_record_leaves_its_manifest() -> None:
    objects = dict(written(default_plan(("sms",)), [delivered(1, "A-1", "sms")]).objects())
    (line,) = objects["manifests/000001.jsonl"].splitlines()
    assert json.loads(line) == json.loads(json.dumps(delivered(1, "A-1", "sms").own_manifest))


def test_mails_stand_in_a_tar_with_nothing_of_the_machine() -> None:
    writer = written(default_plan(("email",)), [delivered(7, "A-1", "email"), delivered(8, "B 2/x", "email")], 3)
    body = dict(writer.objects())["documents/email/000003.tar"]
    with tarfile.open(fileobj=io.BytesIO(body)) as tar:
        members = tar.getmembers()
        assert members[0].name == "0000007-A-1.eml"
        assert len(members) == 2
        assert {(member.mode, member.uid, member.uname, member.mtime) for member in members} == {
            (0o644, 0, "", 315532800)
        }
        first = tar.extractfile(members[0])
        assert first is not None
        assert first.read() == delivered(7, "A-1", "email").artifacts["email"].parts[0].body
    assert [row["entry"] for row in writer.rows()] == [member.name for member in members]


def test_a_zip_has_the_same_in_it() -> None:
    plan = _plan("email", **{"as": "shards", "container": "zip"})
    body = dict(written(plan, [delivered(1, "A-1", "email")]).objects())["documents/email/000001.zip"]
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert archive.testzip() is None
        (member,) = archive.infolist()
        assert (member.filename, member.date_time) == ("0000001-A-1.eml", (1980, 1, 1, 0, 0, 0))
        assert archive.read(member) == delivered(1, "A-1", "email").artifacts["email"].parts[0].body


@pytest.mark.parametrize("container", ["tar", "zip"])
def test_the_same_records_give_the_same_shard(container: str) -> None:
    plan = _plan("email", **{"as": "shards", "container": container})
    records = [delivered(1, "A-1", "email"), delivered(2, "A-2", "email")]
    assert dict(written(plan, records).objects()) == dict(written(plan, records).objects())


def test_files_lie_in_a_folder_a_chunk_and_no_two_records_share_one() -> None:
    keys = ["A-1", "a-1", "../../etc/passwd", "", "-rf", "x" * 300, "x" * 301, "a/b", "a_b"]
    writer = written(_plan("sms", **{"as": "files"}), [delivered(n, key, "sms") for n, key in enumerate(keys, 1)], 12)
    names = [name for name, _ in writer.objects() if name.startswith("documents/")]
    assert len({name.casefold() for name in names}) == len(keys)
    assert all(check_name(f"job-1/{name}").startswith("job-1/documents/sms/000012/") for name in names)
    assert [row["file"] for row in writer.rows()] == names


def test_what_is_taken_early_is_not_held_and_not_given_twice() -> None:
    writer = written(_plan("sms", **{"as": "files"}), [delivered(1, "A-1", "sms")])
    assert [name for name, _ in writer.take()] == ["documents/sms/000001/0000001-A-1.txt"]
    assert [name for name, _ in writer.objects()] == ["manifests/000001.jsonl"]


def test_rows_carry_the_digest_that_the_manifest_has() -> None:
    record = delivered(1, "A-1", "sms")
    writer = written(default_plan(("sms",)), [record])
    (row,) = writer.rows()
    assert row["digest"] == record.own_manifest["outputs"]["sms.txt"]["digest"]
    assert (row["record"], row["key"], row["channel"], row["entry"]) == (1, "A-1", "sms", "1")
    ((name, body),) = writer.spool_objects()
    made = read_rows(body)
    assert isinstance(made, MadeRows)
    assert name == "rows/000001"
    assert json.loads(made.objects) == {name: value for name, value in row.items() if name in COLUMNS}
    assert made.table.decode().split(",")[:3] == ["1", "A-1", "sms"]


def test_a_chunk_whose_records_all_failed_leaves_rows_of_nothing() -> None:
    writer = written(default_plan(("sms",)), [])
    assert list(writer.objects()) == []
    ((_, body),) = writer.spool_objects()
    made = read_rows(body)
    assert isinstance(made, MadeRows)
    assert (made.table, made.objects, made.counted["records"]) == (b"", b"", 0)

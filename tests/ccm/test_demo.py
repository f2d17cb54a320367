"""The demo makes what its index page links to."""

import json
import re
from pathlib import Path

import pytest

from ccm.access.signing_in import guess
from ccm.archive.archive import open_archive
from ccm.archive.looking import find
from ccm.archive.reprinting import reprint
from ccm.archive.store import Search
from ccm.db.session import open_database
from ccm.demo.marker import PASSWORD, demo_people
from ccm.demo.run import Demo, run_demo
from ccm.governance.acting import acting_now
from ccm.settings import settings
from ccm.verify.stored import approved_release
from ccm.verify.verify import verify


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Demo, list[str]]:
    """The demo of the smallest template, and the statements."""
    out = tmp_path_factory.mktemp("demo")
    told: list[str] = []
    return out, run_demo(out, told.append, only=("appointment-reminder",)), told


def test_every_link_of_the_index_leads_to_a_file(demo: tuple[Path, Demo, list[str]]) -> None:
    out, made, told = demo
    assert [part.name for part in made.parts] == ["appointment-reminder", "camt053"]
    assert not [error for part in made.parts for error in part.errors]
    assert told[-1] == "Changing a locked block" or "Looking at" in told[-1]
    index = (out / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'href="([^"]+)"', index)
    assert len(links) == 1 + 6 * sum(len(part.folders) for part in made.parts) + 4
    assert all((out / link).is_file() for link in links)


def test_the_statements_are_those_of_four_customers_and_say_who_approved_them(
    demo: tuple[Path, Demo, list[str]],
) -> None:
    out, made, _ = demo
    assert len(made.parts[-1].folders) == 4
    assert made.parts[-1].documents == 16
    manifests = [json.loads(path.read_bytes()) for path in (out / "camt053").glob("*/manifest.json")]
    assert {manifest["release"]["status"] for manifest in manifests} == {"approved"}
    assert {manifest["release"]["name"] for manifest in manifests} == {"account-statement#1"}
    for manifest in manifests:
        people = {(one["kind"], one["key"]): {by["person"] for by in one["approved_by"]}
                  for one in manifest["release"]["approvals"]}  # fmt: skip
        assert len(people["block", "deposit-guarantee"]) == 2
        assert "anna" not in set.union(*people.values())
    files = {"document.pdf", "email.eml", "email.html", "email.txt", "sms.txt", "mobile.html", "data.json"}
    assert all(set(manifest["outputs"]) == files for manifest in manifests)


def test_the_story_of_a_locked_block_is_told_as_it_happened(demo: tuple[Path, Demo, list[str]]) -> None:
    out, made, _ = demo
    told = "\n".join(made.story)
    assert "none fails" in told
    assert "Refused: emil cannot approve block deposit-guarantee" in told
    assert "Refused: otto cannot decide block deposit-guarantee" in told
    assert "account-statement#2 is released" in told
    assert "was altered" in made.story[-1]
    assert "The audit log is whole" in made.story[-1]
    before, after = ((out / "governance" / f"account-statement-{n}.lock.yaml").read_text("utf-8") for n in (1, 2))
    assert before != after


def test_what_was_sent_is_verified_from_its_manifest(
    demo: tuple[Path, Demo, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    out, made, _ = demo
    monkeypatch.setenv("CCM_DATABASE_URL", f"sqlite:///{out / 'governance' / 'ccm.db'}")
    folder = out / made.parts[0].folders[0][1]
    assert verify(folder / "manifest.json", approved_release, None, None).identical


def test_the_job_is_done_but_for_two_records_and_what_was_sent_is_archived(demo: tuple[Path, Demo, list[str]]) -> None:
    out, made, _ = demo
    assert (made.job.state, made.job.tally.delivered, made.job.tally.rejected) == ("done", 34, 2)
    home = settings({"CCM_HOME": str(out / "governance")})
    with open_database({"CCM_HOME": str(home.home)}) as database, database.writing() as session:
        archive = open_archive(home)
        found = find(session, archive, acting_now("ida", "tests"), Search(), limit=200)
        assert sum(one.communication.job == made.job.id for one in found) == 34
        statements = [one for one in found if one.communication.template == "account-statement"]
        assert len(statements) == 4
        assert reprint(session, archive, acting_now("ida", "tests"), statements[0].communication.id).files


def test_everybody_can_sign_in_and_is_named_with_their_role(demo: tuple[Path, Demo, list[str]]) -> None:
    out, _, _ = demo
    people = demo_people(out / "governance")
    assert {"Anna (author)", "Dora (compliance officer)", "Otto (administrator)"} <= {one.name for one in people}
    with open_database({"CCM_HOME": str(out / "governance")}) as database:
        for one in people[:2]:
            assert guess(database, acting_now(one.key, "tests"), PASSWORD, "127.0.0.1")

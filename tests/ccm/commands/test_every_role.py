"""Every command, tried by everybody: nothing that was not approved is written out without saying so.

Released is a letter as the library began with it. Another text of it waits for Compliance, and a third is a draft; none
of those who try is asked. What each command writes is looked at.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from ccm.governance.editing import save_draft
from ccm.people.store import PeopleStore
from content_blocks.files import read_files
from tests.ccm.governance.copies import LETTER, built
from tests.ccm.governance.office import Office
from tests.test_no_way_round import commands

UNAPPROVED = "Thank you 7 times"
PEOPLE = {
    "anna": "author", "fritz": "designer", "bruno": "compliance", "gina": "approver", "ida": "operator",
    "otto": "administrator", "portal": "api-client", "nobody": "",
}  # fmt: skip

CHANGING = {
    "import": "library", "roll-back": "order-letter@2", "retire": "brand:ginepro --on 2030-01-01",
    "submit": "template:order-letter", "approve": "order-letter", "reject": "block:privacy-notice -m no",
    "request-changes": "block:privacy-notice -m no", "comment": "order-letter hm",
    "withdraw": "block:privacy-notice -m x", "recall": "block:privacy-notice -m x", "release": "order-letter@2",
    "render": "order-letter --data data.json --out out/letter --channel sms",
    "user add": "zoe", "user grant": "zoe compliance", "user revoke": "zoe compliance", "user deactivate": "zoe",
    "user delegate": "zoe --until 2030-01-01", "group add": "friends", "group join": "friends zoe",
    "group leave": "friends zoe", "folder place": "order-letter retail",
    "rights set": "order-letter --holder zoe --edit nothing", "rule add": "r --block privacy-notice --reason x --tag y",
    "key create": "--name desk --for render --person ida", "key revoke": "k-none",
    "user password": "zoe", "user link": "zoe --issuer https://id.example --subject z-1", "user unlink": "zoe",
    "draft save": "order-letter library/templates/order-letter --revision 1",
    "draft publish": "order-letter --revision 2", "draft discard": "order-letter --revision 3",
    "discuss say": "order-letter hm", "discuss resolve": "order-letter 1", "discuss reopen": "order-letter 1",
    "periods end": "order-letter 2026-01-01 --on 2030-01-01", "periods call-off": "order-letter 2030-01-01",
    "archive hold": "00000000 --why x", "archive release-hold": "1 --why x", "archive erase": "C-1 --why x",
    "archive retention": "order-letter 10y --why x", "archive expire": "", "archive sweep": "",
    "archive rotate-key": "", "archive reprint": "00000000 --out out/reprint",
    "batch run": "order-letter --data data.json --channel sms --out out/job --workers 1",
    "batch resume": "order-letter-00000000", "batch cancel": "order-letter-00000000 --reason x",
    "batch mend": "order-letter-00000000 --data data.json", "worker": "--once",
    "rule drop": "r", "workflow add": "--starter", "workflow drop": "nothing", "export": "out/export",
}  # fmt: skip
"""Commands that write to the database or a folder, and what each is given."""

MOVING = {"import", "approve", "recall", "release", "workflow drop"}
"""After these, whoever may send does so."""

SHOWING = {
    "versions": "order-letter", "queue": "", "submissions": "", "review": "order-letter --no-diff",
    "gates": "order-letter", "releases": "", "lock": "order-letter#1", "where-used": "privacy-notice",
    "diff": "order-letter@1 order-letter@2 --no-render", "impact": "block:privacy-notice --template none",
    "draft show": "order-letter", "discuss list": "order-letter", "discuss mentions": "",
    "periods list": "order-letter",
    "user list": "", "user show": "anna", "group list": "", "folder show": "", "rights show": "order-letter",
    "rule list": "", "key list": "", "workflow list": "", "workflow show": "templates", "audit verify": "",
    "audit head": "",
    "batch list": "", "batch status": "order-letter-00000000", "batch report": "order-letter-00000000",
    "archive find": "", "archive show": "00000000", "archive holds": "", "archive verify": "",
    "verify": "out", "templates": "", "blocks": "", "check": "nothing", "preview": "nothing",
    "new": "order-letter --library library", "translations": "nothing", "version": "", "db upgrade": "",
}  # fmt: skip
"""Commands that show something; what they write, if anything, is a page of drafts, looked at in their own tests."""

UNTRIED = {"serve", "demo"}
"""It makes a database of its own; tests/ccm/test_demo.py looks at what it sends."""


@dataclass
class Desk:
    """Somebody's working folder, and the command line in it."""

    office: Office
    folder: Path
    released: str

    def run(self, command: str, given: str, person: str) -> str:
        options = ["--as", person] if any("--as" in one.opts for one in commands()[command].params) else []
        result = CliRunner().invoke(cli.app, [*command.split(), *given.split(), *options])
        assert result.exception is None or isinstance(result.exception, SystemExit), (command, person, result.exception)
        assert result.exit_code in (0, 1, 2)
        self.look()
        return result.output

    def look(self) -> None:
        """Whatever lies in the folder for people to send is approved, or says that it is a draft."""
        out = self.folder / "out"
        folders = {path.parent for path in out.rglob("sms.txt")} if out.exists() else set()
        for folder in folders:
            manifest = json.loads((folder / "manifest.json").read_bytes())["release"]
            words = (folder / "sms.txt").read_text(encoding="utf-8")
            if manifest["status"] == "draft":
                assert words.startswith(("DRAFT:", "BOZZA:", "ENTWURF:"))
            else:
                assert (manifest["status"], manifest["digest"]) == ("approved", self.released)
                assert UNAPPROVED not in words
        for job in out.rglob("job.json"):
            lock = json.loads(job.read_bytes())["release"]["lock"]
            assert lock["status"] == "approved"
            for messages in (job.parent / "documents" / "sms").iterdir():
                assert UNAPPROVED not in messages.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, str]]:
    with built("sqlite", tmp_path_factory.mktemp("desk"), None) as office:
        office.at = datetime.now(UTC) - timedelta(days=1)  # commands act today
        released = office.released().digest
        with office.database.writing() as session:
            people = PeopleStore(session)
            people.add_person("portal", at=office.at)
            people.grant("portal", "api-client", at=office.at)
        short = 'short: "Your order'
        office.edit("fritz", "templates/order-letter/template.yaml", short, f'short: "{UNAPPROVED}, order')
        office.submit("anna", LETTER)
        files = read_files(office.shelf / "templates" / "order-letter")
        with office.database.writing() as session:
            by = office.by("fritz")
            half = {**files, "template.yaml": files["template.yaml"].replace(b"7 times", b"7 times and more")}
            save_draft(session, by, "template", "order-letter", half, 0, 2)
        yield office, released


@pytest.fixture
def desk(office: tuple[Office, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    made, released = office
    url = made.database.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("CCM_DATABASE_URL", url)
    monkeypatch.setenv("CCM_ARCHIVE", str(made.shelf.parent / "archive"))
    monkeypatch.setenv("CCM_ARCHIVE_KEY_FILE", str(made.shelf.parent / "archive.key"))
    monkeypatch.chdir(tmp_path)
    samples = made.shelf / "templates" / "order-letter" / "samples"
    (tmp_path / "data.json").write_bytes(min(samples.glob("*.json")).read_bytes())
    (tmp_path / "library").symlink_to(made.shelf)
    return Desk(made, tmp_path, released)


def test_every_command_is_tried() -> None:
    assert CHANGING.keys() | SHOWING.keys() | UNTRIED == commands().keys()


@pytest.mark.parametrize("person", PEOPLE)
def test_whoever_tries_what_they_like_sends_nothing_unapproved(desk: Desk, person: str) -> None:
    for command, given in CHANGING.items():
        desk.run(command, given, person)
        if command in MOVING:
            sent = desk.run("render", CHANGING["render"], "ida")
            assert "1 of 1 records rendered" in sent, (command, sent)


def test_what_is_shown_is_not_sent(desk: Desk) -> None:
    for command, given in SHOWING.items():
        desk.run(command, given, "bruno")


def test_a_draft_says_that_it_is_one(desk: Desk) -> None:
    given = "order-letter --draft --library library --data data.json --out out/draft --channel sms"
    for person in PEOPLE:
        desk.run("render", given, person)
    [message] = (desk.folder / "out" / "draft").rglob("sms.txt")
    assert UNAPPROVED in message.read_text(encoding="utf-8")
    assert message.read_text(encoding="utf-8").startswith(("DRAFT:", "BOZZA:"))

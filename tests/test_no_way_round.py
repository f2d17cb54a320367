"""There is no way round the approval: none in the source, none among the commands and their options."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

import cli
from tests.approval.test_gate import WAYS_ROUND

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [ROOT / "cli.py"]
for package in ("ccm", "templates_repo", "content_blocks", "renderers", "approval", "benchmarks"):
    SOURCES += sorted((ROOT / package).rglob("*.py"))

ONLY_IN = {
    "Release": {"ccm/release.py"},
    "seal_approved": {"ccm/governance/releasing.py", "ccm/sending.py"},
    # Opened for proving what was sent, for printing the lock, for the impact page, which shows it as a draft, and for
    # showing a submission beside what it follows.
    "release_to_verify": {
        "ccm/verify/stored.py",
        "ccm/commands/release.py",
        "ccm/api/routes/releases.py",
        "ccm/impact/stored.py",
        "ccm/governance/package.py",
    },
    "release_in_force": {
        "ccm/run.py",
        "ccm/demo/run.py",
        "ccm/jobs/starting.py",
        "ccm/api/routes/releases.py",
        "ccm/api/routes/uploads.py",  # the first records are held against its contract, and nothing is rendered
        "benchmarks/bare_loop.py",
    },
    # A job goes on with the release that was in force when it was started, unless it was recalled.
    "release_pinned": {
        "ccm/jobs/mending.py",
        "ccm/jobs/prepared.py",
        "ccm/jobs/starting.py",
        "ccm/jobs/submitting.py",
        "ccm/workers/render.py",
    },
    "write_record": {"ccm/demo/run.py"},
    "write_folder": {"ccm/run.py", "ccm/outputs.py", "ccm/commands/archive.py"},
    # The audit goes through the periods once more, on a calendar of its own.
    "take_the_place": {"ccm/governance/releasing.py", "ccm/governance/order_agreement.py"},
    "ReleaseRow": set[str](),
}
"""Who may call what; whoever is not here cannot make, open or write out what counts as approved."""

READS = {
    "audit head": "proves the log, and shows nothing of what is in it but a hash",
    "audit verify": "proves the log, for an auditor who is no user",
    "blocks": "reads a folder",
    "check": "reads a folder",
    "db upgrade": "makes tables, before there is anybody",
    "demo": "writes to a database of its own, as the people of the demo",
    "new": "writes a folder of somebody's own",
    "preview": "writes a page of drafts, from a folder",
    "serve": "starts a server, which asks everybody who they are",
    "templates": "reads a folder",
    "translations": "writes catalogs of a folder",
    "verify": "proves what was sent, and writes nothing",
    "version": "prints a number",
    "worker": "works on jobs in the names of those who asked for them, and asks what they may",
}
"""The commands that ask nobody who they are, and why that opens nothing."""


def calls(path: Path) -> Iterator[str]:
    """The names of everything that a module calls."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id
            elif isinstance(node.func, ast.Attribute):
                yield node.func.attr


def commands() -> dict[str, Any]:
    """Every command by its whole name."""

    def walk(command: Any, path: str) -> Iterator[tuple[str, Any]]:
        if not hasattr(command, "commands"):
            yield path, command
            return
        for name, inner in command.commands.items():
            yield from walk(inner, f"{path} {name}".strip())

    return dict(walk(get_command(cli.app), ""))


@pytest.mark.parametrize("name", ONLY_IN)
def test_what_makes_and_opens_releases_is_called_in_few_places(name: str) -> None:
    assert {str(path.relative_to(ROOT)) for path in SOURCES if name in calls(path)} == ONLY_IN[name]


def test_the_names_are_not_given_away() -> None:
    """Under another name they would be called unseen."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert [one.name for one in node.names if one.name in ONLY_IN and one.asname] == [], path


def test_every_command_asks_who_acts_or_changes_nothing_that_counts() -> None:
    asking = {name for name, command in commands().items() if any("--as" in one.opts for one in command.params)}
    assert commands().keys() - asking == READS.keys()


def test_no_command_and_no_option_gets_round_anything() -> None:
    words = re.compile(rf"(?:^|[\s_\-])(?:{'|'.join((*WAYS_ROUND, 'no-gate', 'no-check', 'approve-all', 'yes'))})")
    for name, command in commands().items():
        options = [text for one in command.params for text in (*one.opts, *one.secondary_opts, one.name or "")]
        assert [text for text in (name, *options) if words.search(text)] == []


def test_no_variable_of_the_environment_gets_round_anything() -> None:
    """What the engine reads of the environment says where things are and who acts, and nothing else."""
    named = re.compile(r"\bCCM_[A-Z_]+")
    found = {name for path in SOURCES for name in named.findall(path.read_text(encoding="utf-8"))}
    places = {"CCM_ARCHIVE", "CCM_ARCHIVE_KEY_FILE", "CCM_DATABASE_URL", "CCM_HOME", "CCM_JOBS_OUT", "CCM_SPOOL"}
    people = {"CCM_OIDC_CLIENT_ID", "CCM_OIDC_CLIENT_SECRET_FILE", "CCM_OIDC_ISSUER", "CCM_URL", "CCM_USER"}
    bounds = {"CCM_API_", "CCM_API_BODY", "CCM_CORPORA", "CCM_SPOOL_DAYS", "CCM_UPLOAD_BYTES"}
    assert found <= places | people | bounds

"""Nobody is asked before every gate has passed, and nothing gets round one."""

import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest

from approval.digests import digest_of
from approval.gate import GATES, GateError, GateResult, GatesClosedError, missing_gates
from approval.submission import submit
from tests.approval.examples import LEGAL_ANY, MONDAY, block, directory, passed, stage, step, submitted, workflow_of

PACKAGE = Path(__file__).resolve().parents[2] / "approval"
WAYS_ROUND = ("force", "skip", "bypass", "override", "superuser", "super_user", "admin", "root", "sudo", "unsafe",
              "unchecked", "emergency_approve", "ignore", "disable", "trust", "exempt", "waive", "auto")  # fmt: skip

# SQLAlchemy's own names for how a transaction ends and how rows are numbered; neither opens a gate.
DATABASE_NAMES = {"autocommit", "autoincrement"}
MODULES = sorted(PACKAGE.rglob("*.py"))
# Tables and stores are the one part of the package that meets a database.
MODEL = [path for path in MODULES if not re.search(r"(^|_)(tables|store)$", path.stem)]


@pytest.mark.parametrize("gate", GATES["block"])
def test_nothing_opens_without_each_gate(gate: str) -> None:
    subject = block()
    results = [result for result in passed(subject, LEGAL_ANY) if result.gate != gate]
    with pytest.raises(GatesClosedError, match=f"cannot be submitted: {gate} has not been run. Put it right"):
        submit(
            subject,
            LEGAL_ANY,
            submission="s1",
            submitter="anna",
            authors=["anna"],
            gates=results,
            people=directory(),
            at=MONDAY,
        )


def test_a_submission_cannot_be_made_by_hand_without_gates() -> None:
    with pytest.raises(GatesClosedError):
        replace(submitted(), gates=())


def test_a_gate_that_passed_on_other_content_does_not_count() -> None:
    missing = missing_gates(block("new words"), passed(block("old words"), LEGAL_ANY))
    assert {gate.why[:24] for gate in missing} == {"was run on other content"}


def test_a_gate_that_failed_says_so_until_it_is_run_again() -> None:
    subject = block()
    results = passed(subject, LEGAL_ANY)
    failed = GateResult("wcag", subject.digest, False, digest_of("report"), findings=3)
    assert [(gate.gate, gate.why) for gate in missing_gates(subject, (*results, failed))] == [
        ("wcag", "failed with 3 findings")
    ]
    assert missing_gates(subject, (failed, *results)) == ()


def test_a_workflow_asks_for_more_gates_and_never_for_fewer() -> None:
    workflow = workflow_of(stage("words", step("legal")), gates=["plain-language"])
    assert [gate.gate for gate in missing_gates(block(), passed(block(), LEGAL_ANY), workflow.gates)] == [
        "plain-language"
    ]
    assert missing_gates(block(), (), ()) != ()


def test_every_kind_has_gates() -> None:
    assert all(len(gates) >= 4 for gates in GATES.values())
    assert "mandatory-blocks" in GATES["template"]


@pytest.mark.parametrize("change", [{"digest": "abc"}, {"evidence": ""}, {"findings": -1}])
def test_a_result_says_what_was_examined(change: dict[str, object]) -> None:
    fields: dict[str, object] = {"gate": "check", "digest": digest_of("x"), "passed": True, "evidence": digest_of("y")}
    with pytest.raises(GateError):
        GateResult(**{**fields, **change})  # type: ignore[arg-type]


def names(source: str) -> set[str]:
    """Every name that a module gives to anything: functions, classes, parameters, variables, fields, texts as keys."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.alias):
            found.add(node.asname or node.name)
        elif isinstance(node, ast.keyword) and node.arg:
            found.add(node.arg)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"[\w\-]+", node.value):
            found.add(node.value)
    return found


def ways_round(source: str) -> set[str]:
    """The names in `source` of which a word is one that gets round things."""
    pattern = re.compile(rf"(?:^|[_\-])(?:{'|'.join(WAYS_ROUND)})", re.IGNORECASE)
    words = {name: re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name) for name in names(source)}
    return {name for name, spelt in words.items() if pattern.search(spelt)}


@pytest.mark.parametrize(
    "source",
    [
        "def approve(x, force=False): ...",
        "def approve(x, *, skip_gates=False): ...",
        "class SuperuserPass: ...",
        "def bypassGate(): ...",
        "allowed = person.is_admin",
        "if 'override' in flags: ...",
    ],
)
def test_the_search_finds_a_way_round(source: str) -> None:
    assert ways_round(source)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_there_is_no_way_round(path: Path) -> None:
    assert ways_round(path.read_text(encoding="utf-8")) <= DATABASE_NAMES


@pytest.mark.parametrize("path", MODEL, ids=lambda path: path.name)
def test_the_model_knows_no_clock_no_chance_and_no_store(path: Path) -> None:
    """Times and ids are passed in, so the same decisions always give the same state."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    modules |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    allowed = {
        "approval",
        "collections",
        "dataclasses",
        "datetime",
        "enum",
        "functools",
        "hashlib",
        "json",
        "re",
        "unicodedata",
        "typing",
    }
    assert {module.partition(".")[0] for module in modules} <= allowed
    calls = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert calls.isdisjoint({"now", "utcnow", "today", "fromtimestamp"})

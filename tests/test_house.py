"""The house is as the documents draw it: the import contract, the lock files, the commands the README names."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("ccm", "templates_repo", "content_blocks", "renderers", "approval")
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", *(f"docs/{path.name}" for path in ROOT.glob("docs/*.md")))


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the source that a test may break."""
    folder = tmp_path_factory.mktemp("house")
    for package in PACKAGES:
        for source in (ROOT / package).rglob("*.py"):
            copy = folder / source.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, copy)
    for name in ("cli.py", "pyproject.toml"):
        shutil.copyfile(ROOT / name, folder / name)
    return folder


def test_the_import_contract_holds(house: Path) -> None:
    result = lint_imports(house)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("module", "forbidden", "contract"),
    [
        ("content_blocks/broken.py", "renderers.base", "The house"),
        ("content_blocks/broken.py", "jinja2", "The vocabulary stands alone"),
        ("templates_repo/broken.py", "renderers.base", "The house"),
        ("renderers/broken.py", "jinja2", "Renderers are pure functions"),
        ("renderers/broken.py", "ccm", "Renderers are pure functions"),
        ("ccm/broken.py", "cli", "Nothing imports the command line"),
        ("approval/broken.py", "content_blocks.block", "Approval knows its subjects"),
        ("ccm/broken.py", "fastapi", "Only the API knows the web"),
        ("ccm/commands/broken.py", "uvicorn", "Only the API knows the web"),
        ("renderers/broken.py", "starlette", "Only the API knows the web"),
    ],
)
def test_a_forbidden_import_is_caught(house: Path, module: str, forbidden: str, contract: str) -> None:
    broken = house / module
    broken.write_text(f"import {forbidden}\n", encoding="utf-8")
    try:
        result = lint_imports(house)
    finally:
        broken.unlink()
    assert result.returncode == 1
    assert re.search(re.escape(contract) + r".* BROKEN", result.stdout)


def imported(source: str) -> set[str]:
    """The top-level names that a module's source imports, anywhere in it."""
    nodes = list(ast.walk(ast.parse(source)))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return {name.partition(".")[0] for name in plain | {n.module or "" for n in nodes if isinstance(n, ast.ImportFrom)}}


def test_the_command_line_knows_only_the_engine() -> None:
    assert imported("def f():\n    import renderers.base\n    from approval import x") == {"renderers", "approval"}
    assert imported((ROOT / "cli.py").read_text(encoding="utf-8")) & set(PACKAGES) <= {"ccm"}


@pytest.mark.parametrize("path", sorted(ROOT.glob("requirements/*.lock")), ids=lambda path: path.name)
def test_a_lock_file_pins_every_package_by_hash_and_names_no_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "://" not in text
    pins = re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).strip())
    assert len(pins) > 20
    for pin in pins:
        assert re.match(r"[a-z0-9\-]+==\S+( ;.*)? \\\n", pin), pin
        assert "--hash=sha256:" in pin


def test_the_lock_file_of_the_web_application_pins_by_hash_and_names_no_host() -> None:
    text = (ROOT / "web" / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(text)["packages"]
    assert len(packages) > 100
    assert [name for name, one in packages.items() if name and not one.get("integrity")] == []
    assert [name for name, one in packages.items() if "resolved" in one] == []


def test_every_package_is_explained_in_the_architecture() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert [package for package in PACKAGES if f"`{package}" not in text] == []


def test_every_module_named_in_the_architecture_exists() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(rf"`((?:{'|'.join(PACKAGES)})/[\w/.\-]*)`", text))
    assert named
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_make_target_in_the_documents_exists(name: str) -> None:
    targets = set(re.findall(r"^([a-z][a-z\-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    wanted = set(re.findall(r"\bmake ([a-z]+)\b(?=[`\n])", (ROOT / name).read_text(encoding="utf-8")))
    assert wanted <= targets


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_relative_link_in_the_documents_leads_somewhere(name: str) -> None:
    document = ROOT / name
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("name", [".ci/run", "scripts/find-python", "scripts/npm", "scripts/system-packages"])
def test_every_script_can_be_run(name: str) -> None:
    assert os.access(ROOT / name, os.X_OK)
    subprocess.run(["bash", "-n", name], cwd=ROOT, check=True)


def test_a_change_must_pass_what_a_contributor_runs() -> None:
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").endswith("\nexec make test\n")


def test_the_readme_names_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(r"^make demo$", text, re.MULTILINE)
    assert re.search(r"^make test$", text, re.MULTILINE)


def test_every_command_of_the_command_line_in_the_readme_exists() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = set(re.findall(r"\bccm ([a-z]+)\b", text))
    result = subprocess.run(
        [sys.executable, "-m", "cli", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert commands
    assert [command for command in sorted(commands) if not re.search(rf"\b{command}\b", result.stdout)] == []

"""The command line: what is asked for, what is printed, how it ends."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import cli

SAMPLES = Path(__file__).parent.parent / "templates_repo/library/appointment-reminder/samples"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.app, list(arguments))


@pytest.fixture
def sample() -> Path:
    return min(SAMPLES.glob("*.json"))


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (["--channel", "pdf", "sms", "--out", "x"], ["--channel", "pdf", "--channel", "sms", "--out", "x"]),
        (["render", "--channel", "pdf", "letter"], ["render", "--channel", "pdf", "letter"]),
        (["--channel", "pdf", "--channel", "sms"], ["--channel", "pdf", "--channel", "sms"]),
        (["--channel", "fax", "pdf", "--limit", "1"], ["--channel", "fax", "--channel", "pdf", "--limit", "1"]),
        (["render", "pdf", "sms"], ["render", "pdf", "sms"]),
        (["--channel", "all", "letter", "sms"], ["--channel", "all", "letter", "sms"]),
    ],
)
def test_channels_can_be_listed(given: list[str], meant: list[str]) -> None:
    assert cli.repeat_channels(given) == meant


def test_only_the_channels_asked_for_are_written(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = ["ccm", "render", "appointment-reminder", "--draft", "--data", str(sample), "--channel", "sms", "email"]
    monkeypatch.setattr(sys, "argv", [*arguments, "--out", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 0
    [folder] = tmp_path.iterdir()
    assert {path.name for path in folder.iterdir()} == {
        "sms.txt", "email.eml", "email.html", "email.txt", "data.json", "manifest.json",
    }  # fmt: skip
    manifest = json.loads((folder / "manifest.json").read_bytes())
    assert manifest["release"]["status"] == "draft"
    assert manifest["channels"]["sms"]["facts"]["segments"] >= 1


def test_templates_and_blocks_are_listed() -> None:
    templates, blocks = run("templates"), run("blocks")
    assert templates.exit_code == blocks.exit_code == 0
    assert "account-statement" in templates.output
    assert "deposit-guarantee" in blocks.output
    assert "locked" in blocks.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("render", "nothing", "--draft", "--data", "x", "--out", "y"), "there is no template 'nothing'"),
        (("render", "invoice", "--draft", "--data", "no-such-file.json", "--out", "y"), "no-such-file.json"),
        (("render", "invoice", "--draft", "--data", "pyproject.toml", "--source", "fax", "--out", "y"), "fax"),
        (
            ("render", "invoice", "--draft", "--data", "x", "--channel", "fax", "--out", "y"),
            "is not made for the channel 'fax'",
        ),
        (("render", "invoice", "--data", "x", "--library", ".", "--out", "y"), "a folder is rendered as a draft only"),
        (("render", "invoice", "--draft", "--on", "2026-01-01", "--data", "x", "--out", "y"), "leave out --on"),
        (("check", "nothing"), "there is no template 'nothing'"),
        (("new", "No Key"), "is no key"),
        (("render", "invoice"), "Missing option"),
        (("fly",), "No such command"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_is_wrong(arguments: tuple[str, ...], words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in " ".join(result.output.split())
    assert "Traceback" not in result.output


def test_a_language_the_template_does_not_speak_is_wrong_usage(sample: Path, tmp_path: Path) -> None:
    result = run(
        "render", "appointment-reminder", "--draft", "--data", str(sample), "--locale", "sv", "--channel", "sms",
        "--out", str(tmp_path),
    )  # fmt: skip
    assert result.exit_code == 2
    assert "does not speak sv; it speaks en-GB, it, de" in " ".join(result.output.split())


def test_the_check_as_json_says_what_it_looked_at(tmp_path: Path) -> None:
    assert run("new", "order-letter", "--library", str(tmp_path)).exit_code == 0
    result = run("check", "order-letter", "--json", "--library", str(tmp_path))
    assert result.exit_code == 0
    [report] = json.loads(result.stdout)
    assert report["ok"] is True
    assert report["renderings"] == 16  # two samples, two languages, four channels


def test_a_failing_check_ends_with_1_and_names_file_and_line(tmp_path: Path) -> None:
    run("new", "order-letter", "--library", str(tmp_path))
    path = tmp_path / "templates" / "order-letter" / "template.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("customer.name }}, your", "customer.nmae }}, your"))
    result = run("check", "order-letter", "--library", str(tmp_path))
    assert result.exit_code == 1
    words = " ".join(result.output.split())
    assert "template.yaml:" in words
    assert "nmae" in words


def test_help_loads_no_renderer() -> None:
    heavy = {"weasyprint", "vl_convert", "lxml", "polars"}
    loaded = run("--help")
    assert loaded.exit_code == 0
    code = "import sys, cli; print(sorted(set(sys.modules) & set(sys.argv[1:])))"
    result = subprocess.run([sys.executable, "-c", code, *heavy], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"

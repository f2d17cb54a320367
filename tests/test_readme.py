"""What the README tells a newcomer to type works as it stands there."""

import re
import shlex
import subprocess
import sys
from pathlib import Path
from textwrap import indent

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def fenced(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def run(line: str, folder: Path) -> None:
    """Run a line of the README in `folder`, with this checkout's command line for the installed one."""
    program, *arguments = shlex.split(line)
    assert program == ".venv/bin/ccm"
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-m", "cli", *arguments]
    result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def append(path: Path, text: str) -> None:
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}", encoding="utf-8")


def test_the_first_template_in_five_minutes(tmp_path: Path) -> None:
    lines = [line for text in fenced("sh") for line in text.splitlines() if not line.startswith("make ")]
    assert [line.split()[1] for line in lines] == ["new", "translations", "check", "preview", "render"]
    new, translations, *others = lines
    run(new, tmp_path)
    folder = tmp_path / "templates" / "welcome"
    append(folder / "template.yaml", indent(fenced("yaml")[0], "  "))
    run(translations, tmp_path)
    (written,) = fenced("po")
    catalog = folder / "locales" / "it.po"
    untranslated = re.sub(r"^msgstr .*", 'msgstr ""', written, flags=re.MULTILINE)
    text = catalog.read_text(encoding="utf-8")
    assert untranslated in text
    catalog.write_text(text.replace(untranslated, written), encoding="utf-8")
    for line in others:
        run(line, tmp_path)
    assert (tmp_path / "welcome.html").stat().st_size > 100_000
    made = {path.name for path in (tmp_path / "out" / "welcome").glob("*/*")}
    assert {"document.pdf", "email.eml", "sms.txt", "mobile.html", "manifest.json"} <= made


def test_the_picture_is_there_and_small() -> None:
    (name,) = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README)
    assert (ROOT / name).stat().st_size < 400_000

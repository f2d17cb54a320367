"""A small library made by hand: a block of Compliance, a letter that follows it, one that pins it, one without it."""

import shutil
from pathlib import Path

from ccm.impact.folder import touched_by_folder
from ccm.impact.measure import measure
from ccm.impact.model import Impact

FULL = "**Complaints.** Write to us and we answer within sixty days. Your right to go to court remains."
SHORT = "Complaints: we answer in sixty days."
FULL_IT = "**Reclami.** Ci scriva e rispondiamo entro sessanta giorni. Resta il diritto di ricorrere al giudice."
SHORT_IT = "Reclami: rispondiamo in sessanta giorni."

_CONTRACT = """
type: object
required: [id, name, issued]
properties:
  id: {type: string, maxLength: 20}
  name: {type: string, maxLength: 40}
  issued: {type: string, format: date}
  asked: {type: boolean}
  locale: {type: string, format: locale}
"""


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.lstrip("\n"), encoding="utf-8")
    return path


def block(
    folder: Path,
    version: int = 1,
    full: str = FULL,
    short: str = SHORT,
    full_it: str = FULL_IT,
    short_it: str = SHORT_IT,
) -> Path:
    """Write the block ``complaints`` into the library `folder`, and return its own folder."""
    path = folder / "blocks" / "complaints"
    write(
        path / "block.yaml",
        f"""
block: complaints
version: {version}
title: How to complain
owner: Compliance
language: en-GB
locales: [it]
lock: locked
content:
  - paragraph: >-
      {full}
    id: way
short: >-
  {short}
""",
    )
    entries = ((full, full_it, "way"), (short, short_it, "short"))
    catalog = "".join(
        f'\nmsgctxt "{context}"\nmsgid "{_po(old)}"\nmsgstr "{_po(new)}"\n' for old, new, context in entries
    )
    write(path / "locales" / "it.po", f'msgid ""\nmsgstr ""\n"Language: it\\n"\n{catalog}')
    return path


def _po(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def template(folder: Path, key: str, content: str, *, channels: str = "email, sms, mobile", limit: int = 1) -> None:
    path = folder / "templates" / key
    write(
        path / "template.yaml",
        f"""
template: {key}
title: {key.title()} letter
language: en-GB
locales: [it]
locale: locale | default('en-GB')
brand: ginepro
channels: [{channels}]
key: id
issued: issued
subject: News
sms: {{limit: {limit}}}
content:
  - heading: News
    id: title
    level: 1
    channels: [pdf, email, mobile]
{content}
""",
    )
    write(path / "contract.yaml", _CONTRACT)
    write(
        path / "locales" / "it.po",
        'msgid ""\nmsgstr ""\n"Language: it\\n"\n\nmsgctxt "subject"\nmsgid "News"\nmsgstr "Novità"\n\n'
        'msgctxt "title"\nmsgid "News"\nmsgstr "Novità"\n',
    )
    write(path / "samples" / "anna.json", '{"id": "1", "name": "Anna", "issued": "2026-11-21", "asked": true}')
    write(path / "samples" / "bruno.json", '{"id": "2", "name": "Bruno", "issued": "2026-11-21", "asked": false}')


FOLLOWS = "  - block: complaints\n    id: complaints"
PINS = "  - block: complaints\n    id: complaints\n    version: 1"
ASKED = "  - block: complaints\n    id: complaints\n    if: asked"
WITHOUT = "  - paragraph: '{{ name }}'\n    id: text"


def library(folder: Path) -> Path:
    """A library in which ``letter`` follows the block, ``card`` pins version 1 and ``hello`` does not use it."""
    block(folder)
    template(folder, "letter", FOLLOWS)
    template(folder, "card", PINS)
    template(folder, "hello", WITHOUT)
    return folder


def impact(proposed: Path, shelf: Path, *templates: str, samples: int | None = None) -> Impact:
    """Measure the block or brand in `proposed` against the library `shelf`, in this process."""
    found = touched_by_folder(proposed, shelf, templates)
    return measure(
        found.touched, found.name, proposed=found.proposed, present=found.present, samples=samples, workers=1
    )


def copied(kind: Path, key: str, to: Path, old: str, new: str) -> Path:
    """A starter block or brand in a folder of its own, with one text changed."""
    folder = Path(shutil.copytree(kind / key, to / key))
    (file,) = folder.glob("*.yaml")
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return folder

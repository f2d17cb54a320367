"""A first template of one's own: a small letter that passes its check, to be changed word by word."""

import json
import re
import shutil
from pathlib import Path

from ccm.scaffold.turned import DEFINITION, WRITTEN_IN, Language, turned
from content_blocks.files import read_files

SKELETON = Path(__file__).parent / "skeleton"

_SAID = re.compile(rb"^title: .*\ndescription: .*\n", re.MULTILINE)
_KEY = re.compile(r"[a-z][a-z0-9-]{0,63}\Z")


class NewTemplateError(ValueError):
    """The template cannot be made; the message says why and what to do."""


def new_template(key: str, library: Path) -> Path:
    """Make ``<library>/templates/<key>/`` and return it. Raises NewTemplateError; overwrites nothing."""
    _check_key(key)
    folder = library / "templates" / key
    if folder.exists():
        raise NewTemplateError(f"{folder}: exists already; choose another key or remove it first")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(SKELETON, folder)
        definition = folder / DEFINITION
        definition.write_bytes(_named(definition.read_bytes(), key))
    except OSError as error:
        raise NewTemplateError(f"{error.filename or folder}: cannot be written: {error.strerror}") from error
    return folder


def starter_files(key: str, title: str = "", language: Language = "en-GB") -> dict[str, bytes]:
    """The files of such a template, by path, for where there is no folder. Raises NewTemplateError.

    In either `language` it is the same letter, written in that one and translated into the other.
    """
    _check_key(key)
    files = read_files(SKELETON)
    definition = _named(files[DEFINITION], key)
    if title.strip():
        quoted = json.dumps(title.strip(), ensure_ascii=False)
        # What the letter of the skeleton is about is not what this one will be about.
        definition = _SAID.sub(lambda _: f"title: {quoted}\n".encode(), definition, count=1)
    files = {**files, DEFINITION: definition}
    return files if language == WRITTEN_IN else turned(files)


def _named(definition: bytes, key: str) -> bytes:
    return definition.replace(b"template: first-letter", f"template: {key}".encode(), 1)


def _check_key(key: str) -> None:
    if not _KEY.match(key):
        raise NewTemplateError(f"{key!r} is no key; use lower-case letters, digits and hyphens, such as order-letter")

"""A first template of one's own: a small letter that passes its check, to be changed word by word."""

import re
import shutil
from pathlib import Path

SKELETON = Path(__file__).parent / "skeleton"

_KEY = re.compile(r"[a-z][a-z0-9-]{0,63}\Z")


class NewTemplateError(ValueError):
    """The template cannot be made; the message says why and what to do."""


def new_template(key: str, library: Path) -> Path:
    """Make ``<library>/templates/<key>/`` and return it. Raises NewTemplateError; overwrites nothing."""
    if not _KEY.match(key):
        raise NewTemplateError(f"{key!r} is no key; use lower-case letters, digits and hyphens, such as order-letter")
    folder = library / "templates" / key
    if folder.exists():
        raise NewTemplateError(f"{folder}: exists already; choose another key or remove it first")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(SKELETON, folder)
        definition = folder / "template.yaml"
        text = definition.read_text(encoding="utf-8").replace("template: first-letter", f"template: {key}", 1)
        definition.write_text(text, encoding="utf-8")
    except OSError as error:
        raise NewTemplateError(f"{error.filename or folder}: cannot be written: {error.strerror}") from error
    return folder

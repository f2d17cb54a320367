"""What readers get to see of a template, before and after, as lines of plain text."""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from ccm.compose.errors import CompileError
from ccm.diff.subject import Side
from ccm.library import LibraryError
from ccm.release import ReleaseError, seal_draft
from ccm.rendering import ChannelError, Rendering
from content_blocks.changes import Change, What
from content_blocks.folders import FolderError
from content_blocks.subject_rows import StoreError
from renderers.base import Artifact, Part
from templates_repo.template import Template

_BLOCKS = frozenset(
    ["address", "article", "aside", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2",
     "h3", "h4", "header", "li", "main", "nav", "ol", "p", "section", "summary", "table", "tr", "ul", "br"]
)  # fmt: skip
_SILENT = frozenset(["head", "script", "style", "template", "title"])


def rendered_changes(before: Side, after: Side, sample: str | None = None) -> Iterator[Change]:
    """Compare `sample` of two templates in every channel line by line; all samples that both have when None.

    The record is that of `after`, for both. What cannot be rendered is a line that says why.
    """
    old, new = before.subject, after.subject
    if not isinstance(old, Template) or not isinstance(new, Template):
        return
    names = [name for name in new.samples if sample in (None, name)]
    old_rendering, new_rendering = (_rendering(side) for side in (before, after))
    for name in names:
        was, now = (_lines(rendering, new.samples[name]) for rendering in (old_rendering, new_rendering))
        for channel in dict.fromkeys((*was, *now)):
            yield from _line_changes(f"{name}, {channel}", was.get(channel, []), now.get(channel, []))


def _rendering(side: Side) -> Rendering | str:
    """A template made ready to render, or why it cannot be."""
    assert isinstance(side.subject, Template)  # noqa: S101 - the caller looked
    assert side.parts is not None  # noqa: S101 - every template has them
    try:
        return Rendering(seal_draft(side.subject, side.parts))
    except (ReleaseError, LibraryError, FolderError, StoreError, ChannelError) as error:
        return f"cannot be rendered: {error}"


def _lines(rendering: Rendering | str, record: Any) -> Mapping[str, list[str]]:
    if isinstance(rendering, str):
        return {"every channel": [rendering]}
    try:
        rendered = rendering.render(record)
    except CompileError as error:
        return {"every channel": [f"cannot be rendered: {error}"]}
    if rendered.faults:
        return {"every channel": [f"cannot be rendered: {path}: {message}" for path, message in rendered.faults]}
    failed = {
        channel: [f"cannot be rendered: {finding.path}: {finding.message}" for finding in findings]
        for channel, findings in rendered.failures.items()
    }
    return {**{channel: plain_lines(artifact) for channel, artifact in rendered.artifacts.items()}, **failed}


def plain_lines(artifact: Artifact) -> list[str]:
    """What an artifact says, as lines without spare white space: its plain text if it has one, else its HTML or PDF."""
    ways = {"text/plain": _text_lines, "text/html": _html_lines, "application/pdf": _pdf_lines}
    for media_type, lines in ways.items():
        for part in artifact.parts:
            if part.media_type.partition(";")[0] == media_type:
                return [line for line in (" ".join(raw.split()) for raw in lines(part)) if line]
    return []


def _text_lines(part: Part) -> list[str]:
    return part.body.decode("utf-8").splitlines()


def _html_lines(part: Part) -> list[str]:
    from lxml import html

    pieces: list[str] = []

    def walk(element: Any) -> None:
        if not isinstance(element.tag, str) or element.tag in _SILENT:
            return
        edge = "\n" if element.tag in _BLOCKS else " " if element.tag in ("td", "th") else ""
        pieces.append(edge)
        pieces.append(re.sub(r"\s+", " ", element.text or ""))
        for inner in element:
            walk(inner)
            pieces.append(re.sub(r"\s+", " ", inner.tail or ""))
        pieces.append(edge)

    walk(html.fromstring(part.body))
    return "".join(pieces).splitlines()


def _pdf_lines(part: Part) -> list[str]:
    from pypdfium2 import PdfDocument

    document = PdfDocument(part.body)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document).splitlines()
    finally:
        document.close()


def _line_changes(place: str, before: list[str], after: list[str]) -> Iterator[Change]:
    for operation, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if operation == "equal":
            continue
        what: What = "changed" if operation == "replace" else "removed" if operation == "delete" else "added"
        yield Change(
            "rendered", what, place, "\n".join(before[first:last]) or None, "\n".join(after[start:end]) or None
        )

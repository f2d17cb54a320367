"""The page that opens the demo: what was made, and where to look."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Protocol


class Part(Protocol):
    name: str
    title: str
    description: str
    preview: str
    folders: list[tuple[str, str]]
    documents: int
    pages: int


MAIL_VIEW = "email-view.html"

_FILES = (
    ("document.pdf", "PDF"),
    (MAIL_VIEW, "Email"),
    ("email.txt", "Text"),
    ("sms.txt", "SMS"),
    ("mobile.html", "Mobile"),
    ("manifest.json", "Manifest"),
)
_SHOWN = 8

_STYLE = """
:root { color-scheme: light dark; --ink: #14202b; --muted: #566573; --line: #dde3e8; --card: #fff; --ground: #f5f7f9;
  --accent: #0b5cad; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8edf2; --muted: #9fb0bf; --line: #2b3844; --card: #17212b;
  --ground: #0f171f; --accent: #7fbcff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 Inter, system-ui, sans-serif; }
main { max-width: 1120px; margin: 0 auto; padding: 56px 24px 80px; }
h1 { font-size: 32px; line-height: 1.2; letter-spacing: -0.02em; margin: 0 0 8px; }
.lead { color: var(--muted); max-width: 640px; margin: 0 0 40px; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(320px, 1fr)); gap: 20px; }
article { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 24px; }
h2 { font-size: 18px; margin: 0 0 4px; letter-spacing: -0.01em; }
p { margin: 0 0 16px; color: var(--muted); font-size: 14px; }
a { color: var(--accent); text-underline-offset: 3px; }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 4px; }
.open { display: inline-block; font-weight: 600; margin-bottom: 16px; min-height: 24px; }
ul { list-style: none; margin: 0; padding: 16px 0 0; border-top: 1px solid var(--line); font-size: 14px; }
li + li { margin-top: 10px; }
li b { display: block; font-weight: 600; overflow-wrap: anywhere; }
li a { display: inline-block; min-height: 24px; margin-right: 10px; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 24px;
  margin-top: 40px; }
section ol { margin: 0 0 20px; padding-left: 24px; font-size: 15px; max-width: 860px; }
section ol li { padding-left: 6px; overflow-wrap: anywhere; }
section ol li::marker { color: var(--muted); }
section p:last-child { margin: 0; }
section a { display: inline-block; min-height: 24px; margin-right: 18px; }
"""


def index_page(parts: Sequence[Part], story: Sequence[str], links: Sequence[tuple[str, str]]) -> str:
    """Return the HTML page that links every preview and every file of the demo, and tells the story.

    `links` are what the story left behind, as (path, words).
    """
    cards = "".join(_card(part) for part in parts)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Customer communications: the demo</title><style>{_STYLE}</style></head><body><main>"
        "<h1>One template, every channel</h1>"
        '<p class="lead">Every communication below was composed once and rendered as PDF, email, SMS and mobile '
        "page. Open a preview to see the channels side by side, or the files as a customer would get them. What each "
        "is made from was approved and released; its manifest names who approved it.</p>"
        f'<div class="cards">{cards}</div>{_story(story, links)}</main></body></html>'
    )


def links_of(folder: Path, out: Path) -> tuple[tuple[str, str], ...]:
    """The pages and files of governance in `folder`, by their path from `out`."""
    words = {"impact.html": "Impact, before and after", "heads.txt": "Head of the audit log"}
    files = [folder / "impact.html", *sorted(folder.glob("*.lock.yaml")), folder / "heads.txt"]
    return tuple(
        (str(file.relative_to(out)), words.get(file.name, f"Lock of {file.name.removesuffix('.lock.yaml')}"))
        for file in files
    )


def _story(story: Sequence[str], links: Sequence[tuple[str, str]]) -> str:
    told = "".join(f"<li>{escape(line)}</li>" for line in story)
    listed = "".join(f'<a href="{escape(path)}">{escape(words)}</a>' for path, words in links)
    return (
        "<section><h2>How a locked block is changed</h2><p>It happened while this page was made, in the database "
        f"beside it.</p><ol>{told}</ol><p>{listed}</p></section>"
    )


def _card(part: Part) -> str:
    preview = f'<a class="open" href="{escape(part.preview)}">Open the preview</a>' if part.preview else ""
    shown = "".join(_record(key, folder) for key, folder in part.folders[:_SHOWN])
    return (
        f"<article><h2>{escape(part.title)}</h2><p>{escape(part.description)} {part.documents} artifacts, "
        f"{part.pages} PDF pages.</p>{preview}<ul>{shown}</ul></article>"
    )


def _record(key: str, folder: str) -> str:
    links = "".join(f'<a href="{escape(folder)}/{name}">{label}</a>' for name, label in _FILES)
    return f"<li><b>{escape(key)}</b>{links}</li>"

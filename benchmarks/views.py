"""A draft seen while somebody types in it: how long the messages take, and how long the pages."""

import http.client
import json
import time
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.table import Table

from benchmarks.long_letter import KEY, TYPED, long_letter
from benchmarks.tables import milliseconds, new_table
from content_blocks.files import read_files
from templates_repo.folders import TEMPLATES

MESSAGES = ("email", "sms", "mobile")
STROKES = 40
"""How often something is typed in each template, once it has been looked at."""

LAID_OUT = 8
"""How often its pages are laid out; a long letter takes seconds."""


@dataclass(frozen=True)
class Waits:
    """What somebody who types waits for: the seconds of each answer, sorted, and the bytes of the last."""

    times: tuple[float, ...]
    size: int
    seen: Mapping[str, Any]

    def within(self, share: float) -> float:
        """The milliseconds in which this share of the answers came."""
        return self.times[min(int(share * len(self.times)), len(self.times) - 1)] * 1000


@dataclass(frozen=True)
class Typed:
    """A template in which somebody types."""

    template: str
    messages: Waits
    pages: Waits


def measure(port: int, secret: str, told: Callable[[str], object]) -> Iterator[Typed]:
    """Type in the starter templates and in one of thirty pages; each stroke is another template to the server."""
    for template in (*sorted(path.parent.name for path in TEMPLATES.glob("*/template.yaml")), KEY):
        files = long_letter() if template == KEY else read_files(TEMPLATES / template)
        told(f"Typing in {template}: messages")
        messages = _typed(port, secret, template, files, MESSAGES, STROKES)
        told(f"Typing in {template}: pages")
        yield Typed(template, messages, _typed(port, secret, template, files, ("pdf",), LAID_OUT))


def _typed(
    port: int, secret: str, template: str, files: Mapping[str, bytes], channels: Sequence[str], strokes: int
) -> Waits:
    """Look at a template once, so that the server knows it, and then after every stroke."""
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {secret}"}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    times: list[float] = []
    content = b""
    for stroke in range(strokes + 1):
        wanted = {"template": template, "files": _files(files, stroke), "channels": channels, "session": "benchmark"}
        body = json.dumps(wanted).encode()
        asked = time.perf_counter()
        connection.request("POST", "/v1/views", body, headers)
        answer = connection.getresponse()
        content = answer.read()
        times.append(time.perf_counter() - asked)
        if answer.status != 200:
            raise RuntimeError(f"{template}: {answer.status}: {content[:500]!r}")
    connection.close()
    return Waits(tuple(sorted(times[1:])), len(content), json.loads(content))


def _files(files: Mapping[str, bytes], stroke: int) -> dict[str, dict[str, str]]:
    """The files as they are sent, after a stroke: in words of a paragraph, or in the title."""
    source = files["template.yaml"].decode()
    words = TYPED if TYPED in source else "\ntitle: "
    typed = source.replace(words, f"{words}{'x' * stroke}", 1)
    sent = {name: _content(body) for name, body in files.items()}
    return sent | {"template.yaml": {"text": typed}}


def _content(body: bytes) -> dict[str, str]:
    try:
        return {"text": body.decode()}
    except UnicodeDecodeError:
        return {"base64": b64encode(body).decode()}


def views_table(measured: Sequence[Typed]) -> Table:
    """A row a template: the messages, and the pages."""
    table = new_table("A draft seen while somebody types in it, over HTTP")
    for name in ("", "messages p50", "p95", "KB", "pages", "PDF p50", "p95", "KB"):
        table.add_column(name, justify="right" if name else "left")
    for one in measured:
        messages, pages = (
            [*(milliseconds(waits.within(share)) for share in (0.5, 0.95)), f"{waits.size / 1024:,.0f}"]
            for waits in (one.messages, one.pages)
        )
        table.add_row(one.template, *messages, str(one.pages.seen["pdf"]["count"]), *pages)
    table.caption = (
        "each stroke changes the template: it is sent whole, read, compiled, composed and rendered, and comes back as\n"
        "HTML and text, or as pictures of the first four pages with the place of every node. Nothing else is asked"
    )
    return table

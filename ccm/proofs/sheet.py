"""The proof sheet: every sample in every language and channel on one printable PDF, to be read and signed on paper.

Letter pages stand four in a row, mails and pages for the phone as a browser shows them, text messages as words with
the place where each segment ends. Every page says what it is of.
"""

import html
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

import pypdfium2
from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher

from ccm.preview.data import language_names
from ccm.preview.mail import mail
from ccm.preview.message import message_runs
from ccm.preview.view import View
from ccm.preview.write import view_of
from ccm.proofs.screens import Screens, screens, small_picture
from ccm.rendering import Rendering
from renderers.base import Artifact, Finding

_SCALE = 1.6  # pixels a point: a page a quarter as wide as the sheet is read with a good eye
_MAIL = (640, 1650)  # pixels a piece: as high on paper as a piece of a phone's page
_PHONE = (390, 1390)
_NAMES = {"pdf": "Letter", "sms": "Text message", "email": "Email", "mobile": "Page for the phone"}

_SCREENS = frozenset(("email", "mobile"))
"""Channels whose pieces are as high as a sheet; the others stand above each other."""

Tell = Callable[[str], None]


@dataclass(frozen=True)
class ProofHead:
    """What a proof is of: its title, its name such as invoice@3, its digest, and what else stands at its head."""

    title: str
    name: str
    digest: str
    made: str
    parts: tuple[str, ...] = ()


def proof_sheet(head: ProofHead, rendering: Rendering, locales: Sequence[str], tell: Tell) -> bytes:
    """The PDF of every sample of a release in `locales`. Raises GateUnavailableError and CompileError."""
    samples = rendering.release.template.samples
    total, number = len(samples) * len(locales), 0
    sections: list[str] = []
    with screens() as looking:
        for sample, record in samples.items():
            for locale in locales:
                number += 1
                tell(f"Rendered {number} of {total}")
                view = view_of(sample, rendering.render(record, locale), rendering.channels, ())
                sections.append(_section(head, sample, view, looking))
    tell("Printing")
    return printed(head, sections)


def printed(head: ProofHead, sections: Iterable[str]) -> bytes:
    """The sheet of these sections, as a PDF."""
    style = files("ccm.proofs").joinpath("sheet.css").read_text(encoding="utf-8")
    parts = "".join(f"<li>{_text(part)}</li>" for part in head.parts)
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{_text(f"Proof of {head.name}")}</title>'
        f'</head><body><header><h1>{_text(head.title)}</h1><p class="name">{_text(head.name)}</p>'
        f'<p class="digest">{_text(head.digest)}</p><p>{_text(head.made)}</p>'
        f"{f'<ul>{parts}</ul>' if parts else ''}</header>{''.join(sections)}</body></html>"
    )
    document = HTML(string=page, url_fetcher=_Nothing()).render(stylesheets=[CSS(string=style)])
    body: bytes = document.write_pdf(optimize_images=False)
    return body


def _section(head: ProofHead, sample: str, view: View, looking: Screens) -> str:
    language = language_names([view.locale])[view.locale]
    channels = [*view.artifacts, *(name for name in view.failures if name not in view.artifacts)]
    order = [name for name in _NAMES if name in channels] + [name for name in channels if name not in _NAMES]
    low = "".join(figure for name in order if name not in _SCREENS for figure in _channel(view, name, looking))
    tall = "".join(figure for name in order if name in _SCREENS for figure in _channel(view, name, looking))
    running = f"{sample} · {language} ({view.locale})"
    return (
        f'<section><h2><span class="running">{_text(running)}</span><span class="of">{_text(head.name)} · '
        f"{_text(head.digest[:19])}</span></h2><div>{low}</div><div>{tall}</div>{_findings(view, order)}</section>"
    )


def _channel(view: View, channel: str, looking: Screens) -> Iterator[str]:
    """The figures of a channel."""
    artifact = view.artifacts.get(channel)
    name = _NAMES.get(channel, channel)
    if artifact is None:
        yield _figure("failed", name, "<p>Nothing would be sent; the findings say why.</p>")
        return
    body = artifact.parts[0].body
    if channel == "pdf":
        yield from _pictures("page", name, _pages(body))
    elif channel == "email":
        message = mail(artifact)
        words = (("From", message.sender), ("To", message.recipient), ("Subject", message.subject))
        head = "".join(f"<dt>{of}</dt><dd>{_text(said)}</dd>" for of, said in words)
        yield from _pictures("mail", name, looking.pictures(message.html, *_MAIL), f"<dl>{head}</dl>")
    elif channel == "sms":
        facts = dict(artifact.facts)
        told = f"{name} · {facts['segments']} × {facts['encoding']}, {facts['characters']} characters"
        yield _figure("message", told, _message(view, artifact))
    elif channel == "mobile":
        yield from _pictures("phone", name, looking.pictures(body.decode("utf-8"), *_PHONE))
    else:
        files = "".join(f"<p>{_text(part.name)}, {len(part.body):,} bytes</p>" for part in artifact.parts)
        yield _figure("message", name, files)


def _pages(body: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(body)
    try:
        return [small_picture(page.render(scale=_SCALE).to_pil().convert("RGB")) for page in document]
    finally:
        document.close()


def _pictures(kind: str, name: str, sources: Sequence[str], head: str = "") -> Iterator[str]:
    for number, source in enumerate(sources, 1):
        told = f"{name} · {number} of {len(sources)}" if len(sources) > 1 else name
        yield _figure(kind, told, f'{head if number == 1 else ""}<img src="{source}" alt="">')


def _figure(kind: str, caption: str, content: str) -> str:
    return f'<figure class="{kind}"><figcaption>{_text(caption)}</figcaption>{content}</figure>'


def _message(view: View, artifact: Artifact) -> str:
    """The words of a text message, with a mark where each segment begins and its locked blocks set apart."""
    parts: list[str] = []
    segment = 1
    for run in message_runs(artifact, view.document):
        if run.segment != segment:
            segment = run.segment
            parts.append(f'<span class="cut">{segment}</span>')
        words = _text(run.text).replace("\n", "<br>")
        parts.append(f'<span class="locked">{words}</span>' if run.block else words)
    direction = view.document.direction if view.document else "ltr"
    return f'<p class="bubble" dir="{direction}" lang="{_text(view.locale)}">{"".join(parts)}</p>'


def _findings(view: View, channels: Iterable[str]) -> str:
    """What the channels found, each with its channel."""
    found: list[tuple[str, Finding]] = []
    for channel in channels:
        artifact = view.artifacts.get(channel)
        found += ((channel, one) for one in (*(artifact.findings if artifact else ()), *view.failures.get(channel, ())))
    items = "".join(
        f'<li class="{one.severity}"><b>{_text(_NAMES.get(channel, channel))}: {one.severity}.</b> '
        f"{_text(one.message)} <code>{_text(' '.join(filter(None, (one.path, one.code))))}</code></li>"
        for channel, one in found
    )
    return f'<ul class="findings">{items}</ul>' if items else ""


def _text(words: str) -> str:
    return html.escape(words)


class _Nothing(URLFetcher):  # type: ignore[misc]
    """What stands on a sheet is in it; nothing is fetched."""

    def fetch(self, url: str, headers: object = None) -> object:
        if url.startswith("data:"):
            return super().fetch(url, headers)
        raise ValueError("a proof sheet fetches nothing")

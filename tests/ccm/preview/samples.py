"""Views made by hand: the least that each channel's lane shows."""

import base64
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pypdfium2
import yaml
from PIL import Image

from ccm.preview.view import View
from content_blocks.brand import Brand
from content_blocks.document import Block, Document, Paragraph
from content_blocks.inline import Strong, Text
from renderers.base import Artifact, Finding, Part

LOCKED = "Deposits are protected up to 100,000 euros by the Interbank Fund."
BRANDS = Path(__file__).resolve().parents[3] / "content_blocks" / "library" / "brands"

_SCRIPT = 'document.getElementById("script").textContent = "The script ran";'
_STYLE = "body { background: #ffffff } @media (prefers-color-scheme: dark) { body { background: #0d1a20 } }"


@dataclass(frozen=True)
class Area:
    page: int = 1
    x: float = 56
    y: float = 120
    width: float = 480
    height: float = 40
    node: str = "guarantee"
    key: str = "deposit-guarantee"
    version: int = 3
    locked: bool = True
    whole: bool = True


def brand() -> Brand:
    return Brand.model_validate(yaml.safe_load((BRANDS / "ginepro" / "brand.yaml").read_text(encoding="utf-8")))


def document(locale: str = "en-GB") -> Document:
    words = (Text("Deposits are protected "), Strong((Text("up to 100,000 euros"),)), Text(" by the Interbank Fund."))
    paragraph = Paragraph(id="guarantee.text", content=words)
    block = Block(
        id="guarantee", key="deposit-guarantee", version=3, digest="0" * 64, locked=True, content=(paragraph,)
    )
    return Document(
        template="account-statement",
        key="anna",
        locale=locale,
        direction="ltr",
        issued=date(2026, 11, 1),
        title="Account statement",
        subject="Your statement",
        content=(block,),
        brand=brand(),
        channels=("pdf", "email", "sms", "mobile"),
    )


def pdf(pages: int = 2) -> Artifact:
    made = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        made.new_page(595, 842)
    body = io.BytesIO()
    made.save(body)
    made.close()
    return Artifact("pdf", (Part("document.pdf", "application/pdf", body.getvalue()),), (), (("pages", pages),))


def email(name: str = "Anna") -> Artifact:
    html = (
        f"<!doctype html><html><head><title>Mail</title><style>{_STYLE}</style></head><body>"
        f'<img src="cid:logo" alt="Ginepro"><p>Dear {name}</p>'
        f'<div data-block="deposit-guarantee@3" data-locked="true"><p data-node="guarantee.text">{LOCKED}</p></div>'
        '<p><a href="https://www.ginepro.example/statement">Open it</a></p></body></html>'
    )
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), (10, 76, 84)).save(picture, "PNG")
    message = EmailMessage()
    message["From"] = "Banca Ginepro <ciao@ginepro.example>"
    message["To"] = "anna@example.com"
    message["Subject"] = "Your statement"
    message.set_content(f"Dear {name}\n\n{LOCKED}\n")
    message.add_alternative(html, subtype="html")
    alternatives = message.get_payload()
    alternatives[1].add_related(picture.getvalue(), "image", "png", cid="<logo>")  # type: ignore[index, union-attr]
    return Artifact(
        "email",
        (
            Part("email.eml", "message/rfc822", message.as_bytes()),
            Part("email.html", "text/html", html.encode()),
            Part("email.txt", "text/plain", f"Dear {name}\n\n{LOCKED}\n".encode()),
        ),
        (Finding("guarantee.text", "email.large", "warning", "The message has 120 KB; Gmail cuts it at 102."),),
    )


def sms(name: str = "Anna") -> Artifact:
    text = f"Ginepro: {name}, your statement for October is ready. {LOCKED} Read all of it here: " + "x" * 60
    facts = (("encoding", "GSM-7"), ("segments", 2), ("characters", len(text)))
    return Artifact("sms", (Part("sms.txt", "text/plain", text.encode()),), (), facts)


def mobile(name: str = "Anna") -> Artifact:
    def digest(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    policy = f"default-src 'none'; style-src {digest(_STYLE)}; script-src {digest(_SCRIPT)}"
    html = (
        f'<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>Page</title><style>{_STYLE}</style></head><body><h1>Dear {name}</h1><p id='script'>No script ran</p>"
        f'<section id="n-guarantee" data-block="deposit-guarantee@3" data-locked="true"><p>{LOCKED}</p></section>'
        f'<a href="https://www.ginepro.example">Open it</a><script>{_SCRIPT}</script></body></html>'
    )
    return Artifact("mobile", (Part("mobile.html", "text/html", html.encode()),))


def view(
    record: str = "Anna", locale: str = "en-GB", failures: Mapping[str, tuple[Finding, ...]] | None = None
) -> View:
    """A view of all four channels, less those that fail."""
    failures = failures or {}
    made = (pdf(), email(record), sms(record), mobile(record))
    return View(
        record=record,
        locale=locale,
        artifacts={artifact.channel: artifact for artifact in made if artifact.channel not in failures},
        failures=failures,
        areas=(Area(),),
        document=document(locale),
    )

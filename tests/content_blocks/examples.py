"""Small whole things that the tests of the vocabulary start from."""

from datetime import date
from typing import Any

from content_blocks.brand import Brand
from content_blocks.document import Document, Nodes


def brand_data() -> dict[str, Any]:
    """A plain brand, as ``brand.yaml`` would hold it."""
    light = {
        "paper": "#ffffff",
        "ink": "#111111",
        "muted": "#555555",
        "surface": "#f4f4f4",
        "line": "#dddddd",
        "accent": "#1d4ed8",
        "button": "#1d4ed8",
        "on_button": "#ffffff",
        "positive": "#116633",
        "negative": "#aa1111",
        "warning": "#7a4a00",
    }
    dark = {
        "paper": "#101014",
        "ink": "#f4f4f4",
        "muted": "#b8b8c0",
        "surface": "#1c1c22",
        "line": "#33333a",
        "accent": "#9db8ff",
        "button": "#9db8ff",
        "on_button": "#101014",
        "positive": "#7ddc9a",
        "negative": "#ff9c9c",
        "warning": "#f0c060",
    }
    face = {"families": ["Noto Sans"], "weight": 400}
    return {
        "brand": "test",
        "name": "Test & Co",
        "legal_lines": ["Test & Co, 1 Example Street"],
        "light": light,
        "dark": dark,
        "type": {"body": dict(face), "heading": {**face, "weight": 700}},
        "sheet": {"window": {"left": 20, "top": 45, "width": 85, "height": 45}},
        "letterhead": {
            "style": "plain",
            "logo": "logo.svg",
            "logo_alt": "Test & Co",
            "return_address": "Test & Co, 1 Example Street",
        },
        "contact": {
            "website": "https://test.example",
            "email": "help@test.example",
            "phone": "+39 06 1234 5678",
            "sms_sender": "TestCo",
        },
        "charts": ["#1d4ed8", "#116633"],
    }


def document(*content: Any, **attributes: Any) -> Document:
    """A document of `content`, everything else as plain as can be."""
    nodes: Nodes = content
    whole: dict[str, Any] = {
        "template": "letter",
        "key": "1",
        "locale": "en-GB",
        "direction": "ltr",
        "issued": date(2026, 11, 21),
        "title": "A letter",
        "subject": "A letter for you",
        "brand": Brand.model_validate(brand_data()),
        "channels": ("pdf", "email"),
        **attributes,
    }
    return Document(content=nodes, **whole)

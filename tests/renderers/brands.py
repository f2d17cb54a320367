"""A brand for tests that need one but not a particular one."""

from content_blocks.brand import Brand

_LIGHT = {
    "paper": "#ffffff",
    "ink": "#16202e",
    "muted": "#5a6676",
    "surface": "#f4f6f8",
    "line": "#dfe4ea",
    "accent": "#0b5c4b",
    "button": "#0b6b57",
    "on_button": "#ffffff",
    "positive": "#0f6b3a",
    "negative": "#b3261e",
    "warning": "#8a5200",
}
_DARK = {
    "paper": "#11161c",
    "ink": "#f2f5f7",
    "muted": "#a9b4c0",
    "surface": "#1a222b",
    "line": "#2e3944",
    "accent": "#6fd3b8",
    "button": "#2f9f86",
    "on_button": "#06120f",
    "positive": "#6fd39a",
    "negative": "#ff9a92",
    "warning": "#f0bf6a",
}


def probe_brand() -> Brand:
    return Brand.model_validate(
        {
            "brand": "probe",
            "name": "Banca Prova",
            "legal_lines": ["Banca Prova S.p.A. · Via Inventata 1, 10100 Torino"],
            "light": _LIGHT,
            "dark": _DARK,
            "type": {
                "body": {"families": ["Inter", "DejaVu Sans"], "weight": 400},
                "heading": {"families": ["Inter", "DejaVu Sans"], "weight": 650},
            },
            "sheet": {"window": {"left": 20, "top": 45, "width": 85, "height": 45}},
            "letterhead": {
                "style": "rule",
                "logo": "logo.svg",
                "logo_alt": "Banca Prova",
                "return_address": "Banca Prova · Via Inventata 1 · 10100 Torino",
            },
            "contact": {
                "website": "https://prova.example",
                "email": "ciao@prova.example",
                "phone": "+39 011 000000",
                "sms_sender": "BancaProva",
            },
            "charts": ["#0b6b57", "#c8553d", "#3b5bdb", "#8a6d00"],
        }
    )

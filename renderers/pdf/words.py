"""The words that only paper needs."""

from renderers.words import Chrome

WORDS: Chrome = {
    "page": {"en": "Page {page} of {pages}", "it": "Pagina {page} di {pages}", "de": "Seite {page} von {pages}"},
    "carried": {"en": "Carried forward", "it": "A riportare", "de": "Übertrag"},
    "brought": {"en": "Brought forward", "it": "Riporto", "de": "Übertrag"},
    "recipient": {"en": "To", "it": "A", "de": "An"},
}

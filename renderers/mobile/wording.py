"""The words a page adds of its own."""

from renderers.words import Chrome

WORDS: Chrome = {
    "skip": {"en": "Skip to the content", "it": "Vai al contenuto", "de": "Zum Inhalt springen"},
    "filter": {"en": "Search in this table", "it": "Cerca in questa tabella", "de": "In dieser Tabelle suchen"},
    "rows": {"en": "{shown} of {all} rows", "it": "{shown} righe su {all}", "de": "{shown} von {all} Zeilen"},
    "figures": {"en": "Show the figures", "it": "Mostra i valori", "de": "Zahlen anzeigen"},
    "notes": {"en": "Notes", "it": "Note", "de": "Anmerkungen"},
    "note": {"en": "Note {number}", "it": "Nota {number}", "de": "Anmerkung {number}"},
    "back": {
        "en": "Back to note {number} in the text",
        "it": "Torna alla nota {number} nel testo",
        "de": "Zurück zur Anmerkung {number} im Text",
    },
    "details": {"en": "Details of this document", "it": "Dati del documento", "de": "Angaben zum Dokument"},
    "contact": {"en": "Contact", "it": "Contatti", "de": "Kontakt"},
    "chart-keys": {
        "en": "Use the arrow keys to read the values one by one.",
        "it": "Con i tasti freccia si leggono i valori uno a uno.",
        "de": "Mit den Pfeiltasten lassen sich die Werte einzeln lesen.",
    },
}

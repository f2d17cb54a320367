"""The words mails add of their own."""

from renderers.words import Chrome

WORDS: Chrome = {
    "online": {
        "en": "Read this message online",
        "it": "Leggi questo messaggio online",
        "de": "Diese Nachricht online lesen",
    },
    "more-rows": {
        "en": "{count} further rows are not shown here.",
        "it": "Altre {count} righe non sono mostrate qui.",
        "de": "{count} weitere Zeilen sind hier nicht aufgeführt.",
    },
    "full-document": {
        "en": "See the full document",
        "it": "Vedi il documento completo",
        "de": "Das vollständige Dokument ansehen",
    },
}

"""The same page written by hand for PlutoPrint, from the same HTML and style sheet. It writes no tagged PDF."""

import io
from pathlib import Path
from typing import Any

from plutoprint import Book

from benchmarks.peers.weasyprint_page import HandWritten

HERE = Path(__file__).resolve().parent


def pdf(hand_written: HandWritten, record: dict[str, Any]) -> bytes:
    style = (HERE / "statement.css").read_text(encoding="utf-8")
    html = hand_written.page(record).replace('<link rel="stylesheet" href="statement.css">', f"<style>{style}</style>")
    book = Book()
    book.load_html(html, base_url=HERE.as_uri())
    body = io.BytesIO()
    book.write_to_pdf_stream(body)
    return body.getvalue()

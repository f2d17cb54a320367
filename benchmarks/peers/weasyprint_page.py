"""The same page written by hand: a Jinja2 template, a style sheet, WeasyPrint."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import segno
from jinja2 import Environment, FileSystemLoader, select_autoescape
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from benchmarks.peers import words

HERE = Path(__file__).resolve().parent
LOGO = HERE.parents[1] / "content_blocks" / "library" / "brands" / "ginepro" / "assets" / "logo.svg"


class HandWritten:
    """The template and the style sheet, parsed once. `page` is the HTML, `pdf` the file."""

    def __init__(self, disclosures: Sequence[str]) -> None:
        environment = Environment(loader=FileSystemLoader(HERE), autoescape=select_autoescape())
        environment.filters |= {"money": words.money, "day": words.day}
        self._template = environment.get_template("statement.html")
        self._fonts = FontConfiguration()
        self._css = CSS(filename=str(HERE / "statement.css"), font_config=self._fonts)
        self._disclosures = disclosures
        self._code = segno.make("https://my.ginepro.example/statements", error="m").svg_data_uri(border=2)

    def page(self, record: dict[str, Any]) -> str:
        return self._template.render(
            record,
            name=record["customer"]["name"],
            address=record["customer"]["address"],
            references=words.references(record),
            cards=words.cards(record),
            names=words.BALANCES,
            disclosures=self._disclosures,
            logo=LOGO.as_uri(),
            code=self._code,
        )

    def pdf(self, record: dict[str, Any], variant: str | None) -> bytes:
        """`variant` is WeasyPrint's name of the PDF standard, such as ``pdf/ua-1``; None for a plain PDF."""
        html = self.page(record).replace('<link rel="stylesheet" href="statement.css">', "")
        made: bytes = HTML(string=html).write_pdf(stylesheets=[self._css], font_config=self._fonts, pdf_variant=variant)
        return made

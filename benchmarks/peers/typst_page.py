"""The same page written by hand in Typst, as PDF/UA-1."""

import io
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import segno
import typst

from benchmarks.peers import words
from benchmarks.peers.weasyprint_page import LOGO

SOURCE = Path(__file__).resolve().with_name("statement.typ")


class TypstPage:
    """The compiler, made once: it keeps fonts and the parsed source between pages."""

    def __init__(self, disclosures: Sequence[str]) -> None:
        self._folder = tempfile.TemporaryDirectory()
        folder = Path(self._folder.name)
        (folder / SOURCE.name).write_bytes(SOURCE.read_bytes())
        (folder / LOGO.name).write_bytes(LOGO.read_bytes())
        self._compiler = typst.Compiler(str(folder / SOURCE.name), root=str(folder))
        self._disclosures = list(disclosures)
        code = io.BytesIO()
        segno.make("https://my.ginepro.example/statements", error="m").save(code, kind="svg", border=2)
        self._code = code.getvalue().decode("utf-8")

    def pdf(self, record: dict[str, Any]) -> bytes:
        data = json.dumps({**words.formatted(record), "disclosures": self._disclosures}, ensure_ascii=False)
        made = self._compiler.compile(
            format="pdf", sys_inputs={"data": data, "code": self._code}, pdf_standards=["ua-1"]
        )
        assert isinstance(made, bytes)
        return made

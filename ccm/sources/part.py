"""A part of an XML document, read by local names, whatever the version of its namespace.

Paths are names with slashes between: ``Acct/Id/IBAN``. What is missing is None, and so is what is empty; what is
there and wrong raises DatumError with its path and line.
"""

from collections.abc import Callable
from copy import deepcopy
from functools import cache
from typing import TypeVar

from lxml import etree

from ccm.sources.record import DatumError
from ccm.sources.values import Money, compact_date_text, date_text, decimal_text, money, printable, shortest

T = TypeVar("T")


class Part:
    """An element and what stands below it."""

    __slots__ = ("_element",)

    def __init__(self, element: etree._Element) -> None:
        self._element = element

    @property
    def name(self) -> str:
        return etree.QName(self._element).localname

    @property
    def line(self) -> int | None:
        line: object = self._element.sourceline
        return line if isinstance(line, int) else None

    def kept(self) -> "Part":
        """A copy that outlives the document it is read from."""
        return Part(deepcopy(self._element))

    def one(self, path: str) -> "Part | None":
        """The first part at `path`."""
        found = self._element.find(_pattern(path))
        return None if found is None else Part(found)

    def all(self, path: str) -> list["Part"]:
        """Every part at `path`, in the document's order."""
        return [Part(found) for found in self._element.iterfind(_pattern(path))]

    def attribute(self, name: str) -> str | None:
        value = self._element.get(name)
        return " ".join(str(value).split()) or None if value is not None else None

    def own_text(self) -> str | None:
        """The part's own text on one line, white space run together."""
        try:
            return " ".join(printable(self._element.text or "").split()) or None
        except DatumError as error:
            raise error.under(self._where(), self.line) from None

    def text(self, *paths: str) -> str | None:
        """The text at the first of `paths` that has one, on one line, white space run together."""
        for path in paths:
            first = self.one(path)
            if first is None:
                continue
            text = first.own_text() or next(iter(self.texts(path)), None)
            if text:
                return text
        return None

    def texts(self, path: str) -> list[str]:
        """Every text at `path` that is not empty."""
        return [text for found in self.all(path) if (text := found.own_text())]

    def text_marked(self, path: str, attribute: str, value: str) -> str | None:
        """The text of the first part at `path` whose attribute has that value."""
        return next((found.own_text() for found in self.all(path) if found.attribute(attribute) == value), None)

    def needed_text(self, path: str) -> str:
        """The text at `path`. Raises DatumError when there is none."""
        text = self.text(path)
        if text is None:
            raise self.missing(path)
        return text

    def decimal(self, path: str) -> str | None:
        """The number at `path`, its digits as written."""
        found = self.one(path)
        return found._value(decimal_text) if found else None

    def quantity(self, path: str) -> str | None:
        """The number at `path` without needless zeros."""
        found = self.one(path)
        return found._value(shortest) if found else None

    def date(self, *paths: str) -> str | None:
        """The calendar date at the first of `paths` that has one; an offset does not move it."""
        return self._first_date(paths, date_text)

    def compact_date(self, *paths: str) -> str | None:
        """The same for dates like ``20261121``."""
        return self._first_date(paths, compact_date_text)

    def needed_date(self, *paths: str) -> str:
        found = self.date(*paths)
        if found is None:
            raise self.missing(paths[0])
        return found

    def amount(self, path: str, currency: str | None = None, attribute: str = "currencyID") -> Money | None:
        """The money at `path`: its currency is the element's attribute, else `currency`."""
        found = self.one(path)
        if found is None or found.own_text() is None:
            return None
        own = found.attribute(attribute) or currency
        return found._value(lambda raw: money(raw, own))

    def needed_amount(self, path: str, currency: str | None = None, attribute: str = "currencyID") -> Money:
        found = self.amount(path, currency, attribute)
        if found is None:
            raise self.missing(path)
        return found

    def missing(self, path: str) -> DatumError:
        return DatumError("is missing", "add it, or ask for the file again", f"{self._where()}/{path}", self.line)

    def refused(self, path: str, problem: str, remedy: str) -> DatumError:
        """What to raise for the value at `path`."""
        return DatumError(problem, remedy, f"{self._where()}/{path}" if path else self._where(), self.line)

    def _first_date(self, paths: tuple[str, ...], read: Callable[[str], str]) -> str | None:
        for path in paths:
            found = self.one(path)
            if found is not None and found.own_text():
                return found._value(read)
        return None

    def _value(self, read: Callable[[str], T]) -> T | None:
        text = self.own_text()
        if text is None:
            return None
        try:
            return read(text)
        except DatumError as error:
            raise error.under(self._where(), self.line) from None

    def _where(self) -> str:
        names = [etree.QName(above).localname for above in self._element.iterancestors()][::-1]
        return "/".join([*names, self.name])


@cache
def _pattern(path: str) -> str:
    return "/".join(name if name in (".", "*") else f"{{*}}{name}" for name in path.split("/"))

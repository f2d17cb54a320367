"""The program: a release compiled for one locale, and run on records.

    program = compile_program(release, "de")
    document = program.run(record)

Compiling finds what is wrong with the release; running finds only what is wrong with the record.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Context, localcontext
from typing import Any, Literal

from ccm.binding.bind import BindingError, binder
from ccm.binding.evaluate import EvaluationError, Scope, condition, evaluator
from ccm.binding.formats import Formats, formats_for
from ccm.compose.blocks import BlockCompiler, nearest
from ccm.compose.errors import CompileError, ComposeError
from ccm.compose.nodes import Maker, NodeCompiler, as_list
from ccm.compose.observe import Observer, watched, watched_rows
from ccm.compose.texts import Texts, safe_text
from ccm.release import Release
from content_blocks.catalog import is_locale
from content_blocks.document import Asset, Document, Fact, Recipient, SmsRules
from templates_repo.contract import ContractFault
from templates_repo.expressions import parse_expression
from templates_repo.template import TemplateDefinition

# Sums and products of amounts are exact far beyond what a contract lets in.
_EXACT = Context(prec=120)

_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})


class RecordError(ValueError):
    """A record does not keep the template's contract; `faults` has a path and a sentence for each fault."""

    def __init__(self, faults: tuple[ContractFault, ...]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{fault.path}: {fault.message}" for fault in faults))


@dataclass(frozen=True)
class Program:
    """A release compiled for `locale`, in the words of `language` (one of the template's locales).

    `untranslated` names the texts for which the source language stands in; none of them is locked.
    """

    release: Release
    locale: str
    language: str
    untranslated: tuple[str, ...]
    _bind: Callable[[Any], Any]
    _compose: Callable[[Scope], Document]

    def run(self, record: object) -> Document:
        """Compose the document of `record` (plain JSON-like data, numbers as int or Decimal).

        Raises RecordError when it does not keep the contract, ComposeError when a node cannot be composed.
        """
        faults = self.release.template.contract.validate(record)
        if faults:
            raise RecordError(faults)
        try:
            with localcontext(_EXACT):
                return self._compose(self._bind(record))
        except BindingError as error:
            raise RecordError((ContractFault(error.path, str(error)),)) from error


def compile_program(release: Release, locale: str, observer: Observer | None = None) -> Program:
    """Compile `release` for a BCP 47 tag that one of the template's locales serves. Raises CompileError.

    An `observer` is told what every condition and list of the program decides, whenever it runs.
    """
    template = release.template
    definition = template.definition
    language = nearest(locale, (definition.language, *definition.locales)) if is_locale(locale) else None
    if language is None:
        spoken = ", ".join((definition.language, *definition.locales))
        raise CompileError(f"template {definition.template}: does not speak {locale}; it speaks {spoken}")
    formats = formats_for(locale)
    catalog = None if language == definition.language else template.catalogs[language]
    texts = Texts(f"template {definition.template}", catalog, formats)
    blocks = BlockCompiler(release.blocks, language, formats)
    content = NodeCompiler(texts, blocks, observer=observer).nodes(definition.content)
    compose = _Head(definition, texts, formats, observer).composer(content, release, locale)
    return Program(
        release=release,
        locale=locale,
        language=language,
        untranslated=(*texts.untranslated, *blocks.untranslated),
        _bind=binder(template.contract.type),
        _compose=compose,
    )


def locale_chooser(release: Release) -> Callable[[object], str]:
    """A function from a plain record to the locale its document is to be in: its own, or the template's.

    The record has not been validated yet; what cannot be read falls back to the template's language, and
    validation then says what is wrong.
    """
    definition = release.template.definition
    language: str = definition.language
    offered = (language, *definition.locales)
    if definition.locale is None:
        return lambda record: language
    evaluate = evaluator(parse_expression(definition.locale), formats_for(language))

    def choose(record: object) -> str:
        try:
            wanted = evaluate(record if isinstance(record, dict) else {})
        except EvaluationError:
            return language
        known = isinstance(wanted, str) and nearest(wanted, offered) is not None and is_locale(wanted)
        return str(wanted) if known else language

    return choose


def text_direction(locale: str) -> Literal["ltr", "rtl"]:
    """The direction in which the language of a BCP 47 tag is written."""
    return "rtl" if locale.split("-")[0] in _RIGHT_TO_LEFT else "ltr"


class _Head:
    """The parts of a document around its content: key, date, subject, recipient, references."""

    def __init__(
        self, definition: TemplateDefinition, texts: Texts, formats: Formats, observer: Observer | None
    ) -> None:
        self.definition = definition
        self.texts = texts
        self.formats = formats
        self.observer = observer

    def composer(self, content: Maker, release: Release, locale: str) -> Callable[[Scope], Document]:
        definition = self.definition
        key = self.texts.evaluator("template.key", definition.key)
        issued = self.texts.evaluator("template.issued", definition.issued)
        customer = self._archived("customer", definition.archive.customer)
        period = self._archived("period", definition.archive.period)
        subject = self.texts.plain("template.subject", definition.subject)
        preheader = self.texts.plain("template.preheader", definition.preheader or "")
        online = self.texts.url("template.online", definition.online) if definition.online else None
        recipient = self._recipient()
        references = self._references()
        assets: dict[str, Asset] = {**release.assets}
        sms = SmsRules(limit=definition.sms.limit, transliterate=definition.sms.transliterate)
        direction = text_direction(locale)
        draft = release.status != "approved"

        def compose(scope: Scope) -> Document:
            try:
                title = subject(scope)
                return Document(
                    template=definition.template,
                    key=_text(key(scope), "key"),
                    locale=locale,
                    direction=direction,
                    issued=_day(issued(scope)),
                    title=title,
                    subject=title,
                    preheader=preheader(scope),
                    recipient=recipient(scope),
                    references=references(scope),
                    online_url=online(scope) if online else None,
                    content=content(scope, ""),
                    brand=release.brand.brand,
                    channels=definition.channels,
                    sms=sms,
                    assets=assets,
                    draft=draft,
                    customer=customer(scope),
                    period=period(scope),
                )
            except EvaluationError as error:
                raise ComposeError("template", str(error)) from error

        return compose

    def _archived(self, name: str, expression: str | None) -> Callable[[Scope], str]:
        """What the archive finds the document by: a text, or a day as ISO 8601; "" where the template gives none."""
        if expression is None:
            return lambda scope: ""
        place = f"archive.{name}"
        value = self.texts.evaluator(f"template.{place}", expression)
        return lambda scope: _text_or_day(value(scope), place)

    def _recipient(self) -> Callable[[Scope], Recipient]:
        given = self.definition.recipient
        name, email, phone = (
            self.texts.literal(f"template.recipient.{part}", getattr(given, part) or "")
            for part in ("name", "email", "phone")
        )
        lines = [self._address_line(number, line) for number, line in enumerate(given.address, 1)]

        def make(scope: Scope) -> Recipient:
            address = [text for line in lines for text in line(scope)]
            return Recipient(
                name=name(scope), email=email(scope), phone=phone(scope),
                address=tuple(text for text in address if text.strip()),
            )  # fmt: skip

        return make

    def _address_line(self, number: int, line: Any) -> Callable[[Scope], list[str]]:
        context = f"template.recipient.address.{number}"
        if isinstance(line, str):
            return self._single(context, line)
        wanted = self._condition(context, line.condition)
        read = self._each(context, line.each) if line.each is not None else self._single(context, line.text)
        return lambda scope: read(scope) if wanted is None or wanted(scope) else []

    def _each(self, context: str, expression: str) -> Callable[[Scope], list[str]]:
        each = watched_rows(self.texts.evaluator(context, expression), self.observer, f"{context}.rows", expression)
        return lambda scope: [safe_text(_text(item, context)) for item in as_list(each(scope), expression)]

    def _single(self, context: str, text: str) -> Callable[[Scope], list[str]]:
        single = self.texts.literal(context, text)
        return lambda scope: [single(scope)]

    def _condition(self, context: str, expression: str | None) -> Callable[[Scope], bool] | None:
        if expression is None:
            return None
        return watched(condition(parse_expression(expression), self.formats), self.observer, context, expression)

    def _references(self) -> Callable[[Scope], tuple[Fact, ...]]:
        facts = [
            (
                self._condition(f"template.references.{item.id}", item.condition),
                self.texts.inlines(f"template.references.{item.id}.label", item.label),
                self.texts.inlines(f"template.references.{item.id}.value", item.value),
            )
            for item in self.definition.references
        ]
        return lambda scope: tuple(
            Fact(label=label(scope), value=value(scope))
            for wanted, label, value in facts
            if wanted is None or wanted(scope)
        )


def _text(value: Any, place: str) -> str:
    if not isinstance(value, str):
        raise EvaluationError(place, "is not text; use a field that holds text, or a filter")
    return value


def _text_or_day(value: Any, place: str) -> str:
    return _day(value).isoformat() if isinstance(value, date) else _text(value, place)


def _day(value: Any) -> date:
    if not isinstance(value, date):
        raise EvaluationError("issued", "is not a date; use a field of format date or date-time")
    return date(value.year, value.month, value.day)

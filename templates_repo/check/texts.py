"""Checking texts: their markup, their placeholders, their addresses, and the translations of them all."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from content_blocks.catalog import Catalog
from content_blocks.markup import Anchor, Markup, MarkupError, Placeholder, Span, Words, parse_markup, parse_plain
from content_blocks.texts import TextUnit, has_words
from templates_repo.check.addresses import check_address
from templates_repo.check.inference import Inferred, condition, infer, present
from templates_repo.check.problem import Fix, Problem, Severity, UnfitExpressionError
from templates_repo.check.scope import Scope
from templates_repo.expressions import Expression, ExpressionError, parse_expression, references
from templates_repo.filters import FILTERS
from templates_repo.types import DataType, Kind, ObjectType, TextType, described

Parse = Callable[[str], Markup]


@dataclass
class Desk:
    """Where one template or block is checked: it knows its translations, and keeps what is found.

    `where` gives the place of a context (a node id, ``template.subject``) for messages.
    """

    where: Callable[[str], str]
    catalogs: Mapping[str, Catalog]
    problems: list[Problem] = field(default_factory=list)

    def add(
        self,
        severity: Severity,
        context: str,
        code: str,
        message: str,
        *,
        part: str = "",
        locale: str = "",
        fix: Fix | None = None,
    ) -> None:
        """Keep a problem of `context`; `part` says which part of it, where the context itself does not."""
        place = self.where(context)
        shown = message if place.endswith(context) or not context else f"{context}: {message}"
        whole = f"{context}.{part}" if part else context
        self.problems.append(Problem(severity, place, code, shown, whole, locale, fix))

    def _wrong(
        self, severity: Severity, context: str, code: str, message: str, locale: str, fix: Fix | None = None
    ) -> None:
        """Keep a problem of a text, or of its translation into `locale`, and then say so."""
        self.add(severity, context, code, _in(locale, message), locale=locale, fix=fix)

    def text(self, context: str, text: str | None, scope: Scope) -> None:
        """A translated text with markup: its source, and every translation of it."""
        if text is not None:
            self._versions(context, text, scope, parse_markup)

    def plain(self, context: str, text: str | None, scope: Scope) -> None:
        """A translated text in which placeholders are all there is."""
        if text is not None:
            self._versions(context, text, scope, parse_plain)

    def literal(self, context: str, text: str | None, scope: Scope) -> None:
        """A text that is not translated, with placeholders only."""
        if text is not None:
            self._markup(context, "", text, scope, parse_plain)

    def address(self, context: str, text: str | None, scope: Scope) -> None:
        """An address with placeholders in it."""
        if text is None:
            return
        try:
            parts = parse_plain(text)
        except MarkupError as error:
            self.add("error", context, "bad-markup", str(error))
            return
        self._address(context, "", parts, scope)

    def expression(self, context: str, source: str, part: str = "") -> Expression | None:
        """Read an expression; None, and a problem, when it breaks the rules."""
        try:
            return parse_expression(source)
        except ExpressionError as error:
            self.add("error", context, "bad-expression", f"{_braces(source)}: {error}", part=part)
            return None

    def value(self, context: str, source: str, scope: Scope, *kinds: Kind, may_miss: bool = False) -> Inferred | None:
        """An expression that is to give one of `kinds` (any, when none is named)."""
        expression = self.expression(context, source)
        if expression is None:
            return None
        try:
            inferred = (infer if may_miss else present)(expression.tree, scope)
        except UnfitExpressionError as error:
            self.add("error", context, error.code, f"{_braces(source)}: {error}", fix=error.fix)
            return None
        if kinds and inferred.type.kind not in kinds:
            wanted = " or ".join(described(kind) for kind in kinds)
            self.add(
                "error",
                context,
                "wrong-kind",
                f"{_braces(source)}: is {described(inferred.type.kind)}; {wanted} is needed here",
            )
            return None
        return inferred

    def condition(self, context: str, source: str | None, scope: Scope) -> Expression | None:
        """A condition; returns it when it was given and is sound."""
        expression = None if source is None else self.expression(context, source, "if")
        if expression is None:
            return None
        try:
            condition(expression.tree, scope)
        except UnfitExpressionError as error:
            message = f"if: {expression.source}: {error}"
            self.add("error", context, error.code, message, part="if", fix=_replacing(error.fix))
            return None
        return expression

    def _versions(self, context: str, text: str, scope: Scope, parse: Parse) -> None:
        source = self._markup(context, "", text, scope, parse)
        if not has_words(text):
            return
        for locale, catalog in self.catalogs.items():
            translation = catalog.text(TextUnit(context, text))
            translated = None if translation is None else self._markup(context, locale, translation, scope, parse)
            if source is not None and translated is not None:
                self._same_data(context, locale, source, translated)

    def _markup(self, context: str, locale: str, text: str, scope: Scope, parse: Parse) -> Markup | None:
        """Check one text; return its markup when every placeholder in it is sound."""
        try:
            markup = parse(text)
        except MarkupError as error:
            self._wrong("error", context, "bad-markup", str(error), locale)
            return None
        sound = [self._node(context, locale, node, scope) for node in _flat(markup)]  # every one, not up to the first
        return markup if all(sound) else None

    def _node(self, context: str, locale: str, node: Placeholder | Anchor, scope: Scope) -> bool:
        if isinstance(node, Anchor):
            return self._address(context, locale, node.url, scope)
        return self._placeholder(context, locale, node, scope) is not None

    def _placeholder(self, context: str, locale: str, node: Placeholder, scope: Scope) -> Inferred | None:
        shown = _braces(node.expression)
        try:
            inferred = present(parse_expression(node.expression).tree, scope)
        except ExpressionError as error:
            self._wrong("error", context, "bad-expression", f"{shown}: {error}", locale)
            return None
        except UnfitExpressionError as error:
            self._wrong("error", context, error.code, f"{shown}: {error}", locale, fix=error.fix)
            return None
        if not isinstance(inferred.type, TextType):
            remedy, fix = _to_text(inferred.type, node.expression)
            message = f"{shown}: is {described(inferred.type.kind)}, not text; {remedy}"
            self._wrong("error", context, "not-text", message, locale, fix=fix)
            return None
        return inferred

    def _address(self, context: str, locale: str, url: tuple[Words | Placeholder, ...], scope: Scope) -> bool:
        values: list[str | Inferred] = []
        for part in url:
            if isinstance(part, Words):
                values.append(part.text)
                continue
            inferred = self._placeholder(context, locale, part, scope)
            if inferred is None:
                return False
            values.append(inferred)
        for severity, code, message in check_address(values):
            self._wrong(severity, context, code, message, locale)
        return True

    def _same_data(self, context: str, locale: str, source: Markup, translated: Markup) -> None:
        ours, theirs = _data(source), _data(translated)
        lost = ", ".join(".".join(path) for path in sorted(ours - theirs))
        added = ", ".join(".".join(path) for path in sorted(theirs - ours))
        if lost:
            self._wrong("error", context, "translation-data", f"does not show {lost}; the source text does", locale)
        if added:
            self._wrong("error", context, "translation-data", f"shows {added}; the source text does not", locale)


def _flat(markup: Markup) -> Iterator[Placeholder | Anchor]:
    for node in markup:
        if isinstance(node, Placeholder | Anchor):
            yield node
        if isinstance(node, Span | Anchor):
            yield from _flat(node.content)


def _data(markup: Markup) -> set[tuple[str, ...]]:
    """The paths into the data that placeholders in the words and addresses of `markup` read."""
    found: set[tuple[str, ...]] = set()
    for node in _flat(markup):
        parts = node.url if isinstance(node, Anchor) else (node,)
        for part in parts:
            if isinstance(part, Placeholder):
                found |= references(parse_expression(part.expression))
    return found


def _replacing(fix: Fix | None) -> Fix | None:
    """A condition is mended by another name, and not guarded by another condition."""
    return fix if fix is not None and fix.kind == "replace" else None


def _to_text(given: DataType, source: str) -> tuple[str, Fix | None]:
    """What to write so that a value becomes text."""
    if isinstance(given, ObjectType):
        return f"name one of its fields: {', '.join(sorted(given.fields)[:12])}", None
    if given.kind == "boolean":
        return "write {{ 'yes' if ... else 'no' }}", None
    fitting = ("money", "number", "datetime", "date", "time", "list")
    name = next(name for name in fitting if given.kind in FILTERS[name].accepts)
    return f"format it: {{{{ {source} | {name} }}}}", Fix("replace", source, f"{source} | {name}")


def _braces(source: str) -> str:
    return "{{ " + (source if len(source) <= 60 else source[:57] + "...") + " }}"


def _in(locale: str, message: str) -> str:
    return f"{message} (in {locale})" if locale else message

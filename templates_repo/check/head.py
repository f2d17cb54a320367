"""Checking what stands around the content: key, date, language, subject, recipient, references."""

from collections.abc import Collection

from templates_repo.check.problem import Fix
from templates_repo.check.scope import Scope, proven
from templates_repo.check.texts import Desk
from templates_repo.suggest import did_you_mean, nearest
from templates_repo.template import AddressLine, ArchiveTerms, TemplateDefinition
from templates_repo.types import ListType, TextType, described


def check_head(desk: Desk, definition: TemplateDefinition, scope: Scope, brands: Collection[str]) -> None:
    """Check everything of a template but its content."""
    if definition.brand not in brands:
        message = f"there is no brand {definition.brand!r}{did_you_mean(definition.brand, brands)}"
        close = nearest(definition.brand, brands)
        fix = None if close is None else Fix("set", "brand", close)
        desk.add("error", "template.brand", "unknown-brand", message, fix=fix)
    desk.value("template.key", definition.key, scope, "text")
    desk.value("template.issued", definition.issued, scope, "date", "datetime")
    _locale(desk, definition, scope)
    _archive(desk, definition.archive, scope)
    desk.plain("template.subject", definition.subject, scope)
    desk.plain("template.preheader", definition.preheader, scope)
    desk.address("template.online", definition.online, scope)
    _recipient(desk, definition, scope)
    for reference in definition.references:
        context = f"template.references.{reference.id}"
        expression = desk.condition(context, reference.condition, scope)
        inside = scope if expression is None else scope.given(proven(expression.tree, True))
        desk.text(f"{context}.label", reference.label, inside)
        desk.text(f"{context}.value", reference.value, inside)


def _archive(desk: Desk, terms: ArchiveTerms, scope: Scope) -> None:
    if terms.customer is not None:
        desk.value("template.archive.customer", terms.customer, scope, "text")
    if terms.period is not None:
        desk.value("template.archive.period", terms.period, scope, "text", "date", "datetime")


def _locale(desk: Desk, definition: TemplateDefinition, scope: Scope) -> None:
    if definition.locale is None:
        return
    inferred = desk.value("template.locale", definition.locale, scope, "text", may_miss=True)
    if inferred is not None and isinstance(inferred.type, TextType):
        tags = inferred.type.format == "locale" or inferred.type.enum
        if not tags:
            message = "is any text; give the field 'format: locale' in the contract"
            desk.add("error", "template.locale", "not-a-locale", message)


def _recipient(desk: Desk, definition: TemplateDefinition, scope: Scope) -> None:
    given = definition.recipient
    for name in ("name", "email", "phone"):
        desk.literal(f"template.recipient.{name}", getattr(given, name), scope)
    for number, line in enumerate(given.address, 1):
        context = f"template.recipient.address.{number}"
        if isinstance(line, AddressLine):
            _address_line(desk, context, line, scope)
        else:
            desk.literal(context, line, scope)


def _address_line(desk: Desk, context: str, line: AddressLine, scope: Scope) -> None:
    expression = desk.condition(context, line.condition, scope)
    inside = scope if expression is None else scope.given(proven(expression.tree, True))
    desk.literal(context, line.text, inside)
    if line.each is not None:
        inferred = desk.value(context, line.each, inside, "list")
        if inferred is not None and isinstance(inferred.type, ListType) and inferred.type.item.kind != "text":
            message = f"'each' needs a list of texts, not of {described(inferred.type.item.kind)}"
            desk.add("error", context, "wrong-kind", message)

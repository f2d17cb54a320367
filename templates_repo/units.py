"""The texts of a template that translators see."""

from collections.abc import Iterator

from content_blocks.texts import TextUnit, has_words, nodes_units
from templates_repo.template import TemplateDefinition


def template_units(definition: TemplateDefinition) -> Iterator[TextUnit]:
    """Every translatable text of a template, in reading order: subject, preheader, references, content.

    The contexts of the head begin with ``template.``; those of the content are node ids (`content_blocks.texts`).
    Texts without words outside their placeholders are left out.
    """
    head = [("template.subject", definition.subject), ("template.preheader", definition.preheader or "")]
    for reference in definition.references:
        head.append((f"template.references.{reference.id}.label", reference.label))
        head.append((f"template.references.{reference.id}.value", reference.value))
    yield from (TextUnit(context, text) for context, text in head if has_words(text))
    yield from nodes_units(definition.content)

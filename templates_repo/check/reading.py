"""How easy the running text of a template or a block is to read, language by language."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from content_blocks.block import ContentBlock
from content_blocks.catalog import Catalog
from content_blocks.markup import Anchor, Break, Markup, MarkupError, Placeholder, Span, Words, parse_markup
from content_blocks.structure import BlockReference, List, Paragraph, SourceNodes, walk_source
from content_blocks.texts import TextUnit, has_words
from templates_repo.check.problem import Severity
from templates_repo.reading_ease import Counts, Ease, Measure, counted, ease_of, measure_of
from templates_repo.template import Template

STAND_IN = "example"
"""What a placeholder counts as where there is no sample to take its value from."""

Fill = Callable[[str], str]
"""The value of an expression as it is shown, for a sample."""

_SAID = {"gulpease": "Gulpease", "flesch": "Flesch reading ease", "amstad": "reading ease after Flesch and Amstad"}


@dataclass(frozen=True, slots=True)
class Reading:
    """How easy a template or block is in one language: as a whole, and each text by its context. Texts that are too
    short to tell, and those of the blocks in a template, are in the whole alone."""

    locale: str
    measure: Measure
    whole: Ease | None
    texts: Mapping[str, Ease]


def template_reading(
    template: Template,
    blocks: Mapping[str, ContentBlock],
    locale: str,
    fill: Fill,
    fill_block: Callable[[BlockReference], Fill],
) -> Reading | None:
    """How easy `template` is in one of its locales; None for a language without a formula. Raises nothing."""
    measure = measure_of(locale)
    if measure is None:
        return None
    own = dict(_counts(template.definition.content, template.catalogs.get(locale), locale, fill))
    placed = [
        each
        for node in walk_source(template.definition.content)
        if isinstance(node, BlockReference) and node.key in blocks
        for each in _block_counts(blocks[node.key], locale, fill_block(node)).values()
    ]
    return _reading(locale, measure, own, placed)


def block_reading(block: ContentBlock, locale: str, fill: Fill) -> Reading | None:
    """How easy `block` is in one of its locales; None for a language without a formula. Raises nothing."""
    measure = measure_of(locale)
    return None if measure is None else _reading(locale, measure, _block_counts(block, locale, fill), [])


def findings(reading: Reading) -> Iterator[tuple[Severity, str, str]]:
    """What is to be said of it: severity, context ("" for the whole) and a sentence."""
    for context, ease in (("", reading.whole), *reading.texts.items()):
        if ease is not None and ease.level != "easy":
            severity: Severity = "note" if ease.level == "hard" else "warning"
            length = round(ease.counts.words / ease.counts.sentences)
            yield (
                severity,
                context,
                f"{'the whole' if not context else 'this text'} is {ease.level} to read in {reading.locale}: "
                f"{_SAID[reading.measure]} {ease.score} of 100, {length} words a sentence; "
                "use shorter sentences and everyday words",
            )


def _reading(locale: str, measure: Measure, own: Mapping[str, Counts], placed: list[Counts]) -> Reading:
    texts = {context: ease for context, each in own.items() if (ease := ease_of([each], measure)) is not None}
    return Reading(locale, measure, ease_of([*own.values(), *placed], measure), texts)


def _block_counts(block: ContentBlock, locale: str, fill: Fill) -> dict[str, Counts]:
    language = locale.split("-")[0]
    tag = next((one for one in block.locales if one.split("-")[0] == language), None)
    return {} if tag is None else dict(_counts(block.definition.content, block.catalogs.get(tag), locale, fill))


def _counts(nodes: SourceNodes, catalog: Catalog | None, locale: str, fill: Fill) -> Iterator[tuple[str, Counts]]:
    """The running texts in a locale (those that are not translated are left out), counted, by context."""
    for context, text in _running(nodes):
        said = text if catalog is None or not has_words(text) else catalog.text(TextUnit(context, text))
        if said is not None:
            try:
                markup = parse_markup(said)
            except MarkupError:
                continue  # the check of texts says so
            yield context, counted("".join(_words(markup, fill)), locale)


def _running(nodes: SourceNodes) -> Iterator[tuple[str, str]]:
    """Paragraphs and items of lists: what is read as sentences. Titles, labels and cells are not."""
    for node in walk_source(nodes):
        if isinstance(node, Paragraph):
            yield node.id, node.text
        elif isinstance(node, List):
            for item in node.items:
                if item.text is not None:
                    yield f"{node.id}.items.{item.id}", item.text


def _words(markup: Markup, fill: Fill) -> Iterator[str]:
    for node in markup:
        if isinstance(node, Words):
            yield node.text
        elif isinstance(node, Placeholder):
            yield fill(node.expression)
        elif isinstance(node, Break):
            yield "\n"
        elif isinstance(node, Span | Anchor):
            yield from _words(node.content, fill)

"""The check of text messages: what they cannot carry, and how long they can be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ccm.complaints import Complaint, Severity
from ccm.release import Release
from content_blocks.structure import AnySourceNode, Barcode, Chart, Image, Only, SourceNodes, Table, inner_nodes
from renderers.sms.segments import worst_case_segments
from templates_repo.check.lengths import SMS, TextLength, worst_case_lengths
from templates_repo.template import Template

Lengths = tuple[int, str, tuple[TextLength, ...]]


@dataclass(frozen=True, slots=True)
class LongestSms:
    """The longest text message a contract allows, in one language; without `segments` when there is none."""

    locale: str
    segments: int | None
    limit: int


def longest_sms(release: Release) -> Iterator[Complaint]:
    """Whether the contract lets a message grow beyond its limit, told once for the worst language."""
    yield from too_long(release.template, [message_lengths(release, locale) for locale in release.template.locales])


def too_long(template: Template, lengths: Sequence[Lengths]) -> Iterator[Complaint]:
    """Whether the worst of `lengths` is more than a message may have."""
    limit = template.definition.sms.limit
    segments, locale, texts = max(lengths, default=(0, "", ()))
    unbounded = [text for text in texts if text.unbounded]
    if unbounded:
        yield _at(
            template, unbounded[0].context, "warning", "sms-unbounded",
            f"the message has no longest length: {unbounded[0].unbounded} has no maxLength or maxItems in the "
            "contract; give it one",
        )  # fmt: skip
    elif segments > limit:
        yield Complaint(
            "note", f"{template.key}: sms", "sms-longest",
            f"the longest message the contract allows has {segments} segments in {locale}, the limit is {limit}; "
            "such a message is cut and links to the whole, or fails when locked content does not fit",
        )  # fmt: skip


def longest_messages(template: Template, lengths: Sequence[Lengths]) -> Iterator[LongestSms]:
    """The segments of the longest message, language by language; nothing without the channel."""
    if SMS not in template.definition.channels:
        return
    for segments, locale, texts in lengths:
        bounded = not any(text.unbounded for text in texts)
        yield LongestSms(locale, segments if bounded else None, template.definition.sms.limit)


def message_lengths(release: Release, locale: str) -> Lengths:
    """The most segments of a message in `locale`, that locale, and the texts it is made of."""
    lengths = worst_case_lengths(release.template, release.blocks, locale)
    words = "\n".join(length.words * length.times for length in lengths)
    data = sum(length.data * length.times for length in lengths)
    # Names and free text can hold any letter, and one outside GSM 03.38 makes the whole message UCS-2.
    alphabet: Literal["gsm7", "bmp"] = "gsm7" if release.template.definition.sms.transliterate else "bmp"
    return worst_case_segments(words, data, alphabet), locale, lengths


def not_in_a_message(template: Template) -> Iterator[Complaint]:
    """What a text message shows only where its link leads, for who does not want to wait until it is rendered."""
    if SMS not in template.definition.channels:
        return
    for node in _messaged(template.definition.content):
        kind = node.kind.replace("_", " ")
        if template.definition.online:
            message = (
                f"a message cannot show this {kind}; a link to the whole document is added. A short form would say it"
            )
            yield _at(template, node.id, "warning", "sms.not-carried", message)
        else:
            message = (
                f"a message cannot show this {kind} and the template has no online address; give either a short form"
            )
            yield _at(template, node.id, "error", "sms.not-carried", f"{message} or the address")


def _messaged(nodes: SourceNodes) -> Iterator[AnySourceNode]:
    """The nodes that text messages show and cannot carry; a short form stands for everything in its node."""
    for node in nodes:
        if node.short is not None or (node.channels and SMS not in node.channels):
            continue
        if isinstance(node, Table | Chart | Barcode) or (isinstance(node, Image) and not node.decorative):
            yield node
        if not (isinstance(node, Only) and SMS not in node.only):
            for inner in inner_nodes(node):
                yield from _messaged(inner)


def _at(template: Template, context: str, severity: Severity, code: str, message: str) -> Complaint:
    return Complaint(severity, f"{template.key}: sms: {context}", code, message, context=context)

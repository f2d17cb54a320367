"""The gate ``mandatory-blocks``: what rules demand stands there, whatever the data says.

A template carries a block when a reference to it stands where nothing can take it away: under no condition, in no
branch, no repeat, and in every channel. And every document of the matrix has to hold it.
"""

import json
from collections.abc import Iterable, Iterator

from ccm.complaints import Complaint
from ccm.gates.examination import Examination
from ccm.gates.matrix import Matrix
from ccm.gates.outcome import Outcome, outcome
from ccm.gates.rules import MandatoryRule, applying
from content_blocks.block import ContentBlock
from content_blocks.document import Block, BlockNode, Nodes, children
from content_blocks.structure import BlockReference, Choose, List, Only, Repeat, SourceNode, SourceNodes, inner_nodes
from templates_repo.template import Template


def mandatory_blocks(examination: Examination, matrix: Matrix) -> Outcome:
    """Every rule that applies to the template kept, in the template and in every document."""
    rules = applying(examination.rules, examination.release.template)
    findings = [finding for rule in rules for finding in _broken(rule, examination, matrix)]
    return outcome(findings, {"rules": [rule.data() for rule in rules]})


def made_under(report: bytes, rules: Iterable[MandatoryRule], template: Template) -> bool:
    """Whether a report of this gate answers for every one of `rules` that applies to `template`."""
    wanted = [rule.data() for rule in applying(rules, template)]
    asked = json.loads(report).get("looked_at", {}).get("rules", []) if wanted else []
    return all(rule in asked for rule in wanted)


def _broken(rule: MandatoryRule, examination: Examination, matrix: Matrix) -> Iterator[Complaint]:
    template = examination.release.template
    demanded = f"the rule {rule.key} demands the block {rule.block} ({rule.reason})"
    block = examination.release.blocks.get(rule.block)
    standing = list(_references(template.definition.content, rule.block, (), matrix.channels, block))
    if not standing:
        message = f"{demanded}, and the template does not carry it; put it where nothing can take it away"
        yield Complaint("error", template.key, "mandatory-block", message)
    elif all(reasons for _, reasons in standing):
        for node_id, reasons in standing:
            message = f"{demanded}, and here it can be missing: it stands {', '.join(reasons)}; take it out of there"
            yield Complaint("error", f"{template.key}: {node_id}", "mandatory-block", message)
    for channel in matrix.channels:
        without = [
            cell.place
            for cell in matrix.cells
            if cell.rendered.document and not _holds(cell.rendered.document.content, rule.block, channel)
        ]
        if without:
            message = f"{demanded}, and these documents do not have it"
            yield Complaint("error", f"{template.key}: {channel}", "mandatory-block", message, tuple(without))
    if not any(cell.rendered.document for cell in matrix.cells):
        message = f"{demanded}, and there is no document to look for it in; see what the proof says"
        yield Complaint("error", template.key, "mandatory-block", message)


def _references(
    nodes: SourceNodes, key: str, around: tuple[str, ...], channels: tuple[str, ...], block: ContentBlock | None
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every reference to the block, by node id, with what can take it away."""
    for node in nodes:
        reasons = (*around, *_taking_away(node, channels))
        if isinstance(node, BlockReference):
            if node.key == key:
                free = node.short is not None and not (block and block.locked)
                yield node.id, (*reasons, *(("with a short form of its own in place of the block",) if free else ()))
        elif isinstance(node, List):
            for item in node.items:
                inside = (*reasons, f"under the condition {item.condition!r}") if item.condition else reasons
                yield from _references(item.content, key, inside, channels, block)
        else:
            for inner in inner_nodes(node):
                yield from _references(inner, key, reasons, channels, block)


def _taking_away(node: SourceNode, channels: tuple[str, ...]) -> Iterator[str]:
    if node.condition is not None:
        yield f"under the condition {node.condition!r}"
    shown = node.only if isinstance(node, Only) else node.channels
    if shown and not set(shown) >= set(channels):
        yield f"only in {', '.join(shown)}"
    if isinstance(node, Choose):
        yield f"in a branch of {node.id}"
    if isinstance(node, Repeat):
        yield f"in the repeat {node.id}"
    if node.short is not None and not isinstance(node, BlockReference):
        yield f"under {node.id}, which has a short form for text messages"


def _holds(nodes: Nodes, key: str, channel: str) -> bool:
    """Whether `channel` shows the block somewhere in these nodes."""
    return any(_shows(node, key, channel) for node in nodes if not node.channels or channel in node.channels)


def _shows(node: BlockNode, key: str, channel: str) -> bool:
    if isinstance(node, Block) and node.key == key:
        return True
    return any(_holds(inner, key, channel) for inner in children(node))

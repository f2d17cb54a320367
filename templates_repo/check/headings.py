"""Checking that heading levels do not skip, whatever the conditions come out as (PDF/UA-1, WCAG 2.2 1.3.1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from content_blocks.block import ContentBlock
from content_blocks.structure import (
    BlockReference,
    Choose,
    Heading,
    Only,
    Repeat,
    Section,
    SourceNode,
    SourceNodes,
    inner_nodes,
)
from templates_repo.check.texts import Desk

Levels = frozenset[int]


@dataclass
class HeadingCheck:
    """Follows every possible sequence of headings in one channel; a level before is 0 when there is none."""

    desk: Desk
    channel: str
    blocks: Mapping[str, ContentBlock]
    told: set[str] = field(default_factory=set)

    def nodes(self, nodes: SourceNodes, before: Levels, within: str = "") -> Levels:
        """The levels a heading after `nodes` may follow on, given those `nodes` may follow on."""
        for node in nodes:
            if self._shown(node):
                after = self._node(node, before, within)
                before = before | after if node.condition or isinstance(node, Repeat) else after
        return before

    def _shown(self, node: SourceNode) -> bool:
        listed = (node.channels or (self.channel,), node.only if isinstance(node, Only) else (self.channel,))
        return all(self.channel in channels for channels in listed)

    def _node(self, node: SourceNode, before: Levels, within: str) -> Levels:
        if isinstance(node, Heading):
            return self._heading(within or node.id, node.level, before)
        if isinstance(node, Section) and node.title is not None:
            before = self._heading(within or node.id, node.level, before)
        if isinstance(node, BlockReference):
            block = self.blocks.get(node.key)
            return before if block is None else self.nodes(block.definition.content, before, node.id)
        if isinstance(node, Choose):
            return self._choose(node, before, within)
        for inner in inner_nodes(node):
            before = self.nodes(inner, before, within)
        return before

    def _choose(self, node: Choose, before: Levels, within: str) -> Levels:
        after = before if node.branches[-1].otherwise is None else frozenset[int]()
        for branch in node.branches:
            after |= self.nodes(branch.content, before, within)
        return after

    def _heading(self, context: str, level: int, before: Levels) -> Levels:
        skipped = [other for other in before if level > other + 1]
        if skipped and context not in self.told:
            self.told.add(context)
            always = len(skipped) == len(before)
            above = f"a heading of level {min(skipped)}" if min(skipped) else "no heading at all"
            message = f"the heading has level {level} but {'follows' if always else 'may follow'} {above}"
            remedy = f"give it level {min(skipped) + 1}, or put one of that level before it"
            self.desk.add("error" if always else "note", context, "heading-skips", f"{message}; {remedy}")
        return frozenset((level,))

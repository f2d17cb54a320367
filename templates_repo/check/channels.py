"""Checking channels: that they exist, that something is left for each, and that locked blocks reach them all."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from content_blocks.block import ContentBlock
from content_blocks.structure import BlockReference, Only, SourceNode, SourceNodes, inner_nodes
from templates_repo.check.problem import Fix
from templates_repo.check.texts import Desk
from templates_repo.suggest import did_you_mean

SMS = "sms"


@dataclass(frozen=True)
class ChannelCheck:
    """Checks the channels of one template. `known` are those there are renderers for."""

    desk: Desk
    channels: tuple[str, ...]
    known: Collection[str]
    blocks: Mapping[str, ContentBlock]
    reached: dict[str, set[str]] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)

    def check(self, nodes: SourceNodes) -> None:
        for channel in self.channels:
            if channel not in self.known:
                message = f"there is no channel {channel!r}{did_you_mean(channel, self.known)}"
                self.desk.add("error", "template.channels", "unknown-channel", message)
        self._nodes(nodes, frozenset(self.channels))
        for key, reached in self.reached.items():
            missing = [channel for channel in self.channels if channel not in reached]
            if missing:
                message = (
                    f"the locked block {key} does not reach {', '.join(missing)}; it has to stand in every channel of "
                    "the template: take out the channel lists and short forms around it, or show it there too"
                )
                self.desk.add("error", self.first[key], "locked-block-missing-in-channel", message)

    def _nodes(self, nodes: SourceNodes, around: frozenset[str]) -> None:
        for node in nodes:
            left = around
            for listed in self._lists(node):
                self._listed(node, listed)
                left &= frozenset(listed)
                if around and not left:
                    message = f"no channel is left: around it there are only {', '.join(sorted(around))}"
                    self.desk.add("error", node.id, "no-channel-left", f"{message}; take the node out, or its list")
            self._reaches(node, left)
            # In SMS, the short form of a node stands in for everything inside it.
            inside = left - {SMS} if node.short is not None else left
            for inner in inner_nodes(node):
                self._nodes(inner, inside)

    def _lists(self, node: SourceNode) -> Iterator[tuple[str, ...]]:
        if node.channels:
            yield node.channels
        if isinstance(node, Only):
            yield node.only

    def _listed(self, node: SourceNode, listed: tuple[str, ...]) -> None:
        for channel in listed:
            if channel not in self.known:
                message = f"there is no channel {channel!r}{did_you_mean(channel, self.known)}"
                self.desk.add("error", node.id, "unknown-channel", message)
            elif channel not in self.channels:
                message = f"the template has no channel {channel!r}; add it to the template's channels, or take it out"
                left = [one for one in listed if one != channel]
                fix = Fix("set", "only" if isinstance(node, Only) else "channels", ", ".join(left)) if left else None
                self.desk.add("warning", node.id, "unused-channel", message, fix=fix)

    def _reaches(self, node: SourceNode, channels: frozenset[str]) -> None:
        block = self.blocks.get(node.key) if isinstance(node, BlockReference) else None
        if block is not None and block.locked:
            self.reached.setdefault(block.key, set()).update(channels)
            self.first.setdefault(block.key, node.id)

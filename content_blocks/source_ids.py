"""Ids for nodes whose author gave none."""

from dataclasses import dataclass, field
from typing import Any

from content_blocks.structure import kind_of

DERIVED_ID_PREFIX = "auto-"


def with_ids(raw: object) -> object:
    """Return raw YAML nodes in which every node and part has an id.

    Missing ids are derived from kind and position (``auto-paragraph-3``); they change when nodes are added
    before, so texts that are translated or commented on should have ids of their own. Short spellings are
    written out on the way: a list item given as text becomes ``{text: ...}``.
    """
    return _Numbering().nodes(raw)


@dataclass
class _Numbering:
    counts: dict[str, int] = field(default_factory=dict)

    def nodes(self, raw: object) -> object:
        if not isinstance(raw, list):
            return raw
        return [self.node(item) for item in raw]

    def node(self, raw: object) -> object:
        kind = kind_of(raw)
        if kind is None or not isinstance(raw, dict):
            return raw
        node: dict[str, Any] = dict(raw) if "id" in raw else {"id": self.derived(kind), **raw}
        if kind == "table":
            return self.table(node)
        if kind in ("list", "facts"):
            node[kind] = self.parts(node[kind])
        elif kind == "chart":
            node["series"] = self.parts(node.get("series"))
        elif kind in ("section", "notice"):
            text = node[kind]
            single = [{"paragraph": text, "id": f"{node['id']}-text"}]
            node[kind] = self.nodes(single if isinstance(text, str) else text)
        elif kind == "columns" and isinstance(node[kind], list):
            node[kind] = [self.nodes(column) for column in node[kind]]
        elif kind == "choose" and isinstance(node[kind], list):
            node[kind] = [self.inner(branch) for branch in node[kind]]
        elif kind == "only" and isinstance(node[kind], str):
            node[kind] = [node[kind]]
        return self.inner(node)

    def table(self, node: dict[str, Any]) -> dict[str, Any]:
        node["columns"] = self.parts(node.get("columns"))
        if "footer" in node:
            node["footer"] = self.parts(node["footer"])
        group = node.get("group")
        if isinstance(group, dict) and isinstance(group.get("subtotal"), dict):
            node["group"] = {**group, "subtotal": {"id": "subtotal", **group["subtotal"]}}
        return node

    def derived(self, kind: str) -> str:
        self.counts[kind] = self.counts.get(kind, 0) + 1
        return f"{DERIVED_ID_PREFIX}{kind.replace('_', '-')}-{self.counts[kind]}"

    def inner(self, raw: Any) -> Any:
        return {**raw, "content": self.nodes(raw["content"])} if isinstance(raw, dict) and "content" in raw else raw

    def parts(self, raw: Any) -> Any:
        """Items of a list, facts, columns, totals or series: text is written out, ids are by position."""
        if not isinstance(raw, list):
            return raw
        items = [{"text": item} if isinstance(item, str) else item for item in raw]
        return [
            self.inner({"id": f"{DERIVED_ID_PREFIX}{number}", **item}) if isinstance(item, dict) else item
            for number, item in enumerate(items, 1)
        ]

"""Random files of templates: every kind of node, in the many ways that people write YAML."""

from typing import Any

import yaml
from hypothesis import strategies as st

HEAD = """\
template: random
title: Random
language: en-GB
brand: ginepro
channels: [pdf, email]
key: id
issued: issued_on
subject: Random
# What follows is kept as it stands.
"""

_TEXTS = (
    "Dear {{ customer.name }}, thank you.",
    "**Strong *and* more** [label](https://a.example/{{ id }})",
    "two  blanks and a # sign: here",
    "- no list",
    "Kind regards\\\n**Bank**",
    "a note^[of *some* length] behind",
    "\\*no star\\*",
    "Ωμέγα 漢字 🧾 “quoted”",
    "{{ n | plural(one='# day', other='# days') }}",
    "word " * 40 + "end",
    "12.50",
    "true",
    "it's",
)

words = st.sampled_from(_TEXTS)
expressions = st.sampled_from(("customer.name is defined", "kind == 'invoice'", "totals.due < 0"))
lists = st.sampled_from(("rows", "order.lines"))


class _Plain(yaml.SafeDumper):
    """Writes the same list out as often as it is there."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _node(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    every = {"if": expressions, "channels": st.just(["email"]), "editing": st.sampled_from(("text", "locked"))}
    return st.fixed_dictionaries(required, optional=optional | every)


def _parts(shape: dict[str, Any], most: int = 3) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.fixed_dictionaries(shape), min_size=1, max_size=most)


_leaves = st.one_of(
    _node({"heading": words}, {"level": st.integers(1, 4)}),
    _node({"paragraph": words}, {"role": st.sampled_from(("lead", "small")), "short": words}),
    _node({"list": _parts({"text": words}) | st.lists(words, min_size=1, max_size=3)}, {"ordered": st.booleans()}),
    _node(
        {"table": lists, "columns": _parts({"header": words, "value": words})}, {"caption": words, "as": st.just("row")}
    ),
    _node({"facts": _parts({"label": words, "value": words})}, {"style": st.just("cards")}),
    _node({"image": st.just("logo.svg"), "alt": words}, {}),
    _node(
        {
            "chart": lists,
            "label": words,
            "series": _parts({"name": words, "value": expressions, "shown": words}),
            "alt": words,
        },
        {},
    ),
    _node({"barcode": words, "alt": words}, {"caption": words}),
    _node({"action": words, "url": st.just("https://a.example/")}, {}),
    _node({"divider": st.just(True)}, {}),
    _node({"page_break": st.just(True)}, {}),
    _node({"block": st.just("privacy-notice")}, {"slots": st.just({"days": "60"})}),
)


def _around(inner: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    content = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        _node({"section": content}, {"title": words}),
        _node({"notice": content | words}, {"tone": st.just("info")}),
        _node({"repeat": lists, "content": content}, {"as": st.just("row")}),
        _node({"only": st.just(["pdf"]), "content": content}, {}),
        _node({"columns": st.lists(content, min_size=2, max_size=3)}, {}),
        _node({"list": _parts({"content": content}, 2)}, {}),
        _node(
            {
                "choose": st.tuples(
                    _branch("when", expressions, content), _branch("otherwise", st.just(True), content)
                ).map(list)
            },
            {},
        ),
    )


def _branch(key: str, value: Any, content: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({key: value, "content": content})


@st.composite
def source_files(draw: st.DrawFn) -> str:
    """The nodes of a file, indented by two, each with comments and blank lines before it, as somebody left them."""
    nodes = draw(st.lists(st.recursive(_leaves, _around, max_leaves=6), min_size=6, max_size=14))
    written: list[str] = []
    for number, node in enumerate(nodes):
        first, *others = node.items()
        named = dict([first, ("id", f"node-{number}"), *others]) if draw(st.booleans()) else node
        text = yaml.dump(
            [named],
            Dumper=_Plain,
            sort_keys=False,
            allow_unicode=True,
            width=draw(st.sampled_from((60, 120))),
            default_flow_style=draw(st.sampled_from((False, None))),
        )
        lead = draw(st.sampled_from(("", "\n", "  # a comment\n", "\n\n  # two blank lines\n")))
        written.append(lead + "".join(f"  {line}\n" if line else "\n" for line in text.rstrip("\n").split("\n")))
    return "".join(written)

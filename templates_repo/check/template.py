"""The static check of a template: everything that can be known without rendering."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from content_blocks.block import ContentBlock
from content_blocks.structure import BlockReference, Image, walk_source
from templates_repo.check.block import check_block
from templates_repo.check.channels import ChannelCheck
from templates_repo.check.head import check_head
from templates_repo.check.headings import HeadingCheck
from templates_repo.check.languages import check_ids, check_languages
from templates_repo.check.nodes import NodeCheck
from templates_repo.check.problem import Problem
from templates_repo.check.references import ReferenceCheck
from templates_repo.check.scope import record_scope
from templates_repo.check.texts import Desk
from templates_repo.template import Template
from templates_repo.units import template_units


def check_template(
    template: Template,
    blocks: Mapping[str, ContentBlock],
    brand_keys: Collection[str],
    channels: Collection[str],
) -> tuple[Problem, ...]:
    """Return everything that is wrong with `template`, and with the blocks it uses, each problem once.

    `blocks` are all blocks there are, by key; `brand_keys` and `channels` what brands and renderers there are.
    Raises nothing.
    """
    definition = template.definition
    desk = Desk(lambda context: _place(template, context), template.catalogs)
    scope = record_scope(template.contract.type)
    check_head(desk, definition, scope, brand_keys)
    NodeCheck(desk, template.assets, ReferenceCheck(desk, blocks, template.locales)).nodes(definition.content, scope)
    units = tuple(template_units(definition))
    check_languages(desk, units)
    check_ids(desk, units)
    ChannelCheck(desk, definition.channels, channels, blocks).check(definition.content)
    told: set[str] = set()
    for channel in definition.channels:
        HeadingCheck(desk, channel, blocks, told).nodes(definition.content, frozenset((0,)))
    _unused_assets(desk, template)
    _samples(desk, template)
    used: dict[str, str] = {}
    for node in walk_source(definition.content):
        if isinstance(node, BlockReference) and node.key in blocks:
            used.setdefault(node.key, node.id)
    of_blocks = [_at(problem, place) for key, place in used.items() for problem in check_block(blocks[key])]
    return tuple(dict.fromkeys((*desk.problems, *of_blocks)))


def _at(problem: Problem, reference: str) -> Problem:
    """A problem of a block, at the node that refers to it; it is not mended from there."""
    context = f"{reference}.{problem.context}" if problem.context else reference
    return replace(problem, context=context, fix=None)


def _samples(desk: Desk, template: Template) -> None:
    if not template.samples:
        message = "there is no sample; put a record into samples/first.json, so that the template can be tried"
        desk.add("warning", "", "no-sample", message)
    for name, record in template.samples.items():
        for fault in template.contract.validate(record):
            place = f"samples/{name}.json: {fault.path}: " if fault.path else f"samples/{name}.json: "
            desk.add("error", "", "bad-sample", place + fault.message)


def _unused_assets(desk: Desk, template: Template) -> None:
    used = {node.asset for node in walk_source(template.definition.content) if isinstance(node, Image)}
    for name in sorted(set(template.assets) - used):
        desk.add("note", "", "unused-asset", f"assets/{name} is not shown anywhere; take the file out")


def _place(template: Template, context: str) -> str:
    """``file:line`` of a context, as far as the files of the template are known; else template and context."""
    parts = context.split(".")
    for known in (".".join(parts[:2]), parts[0], "template.template"):
        if known in template.places:
            return template.places[known]
    return f"template {template.key}" + (f": {context}" if context else "")

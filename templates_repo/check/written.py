"""How parts of an expression were written, for messages about them."""

from jinja2 import nodes

from templates_repo.check.scope import ITEMS
from templates_repo.expression_rules import filtered
from templates_repo.filter_arguments import bind_arguments


def written(node: nodes.Node) -> str:
    """`node` as its author wrote it, as far as messages need it."""
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return f"{written(node.node)}[{node.arg.value}]"
    if isinstance(node, nodes.Getattr):
        return f"{written(node.node)}.{node.attr}"
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Const):
        return repr(node.value)
    if isinstance(node, nodes.Filter):
        given = ", ".join(repr(value) for value in bind_arguments(node).values())
        return f"{written(filtered(node))} | {node.name}" + (f"({given})" if node.args or node.kwargs else "")
    return "the value"


def guard(path: str) -> str:
    """The condition under which a `path` has a value."""
    if not path.endswith(ITEMS):
        return f"{path} is defined"
    name = path.removesuffix(ITEMS)
    return f"({name}) is not empty" if "|" in name else f"{name} is not empty"


def unguarded(path: str) -> str:
    """What is wrong with using a `path` that may have no value, and how to guard it."""
    if path.endswith(ITEMS):
        name = path.removesuffix(ITEMS)
        return f"{name} may be empty; guard it with 'if: {guard(path)}', or say 'minItems: 1' in the contract"
    return f"{path} may be missing; guard it with 'if: {guard(path)}' or | default('...'), or make it required"

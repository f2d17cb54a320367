"""A plan held against a release: whether the template has its channels, and its contract what the plan looks for."""

from collections.abc import Iterator
from importlib.util import find_spec

from ccm.plans.plan import Plan, PlanError
from ccm.printing.mark import POINTS, MarkError, Paper, SheetOf, drawn
from ccm.release import Release
from templates_repo.suggest import did_you_mean
from templates_repo.types import DataType, ListType, ObjectType, described

_WORDS = ("text", "list")
_TEXT = ("text", "integer")


def check_plan(plan: Plan, release: Release) -> None:
    """Raises PlanError with a line for each channel that `release` is not made for, each place that its contract does
    not have or that holds something else, each mark that cannot stand on its brand's paper, and what is not installed.
    """
    faults = [*_channels(plan, release), *_places(plan, release), *_missing(plan)]
    faults += () if faults else _marks(plan, release)
    if faults:
        raise PlanError("\n".join(faults))


def _channels(plan: Plan, release: Release) -> Iterator[str]:
    offered = release.template.definition.channels
    preferences = plan.channels
    named: list[tuple[tuple[str | int, ...], str]] = [(("outputs", channel), channel) for channel in plan.outputs]
    if preferences is not None:
        named += [(("channels", "order", index), channel) for index, channel in enumerate(preferences.order)]
    for path, channel in named:
        if channel not in offered:
            place = ".".join(str(part) for part in path)
            yield (
                f"{plan.where(*path)}: {place}: the template {release.template.key} is not made for the channel "
                f"{channel!r}{did_you_mean(channel, offered)}"
            )


def _missing(plan: Plan) -> Iterator[str]:
    """What the plan needs that is not installed: better known now than when everything is rendered."""
    for channel, output in plan.outputs.items():
        if output.kind == "print" and (find_spec("pikepdf") is None or find_spec("fontTools") is None):
            remedy = "install it with: pip install ccm-engine[printing]"
            yield f"{plan.where('outputs', channel)}: outputs.{channel}: needs the library pikepdf; {remedy}"


def _marks(plan: Plan, release: Release) -> Iterator[str]:
    """Marks that do not fit on the brand's paper, or are too small for what they say."""
    marked = [(channel, one.mark) for channel, one in plan.outputs.items() if one.kind == "print" and one.mark]
    if not marked:  # what knows about paper takes a second to be read
        return
    from renderers.pdf.sheet import PAPER_HEIGHT, PAPER_WIDTH

    size = release.brand.brand.sheet.size
    paper = Paper(0, 0, float(PAPER_WIDTH[size]) * POINTS, float(PAPER_HEIGHT[size]) * POINTS)
    # As long as a mark ever is: the hundredth sheet of an envelope, of a run of mended records.
    text = SheetOf(f"{release.template.key}-00000000-m9", 1_000_000, 100, 100, 1_000_000, 100, 100).text
    for channel, mark in marked:
        try:
            drawn(mark, paper, text)
        except MarkError as error:
            yield f"{plan.where('outputs', channel, 'mark')}: outputs.{channel}.mark: {error}"


def _places(plan: Plan, release: Release) -> Iterator[str]:
    looked_for: list[tuple[tuple[str | int, ...], str, tuple[str, ...]]] = []
    if plan.channels is not None:
        if plan.channels.prefer is not None:
            looked_for.append((("channels", "prefer"), plan.channels.prefer, _WORDS))
        for channel, place in plan.channels.needs.items():
            looked_for.append((("channels", "needs", channel), place, ()))
    for channel, output in plan.outputs.items():
        if output.kind == "print" and output.postal_code is not None:
            looked_for.append((("outputs", channel, "postal_code"), output.postal_code, _TEXT))
    for path, place, kinds in looked_for:
        if fault := _place(release.template.contract.type, place, kinds):
            yield f"{plan.where(*path)}: {'.'.join(str(part) for part in path)}: {fault}"


def _place(contract: ObjectType, place: str, kinds: tuple[str, ...]) -> str | None:
    """What is wrong with a place in a record; None when it has one of `kinds`, or anything where none is named."""
    found: DataType = contract
    so_far = ""
    for name in place.split("."):
        if not isinstance(found, ObjectType) or name not in found.fields:
            known = found.fields if isinstance(found, ObjectType) else {}
            where = f"{so_far} has" if so_far else "the contract has"
            return f"{where} no field {name!r}{did_you_mean(name, known)}"
        found = found.fields[name].type
        so_far = f"{so_far}.{name}" if so_far else name
    if kinds and found.kind not in kinds:
        return f"{place} is {described(found.kind)}; name a place that holds {' or '.join(_said(kinds))}"
    if isinstance(found, ListType) and kinds == _WORDS and found.item.kind != "text":
        return f"{place} is a list, but not of texts; name a list of channels, such as [email, sms]"
    return None


def _said(kinds: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(described(kind) for kind in ("text", "list", "integer") if kind in kinds)

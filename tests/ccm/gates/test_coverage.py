"""Coverage says of every condition which samples took which side, whatever the conditions and samples are."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccm.gates.certain_rows import certain_rows
from ccm.gates.matrix import rendered_matrix
from ccm.gates.proof import coverage, proof
from tests.ccm.gates.letters import RECORD, examined_letter, letter, terms

FLAGS = ("late", "first", "last")
Node = dict[str, Any]


def sides(content: list[Node], samples: dict[str, Any], **said: Any) -> dict[str, dict[str, list[str]]]:
    """The samples that took each side, by place; only a text message is rendered."""
    examination = examined_letter(content, samples=samples, channels=["sms"], **said)
    matrix = rendered_matrix(examination)
    assert not matrix.not_compiled
    return {point["place"]: point["sides"] for point in matrix.coverage.data()}  # type: ignore[misc]


@st.composite
def conditional(draw: st.DrawFn, depth: int = 0, prefix: str = "n") -> list[Node]:
    """Nodes under conditions, in branches, in one another."""
    nodes: list[Node] = []
    for number in range(draw(st.integers(1, 3))):
        name = f"{prefix}-{number}"
        shape = draw(st.sampled_from(["words", "section", "choose", "list"])) if depth < 2 else "words"
        condition = {"if": draw(st.sampled_from(FLAGS))} if draw(st.booleans()) else {}
        if shape == "words":
            nodes.append({"paragraph": "Words", "id": name, **condition})
        elif shape == "section":
            nodes.append({"section": draw(conditional(depth + 1, name)), "id": name, **condition})
        elif shape == "list":
            items = [{"id": f"i{at}", "text": "Item", "if": flag} for at, flag in enumerate(draw(FLAG_LISTS))]
            nodes.append({"list": items, "id": name, **condition})
        else:
            branches: list[Node] = [
                {"when": flag, "content": draw(conditional(depth + 1, f"{name}-b{at}"))}
                for at, flag in enumerate(draw(FLAG_LISTS))
            ]
            if draw(st.booleans()):
                branches.append({"otherwise": True, "content": draw(conditional(depth + 1, f"{name}-o"))})
            nodes.append({"choose": branches, "id": name, **condition})
    return nodes


FLAG_LISTS = st.lists(st.sampled_from(FLAGS), min_size=1, max_size=2)


def expected(nodes: list[Node], name: str, record: dict[str, Any], found: dict[str, dict[str, set[str]]]) -> None:
    """Work out by hand which sides a record takes."""

    def asked(place: str, flag: str) -> bool:
        found.setdefault(place, {"holds": set(), "does not hold": set()})
        found[place]["holds" if record[flag] else "does not hold"].add(name)
        return bool(record[flag])

    for node in nodes:
        if "if" in node and not asked(node["id"], node["if"]):
            continue
        expected(node.get("section", []), name, record, found)
        for item in node.get("list", []):
            asked(f"{node['id']}.items.{item['id']}", item["if"])
        for number, branch in enumerate(node.get("choose", []), 1):
            place = f"{node['id']}.{number}"
            if "otherwise" in branch:
                found.setdefault(place, {"is taken": set()})["is taken"].add(name)
            elif not asked(place, branch["when"]):
                continue
            expected(branch["content"], name, record, found)
            break


@given(
    content=conditional(),
    records=st.lists(st.fixed_dictionaries(dict.fromkeys(FLAGS, st.booleans())), min_size=1, max_size=3),
)
@settings(max_examples=40)
def test_what_is_covered_is_what_the_samples_went_through(content: list[Node], records: list[dict[str, bool]]) -> None:
    samples = {f"s{number}": {**RECORD, **record} for number, record in enumerate(records)}
    by_hand: dict[str, dict[str, set[str]]] = {}
    for name, record in samples.items():
        expected(content, name, record, by_hand)
    told = sides(content, samples)
    for place, taken in told.items():
        assert taken == {side: sorted(by_hand.get(place, {}).get(side, ())) for side in taken}
    assert set(by_hand) <= set(told)


def test_lists_tables_and_charts_are_seen_full_and_empty() -> None:
    column = {"id": "name", "header": "Name", "value": "{{ row }}"}
    total = {"id": "all", "label": "All", "values": {"name": "x"}, "if": "late"}
    content: list[Node] = [
        {"repeat": "items", "id": "each", "as": "item", "content": [{"paragraph": "{{ item }}", "id": "one"}]},
        {"table": "items", "id": "table", "columns": [column], "footer": [total]},
    ]
    told = sides(content, {"full": RECORD, "none": {**RECORD, "items": []}})
    assert told["each.rows"] == told["table.rows"] == {"has rows": ["full"], "is empty": ["none"]}
    assert told["table.footer.all"] == {"holds": [], "does not hold": ["full", "none"]}


def test_the_head_and_the_insides_of_blocks_are_seen() -> None:
    inner = [{"paragraph": "Late.", "id": "late", "if": "slow"}, {"paragraph": "Terms.", "id": "words"}]
    block = terms(content=inner, slots={"slow": {"type": "boolean"}})
    told = sides(
        [{"block": "terms", "id": "rules", "slots": {"slow": "late"}}],
        {"first": RECORD},
        block=block,
        references=[{"id": "late", "label": "Late", "value": "yes", "if": "late"}],
        recipient={"address": [{"text": "{{ name }}", "if": "not late"}, {"each": "items"}]},
    )
    never, always = {"holds": [], "does not hold": ["first"]}, {"holds": ["first"], "does not hold": []}
    assert told == {
        "rules.late": never,
        "template.references.late": never,
        "template.recipient.address.1": always,
        "template.recipient.address.2.rows": {"has rows": ["first"], "is empty": []},
    }


def test_a_list_that_is_never_empty_need_not_be_shown_empty() -> None:
    words = [{"paragraph": "{{ item }}", "id": "one"}]
    guarded = {"repeat": "items", "id": "guarded", "as": "item", "content": words, "if": "items is not empty"}
    bare = {"repeat": "items", "id": "bare", "as": "item", "content": [{**words[0], "id": "two"}]}
    assert certain_rows(letter([guarded, bare])) == {"guarded.rows"}


@pytest.mark.parametrize("late", [True, False])
def test_a_side_no_sample_takes_is_told_by_the_proof_and_fails_the_coverage(late: bool) -> None:
    content: list[Node] = [{"paragraph": "Late", "id": "late", "if": "late"}, {"paragraph": "Words", "id": "words"}]
    examination = examined_letter(content, samples={"one": {**RECORD, "late": late}}, channels=["sms"])
    matrix = rendered_matrix(examination)
    shown, covered = proof(examination, matrix), coverage(examination, matrix)
    side = "does not hold" if late else "holds"
    assert shown.passed
    assert not covered.passed
    for found, severity in ((shown, "warning"), (covered, "error")):
        [finding] = [one for one in found.findings if one.code == "never-exercised"]
        assert (finding.severity, finding.place) == (severity, "letter: late")
        assert finding.message == f"in no sample 'late' {side}; add a sample in which it does"


def test_both_sides_shown_cover_a_condition() -> None:
    content: list[Node] = [{"paragraph": "Late", "id": "late", "if": "late"}, {"paragraph": "Words", "id": "words"}]
    samples = {"late": {**RECORD, "late": True}, "timely": RECORD}
    examination = examined_letter(content, samples=samples, channels=["sms"])
    assert coverage(examination, rendered_matrix(examination)).findings == ()

"""Random subjects, workflows and submissions, with nested parts, followers and names in any script."""

from hypothesis import strategies as st

from approval.condition import Condition, Has, IsLocked, Joined, Not
from approval.digests import digest_of
from approval.subject import KINDS, Kind, Subject
from approval.workflow import Quorum, RecallRule, Scope, Stage, Step, Workflow

PEOPLE = ("a", "b", "c", "d", "e", "f")
GROUPS = ("g", "h", "i")

# What can be written in a file, whatever the script; "no", "1e3" and "2026-01-01" are words too.
words = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=12).filter(str.strip)
words |= st.sampled_from(
    ["no", "null", "~", "1e3", "12", "2026-01-01", "perché: sì", "- a", "# b", "{{ x }}", "'", '"']
)
keys = st.from_regex(r"[a-z][a-z0-9\-]{0,8}", fullmatch=True)
kinds: st.SearchStrategy[Kind] = st.sampled_from(KINDS)
tags = st.frozensets(st.sampled_from(["credit", "rates", "perché", "no"]), max_size=3)
quorums: st.SearchStrategy[Quorum] = st.sampled_from(["any", "all", 1, 2])
conditions: st.SearchStrategy[Condition] = st.recursive(
    st.builds(Has, st.sampled_from(["tag", "block-tag", "jurisdiction"]), words) | st.builds(IsLocked, st.booleans()),
    lambda inner: (
        st.builds(Not, inner)
        | st.builds(Joined, st.sampled_from(["any", "all"]), st.lists(inner, min_size=1, max_size=2).map(tuple))
    ),
    max_leaves=4,
)


@st.composite
def workflows(draw: st.DrawFn, kind: Kind | None = None) -> Workflow:
    """Workflows that ask groups of `GROUPS`, always somebody in their first step."""
    shape = draw(st.lists(st.integers(1, 2), min_size=1, max_size=3))
    numbers = iter(range(1, 10))
    stages = tuple(
        Stage(
            f"stage-{place}",
            tuple(
                Step(
                    f"step-{number}",
                    draw(st.sampled_from(GROUPS)),
                    draw(quorums),
                    draw(st.none() | conditions) if number > 1 else None,
                    draw(st.none() | st.integers(1, 9)),
                )
                for number in (next(numbers) for _ in range(size))
            ),
        )
        for place, size in enumerate(shape, 1)
    )
    folders = tuple(draw(st.lists(words, max_size=2)))
    scope = Scope(draw(kinds) if kind is None else kind, folders, draw(tags))
    gates = tuple(draw(st.lists(keys, max_size=2, unique=True)))
    return Workflow(draw(keys), draw(words), scope, stages, RecallRule("g"), gates, draw(st.booleans()))


def subjects(kind: Kind = "block", *parts: Subject) -> st.SearchStrategy[Subject]:
    """Subjects of `kind`, with `parts` and perhaps others in them, two deep."""
    leaf = st.builds(
        Subject,
        st.sampled_from(["block", "brand", "translation"]),
        words,
        st.integers(1, 9),
        words.map(digest_of),
        locked=st.booleans(),
        tags=tags,
        jurisdictions=tags,
    )
    nested = leaf | st.builds(
        Subject, st.just("block"), words, st.integers(1, 9), words.map(digest_of), parts=st.tuples(leaf)
    )
    more = st.lists(nested, max_size=2).map(tuple)
    return st.builds(
        Subject,
        st.just(kind),
        words,
        st.integers(1, 2**31 - 1),
        words.map(digest_of),
        locked=st.booleans(),
        tags=tags,
        jurisdictions=tags,
        parts=more.map(lambda others: (*parts, *others)),
    )

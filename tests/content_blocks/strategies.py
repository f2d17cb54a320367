"""Random composed content, for properties that hold for every document."""

from decimal import Decimal

from hypothesis import strategies as st

from content_blocks import document as d
from content_blocks.inline import Emphasis, Field, Footnote, Inline, Inlines, LineBreak, Link, Strong, Text

words = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)
inline: st.SearchStrategy[Inline] = st.builds(Text, words) | st.sampled_from(
    [
        Field("12.50 €", "total | money"),
        Strong((Text("strong"), LineBreak())),
        Emphasis((Field("Ελένη"),)),
        Link((Text("here"),), "https://x.example/"),
        Footnote((Strong((Text("note"),)),)),
    ]
)
ids = st.text("abc-1", min_size=1, max_size=4).map("n{}".format)
_numbers = st.integers(-100000, 100000).map(lambda cents: Decimal(cents) / 100)


def inlines() -> st.SearchStrategy[Inlines]:
    return st.lists(inline, min_size=1, max_size=2).map(tuple)


def _common() -> dict[str, st.SearchStrategy[object]]:
    return {"id": ids, "channels": st.sampled_from([(), ("pdf",)]), "short": st.none() | inlines()}


def _table() -> st.SearchStrategy[d.Table]:
    cells = st.builds(d.Cell, content=inlines(), sort=st.none() | words)
    rows = st.builds(d.Row, cells=st.tuples(cells), strong=st.booleans())
    groups = st.builds(d.RowGroup, rows=st.tuples(rows), label=st.none() | inlines())
    columns = st.builds(d.Column, id=ids, header=inlines(), width=st.none() | st.just(Decimal("12.50")))
    return st.builds(d.Table, **_common(), columns=st.tuples(columns), groups=st.tuples(groups), footer=st.just(()))


def _chart() -> st.SearchStrategy[d.Chart]:
    points = st.builds(d.ChartPoint, label=words, value=_numbers, shown=words)
    series = st.builds(d.ChartSeries, name=words, points=st.tuples(points))
    return st.builds(d.Chart, **_common(), kind=st.just("bar"), series=st.tuples(series), alt=words)


def leaves() -> st.SearchStrategy[d.BlockNode]:
    return st.one_of(
        st.builds(d.Heading, **_common(), level=st.integers(1, 4), content=inlines()),
        st.builds(d.Paragraph, **_common(), content=inlines(), role=st.sampled_from(["body", "small"])),
        st.builds(d.Facts, **_common(), items=st.tuples(st.builds(d.Fact, label=inlines(), value=inlines()))),
        st.builds(d.Image, **_common(), asset=st.just("a.svg"), alt=words),
        st.builds(d.Action, **_common(), label=inlines(), url=st.just("https://x.example/")),
        st.builds(d.Divider, **_common()),
        _table(),
        _chart(),
    )


def nodes() -> st.SearchStrategy[d.Nodes]:
    """Lists of up to four nodes, nested a few deep."""

    def around(inner: st.SearchStrategy[d.BlockNode]) -> st.SearchStrategy[d.BlockNode]:
        content = st.lists(inner, max_size=3).map(tuple)
        return st.one_of(
            st.builds(d.Section, **_common(), content=content),
            st.builds(d.Notice, **_common(), content=content),
            st.builds(d.List, **_common(), ordered=st.booleans(), items=st.tuples(content)),
            st.builds(d.Columns, **_common(), columns=st.tuples(content, content), widths=st.just(())),
            st.builds(
                d.Block, **_common(), key=ids, version=st.just(1), digest=words, locked=st.booleans(), content=content
            ),
        )

    return st.lists(st.recursive(leaves(), around, max_leaves=5), max_size=4).map(tuple)

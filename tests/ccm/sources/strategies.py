"""Random plain data, as records hold it."""

from hypothesis import strategies as st

names = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=8)
_leaves = st.none() | st.booleans() | st.integers(-(10**30), 10**30) | names
_plain = st.recursive(_leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3))
records = st.lists(st.dictionaries(names, _plain, max_size=4), max_size=5)

"""Files that are damaged, random or made to do harm: every one gives records or faults, nothing else."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ccm.sources.detect import KINDS
from ccm.sources.record import Record, SourceError, SourceFault
from ccm.sources.registry import open_source
from tests.ccm.sources.camt053.messages import balance, entry, message, payment, statement
from tests.ccm.sources.reading import written

HERE = Path(__file__).parent
SEEDS = {
    "camt053": message(
        statement(balance("OPBD", "1.00"), entry("2.50", rest=payment(["<RmtInf><Ustrd>Rent</Ustrd></RmtInf>"]))),
        statement(entry("1.00"), number="S2"),
    ).encode(),
    "cii": (HERE / "cii" / "invoice.xml").read_bytes(),
    "json": b'[{"id": "1", "total": 12.50, "tags": ["a", null, true]}, {"id": "2"}]',
    "jsonl": b'{"id": "1", "total": 12.50}\n{"id": "2", "name": "\\u00e8"}\n',
    "csv": b'id,name,items[].x,tags[]\n1,"Elena, ""E""",a,b\n1,,c,\n2,Marta,,\n',
}
TOKENS = [
    b"<",
    b">",
    b"&",
    b"]]>",
    b"<!DOCTYPE a>",
    b"<![CDATA[",
    b"&#0;",
    b"&x;",
    b"\x00",
    b"\xff",
    b'"',
    b"NaN",
    b"\n",
]

edits = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 30), st.sampled_from(TOKENS) | st.binary(max_size=8)),
    min_size=1,
    max_size=4,
)


def consume(path: Path, kind: str | None) -> list[Record | SourceFault]:
    """All there is in a file; a file that cannot even be begun is a fault like any other."""
    try:
        found = list(open_source(path, kind))
    except SourceError as error:
        found = [error.fault]
    for item in found:
        assert str(path) in item.where
        assert isinstance(item, Record) or (item.problem and item.remedy)
    return found


@pytest.mark.parametrize("kind", SEEDS)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=edits, cut=st.none() | st.floats(0, 1))
def test_a_damaged_file(kind: str, changes: list[tuple[float, int, bytes]], cut: float | None, tmp_path: Path) -> None:
    content = SEEDS[kind]
    for where, length, new in changes:
        start = int(where * len(content))
        content = content[:start] + new + content[start + length :]
    if cut is not None:
        content = content[: int(cut * len(content))]
    path = written(tmp_path / "data", content)
    consume(path, kind)
    consume(path, None)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "parquet"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200))
def test_a_random_file(kind: str, content: bytes, tmp_path: Path) -> None:
    consume(written(tmp_path / "data", content), kind)


@pytest.mark.parametrize("kind", ["camt053", "ubl", "cii", "fatturapa", None])
def test_no_file_is_read_on_the_datas_word(tmp_path: Path, kind: str | None) -> None:
    written(tmp_path / "secret.txt", "the secret")
    text = SEEDS["camt053"].decode().replace("Rent", "&secret;")
    entity = f'<!DOCTYPE Document [<!ENTITY secret SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
    path = written(tmp_path / "data.xml", entity + text)
    found = consume(path, kind)
    assert "DOCTYPE" in " ".join(item.message for item in found if isinstance(item, SourceFault))
    assert "the secret" not in repr(found)


def test_an_included_file_is_mere_data(tmp_path: Path) -> None:
    """XInclude is not followed, nor is a style sheet or a schema fetched."""
    written(tmp_path / "secret.txt", "the secret")
    text = SEEDS["camt053"].decode()
    text = text.replace(
        "<Ustrd>Rent", "<Ustrd><i:include xmlns:i='http://www.w3.org/2001/XInclude' href='secret.txt'/>"
    )
    text = "<?xml-stylesheet href='secret.txt'?>" + text
    assert "the secret" not in repr(list(open_source(written(tmp_path / "data.xml", text))))

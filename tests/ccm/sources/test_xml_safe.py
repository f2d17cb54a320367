from pathlib import Path

import pytest

from ccm.sources.record import SourceError
from ccm.sources.xml_safe import root_name, stream_elements
from tests.ccm.sources.reading import written

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def read(path: Path) -> list[str | None]:
    root_name(path)
    return [element.text for element in stream_elements(path, ("item",))]


@pytest.mark.parametrize(
    "content",
    [
        f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a><item>&l9;</item></a>',
        f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a title="&l9;"/>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a><item>&x;</item></a>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]><a><item>&x;</item></a>',
        '<!DOCTYPE a [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><a><item>1</item></a>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a><item>1</item></a>',
        "<!DOCTYPE a><a><item>1</item></a>",
        f"<!-- {'x' * 10_000} --><!DOCTYPE a><a><item>1</item></a>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_are_refused_before_anything_of_them_is_used(
    tmp_path: Path, content: str, encoding: str
) -> None:
    with pytest.raises(SourceError, match="DOCTYPE") as caught:
        read(written(tmp_path / "a.xml", content.encode(encoding)))
    assert "root:" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"<a><item>1</item>", "Premature end"),
        (b"<a><item>1</a>", "mismatch"),
        (b"<a><item>&x;</item></a>", "not defined"),
        (b"<a><item>a\x00b</item></a>", "Char 0x0"),
        (b"<a><item>&#7;</item></a>", "xmlChar value 7"),
        (b"<?xml version='1.0' encoding='UTF-8'?><a><item>caf\xe9</item></a>", "save the file in the encoding"),
        (b"<?xml version='1.0' encoding='klingon'?><a/>", "save the file in the encoding"),
        (b"<item>" * 300 + b"</item>" * 300, "refused for safety"),
        (b"<a><item>" + b"x" * 10_100_000 + b"</item></a>", "refused for safety"),
        (b"<a/><b/>", "not well-formed"),
        (b"plain text", "not well-formed"),
        (b"", "not well-formed"),
        (b"<!-- only a comment -->", "not well-formed"),
        (b" " * 1_100_000 + b"<a/>", "no XML element"),
    ],
)
def test_what_is_no_xml_is_an_error_that_says_so(tmp_path: Path, content: bytes, problem: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(written(tmp_path / "a.xml", content))
    assert problem in str(caught.value)
    assert "XML_PARSE_HUGE" not in str(caught.value)


def test_the_line_of_an_error_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="line 3"):
        read(written(tmp_path / "a.xml", "<a>\n<item>1</item>\n<item>2</itme>\n</a>"))


def test_elements_come_in_order_in_any_encoding_and_namespace(tmp_path: Path) -> None:
    content = '<a xmlns:x="u"><item>è<!-- c -->é<?pi?></item><x:item><![CDATA[<b>]]></x:item></a>'
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert read(written(tmp_path / "a.xml", content.encode(encoding))) == ["èé", "<b>"]


def test_what_has_been_read_is_thrown_away(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xml", "<a>" + "<item>1</item>" * 20_000 + "</a>")
    held = []
    for element in stream_elements(path, ("item",)):
        parent = element.getparent()
        assert parent is not None
        held.append(len(parent))
    assert len(held) == 20_000
    assert max(held) < 5_000  # no more than the parser reads at once

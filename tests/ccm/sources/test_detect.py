from pathlib import Path

import pytest

from ccm.sources.detect import detect
from ccm.sources.record import SourceError
from tests.ccm.sources.reading import written

CAMT = "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'/>"
UBL = "<!-- c --><x:CreditNote xmlns:x='urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2'/>"
CII = "<r:CrossIndustryInvoice xmlns:r='urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100'/>"
FATTURA = "<p:FatturaElettronica xmlns:p='http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2'/>"


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.json", "[1]", "json"),
        ("a.json", '{"id": 1}', "json"),
        ("a.txt", '\ufeff  {\n"id": 1}', "json"),
        ("a.json", '{"id": 1}\n{"id": 2}\n', "jsonl"),
        ("a.jsonl", '{"id": 1}', "jsonl"),
        ("a.ndjson", '{"id": ', "jsonl"),
        ("a.csv", "id\n1\n", "csv"),
        ("a", "id;name\n1;x\n", "csv"),
        ("a.tsv", "id\tname\n", "csv"),
        ("a.bin", "PAR1....", "parquet"),
        ("a.txt", CAMT, "camt053"),
        ("a.json", UBL, "ubl"),
        ("a.xml", f"<?xml version='1.0'?>\n{CII}", "cii"),
        ("a.xml", FATTURA, "fatturapa"),
        ("a.xml", FATTURA.encode("utf-16"), "fatturapa"),
    ],
)
def test_the_content_says_what_a_file_is(tmp_path: Path, name: str, content: str | bytes, kind: str) -> None:
    assert detect(written(tmp_path / name, content)) == kind


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.json", "", "is empty"),
        ("a.csv", " \n ", "is empty"),
        ("a.xml.p7m", "<xml/>", "openssl cms"),
        ("a.xml", b"0\x82\x01\x00\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0", "signed envelope"),
        ("a.csv", "id,name".encode("utf-16"), "UTF-16"),
        ("a.xml", "<svg xmlns='http://www.w3.org/2000/svg'/>", "svg of http://www.w3.org/2000/svg"),
        ("a.xml", "<html/>", "html of no namespace"),
        ("a.xml", "<<html>", "not well-formed"),
        ("a.pdf", b"%PDF-1.7\n", "no kind of file that is known"),
    ],
)
def test_what_is_none_of_them_is_refused(tmp_path: Path, name: str, content: str | bytes, problem: str) -> None:
    with pytest.raises(SourceError) as caught:
        detect(written(tmp_path / name, content))
    assert problem in str(caught.value)
    assert name in str(caught.value)

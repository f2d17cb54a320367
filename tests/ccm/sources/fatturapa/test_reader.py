from pathlib import Path
from typing import Any

import pytest

from tests.ccm.sources.reading import data_of, fault_of, kept, read_all, written

EUR = {"currency": "EUR"}
HEADER = """
<FatturaElettronicaHeader>
 <DatiTrasmissione><PECDestinatario>marta@pec.example.com</PECDestinatario></DatiTrasmissione>
 <CedentePrestatore><DatiAnagrafici><IdFiscaleIVA><IdPaese>IT</IdPaese><IdCodice>01234567890</IdCodice></IdFiscaleIVA>
   <Anagrafica><Denominazione>Solvento Energia S.p.A.</Denominazione></Anagrafica></DatiAnagrafici>
  <Sede><Indirizzo>Corso del Sole</Indirizzo><NumeroCivico>21</NumeroCivico><CAP>20159</CAP><Comune>Milano</Comune>
   <Provincia>MI</Provincia><Nazione>IT</Nazione></Sede>
  <IscrizioneREA><Ufficio>MI</Ufficio><NumeroREA>2511004</NumeroREA></IscrizioneREA></CedentePrestatore>
 <CessionarioCommittente><DatiAnagrafici><CodiceFiscale>CLMMRT85A41L219X</CodiceFiscale>
   <Anagrafica><Nome>Marta</Nome><Cognome>Colombo</Cognome></Anagrafica></DatiAnagrafici>
  <Sede><Indirizzo>Via Aurora 7</Indirizzo><CAP>10152</CAP><Comune>Torino</Comune><Nazione>IT</Nazione></Sede>
 </CessionarioCommittente>
</FatturaElettronicaHeader>"""
LINE = """<DettaglioLinee><NumeroLinea>1</NumeroLinea><Descrizione>Energia elettrica</Descrizione>
<Quantita>214.50000000</Quantita><UnitaMisura>kWh</UnitaMisura><DataInizioPeriodo>2026-10-01</DataInizioPeriodo>
<PrezzoUnitario>0.20000000</PrezzoUnitario>{discount}<PrezzoTotale>42.90</PrezzoTotale><AliquotaIVA>22.00</AliquotaIVA></DettaglioLinee>"""
SUMMARY = """<DatiRiepilogo><AliquotaIVA>22.00</AliquotaIVA><ImponibileImporto>42.90</ImponibileImporto>
<Imposta>9.44</Imposta><EsigibilitaIVA>{when}</EsigibilitaIVA></DatiRiepilogo>"""
TOTAL = "<ImportoTotaleDocumento>52.34</ImportoTotaleDocumento>"


def body(
    number: str = "F-1",
    kind: str = "TD01",
    *,
    general: str = TOTAL,
    discount: str = "",
    when: str = "I",
    rest: str = "",
) -> str:
    return (
        f"<FatturaElettronicaBody><DatiGenerali><DatiGeneraliDocumento><TipoDocumento>{kind}</TipoDocumento>"
        f"<Divisa>EUR</Divisa><Data>2026-11-05</Data><Numero>{number}</Numero>{general}</DatiGeneraliDocumento>"
        f"</DatiGenerali><DatiBeniServizi>{LINE.format(discount=discount)}{SUMMARY.format(when=when)}</DatiBeniServizi>"
        f"{rest}</FatturaElettronicaBody>"
    )


def file(*bodies: str, header: str = HEADER) -> str:
    namespace = "http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2"
    inside = "\n".join(bodies)
    return f"<p:FatturaElettronica versione='FPR12' xmlns:p='{namespace}'>{header}\n{inside}</p:FatturaElettronica>"


def read(tmp_path: Path, *bodies: str) -> list[dict[str, Any]]:
    found = data_of(written(tmp_path / "IT01234567890_00001.xml", file(*bodies)))
    for data in found:
        assert kept("invoice", data) == []
    return found


def test_an_invoice(tmp_path: Path) -> None:
    (data,) = read(tmp_path, body())
    assert data["seller"] == {
        "name": "Solvento Energia S.p.A.",
        "address": ["Corso del Sole 21", "20159 Milano MI"],
        "country": "IT",
        "tax_id": "IT01234567890",
        "registration": "MI 2511004",
    }
    assert data["customer"] == {
        "name": "Marta Colombo",
        "address": ["Via Aurora 7", "10152 Torino"],
        "country": "IT",
        "email": "marta@pec.example.com",
    }
    assert data["buyer"]["fiscal_code"] == "CLMMRT85A41L219X"
    assert data["lines"] == [
        {
            "id": "1",
            "name": "Energia elettrica",
            "period": {"from": "2026-10-01"},
            "quantity": "214.5",
            "unit": "kWh",
            "unit_label": "kWh",
            "price": {"amount": "0.20000000", **EUR},
            "tax_rate": "0.22",
            "amount": {"amount": "42.90", **EUR},
        }
    ]
    assert data["totals"] == {
        "lines": {"amount": "42.90", **EUR},
        "without_tax": {"amount": "42.90", **EUR},
        "tax": {"amount": "9.44", **EUR},
        "with_tax": {"amount": "52.34", **EUR},
        "due": {"amount": "52.34", **EUR},
    }


def test_each_body_is_an_invoice(tmp_path: Path) -> None:
    invoices = read(tmp_path, body("F-1"), body("F-2", "TD04"), body("F-3"))
    assert [(data["number"], data["kind"]) for data in invoices] == [
        ("F-1", "invoice"),
        ("F-2", "credit-note"),
        ("F-3", "invoice"),
    ]


def test_a_bad_body_does_not_stop_the_others(tmp_path: Path) -> None:
    bad = body("F-2").replace("2026-11-05", "5 novembre")
    records, (fault,) = read_all(written(tmp_path / "a.xml", file(body("F-1"), bad, body("F-3"))))
    assert [record.data["number"] for record in records] == ["F-1", "F-3"]
    assert fault.number == 2
    assert fault.path.endswith("DatiGeneraliDocumento/Data")


def test_without_a_stated_total_it_is_added_up(tmp_path: Path) -> None:
    (data,) = read(tmp_path, body(general="<Arrotondamento>-0.04</Arrotondamento>"))
    assert data["totals"]["with_tax"] == {"amount": "52.30", **EUR}


def test_under_split_payment_the_tax_is_not_due_to_the_seller(tmp_path: Path) -> None:
    (data,) = read(tmp_path, body(when="S"))
    assert data["totals"]["due"] == {"amount": "42.90", **EUR}
    assert data["totals"]["with_tax"] == {"amount": "52.34", **EUR}


def test_what_is_withheld_and_stamped(tmp_path: Path) -> None:
    general = (
        "<DatiRitenuta><ImportoRitenuta>8.58</ImportoRitenuta></DatiRitenuta>"
        "<DatiBollo><BolloVirtuale>SI</BolloVirtuale><ImportoBollo>2.00</ImportoBollo></DatiBollo>"
    )
    (data,) = read(tmp_path, body(general=general + TOTAL))
    assert data["totals"]["withheld"] == {"amount": "8.58", **EUR}
    assert data["totals"]["stamp_duty"] == {"amount": "2.00", **EUR}
    assert data["totals"]["due"] == {"amount": "43.76", **EUR}


def test_instalments(tmp_path: Path) -> None:
    details = "".join(
        f"<DettaglioPagamento><Beneficiario>Solvento</Beneficiario><ModalitaPagamento>MP05</ModalitaPagamento>"
        f"<DataScadenzaPagamento>{day}</DataScadenzaPagamento><ImportoPagamento>26.17</ImportoPagamento>"
        f"<IBAN>IT60X0542811101000000123456</IBAN></DettaglioPagamento>"
        for day in ("2026-12-25", "2026-11-25")
    )
    (data,) = read(tmp_path, body(rest=f"<DatiPagamento>{details}</DatiPagamento>"))
    assert data["due_on"] == "2026-11-25"
    assert data["totals"]["due"] == {"amount": "52.34", **EUR}
    assert data["payment"] == {
        "iban": "IT60X0542811101000000123456",
        "account_name": "Solvento",
        "means": "MP05",
        "instalments": [
            {"due_on": "2026-12-25", "amount": {"amount": "26.17", **EUR}},
            {"due_on": "2026-11-25", "amount": {"amount": "26.17", **EUR}},
        ],
    }


def test_discounts_are_taken_one_after_the_other(tmp_path: Path) -> None:
    discount = (
        "<ScontoMaggiorazione><Tipo>SC</Tipo><Percentuale>10.00</Percentuale></ScontoMaggiorazione>"
        "<ScontoMaggiorazione><Tipo>SC</Tipo><Percentuale>5.00</Percentuale></ScontoMaggiorazione>"
        "<ScontoMaggiorazione><Tipo>MG</Tipo><Importo>0.01</Importo></ScontoMaggiorazione>"
    )
    (data,) = read(tmp_path, body(discount=discount))
    assert data["lines"][0]["adjustments"] == [
        {"charge": False, "rate": "0.1", "amount": {"amount": "4.29", **EUR}},
        {"charge": False, "rate": "0.05", "amount": {"amount": "1.9305", **EUR}},
        {"charge": True, "amount": {"amount": "2.145", **EUR}},
    ]


def test_funds_and_costs_are_charges(tmp_path: Path) -> None:
    fund = (
        "<DatiCassaPrevidenziale><TipoCassa>TC22</TipoCassa><AlCassa>4.00</AlCassa>"
        "<ImportoContributoCassa>1.72</ImportoContributoCassa><ImponibileCassa>42.90</ImponibileCassa>"
        "<AliquotaIVA>22.00</AliquotaIVA></DatiCassaPrevidenziale>"
    )
    text = body(general=fund + TOTAL).replace(
        "<ImponibileImporto>", "<SpeseAccessorie>3.50</SpeseAccessorie><ImponibileImporto>"
    )
    (data,) = read(tmp_path, text)
    assert [(item["reason"], item["amount"]["amount"]) for item in data["charges"]] == [
        ("Contributo previdenziale", "1.72"),
        ("Spese accessorie", "3.50"),
    ]


def test_a_file_without_a_header_or_a_body(tmp_path: Path) -> None:
    assert (
        "comes without FatturaElettronicaHeader"
        in fault_of(written(tmp_path / "a.xml", file(body(), header=""))).message
    )
    assert "holds no invoice" in fault_of(written(tmp_path / "b.xml", file())).message


@pytest.mark.parametrize("other", ["fatture/v1.0", "FatturaElettronicaSemplificata"])
def test_other_documents_are_refused(tmp_path: Path, other: str) -> None:
    text = file(body()).replace(
        "fatture/v1.2" if "/" in other else "p:FatturaElettronica", other if "/" in other else f"p:{other}"
    )
    assert "not a FatturaPA of version 1.2" in fault_of(written(tmp_path / "a.xml", text), "fatturapa").message

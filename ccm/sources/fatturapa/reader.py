"""FatturaPA 1.2, the Italian electronic invoice: one record for each body of a file (an invoice may be a batch).

Signed files (.p7m) are refused by `ccm.sources.detect`; the XML inside them is read.
"""

from collections.abc import Iterator
from pathlib import Path

from ccm.sources.fatturapa.lines import allowances, charges, line, preceding
from ccm.sources.fatturapa.party import party
from ccm.sources.fatturapa.payment import due_on, payment
from ccm.sources.fatturapa.totals import tax_breakdown, totals
from ccm.sources.filled import filled
from ccm.sources.invoice_shape import customer_of
from ccm.sources.part import Part
from ccm.sources.record import Data, DatumError, Record, SourceError, SourceFault, SourceOptions
from ccm.sources.xml_safe import root_name, stream_elements

NAMESPACE = "http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2"
ROOT = "FatturaElettronica"
_HEADER, _BODY = "FatturaElettronicaHeader", "FatturaElettronicaBody"
_CREDIT_NOTES = ("TD04", "TD08")
_GENERAL = "DatiGenerali/DatiGeneraliDocumento"


def read(path: Path, options: SourceOptions) -> Iterator[Record | SourceFault]:
    """The invoices of a file. Raises SourceError when it is no FatturaPA 1.2."""
    file = str(path)
    namespace, name = root_name(path)
    if (namespace, name) != (NAMESPACE, ROOT):
        problem = f"is {name} of {namespace or 'no namespace'}, not a FatturaPA of version 1.2"
        remedy = "give an ordinary electronic invoice (FatturaElettronica, FPA12 or FPR12)"
        raise SourceError(SourceFault(file, problem, remedy))
    number = 1
    header: Part | None = None
    for element in stream_elements(path, ("Attachment", _HEADER, _BODY)):
        part = Part(element)
        if part.name == _HEADER:
            header = part.kept()
        elif part.name == _BODY:
            try:
                yield Record(file, number, invoice(part, header), part.line)
            except DatumError as error:
                yield error.in_record(file, number, part.line)
            number += 1
    if number == 1:
        problem = f"holds no invoice ({_BODY})"
        raise SourceError(SourceFault(file, problem, "ask the sender for the file again"))


def invoice(body: Part, header: Part | None) -> Data:
    """The record of one body. Raises DatumError, with its path, for what is missing or wrong."""
    if header is None:
        raise body.refused("", f"comes without {_HEADER}", "ask the sender for the file again")
    general = body.one(_GENERAL)
    if general is None:
        raise body.missing(_GENERAL)
    currency = general.needed_text("Divisa")
    type_code = general.text("TipoDocumento")
    buyer = party(header.one("CessionarioCommittente"))
    certified_mail = header.text("DatiTrasmissione/PECDestinatario")
    return {
        "kind": "credit-note" if type_code in _CREDIT_NOTES else "invoice",
        **filled(type_code=type_code),
        "number": general.needed_text("Numero"),
        "issued_on": general.needed_date("Data"),
        **filled(due_on=due_on(body), delivered_on=body.date("DatiGenerali/DatiTrasporto/DataOraConsegna")),
        "currency": currency,
        "seller": party(header.one("CedentePrestatore")),
        **filled(buyer=buyer, tax_representative=party(header.one("RappresentanteFiscale"))),
        "customer": customer_of({**buyer, "email": certified_mail}),
        **filled(references=_references(body), preceding=preceding(body)),
        "lines": [line(item, currency) for item in body.all("DatiBeniServizi/DettaglioLinee")],
        **filled(allowances=allowances(body, currency), charges=charges(body, currency)),
        "tax_breakdown": tax_breakdown(body, currency),
        "totals": totals(body, general, currency),
        **filled(payment=payment(body, currency), notes=general.texts("Causale")),
    }


def _references(body: Part) -> Data:
    return filled(
        order=body.text("DatiGenerali/DatiOrdineAcquisto/IdDocumento"),
        contract=body.text("DatiGenerali/DatiContratto/IdDocumento", "DatiGenerali/DatiConvenzione/IdDocumento"),
        buyer=body.text("DatiGenerali/DatiOrdineAcquisto/CodiceCommessaConvenzione"),
        project=body.text("DatiGenerali/DatiOrdineAcquisto/CodiceCUP", "DatiGenerali/DatiContratto/CodiceCUP"),
        despatch=body.text("DatiGenerali/DatiDDT/NumeroDDT"),
    )

"""The parties of a FatturaPA: companies by their name, people by given name and family name."""

from ccm.sources.address import lines, street_line, town_line
from ccm.sources.filled import filled
from ccm.sources.identifiers import country
from ccm.sources.part import Part
from ccm.sources.record import Data

_NAME = "DatiAnagrafici/Anagrafica"
_VAT = "DatiAnagrafici/IdFiscaleIVA"


def party(part: Part | None) -> Data:
    """A party: name, address, tax numbers, entry in the business register. Empty when there is none."""
    if part is None:
        return {}
    person = " ".join(name for name in (part.text(f"{_NAME}/Nome"), part.text(f"{_NAME}/Cognome")) if name)
    where = part.one("Sede")
    vat, register = part.text(f"{_VAT}/IdCodice"), part.text("IscrizioneREA/NumeroREA")
    return filled(
        name=part.text(f"{_NAME}/Denominazione") or person,
        address=_address(where) if where else None,
        country=country(where.text("Nazione")) if where else None,
        tax_id=f"{part.text(f'{_VAT}/IdPaese') or ''}{vat}" if vat else None,
        fiscal_code=part.text("DatiAnagrafici/CodiceFiscale"),
        registration=f"{part.text('IscrizioneREA/Ufficio') or ''} {register}".strip() if register else None,
        email=part.text("Contatti/Email"),
        phone=part.text("Contatti/Telefono"),
    )


def _address(where: Part) -> list[str]:
    town = town_line(where.text("CAP"), where.text("Comune"), where.text("Provincia"), country(where.text("Nazione")))
    return lines(street_line(where.text("Indirizzo"), where.text("NumeroCivico")), town)

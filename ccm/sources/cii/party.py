"""The parties of a CII invoice."""

from ccm.sources.address import lines, town_line
from ccm.sources.filled import filled
from ccm.sources.identifiers import country
from ccm.sources.part import Part
from ccm.sources.record import Data

_CONTACT = "DefinedTradeContact"


def party(part: Part | None) -> Data:
    """A party: names, address, what identifies it. Empty when there is none."""
    if part is None:
        return {}
    name, trading = part.text("Name"), part.text("SpecifiedLegalOrganization/TradingBusinessName")
    where = part.one("PostalTradeAddress")
    return filled(
        id=part.text("ID", "GlobalID"),
        name=name or trading,
        trading_name=trading if name and trading != name else None,
        address=_address(where),
        country=country(where.text("CountryID")) if where else None,
        tax_id=_tax_number(part, "VA"),
        fiscal_code=_tax_number(part, "FC"),
        registration=part.text("SpecifiedLegalOrganization/ID"),
        legal_form=part.text("Description"),
        contact=part.text(f"{_CONTACT}/PersonName", f"{_CONTACT}/DepartmentName"),
        email=part.text(f"{_CONTACT}/EmailURIUniversalCommunication/URIID"),
        phone=part.text(f"{_CONTACT}/TelephoneUniversalCommunication/CompleteNumber"),
    )


def _address(where: Part | None) -> list[str]:
    if where is None:
        return []
    code = country(where.text("CountryID"))
    town = town_line(where.text("PostcodeCode"), where.text("CityName"), where.text("CountrySubDivisionName"), code)
    return lines(where.text("LineOne"), where.text("LineTwo"), where.text("LineThree"), town)


def _tax_number(part: Part, scheme: str) -> str | None:
    """The number registered under `scheme`: VA for value added tax, FC for other taxes."""
    numbers = part.all("SpecifiedTaxRegistration/ID")
    return next((number.own_text() for number in numbers if number.attribute("schemeID") == scheme), None)

"""The parties of a CII invoice."""

from ccm.sources.address import lines, town_line
from ccm.sources.filled import filled
from ccm.sources.identifiers import EMAIL_SCHEME, country
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
        tax_id=part.text_marked("SpecifiedTaxRegistration/ID", "schemeID", "VA"),
        fiscal_code=part.text_marked("SpecifiedTaxRegistration/ID", "schemeID", "FC"),
        registration=part.text("SpecifiedLegalOrganization/ID"),
        legal_form=part.text("Description"),
        contact=part.text(f"{_CONTACT}/PersonName", f"{_CONTACT}/DepartmentName"),
        email=part.text(f"{_CONTACT}/EmailURIUniversalCommunication/URIID")
        or part.text_marked("URIUniversalCommunication/URIID", "schemeID", EMAIL_SCHEME),
        phone=part.text(f"{_CONTACT}/TelephoneUniversalCommunication/CompleteNumber"),
    )


def _address(where: Part | None) -> list[str]:
    if where is None:
        return []
    code = country(where.text("CountryID"))
    town = town_line(where.text("PostcodeCode"), where.text("CityName"), where.text("CountrySubDivisionName"), code)
    return lines(where.text("LineOne"), where.text("LineTwo"), where.text("LineThree"), town)

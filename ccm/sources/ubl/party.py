"""The parties of a UBL document."""

from ccm.sources.address import lines, street_line, town_line
from ccm.sources.filled import filled
from ccm.sources.identifiers import EMAIL_SCHEME, country
from ccm.sources.part import Part
from ccm.sources.record import Data


def party(part: Part | None) -> Data:
    """A party: its legal name where there is one, its address, what identifies it. Empty when there is none."""
    if part is None:
        return {}
    trading = part.text("PartyName/Name")
    name = part.text("PartyLegalEntity/RegistrationName") or trading or _person(part)
    where = part.one("PostalAddress") or part.one("PartyLegalEntity/RegistrationAddress")
    return filled(
        id=part.text("PartyIdentification/ID", "EndpointID"),
        name=name,
        trading_name=trading if trading != name else None,
        address=address(where),
        country=country(where.text("Country/IdentificationCode")) if where else None,
        tax_id=_tax_id(part),
        registration=part.text("PartyLegalEntity/CompanyID"),
        legal_form=part.text("PartyLegalEntity/CompanyLegalForm"),
        contact=part.text("Contact/Name") or (_person(part) if name != _person(part) else None),
        email=part.text("Contact/ElectronicMail") or part.text_marked("EndpointID", "schemeID", EMAIL_SCHEME),
        phone=part.text("Contact/Telephone"),
    )


def delivery(part: Part) -> Data:
    """Where the goods went and to whom."""
    where = part.one("Delivery/DeliveryLocation/Address") or part.one("Delivery/DeliveryAddress")
    return filled(
        name=part.text("Delivery/DeliveryParty/PartyName/Name", "Delivery/DeliveryLocation/Name"),
        address=address(where),
        country=country(where.text("Country/IdentificationCode")) if where else None,
    )


def address(where: Part | None) -> list[str]:
    """The lines of an address, without the name and the country."""
    if where is None:
        return []
    code = country(where.text("Country/IdentificationCode"))
    return lines(
        where.text("Department"),
        where.text("BuildingName"),
        street_line(where.text("StreetName"), where.text("BuildingNumber")),
        where.text("AdditionalStreetName"),
        *where.texts("AddressLine/Line"),
        where.text("Postbox"),
        town_line(where.text("PostalZone"), where.text("CityName"), where.text("CountrySubentity"), code),
    )


def _tax_id(part: Part) -> str | None:
    """The VAT number, else the first tax number there is."""
    schemes = part.all("PartyTaxScheme")
    vat = [scheme for scheme in schemes if scheme.text("TaxScheme/ID") in ("VAT", "VA")]
    return next((number for scheme in (*vat, *schemes) if (number := scheme.text("CompanyID"))), None)


def _person(part: Part) -> str | None:
    names = (part.text("Person/FirstName"), part.text("Person/MiddleName"), part.text("Person/FamilyName"))
    return " ".join(name for name in names if name) or None

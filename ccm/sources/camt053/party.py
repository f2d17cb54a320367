"""The parties of a camt statement: customer, bank, and who is at the other end of a payment."""

from ccm.sources.address import lines, street_line, town_line
from ccm.sources.filled import filled
from ccm.sources.identifiers import country, email, phone
from ccm.sources.part import Part
from ccm.sources.record import Data


def customer(header: Part | None, statement: Part) -> Data:
    """Whom the statement is for: the message's recipient, whom a bank names only when it is not the owner."""
    party = (header.one("MsgRcpt") if header else None) or statement.one("Acct/Ownr")
    if party is None:
        return {"address": []}
    where = party.one("PstlAdr")
    return {
        **filled(
            id=party.text("Id/OrgId/Othr/Id", "Id/PrvtId/Othr/Id"),
            name=party.text("Nm") or statement.text("Acct/Ownr/Nm"),
        ),
        "address": address(where) if where else [],
        **filled(
            country=country((where.text("Ctry") if where else None) or party.text("CtryOfRes")),
            email=email(party.text("CtctDtls/EmailAdr")),
            phone=phone(party.text("CtctDtls/MobNb", "CtctDtls/PhneNb")),
        ),
    }


def owner_name(account: Part) -> str | None:
    return account.text("Ownr/Nm", "Ownr/Pty/Nm")


def servicer(account: Part) -> Data:
    """The bank that keeps the account."""
    return {
        "bank": account.text("Svcr/FinInstnId/Nm"),
        "bic": account.text("Svcr/FinInstnId/BICFI", "Svcr/FinInstnId/BIC"),
    }


def address(where: Part) -> list[str]:
    """The lines of an address, from free lines, from its parts, or from both (the hybrid form)."""
    free = where.texts("AdrLine")
    structured = lines(
        where.text("CareOf"),
        where.text("Dept"),
        where.text("SubDept"),
        where.text("BldgNm"),
        street_line(where.text("StrtNm"), where.text("BldgNb")),
        where.text("PstBx"),
        town_line(where.text("PstCd"), where.text("TwnNm"), where.text("CtrySubDvsn"), country(where.text("Ctry"))),
    )
    return lines(*free, *structured)


def counterparty(parties: Part | None, agents: Part | None, incoming: bool) -> Data:
    """Who is at the other end: who pays what comes in, who is paid what goes out; else whoever is named."""
    if parties is None:
        return {}
    likely, other = ("Dbtr", "Cdtr") if incoming else ("Cdtr", "Dbtr")
    side = likely if _named(parties, likely) or not _named(parties, other) else other
    names = (f"{side}/Nm", f"{side}/Pty/Nm", f"{side}/Agt/FinInstnId/Nm", f"Ultmt{side}/Nm", f"Ultmt{side}/Pty/Nm")
    agent = f"{side}Agt/FinInstnId"
    return {
        "counterparty": parties.text(*names),
        "counterparty_account": parties.text(f"{side}Acct/Id/IBAN", f"{side}Acct/Id/Othr/Id"),
        "counterparty_bank": agents.text(f"{agent}/Nm", f"{agent}/BICFI", f"{agent}/BIC") if agents else None,
    }


def _named(parties: Part, side: str) -> bool:
    return any(parties.one(name) is not None for name in (side, f"{side}Acct", f"Ultmt{side}"))

"""An entry of a camt statement as a transaction: a payment, a batch of payments, a charge, a reversal."""

from ccm.sources.camt053.amount import charges, direction_of, signed, signed_amount
from ccm.sources.camt053.party import counterparty
from ccm.sources.filled import filled
from ccm.sources.part import Part
from ccm.sources.record import Data
from ccm.sources.values import Money

_NOT_GIVEN = ("NOTPROVIDED", "NOT PROVIDED", "NONREF")


def transaction(entry: Part) -> Data:
    """The transaction of a ``Ntry``. Raises DatumError, with its path, for what is missing or wrong."""
    payments = entry.all("NtryDtls/TxDtls")
    payment = payments[0] if len(payments) == 1 else None
    reversal = entry.text("RvslInd") in ("true", "1")
    details = [_detail(part, direction_of(entry), reversal) for part in payments] if len(payments) > 1 else []
    amount = signed_amount(entry)
    return {
        **filled(
            id=entry.text("NtryRef"),
            booked_on=entry.date("BookgDt/Dt", "BookgDt/DtTm"),
            valued_on=entry.date("ValDt/Dt", "ValDt/DtTm"),
        ),
        "description": _description(payment, entry),
        **(_payment(payment, direction_of(entry), reversal) if payment else {}),
        **filled(
            bank_reference=entry.text("AcctSvcrRef") or (payment.text("Refs/AcctSvcrRef") if payment else None),
            code=_code(entry) or (_code(payment) if payment else None),
        ),
        "amount": amount,
        **filled(**_original(payment, entry, amount)),
        **filled(charges=charges(entry) or (charges(payment) if payment else None)),
        "reversal": reversal,
        **filled(status=entry.text("Sts/Cd", "Sts/Prtry", "Sts"), batch_count=_batch_count(entry, payments)),
        **filled(details=details),
    }


def is_booked(entry: Data) -> bool:
    """Whether an entry has changed the booked balance; pending entries and information have not."""
    return entry.get("status", "BOOK") == "BOOK"


def _payment(part: Part, direction: str, reversal: bool) -> Data:
    """Who the payment was with, and by what it can be recognised."""
    # The parties of a reversal keep the parts they had in the payment that is taken back.
    incoming = (direction == "CRDT") != reversal
    return filled(
        **counterparty(part.one("RltdPties"), part.one("RltdAgts"), incoming),
        reference=_reference(part),
        creditor_reference=part.text("RmtInf/Strd/CdtrRefInf/Ref", "RmtInf/Strd/CdtrRefInf/CdtrRef"),
        mandate=part.text("Refs/MndtId"),
    )


def _detail(part: Part, direction: str, reversal: bool) -> Data:
    """A payment of a batch."""
    own = direction_of(part) if part.one("CdtDbtInd") else direction
    amount = part.amount("Amt", attribute="Ccy") or part.amount("AmtDtls/TxAmt/Amt", attribute="Ccy")
    known = _payment(part, own, reversal)
    names = ("counterparty", "counterparty_account", "reference")
    return {
        "description": _description(part, None),
        **{name: known[name] for name in names if name in known},
        **filled(amount=signed(amount, own) if amount else None),
    }


def _description(payment: Part | None, entry: Part | None) -> str:
    """What the movement was for: the payer's words, else the bank's, else the best there is."""
    if payment:
        words = [*payment.texts("RmtInf/Ustrd"), *payment.texts("RmtInf/Strd/AddtlRmtInf")]
        said = " ".join(words) or payment.text("AddtlTxInf")
        if said:
            return said
    if entry and (said := entry.text("AddtlNtryInf")):
        return said
    if payment and (said := payment.text("RmtInf/Strd/CdtrRefInf/Ref", "RmtInf/Strd/CdtrRefInf/CdtrRef")):
        return said
    return ""


def _reference(part: Part) -> str | None:
    paths = ("Refs/EndToEndId", "Refs/TxId", "Refs/InstrId", "Refs/PmtInfId", "Refs/ChqNb", "Refs/Prtry/Ref")
    return next((text for path in paths if (text := part.text(path)) and text.upper() not in _NOT_GIVEN), None)


def _code(part: Part) -> str | None:
    code = part.one("BkTxCd")
    if code is None:
        return None
    domain = [code.text("Domn/Cd"), code.text("Domn/Fmly/Cd"), code.text("Domn/Fmly/SubFmlyCd")]
    return "/".join(step for step in domain if step) or code.text("Prtry/Cd")


def _original(payment: Part | None, entry: Part, amount: Money) -> Data:
    """The amount in the currency it was ordered in, where that is another one, and the rate between them."""
    for part in (payment, entry):
        for path in ("AmtDtls/InstdAmt", "AmtDtls/TxAmt"):
            found = part.one(path) if part else None
            original = found.amount("Amt", attribute="Ccy") if found else None
            if found and original and original["currency"] != amount["currency"]:
                return {
                    "original_amount": signed(original, direction_of(entry)),
                    "exchange_rate": found.decimal("CcyXchg/XchgRate")
                    or entry.decimal("AmtDtls/TxAmt/CcyXchg/XchgRate"),
                }
    return {}


def _batch_count(entry: Part, payments: list[Part]) -> int | None:
    """How many payments the entry stands for; None where it stands for one."""
    stated = [text for details in entry.all("NtryDtls") if (text := details.text("Btch/NbOfTxs"))]
    if stated and all(text.isdecimal() and len(text) <= 15 for text in stated):
        return sum(int(text) for text in stated)
    return len(payments) if len(payments) > 1 else None

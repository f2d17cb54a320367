"""ISO 20022 camt.053, bank to customer statements, in every version from 02: records of the account statement.

A file may hold many statements; each is one record, and one that is wrong does not stop the others. Statements
are read entry by entry and thrown away when they have been handed out.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from ccm.sources.camt053.amount import signed_amount
from ccm.sources.camt053.entry import is_booked, transaction
from ccm.sources.camt053.party import customer, owner_name, servicer
from ccm.sources.camt053.totals import running_balances, totals
from ccm.sources.filled import filled
from ccm.sources.identifiers import iban
from ccm.sources.part import Part
from ccm.sources.record import Data, DatumError, Record, SourceError, SourceFault, SourceOptions
from ccm.sources.xml_safe import root_name, stream_elements

NAMESPACE = re.compile(r"urn:iso:std:iso:20022:tech:xsd:camt\.053\.001\.([0-9]{2})\Z")
FIRST_VERSION = 2
_OPENING = ("OPBD", "PRCD")


def read(path: Path, options: SourceOptions) -> Iterator[Record | SourceFault]:
    """The statements of a file. Raises SourceError when it is no camt.053 or not well-formed."""
    file = str(path)
    _check_version(file, root_name(path)[0])
    number = 1
    header: Part | None = None
    entries: list[Data] = []
    problem: DatumError | None = None
    for element in stream_elements(path, ("GrpHdr", "Ntry", "Stmt")):
        part = Part(element)
        try:
            if part.name == "GrpHdr":
                header = part.kept()
            elif part.name == "Ntry":
                entries.append(transaction(part))
            elif problem is None:
                yield Record(file, number, statement(part, header, entries), part.line)
        except DatumError as error:
            problem = problem or error
        if part.name == "Stmt":
            if problem:
                yield problem.in_record(file, number, part.line)
            number, entries, problem = number + 1, [], None
    if number == 1:
        raise SourceError(SourceFault(file, "holds no statement (Stmt)", "ask the bank for the file again"))


def statement(part: Part, header: Part | None, entries: list[Data]) -> Data:
    """The record of one statement, from its element and its entries. Raises DatumError."""
    account = _account(part)
    balances = [_balance(balance) for balance in part.all("Bal")]
    opening = next((item for code in _OPENING for item in balances if item["type"] == code), None)
    closing = next((item for item in balances if item["type"] == "CLBD"), None)
    available = next((item for item in balances if item["type"] == "CLAV"), None)
    number, legal_number = part.text("ElctrncSeqNb", "LglSeqNb"), part.text("LglSeqNb")
    running_balances(opening, closing, [entry for entry in entries if is_booked(entry)])
    return {
        "id": part.needed_text("Id"),
        **filled(
            number=number,
            legal_number=legal_number if legal_number != number else None,
            issued_on=_issued_on(part, header),
            copy=part.text("CpyDplctInd"),
            page_number=part.text("StmtPgntn/PgNb"),
            period=_period(part),
        ),
        **({"last_page": _flag(part, "StmtPgntn/LastPgInd")} if part.one("StmtPgntn") else {}),
        "account": account,
        "customer": customer(header, part),
        **filled(opening=_dated(opening), closing=_dated(closing), available=_dated(available)),
        "balances": balances,
        "totals": totals(part, entries, account.get("currency")),
        "transactions": entries,
        **filled(notes=part.texts("AddtlStmtInf")),
    }


def _check_version(file: str, namespace: str) -> None:
    matched = NAMESPACE.match(namespace)
    if matched and int(matched.group(1)) >= FIRST_VERSION:
        return
    problem = f"is no camt.053 statement of version 02 or later, but {namespace or 'XML without a namespace'}"
    raise SourceError(SourceFault(file, problem, "ask the bank for camt.053.001.02 or later"))


def _issued_on(part: Part, header: Part | None) -> str:
    own = part.date("CreDtTm")
    if own:
        return own
    if header is None:
        raise part.missing("CreDtTm")
    return header.needed_date("CreDtTm")


def _period(part: Part) -> Data | None:
    start, end = part.date("FrToDt/FrDtTm", "FrToDt/FrDt"), part.date("FrToDt/ToDtTm", "FrToDt/ToDt")
    return {"from": start, "to": end} if start and end else None


def _account(part: Part) -> Data:
    account = part.one("Acct")
    if account is None:
        raise part.missing("Acct")
    written = account.text("Id/IBAN", "Id/Othr/Id")
    valid = iban(written)
    return filled(
        iban=valid,
        id=None if valid else written,
        name=account.text("Nm"),
        type=account.text("Tp/Cd", "Tp/Prtry"),
        currency=account.text("Ccy"),
        owner=owner_name(account),
        **servicer(account),
    )


def _balance(part: Part) -> Data:
    code = part.text("Tp/CdOrPrtry/Cd", "Tp/CdOrPrtry/Prtry")
    if code is None:
        raise part.missing("Tp/CdOrPrtry/Cd")
    return filled(
        type=code,
        subtype=part.text("Tp/SubTp/Cd", "Tp/SubTp/Prtry"),
        date=part.date("Dt/Dt", "Dt/DtTm"),
        amount=signed_amount(part),
    )


def _dated(balance: Data | None) -> Data | None:
    return filled(date=balance.get("date"), amount=balance["amount"]) if balance else None


def _flag(part: Part, path: str) -> bool:
    return part.text(path) in ("true", "1")

"""The payload of a SEPA credit transfer QR code (EPC069-12, "Quick Response Code guidelines", version 2.1 and later).

Lines: service tag BCD, version, character set, SCT, BIC, name, IBAN, amount, purpose, structured reference,
unstructured text, information to the originator. Trailing empty lines may be left out.
"""

import re

LARGEST_BYTES = 331

# Character sets by their number in line 3.
_ENCODINGS = dict(
    zip(
        "12345678",
        ("utf-8", "iso8859-1", "iso8859-2", "iso8859-4", "iso8859-5", "iso8859-7", "iso8859-10", "iso8859-15"),
        strict=True,
    )
)
_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?\Z")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}\Z")
_AMOUNT = re.compile(r"EUR(0|[1-9][0-9]{0,8})(\.[0-9]{1,2})?\Z")
_PURPOSE = re.compile(r"[A-Z0-9]{1,4}\Z")
_REFERENCE = re.compile(r"RF[0-9]{2}[A-Z0-9]{1,21}\Z")


class EpcError(ValueError):
    """The payload is not a SEPA credit transfer as EPC069-12 lays it down; the message says which line and why."""


def check_epc(payload: str) -> None:
    """Raise EpcError unless `payload` keeps EPC069-12: lines, lengths, characters, check digits, 331 bytes."""
    lines = payload.replace("\r\n", "\n").split("\n")
    _need(7 <= len(lines) <= 12, f"has {len(lines)} lines; 7 to 12 are laid down")
    tag, version, charset, kind, bic, name, iban = lines[:7]
    amount, purpose, reference, text, hint = (*lines[7:], "", "", "", "", "")[:5]
    _need(tag == "BCD", "line 1 must be BCD")
    _need(version in ("001", "002"), "line 2 must be 001 or 002")
    _need(charset in _ENCODINGS, "line 3 must be a character set, 1 to 8")
    _need(kind == "SCT", "line 4 must be SCT")
    _need(bool(_BIC.match(bic)) or (version == "002" and not bic), "line 5 must be a BIC (it may be empty in 002)")
    _need(1 <= len(name) <= 70, "line 6, the beneficiary's name, must have 1 to 70 characters")
    _need(bool(_IBAN.match(iban)) and _remainder(iban) == 1, "line 7 is not an IBAN, or its check digits are wrong")
    _need(not amount or (bool(_AMOUNT.match(amount)) and float(amount[3:]) >= 0.01), _AMOUNT_RULE)
    _need(not purpose or bool(_PURPOSE.match(purpose)), "line 9, the purpose, must have 1 to 4 letters or digits")
    _need(not (reference and text), "lines 10 and 11 exclude each other: a reference or a text")
    _need(
        not reference or _is_reference(reference),
        "line 10 is not an ISO 11649 reference (RF...), check digits included",
    )
    _need(len(text) <= 140, "line 11, the text, may have 140 characters")
    _need(len(hint) <= 70, "line 12, the information, may have 70 characters")
    _need(payload.isprintable() or all(line.isprintable() for line in lines), "has control characters in it")
    try:
        size = len(payload.encode(_ENCODINGS[charset]))
    except UnicodeEncodeError as problem:
        raise EpcError(f"the character set in line 3 does not have {payload[problem.start]!r}") from problem
    _need(size <= LARGEST_BYTES, f"has {size} bytes; {LARGEST_BYTES} are allowed")


_AMOUNT_RULE = "line 8 must be EUR0.01 to EUR999999999.99, a point before the cents"


def _need(kept: bool, rule: str) -> None:
    if not kept:
        raise EpcError(f"the payload of the SEPA QR code: {rule}")


def _is_reference(reference: str) -> bool:
    return bool(_REFERENCE.match(reference)) and _remainder(reference) == 1


def _remainder(text: str) -> int:
    """ISO 7064 MOD 97-10 of an IBAN or a creditor reference."""
    return int("".join(str(int(character, 36)) for character in text[4:] + text[:4])) % 97

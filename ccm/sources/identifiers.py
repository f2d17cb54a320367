"""Identifiers that are taken as such only when they hold: IBANs, countries, email addresses, mobile numbers.

Published documents are full of account numbers that look like IBANs and are none. What does not hold is shown as
the plain text it is, so these functions answer None instead of refusing.
"""

import re
from functools import cache

_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}\Z")
_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}\Z"
)


def iban(raw: str | None) -> str | None:
    """The IBAN without spaces when its check digits hold (ISO 13616), else None."""
    text = "".join((raw or "").split()).upper()
    if not _IBAN.match(text):
        return None
    digits = "".join(str(int(character, 36)) for character in text[4:] + text[:4])
    return text if int(digits) % 97 == 1 else None


def country(raw: str | None) -> str | None:
    """The ISO 3166-1 code, else None; UK, which ISO reserves for the United Kingdom, is GB."""
    code = (raw or "").strip().upper()
    if code == "UK":
        return "GB"
    return code if code in _countries() else None


def email(raw: str | None) -> str | None:
    """An address one can send to, by its form, else None."""
    text = (raw or "").strip()
    local = text.rpartition("@")[0]
    dots_hold = not (local.startswith(".") or local.endswith(".") or ".." in local)
    return text if _EMAIL.match(text) and len(text) <= 254 and dots_hold else None


def phone(raw: str | None) -> str | None:
    """The number in E.164 when it is written internationally and exists as a plan allows, else None."""
    import phonenumbers

    try:
        number = phonenumbers.parse(raw or "", None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@cache
def _countries() -> frozenset[str]:
    from babel import Locale

    # CLDR also lists regions that are no countries; those codes are no letters or privately used.
    private = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
    codes = (str(code) for code in Locale("en").territories)
    return frozenset(code for code in codes if len(code) == 2 and code not in private)

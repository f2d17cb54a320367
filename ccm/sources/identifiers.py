"""Identifiers that are taken as such only when they hold: IBANs, countries, email addresses, phone numbers.

Published documents are full of account numbers that look like IBANs and are none. What does not hold by the rules
of contracts is left as the plain text it is, so these functions answer None instead of refusing.
"""

from collections.abc import Callable

from templates_repo.value_checks import check_email, check_iban, check_phone, countries

# How electronic addresses (EAS code list) mark one that is an email address.
EMAIL_SCHEME = "EM"


def iban(raw: str | None) -> str | None:
    """The IBAN without spaces when its check digits hold (ISO 13616), else None."""
    return _held("".join((raw or "").split()).upper(), check_iban)


def email(raw: str | None) -> str | None:
    """An address one can send to, by its form, else None."""
    return _held((raw or "").strip(), check_email)


def phone(raw: str | None) -> str | None:
    """The number as written when it is international and can exist, else None."""
    return _held((raw or "").strip(), check_phone)


def country(raw: str | None) -> str | None:
    """The ISO 3166-1 code, else None; UK, which ISO reserves for the United Kingdom, is GB."""
    code = (raw or "").strip().upper()
    if code == "UK":
        return "GB"
    return code if code in countries() else None


def _held(text: str, check: Callable[[str], None]) -> str | None:
    try:
        check(text)
    except ValueError:
        return None
    return text

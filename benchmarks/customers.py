"""Customers to measure with: as different from each other as real ones, and the same in every run."""

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

GIVEN = (
    "Anna",
    "Bruno",
    "Chiara",
    "Dario",
    "Elena",
    "Fabio",
    "Giulia",
    "Hans",
    "Ilaria",
    "Jürgen",
    "Θεοδώρα",
    "Nguyễn",
)
FAMILY = ("Rossi", "Bianchi", "Öhlmüller", "Ferraris", "Conti", "De Santis", "Trần", "Moretti", "Παππάς", "Schäfer")
STREETS = ("Via dei Tigli", "Corso Lungo", "Piazza Nuova", "Weinstraße", "Vicolo Stretto", "Viale delle Rose")
TOWNS = ("20121 Milano MI", "39100 Bolzano BZ", "10121 Torino TO", "50122 Firenze FI", "80132 Napoli NA")
SHOPS = (
    ("Mercato Verde", "Groceries, card ending in 4471"),
    ("Tranvie Milanesi", "Monthly ticket, city network"),
    ("Solvento Energia S.r.l.", "Electricity, September"),
    ("Trattoria del Ponte", "Dinner, card ending in 4471"),
    ("Libri di Brera", "Books, card ending in 4471"),
    ("Farmacia San Rocco", "Pharmacy, card ending in 4471"),
    ("Lago Telecom S.p.A.", "Fibre at home, direct debit"),
)
FIRST_DAY = date(2026, 10, 1)


def customers(count: int, rows: int) -> list[dict[str, Any]]:
    """`count` statements of `rows` transactions each, as records of the template account-statement."""
    return [statement(number, rows) for number in range(count)]


def statement(number: int, rows: int) -> dict[str, Any]:
    """One statement; the same `number` and `rows` always give the same one."""
    chance = random.Random(number * 100_003 + rows)  # noqa: S311 - to tell customers apart, not to keep a secret
    name = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"
    opening = _cents(chance, 50_000, 900_000)
    transactions = list(_transactions(chance, rows, opening))
    money_in = [row for row in transactions if not row["amount"]["amount"].startswith("-")]
    money_out = [row for row in transactions if row["amount"]["amount"].startswith("-")]
    closing = Decimal(transactions[-1]["balance"]["amount"])
    last_day = FIRST_DAY + timedelta(days=30)
    return {
        "id": f"ST-2026-10-{number:07d}",
        "number": "10",
        "issued_on": "2026-11-02",
        "period": {"from": FIRST_DAY.isoformat(), "to": last_day.isoformat()},
        "account": {
            "iban": iban(f"X0542811101{number:012d}"),
            "name": "Everyday account",
            "currency": "EUR",
            "owner": name,
            "bic": "GNPRITM0XXX",
        },
        "customer": {
            "id": f"C-{number:06d}",
            "name": name,
            "address": [f"{chance.choice(STREETS)} {chance.randrange(1, 120)}", chance.choice(TOWNS), "Italy"],
            "country": "IT",
            "email": f"customer{number}@example.com",
            "phone": f"+39347{number:07d}",
            "locale": "en-GB",
        },
        "opening": {"date": FIRST_DAY.isoformat(), "amount": _euros(opening)},
        "closing": {"date": last_day.isoformat(), "amount": _euros(closing)},
        "balances": [
            {"type": "OPBD", "date": FIRST_DAY.isoformat(), "amount": _euros(opening)},
            {"type": "CLBD", "date": last_day.isoformat(), "amount": _euros(closing)},
        ],
        "totals": {
            "credits": {"count": len(money_in), "amount": _euros(_sum(money_in))},
            "debits": {"count": len(money_out), "amount": _euros(_sum(money_out))},
            "net": _euros(closing - opening),
        },
        "transactions": transactions,
    }


def iban(account: str) -> str:
    """The Italian IBAN of `account` (23 characters), with its check digits (ISO 13616)."""
    digits = "".join(str(int(character, 36)) for character in f"{account}IT00")
    return f"IT{98 - int(digits) % 97:02d}{account}"


def _transactions(chance: random.Random, rows: int, balance: Decimal) -> Any:
    for row in range(rows):
        day = (FIRST_DAY + timedelta(days=30 * row // rows)).isoformat()
        if row % 15 == 14:
            who, why, amount = "Erbario Lombardo S.r.l.", "Salary October", _cents(chance, 150_000, 320_000)
        else:
            (who, why), amount = chance.choice(SHOPS), -_cents(chance, 150, 12_000)
        balance += amount
        yield {
            "id": f"{row:05d}",
            "booked_on": day,
            "valued_on": day,
            "description": why,
            "counterparty": who,
            "amount": _euros(amount),
            "balance": _euros(balance),
        }


def _cents(chance: random.Random, least: int, most: int) -> Decimal:
    return Decimal(chance.randrange(least, most)) / 100


def _euros(amount: Decimal) -> dict[str, str]:
    return {"amount": f"{amount:.2f}", "currency": "EUR"}


def _sum(rows: list[dict[str, Any]]) -> Decimal:
    return sum((Decimal(row["amount"]["amount"]) for row in rows), Decimal(0))

"""The filters and tests an expression may use: what they take, what they give, and an example of each.

This is the table the static check, the documentation and the evaluator share; the evaluator has one function
for each name in it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from templates_repo import filter_results as results
from templates_repo.types import DataType, Kind, LiteralValue

ParameterKind = Literal["text", "field", "integer", "boolean", "literal"]

NUMBER: tuple[Kind, ...] = ("integer", "decimal")
ANY: tuple[Kind, ...] = (
    "text",
    "integer",
    "decimal",
    "money",
    "date",
    "datetime",
    "time",
    "boolean",
    "list",
    "object",
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """An argument of a filter. One that may be left out has a `default`, or with `leave_out` is not passed."""

    name: str
    kind: ParameterKind
    doc: str
    required: bool = False
    default: LiteralValue = None
    choices: tuple[str, ...] = ()
    bounds: tuple[int, int] | None = None
    leave_out: bool = False


@dataclass(frozen=True, slots=True)
class FilterSignature:
    """What a filter takes and gives.

    `accepts` are the kinds of value it can be put behind; `result` gives the type of what it makes of one, or
    raises `filter_results.FilterTypeError`. The first `positional` parameters may be given without their names.
    `example` is an expression over the data of `EXAMPLE_DATA` that shows it; `shown` is what it gives in en-GB.
    """

    name: str
    accepts: tuple[Kind, ...]
    result: Callable[[DataType, Mapping[str, LiteralValue]], DataType]
    doc: str
    example: str
    shown: str
    parameters: tuple[Parameter, ...] = ()
    positional: int = 1


@dataclass(frozen=True, slots=True)
class TestSignature:
    """What a test (``x is defined``) asks. `may_be_undefined`: whether it can be asked of a missing value."""

    __test__ = False  # not a class of tests, whatever its name makes a test runner think

    name: str
    accepts: tuple[Kind, ...]
    doc: str
    may_be_undefined: bool = False


EXAMPLE_DATA: Mapping[str, object] = {
    "balance": {"amount": "1234.50", "currency": "EUR"},
    "rate": Decimal("0.22"),
    "usage": Decimal("1250.5"),
    "days": 14,
    "due": "2026-11-21",
    "sent": "2026-11-21T09:30:00+01:00",
    "opens": "09:30:00",
    "phone": "+390212345678",
    "iban": "IT60X0542811101000000123456",
    "country": "IT",
    "holder": {"title": "Dr", "given": "Ada", "family": "Brambilla"},
    "places": ["Bergamo", "Lecco", "Como"],
    "fees": [{"kind": "card", "price": 3}, {"kind": "post", "price": 2}],
    "word": " Grazie ",
}

_DECIMALS = Parameter("decimals", "integer", "digits after the point; left out, all there are", bounds=(0, 10))
_ATTRIBUTE = Parameter("attribute", "field", "the field of each item, in quotes", required=True)
_DATE_STYLES = ("medium", "short", "long", "full", "month", "day-month")
_TIME_STYLES = ("medium", "short", "long", "full")


def _plural(category: str) -> Parameter:
    doc = f"the words for the plural category {category!r} of CLDR; # stands for the number"
    return Parameter(category, "text", doc, required=category == "other", leave_out=True)


_FILTERS = (
    FilterSignature(
        "money",
        ("money",),
        results.money,
        "An amount with its currency. Never rounds: it shows the currency's digits, and more when there are more.",
        "balance | money",
        "€1,234.50",
        (
            Parameter(
                "style",
                "text",
                "'plain' leaves the currency out; 'machine' is for payloads: EUR1234.50 in every language",
                default="standard",
                choices=("standard", "plain", "machine"),
            ),
        ),
    ),
    FilterSignature(
        "number",
        NUMBER,
        results.number,
        "A number with the separators of the language.",
        "usage | number",
        "1,250.5",
        (_DECIMALS,),
    ),
    FilterSignature(
        "percent", NUMBER, results.percent, "A share of one as per cent.", "rate | percent", "22%", (_DECIMALS,)
    ),
    FilterSignature(
        "unit",
        NUMBER,
        results.unit,
        "A number with a unit of CLDR.",
        "usage | unit('kilowatt-hour')",
        "1,250.5 kWh",
        (Parameter("unit", "text", "the unit's name in CLDR, such as 'kilowatt-hour'", required=True),),
    ),
    FilterSignature(
        "date",
        ("date", "datetime"),
        results.date,
        "A date in the words of the language.",
        "due | date('long')",
        "21 November 2026",
        (Parameter("style", "text", "how much of the date is shown", default="medium", choices=_DATE_STYLES),),
    ),
    FilterSignature(
        "time", ("time", "datetime"), results.time, "A time of day, in hours and minutes.", "opens | time", "09:30"
    ),
    FilterSignature(
        "datetime",
        ("datetime",),
        results.datetime,
        "A date and a time, in the zone the data gives.",
        "sent | datetime('short')",
        "21/11/2026, 09:30",
        (Parameter("style", "text", "how much is shown", default="medium", choices=_TIME_STYLES),),
    ),
    FilterSignature(
        "phone",
        ("text",),
        results.phone,
        "A telephone number in its international form.",
        "phone | phone",
        "+39 02 1234 5678",
    ),
    FilterSignature(
        "iban",
        ("text",),
        results.iban,
        "An IBAN in groups of four.",
        "iban | iban",
        "IT60 X054 2811 1010 0000 0123 456",
    ),
    FilterSignature(
        "name",
        ("text", "object"),
        results.name,
        "A person's name, from a text or the fields title, prefix, given and family.",
        "holder | name",
        "Dr Ada Brambilla",
    ),
    FilterSignature(
        "list",
        ("list",),
        results.listed,
        "A list of texts as a phrase.",
        "places | list",
        "Bergamo, Lecco and Como",
        (Parameter("style", "text", "the last conjunction", default="and", choices=("and", "or")),),
    ),
    FilterSignature("territory", ("text",), results.territory, "A country's name.", "country | territory", "Italy"),
    FilterSignature(
        "amount",
        ("money",),
        results.amount,
        "The number of an amount of money.",
        "balance | amount | number",
        "1,234.5",
    ),
    FilterSignature(
        "abs",
        (*NUMBER, "money"),
        results.absolute,
        "The value without its sign.",
        "days | abs | number",
        "14",
    ),
    FilterSignature(
        "negate",
        (*NUMBER, "money"),
        results.negated,
        "The value with the other sign.",
        "days | negate | number",
        "-14",
    ),
    FilterSignature(
        "round",
        (*NUMBER, "money"),
        results.rounded,
        "The value rounded, halves to the even digit.",
        "usage | round | number",
        "1,250",
        (Parameter("digits", "integer", "digits after the point", default=0, bounds=(0, 10)),),
    ),
    FilterSignature(
        "add_days",
        ("date",),
        results.moved,
        "The date so many days later; earlier when the number is negative.",
        "due | add_days(1) | date('long')",
        "22 November 2026",
        (Parameter("days", "integer", "how many days", required=True, bounds=(-3660, 3660)),),
    ),
    FilterSignature(
        "sum",
        ("list",),
        results.total,
        "The sum of a list of numbers or amounts, or of a field of its items.",
        "fees | sum('price') | number",
        "5",
        (Parameter("attribute", "field", "the field of each item, in quotes"),),
    ),
    FilterSignature("count", ("list",), results.count, "How many items a list has.", "fees | count | number", "2"),
    FilterSignature("first", ("list",), results.item, "The first item of a list.", "places | first", "Bergamo"),
    FilterSignature("last", ("list",), results.item, "The last item of a list.", "places | last", "Como"),
    FilterSignature(
        "where",
        ("list",),
        results.where,
        "The items whose field has a value.",
        "fees | where('kind', 'card') | count | number",
        "1",
        (_ATTRIBUTE, Parameter("wanted", "literal", "what the field is to be", required=True)),
        positional=2,
    ),
    FilterSignature(
        "sort",
        ("list",),
        results.ordered,
        "The items in the order of one of their fields.",
        "fees | sort('price') | map('kind') | list",
        "post and card",
        (_ATTRIBUTE, Parameter("reverse", "boolean", "the largest first", default=False)),
        positional=2,
    ),
    FilterSignature(
        "map",
        ("list",),
        results.mapped,
        "A field of each item.",
        "fees | map('kind') | list",
        "card and post",
        (_ATTRIBUTE,),
    ),
    FilterSignature(
        "join",
        ("list",),
        results.joined,
        "A list of texts with a text between them.",
        "places | join(' / ')",
        "Bergamo / Lecco / Como",
        (Parameter("separator", "text", "what stands between", required=True),),
    ),
    FilterSignature(
        "default",
        ANY,
        results.default,
        "A value to show when there is none.",
        "middle_name | default('-')",
        "-",
        (Parameter("value", "literal", "what is shown instead", required=True),),
    ),
    FilterSignature("upper", ("text",), results.recased, "A text in capitals.", "country | upper", "IT"),
    FilterSignature("lower", ("text",), results.recased, "A text in small letters.", "country | lower", "it"),
    FilterSignature("trim", ("text",), results.trimmed, "A text without blanks around it.", "word | trim", "Grazie"),
    FilterSignature(
        "plural",
        NUMBER,
        results.plural,
        "The words that go with a number, by the plural rules of the language.",
        "days | plural(one='# day', other='# days')",
        "14 days",
        tuple(_plural(category) for category in ("zero", "one", "two", "few", "many", "other")),
        positional=0,
    ),
)

_TESTS = (
    TestSignature("defined", ANY, "The data has a value here; a missing field and null have none.", True),
    TestSignature("undefined", ANY, "The data has no value here.", True),
    TestSignature("none", ANY, "The data has no value here; the same as 'undefined'.", True),
    TestSignature("empty", ("text", "list"), "A text without characters, or a list without items."),
    TestSignature("even", ("integer",), "A whole number that two divides."),
    TestSignature("odd", ("integer",), "A whole number that two does not divide."),
)

FILTERS: Mapping[str, FilterSignature] = {signature.name: signature for signature in _FILTERS}
TESTS: Mapping[str, TestSignature] = {signature.name: signature for signature in _TESTS}

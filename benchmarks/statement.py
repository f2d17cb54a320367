"""One statement of 60 transactions: what each step costs, beside other ways of making the same page."""

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.customers import customers
from benchmarks.engine import Engine
from benchmarks.measure import Way, in_turn
from benchmarks.peers import plutoprint_page, words
from benchmarks.peers.typst_page import TypstPage
from benchmarks.peers.weasyprint_page import HandWritten

ROWS = 60
PDF_TARGET = 1.15  # times what WeasyPrint needs for the page written by hand


@dataclass(frozen=True)
class Step:
    """A way to measure; `target` is the most milliseconds it should take, where there is such a figure."""

    name: str
    way: Way
    target: float | None = None
    remark: str = ""


QUICK = 4  # how many of the steps print no pages
PDF = "PDF"
BY_HAND = "Jinja2 + WeasyPrint, by hand"


def steps(count: int) -> list[Step]:
    """The engine's steps, then the peers'."""
    engine = Engine()
    records = customers(count, ROWS)
    documents = [engine.compose(record) for record in records]
    disclosures = words.disclosures(documents[0])
    by_hand, typst_page = HandWritten(disclosures), TypstPage(disclosures)

    def channel(name: str) -> Way:
        return lambda customer: engine.render(name, documents[customer])

    return [
        Step("compose", lambda customer: engine.compose(records[customer]), 2, "record to Document"),
        Step("SMS", channel("sms"), 0.3),
        Step("email", channel("email"), 5, "HTML, plain text and the whole message"),
        Step("mobile", channel("mobile"), 3),
        Step(PDF, channel("pdf"), None, "PDF/UA-1 and PDF/A-3a"),
        Step(BY_HAND, lambda customer: by_hand.pdf(records[customer], "pdf/ua-1"), None, "PDF/UA-1"),
        Step("the same, untagged", lambda customer: by_hand.pdf(records[customer], None), None, "no standard"),
        Step("Typst", lambda customer: typst_page.pdf(records[customer]), None, "PDF/UA-1"),
        Step("PlutoPrint", lambda customer: plutoprint_page.pdf(by_hand, records[customer]), None, "no standard"),
    ]


def measure(count: int, done: Callable[[int], object]) -> list[tuple[Step, list[float]]]:
    """Each step with its seconds, one for each of `count` customers.

    What takes milliseconds has ten customers in a row, as in a batch; what prints pages takes turns at each.
    `done` is told how many customers a group of steps is through with; there are two groups.
    """
    chosen = steps(count)
    times: dict[str, list[float]] = {}
    for turn, group in ((10, chosen[:QUICK]), (1, chosen[QUICK:])):
        times |= in_turn({step.name: step.way for step in group}, count, turn, done)
    return [(step, times[step.name]) for step in chosen]

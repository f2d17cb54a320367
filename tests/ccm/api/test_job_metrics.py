"""Figures of jobs: what is in the database, and nothing personal."""

import pytest
from sqlalchemy.exc import OperationalError

from ccm.api.job_metrics import JobFigures
from ccm.db.session import Database
from tests.ccm.api.mill import mill
from tests.ccm.api.office_api import Served
from tests.ccm.governance.office import Office
from tests.ccm.jobs.shop import broken, order


def told(figures: JobFigures) -> dict[tuple[str, ...], float]:
    return {tuple(one.labels.values()): one.value for metric in figures.collect() for one in metric.samples}


def test_figures_are_those_of_the_database(office: Office, server: Served) -> None:
    made = mill(office, server)
    ida = server.client_as("ida")
    made.submit(ida, [order(1), broken(2), "{"])
    made.work()
    made.submit(ida, [order(3)])
    at = 0.0
    figures = JobFigures(office.database, lambda: at)
    found = told(figures)
    assert (found["done",], found["waiting",], found["stopped",]) == (1, 1, 0)
    outcomes = ("open", "delivered", "rejected", "unreadable")
    assert [found["done", outcome] for outcome in outcomes] == [0, 1, 1, 1]
    made.work()
    assert told(figures) == found, "who asks again at once is told the same"
    at = 10.0
    assert told(figures)["done", "delivered"] == 2
    text = server.client().get("/metrics").text
    assert 'ccm_jobs{state="done"} 2.0' in text
    for word in ("order-letter", "ida", "A-1", "Ferri"):
        assert word not in text


def test_a_database_that_does_not_answer_takes_no_other_figure_away(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise OperationalError("select", {}, Exception("gone"))

    monkeypatch.setattr("ccm.api.job_metrics.figures", fail)
    assert list(JobFigures(database).collect()) == []

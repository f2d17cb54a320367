"""Figures of jobs for Prometheus: how many there are in each state, and what became of their records.

They are read from the database when they are asked for, so every server tells the same. No job, template or person is
among the labels.
"""

import time
from collections.abc import Callable, Iterable
from threading import Lock

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from ccm.db.session import Database
from ccm.jobs.figures import Figures, figures
from ccm.jobs.job import STATES

FRESH_SECONDS = 5.0
"""So long figures are told again: whoever asks more often costs the database nothing."""


class JobFigures(Collector):
    """What the database says of jobs; nothing, while it does not answer."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._clock = clock
        self._lock = Lock()
        self._known: dict[str, Figures] = {}
        self._at = float("-inf")

    def collect(self) -> Iterable[Metric]:
        known = self._figures()
        if known is None:
            return
        jobs = GaugeMetricFamily("ccm_jobs", "Jobs in each state.", labels=["state"])
        records = GaugeMetricFamily(
            "ccm_job_records", "Records of jobs, by the state of the job and by what became of them.",
            labels=["state", "outcome"],
        )  # fmt: skip
        for state in STATES:
            found = known.get(state, Figures())
            jobs.add_metric([state], found.jobs)
            for outcome in ("open", "delivered", "rejected", "unreadable"):
                records.add_metric([state, outcome], getattr(found, outcome))
        yield jobs
        yield records

    def _figures(self) -> dict[str, Figures] | None:
        with self._lock:
            if self._clock() - self._at >= FRESH_SECONDS:
                try:
                    with self._database.reading() as session:
                        self._known = figures(session)
                except SQLAlchemyError:
                    return None
                self._at = self._clock()
            return self._known

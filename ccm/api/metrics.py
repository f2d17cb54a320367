"""Figures for Prometheus: how many requests, how long, and how the worker processes do.

Their labels are routes, methods, classes of status and lanes, of which there is a fixed number; no person, customer or
path of a request is among them.
"""

from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from ccm.workers.lanes import Lanes

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """The figures of one server."""

    def __init__(self, lanes: Lanes | None) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "ccm_requests", "Requests answered.", ("method", "route", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "ccm_request_seconds", "How long requests took.", ("method", "route"), buckets=_SECONDS,
            registry=self.registry,
        )  # fmt: skip
        self.under_way = Gauge("ccm_requests_under_way", "Requests that are being answered.", registry=self.registry)
        if lanes is not None:
            self.registry.register(_LaneFigures(lanes))

    def observe(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request that was answered. `route` is the route's own path, with its parameters' names."""
        known = method if method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS") else "other"
        self.requests.labels(known, route, f"{status // 100}xx").inc()
        self.seconds.labels(known, route).observe(seconds)

    def text(self) -> bytes:
        """All of them, as Prometheus reads them."""
        return generate_latest(self.registry)


class _LaneFigures(Collector):
    """What the worker processes say about themselves when they are asked."""

    def __init__(self, lanes: Lanes) -> None:
        self.lanes = lanes

    def collect(self) -> Iterable[Metric]:
        waiting = GaugeMetricFamily("ccm_renders_waiting", "Work that waits for a process.", labels=["lane"])
        processes = GaugeMetricFamily("ccm_render_processes", "Worker processes there are.", labels=["lane"])
        for lane, number in self.lanes.waiting.items():
            waiting.add_metric([lane], number)
        for lane, pids in self.lanes.pids.items():
            processes.add_metric([lane], len(pids))
        yield waiting
        yield processes
        replaced = CounterMetricFamily(
            "ccm_render_processes_replaced", "Worker processes that were lost, or ended because of what they did."
        )
        replaced.add_metric([], self.lanes.replaced)
        yield replaced

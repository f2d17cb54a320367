"""Traces say which route took how long, and nothing of what was asked."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from ccm.api.telemetry import instrument, trace
from tests.ccm.api.office_api import Served, served
from tests.ccm.governance.copies import built


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Served]:
    with built("sqlite", tmp_path, None) as office:
        yield from served(office)


def test_a_trace_names_the_route_and_not_what_was_asked(server: Served) -> None:
    spans, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(spans))
    instrument(server.app, provider)
    server.client_as("anna").delete("/v1/keys/k-whitmore?customer=Whitmore")
    told = [json.loads(span.to_json()) for span in spans.get_finished_spans()]
    assert any(span["attributes"].get("http.route") == "/v1/keys/{key}" for span in told)
    assert "hitmore" not in json.dumps(told)


def test_nothing_is_traced_unless_somebody_says_where_to(server: Served) -> None:
    assert trace(server.app, {}) is False

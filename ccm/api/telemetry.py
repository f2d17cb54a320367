"""Traces for OpenTelemetry, where its extra is installed and an exporter is named.

What is traced are routes and durations. Addresses with what stands in queries, and headers, are left out.
"""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fastapi import FastAPI

ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT"
_PRIVATE = ("http.target", "http.url", "url.full", "url.path", "url.query", "client.address", "net.peer.ip")


class TelemetryError(RuntimeError):
    """Traces are asked for and cannot be made; the message says what to install."""


def trace(app: "FastAPI", environment: Mapping[str, str] = os.environ) -> bool:
    """Trace the requests of `app` to the OTLP endpoint that the environment names; say whether one is named.

    Raises TelemetryError when the extra is not installed.
    """
    if not environment.get(ENDPOINT):
        return False
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as error:
        raise TelemetryError(
            f"{ENDPOINT} is set, and OpenTelemetry is not installed; install ccm-engine[telemetry], or unset it"
        ) from error
    provider = TracerProvider()
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    instrument(app, provider)
    return True


def instrument(app: "FastAPI", provider: Any) -> None:
    """Have `provider` (opentelemetry.sdk.trace.TracerProvider) trace the requests of `app`."""
    from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor

    FastAPIInstrumentor.instrument_app(
        app, tracer_provider=provider, server_request_hook=_without_private, excluded_urls="healthz,readyz,metrics"
    )


def _without_private(span: Any, _scope: Mapping[str, Any]) -> None:
    if span is not None and span.is_recording():
        for name in _PRIVATE:
            if name in (span.attributes or {}):
                span.set_attribute(name, "")

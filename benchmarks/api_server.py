"""``python -m benchmarks.api_server api|echo PORT``: the API without limits of rate, or a bare echo, until stopped."""

import signal
import sys
from dataclasses import replace
from typing import Any

import uvicorn
from fastapi import FastAPI

from ccm.api.app import create_app
from ccm.api.limits import Limits
from ccm.api.serving import opened
from ccm.db.session import open_database

ENDLESS = 1_000_000


def echo() -> FastAPI:
    """A server that hands back what it gets, and does nothing else."""
    app = FastAPI()

    @app.post("/echo")
    async def back(body: dict[str, Any]) -> dict[str, Any]:
        return body

    return app


def main() -> None:
    kind, port = sys.argv[1], int(sys.argv[2])
    signal.signal(signal.SIGTERM, lambda _number, _frame: None)  # as `ccm.api.serving` does
    if kind == "echo":
        _run(echo(), port)
        return
    limits = replace(Limits(), per_second=ENDLESS, burst=ENDLESS)
    with open_database() as database, opened(database, workers=1, limits=limits) as context:
        _run(create_app(context), port)


def _run(app: FastAPI, port: int) -> None:
    uvicorn.run(app, host="127.0.0.1", port=port, log_config=None, access_log=False, ws="none")


if __name__ == "__main__":
    main()

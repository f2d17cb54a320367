"""The description is good enough to generate a client from: one is generated, and renders with a served application."""

import json
import signal
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2
import pytest

from ccm.api.routes.render import EXAMPLE
from tests.ccm.api.office_api import Served
from tests.ccm.api.real_server import PEERS, running
from tests.ccm.governance.copies import built

CLIENT = """
import json, sys
from ccm_client import AuthenticatedClient
from ccm_client.api.access import whoami
from ccm_client.api.render import render
from ccm_client.models import Problem, RenderRequest

address, key, wanted = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
client = AuthenticatedClient(base_url=address, token=key, timeout=60)
wrong = RenderRequest.from_dict({**wanted, "channels": ["fax"]})
print(json.dumps({
    "who": whoami.sync(client=client).person,
    "sent": render.sync(client=client, body=RenderRequest.from_dict(wanted)).to_dict(),
    "refused": render.sync_detailed(client=client, body=wrong).status_code,
}))
"""


def test_a_generated_client_renders_with_a_served_application(tmp_path: Path) -> None:
    generator = PEERS / "openapi-python-client"
    if not generator.exists():
        pytest.skip(f"{generator} is not there; 'make test' installs it")
    with built("sqlite", tmp_path, None) as office:
        office.at = datetime.now(UTC) - timedelta(days=1)  # the server has a clock of its own
        office.released()
        served = Served(office)
        _, key = key_of(served, "ida")
        url = office.database.engine.url.render_as_string(hide_password=False)
        with running(tmp_path, url) as (address, process):
            described = httpx2.get(f"{address}/v1/openapi.json", timeout=60).json()
            (tmp_path / "openapi.json").write_text(json.dumps(described))
            (tmp_path / "config.yaml").write_text("package_name_override: ccm_client\npost_hooks: []\n")
            made = subprocess.run(
                [generator, "generate", "--path", "openapi.json", "--output-path", "client", "--meta", "none",
                 "--config", "config.yaml"],
                cwd=tmp_path, capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert made.returncode == 0, made.stdout + made.stderr
            (tmp_path / "client").rename(tmp_path / "ccm_client")
            said = subprocess.run(
                [PEERS / "python", "-c", CLIENT, address, key, json.dumps(EXAMPLE)],
                cwd=tmp_path, capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert said.returncode == 0, said.stderr
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) in (0, -signal.SIGTERM)
    answer = json.loads(said.stdout)
    assert answer["who"] == "ida"
    assert "release" in answer["sent"], answer
    assert answer["sent"]["release"] == "order-letter#1"
    assert "A-1043" in answer["sent"]["parts"][0]["text"]
    assert answer["refused"] == 422
    log = (tmp_path / "server.log").read_text()
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    assert [line["route"] for line in lines if line["event"] == "request"][-2:] == ["/v1/render", "/v1/render"]
    assert "Whitmore" not in log
    assert key not in log


def key_of(served: Served, person: str) -> tuple[str, str]:
    """A key of a person that is for everything: its id and what to show."""
    client = served.client_as(person)
    secret = client.headers["authorization"].removeprefix("Bearer ")
    served.close()
    return person, secret

"""A real identity provider, Canaille, as a process of its own; and a browser that signs in there."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

PEERS = Path(sys.executable).parent.parent / "peers" / "bin"
PASSWORD = "four plain words here"  # noqa: S105 - of somebody invented
SECRET = "the-secret-of-the-client"  # noqa: S105

PROGRAM = """
import json, sys
import canaille
from canaille.app import models
from canaille.backends import Backend
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

client_id, secret, redirect, password = sys.argv[1:]
app = canaille.create_app({
    "SECRET_KEY": "x" * 32, "TESTING": True, "WTF_CSRF_ENABLED": False, "PREFERRED_URL_SCHEME": "http",
    "CANAILLE": {"DATABASE": "memory", "LOGGING": {"version": 1}},
    "CANAILLE_OIDC": {"ACTIVE_JWKS": [RSAKey.generate_key(2048, auto_kid=True).as_dict(private=True)]},
})
with app.app_context(), Backend.instance.session():
    for name in ("anna", "mallory"):
        Backend.instance.save(models.User(
            formatted_name=name, family_name=name, user_name=name, emails=[name + "@example.com"], password=password))
    client = models.Client(
        client_id=client_id, client_secret=secret, client_name="ccm", redirect_uris=[redirect], contacts=[],
        grant_types=["authorization_code"], response_types=["code"], scope=["openid"],
        token_endpoint_auth_method="client_secret_basic", client_uri="http://127.0.0.1/")
    Backend.instance.save(client)
    client.audience = [client]
    Backend.instance.save(client)
server = make_server("127.0.0.1", 0, app, threaded=True)
print(json.dumps(server.port), flush=True)
server.serve_forever()
"""


@contextmanager
def provider_process(folder: Path, client_id: str, redirect: str) -> Iterator[str]:
    """Run the provider, with Anna and Mallory, and give its address as it writes it. Skips where there is none."""
    if not (PEERS / "canaille").exists():
        pytest.skip(f"{PEERS / 'canaille'} is not there; 'make test' installs it")
    arguments = [str(PEERS / "python"), "-c", PROGRAM, client_id, SECRET, redirect, PASSWORD]
    with (folder / "provider.log").open("wb") as log:
        process = subprocess.Popen(arguments, cwd=folder, stdout=subprocess.PIPE, stderr=log)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, (folder / "provider.log").read_text()
        said = httpx2.get(f"http://127.0.0.1:{json.loads(line)}/.well-known/openid-configuration", timeout=60)
        yield str(said.json()["issuer"])
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def signs_in(address: str, person: str, back: str) -> str:
    """A browser that goes to `address`, signs in as `person`, and is sent `back`: to where exactly."""
    with httpx2.Client(timeout=60) as browser:
        answer = browser.get(address)
        for _ in range(12):
            if answer.is_redirect:
                place = str(answer.url.join(answer.headers["location"]))
                if place.startswith(back):
                    return place
                answer = browser.get(place)
            elif 'name="password"' in answer.text:
                answer = browser.post(answer.url, data={"password": PASSWORD})
            elif 'name="login"' in answer.text:
                answer = browser.post(answer.url, data={"login": person})
            else:
                answer = browser.post(answer.url, data={"answer": "accept"})
    raise AssertionError(f"{person} got no further than {answer.url}: {answer.status_code} {answer.text[:500]}")

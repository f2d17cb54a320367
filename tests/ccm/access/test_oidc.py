"""Signing in with a real identity provider, and everything that may be wrong with what comes back."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from fastapi.testclient import TestClient
from joserfc import jwt
from joserfc.jwk import RSAKey

from ccm.access import accounts
from ccm.access.accounts import Flow
from ccm.access.keys import AccessError
from ccm.access.oidc import Client, Provider, ProviderError, client_of
from tests.ccm.access.provider import SECRET, provider_process, signs_in
from tests.ccm.api.office_api import Served, served
from tests.ccm.governance.copies import built

URL = "https://testserver"
BACK = f"{URL}/v1/oidc/callback"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("oidc")
    with provider_process(folder, "ccm", BACK) as issuer, built("sqlite", folder, None) as office:
        yield from served(office, provider=Provider(Client(issuer, "ccm", SECRET, URL)))


def begun(server: Served, to: str = "/") -> tuple[TestClient, str]:
    """A browser that is on its way to the provider, and where that is."""
    browser = server.client()
    sent = browser.get("/v1/oidc/sign-in", params={"to": to}, follow_redirects=False)
    assert sent.status_code == 302, sent.text
    return browser, sent.headers["location"]


def refusal(browser: TestClient, back: str) -> str:
    """What the sign-in page says to a browser that comes back and is let in as nobody."""
    answer = browser.get(back, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return str(browser.get("/v1/door").json()["refusal"])


def test_who_has_a_linked_account_signs_in_with_it(server: Served) -> None:
    browser, address = begun(server)
    asked = parse_qs(urlsplit(address).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert SECRET not in address
    refused = refusal(browser, signs_in(address, "anna", BACK))
    assert "is linked to nobody here" in refused
    assert server.context.provider is not None
    with server.office.database.writing() as session:
        subject = refused.split()[2]
        accounts.link(session, server.office.by("otto"), "anna", server.context.provider.client.issuer, subject)
    browser, address = begun(server, "/jobs/new?template=order-letter")
    back = signs_in(address, "anna", BACK)
    assert "was not begun in this browser" in refusal(server.client(), back)
    answer = browser.get(back, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/jobs/new?template=order-letter")
    assert browser.get("/v1/whoami").json()["way"] == "oidc"
    assert "was not begun in this browser" in refusal(browser, back), "an answer counts once"
    assert [row.act for row in server.office.log()][-2:] == ["account-link", "sign-in"]
    mallory, address = begun(server)
    assert "is linked to nobody" in refusal(mallory, signs_in(address, "mallory", BACK))
    assert mallory.get("/v1/whoami").status_code == 401
    with server.office.database.writing() as session:
        assert accounts.unlink(session, server.office.by("otto"), "anna") == 1
    browser, address = begun(server)
    assert "is linked to nobody" in refusal(browser, signs_in(address, "anna", BACK))


def test_a_code_is_no_use_without_its_verifier(server: Served) -> None:
    assert server.context.provider is not None
    browser, address = begun(server)
    back = parse_qs(urlsplit(signs_in(address, "anna", BACK)).query)
    with pytest.raises(ProviderError, match="answers 400"):
        server.context.provider.subject(back["code"][0], Flow("nonce", "another-verifier" * 4))
    foreign = f"/v1/oidc/callback?state={back['state'][0]}&code=x&iss=https://evil.example"
    assert "another identity provider" in refusal(browser, foreign)


@pytest.mark.parametrize("place", ["https://evil.example", "//evil.example", "/\\evil.example", "/a\nb", "", "desk"])
def test_a_sign_in_leads_to_no_other_server(server: Served, place: str) -> None:
    browser, address = begun(server, place)
    answer = browser.get(signs_in(address, "anna", BACK), follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


KEY, OTHER = (RSAKey.generate_key(2048, {"kid": "k"}) for _ in range(2))
ISSUER = "https://id.example"
CLAIMS = {"iss": ISSUER, "sub": "a-1", "aud": "ccm", "exp": 4e9, "iat": 1e9, "nonce": "n"}


def told(claims: dict[str, Any], key: RSAKey = KEY, header: dict[str, str] | None = None) -> str:
    """What a provider that says this is understood to say."""

    def answer(request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/token":
            signed = header or {"alg": "RS256", "kid": "k"}
            token = jwt.encode(signed, {name: value for name, value in claims.items() if value is not None}, key)
            return httpx2.Response(200, json={"id_token": token})
        if request.url.path == "/keys":
            return httpx2.Response(200, json={"keys": [KEY.as_dict(private=False)]})
        return httpx2.Response(200, json={
            "issuer": ISSUER, "authorization_endpoint": f"{ISSUER}/go", "token_endpoint": f"{ISSUER}/token",
            "jwks_uri": f"{ISSUER}/keys"})  # fmt: skip

    provider = Provider(Client(ISSUER, "ccm", SECRET, URL), httpx2.MockTransport(answer))
    return provider.subject("code", Flow("n", "v"))


def test_an_id_token_that_holds_says_who_it_is() -> None:
    assert told(CLAIMS) == "a-1"
    assert told({**CLAIMS, "aud": ["ccm", "other"], "azp": "ccm"}) == "a-1"


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://evil.example"}, {"aud": "other"}, {"aud": ["ccm", "other"]}, {"exp": 1e9}, {"nonce": "m"},
        {"nonce": None}, {"sub": None}, {"exp": None}, {"aud": None}, {"iat": 4e9},
    ],
    ids=str,
)  # fmt: skip
def test_an_id_token_that_does_not_hold_signs_nobody_in(wrong: dict[str, Any]) -> None:
    with pytest.raises(ProviderError, match="ID token"):
        told({**CLAIMS, **wrong})


def test_what_the_provider_did_not_sign_signs_nobody_in() -> None:
    with pytest.raises(ProviderError, match="not signed by the identity provider"):
        told(CLAIMS, OTHER)


def test_half_a_provider_is_none(tmp_path: Any) -> None:
    (tmp_path / "secret").write_text("s3cret\n")
    whole = {"CCM_OIDC_ISSUER": ISSUER, "CCM_OIDC_CLIENT_ID": "ccm", "CCM_URL": URL,
             "CCM_OIDC_CLIENT_SECRET_FILE": str(tmp_path / "secret")}  # fmt: skip
    assert client_of({}) is None
    client = client_of(whole)
    assert client == Client(ISSUER, "ccm", "s3cret", URL)
    assert "s3cret" not in str(client)
    assert replace(client, url=f"{URL}/").redirect == BACK
    for name in whole:
        if name != "CCM_OIDC_ISSUER":
            with pytest.raises(AccessError, match=name):
                client_of({**whole, name: ""})

"""An identity provider (OpenID Connect Core 1.0): where to send a browser, and whom it comes back as.

The code flow with PKCE (RFC 7636, S256), a state for each browser and a nonce for each sign-in. What comes back counts
when the provider's keys signed it, for this client, now, and for the nonce that was sent.
"""

import base64
import hashlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from ccm.access.accounts import Flow
from ccm.access.keys import AccessError

SECONDS = 10
LEEWAY = 60
_LARGEST = 1_000_000
_SIGNED = ["RS256", "PS256", "ES256", "EdDSA", "Ed25519", "RS384", "RS512", "ES384", "ES512"]


class ProviderError(RuntimeError):
    """The identity provider does not answer, or not as it must; nobody is signed in."""


@dataclass(frozen=True)
class Client:
    """What the provider knows this server as: its `issuer` as the provider writes it, the client's id and secret, and
    the address of this server as browsers see it."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    url: str = ""

    @property
    def redirect(self) -> str:
        return f"{self.url.rstrip('/')}/v1/oidc/callback"


def client_of(environment: Mapping[str, str] = os.environ) -> Client | None:
    """The client that the environment names; None when it names none. Raises AccessError for half of one."""
    names = ("CCM_OIDC_ISSUER", "CCM_OIDC_CLIENT_ID", "CCM_OIDC_CLIENT_SECRET_FILE", "CCM_URL")
    values = [environment.get(name) or "" for name in names]
    if not values[0]:
        return None
    if missing := [name for name, value in zip(names, values, strict=True) if not value]:
        raise AccessError(f"{names[0]} is set, and {', '.join(missing)} is not; set all of them")
    try:
        secret = Path(values[2]).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise AccessError(f"{values[2]}: the client's secret cannot be read; check {names[2]}") from error
    return Client(values[0], values[1], secret, values[3])


class Provider:
    """The provider, asked over HTTP. What it says about itself is asked once, its keys again when they change."""

    def __init__(self, client: Client, transport: Any = None) -> None:
        """`transport` is one of httpx2, for tests."""
        try:
            import httpx2
            import joserfc  # noqa: F401 - asked for now, so that it is missing when the server starts
        except ImportError as error:
            raise AccessError(
                f"{error.name} is not installed, which signing in with OpenID Connect needs; install ccm-engine[oidc]"
            ) from error
        self.client = client
        self._http = httpx2.Client(timeout=SECONDS, follow_redirects=False, transport=transport)
        self._said: dict[str, Any] = {}
        self._keys: dict[str, Any] = {}

    def begin(self) -> Flow:
        """A new sign-in."""
        return Flow(nonce=secrets.token_urlsafe(32), verifier=secrets.token_urlsafe(48))

    def ask(self) -> None:
        """Ask the provider about itself, if that was not done yet. Raises ProviderError."""
        self._configured("authorization_endpoint")

    def address(self, flow: Flow, state: str) -> str:
        """Where to send the browser. Raises ProviderError."""
        challenge = hashlib.sha256(flow.verifier.encode()).digest()
        asked = {
            "response_type": "code",
            "client_id": self.client.client_id,
            "redirect_uri": self.client.redirect,
            "scope": "openid",
            "state": state,
            "nonce": flow.nonce,
            "code_challenge": base64.urlsafe_b64encode(challenge).decode().rstrip("="),
            "code_challenge_method": "S256",
        }
        endpoint = self._configured("authorization_endpoint")
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}"

    def subject(self, code: str, flow: Flow) -> str:
        """Whom the provider says the browser of `flow` belongs to, by their subject. Raises ProviderError."""
        answer = self._asked(
            "POST",
            self._configured("token_endpoint"),
            data={
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": self.client.redirect,
                "code_verifier": flow.verifier,
            },
            auth=(self.client.client_id, self.client.client_secret),
        )
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise ProviderError("the identity provider gave no id_token; ask whoever looks after it")
        return self._claimed(token, flow.nonce)

    def _claimed(self, token: str, nonce: str) -> str:
        """The subject of an ID token that holds (OpenID Connect Core 1.0, 3.1.3.7)."""
        from joserfc import jwt
        from joserfc.errors import JoseError

        for fresh in (False, True):
            try:
                read = jwt.decode(token, self._key_set(fresh=fresh), algorithms=_SIGNED)
                break
            except (JoseError, ValueError) as error:
                if fresh:
                    raise ProviderError("the ID token is not signed by the identity provider; sign in again") from error
        registry = jwt.JWTClaimsRegistry(
            leeway=LEEWAY, iss={"essential": True, "value": self.client.issuer}, sub={"essential": True},
            aud={"essential": True, "value": self.client.client_id}, exp={"essential": True}, iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        )  # fmt: skip
        claims = read.claims
        try:
            registry.validate(claims)
        except JoseError as error:
            raise ProviderError(f"the ID token does not hold: {error.error}; sign in again") from error
        audience = claims["aud"]
        if isinstance(audience, list) and len(audience) > 1 and claims.get("azp") != self.client.client_id:
            raise ProviderError("the ID token is for another client as well, and not given to this one; sign in again")
        return str(claims["sub"])

    def _key_set(self, *, fresh: bool) -> Any:
        from joserfc.jwk import KeySet

        if fresh or not self._keys:
            self._keys = self._asked("GET", self._configured("jwks_uri"))
        return KeySet.import_key_set(self._keys)  # type: ignore[arg-type]

    def _configured(self, name: str) -> str:
        """What the provider says about itself (OpenID Connect Discovery 1.0)."""
        if not self._said:
            said = self._asked("GET", f"{self.client.issuer.rstrip('/')}/.well-known/openid-configuration")
            if said.get("issuer") != self.client.issuer:
                raise ProviderError(
                    "the identity provider calls itself otherwise than CCM_OIDC_ISSUER; make them the same"
                )
            self._said = said
        value = self._said.get(name)
        if not isinstance(value, str):
            raise ProviderError(f"the identity provider says nothing of its {name}; ask whoever looks after it")
        return value

    def _asked(self, method: str, address: str, **more: Any) -> dict[str, Any]:
        import httpx2

        try:
            answer = self._http.request(method, address, **more)
            if answer.status_code != 200 or len(answer.content) > _LARGEST:
                raise ProviderError(
                    f"the identity provider answers {answer.status_code}; sign in again, or ask for help"
                )
            said = answer.json()
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
            raise ProviderError("the identity provider does not answer as it must; try again later") from error
        if not isinstance(said, dict):
            raise ProviderError("the identity provider does not answer as it must; try again later")
        return said

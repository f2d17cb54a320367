"""What the sign-in page has to know before anybody is signed in: the ways in."""

from urllib.parse import unquote, urlsplit

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from ccm.api.context import Context
from ccm.api.cookies import REFUSAL
from ccm.api.depend import ContextOf
from ccm.demo.marker import PASSWORD, demo_people

router = APIRouter(prefix="/v1", tags=["access", "open"])

_LONGEST_REFUSAL = 1000


class DemoUser(BaseModel):
    """Somebody to sign in as, at a demo."""

    person: str
    name: str
    role: str


class DemoShown(BaseModel):
    """That this installation is a demo: its invented people, and the password that all of them have."""

    password: str
    people: list[DemoUser]


class DoorShown(BaseModel):
    """The ways in."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"provider": "login.example.com", "refusal": None, "demo": None}]}
    )

    provider: str | None = Field(description="The identity provider to sign in with, by its host; null without one.")
    refusal: str | None = Field(description="Why this browser came back from the provider as nobody, a moment ago.")
    demo: DemoShown | None = Field(description="Whom to sign in as, where this is a demo; null everywhere else.")


@router.get("/door")
def show_door(context: ContextOf, request: Request) -> DoorShown:
    """Say how to sign in here. Anybody may ask."""
    refusal = unquote(request.cookies.get(REFUSAL, ""))[:_LONGEST_REFUSAL]
    return DoorShown(provider=_provider(context), refusal=refusal or None, demo=_demo(context))


def _provider(context: Context) -> str | None:
    if context.provider is None:
        return None
    issuer = context.provider.client.issuer
    return urlsplit(issuer).hostname or issuer


def _demo(context: Context) -> DemoShown | None:
    people = demo_people(context.settings.home)
    if not people:
        return None
    users = [DemoUser(person=one.key, name=one.name, role=one.role) for one in people]
    return DemoShown(password=PASSWORD, people=users)

"""What was rendered, as JSON."""

import json
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from ccm.api.models.content import Content
from ccm.manifest import joined
from ccm.workers.render import Made
from renderers.base import Finding


class FindingModel(BaseModel):
    """Something that a reader of the part or an author of the template should know."""

    path: str
    code: str
    severity: str
    message: str

    @classmethod
    def of(cls, finding: Finding) -> "FindingModel":
        return cls(path=finding.path, code=finding.code, severity=finding.severity, message=finding.message)


class PartModel(Content):
    """One file: ``document.pdf``, ``email.eml``, ``sms.txt``."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"channel": "sms", "name": "sms.txt", "media_type": "text/plain", "text": "Your order A-1043"}]
        }
    )

    channel: str
    name: str
    media_type: str


class Rendered(BaseModel):
    """What a record became: its parts in every channel, what was found, and what was kept of it."""

    key: str = Field(description="The key of the record, as the template says what it is.")
    locale: str
    parts: list[PartModel]
    findings: dict[str, list[FindingModel]] = Field(description="What the channels found, by channel.")
    facts: dict[str, dict[str, str | int]] = Field(description="Pages, segments and the like, by channel.")


class Communication(Rendered):
    """What is sent to a customer, and what proves what it was made of."""

    release: str = Field(description="The name of the release, such as invoice#3.")
    release_digest: str
    communication: str | None = Field(description="Its name in the archive.")
    manifest: dict[str, Any] = Field(description="See docs/provenance.md.")


def parts_of(made: Made) -> list[PartModel]:
    """The parts as JSON carries them."""
    return [
        PartModel(channel=channel, name=part.name, media_type=part.media_type, **Content.of(part.body).model_dump())
        for channel, part in made.parts
    ]


def findings_of(made: Made) -> dict[str, list[FindingModel]]:
    return {channel: [FindingModel.of(one) for one in found] for channel, found in made.findings.items()}


def manifest_of(made: Made) -> dict[str, Any]:
    """The whole manifest of what was made."""
    return joined(made.own, json.loads(made.shared))

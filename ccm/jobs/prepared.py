"""A job made ready to work on: its release opened and compiled once, its plan, and what all its manifests share."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from sqlalchemy.orm import Session

from ccm.jobs.job import Job, Spec
from ccm.manifest import Section, shared_bytes, shared_manifest
from ccm.plans.choice import Chooser, chooser
from ccm.plans.plan import Plan, plan_of
from ccm.rendering import Rendering
from ccm.sending import release_pinned
from content_blocks.digest import digest_bytes
from renderers import registry


@dataclass
class Prepared:
    """What every chunk of a job needs; `since` is when the job was asked for."""

    job: str
    spec: Spec
    rendering: Rendering
    plan: Plan
    since: datetime
    chooser: Chooser = field(init=False)

    def __post_init__(self) -> None:
        self.chooser = chooser(self.plan, self.rendering.release, self.spec.channels)

    @cached_property
    def shared(self) -> dict[str, Section]:
        return shared_manifest(self.rendering.release, tuple(sorted(self.chooser.channels)))

    @cached_property
    def shared_body(self) -> bytes:
        return shared_bytes(self.shared)

    @cached_property
    def shared_digest(self) -> str:
        return digest_bytes(self.shared_body)


def prepare(session: Session, job: Job) -> Prepared:
    """Open the release that `job` pinned and make it ready.

    Raises NotSendableError when it was recalled, ReleaseDamagedError, RegistryError, ChannelError and PlanError.
    """
    registry.load_plugins()
    plan = plan_of(dict(job.spec.plan))
    release = release_pinned(session, job.spec.release)
    channels = chooser(plan, release, job.spec.channels).channels
    return Prepared(job.id, job.spec, Rendering(release, channels, registry.when_used), plan, job.created_at)

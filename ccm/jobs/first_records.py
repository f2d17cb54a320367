"""The first records of a file, before a job is made of it: what is in them, and what would become of each.

They are read as a job reads them, held against the contract and the words of the release that would be sent, and given
the channels that the plan would try first. Nothing is laid out: what a channel cannot carry shows when it is rendered.
"""

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ccm.jobs.data_file import read_copy
from ccm.jobs.keys import key_reader
from ccm.plans.choice import NoChannelError, chooser
from ccm.plans.plan import Plan, default_plan
from ccm.record_file import source_record_bytes
from ccm.release import Release
from ccm.rendering import Rendering
from ccm.sources.record import Record, SourceFault

Fault = tuple[str, str]
"""The path of a datum or node, and what is wrong there."""


@dataclass(frozen=True)
class Intended:
    """What the records are for."""

    release: Release
    plan: Plan | None = None
    channels: tuple[str, ...] | None = None
    locale: str | None = None


@dataclass(frozen=True)
class FirstRecord:
    """A record, or where one should be: `text` is the record as JSON, "" where it cannot be read."""

    where: str
    key: str = ""
    text: str = ""
    locale: str = ""
    channels: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


def first_records(path: Path, kind: str, name: str, limit: int, intended: Intended | None) -> tuple[FirstRecord, ...]:
    """The first `limit` records of a file that people call `name`.

    Raises SourceError when it cannot be read at all, PlanError and ChannelError when what is intended cannot be.
    """
    look = None if intended is None else _Look(intended)
    with closing(_opened(path, kind, name)) as records:
        return tuple(_told(one, look) for one in islice(records, limit))


def _opened(path: Path, kind: str, name: str) -> Generator[Record | SourceFault]:
    yield from read_copy(path, kind or None, name)


def _told(record: Record | SourceFault, look: "_Look | None") -> FirstRecord:
    if isinstance(record, SourceFault):
        return FirstRecord(record.where, faults=((record.path, f"{record.problem}; {record.remedy}"),))
    text = source_record_bytes(record.data).decode("utf-8").rstrip("\n")
    return FirstRecord(record.where, text=text) if look is None else look.at(record, text)


class _Look:
    """What is intended, made ready."""

    def __init__(self, intended: Intended) -> None:
        self._intended = intended
        channels = Rendering(intended.release, intended.channels).channels
        self._chooser = chooser(intended.plan or default_plan(channels), intended.release, intended.channels)
        self._rendering = Rendering(intended.release, self._chooser.channels)
        self._key = key_reader(intended.release)

    def at(self, record: Record, text: str) -> FirstRecord:
        faults: list[Fault] = []
        channels: tuple[str, ...] = ()
        try:
            channels = self._chooser.attempts(record.data)[0].channels
        except NoChannelError as error:
            faults.append((error.path, error.reason))
        composed = self._rendering.render(record.data, self._intended.locale, ())
        faults += composed.faults
        return FirstRecord(
            record.where, self._key(record.data), text, composed.locale, channels, tuple(dict.fromkeys(faults))
        )

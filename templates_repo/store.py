"""The store of templates: what blocks' stores do, and periods of effect, and where blocks are used."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import ColumnElement, func, insert, or_, select, update

from content_blocks.store import Store, Version
from content_blocks.structure import BlockReference, walk_source
from content_blocks.subject_rows import StoreError
from templates_repo import tables
from templates_repo.folders import read_stored_template
from templates_repo.template import Template


class PeriodError(ValueError):
    """A period of effect cannot be: it ends before it starts, or another version is in force in it."""


@dataclass(frozen=True)
class Period:
    """The days, both included, on which a version is in force; `ends` is None until further notice."""

    number: int
    starts: date
    ends: date | None

    def __str__(self) -> str:
        return f"version {self.number} from {self.starts}" + (f" to {self.ends}" if self.ends else " on")


@dataclass(frozen=True)
class Use:
    """A version of a template uses a block, pinned to a version of it or following the newest."""

    template: str
    number: int
    pinned: int | None


class TemplateStore(Store[Template]):
    """Templates, numbered in the order they come."""

    kind = "template"
    _subjects, _versions, _drafts, _files = (
        tables.Template,
        tables.TemplateVersion,
        tables.TemplateDraft,
        tables.TemplateFile,
    )
    _changes = tables.TemplateChange

    def read(self, folder: Path) -> Template:
        return read_stored_template(folder)

    def _added(self, version: Version, content: Template) -> None:
        nodes = [node for node in walk_source(content.definition.content) if isinstance(node, BlockReference)]
        for block, pinned in sorted({(node.key, node.version or 0) for node in nodes}):
            self.session.execute(
                insert(tables.TemplateBlock).values(
                    key=version.key, number=version.number, block=block, pinned=pinned or None
                )
            )

    def where_used(self, block: str, *, every_version: bool = False) -> tuple[Use, ...]:
        """The newest versions of templates that use `block`, or every version that does, by key and number."""
        uses, heads = tables.TemplateBlock, tables.Template
        query = select(uses.key, uses.number, uses.pinned).where(uses.block == block).order_by(uses.key, uses.number)
        if not every_version:
            query = query.join(heads, (heads.key == uses.key) & (heads.newest == uses.number))
        return tuple(Use(*row) for row in self.session.execute(query))

    def schedule(self, key: str, number: int, starts: date, ends: date | None, author: str, at: datetime) -> Period:
        """Put version `number` in force from `starts` to `ends`, both included, None for until further notice.

        Raises PeriodError when another period shares a day with it, StoreError when there is no such version.
        """
        period = Period(number, starts, ends)
        if ends is not None and ends < starts:
            raise PeriodError(f"{key}: a period cannot end ({ends}) before it starts ({starts})")
        self.hold(key)
        self.version(key, number)
        for other in self.periods(key):
            if other.starts <= (ends or date.max) and starts <= (other.ends or date.max):
                raise PeriodError(
                    f"{key}: {other} is in force then; end before it, or begin on the same day and take its place"
                )
        self.session.execute(
            insert(tables.TemplatePeriod).values(
                key=key, number=number, starts=starts, ends=ends, author=author, set_at=at
            )
        )
        return period

    def end(self, key: str, starts: date, last: date) -> None:
        """Let the period of `key` that begins on `starts` end with the day `last`, earlier than it would have.

        Raises StoreError when there is none, PeriodError when it ends before or starts after that day.
        """
        period = self._held_period(key, starts)
        if last < starts or (period.ends is not None and period.ends < last):
            raise PeriodError(f"{key}: {period} cannot end on {last}; give a day of that period, or call it off")
        self.session.execute(update(tables.TemplatePeriod).where(*_at(key, starts)).values(ends=last))

    def call_off(self, key: str, starts: date, at: datetime) -> None:
        """Let the period of `key` that begins on `starts` count no more. Raises StoreError."""
        self._held_period(key, starts)
        self.session.execute(update(tables.TemplatePeriod).where(*_at(key, starts)).values(called_off_at=at))

    def periods(self, key: str) -> tuple[Period, ...]:
        """The periods of `key` that count, by time."""
        rows = tables.TemplatePeriod
        query = select(rows.number, rows.starts, rows.ends).where(rows.key == key, rows.called_off_at.is_(None))
        return tuple(Period(*row) for row in self.session.execute(query.order_by(rows.starts)))

    def in_force(self, key: str, at: date) -> Version | None:
        """The version of `key` in force on the day `at`; None when there is none or it is retired by then."""
        rows, heads = tables.TemplatePeriod, tables.Template
        number = self.session.scalar(
            select(rows.number)
            .join(heads, heads.key == rows.key)
            .where(
                rows.key == key,
                rows.called_off_at.is_(None),
                rows.starts <= at,
                func.coalesce(rows.ends, date.max) >= at,
                or_(heads.retired_on.is_(None), heads.retired_on > at),
            )
        )
        return None if number is None else self.version(key, number)

    def _held_period(self, key: str, starts: date) -> Period:
        self.hold(key)
        period = next((period for period in self.periods(key) if period.starts == starts), None)
        if period is None:
            raise StoreError(f"no version of the template {key} comes into force on {starts}")
        return period


def _at(key: str, starts: date) -> tuple[ColumnElement[bool], ...]:
    rows = tables.TemplatePeriod
    return rows.key == key, rows.starts == starts, rows.called_off_at.is_(None)

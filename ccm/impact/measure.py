"""The impact of a proposed version: every sample of every template that follows, before and after."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from ccm.impact.carrying import packed, unpacked
from ccm.impact.cells import Job, cells_of
from ccm.impact.model import Cell, Impact, ImpactError, Kind, TemplateImpact, Touched
from ccm.impact.proposal import Subject, held, proposal, version_of
from ccm.release import Release
from renderers import registry

Progress = Callable[[int, int], None]

MAX_WORKERS = 2
# A process takes a second to start; so few jobs are done sooner without one.
_FEW = 3
# A page shows so many templates' languages in pictures and frames; of what is beyond it tells the words.
PICTURED = 36
PAGES = 2


def measure(
    touched: Sequence[Touched],
    block: str,
    *,
    proposed: Subject | None = None,
    present: Subject | None = None,
    samples: int | None = None,
    progress: Progress | None = None,
    workers: int | None = None,
) -> Impact:
    """Render what follows `block` as it is sent now and as it would be, and compare the two.

    `block` is a block's key, or ``brand:`` and a brand's. `proposed` and `present` are the versions compared in words;
    where they are left out, those of the first template that follows and has them. Of each template at most `samples`
    are looked at, all when None. `progress` is told how many jobs of how many are done. With `workers` 1 everything
    happens in this process; there are at most 2.

    Both sides are rendered as drafts. What cannot be rendered is in its cell. Raises ImpactError when there is
    nothing to compare, RegistryError when a renderer from outside cannot be loaded.
    """
    started = time.perf_counter()
    kind, key = named(block)
    new = proposed or _first(kind, key, (one.after for one in touched if one.follows))
    if new is None:
        raise ImpactError(f"nothing follows the {kind} {key}: there is no proposed version of it to look at")
    old = present or _first(kind, key, (one.before for one in reversed(touched) if one.follows and one.before))
    registry.load_plugins()
    chosen = {one.template: tuple(one.after.template.samples)[:samples] for one in touched if one.follows}
    jobs = _jobs(touched, chosen, key if kind == "block" else None)
    cells: dict[str, list[Cell]] = {one.template: [] for one in touched}
    for done, (job, made) in enumerate(zip(jobs, _made(jobs, workers), strict=True), start=1):
        cells[job.touched.template].extend(made)
        if progress is not None:
            progress(done, len(jobs))
    return Impact(
        proposal(kind, key, new, old, touched),
        tuple(_template(one, kind, key, tuple(cells[one.template])) for one in touched),
        seconds=time.perf_counter() - started,
        left_out={
            one.template: left
            for one in touched
            if one.follows and (left := len(one.after.template.samples) - len(chosen[one.template]))
        },
    )


def named(subject: str) -> tuple[Kind, str]:
    """``privacy-notice`` or ``block:privacy-notice`` as ("block", "privacy-notice"), ``brand:ginepro`` as a brand."""
    kind, separator, key = subject.rpartition(":")
    if kind == "brand":
        return "brand", key
    if separator and kind != "block":
        raise ImpactError(f"{subject!r} is no block and no brand; only these have an impact on templates")
    return "block", key


def _first(kind: Kind, key: str, releases: Iterable[Release]) -> Subject | None:
    return next((found for release in releases if (found := held(release, kind, key)) is not None), None)


def _jobs(touched: Sequence[Touched], chosen: dict[str, tuple[str, ...]], block: str | None) -> list[Job]:
    jobs: list[Job] = []
    for one in touched:
        if not one.follows:
            continue
        for language in dict.fromkeys(tag.split("-")[0] for tag in one.after.template.locales):
            pages = PAGES if len(jobs) < PICTURED else 0
            jobs.append(Job(one, language, chosen[one.template], block, pages))
    return jobs


def _made(jobs: Sequence[Job], workers: int | None) -> Iterator[tuple[Cell, ...]]:
    """What every job gives, in their order."""
    wanted = min(workers or MAX_WORKERS, MAX_WORKERS, os.cpu_count() or 1)
    if wanted == 1 or (workers is None and len(jobs) <= _FEW):
        yield from map(cells_of, jobs)
        return
    # Started anew and not forked: the parent may have threads, and connections to a database.
    with ProcessPoolExecutor(wanted, mp_context=get_context("spawn"), initializer=registry.load_plugins) as pool:
        yield from map(unpacked, pool.map(_work, map(packed, jobs)))


def _work(job: bytes) -> bytes:
    return packed(cells_of(unpacked(job)))


def _template(one: Touched, kind: Kind, key: str, cells: tuple[Cell, ...]) -> TemplateImpact:
    return TemplateImpact(
        template=one.template,
        title=one.title,
        follows=one.follows,
        released=one.before is not None,
        version=version_of(one.before or one.after, kind, key) if one.before or not one.follows else "",
        channels=one.after.template.definition.channels,
        cells=cells,
    )

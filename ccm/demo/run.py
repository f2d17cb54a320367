"""``ccm demo``: the starter library and a bank's statement file, approved, released, and sent in every channel."""

import os
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from sqlalchemy import URL

from ccm.archive.archive import open_archive
from ccm.db.session import Database
from ccm.demo.index import MAIL_VIEW, index_page, links_of
from ccm.demo.mailing import REMINDER, send_reminders
from ccm.demo.office import AUTHOR, Office, Progress, let_sign_in, needed, open_office
from ccm.demo.story import tell
from ccm.jobs.job import Job
from ccm.library import Library
from ccm.manifest import own_manifest
from ccm.outputs import folder_name, output_files, write_record
from ccm.preview.mail import mail
from ccm.preview.marked_pdf import MarkedPdf
from ccm.preview.page import preview_page
from ccm.preview.view import View
from ccm.preview.write import view_of
from ccm.release import Release
from ccm.rendering import Rendered, Rendering, locales_of
from ccm.run import Keep, Ready, keeping, problems, render_records
from ccm.sending import release_in_force
from ccm.settings import settings
from ccm.sources.registry import open_source

STATEMENTS = Path(__file__).parent / "statements.camt053.xml"

STATEMENTS_PART = "camt053"
STATEMENT = "account-statement"
GOVERNANCE = "governance"


@dataclass
class DemoPart:
    """One line of the demo's table: what was rendered, and what came of it."""

    name: str
    title: str
    description: str
    preview: str
    folders: list[tuple[str, str]] = field(default_factory=list)
    pages: int = 0
    segments: int = 0
    documents: int = 0
    findings: int = 0
    seconds: float = 0.0
    errors: list[str] = field(default_factory=list)

    def count(self, facts: dict[str, str | int]) -> None:
        self.documents += 1
        self.pages += int(facts.get("pages", 0))
        self.segments += int(facts.get("segments", 0))


@dataclass(frozen=True)
class Demo:
    """What the demo made: a part for each template and one for the statement file; the story, and the job."""

    parts: tuple[DemoPart, ...]
    story: tuple[str, ...]
    job: Job


def run_demo(out: Path, progress: Progress, only: tuple[str, ...] = ()) -> Demo:
    """Have everything approved and released, render it into `out`, and tell the story of a changed block.

    Writes an ``index.html``; `progress` is told of every step. `only` names the templates to render beside the
    statements, all of the starter library when it is empty. Raises what the gates and the acts of governance raise
    when something of the library may not be sent, and what `ccm.outputs.write_record` raises.
    """
    keys = only or tuple(Library().template_folders)
    folder = out / GOVERNANCE
    office = _opened(folder, progress)
    approve_and_release(office, tuple(dict.fromkeys((*keys, STATEMENT, REMINDER))))
    progress("Running a job")
    job = send_reminders(office, settings({"CCM_HOME": str(folder)}))
    parts = _rendered(office, keys, out, progress)
    progress("Changing a locked block")
    story = tuple(tell(office, folder))
    let_sign_in(office, folder)
    office.database.close()
    (out / "index.html").write_text(index_page(parts, story, links_of(folder, out)), encoding="utf-8")
    return Demo(tuple(parts), story, job)


def _opened(folder: Path, progress: Progress) -> Office:
    """A new office; what an earlier demo archived and made in jobs belonged to its database, and goes with it."""
    for name in ("archive", "spool", "jobs"):
        shutil.rmtree(folder / name, ignore_errors=True)
    (folder / "archive.key").unlink(missing_ok=True)
    return open_office(folder / "ccm.db", progress)


def approve_and_release(office: Office, templates: tuple[str, ...]) -> None:
    """Have the templates and everything in them submitted, approved by those who are asked, and released."""
    names = needed(office, templates)
    office.submit(AUTHOR, names)
    for name in names:
        office.approve(name)
    for template in templates:
        office.release(template)


def _rendered(office: Office, keys: tuple[str, ...], out: Path, progress: Progress) -> list[DemoPart]:
    parts: list[DemoPart] = []
    with ProcessPoolExecutor(max_workers=min(len(keys), os.cpu_count() or 1), mp_context=get_context("spawn")) as pool:
        jobs = [pool.submit(_samples, office.url, key, out) for key in keys]
        jobs.append(pool.submit(_statements, office.url, out))
        for job in as_completed(jobs):
            part = job.result()
            parts.append(part)
            progress(f"{len(parts)} of {len(jobs)} rendered: {part.title}")
    parts.sort(key=lambda part: (part.name == STATEMENTS_PART, part.name))
    return parts


def _released(url: URL, template: str) -> Release:
    """The release of a template that is sent today: each process opens it from the store, and so proves it anew."""
    database = Database(url)
    try:
        with database.reading() as session:
            return release_in_force(session, template, datetime.now(UTC).date())
    finally:
        database.close()


def _samples(url: URL, key: str, out: Path) -> DemoPart:
    """Every sample of a template, in its own language to files and in all languages to a preview."""
    pdf = MarkedPdf()
    rendering = Rendering(_released(url, key), renderer_of=pdf.renderer_of)
    definition = rendering.release.template.definition
    part = DemoPart(key, definition.title, definition.description, f"{key}/preview.html")
    started = time.perf_counter()
    views: list[View] = []
    own_language: list[tuple[Rendered, dict[str, bytes], object]] = []
    for name, record in rendering.release.template.samples.items():
        for number, locale in enumerate(locales_of(rendering, record)):
            rendered = rendering.render(record, locale)
            part.errors.extend(f"{key}, sample {name}, {locale}: {problem}" for problem in problems(rendered))
            views.append(view_of(name, rendered, rendering.channels, pdf.areas))
            if number == 0 and rendered.document is not None:
                own_language.append((rendered, output_files(record, rendered), record))
                _write_mail_view(write_record(out / key, rendering.release, record, rendered), rendered)
                part.folders.append((rendered.key, f"{key}/{folder_name(rendered.key)}"))
            for artifact in rendered.artifacts.values():
                part.count(dict(artifact.facts))
                part.findings += len(artifact.findings)
    with _kept(url, out) as keep:
        keep(rendering.release, [
            Ready(name, one, one.document, files, own_manifest(record, one, files), ())
            for one, files, record in own_language
            if one.document is not None and one.artifacts
        ])  # fmt: skip
    page = out / part.preview
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(preview_page(views, definition.title), encoding="utf-8")
    part.seconds = time.perf_counter() - started
    return part


def _statements(url: URL, out: Path) -> DemoPart:
    """The statement file of a bank, in Italian: such files do not say which language their customers read."""
    rendering = Rendering(_released(url, STATEMENT))
    title = "Statements from an ISO 20022 camt.053 file"
    part = DemoPart(
        STATEMENTS_PART, title, f"Four customers in {STATEMENTS.name}, as a core banking system sends them.", ""
    )
    started = time.perf_counter()
    with _kept(url, out) as keep:
        outcomes = tuple(
            render_records(rendering, open_source(STATEMENTS), out / STATEMENTS_PART, locale="it", keep=keep)
        )
    for outcome in outcomes:
        part.errors.extend(outcome.errors)
        if outcome.rendered is None or outcome.folder is None:
            continue
        _write_mail_view(outcome.folder, outcome.rendered)
        part.folders.append((outcome.rendered.key, f"{STATEMENTS_PART}/{outcome.folder.name}"))
        for artifact in outcome.rendered.artifacts.values():
            part.count(dict(artifact.facts))
            part.findings += len(artifact.findings)
    part.seconds = time.perf_counter() - started
    return part


@contextmanager
def _kept(url: URL, out: Path) -> Iterator[Keep]:
    """Keeps what is rendered in the archive of the demo."""
    database = Database(url)
    try:
        yield keeping(database, open_archive(settings({"CCM_HOME": str(out / GOVERNANCE)})))
    finally:
        database.close()


def _write_mail_view(folder: Path, rendered: Rendered) -> None:
    """The email with its pictures in place: in ``email.html`` they are references into the message."""
    artifact = rendered.artifacts.get("email")
    if artifact is not None:
        (folder / MAIL_VIEW).write_text(mail(artifact).html, encoding="utf-8")

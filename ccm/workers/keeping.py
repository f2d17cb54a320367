"""Keeping what was rendered for a customer: in the archive and in the audit log, before anybody gets it.

Requests come one by one, and a transaction for each would make them wait in line. So what is there at the same moment
is kept together: one pack, one transaction, a row of the audit log for each.
"""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from queue import Empty, Full, Queue
from threading import Thread

from sqlalchemy.exc import OperationalError

from approval.audit import AuditSubject
from approval.audit_store import Told
from ccm.archive.archive import Archive
from ccm.archive.entry import Entry
from ccm.archive.keeping import keys_for
from ccm.archive.store import ArchiveStore, ErasedMeanwhileError
from ccm.db.session import Database
from ccm.governance.acting import Acting, record_all, told
from ccm.release_store import StoredRelease
from ccm.remembered import Remembered
from ccm.workers.lanes import OverloadedError
from ccm.workers.render import Made

AT_ONCE = 64
WAITING = 256


@dataclass(frozen=True)
class Issue:
    """Something that was rendered for a customer, from which release, by whom; `record` is its ``data.json``."""

    made: Made
    release: StoredRelease
    acting: Acting
    record: bytes


class Keeper:
    """Keeps what it is given, in the order in which it comes."""

    def __init__(self, database: Database, archive: Archive) -> None:
        self.database = database
        self.archive = archive
        self._remembered = Remembered()
        self._line: Queue[tuple[Issue, Future[str]] | None] = Queue(WAITING)
        self._thread = Thread(target=self._work, name="keeper", daemon=True)
        self._thread.start()

    def keep(self, issue: Issue) -> "Future[str]":
        """Keep it; the future gives the name of the communication once it is safe. Raises OverloadedError.

        The future raises NotSendableError when the release was recalled meanwhile, and whatever the database or the
        archive finds wrong; then nothing of it is kept, and it must not be handed out.
        """
        future: Future[str] = Future()
        try:
            self._line.put_nowait((issue, future))
        except Full:
            raise OverloadedError("so much is waiting to be archived that no more is taken; try again soon") from None
        return future

    def close(self) -> None:
        """Keep what was given, and end."""
        self._line.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (first := self._line.get()) is not None:
            batch = [first]
            try:
                while len(batch) < AT_ONCE:
                    following = self._line.get_nowait()
                    if following is None:
                        self._line.put(None)
                        break
                    batch.append(following)
            except Empty:
                pass
            self._keep(batch)

    def _keep(self, batch: Sequence[tuple[Issue, "Future[str]"]]) -> None:
        try:
            names = self._kept([issue for issue, _ in batch])
        except ErasedMeanwhileError:  # they get a new key, as whoever is written to after they were erased does
            self._keep(batch)
            return
        except BaseException as error:
            if len(batch) == 1 or isinstance(error, OperationalError):
                for _, future in batch:
                    future.set_exception(error)
                return
            for one in batch:  # what is wrong with one is not wrong with the others
                self._keep([one])
            return
        for (_, future), name in zip(batch, names, strict=True):
            future.set_result(name)

    def _kept(self, issues: Sequence[Issue]) -> tuple[str, ...]:
        entries = [self._entry(issue) for issue in issues]
        keys = keys_for(self.database, self.archive, entries)
        kept = self.archive.write(entries, keys)
        with self.database.writing() as session:
            for digest in sorted({issue.release.digest for issue in issues}):
                self._remembered.refuse_recalled(session, digest)
            ArchiveStore(session).add(kept, issues[0].acting.at)
            record_all(session, (_act(issue, name) for issue, name in zip(issues, kept.ids, strict=True)))
        return kept.ids

    def _entry(self, issue: Issue) -> Entry:
        made, release = issue.made, issue.release
        if made.issued is None:
            raise ValueError("what has no document is not kept")
        return Entry(
            record_key=made.key, customer=made.customer, period=made.period, template=release.template,
            release=release.digest, job="", locale=made.locale, issued=made.issued, record=issue.record,
            own_manifest=made.own, shared=self.archive.keep_shared(made.shared), parts=made.parts,
        )  # fmt: skip


def _act(issue: Issue, communication: str) -> Told:
    release = issue.release
    subject = AuditSubject("release", release.template, release.number, release.digest)
    return told(issue.acting, "render", subject, f"communication {communication}")

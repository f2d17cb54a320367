"""Do the versions, drafts and changes of templates, blocks and brands agree with their files, and with the audit log?

Whoever made a change is kept from approving it, so that who made it is as good as a decision. What the files of a
version say is read again whenever it is used; here it is asked whether they are the bytes that were stored.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from approval.audit import AuditEntry
from approval.moments import moment
from ccm.governance.told import Told, differences, logged
from content_blocks import tables as content
from content_blocks.digest import digest, digest_bytes
from content_blocks.tables import ChangeColumns, DraftColumns, FileColumns, SubjectColumns, VersionColumns
from templates_repo import tables as templates

_SORTS = {"import": "version", "version-add": "publish", "roll-back": "version"}
_MADE = frozenset(_SORTS)
_DRAFTS = {
    "draft": "a draft of the %s %s",
    "save": "a draft of the %s %s",
    "discard": "the end of a draft of the %s %s",
}
_OF_DRAFTS = frozenset({"draft-save", "draft-discard"})

_ROWS_AT_A_TIME = 500


class _Tables(NamedTuple):
    subjects: type[SubjectColumns]
    versions: type[VersionColumns]
    changes: type[ChangeColumns]
    drafts: type[DraftColumns]
    files: type[FileColumns]


_KINDS = {
    "template": _Tables(
        templates.Template,
        templates.TemplateVersion,
        templates.TemplateChange,
        templates.TemplateDraft,
        templates.TemplateFile,
    ),
    "block": _Tables(content.Block, content.BlockVersion, content.BlockChange, content.BlockDraft, content.ContentFile),
    "brand": _Tables(content.Brand, content.BrandVersion, content.BrandChange, content.BrandDraft, content.ContentFile),
}


def check_contents(session: Session, log: Sequence[AuditEntry]) -> Iterator[str]:
    """Say in words what is wrong with what templates, blocks and brands are made of, and with who made it."""
    whole: dict[type[FileColumns], set[str]] = {}
    for name, files in (("template_file", templates.TemplateFile), ("content_file", content.ContentFile)):
        whole[files] = set()
        yield from _check_files(session, name, files, whole[files])
    for kind, rows in _KINDS.items():
        yield from _check_kind(session, log, kind, whole[rows.files])


def _check_files(session: Session, name: str, files: type[FileColumns], whole: set[str]) -> Iterator[str]:
    """Hold every file against its digest, and put the digests of those that are whole into `whole`."""
    query = select(files.digest, files.body).execution_options(yield_per=_ROWS_AT_A_TIME)
    for row in session.execute(query):
        if isinstance(row.body, bytes) and digest_bytes(row.body) == row.digest:
            whole.add(row.digest)
        else:
            yield f"the file {row.digest} of {name} was altered"


def _check_kind(session: Session, log: Sequence[AuditEntry], kind: str, whole: set[str]) -> Iterator[str]:
    rows = _KINDS[kind]
    told: list[Told] = []
    newest: dict[str, int] = {}
    made: set[Told] = set()
    for version in session.scalars(select(rows.versions).order_by(rows.versions.id)):
        name = f"{kind} {version.key}@{version.number}"
        newest[version.key] = max(version.number, newest.get(version.key, 0))
        at = moment(version.created_at)
        told.append(Told(name, version.author, at, version.digest))
        made.add(Told(name, version.author, at, version.files_digest))
        if digest(version.files) != version.files_digest or not whole.issuperset(version.files.values()):
            yield f"{name}: its files are not those that were stored"
    yield from differences(
        (logged(entry, f"{kind} {entry.key}@{entry.version}") for entry in log if _is(entry, kind, _MADE)),
        told,
        "the store",
    )
    yield from _check_changes(session, log, kind, made)
    yield from _check_subjects(session, log, kind, newest)


def _check_changes(session: Session, log: Sequence[AuditEntry], kind: str, made: set[Told]) -> Iterator[str]:
    """The changes name the author of every version and of every draft, as the versions and the log do."""
    rows = _KINDS[kind]
    last: dict[str, tuple[int, str, str]] = {}
    drafts, versions = [], set()
    sorts = {(entry.key, entry.version): _SORTS[entry.act] for entry in log if _is(entry, kind, _MADE)}
    order = select(rows.changes).order_by(rows.changes.key, rows.changes.number)
    for change in session.scalars(order):
        number = last.get(change.key, (0, "", ""))[0] + 1
        if change.number != number:
            yield f"change {number} of the {kind} {change.key} is missing"
        if change.what not in ("draft", "discard", sorts.get((change.key, change.version))):
            yield f"change {number} of the {kind} {change.key} is another sort of change in the audit log"
        at = moment(change.at)
        if change.what in _DRAFTS:
            drafts.append(Told(_DRAFTS[change.what] % (kind, change.key), change.person, at, change.files_digest))
        else:
            versions.add(Told(f"{kind} {change.key}@{change.version}", change.person, at, change.files_digest))
        if change.what == "discard":
            last[change.key] = (change.number, "", "")
        elif change.what != "version":
            last[change.key] = (change.number, change.person, change.files_digest)
        else:
            last[change.key] = (change.number, *last.get(change.key, (0, "", ""))[1:])
    for one in sorted(made ^ versions):
        where = "the versions, and not in the changes" if one in made else "the changes, and not in the versions"
        yield f"{one}: it is in {where}"
    in_log = (
        logged(entry, _DRAFTS[entry.act.removeprefix("draft-")] % (kind, entry.key))
        for entry in log
        if _is(entry, kind, _OF_DRAFTS)
    )
    yield from differences(in_log, drafts, "the changes")
    kept = {draft.key: (draft.author, digest(draft.files)) for draft in session.scalars(select(rows.drafts))}
    for key in sorted(last.keys() | kept.keys()):
        if last.get(key, (0, "", ""))[1:] != kept.get(key, ("", "")):
            yield f"the draft of the {kind} {key} is not the one that was saved last"


def _check_subjects(session: Session, log: Sequence[AuditEntry], kind: str, newest: dict[str, int]) -> Iterator[str]:
    """The newest version of each key is the newest there is, and it is retired when the log says so."""
    rows = _KINDS[kind]
    retired = {entry.key: entry.why.split(".")[0] for entry in log if _is(entry, kind, frozenset({"retire"}))}
    for subject in session.scalars(select(rows.subjects)):
        if newest.pop(subject.key, 0) != subject.newest:
            yield f"the newest version of the {kind} {subject.key} is not the one that is said to be"
        said = f"from {subject.retired_on}" if subject.retired_on else None
        if retired.pop(subject.key, None) != said:
            yield f"the {kind} {subject.key} is not retired as the audit log has it"
    for key in sorted(newest.keys() | retired.keys()):
        yield f"the {kind} {key} is missing from the store"


def _is(entry: AuditEntry, kind: str, acts: frozenset[str]) -> bool:
    return entry.kind == kind and entry.act in acts

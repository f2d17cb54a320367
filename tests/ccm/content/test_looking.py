"""A template of the store is checked and compared by its files alone, as another process can."""

import pickle
from pathlib import Path

import pytest

from ccm.check import CheckReport
from ccm.content.bundle import bundle_of
from ccm.content.looking import check_bundle, compare_bundles, compare_stored, compared_bundles
from ccm.db.session import Database
from ccm.diff.compare import compare
from ccm.diff.subject import DRAFT, DiffError, Which
from ccm.governance.editing import import_library, publish, save_draft
from content_blocks.subject_rows import NotInStoreError
from tests.ccm.governance.studio import BRAND, TEMPLATE, Studio

REWORDED = (b'subject: "', b'subject: "Please note: ')


@pytest.fixture
def studio(database: Database, tmp_path: Path) -> Studio:
    """The library in the store; of the template one sample, and a second version with another subject line."""
    studio = Studio(database, tmp_path)
    for sample in sorted((studio.shelf.templates / TEMPLATE / "samples").iterdir())[1:]:
        sample.unlink()
    with database.writing() as session:
        import_library(session, studio.by("fritz"), studio.shelf)
    save(studio, *REWORDED, revision=0)
    with database.writing() as session:
        publish(session, studio.by("fritz"), "template", TEMPLATE, 1)
    return studio


def save(studio: Studio, before: bytes, after: bytes, revision: int) -> None:
    files = studio.files("template", TEMPLATE)
    assert before in files["template.yaml"]
    files["template.yaml"] = files["template.yaml"].replace(before, after, 1)
    with studio.database.writing() as session:
        save_draft(session, studio.by("fritz"), "template", TEMPLATE, files, revision, base=1)


def check(studio: Studio, which: Which = None) -> CheckReport:
    with studio.database.reading() as session:
        bundle = bundle_of(session, TEMPLATE, which)
    return check_bundle(pickle.loads(pickle.dumps(bundle)))  # noqa: S301 - our own


def test_a_version_and_a_draft_are_checked(studio: Studio) -> None:
    report = check(studio, 1)
    assert report.ok
    assert report.renderings > 0
    assert {problem.code for problem in check(studio).problems if problem.severity == "error"} == {"translation-stale"}
    save(studio, b"brand: solvento", b"brand: gone", revision=2)
    report = check(studio, DRAFT)
    assert [problem.place for problem in report.problems if problem.severity == "error"] == [
        f"{TEMPLATE}/template.yaml:8"
    ]
    save(studio, b"channels: [sms, ", b"channels: [[", revision=3)
    report = check(studio, DRAFT)
    assert not report.ok
    assert report.problems[0].place.startswith(f"{TEMPLATE}/template.yaml")


def test_a_bundle_is_what_the_store_takes(studio: Studio) -> None:
    with studio.database.reading() as session:
        bundle = bundle_of(session, TEMPLATE)
        assert (bundle.name, set(bundle.brands), f"{BRAND}@1" in bundle.made_of) == (f"{TEMPLATE}@2", {BRAND}, True)
        assert bundle.blocks.keys() == {name.partition("@")[0] for name in bundle.made_of} - {BRAND}
        for which in (7, DRAFT):
            with pytest.raises(NotInStoreError):
                bundle_of(session, "nowhere", which)


def test_a_draft_is_compared_with_a_version(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    save(studio, b"title: Appointment reminder", b"title: Appointment note", revision=2)
    with studio.database.reading() as session:
        source = compare_stored(session, "template", TEMPLATE, 2, DRAFT)
        old, new = compared_bundles(session, TEMPLATE, 1, 2)
    assert source.changes
    assert {change.view for change in source.changes} <= {"text", "rules"}
    [sample] = [name[8:-5] for name in studio.files("template", TEMPLATE) if name.startswith("samples/")]
    rendered = compare_bundles(old, new, sample)
    shown = [(change.place, change.after) for change in rendered.in_view("rendered")]
    assert shown
    assert all(place.startswith(f"{sample}, ") and "Please note: " in (after or "") for place, after in shown)
    assert rendered.made_of[0] == old.made_of
    with pytest.raises(DiffError, match="no sample 'nobody'"):
        compare_bundles(old, new, "nobody")
    url = studio.database.engine.url
    monkeypatch.setenv("CCM_DATABASE_URL", url.render_as_string(hide_password=False))
    typed = compare(f"{TEMPLATE}@2", f"{TEMPLATE}@draft", render=False, viewer="anna")
    assert typed.changes == source.changes
    with pytest.raises(DiffError, match="no such folder"):
        compare(f"{TEMPLATE}@2", f"{TEMPLATE}@drafty", viewer="anna")

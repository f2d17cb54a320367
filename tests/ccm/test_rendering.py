"""One bad record, or one broken renderer, stops nothing else."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import pytest

from approval.subject import Subject
from ccm.compose.errors import CompileError
from ccm.library import Library
from ccm.release import Approval, Release, Status, languages_needed, seal_draft
from ccm.rendering import Rendered, Rendering
from ccm.run import draft_rendering, problems
from ccm.scaffold.new_template import new_template
from content_blocks.document import Document
from renderers import registry
from renderers.base import Artifact, Finding, Part, Renderer


class Breaking:
    """A renderer with a fault in it."""

    channel: ClassVar[str] = "email"
    marks_drafts: ClassVar[bool] = True

    def check(self, document: Document) -> tuple[Finding, ...]:
        return ()

    def render(self, document: Document) -> Artifact:
        raise ZeroDivisionError(f"a secret of {document.recipient.name}")


def breaking_email(channel: str) -> Renderer:
    return Breaking() if channel == "email" else registry.renderer(channel)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    new_template("order-letter", tmp_path)
    return tmp_path


def opened(own: Path, *channels: str) -> Rendering:
    return draft_rendering(own, "order-letter", channels, breaking_email)


def test_a_renderer_that_breaks_costs_its_own_channel(own: Path) -> None:
    rendering = opened(own, "email", "sms")
    rendered = rendering.render(rendering.release.template.samples["gift"])
    assert set(rendered.artifacts) == {"sms"}
    assert [finding.code for finding in rendered.failures["email"]] == ["email.broken"]
    [problem] = problems(rendered)
    assert "ZeroDivisionError" in problem
    assert "secret" not in problem  # what an exception says may hold the customer's data


def test_a_language_that_cannot_be_compiled_costs_the_records_that_ask_for_it(own: Path) -> None:
    block = own / "blocks" / "privacy-notice"
    shutil.copytree(Library().block_folders["privacy-notice"], block)
    catalog = block / "locales" / "it.po"
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(text.replace('msgid "**Your data.**', 'msgid "**Your old data.**', 1), encoding="utf-8")
    rendering = opened(own, "sms")
    samples = rendering.release.template.samples
    italian, english = rendering.render(samples["first"]), rendering.render(samples["gift"])
    assert not italian.ok
    assert "of a locked block is stale in it" in problems(italian)[0]
    assert english.ok
    with pytest.raises(CompileError, match="stale"):
        rendering.render(samples["gift"], "it")


class Telex:
    """A renderer from outside, which knows nothing of drafts."""

    channel: ClassVar[str] = "email"

    def check(self, document: Document) -> tuple[Finding, ...]:
        return ()

    def render(self, document: Document) -> Artifact:
        return Artifact("email", (Part("telex.txt", "text/plain", document.title.encode()),))


class Promising(Telex):
    marks_drafts: ClassVar[bool] = True


class Mumbling(Telex):
    marks_drafts = "yes"


def approved(draft: Release) -> Release:
    """The same release, with a subject that names all it holds, and somebody's approval of each part."""
    parts: list[Subject] = [Subject("brand", draft.brand.brand.brand, 1, draft.brand.digest)]
    for key, block in draft.blocks.items():
        source = Subject("block", key, 1, block.source_digest, locked=block.locked)
        parts.append(source)
        parts += (
            Subject("translation", f"{key}/{locale}", 1, block.translation_digest(locale), parts=(source,))
            for locale in languages_needed(draft.template, block)
        )
    subject = Subject("template", draft.template.key, 1, draft.template.digest, parts=tuple(parts))
    given = (
        Approval(part.kind, part.key, 1, part.digest, "1", "anybody", "sha256:0", "2026-11-21T09:00:00Z", (), {})
        for part in subject.walk()
    )
    return replace(draft, subject=subject, approvals=tuple(given))


def rendered_with(own: Path, renderer: Any, status: Status) -> Rendered:
    shelf = Library(own)
    release = seal_draft(shelf.template("order-letter"), shelf)
    if status == "approved":
        release = approved(release)
    assert release.status == status

    def renderer_of(channel: str) -> Renderer:
        chosen: Renderer = renderer if channel == "email" else registry.renderer(channel)
        return chosen

    return Rendering(release, ("email", "sms"), renderer_of).render(release.template.samples["gift"])


@pytest.mark.parametrize("renderer", [Telex(), Mumbling()])
def test_a_draft_is_not_given_to_a_renderer_that_does_not_mark_it(own: Path, renderer: object) -> None:
    rendered = rendered_with(own, renderer, "draft")
    assert set(rendered.artifacts) == {"sms"}
    assert [(finding.code, finding.severity) for finding in rendered.failures["email"]] == [
        ("draft.not-marked", "error")
    ]
    [problem] = problems(rendered)
    assert "marks_drafts = True" in problem


def test_a_renderer_that_promises_marks_is_given_drafts_and_any_is_given_what_is_approved(own: Path) -> None:
    assert set(rendered_with(own, Promising(), "draft").artifacts) == {"email", "sms"}
    assert set(rendered_with(own, Telex(), "approved").artifacts) == {"email", "sms"}


def test_only_what_is_approved_is_rendered_without_a_mark(own: Path) -> None:
    statuses: tuple[Status, ...] = ("draft", "approved")
    for status in statuses:
        rendered = rendered_with(own, registry.renderer("email"), status)
        assert rendered.document is not None
        assert rendered.document.draft is (status == "draft")
        text = rendered.artifacts["sms"].parts[0].body.decode()
        assert text.startswith("DRAFT: ") is (status == "draft")


def test_a_record_is_rendered_in_some_of_the_channels_that_are_ready(own: Path) -> None:
    rendering = opened(own, "sms", "mobile")
    record = next(iter(rendering.release.template.samples.values()))
    assert rendering.render(record, channels=("mobile",)).artifacts.keys() == {"mobile"}
    assert rendering.render(record).artifacts.keys() == {"sms", "mobile"}

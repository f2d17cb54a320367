"""One bad record, or one broken renderer, stops nothing else."""

import shutil
from pathlib import Path
from typing import ClassVar

import pytest

from ccm.compose.errors import CompileError
from ccm.library import Library
from ccm.rendering import Rendering
from ccm.run import draft_rendering, problems
from ccm.scaffold.new_template import new_template
from content_blocks.document import Document
from renderers import registry
from renderers.base import Artifact, Finding, Renderer


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

"""What a template says the archive finds its letters by; one that says nothing is the template it was."""

import pytest

from ccm.compose.program import compile_program
from ccm.library import STARTER, Library
from ccm.release import seal_draft
from templates_repo.template import ArchiveTerms

TEMPLATES = sorted(path.name for path in STARTER.templates.iterdir() if path.is_dir())


@pytest.mark.parametrize("key", TEMPLATES)
def test_every_starter_letter_has_a_period_and_its_customers_number(key: str) -> None:
    library = Library()
    template = library.template(key)
    program = compile_program(seal_draft(template, library), template.definition.language)
    for sample in template.samples.values():
        document = program.run(sample)
        assert document.customer == sample["customer"].get("id", "")
        assert len(document.period) == len("2026-11-23")


def test_a_template_without_terms_has_the_digest_it_had() -> None:
    definition = Library().template("invoice").definition
    silent = definition.model_copy(update={"archive": ArchiveTerms()})
    said = silent.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    assert "archive" not in said
    assert "archive" in definition.model_dump(mode="json", by_alias=True, exclude_defaults=True)

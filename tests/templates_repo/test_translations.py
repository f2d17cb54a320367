from pathlib import Path

from content_blocks.catalog import read_catalog
from templates_repo.translations import block_updates, template_updates, write_updates
from tests.templates_repo.check_cases import make_block, make_template

LETTER = {
    "template": {"locales": ["it"]},
    "content": [{"paragraph": "Good morning", "id": "morning"}, {"paragraph": "Good night", "id": "night"}],
    "translations": {"it": {"morning": "Buongiorno", "night": "stale: Buonanotte", "gone": "Sparito"}},
}


def test_catalogs_follow_the_texts(tmp_path: Path) -> None:
    [update] = template_updates(make_template(LETTER))
    assert (update.translated, update.missing, update.stale, update.dropped) == (1, 1, 1, 1)
    assert not update.complete
    [path] = write_updates(tmp_path, [update])
    assert path == tmp_path / "locales" / "it.po"
    entries = read_catalog(path, "it").entries
    assert list(entries) == ["template.subject", "morning", "night"]
    assert entries["morning"].text == "Buongiorno"
    assert entries["night"].fuzzy
    assert entries["night"].source == "Good night"
    assert entries["template.subject"].text == ""


def test_what_is_up_to_date_is_left_alone(tmp_path: Path) -> None:
    updates = tuple(template_updates(make_template(LETTER)))
    assert write_updates(tmp_path, updates)
    assert write_updates(tmp_path, updates) == ()


def test_blocks_are_brought_up_to_date_too() -> None:
    block = make_block(
        {
            "block": "terms",
            "content": [{"paragraph": "Terms", "id": "text"}],
            "short": "In short",
            "translations": {"it": {"text": "Condizioni"}},
        }
    )
    [update] = block_updates(block)
    assert list(update.catalog.entries) == ["text", "short"]
    assert (update.translated, update.missing) == (1, 1)

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content_blocks.catalog import (
    Catalog,
    CatalogError,
    Translation,
    check_locale,
    read_catalog,
    read_catalogs,
    updated,
    write_catalog,
)
from content_blocks.texts import TextUnit

UNIT = TextUnit("greeting", "Dear {{ name }},")

contexts = st.from_regex(r"[a-z][a-z0-9\-]{0,8}(\.[a-z]{1,5})?", fullmatch=True)
texts = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('\n\t"\\#%'), min_size=1, max_size=40)
translations = st.builds(Translation, texts, texts | st.just(""), st.booleans())
catalogs = st.builds(Catalog, st.sampled_from(["it", "de-AT", "zh-Hans-CN"]), st.dictionaries(contexts, translations))


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "it.po"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("tag", ["it", "en-GB", "de-AT", "zh-Hans-CN", "sr-Latn", "ar-EG", "he", "en-150"])
def test_known_locales_pass(tag: str) -> None:
    assert check_locale(tag) == tag


@pytest.mark.parametrize("tag", ["", "xx", "en-XX", "en_GB", "EN", "it-it", "italiano", "it\n", "../it"])
def test_what_is_no_locale_is_refused_with_an_example(tag: str) -> None:
    with pytest.raises(CatalogError, match="is no locale; write a BCP 47 tag such as it, en-GB or de-AT"):
        check_locale(tag)


@pytest.mark.parametrize(
    ("entry", "state", "text"),
    [
        (None, "missing", None),
        (Translation(UNIT.text, ""), "missing", None),
        (Translation(UNIT.text, "  "), "missing", None),
        (Translation(UNIT.text, "Gentile {{ name }},"), "translated", "Gentile {{ name }},"),
        (Translation(UNIT.text, "Gentile {{ name }},", fuzzy=True), "stale", None),
        (Translation("Dear {{ name }}", "Gentile {{ name }}"), "stale", None),
    ],
)
def test_a_translation_counts_only_for_today_s_words(entry: Translation | None, state: str, text: str | None) -> None:
    catalog = Catalog("it", {} if entry is None else {UNIT.context: entry})
    assert catalog.state(UNIT) == state
    assert catalog.text(UNIT) == text


def test_updating_keeps_marks_adds_and_drops() -> None:
    old = Catalog(
        "it",
        {
            "same": Translation("Same", "Uguale"),
            "changed": Translation("Old words", "Parole vecchie"),
            "never-translated": Translation("Old words", ""),
            "gone": Translation("Gone", "Andato"),
        },
    )
    units = [
        TextUnit("new", "New"),
        TextUnit("same", "Same"),
        TextUnit("changed", "New words"),
        TextUnit("never-translated", "New words"),
    ]
    new = updated(old, units)
    assert list(new.entries.items()) == [
        ("new", Translation("New", "")),
        ("same", Translation("Same", "Uguale")),
        ("changed", Translation("New words", "Parole vecchie", fuzzy=True)),
        ("never-translated", Translation("New words", "")),
    ]
    assert updated(new, units) == new
    assert new.state(units[2]) == "stale"


@given(catalog=catalogs)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_catalog_written_and_read_is_the_same_and_its_bytes_are_stable(catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    path.write_bytes(write_catalog(catalog))
    read = read_catalog(path, catalog.locale)
    assert read == catalog
    assert write_catalog(read) == path.read_bytes()


def test_a_catalog_is_a_readable_file() -> None:
    catalog = Catalog(
        "it",
        {
            "greeting": Translation("Dear {{ name }},", "Gentile {{ name }},"),
            "terms": Translation('The "terms"\nhere', "", fuzzy=False),
            "closing": Translation("Yours", "Saluti", fuzzy=True),
        },
    )
    assert write_catalog(catalog).decode() == (
        'msgid ""\nmsgstr ""\n"Language: it\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgctxt "greeting"\nmsgid "Dear {{ name }},"\nmsgstr "Gentile {{ name }},"\n\n'
        'msgctxt "terms"\nmsgid ""\n"The \\"terms\\"\\n"\n"here"\nmsgstr ""\n\n'
        '#, fuzzy\nmsgctxt "closing"\nmsgid "Yours"\nmsgstr "Saluti"\n\n'
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('msgid "A"\nmsgstr "B"\n', r"it\.po:1: an entry needs one msgctxt"),
        ('msgctxt "a"\nmsgid "A"\nmsgid_plural "As"\nmsgstr[0] "B"\nmsgstr[1] "C"\n', "no plural forms"),
        (
            'msgctxt "a"\nmsgid "A"\nmsgstr "B"\n\nmsgctxt "a"\nmsgid "C"\nmsgstr "D"\n',
            r"it\.po:5: the context 'a' stands twice; keep one",
        ),
        ('msgctxt "a"\nmsgid A\nmsgstr "B"\n', r"it\.po:2: is not a gettext catalog"),
        ('msgctxt "a"\nmsgid "A"\nmsgstr "B\n', r"it\.po:3: is not a gettext catalog: 'msgstr \"B' is no"),
        ('msgctxt "a"\nmsgid "A"\nmsgstr "say "B""\n', r"it\.po:3: is not"),
        (
            'msgctxt "a"\nmsgid "A"\nmsgstr "B"\n\nmsgctxt "a"\nmsgid "A"\nmsgstr "D"\n',
            r"it\.po:5: the context 'a' stands twice; keep one",
        ),
        ("what is this", r"it\.po:1: is not a gettext catalog"),
    ],
)
def test_what_is_no_catalog_is_refused_by_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(CatalogError, match=message):
        read_catalog(written(tmp_path, text), "it")


def test_a_catalog_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "it.po"
    path.write_bytes('msgctxt "a"\nmsgid "City"\nmsgstr "Città"\n'.encode("latin-1"))
    with pytest.raises(CatalogError, match=r"it\.po: is not a gettext catalog"):
        read_catalog(path, "it")


def test_a_locale_without_a_file_is_an_empty_catalog(tmp_path: Path) -> None:
    written(tmp_path, 'msgctxt "a"\nmsgid "A"\nmsgstr "B"\n')
    catalogs = read_catalogs(tmp_path, ["it", "de"])
    assert catalogs["it"].entries == {"a": Translation("A", "B")}
    assert catalogs["de"] == Catalog("de", {})
    with pytest.raises(CatalogError, match=r"de\.po: cannot be read"):
        read_catalog(tmp_path / "de.po", "de")

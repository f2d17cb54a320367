"""Translations of templates and blocks: what is translated, missing or fuzzy, and translating it in the draft."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from ccm.api.content_kinds import Key, Of, on_each, seen_revision, which_of
from ccm.api.depend import Caller, IfMatch, scoped
from ccm.api.etags import etag_of
from ccm.api.looking import Looking, Trying
from ccm.api.models.subjects import DraftSaved
from ccm.api.models.texts import NewWords, TextShown, TranslationShown, TranslationsShown
from ccm.api.routes.drafts import saved
from ccm.content.draft_files import change_files, seen_state
from ccm.content.reading import content_of, state_of
from ccm.content.translations import Entry, catalog_file, entries, translated, updated_files
from content_blocks.folders import BrandFolder
from content_blocks.subject_rows import ContentKind

router = APIRouter()

SPEAKING: tuple[ContentKind, ...] = ("template", "block")

Locale = Annotated[str, Path(pattern=r"^[A-Za-z0-9-]{2,20}$", examples=["it"])]


@on_each(router, "GET", "/translations", kinds=SPEAKING, dependencies=[scoped("view")])
def show_content_translations(
    kind: ContentKind, key: Key, session: Looking, response: Response, of: Of = "newest"
) -> TranslationsShown:
    """Every text in every language, and whether it is translated, missing, or fuzzy: made for other words."""
    state = state_of(session, kind, key, which_of(of))
    content = content_of(session, state)
    response.headers["ETag"] = etag_of(state.files_digest)
    language = "" if isinstance(content, BrandFolder) else content.definition.language
    found = [_translation(locale, texts) for locale, texts in entries(content).items()]
    return TranslationsShown(name=state.name, language=language, translations=found)


@on_each(router, "PUT", "/draft/translations/{locale}", kinds=SPEAKING, dependencies=[scoped("edit")])
def translate_content(
    kind: ContentKind, key: Key, locale: Locale, asked: NewWords, session: Trying, caller: Caller, seen: IfMatch,
    response: Response,
) -> DraftSaved:  # fmt: skip
    """Translate texts of the draft, which is begun from the newest version where there is none."""
    revision = seen_revision(session, caller, kind, key, seen)
    content = content_of(session, seen_state(session, kind, key, revision))
    name, body = catalog_file(translated(content, locale, asked.entries))
    return saved(session, kind, change_files(session, caller, kind, key, revision, {name: body}), response)


@on_each(router, "POST", "/draft/translations/update", kinds=SPEAKING, dependencies=[scoped("edit")])
def update_content_translations(
    kind: ContentKind, key: Key, session: Trying, caller: Caller, seen: IfMatch, response: Response
) -> DraftSaved:
    """Bring the catalogs of the draft up to date: new texts added, changed ones marked, gone ones dropped."""
    revision = seen_revision(session, caller, kind, key, seen)
    files = updated_files(content_of(session, seen_state(session, kind, key, revision)))
    return saved(session, kind, change_files(session, caller, kind, key, revision, files), response)


def _translation(locale: str, texts: tuple[Entry, ...]) -> TranslationShown:
    states = [one.state for one in texts]
    return TranslationShown(
        locale=locale,
        translated=states.count("translated"),
        missing=states.count("missing"),
        fuzzy=states.count("fuzzy"),
        entries=[TextShown.model_validate(one) for one in texts],
    )

"""A first template of one's own: the draft of a small letter that passes its check, to be changed word by word."""

from fastapi import APIRouter, Response
from pydantic import Field

from ccm.api.depend import Caller, idempotent, scoped
from ccm.api.looking import Trying
from ccm.api.models.common import Asked, Name, Word, shown
from ccm.api.models.subjects import DraftSaved
from ccm.api.routes.drafts import saved
from ccm.governance import editing
from ccm.governance.books import Books
from ccm.scaffold.new_template import NewTemplateError, starter_files
from ccm.scaffold.turned import WRITTEN_IN, Language

router = APIRouter(prefix="/v1/templates", tags=["templates"])


class NewTemplate(Asked):
    """The key of a template that there is not yet, what it is called, and the language it is written in."""

    model_config = shown({"key": "welcome-letter", "title": "Welcome letter", "language": "en-GB"})

    key: Name = Field(description="Small letters, digits and hyphens.")
    title: Word = ""
    language: Language = WRITTEN_IN


@router.post("", status_code=201, dependencies=[scoped("edit"), idempotent])
def begin_template(asked: NewTemplate, session: Trying, caller: Caller, response: Response) -> DraftSaved:
    """Begin a template, as a draft: a small letter in every channel, ready to check and preview."""
    files = starter_files(asked.key, asked.title, asked.language)
    Books(session).people.require_edit(caller.person, "template", asked.key, "everything", "it is new")
    if Books(session).content("template").hold(asked.key):
        raise NewTemplateError(f"there is a template {asked.key} already; choose another key")
    draft = editing.save_draft(session, caller, "template", asked.key, files, 0)
    response.headers["Location"] = f"/v1/templates/{asked.key}/draft"
    return saved(session, "template", draft, response)

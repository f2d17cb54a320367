"""The variables of a template: what a text of it can name, for people who have never seen a schema."""

from fastapi import APIRouter, Response

from ccm.api.content_kinds import Key, Of, which_of
from ccm.api.depend import scoped
from ccm.api.etags import etag_of
from ccm.api.looking import Looking
from ccm.api.models.texts import VariableShown, VariablesShown
from ccm.content.reading import content_of, state_of
from ccm.content.variables import variables
from templates_repo.template import Template

router = APIRouter(prefix="/v1/templates", tags=["templates"], dependencies=[scoped("view")])


@router.get("/{key}/variables")
def show_template_variables(key: Key, session: Looking, response: Response, of: Of = "newest") -> VariablesShown:
    """List what the contract lets a text name: with business names, kinds, and values that the contract takes."""
    state = state_of(session, "template", key, which_of(of))
    template = content_of(session, state)
    assert isinstance(template, Template)  # noqa: S101 - each store gives its own kind
    response.headers["ETag"] = etag_of(state.files_digest)
    found = [VariableShown.model_validate(one) for one in variables(template.contract)]
    return VariablesShown(name=state.name, variables=found)

"""Who may do what with templates, blocks and brands.

Most of what is tried is no edit: the files are those of the newest version. An order in which each can be; what retires
something is last.
"""

import base64

from ccm.library import STARTER
from content_blocks.files import read_files
from tests.ccm.api.who_may import COMMENT, DECIDE, EDIT, VIEW, Try

DESIGN = frozenset({"designer"})
KEYS = {"template": "order-letter", "block": "privacy-notice", "brand": "ginepro"}
BIG = {"template": DESIGN, "block": DESIGN | {"compliance"}, "brand": DESIGN}
"""Who may make every edit of the three: Compliance that of blocks."""

_ON = {"If-Match": "*"}
_SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>"


def _draft(kind: str) -> dict[str, object]:
    """What is sent as a draft: for a block and a brand, what they are; of the letter only one file, for designers."""
    if kind == "template":
        return {"files": {"template.yaml": {"text": "template: order-letter\n"}}}
    files = read_files(getattr(STARTER, f"{kind}s") / KEYS[kind])
    return {"files": {name: {"base64": base64.b64encode(body).decode()} for name, body in files.items()}}


def _tries(kind: str) -> tuple[Try, ...]:
    each, at = f"/v1/{kind}s/{{key}}", f"/v1/{kind}s/{KEYS[kind]}"
    big = BIG[kind]
    # Whoever may not change everything saves nothing half written; the letter is sent in half.
    whole = {"template": DESIGN, "block": EDIT, "brand": EDIT - {"compliance"}}[kind]
    discard = EDIT - {"compliance"} if kind == "brand" else EDIT
    name, text = ("template.yaml", "half: written") if kind == "template" else ("assets/new.svg", _SVG)
    return (
        Try("GET", f"/v1/{kind}s", VIEW),
        Try("GET", each, VIEW, at),
        Try("GET", f"{each}/definition", VIEW, f"{at}/definition"),
        Try("GET", f"{each}/versions", VIEW, f"{at}/versions"),
        Try("GET", f"{each}/versions/{{number}}", VIEW, f"{at}/versions/1"),
        Try("GET", f"{each}/versions/{{number}}/files", VIEW, f"{at}/versions/1/files"),
        Try("GET", f"{each}/diff", VIEW, f"{at}/diff?before=1"),
        Try("GET", f"{each}/assets", VIEW, f"{at}/assets"),
        Try("GET", f"{each}/assets/{{asset}}", VIEW, f"{at}/assets/none.svg"),
        Try("GET", f"{each}/draft", VIEW, f"{at}/draft"),
        Try("PUT", f"{each}/draft", whole, f"{at}/draft", _draft(kind), _ON),
        Try("DELETE", f"{each}/draft", discard, f"{at}/draft", None, _ON),
        Try("POST", f"{each}/draft/publish", EDIT, f"{at}/draft/publish", {}, _ON),
        Try("PUT", f"{each}/draft/files/{{path}}", big, f"{at}/draft/files/{name}", {"text": text}, _ON),
        Try("DELETE", f"{each}/draft/files/{{path}}", EDIT, f"{at}/draft/files/none.txt", None, _ON),
        Try("PUT", f"{each}/draft/assets/{{asset}}", big, f"{at}/draft/assets/new.svg", {}, _ON),
        Try("DELETE", f"{each}/draft/assets/{{asset}}", EDIT, f"{at}/draft/assets/none.svg", None, _ON),
        Try("GET", f"{each}/comments", VIEW, f"{at}/comments"),
        Try("POST", f"{each}/comments", COMMENT, f"{at}/comments", {"text": " "}),
        Try("POST", f"{each}/comments/{{number}}/resolution", COMMENT, f"{at}/comments/4711/resolution"),
        Try("DELETE", f"{each}/comments/{{number}}/resolution", COMMENT, f"{at}/comments/4711/resolution"),
        Try("POST", f"{each}/roll-back", EDIT, f"{at}/roll-back", {"to": 1}, _ON),
    )


def _speaking(kind: str) -> tuple[Try, ...]:
    each, at = f"/v1/{kind}s/{{key}}", f"/v1/{kind}s/{KEYS[kind]}"
    into = f"{each}/draft/translations"
    return (
        Try("GET", f"{each}/translations", VIEW, f"{at}/translations"),
        Try("PUT", f"{into}/{{locale}}", EDIT, f"{at}/draft/translations/xx", {"entries": {}}, _ON),
        Try("POST", f"{into}/update", EDIT, f"{at}/draft/translations/update", None, _ON),
    )


def _retiring(kind: str) -> Try:
    path = f"/v1/{kind}s/{KEYS[kind]}/retire"
    return Try("POST", f"/v1/{kind}s/{{key}}/retire", BIG[kind], path, {"on": "2099-01-01"}, _ON)


_LETTER, _AT = "/v1/templates/{key}", "/v1/templates/order-letter"

TRIES: tuple[Try, ...] = (
    Try("GET", "/v1/drafts", VIEW),
    Try("GET", "/v1/mentions", VIEW),
    *_tries("template"),
    *_tries("block"),
    *_tries("brand"),
    *_speaking("template"),
    *_speaking("block"),
    Try("GET", f"{_LETTER}/variables", VIEW, f"{_AT}/variables"),
    Try("GET", f"{_LETTER}/samples", VIEW, f"{_AT}/samples"),
    Try("GET", f"{_LETTER}/samples/{{sample}}", VIEW, f"{_AT}/samples/first"),
    Try("PUT", f"{_LETTER}/draft/samples/{{sample}}", DESIGN, f"{_AT}/draft/samples/new", {"id": "1"}, _ON),
    Try("DELETE", f"{_LETTER}/draft/samples/{{sample}}", EDIT, f"{_AT}/draft/samples/none", None, _ON),
    Try("GET", f"{_LETTER}/check", VIEW, f"{_AT}/check"),
    Try("POST", f"{_LETTER}/proof-sheet", VIEW, "/v1/templates/nothing/proof-sheet"),
    Try("GET", f"{_LETTER}/diff/rendered", VIEW, "/v1/templates/nothing/diff/rendered?before=1"),
    Try("GET", f"{_LETTER}/periods", VIEW, f"{_AT}/periods"),
    Try(
        "POST", f"{_LETTER}/periods/{{starts}}/end", DECIDE, f"{_AT}/periods/2026-01-01/end", {"last": "2030-01-01"},
        _ON,
    ),
    Try("DELETE", f"{_LETTER}/periods/{{starts}}", DECIDE, f"{_AT}/periods/2026-01-01", None, _ON),
    Try("POST", "/v1/templates", DESIGN, json={"key": "welcome-letter"}),
    Try("GET", "/v1/library", VIEW),
    Try("POST", "/v1/library/import", EDIT, json={"no": "zip file"}, headers=_ON),
    *map(_retiring, KEYS),
)  # fmt: skip

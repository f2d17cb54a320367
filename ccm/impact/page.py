"""The impact of a proposed version as one self-contained HTML page, for those who are to approve it."""

from importlib.resources import files
from string import Template

from ccm.impact.markup import escaped, plural
from ccm.impact.model import Impact, counts
from ccm.impact.page_templates import templates_section
from ccm.impact.page_where import dearer_section, failures_section, matrix_section
from ccm.impact.page_words import told_section, wordings_section

# No script runs, neither the page's nor one of a page shown in it; nothing is asked of the network.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)

_MOST_LANGUAGES = 24


def impact_page(impact: Impact) -> str:
    """One HTML page (UTF-8) that reads without scripts, from a file, and makes no request.

    What fails stands first, then what changed in words, where it is used, and each template before and after. Data
    is only ever text; mails and pages for the phone stand in frames that are sandboxed.
    """
    proposal = impact.proposal
    sections = (
        failures_section(impact),
        dearer_section(impact),
        wordings_section(proposal),
        matrix_section(impact),
        told_section(impact),
        templates_section(impact),
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escaped(POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{escaped(proposal.title)} · impact</title>\n<style>{_style()}</style>\n</head>\n<body>\n"
        f'{_head(impact)}\n<main class="wide">\n{"".join(sections)}</main>\n{_foot(impact)}</body>\n</html>\n'
    )


def _style() -> str:
    text = files("ccm.impact").joinpath("assets", "impact.css").read_text(encoding="utf-8")
    tabs = ",\n".join(
        f"  .inside:has(.tabs label:nth-of-type({n}) input:checked) > .panel:nth-of-type({n})"
        for n in range(1, _MOST_LANGUAGES + 1)
    )
    return Template(text).substitute(tabs=f"{tabs} {{ display: block; }}")


def _head(impact: Impact) -> str:
    proposal = impact.proposal
    before = ", ".join(proposal.versions) or "not in use yet"
    facts = [
        ("Proposed", f'{escaped(before)}<span class="arrow"> → </span>{escaped(proposal.version)}'),
        ("Owner", escaped(proposal.owner)),
        ("Looked at", escaped(_looked_at(impact))),
        ("Digest of what is proposed", f"<code>{escaped(proposal.digest)}</code>"),
    ]
    lock = '<span class="lock">Locked</span>' if proposal.locked else ""
    listed = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in facts if value)
    return (
        f'<header class="top"><div class="wide"><p class="eyebrow">Impact of the {proposal.kind} '
        f"<code>{escaped(proposal.key)}</code></p><h1>{escaped(proposal.title)} {lock}</h1>"
        f'<dl class="facts">{listed}</dl></div></header>'
    )


def _looked_at(impact: Impact) -> str:
    followers = [template for template in impact.templates if template.follows]
    samples = len({(cell.template, cell.sample) for cell in impact.cells})
    languages = {cell.language for cell in impact.cells}
    return (
        f"{plural(len(followers), 'template')}, {plural(samples, 'sample')}, {plural(len(languages), 'language')}, "
        f"{plural(len(impact.cells), 'communication')}"
    )


def _foot(impact: Impact) -> str:
    found = counts(impact.cells)
    told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(found.items()))
    left = sum(impact.left_out.values())
    less = f" {plural(left, 'sample')} of the templates {'was' if left == 1 else 'were'} not looked at." if left else ""
    return (
        f'<footer class="wide"><p>{escaped(told) or "Nothing was rendered"}.{less} Both sides were rendered as drafts, '
        "from the samples of each template, by the engine that renders what is sent. Pictures and frames show one of "
        "the communications that share a change; the others are named beside it.</p></footer>\n"
    )

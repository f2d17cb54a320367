"""The page's words: what changed in the subject's own texts, and the words that change for readers."""

from ccm.impact.markup import diff, escaped, language_name, plural, words_diff
from ccm.impact.model import Cell, Impact, Proposal, Wording
from ccm.impact.told import channel_name, channel_order, listed, told

_MOST_TOLD = 60


def wordings_section(proposal: Proposal) -> str:
    """What changed in the texts of the subject, word by word in each language, and what else changed."""
    languages = dict.fromkeys(wording.locale for wording in proposal.wordings)
    texts = "".join(_language(locale, proposal) for locale in languages)
    rest = ", ".join(f"{count} in {language_name(locale)}" for locale, count in proposal.same.items() if count)
    others = "".join(f"<li>{escaped(sentence)}</li>" for sentence in proposal.others)
    if not texts and not others:
        texts = "<p>No word of it changed.</p>"
    return (
        f'<section aria-labelledby="wordings"><h2 id="wordings">What changed in the {proposal.kind}</h2>'
        + (f'<div class="wordings">{texts}</div>' if texts else "")
        + (f'<p class="rest">Texts that say what they said: {escaped(rest)}.</p>' if rest else "")
        + (f'<ul class="others">{others}</ul>' if others else "")
        + "</section>\n"
    )


def _language(locale: str, proposal: Proposal) -> str:
    texts = "".join(_wording(wording) for wording in proposal.wordings if wording.locale == locale)
    return f'<article class="wording"><h3>{escaped(language_name(locale))}</h3>{texts}</article>'


def _wording(wording: Wording) -> str:
    note = f'<p class="note">{escaped(wording.note)}</p>' if wording.note else ""
    place = "short form" if wording.place == "short" else wording.place
    return f"""<h4><code>{escaped(place)}</code></h4>
<p lang="{escaped(wording.locale)}" dir="auto">{diff(wording.pieces)}</p>{note}"""


def told_section(impact: Impact) -> str:
    """The words that change as readers see them, told once for all the communications that share them."""
    changes = told(impact)
    if not changes:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{escaped(language_name(one.language))}</th>'
        f'<td lang="{escaped(one.language)}" dir="auto">{words_diff(one.words)}</td>'
        f"<td>{escaped(_seen(one.cells))}</td></tr>"
        for one in changes[:_MOST_TOLD]
    )
    left = len(changes) - _MOST_TOLD
    more = (
        f'<p class="rest">{plural(left, "further change")} can be read in the templates below.</p>' if left > 0 else ""
    )
    return (
        '<section aria-labelledby="told"><h2 id="told">What readers will see</h2>'
        '<p class="hint">The words that change in what is sent, each told once for all the communications that share '
        'it.</p><table class="told"><thead class="unseen"><tr><th scope="col">Language</th><th scope="col">Words</th>'
        f'<th scope="col">Where</th></tr></thead><tbody>{rows}</tbody></table>{more}</section>\n'
    )


def _seen(cells: tuple[Cell, ...]) -> str:
    channels = sorted({cell.channel for cell in cells}, key=channel_order)
    templates = len({cell.template for cell in cells})
    where = listed(map(channel_name, channels))
    return f"{where} of {plural(templates, 'template')}, {plural(len(cells), 'communication')}"

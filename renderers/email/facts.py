"""Facts: labels and their values, as rows, as cards, or small in the letter's head."""

from collections.abc import Sequence

from content_blocks.document import Fact, Facts
from renderers.email.boxes import gutter, layout_table
from renderers.email.inlines import inlines_html
from renderers.email.page_state import PageState
from renderers.plain_text import inline_text

_MOST_LARGE_CARDS = 3
_LONGEST_UNBROKEN = 16


def facts_html(state: PageState, node: Facts, gap: int) -> str:
    """Facts as rows of label and value, or as cards with large figures (below each other on a phone)."""
    if not node.items:
        return ""
    return _cards(state, node.items, gap) if node.style == "cards" else _rows(state, node.items, gap)


def _rows(state: PageState, facts: Sequence[Fact], gap: int) -> str:
    styles = state.styles
    cell = f"padding:10px 0;border-bottom:{styles.rule};vertical-align:baseline"
    label = f"{cell};text-align:{styles.start};font-weight:{state.brand.type.body.weight};{styles.muted}"
    value = f"{cell};text-align:{styles.end}"
    strong = f"{value};{styles.strong};font-size:{state.brand.type.screen_size + 3}px"
    rows = [
        f'<tr><th scope="row" class="muted" style="{label}">{inlines_html(state, fact.label)}</th>'
        f'<td style="{strong if fact.strong else value}">{inlines_html(state, fact.value)}</td></tr>'
        for fact in facts
    ]
    return f'<table class="rows ink" style="{styles.table};margin:0 0 {gap}px"><tbody>{"".join(rows)}</tbody></table>'


def _cards(state: PageState, facts: Sequence[Fact], gap: int) -> str:
    styles = state.styles
    share = f"{100 / len(facts):.4g}"
    ground = f"width:{share}%;{styles.surface};border-radius:{styles.radius}px;padding:16px 18px;vertical-align:top"
    size = styles.card_figure if len(facts) <= _MOST_LARGE_CARDS else styles.small_card_figure
    cells = []
    for fact in facts:
        figure = f"margin:4px 0 0;{size}"
        if len(inline_text(fact.value)) <= _LONGEST_UNBROKEN:
            figure += ";white-space:nowrap"
        if fact.strong:
            figure += f";color:{state.brand.light.accent}"
        named = ' class="accent"' if fact.strong else ""
        cells.append(
            f'<td class="card card-figure" style="{ground}">'
            f'<p class="muted" style="margin:0;{styles.small}">{inlines_html(state, fact.label)}</p>'
            f'<p{named} style="{figure}">{inlines_html(state, fact.value)}</p></td>'
        )
    return layout_table(gutter(styles.space * 3 // 4).join(cells), gap)


def references_html(state: PageState, facts: Sequence[Fact], gap: int) -> str:
    """The facts of the letter's head, two side by side, small: they are for whoever looks for them."""
    styles = state.styles
    sides = "0 8px 8px 0" if styles.start == "left" else "0 0 8px 8px"
    cells = [
        f'<td style="width:50%;padding:{sides};vertical-align:top;{styles.reference}">'
        f'<span class="muted" style="{styles.muted}">{inlines_html(state, fact.label)}</span><br>'
        f"{inlines_html(state, fact.value)}</td>"
        for fact in facts
    ]
    cells += ["<td></td>"] * (len(cells) % 2)
    rows = "".join(f"<tr>{''.join(cells[at : at + 2])}</tr>" for at in range(0, len(cells), 2))
    return layout_table(rows.removeprefix("<tr>").removesuffix("</tr>"), gap) if cells else ""

"""The impact as plain data, for ``--json``: everything the page tells, but for pictures."""

from dataclasses import asdict
from typing import Any

from ccm.impact.model import Cell, Impact, Proposal, Side, TemplateImpact, Words, counts
from ccm.impact.told import failures, told

FORMAT = 1


def impact_data(impact: Impact) -> dict[str, Any]:
    """Plain JSON values: the proposal, every template with each of its cells, and what they share."""
    return {
        "format": FORMAT,
        "proposal": _proposal(impact.proposal),
        "counts": dict(sorted(counts(impact.cells).items())),
        "failures": [
            {"problem": one.problem, "remedy": one.remedy, "cells": [_name(cell) for cell in one.cells]}
            for one in failures(impact)
        ],
        "words": [
            {"language": one.language, **_words(one.words), "cells": [_name(cell) for cell in one.cells]}
            for one in told(impact)
        ],
        "templates": [_template(template, impact) for template in impact.templates],
        "seconds": round(impact.seconds, 1),
    }


def _proposal(proposal: Proposal) -> dict[str, Any]:
    return {**asdict(proposal), "versions": list(proposal.versions), "same": dict(proposal.same)}


def _template(template: TemplateImpact, impact: Impact) -> dict[str, Any]:
    return {
        "template": template.template,
        "title": template.title,
        "follows": template.follows,
        "released": template.released,
        "version": template.version,
        "samples_left_out": impact.left_out.get(template.template, 0),
        "cells": [_cell(cell) for cell in template.cells],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        **_name(cell),
        "outcome": cell.outcome,
        "words": [_words(words) for words in cell.words],
        "pages": list(cell.pages) if cell.outcome == "changed" else [],
        "before": _side(cell.before),
        "after": _side(cell.after),
    }


def _name(cell: Cell) -> dict[str, str]:
    return {name: getattr(cell, name) for name in ("template", "sample", "locale", "channel")}


def _words(words: Words) -> dict[str, str]:
    return {"before": words.before, "after": words.after, "lead": words.lead, "tail": words.tail}


def _side(side: Side | None) -> dict[str, Any] | None:
    if side is None:
        return None
    return {"facts": dict(side.facts), "problem": side.problem} if side.problem else {"facts": dict(side.facts)}

"""What the proposed version of a block or a brand says that the one in use does not."""

from collections.abc import Iterator, Sequence

from ccm.impact.model import Kind, Proposal, Touched, Wording
from ccm.impact.words import pieces
from ccm.preview.data import language_names
from ccm.release import Release
from content_blocks.block import ContentBlock, block_units
from content_blocks.changes import Change, asset_changes, model_changes, node_changes
from content_blocks.folders import BrandFolder

Subject = ContentBlock | BrandFolder

# What a new version always changes, and words, which are told by language.
_ASIDE = frozenset(["version", "content", "short"])


def kind_of(subject: Subject) -> Kind:
    return "block" if isinstance(subject, ContentBlock) else "brand"


def held(release: Release, kind: str, key: str) -> Subject | None:
    """The subject as `release` has it, None when it is not made with it."""
    if kind == "block":
        return release.blocks.get(key)
    return release.brand if release.brand.brand.brand == key else None


def version_of(release: Release | None, kind: str, key: str) -> str:
    """The version of the subject in `release` for people: "version 3"; part of its digest where it has no number."""
    found = held(release, kind, key) if release is not None else None
    if release is None or found is None:
        return ""
    if isinstance(found, ContentBlock):
        return f"version {found.version}"
    brand = release.lock["brand"]
    number = brand.get("version") if isinstance(brand, dict) else None
    return f"version {number}" if number else f"digest {found.digest[:12]}"


def proposal(kind: Kind, key: str, proposed: Subject, present: Subject | None, touched: Sequence[Touched]) -> Proposal:
    """Compare `proposed` with `present`, the newest version that is in use, text by text in every language."""
    wordings, same = _wordings(present, proposed)
    versions = {version_of(one.before, kind, key): None for one in touched if one.follows and one.before is not None}
    follower = next((one.after for one in touched if one.follows), None)
    name = version_of(follower, kind, key) or _name(proposed)
    return Proposal(
        kind=kind,
        key=key,
        title=proposed.definition.title if isinstance(proposed, ContentBlock) else proposed.brand.name,
        owner=proposed.definition.owner if isinstance(proposed, ContentBlock) else "",
        locked=isinstance(proposed, ContentBlock) and proposed.locked,
        versions=tuple(sorted(filter(None, versions))) or ((_name(present),) if present is not None else ()),
        version=name,
        digest=proposed.digest,
        wordings=tuple(wordings),
        others=tuple(_sentence(change) for change in _others(present, proposed)),
        same=same,
    )


def _name(subject: Subject) -> str:
    return f"version {subject.version}" if isinstance(subject, ContentBlock) else f"digest {subject.digest[:12]}"


def _wordings(present: Subject | None, proposed: Subject) -> tuple[list[Wording], dict[str, int]]:
    """The texts that changed, and how many in each language did not."""
    changed: list[Wording] = []
    same: dict[str, int] = {}
    if not isinstance(proposed, ContentBlock):
        return changed, same
    old_texts = _texts(present) if isinstance(present, ContentBlock) else {}
    new_texts = _texts(proposed)
    for locale, place in dict.fromkeys((*new_texts, *old_texts)):
        old, _ = old_texts.get((locale, place), ("", ""))
        new, note = new_texts.get((locale, place), ("", ""))
        if old == new and not note:
            same[locale] = same.get(locale, 0) + 1
        else:
            changed.append(Wording(locale, place, pieces(old, new), note))
    order = {locale: number for number, locale in enumerate(proposed.locales)}
    return sorted(changed, key=lambda wording: order.get(wording.locale, len(order))), same


def _texts(block: ContentBlock) -> dict[tuple[str, str], tuple[str, str]]:
    """Every text of a block by locale and place, with what is wrong with its translation."""
    texts: dict[tuple[str, str], tuple[str, str]] = {}
    for unit in block_units(block.definition):
        texts[block.definition.language, unit.context] = (unit.text, "")
        for locale, catalog in block.catalogs.items():
            state = catalog.state(unit)
            note = _NOTES[block.locked, state].format(language=language_names([locale])[locale])
            texts[locale, unit.context] = (catalog.text(unit) or "", note)
    return texts


_NOTES = {
    (True, "translated"): "",
    (False, "translated"): "",
    (True, "missing"): "Not translated: with it, nothing can be sent in {language}.",
    (True, "stale"): "Translated from other words than these: with it, nothing can be sent in {language}.",
    (False, "missing"): "Not translated: the source text stands in.",
    (False, "stale"): "Translated from other words than these: the source text stands in.",
}


def _others(present: Subject | None, proposed: Subject) -> Iterator[Change]:
    """What changed besides words: structure, rules, tokens of a brand, files."""
    if isinstance(present, ContentBlock) and isinstance(proposed, ContentBlock):
        yield from model_changes(present.definition, proposed.definition, "", frozenset(), _ASIDE)
        texts = {unit.context for block in (present, proposed) for unit in block_units(block.definition)}
        for change in node_changes(present.definition.content, proposed.definition.content):
            if change.place.removesuffix(".text") not in texts and change.place not in texts:
                yield change
        yield from asset_changes(present.assets, proposed.assets)
    elif isinstance(present, BrandFolder) and isinstance(proposed, BrandFolder):
        yield from model_changes(present.brand, proposed.brand, "", frozenset())
        yield from asset_changes(present.assets, proposed.assets)


def _sentence(change: Change) -> str:
    if change.before is not None and change.after is not None:
        return f"{change.place}: {change.before} → {change.after}"
    value = change.after if change.before is None else change.before
    return f"{change.place}: {change.what}{f' ({value})' if value else ''}"

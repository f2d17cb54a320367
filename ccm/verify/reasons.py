"""Why a rendering comes out otherwise, as far as can be told: another release, or other surroundings."""

from collections.abc import Iterator, Mapping
from typing import Any

Plain = Mapping[str, Any]

_SHORT = len("sha256:") + 12


def release_changes(was: Plain, now: Plain) -> list[str]:
    """What the lock `now` has otherwise than `was`, a sentence each: status, template, blocks, brand, contract."""
    return [
        *_changed("status", was["status"], now["status"]),
        *_template_and_brand(was, now),
        *_changed("the template's contract", was["contract"], now["contract"]),
        *_mapping("the template's translation", was["translations"], now["translations"]),
        *_blocks(was["blocks"], now["blocks"]),
        *(["the approvals are others"] if was["approvals"] != now["approvals"] else []),
        *_mapping("when it was sealed", was.get("engine") or {}, now.get("engine") or {}),
    ]


def surroundings_changes(was: Plain, now: Plain) -> list[str]:
    """What renders here otherwise than what the manifest names: engine, libraries, machine, fonts."""
    fonts, fonts_now = was["fonts"], now["fonts"]
    return [
        *_versions("the engine", was["engine"], now["engine"]),
        *_each("", was["libraries"], now["libraries"], _versions),
        *_mapping("", was["system"], now["system"]),
        *_each("the family ", fonts["families"], fonts_now["families"], _font_files),
        *(
            ["other fonts are installed, or other versions, for letters that the brand's families lack"]
            if fonts["installed"] != fonts_now["installed"]
            else []
        ),
    ]


def _template_and_brand(was: Plain, now: Plain) -> Iterator[str]:
    for kind in ("template", "brand"):
        before, after = was[kind], now[kind]
        if before["key"] != after["key"]:
            yield f"the {kind} was {before['key']}, is {after['key']}"
        else:
            yield from _versions(f"the {kind} {before['key']}", before, after)


def _blocks(was: Plain, now: Plain) -> Iterator[str]:
    yield from _each("the block ", was, now, _block)


def _block(title: str, was: Plain, now: Plain) -> Iterator[str]:
    translations = list(_mapping(f"{title}, its translation", was["translations"], now["translations"]))
    if was["version"] != now["version"] or not translations:
        yield from _versions(title, was, now)
    yield from translations
    if was["locked"] != now["locked"]:
        yield f"{title} was {'' if was['locked'] else 'not '}locked"


def _font_files(title: str, was: Plain, now: Plain) -> Iterator[str]:
    yield from _mapping(f"{title}, its file", was, now)


def _versions(title: str, was: Plain, now: Plain) -> Iterator[str]:
    """Something with a version and a digest."""
    if was["version"] != now["version"]:
        yield f"{title} was version {was['version'] or 'none'}, is {now['version'] or 'none'}"
    elif was["digest"] != now["digest"]:
        version = f" version {was['version']}" if was["version"] else ""
        yield f"{title}{version} was {_short(was['digest'])}, is {_short(now['digest'])}"


def _each(prefix: str, was: Plain, now: Plain, of_one: Any) -> Iterator[str]:
    for key in sorted({*was, *now}):
        if key not in now:
            yield f"{prefix}{key} is gone"
        elif key not in was:
            yield f"{prefix}{key} is new"
        else:
            yield from of_one(f"{prefix}{key}", was[key], now[key])


def _mapping(title: str, was: Plain, now: Plain) -> Iterator[str]:
    yield from _each(f"{title} " if title else "", was, now, _changed)


def _changed(title: str, was: Any, now: Any) -> Iterator[str]:
    if was != now:
        yield f"{title} was {_short(was)}, is {_short(now)}"


def _short(value: Any) -> str:
    text = str(value)
    return f"{text[:_SHORT]}..." if text.startswith("sha256:") else text[:80]

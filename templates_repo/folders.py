"""Reading templates from their folders.

<template>/template.yaml  contract.yaml  locales/it.po  samples/first.json  assets/seal.svg
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from content_blocks.catalog import CatalogError, check_locale, read_catalogs
from content_blocks.folders import FolderError, check_name, load_yaml, parse_model, read_assets
from content_blocks.source_ids import with_ids
from content_blocks.strict_yaml import Path_, YamlFile
from content_blocks.structure import kind_of
from templates_repo.contract import Contract, ContractError, parse_contract
from templates_repo.template import Template, TemplateDefinition

TEMPLATES = Path(__file__).parent / "library"

_MAX_SAMPLE = 5_000_000


def read_template(folder: Path) -> Template:
    """Read one template. Raises FolderError, with a line for every fault."""
    file = load_yaml(folder / "template.yaml")
    if isinstance(file.data, dict) and "content" in file.data:
        file.data["content"] = with_ids(file.data["content"])
    places = _places(file)
    definition = parse_model(TemplateDefinition, file)
    check_name(folder, definition.template, file)
    try:
        for number, locale in enumerate((definition.language, *definition.locales)):
            path: Path_ = ("locales", number - 1) if number else ("language",)
            _check_locale(locale, file.where(path))
        catalogs = read_catalogs(folder / "locales", definition.locales)
    except CatalogError as error:
        raise FolderError(str(error)) from error
    return Template(
        definition=definition,
        contract=read_contract(folder / "contract.yaml"),
        catalogs=catalogs,
        assets=read_assets(folder / "assets"),
        samples=read_samples(folder / "samples"),
        places=places,
    )


def read_stored_template(folder: Path) -> Template:
    """`read_template`, where messages name files from the key of the template on. Raises FolderError."""
    template = read_template(folder)
    root = f"{folder.parent}/"
    return replace(template, places={node: place.removeprefix(root) for node, place in template.places.items()})


def read_contract(path: Path) -> Contract:
    """Read a contract. Raises FolderError."""
    file = load_yaml(path)
    try:
        return parse_contract(file.data, file.name, file.where)
    except ContractError as error:
        raise FolderError(str(error)) from error


def read_samples(folder: Path) -> dict[str, Any]:
    """Read the records of a ``samples`` folder, by name without ``.json``. Raises FolderError."""
    if not folder.is_dir():
        return {}
    return {path.stem: read_sample(path) for path in sorted(folder.glob("*.json"))}


def read_sample(path: Path) -> Any:
    """Read one record of JSON; numbers with a point become Decimals. Raises FolderError."""
    try:
        if path.stat().st_size > _MAX_SAMPLE:
            raise FolderError(f"{path}: is larger than 5 MB; a sample is one record")
        return parse_sample(path.read_bytes(), str(path))
    except OSError as error:
        raise FolderError(f"{path}: cannot be read: {error.strerror}") from error


def parse_sample(body: bytes, path: str) -> Any:
    """Read a record from the bytes of its file, which messages call `path`. Raises FolderError."""
    try:
        text = body.decode("utf-8-sig")
        return json.loads(text, parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        raise FolderError(f"{path}:{error.lineno}: is not JSON: {error.msg}") from error
    except UnicodeDecodeError as error:
        raise FolderError(f"{path}: is not UTF-8 at byte {error.start}; save the file as UTF-8") from error
    except RecursionError as error:
        raise FolderError(f"{path}: is nested too deep; give flatter data") from error
    except (ValueError, ArithmeticError) as error:
        raise FolderError(f"{path}: {error}") from error


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number of JSON; give a finite number")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the name {twice[:40]!r} stands twice in one object; keep one")
    return result


def _check_locale(locale: str, where: str) -> None:
    try:
        check_locale(locale)
    except CatalogError as error:
        raise CatalogError(f"{where}: {error}") from error


def _places(file: YamlFile) -> dict[str, str]:
    """The ``file:line`` of every node by its id, and of the other parts by ``template.<name>``.

    Raises FolderError when an id stands twice.
    """
    if not isinstance(file.data, dict):
        return {}
    places = {f"template.{name}": file.where((name,)) for name in file.data}
    for node_id, place in _node_places(file.data.get("content"), ("content",), file):
        if node_id in places:
            first = places[node_id].rpartition(":")[2]
            raise FolderError(
                f"{place}: the id {node_id!r} stands twice, first on line {first}; give every node its own"
            )
        places[node_id] = place
    return places


def _node_places(raw: object, path: Path_, file: YamlFile) -> Iterator[tuple[str, str]]:
    if isinstance(raw, dict):
        if kind_of(raw) and isinstance(raw.get("id"), str):
            yield raw["id"], file.where(path)
        for key, value in raw.items():
            yield from _node_places(value, (*path, key), file)
    elif isinstance(raw, list):
        for index, value in enumerate(raw):
            yield from _node_places(value, (*path, index), file)

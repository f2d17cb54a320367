"""YAML as the project writes it: a strict subset that says where everything stands.

Read: mappings with text keys, sequences, text, integers, decimals, ``true``/``false`` and ``null``, as in the
core schema of YAML 1.2, so that ``no`` is a word and ``2026-11-21`` is text. Refused: duplicate keys, anchors
and aliases (a few lines of them expand to gigabytes), tags, several documents in a file, binary floats
(a number with a decimal point is a Decimal), control characters, nesting deeper than 100.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import yaml

Path_ = tuple[str | int, ...]

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+\Z")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_MAX_DEPTH = 100
_WORDS: dict[str, object] = {"": None, "null": None, "~": None, "true": True, "false": False}


class YamlError(ValueError):
    """The text is not the strict subset of YAML; the message names the file, the line and the remedy."""


@dataclass(frozen=True)
class YamlFile:
    """What a file holds, and the line each part of it starts on (1-based), by path from the root."""

    name: str
    data: object
    lines: dict[Path_, int]

    def where(self, path: Path_) -> str:
        """``file:line`` of the part at `path`, or of its nearest parent that the file has."""
        while path and path not in self.lines:
            path = path[:-1]
        return f"{self.name}:{self.lines.get(path, 1)}"


def load_file(path: Path) -> YamlFile:
    """Read `path` (UTF-8). Raises YamlError when it cannot be read or is not the strict subset."""
    try:
        return load(path.read_text(encoding="utf-8"), str(path))
    except OSError as error:
        raise YamlError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise YamlError(f"{path}: is not UTF-8 at byte {error.start}; save the file as UTF-8") from error


def load(text: str, name: str = "<text>") -> YamlFile:
    """Read one YAML document from `text`; `name` is used in messages."""
    try:
        depth = documents = 0
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            _refuse(event, name)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            documents += isinstance(event, yaml.DocumentStartEvent)
            if depth > _MAX_DEPTH:
                raise YamlError(f"{_where(event, name)}: is nested more than {_MAX_DEPTH} deep; write it flatter")
            if documents > 1:
                raise YamlError(f"{_where(event, name)}: a second document begins here (---); a file holds one")
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else 1
        problem = str(error.problem or error.context)
        raise YamlError(f"{name}:{line}: is not YAML: {problem}{_remedy(f'{error.context} {problem}')}") from error
    except yaml.YAMLError as error:
        raise YamlError(f"{name}: is not YAML: {str(error).splitlines()[0]}") from error
    except UnicodeEncodeError as error:
        raise YamlError(f"{name}: holds half a surrogate pair at character {error.start + 1}; take it out") from error
    lines: dict[Path_, int] = {}
    data = None if root is None else _construct(root, (), lines, name)
    return YamlFile(name, data, lines)


def _where(event: yaml.Event, name: str) -> str:
    return f"{name}:{event.start_mark.line + 1}" if event.start_mark else name


def _remedy(problem: str) -> str:
    if "mapping values are not allowed" in problem:
        return "; put a text that holds a colon and a blank in quotes"
    if "scanning an alias" in problem or "scanning an anchor" in problem:
        return "; put a text that begins with & or * in quotes"
    if "cannot start any token" in problem:
        return "; indent with blanks, and put a text that begins with a sign in quotes"
    return ""


def _refuse(event: yaml.Event, name: str) -> None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise YamlError(
            f"{_where(event, name)}: anchors and aliases (& and *) are not allowed; write the content out, "
            "and put a text that begins with & or * in quotes"
        )
    tag = getattr(event, "tag", None)
    if tag not in (None, "!"):
        raise YamlError(f"{_where(event, name)}: the tag {tag} is not allowed; write plain text, a list or a mapping")


def _construct(node: yaml.Node, path: Path_, lines: dict[Path_, int], name: str) -> object:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        if control := _CONTROL.search(node.value):
            where = f"{name}:{lines[path]}"
            raise YamlError(f"{where}: the text has the control character U+{ord(control[0]):04X} in it; take it out")
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [_construct(item, (*path, index), lines, name) for index, item in enumerate(node.value)]
    result: dict[str, object] = {}
    for key_node, value_node in node.value:
        where = f"{name}:{key_node.start_mark.line + 1}"
        if not isinstance(key_node, yaml.ScalarNode):
            raise YamlError(f"{where}: a key is a word or a text; put a text that begins with {{{{ or [ in quotes")
        key = key_node.value
        if key in result:
            raise YamlError(f"{where}: the key {key!r} stands twice in the same mapping; keep one")
        result[key] = _construct(value_node, (*path, key), lines, name)
        lines[(*path, key)] = key_node.start_mark.line + 1
    return result


def _scalar(node: yaml.ScalarNode) -> object:
    text: str = node.value
    if node.style in ("'", '"', "|", ">"):
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text) and len(text) < 20:
        return int(text)
    if _DECIMAL.match(text):
        return Decimal(text)
    return text

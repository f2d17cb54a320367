"""Which renderers there are.

The built-in ones stand in one visible tuple. Others come from installed packages, through the entry-point
group ``ccm.renderers``: the name of an entry point is the channel, and it names a class without arguments that
keeps `renderers.base.Renderer`. They are loaded when `load_plugins` is called and not before, because loading
runs their code.

    [project.entry-points."ccm.renderers"]
    fax = "my_package.fax:FaxRenderer"

A renderer that marks drafts says `marks_drafts = True`; one that does not is given approved releases only.
"""

from collections.abc import Mapping
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType
from typing import Any

from content_blocks.document import Document
from renderers.base import Artifact, Finding, Renderer

GROUP = "ccm.renderers"

BUILT_IN = (
    ("pdf", "renderers.pdf.renderer:PdfRenderer"),
    ("email", "renderers.email.renderer:EmailRenderer"),
    ("sms", "renderers.sms.renderer:SmsRenderer"),
    ("mobile", "renderers.mobile.renderer:MobileRenderer"),
)
CHANNELS = tuple(channel for channel, _ in BUILT_IN)

_built_in: dict[str, Renderer] = {}
_plugins: dict[str, Renderer] = {}


class RegistryError(Exception):
    """An outside renderer cannot be used; the message says which package it comes from and why."""


def renderers() -> Mapping[str, Renderer]:
    """Every renderer by its channel: the built-in ones, then those that `load_plugins` has loaded."""
    for channel, _ in BUILT_IN:
        renderer(channel)
    return MappingProxyType({**_built_in, **_plugins})


def renderer(channel: str) -> Renderer:
    """The renderer of one channel; only its own modules are imported. Raises KeyError for an unknown channel."""
    if channel in _plugins:
        return _plugins[channel]
    if channel not in _built_in:
        module, _, name = dict(BUILT_IN)[channel].partition(":")
        _built_in[channel] = getattr(import_module(module), name)()
    return _built_in[channel]


def when_used(channel: str) -> Renderer:
    """The renderer of one channel, its modules not imported before it is used. Raises KeyError for an unknown
    channel."""
    if channel in _plugins or channel in _built_in:
        return renderer(channel)
    if channel not in CHANNELS:
        raise KeyError(channel)
    later: Any = _WhenUsed(channel)
    made: Renderer = later
    return made


class _WhenUsed:
    """A renderer that is built in, and may never be needed."""

    def __init__(self, channel: str) -> None:
        self.channel = channel

    def __getattr__(self, name: str) -> Any:
        return getattr(renderer(self.channel), name)

    def check(self, document: Document) -> tuple[Finding, ...]:
        return renderer(self.channel).check(document)

    def render(self, document: Document) -> Artifact:
        return renderer(self.channel).render(document)


def load_plugins() -> tuple[str, ...]:
    """Load every outside renderer and return their channels. A second call finds them anew.

    Raises RegistryError when two renderers claim one channel, when one cannot be imported, or when it is not
    a renderer; then nothing has changed.
    """
    origins = {channel: f"ccm-engine ({target})" for channel, target in BUILT_IN}
    found: dict[str, Renderer] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, entry.value)):
        if entry.name in origins:
            raise RegistryError(
                f"the channel {entry.name!r} is claimed twice: by {origins[entry.name]} and by {_origin(entry)}; "
                "uninstall one of them"
            )
        origins[entry.name] = _origin(entry)
        found[entry.name] = _load(entry)
    _plugins.clear()
    _plugins.update(found)
    return tuple(found)


def _origin(entry: EntryPoint) -> str:
    distribution = entry.dist.name if entry.dist is not None else "an unnamed package"
    return f"{distribution} ({entry.value})"


def _load(entry: EntryPoint) -> Renderer:
    try:
        made = entry.load()()
    except Exception as problem:  # whatever outside code raises is the same to us: it cannot be used
        raise RegistryError(f"the renderer of {_origin(entry)} cannot be loaded: {problem!r}") from problem
    return _as_renderer(made, entry)


def _as_renderer(made: Any, entry: EntryPoint) -> Renderer:
    if not (callable(getattr(made, "check", None)) and callable(getattr(made, "render", None))):
        raise RegistryError(f"{_origin(entry)} is no renderer: it needs the methods check and render")
    channel = getattr(made, "channel", None)
    if channel != entry.name:
        raise RegistryError(f"{_origin(entry)} says its channel is {channel!r}; its entry point says {entry.name!r}")
    renderer: Renderer = made
    return renderer

"""What a gate needs and is not there: then nothing is examined, and nothing passes."""

from importlib import import_module
from importlib.metadata import version
from types import ModuleType


class GateUnavailableError(RuntimeError):
    """A gate cannot be run on this machine; the message says what to install."""


def needed(module: str, gate: str) -> ModuleType:
    """Import a module of the extra ``approval``. Raises GateUnavailableError when it is not installed."""
    try:
        return import_module(module)
    except ImportError as error:
        raise GateUnavailableError(
            f"the gate {gate} needs {module.partition('.')[0]}, which is not installed; "
            "install 'ccm-engine[approval]' and Chromium"
        ) from error


def installed(package: str) -> str:
    """The version of a package that is there."""
    return version(package)

"""What a user can cause is told in words, never by a traceback."""

import inspect
from importlib import import_module
from pkgutil import iter_modules

import pytest

import ccm.governance
from ccm.errors import EXPECTED_ERRORS

MODULES = ["ccm.release", "ccm.release_store", "ccm.sending", "ccm.people.rights"]
MODULES += [f"ccm.governance.{found.name}" for found in iter_modules(ccm.governance.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_every_refusal_of_governance_is_expected(name: str) -> None:
    module = import_module(name)
    errors = [one for _, one in inspect.getmembers(module, inspect.isclass) if issubclass(one, Exception)]
    assert [one for one in errors if one.__module__ == name and not issubclass(one, EXPECTED_ERRORS)] == []

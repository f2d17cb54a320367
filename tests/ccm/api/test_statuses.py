"""Every error that a user can cause has a status, and it is the one that clients expect."""

import pytest
from sqlalchemy.exc import OperationalError

from ccm.api.problems import problem
from ccm.api.statuses import STATUSES, expected_problem
from ccm.errors import EXPECTED_ERRORS


@pytest.mark.parametrize("kind", EXPECTED_ERRORS, ids=lambda kind: kind.__name__)
def test_every_expected_error_has_a_status(kind: type[Exception]) -> None:
    names = [each.__name__ for each in kind.__mro__]
    assert [name for name in names if name in STATUSES], f"{kind.__name__} would be a failure of the server"
    status, slug, title = expected_problem(kind.__new__(kind))
    assert 400 <= status < 600
    assert slug
    assert title


def test_a_database_that_is_busy_is_to_be_asked_again_and_none_of_its_words_are_told() -> None:
    busy = OperationalError("INSERT INTO communication VALUES ('Anna Ferri')", {}, Exception("database is locked"))
    answer = problem(busy, "an-id")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert b"INSERT" not in answer.body
    assert b"Anna" not in answer.body

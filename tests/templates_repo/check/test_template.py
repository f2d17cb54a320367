from pathlib import Path

import pytest

from templates_repo.check.template import check_template
from tests.templates_repo.check_cases import CASES, CHANNELS, read_case


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_check_says_what_the_case_expects(path: Path) -> None:
    case = read_case(path)
    found = check_template(case.template, case.blocks, ["plain", "bold"], CHANNELS)
    lines = [f"{problem.severity} {problem.code} {problem.place}: {problem.message}" for problem in found]
    left = list(lines)
    for expected in case.problems:
        severity, code, part = expected.split(" ", 2)
        fitting = [line for line in left if line.startswith(f"{severity} {code} ") and part in line]
        assert fitting, f"not found: {expected}\n" + "\n".join(lines)
        left.remove(fitting[0])
    assert left == [], "not expected"

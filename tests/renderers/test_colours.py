import pytest

from renderers.colours import mix


@pytest.mark.parametrize(("share", "mixed"), [(0, "#ffffff"), (0.5, "#8080ff"), (1, "#0000ff")])
def test_a_share_of_the_second_colour(share: float, mixed: str) -> None:
    assert mix("#ffffff", "#0000ff", share) == mixed

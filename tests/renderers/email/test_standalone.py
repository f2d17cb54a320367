import pytest

from renderers.email.renderer import EmailRenderer
from renderers.email.standalone import standalone_html
from tests.renderers.email.sample_documents import everything


def test_every_picture_stands_in_the_page() -> None:
    html = standalone_html(EmailRenderer().render(everything()).parts[0].body)
    assert "cid:" not in html
    assert html.count("data:image/png;base64,") >= 5


def test_a_message_without_a_page_is_an_error() -> None:
    with pytest.raises(ValueError, match="no HTML body"):
        standalone_html(b"Subject: x\r\n\r\nonly text")

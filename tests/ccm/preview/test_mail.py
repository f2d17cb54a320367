from ccm.preview.mail import mail
from tests.ccm.preview.samples import LOCKED, email


def test_the_head_and_both_bodies_are_read() -> None:
    message = mail(email())
    assert message.sender == "Banca Ginepro <ciao@ginepro.example>"
    assert message.recipient == "anna@example.com"
    assert message.subject == "Your statement"
    assert LOCKED in message.html
    assert message.text.startswith("Dear Anna")


def test_pictures_of_the_message_stand_in_its_html() -> None:
    html = mail(email()).html
    assert "cid:" not in html
    assert 'src="data:image/png;base64,' in html

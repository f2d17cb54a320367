"""A mail's page with its pictures in it, for a browser."""

from base64 import b64encode
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default


def standalone_html(message: bytes) -> str:
    """The HTML of a message this renderer wrote, each ``cid:`` address replaced by the picture as a data URL.

    `message` is the body of the part ``email.eml``. Raises ValueError for a message without an HTML body.
    """
    parsed = message_from_bytes(message, _class=EmailMessage, policy=default)
    page = parsed.get_body(("html",))
    if page is None:
        raise ValueError("the message has no HTML body")
    html: str = page.get_content()
    for part in parsed.walk():
        cid = part.get("Content-ID")
        if cid:
            data = b64encode(part.get_content()).decode()
            html = html.replace(f"cid:{cid.strip('<>')}", f"data:{part.get_content_type()};base64,{data}")
    return html

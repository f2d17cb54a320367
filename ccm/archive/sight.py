"""What a person sees of a communication: its pages as pictures, its mail, its message, its page for the phone."""

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

from sqlalchemy.orm import Session

from ccm.archive.archive import Archive
from ccm.archive.looking import require_look, told
from ccm.archive.store import ArchiveStore
from ccm.governance.acting import Acting
from ccm.people.store import PeopleStore
from ccm.preview.mail import Mail, mail
from ccm.preview.pages import PagePicture, PageRange, page_pictures
from renderers.base import Artifact, Part

# PDFium works for one at a time.
_PICTURING = Lock()


@dataclass(frozen=True)
class Sight:
    """What there is to see; what the communication has not is None."""

    pages: tuple[PagePicture, ...]
    count: int
    mail: Mail | None
    message: str | None
    mobile: str | None


def parts_to_see(session: Session, archive: Archive, acting: Acting, name: str) -> Mapping[str, tuple[Part, ...]]:
    """The files of the communication `name` by channel, each byte held against its digest; that somebody sees them is
    in the log.

    Raises CommunicationNotFoundError, ForbiddenError, ErasedError, ArchiveDamagedError, ArchiveKeyError,
    ObjectStoreError.
    """
    communication = ArchiveStore(session).communication(name)
    require_look(PeopleStore(session), acting.person, communication.template)
    entry = archive.read(communication)
    told(session, acting, "archive-show", communication, "all channels")
    return {channel: tuple(part for of, part in entry.parts if of == channel) for channel in entry.channels}


def sight_of(parts: Mapping[str, tuple[Part, ...]], wanted: PageRange) -> Sight:
    """What a person sees of these files; of paper the pages `wanted`."""
    pages: list[PagePicture] = []
    count = 0
    if (paper := _body(parts, "pdf", "application/pdf")) is not None:
        with _PICTURING:
            pages, count = page_pictures(paper, wanted)
    message, mobile = _body(parts, "sms", "text/plain"), _body(parts, "mobile", "text/html")
    return Sight(
        pages=tuple(pages),
        count=count,
        mail=mail(Artifact("email", parts["email"], ())) if "email" in parts else None,
        message=None if message is None else message.decode("utf-8"),
        mobile=None if mobile is None else mobile.decode("utf-8"),
    )


def _body(parts: Mapping[str, tuple[Part, ...]], channel: str, media_type: str) -> bytes | None:
    found = (part.body for part in parts.get(channel, ()) if part.media_type.startswith(media_type))
    return next(found, None)

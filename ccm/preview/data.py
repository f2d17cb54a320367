"""What the preview's script is given for each view: plain JSON values."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from babel import Locale, UnknownLocaleError

from ccm.preview.mail import mail
from ccm.preview.message import message_runs
from ccm.preview.node_marks import marked_page
from ccm.preview.pages import PageRange, page_pictures
from ccm.preview.view import View
from renderers.base import Artifact, Finding
from renderers.draft import message_head
from renderers.sms.segments import count

ORDER = ("pdf", "email", "sms", "mobile")


def view_data(view: View, pages: PageRange) -> dict[str, Any]:
    """One view; of its PDF `pages` are pictured."""
    document = view.document
    channels = [*view.artifacts, *(name for name in view.failures if name not in view.artifacts)]
    channels.sort(key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name))
    return {
        "record": view.record,
        "locale": view.locale,
        "company": document.brand.name if document else "",
        "sender": document.brand.contact.sms_sender if document else "",
        "title": document.title if document else "",
        "issued": document.issued.isoformat() if document else None,
        "preheader": document.preheader if document else "",
        "channels": [_channel(view, name, pages) for name in channels],
    }


def language_names(locales: Iterable[str]) -> dict[str, str]:
    """The locales' names in English: "Italian"; with the territory where two share the language.

    A tag that CLDR does not know is its own name.
    """
    tags = dict.fromkeys(locales)
    short = {tag: _name(tag, territory=False) for tag in tags}
    shared = Counter(short.values())
    return {tag: name if shared[name] == 1 else _name(tag, territory=True) for tag, name in short.items()}


def _name(tag: str, *, territory: bool) -> str:
    try:
        locale = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return tag
    return (locale.get_display_name("en") if territory else locale.get_language_name("en")) or tag


def _channel(view: View, name: str, pages: PageRange) -> dict[str, Any]:
    artifact = view.artifacts.get(name)
    findings = (*(artifact.findings if artifact else ()), *view.failures.get(name, ()))
    data: dict[str, Any] = {"channel": name, "failed": artifact is None, "findings": list(_findings(findings))}
    if artifact is not None:
        data["facts"] = [{"name": fact, "value": value} for fact, value in artifact.facts]
        data["bytes"] = sum(len(part.body) for part in artifact.parts[:1])
        data["parts"] = [{"name": part.name, "bytes": len(part.body)} for part in artifact.parts]
        data |= _content(view, artifact, pages)
    return data


def _findings(findings: Iterable[Finding]) -> Iterable[dict[str, str]]:
    for finding in findings:
        yield {
            "path": finding.path,
            "code": finding.code,
            "severity": finding.severity,
            "message": finding.message,
        }


def _content(view: View, artifact: Artifact, pages: PageRange) -> dict[str, Any]:
    """What the channel's own view needs. A channel from outside is shown by its parts' names and sizes."""
    body = artifact.parts[0].body
    if artifact.channel == "pdf":
        pictures, there = page_pictures(body, pages)
        areas = [
            {
                "page": area.page,
                "x": area.x,
                "y": area.y,
                "width": area.width,
                "height": area.height,
                "node": area.node,
                "block": f"{area.key}@{area.version}" if area.key else None,
                "locked": area.locked,
                "whole": area.whole,
            }
            for area in view.areas
        ]
        shown = [
            {"number": page.number, "source": page.source, "width": page.width, "height": page.height}
            for page in pictures
        ]
        return {"pages": shown, "count": there, "areas": areas}
    if artifact.channel == "email":
        message = mail(artifact)
        return {
            "sender": message.sender,
            "recipient": message.recipient,
            "subject": message.subject,
            "preheader": view.document.preheader if view.document else "",
            "html": message.html,
            "text": message.text,
        }
    if artifact.channel == "sms":
        runs = message_runs(artifact, view.document)
        counted = count(body.decode("utf-8").removeprefix(message_head(view.document) if view.document else ""))
        return {
            "sender": view.document.brand.contact.sms_sender if view.document else "",
            "recipient": view.document.recipient.phone if view.document else "",
            "runs": [{"text": run.text, "segment": run.segment, "block": run.block, "node": run.node} for run in runs],
            "encoding": counted.encoding,
            "segments": counted.segments,
            "characters": counted.characters,
            "left": counted.remaining,
        }
    if artifact.channel == "mobile":
        return {"html": marked_page(body.decode("utf-8"), view.document)}
    return {}

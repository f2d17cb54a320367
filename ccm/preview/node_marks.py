"""Pages for the phone with the mark that mails carry: which node an element is of."""

import html
import re

from content_blocks.document import Document, walk

# An element that is a node has its id after "n-" (`renderers.mobile.nodes`). No text can look like a tag.
_NODE = re.compile(r'(<[a-z][a-z0-9]*\b[^<>]*?) id="n-([^"<>]*)"')


def marked_page(page: str, document: Document | None) -> str:
    """`page` with a ``data-node`` on every element that is a node of `document`."""
    ids = {node.id for node in walk(document.content)} if document else set()

    def marked(match: re.Match[str]) -> str:
        known = html.unescape(match[2]) in ids
        return f'{match[0]} data-node="{match[2]}"' if known else match[0]

    return _NODE.sub(marked, page)

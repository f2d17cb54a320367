"""What makes a file PDF/A-3a and PDF/UA-1 at once, besides its tags: metadata, annotations, preferences.

The XMP packet names both standards; PDF/A allows properties of other schemas only when the packet describes
them (ISO 19005-3, 6.6.2.3), so it carries a description of the schema of PDF/UA as well.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

import pydyf

PRODUCER = "WeasyPrint"
CREATOR = "ccm-engine"


@dataclass(frozen=True)
class Metadata:
    """What the file says about itself; `title`, `author` and `subject` have no control characters."""

    title: str
    author: str
    subject: str
    language: str
    issued: date

    @property
    def timestamp(self) -> str:
        """Midnight UTC of the day of issue (XMP, ISO 8601): a document knows its day, not its minute."""
        return f"{self.issued.isoformat()}T00:00:00Z"


def conform(pdf: pydyf.PDF, metadata: Metadata) -> None:
    """Add what both standards ask for. The tags are `renderers.pdf.structure_objects`' part."""
    day = metadata.issued.strftime("%Y%m%d")
    pdf.info.clear()
    for key, value in (
        ("Title", metadata.title),
        ("Author", metadata.author),
        ("Subject", metadata.subject),
        ("Creator", CREATOR),
        ("Producer", PRODUCER),
        ("CreationDate", f"D:{day}000000Z"),
        ("ModDate", f"D:{day}000000Z"),
    ):
        if value:
            pdf.info[key] = pydyf.String(value)
    pdf.catalog["Lang"] = pydyf.String(metadata.language)
    pdf.catalog["ViewerPreferences"] = "<</DisplayDocTitle true>>"
    for made in pdf.objects:
        if isinstance(made, pydyf.Stream) and "Interpolate" in made.extra:
            made.extra["Interpolate"] = "false"  # ISO 19005-3, 6.2.8
    pdf.catalog["OutputIntents"][0]["S"] = "/GTS_PDFA1"
    packet = pydyf.Stream([xmp(metadata)], {"Type": "/Metadata", "Subtype": "/XML"})
    pdf.add_object(packet)
    pdf.catalog["Metadata"] = packet.reference


def describe_link(annotation: Any, words: str) -> None:
    """Give a link the words that stand for it, and let it be printed (PDF/UA-1, 7.18.5; PDF/A-3, 6.3.2)."""
    annotation["Contents"] = pydyf.String(words)
    annotation["F"] = 4


def xmp(metadata: Metadata) -> bytes:
    """The XMP packet (ISO 16684-1)."""
    title, author, subject = (escape(text) for text in (metadata.title, metadata.author, metadata.subject))
    described = f"<dc:description><rdf:Alt>{_li(subject)}</rdf:Alt></dc:description>" if subject else ""
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format><dc:language><rdf:Bag><rdf:li>{escape(metadata.language)}</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt>{_li(title)}</rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>{described}
<xmp:CreatorTool>{CREATOR}</xmp:CreatorTool><pdf:Producer>{PRODUCER}</pdf:Producer>
<xmp:CreateDate>{metadata.timestamp}</xmp:CreateDate><xmp:ModifyDate>{metadata.timestamp}</xmp:ModifyDate>
</rdf:Description>
{_UA_SCHEMA}
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>""".encode()


def _li(text: str) -> str:
    return f'<rdf:li xml:lang="x-default">{text}</rdf:li>'


_UA_SCHEMA = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""

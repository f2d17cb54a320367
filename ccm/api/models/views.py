"""What a person sees of a draft in every channel, node by node, as JSON.

The ``node`` of areas, runs and of the attribute ``data-node`` is the id of a composed node: what stands before its
first point is the id of the node in ``template.yaml``; behind it are ids inside a content block and numbers of rows.
"""

from typing import Literal

from pydantic import BaseModel, Field

from ccm.api.models.rendered import FindingModel


class FactModel(BaseModel):
    """A figure worth knowing: pages, segments, bytes."""

    name: str
    value: str | int


class PictureModel(BaseModel):
    """A page: its number (from 1), its picture as a data URI (WebP), its size in points."""

    number: int
    source: str = Field(examples=["data:image/webp;base64,UklGRg=="])
    width: float
    height: float


class AreaModel(BaseModel):
    """Where a node stands on a page: in points, from the page's top left corner."""

    page: int
    x: float
    y: float
    width: float
    height: float
    node: str
    block: str | None = Field(description="The content block it belongs to, as vat-note@3.")
    locked: bool
    whole: bool = Field(description="Whether the node is the content block itself.")


class RunModel(BaseModel):
    """A stretch of a text message that changes neither segment (from 1), node nor block."""

    text: str
    segment: int
    node: str | None = Field(description="None for what the channel adds, as the mark of a draft.")
    block: str | None = Field(description="The locked block it came from, as vat-note@3.")


class ChannelView(BaseModel):
    """What every channel says of itself; with `failed`, the findings say why, and the rest is left out."""

    failed: bool
    findings: list[FindingModel]
    facts: list[FactModel] = []


class PdfView(ChannelView):
    """Pages as pictures; those asked for of all that there are (`count`)."""

    channel: Literal["pdf"]
    pages: list[PictureModel] = []
    count: int = 0
    areas: list[AreaModel] = Field([], description="Of all pages, in reading order.")


class EmailView(ChannelView):
    """A mail as mail programs show it; its HTML has its pictures in place and ``data-node`` on its elements."""

    channel: Literal["email"]
    sender: str = ""
    recipient: str = ""
    subject: str = ""
    preheader: str = ""
    html: str = ""
    text: str = ""


class SmsView(ChannelView):
    """A text message; what it costs is what it will cost once it is approved, without the mark of a draft."""

    channel: Literal["sms"]
    sender: str = ""
    recipient: str = ""
    runs: list[RunModel] = []
    encoding: str = Field("", examples=["GSM-7"])
    segments: int = 0
    characters: int = 0
    left: int = Field(0, description="Characters that the last segment has room for.")


class MobileView(ChannelView):
    """The page for the phone, with ``data-node`` on its elements."""

    channel: Literal["mobile"]
    html: str = ""


class PartSize(BaseModel):
    """A file that a channel from outside makes."""

    name: str
    bytes: int


class OtherView(ChannelView):
    """A channel that another package renders."""

    channel: str
    parts: list[PartSize] = []


class ConditionModel(BaseModel):
    """Something that decides. `key` is what forces it; where it is met more than once, and comes out now so and now so,
    there is no one `outcome`."""

    key: str = Field(examples=["overdrawn"])
    node: str = Field(description="The node of the template that it belongs to.", examples=["overdrawn"])
    kind: Literal["condition", "choice", "rows"]
    expression: str = Field(examples=["balance < 0"])
    met: int = Field(description="How often; 0 where it stands in what is not shown.")
    outcome: bool | int | None = Field(description="How it came out; of a choice the branch taken, 0 for none.")
    own: bool | int | None = Field(description="How it comes out by the data, as far as they say.")
    forced: bool | int | None
    branches: list[str] = Field(description="Of a choice, the conditions of its branches.")


class Views(BaseModel):
    """What a person sees of a record, by channel, and what decided what they see."""

    record: str = Field(description="The key of the record.")
    locale: str
    title: str
    company: str
    issued: str | None = Field(description="The day the document is of.", examples=["2026-11-30"])
    pdf: PdfView | None = None
    email: EmailView | None = None
    sms: SmsView | None = None
    mobile: MobileView | None = None
    others: list[OtherView] = []
    conditions: list[ConditionModel]

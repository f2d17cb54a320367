"""The structure tree as objects of the PDF: structure elements, marked content and the parent tree."""

from typing import Any

import pydyf

from renderers.pdf.tags import Annotated, Marked, Structure, Tag


class StructureElement(pydyf.Object):  # type: ignore[misc]
    """A structure element, written once all its kids have their numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.body = b""

    @property
    def data(self) -> bytes:
        return self.body


def add_structure(pdf: pydyf.PDF, structure: Structure, streams: list[Any]) -> None:
    """Add the structure tree to `pdf`; `streams` are the contents of its pages, in order."""
    for stream, mcids in zip(streams, structure.artifacts, strict=True):
        _make_artifacts(stream, mcids)
    writer = _Writer(pdf, streams)
    root = writer.root
    document = writer.write(structure.root, root.number)
    writer.finish(document)


def _make_artifacts(stream: Any, mcids: set[int]) -> None:
    """Turn marked content that belongs to no tag into artifacts (ISO 32000-1, 14.8.2.2)."""
    if not mcids:
        return
    items = stream.stream
    for index, item in enumerate(items):
        if isinstance(item, pydyf.Dictionary) and item.get("MCID") in mcids:
            items[index - 1] = b"/Artifact"
            items[index] = b"<</Type/Pagination>>"


class _Writer:
    def __init__(self, pdf: pydyf.PDF, streams: list[Any]) -> None:
        self.pdf = pdf
        self.pages = [int(reference.split()[0]) for reference in pdf.page_references]
        self.marks: list[dict[int, int]] = [{} for _ in streams]
        self.annotations: list[int] = []
        self.root = self._object()
        self.parents = self._object()

    def _object(self) -> StructureElement:
        made = StructureElement()
        self.pdf.add_object(made)
        return made

    def write(self, tag: Tag, parent: int) -> int:
        """Write `tag` and all below it; returns its object number."""
        made = self._object()
        number: int = made.number
        kids = " ".join(self._kid(kid, tag, number) for kid in tag.kids)
        entries = [f"/S/{tag.role}/P {parent} 0 R/Pg {self.pages[tag.page]} 0 R/K[{kids}]"]
        if tag.role == "Note":
            entries.append(f"/ID(note{number})")
        if tag.attributes:
            entries.append(f"/A {tag.attributes[0]}")
        body = f"<</Type/StructElem{''.join(entries)}".encode()
        if tag.alt:
            body += b"/Alt " + pydyf.String(tag.alt).data
        made.body = body + b">>"
        return number

    def _kid(self, kid: Tag | Marked | Annotated, tag: Tag, number: int) -> str:
        if isinstance(kid, Tag):
            return f"{self.write(kid, number)} 0 R"
        page = self.pages[kid.page]
        if isinstance(kid, Marked):
            self.marks[kid.page][kid.mcid] = number
            if kid.page == tag.page:
                return str(kid.mcid)
            return f"<</Type/MCR/Pg {page} 0 R/MCID {kid.mcid}>>"
        kid.annotation["StructParent"] = len(self.pages) + len(self.annotations)
        self.annotations.append(number)
        return f"<</Type/OBJR/Obj {kid.annotation.number} 0 R/Pg {page} 0 R>>"

    def finish(self, document: int) -> None:
        """The root and the parent tree, which leads from marked content back to its structure element."""
        nums: list[str] = []
        for index, marks in enumerate(self.marks):
            owners = (marks.get(mcid) for mcid in range(max(marks, default=-1) + 1))
            nums.append(f"{index}[{' '.join('null' if owner is None else f'{owner} 0 R' for owner in owners)}]")
            page = self.pdf.objects[self.pages[index]]
            page["StructParents"] = index
            page["Tabs"] = "/S"
        start = len(self.marks)
        nums.extend(f"{start + index} {owner} 0 R" for index, owner in enumerate(self.annotations))
        self.parents.body = f"<</Nums[{' '.join(nums)}]>>".encode()
        parents = f"/ParentTree {self.parents.number} 0 R/ParentTreeNextKey {start + len(self.annotations)}"
        self.root.body = f"<</Type/StructTreeRoot/K[{document} 0 R]{parents}>>".encode()
        self.pdf.catalog["StructTreeRoot"] = self.root.reference
        self.pdf.catalog["MarkInfo"] = "<</Marked true>>"

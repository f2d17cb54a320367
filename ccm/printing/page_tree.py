"""The pages of a PDF as a tree of two levels, so that no reader has to go through thousands to find one."""

from ccm.printing.pdf_file import PdfFile, reference

BRANCH = 100


class PageTree:
    """Pages are written as they are added; `count` is how many there are."""

    def __init__(self, file: PdfFile) -> None:
        self.count = 0
        self._file = file
        self._root = file.reserve()
        self._branches: list[tuple[int, int]] = []
        self._branch = 0
        self._leaves: list[int] = []

    def add(self, entries: bytes) -> None:
        """Add the page with these entries."""
        if not self._leaves:
            self._branch = self._file.reserve()
        page = b"<< /Type /Page /Parent %s %s >>" % (reference(self._branch), entries)
        self._leaves.append(self._file.add(page))
        self.count += 1
        if len(self._leaves) == BRANCH:
            self._close()

    def finish(self) -> int:
        """Write the tree, and give the number of its root."""
        if self._leaves:
            self._close()
        kids = [number for number, _ in self._branches]
        self._file.put(self._root, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (self.count, _references(kids)))
        return self._root

    def _close(self) -> None:
        self._file.put(
            self._branch,
            b"<< /Type /Pages /Parent %s /Count %d /Kids [%s] >>"
            % (reference(self._root), len(self._leaves), _references(self._leaves)),
        )
        self._branches.append((self._branch, len(self._leaves)))
        self._leaves = []


def _references(numbers: list[int]) -> bytes:
    return b" ".join(map(reference, numbers))

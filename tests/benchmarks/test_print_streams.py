"""Letters to merge are as different as the benchmark says, and merging them is counted right."""

from pathlib import Path

import pypdfium2

from benchmarks.letters import write_pack
from benchmarks.merge_letters import merged, plainly
from content_blocks.digest import digest_bytes


def test_letters_differ_in_every_page_and_are_merged(tmp_path: Path) -> None:
    told: list[None] = []
    pack = write_pack(tmp_path, 1, 3, lambda: told.append(None))
    rows = list(pack.rows())
    whole = pack.bodies.read_bytes()
    bodies = [whole[row["start"] : row["start"] + row["length"]] for row in rows]
    assert [digest_bytes(body) for body in bodies] == [row["digest"] for row in rows]
    for page in range(rows[0]["pages"]):
        said = [pypdfium2.PdfDocument(body)[page].get_textpage().get_text_range() for body in bodies]
        assert len(set(said)) == 3
        assert len({len(text) for text in said}) == 1
    made = merged(pack, 3, 2000, tmp_path)
    pages = sum(row["pages"] for row in rows)
    assert made["pages"] == 2 * made["sheets"] >= pages
    assert plainly(pack, 3, tmp_path)["pages"] == pages
    assert made["bytes"] < 0.6 * len(whole)
    assert len(told) == 4

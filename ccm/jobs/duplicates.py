"""Two records of one key among a million, found with a temporary database instead of the memory."""

import sqlite3
from pathlib import Path

MAX_TOLD = 10
_BATCH = 5_000


class Duplicates:
    """Keys as they come, in a database of their own at `path`."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "temp_store=FILE", "cache_size=-16000"):
            self._database.execute(f"PRAGMA {pragma}")
        # Keys are bytes: a text from outside may hold what is no character.
        self._database.execute("CREATE TABLE seen (number INTEGER PRIMARY KEY, key BLOB, place BLOB)")
        self._rows: list[tuple[bytes, bytes]] = []

    def __enter__(self) -> "Duplicates":
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def add(self, key: str, where: str) -> None:
        self._rows.append((key.encode("utf-8", "surrogatepass"), where.encode("utf-8", "surrogatepass")))
        if len(self._rows) >= _BATCH:
            self._flush()

    def found(self) -> tuple[tuple[str, str, str], ...]:
        """The first ten keys that stand more than once, in the order of the data, with their first two places."""
        self._flush()
        # The index is made when all keys are in: sorting them once is much faster than keeping them sorted.
        self._database.execute("CREATE INDEX by_key ON seen (key)")
        twice = self._database.execute(
            "SELECT key FROM seen GROUP BY key HAVING count(*) > 1 ORDER BY min(number) LIMIT ?", (MAX_TOLD,)
        ).fetchall()
        return tuple((_text(key), *self._places(key)) for (key,) in twice)

    def _places(self, key: bytes) -> tuple[str, str]:
        query = "SELECT place FROM seen WHERE key = ? ORDER BY number LIMIT 2"
        first, second = (_text(place) for (place,) in self._database.execute(query, (key,)))
        return first, second

    def _flush(self) -> None:
        self._database.executemany("INSERT INTO seen (key, place) VALUES (?, ?)", self._rows)
        self._rows.clear()


def _text(body: bytes) -> str:
    return body.decode("utf-8", "surrogatepass")

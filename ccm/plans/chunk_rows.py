"""The rows of the index that a chunk leaves in the spool, as one object.

A line of JSON says what follows. Where nothing is printed, the worker has made the lines of both indexes and counted
them, and the end of the job only puts them together. Where something is, the rows themselves follow: they are not
whole before every letter has its envelope.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ccm.plans.delivered import Row
from ccm.plans.index import COLUMNS, json_lines, table_lines
from ccm.plans.json_lines import line_bytes
from ccm.plans.plan import Plan
from ccm.plans.printing import COLUMNS as PRINT_COLUMNS
from ccm.plans.tally import Tally


def rows_name(number: int) -> str:
    """The object with the rows of chunk `number`, below the job's place in the spool."""
    return f"rows/{number:06d}"


def columns_of(plan: Plan) -> tuple[str, ...]:
    """The columns of the index of a job with this plan."""
    prints = any(output.kind == "print" for output in plan.outputs.values())
    return COLUMNS + (PRINT_COLUMNS if prints else ())


@dataclass(frozen=True)
class MadeRows:
    """Rows as lines of both indexes, and what was counted of them (`Tally.data`)."""

    table: bytes
    objects: bytes
    counted: dict[str, Any]


def rows_body(rows: Sequence[Row], columns: tuple[str, ...]) -> bytes:
    """The body of the object."""
    if any("pack" in row for row in rows):
        return b"".join(map(line_bytes, ({"rows": len(rows)}, *rows)))
    tally = Tally()
    for row in rows:
        tally.add(row)
    table, objects = table_lines(rows, columns), json_lines(rows, columns)
    return line_bytes({"table": len(table), **tally.data()}) + table + objects


def read_rows(body: bytes) -> MadeRows | list[Row]:
    """What `rows_body` wrote."""
    head, _, rest = body.partition(b"\n")
    said = json.loads(head)
    if "rows" in said:
        return [json.loads(line) for line in rest.splitlines()]
    return MadeRows(rest[: said["table"]], rest[said["table"] :], said)

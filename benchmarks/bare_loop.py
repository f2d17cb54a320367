"""``python -m benchmarks.bare_loop TEMPLATE DATA CHANNEL``: what there is to do at least, in one process and no more.

Every record of a file through the release in force, and what comes out is forgotten: no manifest, no file, no archive,
no account of who got what.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from ccm.db.session import open_database
from ccm.rendering import Rendering
from ccm.sending import release_in_force
from ccm.sources.record import Record
from ccm.sources.registry import open_source


def main() -> None:
    template, data, channel = sys.argv[1:]
    with open_database() as database, database.reading() as session:
        rendering = Rendering(release_in_force(session, template, datetime.now(UTC).date()), (channel,))
    rendered = 0
    for record in open_source(Path(data)):
        assert isinstance(record, Record), record
        outcome = rendering.render(record.data)
        assert outcome.ok, outcome
        rendered += 1
    print(rendered)


if __name__ == "__main__":
    main()

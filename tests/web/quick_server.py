"""``python -m tests.web.quick_server``: ``ccm serve`` whose gates pass at once, for tests of what is around them."""

from dataclasses import replace

import pytest
import uvicorn

from ccm.api.app import create_app
from ccm.api.serving import opened
from ccm.db.session import open_database
from ccm.operations.work import work
from tests.ccm.governance.office import passed


def main() -> None:
    with pytest.MonkeyPatch.context() as patch, open_database() as database, opened(database, 1) as context:
        patch.setattr("ccm.governance.submitting.run_gates", passed)
        app = create_app(replace(context, run_operation=work))
        uvicorn.run(app, host="127.0.0.1", port=0, access_log=False, timeout_graceful_shutdown=2)


if __name__ == "__main__":
    main()

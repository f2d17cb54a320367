"""What worker processes do for who verifies: a communication rendered again from what its manifest names."""

import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from ccm.verify.manifest_file import ManifestError
from ccm.verify.stored import release_among
from ccm.verify.verification import Verification
from ccm.verify.verify import verify
from ccm.workers.render import opened


def verify_files(files: Mapping[str, bytes]) -> Verification:
    """Hold the files of a communication, by plain name, against the releases of the database.

    Raises ManifestError when ``manifest.json`` among them is none, and as `ccm.verify.stored.release_among` does.
    """
    with TemporaryDirectory(prefix="ccm-verify-") as name, opened().reading() as session:
        folder = Path(name)
        for file, body in files.items():
            (folder / file).write_bytes(body)
        try:
            return verify(folder, lambda manifest: release_among(session, manifest))
        except ManifestError as error:  # where the server put it is nobody's business
            raise ManifestError(str(error).replace(f"{folder}{os.sep}", "")) from None

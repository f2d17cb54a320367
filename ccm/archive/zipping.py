"""A reprint as one file: the folder that ``ccm archive reprint`` writes, zipped, the same whenever it is made."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ccm.archive.reprinting import Reprint
from ccm.manifest import MANIFEST
from ccm.outputs import folder_name

_NO_TIME = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16


def zipped(reprint: Reprint) -> bytes:
    """The files of a communication and its manifest, in a folder named by its record."""
    body, folder = BytesIO(), folder_name(reprint.key)
    with ZipFile(body, "w", ZIP_DEFLATED) as file:
        for name, content in sorted({**reprint.files, MANIFEST: reprint.manifest}.items()):
            info = ZipInfo(f"{folder}/{name}", _NO_TIME)
            info.external_attr, info.compress_type = _READABLE, ZIP_DEFLATED
            file.writestr(info, content)
    return body.getvalue()

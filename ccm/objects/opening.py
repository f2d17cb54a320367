"""Object stores by address: a folder, ``file:///...``, or ``s3://bucket/prefix``."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from ccm.objects.folder import FolderStore
from ccm.objects.store import ObjectStore, ObjectStoreError


def open_store(address: str, *, private: bool = False) -> ObjectStore:
    """The object store at `address`, which the operator gave; nothing is read or written yet.

    A folder that is `private` is only for the user whom the engine runs as. Raises ObjectStoreError for an address
    of no known kind, and when what it needs is not installed.
    """
    scheme, separator, _ = address.partition("://")
    if not separator:
        return FolderStore(Path(address), private=private)
    parts = urlsplit(address)
    if scheme == "file" and parts.netloc in ("", "localhost"):
        return FolderStore(Path(unquote(parts.path)), private=private)
    if scheme == "s3" and parts.netloc and not (parts.query or parts.fragment or "@" in parts.netloc):
        from ccm.objects.far import FarStore

        return FarStore(parts.netloc, parts.path.strip("/"))
    raise ObjectStoreError(
        f"{scheme}:// is no object store that is known; give a folder, file:///folder or s3://bucket/prefix, and "
        "credentials in the environment (AWS_ACCESS_KEY_ID ...)"
    )

"""An object store at a service that speaks S3, through obstore (extra: objects).

Credentials, region and endpoint come from the environment, as AWS names them: ``AWS_ACCESS_KEY_ID``,
``AWS_SECRET_ACCESS_KEY``, ``AWS_REGION``, and ``AWS_ENDPOINT_URL`` for other services than Amazon's.
"""

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ccm.objects.store import ObjectNotFoundError, ObjectStoreError, check_name

if TYPE_CHECKING:
    from obstore.store import S3Store

_REMEDY = "check the address, the credentials in AWS_* and the network"
_PATIENCE = timedelta(seconds=30)


class FarStore:
    """Objects in a bucket, below a prefix. A put of S3 is whole or not at all, and lasts when it is answered."""

    def __init__(self, bucket: str, prefix: str, environment: Mapping[str, str] = os.environ) -> None:
        """Raises ObjectStoreError when the extra is missing or the configuration is none."""
        self.address = f"s3://{bucket}/{prefix}".rstrip("/")
        self._store = open_bucket(bucket, prefix, environment)

    def put(self, name: str, body: bytes) -> None:
        with self._told(name):
            self._store.put(check_name(name), body)

    def put_file(self, name: str, path: Path) -> None:
        with self._told(name):
            self._store.put(check_name(name), path)

    def get(self, name: str) -> bytes:
        with self._told(name):
            return bytes(self._store.get(check_name(name)).bytes())

    def get_range(self, name: str, start: int, length: int) -> bytes:
        if length <= 0:  # S3 has no empty ranges
            return b""
        with self._told(name):
            end = min(start + length, self._store.head(check_name(name))["size"])
            return bytes(self._store.get_range(name, start=start, end=end)) if end > start else b""

    def has(self, name: str) -> bool:
        try:
            self.size(name)
        except ObjectNotFoundError:
            return False
        return True

    def size(self, name: str) -> int:
        with self._told(name):
            return int(self._store.head(check_name(name))["size"])

    def names(self, prefix: str = "") -> Iterator[str]:
        folder = prefix.rpartition("/")[0]
        with self._told(prefix or "objects"):
            for found in self._store.list(prefix=folder or None):
                # S3 lists in the order of UTF-8 bytes, which for plain names is that of their characters.
                yield from (one["path"] for one in found if one["path"].startswith(prefix))

    def delete(self, name: str) -> None:
        try:
            with self._told(name):
                self._store.delete(check_name(name))
        except ObjectNotFoundError:
            return

    def sweep(self, prefix: str) -> None:
        """Nothing is ever left: S3 shows a put when it is whole."""

    @contextmanager
    def _told(self, name: str) -> Iterator[None]:
        from obstore.exceptions import BaseError, NotFoundError

        try:
            yield
        except (NotFoundError, FileNotFoundError) as error:
            raise ObjectNotFoundError(errno.ENOENT, f"{self.address}/{name}: is not there; {_REMEDY}") from error
        except BaseError as error:
            raise ObjectStoreError(
                f"{self.address}/{name}: cannot be read or written: {_first(error)}; {_REMEDY}"
            ) from error


def _first(error: Exception) -> str:
    """The first line of an error of obstore, which goes on with a traceback of its own."""
    return str(error).strip().partition("\n")[0][:300]


def open_bucket(bucket: str, prefix: str = "", environment: Mapping[str, str] = os.environ) -> "S3Store":
    """A bucket, below a prefix, as the library has it. Raises ObjectStoreError as `FarStore` does."""
    try:
        from obstore.exceptions import BaseError
        from obstore.store import S3Store
    except ModuleNotFoundError as error:
        raise ObjectStoreError("object stores need the extra 'objects'; install ccm-engine[objects]") from error
    plain_http = environment.get("AWS_ENDPOINT_URL", "").startswith("http://")
    try:
        return S3Store(
            bucket,
            prefix=prefix or None,
            client_options={"allow_http": plain_http, "timeout": _PATIENCE},
            retry_config={"max_retries": 5, "retry_timeout": _PATIENCE},
        )
    except (BaseError, ValueError) as error:
        raise ObjectStoreError(f"s3://{bucket}/{prefix}: cannot be opened: {error}; {_REMEDY}") from error

"""The library as a whole, as the API tells of it."""

from ccm.api.models.common import Answer, shown
from ccm.api.models.subjects import EditedShown


class Imported(Answer):
    """Everything that was imported, what was there already and what is newer in the store among it."""

    model_config = shown(
        {
            "subjects": [
                {"kind": "block", "key": "vat-note", "version": 3, "digest": "sha256:" + "1" * 64, "new": True,
                 "behind": False, "voided": ["12"]}
            ],
            "new": 1,
        }
    )  # fmt: skip

    subjects: list[EditedShown]
    new: int

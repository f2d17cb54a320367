"""Records have no empty fields: what is not known is not there."""

from ccm.sources.record import Data


def filled(**fields: object) -> Data:
    """The fields that say something: None, empty texts, lists and objects are left out."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}

"""How a kind of source is asked for, with its options: ``csv:encoding=cp1252,key=number+month``."""

from ccm.sources.record import DatumError, SourceOptions

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
NAMES = ("key", "delimiter", "encoding")
_FOR = {"csv": NAMES, "parquet": ("key",), "sql": ("key",)}


def parse_kind(text: str) -> tuple[str, SourceOptions]:
    """The kind and the options in `text`. Raises DatumError for an option that there is not, or of another kind."""
    kind, _, rest = text.partition(":")
    given: dict[str, str] = {}
    for option in filter(None, rest.split(",")):
        name, _, value = option.partition("=")
        if name not in _FOR.get(kind, ()) or name in given or not value:
            known = ", ".join(f"{known}=..." for known in _FOR.get(kind, ())) or "none"
            raise DatumError(f"has the option {option!r}", f"the options of {kind} are: {known}, each at most once")
        given[name] = value
    return kind, SourceOptions(
        key=tuple(given["key"].split("+")) if "key" in given else (),
        delimiter=_delimiter(given["delimiter"]) if "delimiter" in given else None,
        encoding=given.get("encoding", "utf-8"),
    )


def _delimiter(word: str) -> str:
    if word not in DELIMITERS:
        raise DatumError(f"has the delimiter {word!r}", "name one of " + ", ".join(DELIMITERS))
    return DELIMITERS[word]

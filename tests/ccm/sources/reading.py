"""What the tests of sources share: reading everything there is in a file, and judging it by a contract."""

from functools import cache
from pathlib import Path

from ccm.sources.record import Data, Record, SourceFault, SourceOptions
from ccm.sources.registry import open_source
from content_blocks.strict_yaml import load_file
from templates_repo.contract import Contract, parse_contract

LIBRARY = Path(__file__).resolve().parents[3] / "templates_repo" / "library"


def read_all(
    path: Path, kind: str | None = None, options: SourceOptions | None = None
) -> tuple[list[Record], list[SourceFault]]:
    """The records and the faults of a file."""
    found = list(open_source(path, kind, options))
    return [item for item in found if isinstance(item, Record)], [
        item for item in found if isinstance(item, SourceFault)
    ]


def data_of(path: Path, kind: str | None = None, options: SourceOptions | None = None) -> list[Data]:
    """The data of the records of a file that holds no bad one."""
    records, faults = read_all(path, kind, options)
    assert [fault.message for fault in faults] == []
    return [record.data for record in records]


def fault_of(path: Path, kind: str | None = None, options: SourceOptions | None = None) -> SourceFault:
    """The only fault of a file."""
    (fault,) = read_all(path, kind, options)[1]
    return fault


def written(path: Path, content: str | bytes) -> Path:
    """`path`, once `content` is in it."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@cache
def contract(template: str) -> Contract:
    """The contract of a template of the starter library."""
    file = load_file(LIBRARY / template / "contract.yaml")
    return parse_contract(file.data, template, file.where)


def kept(template: str, data: Data) -> list[str]:
    """What the contract of `template` finds wrong with `data`, as text."""
    return [f"{fault.path}: {fault.message}" for fault in contract(template).validate(data)]

"""The rows of a big library: blocks, templates, their versions, the blocks they use, and when each is in force.

The bytes of files are left out: where a block is used, and what is in force, is found without them.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import product
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import DeclarativeBase, Session, aliased

from benchmarks.company import AUTHOR, OPENED, Company, block_key, first_day, template_key
from content_blocks.digest import digest, digest_bytes
from content_blocks.tables import Block, BlockVersion
from templates_repo.tables import Template, TemplateBlock, TemplatePeriod, TemplateVersion

Rows = Iterator[Mapping[str, Any]]

BLOCK_VERSIONS = 3
EVERY = 5
"""Every so many templates pin the blocks that they use."""


def library_rows(company: Company) -> Iterator[tuple[type[DeclarativeBase], Rows]]:
    """Every table with its rows, those that others refer to first. `share_blocks` adds what later versions use."""
    blocks, templates = range(company.blocks), range(company.templates)
    versions = range(1, company.versions + 1)
    yield Block, ({"key": block_key(number), "newest": BLOCK_VERSIONS, "retired_on": None} for number in blocks)
    yield BlockVersion, (_version(block_key(n), v) for n, v in product(blocks, range(1, BLOCK_VERSIONS + 1)))
    yield Template, ({"key": template_key(n), "newest": company.versions, "retired_on": None} for n in templates)
    yield TemplateVersion, (_version(template_key(n), v) for n, v in product(templates, versions))
    yield TemplateBlock, (_use(n, block) for n in templates for block in company.blocks_of(n))
    yield TemplatePeriod, (_period(company, n, v) for n, v in product(templates, versions))


def share_blocks(session: Session) -> None:
    """Let every version of a template use the blocks that its first one uses."""
    used = aliased(TemplateBlock)
    rows = select(used.key, TemplateVersion.number, used.block, used.pinned).join(
        TemplateVersion, (TemplateVersion.key == used.key) & (TemplateVersion.number > 1)
    )
    session.execute(insert(TemplateBlock).from_select(("key", "number", "block", "pinned"), rows))


def content_digest(key: str, version: int) -> str:
    """The digest of what a version would say."""
    return digest_bytes(f"{key}@{version}".encode())


def _version(key: str, number: int) -> dict[str, Any]:
    files = {name: content_digest(f"{key}/{name}", number) for name in ("template.yaml", "contract.json", "it.po")}
    return {
        "key": key,
        "number": number,
        "digest": content_digest(key, number),
        "files_digest": digest(files),
        "files": files,
        "author": AUTHOR,
        "created_at": OPENED,
        "message": f"Version {number}",
    }


def _use(template: int, block: int) -> dict[str, Any]:
    pinned = None if template % EVERY else BLOCK_VERSIONS
    return {"key": template_key(template), "number": 1, "block": block_key(block), "pinned": pinned}


def _period(company: Company, template: int, version: int) -> dict[str, Any]:
    return {
        "key": template_key(template),
        "number": version,
        "starts": first_day(version),
        "ends": None if version == company.versions else first_day(version + 1) - timedelta(days=1),
        "author": AUTHOR,
        "set_at": OPENED,
        "called_off_at": None,
    }

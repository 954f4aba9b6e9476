"""Names of the files of data, in the site and among the release files beside it."""

from __future__ import annotations

DATA = "data/"
"""The folder of data of the whole site."""
ARCHIVE = "data.zip"
"""Everything of a page of a year, beside it."""
MANIFEST = "parts.json"
"""The list of release files: one of them, and in the folder of data, too."""
LISTED = DATA + MANIFEST


def name_of(path: str) -> str:
    """Name of a file of data among the release files, which know no folders."""
    return path.removeprefix(DATA).replace("/", ".")

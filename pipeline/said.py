"""What building says of files and folders, typed: the lists of ``said.toml``.

What each list is for stands beside it in the file; a misspelt key is met when the file is read.
"""

from __future__ import annotations

from pathlib import Path

from fiscal.typed import Entry, loaded


class Said(Entry, frozen=True):
    """The table ``[said]``."""

    checking: str
    reading_files: str
    not_utf8: str
    for_publishers: str
    no_folder: str
    outside: str
    empty_folder: str
    sidecar: str
    whole_site: str
    no_glyphs: str
    not_frozen: str
    left_frozen: str
    showing: str
    making_pages: str
    gathering: str
    making_whole: str
    drawing_print: str
    cannot_open: str
    identifying_slow: str
    reading_tables: str
    duplicate: str
    one_address: str
    department: str
    year: str
    joint: str
    unidentified: str
    one_address_kind: str
    corrects: str
    failures: dict[str, str]
    large: str
    not_started: str
    too_slow: str
    ended: str
    locked: str
    damaged_cache: str
    no_dask: str
    no_fsspec: str
    no_place: str
    empty_place: str
    not_served: str
    no_scheduler: str
    no_workers: str
    other_code: str
    clash: str
    outside_folder: str
    too_large: str
    still_too_large: str
    not_ours: str
    document_changed: str


class Words(Entry, frozen=True):
    """The whole file."""

    said: Said


WORDS = loaded(Path(__file__).with_suffix(".toml"), Words)
SAID = WORDS.said

"""The words by which lines and cells are told apart, and what is said of unreadable files: ``words.toml``, typed.

What each list is for stands beside it in the file; a misspelt key is met when the file is read.
"""

from __future__ import annotations

from pathlib import Path

from fiscal.typed import Entry, loaded


class Said(Entry, frozen=True):
    """The table ``[said]``."""

    unsupported: str
    too_slow: str
    opening_slow: str
    text_too_large: str
    cells_too_many: str
    xml_too_large: str
    characters_mended: str
    empty: str
    no_encoding: str
    no_text_bytes: str
    misnamed: str
    page_empty: str
    bytes_replaced: str
    page_pictures: str
    page_wide: str
    page_deep: str
    page_attributes: str
    encrypted: str
    needs_converter: str
    converter_failed: str
    no_body: str
    too_many_pages: str
    failed: str
    pages_blank: str
    drawn_too_much: str
    part_missing: str
    archive_truncated: str
    too_many_parts: str
    part_too_large: str
    unpacked_too_large: str
    part_damaged: str
    part_doctype: str
    part_differs: str
    pages_scanned: str
    pages_recognised: str
    pages_damaged: str
    pages_hidden_text: str
    pages_private: str
    pages_untold: str
    pages_struck: str
    no_end: str
    too_large: str
    too_short: str
    no_pages: str
    sheet_hidden: str
    workbook_empty: str
    records_too_many: str
    sheet_too_wide: str
    workbook_encrypted: str
    xml_damaged: str
    doctype: str
    too_many_cells: str
    sheet_failed: str
    workbook_damaged: str
    sheet_hidden_lines: str
    sheet_unseen: str
    sheet_errors: str
    sheet_uncalculated: str
    archive: str
    office_unsupported: str
    archive_zip: str
    old_office_unsupported: str
    no_text: str
    collapsed: str
    tracked: str
    struck: str
    pictures: str
    encryption_unknown: str
    no_pdf: str
    page_tree_damaged: str
    damaged: str


class Pdf(Entry, frozen=True):
    """The table ``[pdf]``."""

    amount_units: str
    heading_ends: str
    beside_each_other: str
    first_below: str
    opening: str
    page_number: str
    start: str
    unit: str
    counted: str
    numerals: str
    ten: str


class Targets(Entry, frozen=True):
    """The table ``[targets]``."""

    level: str
    heading: str
    part: str
    of_which: str
    within: str
    signs: str
    label: str
    needed: str
    title: str
    first: str
    above: str
    labelled: str
    table: str
    steps: str
    whole: str
    levels: str
    value: str
    total: str
    ends: str
    closing: str
    opening: str
    ending: str
    compared: str
    crowded: str
    torn: str
    order: tuple[str, ...]


class Funds(Entry, frozen=True):
    """The table ``[funds]``."""

    heading: str
    name: str
    group: str
    goal: str
    nothing: tuple[str, ...]


class Sheet(Entry, frozen=True):
    """The table ``[sheet]``."""

    caption: tuple[str, ...]
    note: tuple[str, ...]
    unit: str
    title: str
    table: str
    number_format: str


class Aligned(Entry, frozen=True):
    """The table ``[aligned]``."""

    item: str
    title: str


class Collapsed(Entry, frozen=True):
    """The table ``[collapsed]``."""

    total_order: str


class Contents(Entry, frozen=True):
    """The table ``[contents]``."""

    heading: str
    ends_in_page: str


class Headings(Entry, frozen=True):
    """The table ``[headings]``."""

    caption: str
    unit: str
    code: str
    name: str
    part: str
    joined: tuple[tuple[str, str], ...]


class Segments(Entry, frozen=True):
    """The table ``[segments]``."""

    total: str


class Shredded(Entry, frozen=True):
    """The table ``[shredded]``."""

    total: str


class Tabbed(Entry, frozen=True):
    """The table ``[tabbed]``."""

    caption: str
    marker: str


class Words(Entry, frozen=True):
    """The whole file."""

    said: Said
    pdf: Pdf
    targets: Targets
    funds: Funds
    sheet: Sheet
    aligned: Aligned
    collapsed: Collapsed
    contents: Contents
    headings: Headings
    segments: Segments
    shredded: Shredded
    tabbed: Tabbed


WORDS = loaded(Path(__file__).with_suffix(".toml"), Words)
SAID = WORDS.said

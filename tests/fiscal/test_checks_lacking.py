"""Every measure that a declared identity may lack has a name that a reader understands."""

from __future__ import annotations

import tomllib
from pathlib import Path

from fiscal import checks
from fiscal.tables import definitions

NAMES = tomllib.loads((Path(checks.__file__).parent / "lacking.toml").read_text(encoding="utf-8"))["measure"]


def test_measures_of_row_sums_have_names() -> None:
    used = {
        name.lstrip("-")
        for entry in definitions()
        for identity in entry.identities
        if identity.kind == "row_sum"
        for name in (identity.total, *identity.parts, *identity.needs)
    }
    assert used - {""} <= NAMES.keys()


def test_measures_across_tables_have_names() -> None:
    rules = tomllib.loads((Path(checks.__file__).parent / "across.toml").read_text(encoding="utf-8"))
    sides = [side for group in rules.values() for rule in group for side in rule.values() if isinstance(side, dict)]
    used = {name for side in sides for name in side.get("measures", ())}
    assert used
    assert used <= NAMES.keys()

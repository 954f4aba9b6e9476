"""Every measure that a declared identity may lack has a name that a reader understands."""

from __future__ import annotations

from fiscal.checks.rules import ACROSS, UNTESTABLE
from fiscal.tables import definitions

NAMES = UNTESTABLE.measure


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
    sides = [side for rule in ACROSS.across for side in (rule.left, rule.right)]
    sides += [side for rule in ACROSS.sum for side in (rule.whole, *rule.parts)]
    used = {name for side in sides for name in side.measures}
    assert used
    assert used <= NAMES.keys()

"""How a check came out, whoever is to blame for a break: what the rules say is one thing, how it is weighed another."""

from __future__ import annotations

from collections.abc import Callable

from fiscal.checks import check
from fiscal.records import Disclosure, Finding

BROKEN = frozenset({"breaks", "suspect_reading", "note"})


def broken(checked: Disclosure, name: str) -> list[Finding]:
    """Findings of a check that was made and did not hold."""
    return [one for one in checked.findings if one.check == name and one.verdict in BROKEN]


def outcomes(checked: Disclosure, name: str) -> tuple[int, int, int]:
    """How often a check held, did not hold, and could not be made for want of figures, which a finding then says."""
    counts = [count for count in checked.checks if count.check == name]
    lacking = any(one.check == name and one.verdict == "untestable" for one in checked.findings)
    untested = sum(count.untestable for count in counts)
    failed = sum(count.breaks + count.notes for count in counts) + (0 if lacking else untested)
    return sum(count.holds for count in counts), failed, untested if lacking else 0


def holds_breaks_and_cannot_be_tested(name: str, build: Callable[[str], Disclosure], good: str, bad: str) -> None:
    """That a check tells a good figure from a bad one, and says nothing where the figure is missing (a dot)."""
    held, failed = outcomes(check([build(good)])[0], name)[:2]
    assert held and not failed, "holds"
    held, failed = outcomes(check([build(bad)])[0], name)[:2]
    assert failed and not held, "breaks"
    assert outcomes(check([build(".")])[0], name)[:2] == (0, 0), "neither, where a figure is missing"

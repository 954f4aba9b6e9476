"""P08: kinds of indicators that one document calls by two names, and indicators that it puts under several kinds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from fiscal.books.ledger import Ledger
from fiscal.checks.expected import expected
from fiscal.findings.doubt import Doubt, Result
from fiscal.findings.naming import both, indicator_name
from fiscal.findings.often import gathered
from fiscal.folding import bare
from fiscal.records import Indicator

CHANGED = 2
"""Characters in which a kind may differ from the one that is meant."""
USUAL = 2
"""Times as often that the other name must stand."""
SHEETS = 3
"""Projects of which each has the indicator, from which its kind shows."""
SHORTEST, LONG = 4, 6
"""Characters of a name that is shared by sheets, and of one by which an indicator is known."""
GOVERNMENT = "gov_"
"""Documents of whole governments hold sheets of many bodies, each with its own habits."""


def observe(book: Ledger) -> Result:
    """Indicators of targets, all together."""
    own = [one for one in book.disclosure.indicators if one.kind in ("project_target", "whole_target")]
    one_body = not book.disclosure.kind.startswith(GOVERNMENT)
    apart = gathered(tuple(_apart(own))) if one_body else ()
    return Result((*_spelled(own), *(_several(own) if one_body else ()), *apart))


def _spelled(own: Sequence[Indicator]) -> Iterator[Doubt]:
    """A kind that is no official one and differs in a character or two from one that the document uses too."""
    official, often = expected().kinds.official, Counter(bare(one.level2) for one in own)
    for one in own:
        name = bare(one.level2)
        if not name or name in official or often[name] < 1:
            continue
        near = [kind for kind in official if often[kind] and _slip(name, kind, often[kind] >= USUAL * often[name])]
        if len(near) == 1:
            often[name] = 0  # told once
            slots = {**both(subject=(indicator_name(one), indicator_name(one, True))), "found": name, "usual": near[0]}
            yield Doubt("P08", "note", "level_spelled", one.place, slots, (one.indicator_id,), one.table_number)


def _slip(one: str, other: str, usual: bool) -> bool:
    """Whether two names of one length differ in one character, or in two where the other is the usual one."""
    most = CHANGED if usual else 1
    return len(one) == len(other) and 0 < sum(a != b for a, b in zip(one, other, strict=True)) <= most


def _apart(own: Sequence[Indicator]) -> Iterator[Doubt]:
    """An indicator of one project that the table of the whole body puts under another official kind."""
    official = frozenset(expected().kinds.official)
    named: dict[str, list[Indicator]] = defaultdict(list)
    for one in own:
        if bare(one.level2) in official and len(bare(one.level3)) >= LONG:
            named[bare(one.level3)].append(one)
    for members in named.values():
        whole = [one for one in members if not one.scope and one.kind == "whole_target"]
        parts = [one for one in members if one.scope]
        if len(whole) == len(parts) == 1 and parts[0].unit == whole[0].unit and parts[0].level2 != whole[0].level2:
            part, other = parts[0], whole[0]
            slots = {
                **both(subject=(indicator_name(part), indicator_name(part, True))),
                "level1": bare(part.level2),
                "usual": bare(other.level2),
            }
            keys = (part.indicator_id, other.indicator_id)
            yield Doubt("P08", "note", "kind_apart", part.place, slots, keys, part.table_number)


def _several(own: Sequence[Indicator]) -> Iterator[Doubt]:
    """One name under several kinds in the sheets of several projects."""
    named: dict[str, list[Indicator]] = defaultdict(list)
    for one in own:
        if one.scope and one.level2 and len(bare(one.level3)) >= SHORTEST:
            named[bare(one.level3)].append(one)
    for members in named.values():
        kinds = list(dict.fromkeys(bare(one.level2) for one in members))
        if (
            len({bare(one.scope) for one in members}) < SHEETS
            or len(kinds) < 2
            or len({one.unit for one in members}) > 1
        ):
            continue
        shown = [f"“{kind}”" for kind in kinds]
        slots = {
            **both(names=("、".join(shown), ", ".join(shown))),
            "found": members[0].level3,
            "count": str(len(kinds)),
        }
        keys = tuple(one.indicator_id for one in members)
        yield Doubt("P08", "note", "two_kinds", members[0].place, slots, keys, members[0].table_number)

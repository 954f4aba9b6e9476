"""P06, P07, P10, P13, P15: targets against one another, project by project and against the department's table."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from fiscal.books.ledger import Ledger
from fiscal.books.likeness import MOST, alike, same_thing
from fiscal.books.texts import Texts
from fiscal.checks.rules import PERFORMANCE
from fiscal.findings.doubt import Doubt, Result, Tally
from fiscal.findings.naming import both, indicator_name
from fiscal.findings.wording import phrase
from fiscal.folding import bare, squeezed
from fiscal.money import exact
from fiscal.records import Indicator, Level, Verdict
from fiscal.words import WORDS

TARGETS = frozenset({"project_target", "whole_target", "perf_text"})
FULL = (Decimal(100), Decimal(90))
"""Sums of weights: all of it, or all but the ten points of execution."""
MULTIPLES = {sign: Decimal(size) for sign, size in WORDS.units.multiples.items()}
LONG = 20
"""A name of so many characters is a sentence."""
Groups = dict[tuple[str, str, int], list[Indicator]]
"""Indicators by project, the unit whose project it is, and table: a list may give one project to several units."""


def observe(book: Ledger) -> Result:
    """Weights, repeated and copied indicators, missing values, and project against department."""
    targets = [one for one in book.disclosure.indicators if one.kind in TARGETS]
    scopes: Groups = defaultdict(list)
    for one in targets:
        scopes[one.scope, one.unit_name, one.table_number].append(one)
    weighed = list(_weights(book, scopes))
    paired = list(_pairs(targets))
    doubts = [doubt for doubt, _ in weighed if doubt]
    doubts += [doubt for left, right in paired for doubt in _differences(book, left, right)]
    doubts += [*_repeats(book, book.disclosure.indicators), *_moved(book, targets), *_empty(book, targets)]
    doubts += [*_sentences(book, targets), *_sisters(book, targets)]
    tallies = [tally for _, tally in weighed]
    tallies += [Tally("P13", one.table_number, "holds" if _valued(one) else "notes") for one in targets if _named(one)]
    tallies += [Tally("P15", left.table_number, graded) for left, right in paired if (graded := _graded(left, right))]
    apart = {doubt.facts[0] for doubt in doubts if doubt.check == "P07" and doubt.verdict == "breaks"}
    tallies += [
        Tally("P07", left.table_number, "breaks" if left.indicator_id in apart else "holds") for left, _ in paired
    ]
    return Result(tuple(doubts), tuple(tallies))


def about(
    book: Ledger,
    check: str,
    frame: str,
    indicators: Sequence[Indicator],
    verdict: Verdict = "breaks",
    level: Level | None = None,
    expected: Decimal | None = None,
    actual: Decimal | None = None,
    **slots: str,
) -> Doubt:
    """A doubt about indicators, the doubtful one first; ``subject`` and ``other`` name the first two."""
    scope = indicators[0].scope
    names = {
        "scope": (scope or phrase("whole"), scope or phrase("whole", True)),
        "subject": (indicator_name(indicators[0]), indicator_name(indicators[0], True)),
    }
    if len(indicators) > 1:
        names["other"] = (indicator_name(indicators[1]), indicator_name(indicators[1], True))
    return Doubt(
        check=check,
        verdict=verdict,
        frame=frame,
        place=indicators[0].place,
        slots={**both(**names), **slots},
        facts=tuple(one.indicator_id for one in indicators),
        table_number=indicators[0].table_number,
        level=level,
        expected=expected,
        actual=actual,
        unit=indicators[0].unit if expected is not None else "",
    )


def _weights(book: Ledger, scopes: Groups) -> Iterator[tuple[Doubt | None, Tally]]:
    """P06: the weights of each project. A project with an indicator without weight cannot be tested."""
    for (_, _, number), members in scopes.items():
        weights = [one.weight for one in members if one.weight is not None]
        if not weights:
            continue
        if len(weights) < len(members):
            yield None, Tally("P06", number, "untestable")
            continue
        total = sum(weights, Decimal(0))
        if total in FULL or total in (Decimal(1), Decimal("0.9")):
            yield None, Tally("P06", number, "holds")
            continue
        doubt = about(book, "P06", "weights", members, total=f"{total:f}", count=str(len(members)))
        yield doubt, Tally("P06", number, "breaks")


def _pairs(targets: Sequence[Indicator]) -> Iterator[tuple[Indicator, Indicator]]:
    """An indicator of a project and the same indicator of the department."""
    whole = [one for one in targets if one.kind == "whole_target" and not one.scope]
    parts = [one for one in targets if one.scope]
    exact: dict[str, list[Indicator]] = defaultdict(list)
    for one in parts:
        exact[bare(one.level3)].append(one)
    named = {bare(one.level3) for one in whole}
    often = Counter(bare(one.level3) for one in whole)
    whole = [one for one in whole if often[bare(one.level3)] == 1]
    loose: dict[str, list[tuple[int, Indicator]]] = defaultdict(list)
    for number, one in enumerate(parts):
        if bare(one.level3) not in named:
            loose[bare(one.level3)].append((number, one))
    names = Texts(loose if len(whole) * len(loose) <= MOST else ())
    for one in whole:
        same = _kindred(exact.get(bare(one.level3), []), one)
        if same:
            summed = one.unit != "%" and sum(part.target_value or Decimal(0) for part in same) == one.target_value
            yield from ((part, one) for part in same if not (summed and len(same) > 1))
            continue
        akin = [name for name in names.sharing(bare(one.level3)) if same_thing(name, one.level3)]
        near = sorted(pair for name in akin for pair in loose[name] if _rates_or_same(pair[1], one))
        if near:
            yield max((part for _, part in near), key=lambda part: alike(part.level3, one.level3)), one


def _sisters(book: Ledger, targets: Sequence[Indicator]) -> Iterator[Doubt]:
    """P07: two rates of one project that are the same thing but for its name, and ask for different shares."""
    sheets: Groups = defaultdict(list)
    for one in targets:
        if one.scope and one.unit == "%" and one.target_value is not None:
            sheets[one.scope, one.unit_name, one.table_number].append(one)
    for members in sheets.values():
        for one, other in _ending_alike(members):
            if one.target_value != other.target_value and bare(one.level3) != bare(other.level3):
                yield _apart(book, one, other, verdict="note", frame="sisters")


def _ending_alike(members: Sequence[Indicator]) -> Iterator[tuple[Indicator, Indicator]]:
    """Each rate with the others by whose name it ends, but for words of the name of its project before that."""
    named: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(members):
        if len(name := _core(one.level3)) >= CORE:
            named[name].append(number)
    for number, one in enumerate(members):
        said, scope = _core(one.description or one.level3), bare(one.scope)
        ends = [said[start:] for start in range(min(len(scope), len(said)) + 1) if said[:start] in scope]
        for other in sorted(other for end in ends for other in named.get(end, ()) if other != number):
            yield one, members[other]


CORE = 5
"""Characters of the shortest rate that is told apart by its words alone."""


def _core(text: str) -> str:
    """A rate without the words by which the same rate is written in two ways."""
    return PERFORMANCE.rate_words.sub("", bare(text))


def _kindred(same: Sequence[Indicator], whole: Indicator) -> list[Indicator]:
    """Indicators of one name, without those of another kind where their project has one of the same kind too."""
    kind = bare(whole.level2)
    settled = {part.scope for part in same if bare(part.level2) == kind}
    return [part for part in same if part.scope not in settled or bare(part.level2) == kind]


def _rates_or_same(part: Indicator, whole: Indicator) -> bool:
    """Whether two indicators of names that only resemble each other may be one.

    They must be of one kind, and a count of the department may add several projects.
    """
    if bare(part.level1) != bare(whole.level1):
        return False
    return part.unit == whole.unit == "%" or part.target_value == whole.target_value


def _differences(book: Ledger, part: Indicator, whole: Indicator) -> Iterator[Doubt]:
    """P07 and P15: another value, unit, operator or scale."""
    if "qualitative" in (part.operator, whole.operator) and part.target_value is None and whole.target_value is None:
        if _graded(part, whole) == "breaks":
            yield about(book, "P15", "scale", (part, whole), scale=bare(part.target), grade=bare(whole.target))
        return
    if part.target_value is None or whole.target_value is None:
        return
    one, other = _scaled(part), _scaled(whole)
    counts = len(one[1]) == len(other[1]) == 1 and "%" not in (one[1], other[1])
    if one[1] != other[1] and part.unit and whole.unit and not (counts and one[0] == other[0]):
        yield _apart(book, part, whole)
    elif one[0] != other[0] and one[1] == other[1]:
        values = (part.target_value, whole.target_value) if part.unit == whole.unit else (None, None)
        yield _apart(book, part, whole, *values)
    elif not _same_sign(part, whole):
        yield _apart(book, part, whole, verdict="note")


def _graded(part: Indicator, whole: Indicator) -> str:
    """P15: whether the grade that one table asks for is of the scale that the other states; blank without both."""
    scale, grade = bare(part.target), bare(whole.target)
    if scale not in PERFORMANCE.scales or len(grade) != 1:
        return ""
    return "holds" if grade in scale else "breaks"


def _apart(
    book: Ledger,
    part: Indicator,
    whole: Indicator,
    actual: Decimal | None = None,
    expected: Decimal | None = None,
    verdict: Verdict = "breaks",
    frame: str = "apart",
) -> Doubt:
    """What the project asks beside what the department asks."""
    here, here_en, there, there_en = (_asked(one, language) for one in (part, whole) for language in ("zh", "en"))
    return about(
        book,
        "P07",
        frame,
        (part, whole),
        verdict,
        expected=expected,
        actual=actual,
        here=here,
        here_en=here_en,
        there=there,
        there_en=there_en,
    )


def _asked(indicator: Indicator, language: str) -> str:
    """What an indicator asks for, as one would say it."""
    if indicator.target_value is None:
        return indicator.target
    sign = indicator.operator if indicator.operator not in ("qualitative", "deadline") else ""
    return f"{sign}{exact(indicator.target_value, indicator.unit, language)}"


def _scaled(indicator: Indicator) -> tuple[Decimal, str]:
    return scaled(indicator.target_value or Decimal(0), indicator.unit)


def scaled(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """Value and unit with 万 and the like multiplied out."""
    if len(unit) > 1 and unit[0] in MULTIPLES:
        return value * MULTIPLES[unit[0]], unit[1:]
    return value, unit


def _same_sign(part: Indicator, whole: Indicator) -> bool:
    """≥ and = mean the same where nothing can be above; a sign that is not printed, or not as itself, says nothing."""
    signs = {part.operator, whole.operator} - {""}
    if signs in ({"≥", ">"}, {"≤", "<"}) and any(_meant(one) for one in (part, whole)):
        return True
    capped = part.unit == "%" and part.target_value == 100
    return len(signs) < 2 or (capped and signs <= {"≥", "=", ">"})


def _meant(one: Indicator) -> bool:
    """Whether a sign was made out of another that stands for it, such as a bracket of quotation."""
    return bool(one.operator_raw.strip()) and not re.search(r"[≥≤><＞＜≧≦]", one.operator_raw)


def _repeats(book: Ledger, indicators: Sequence[Indicator]) -> Iterator[Doubt]:
    """P10: an indicator that one table prints twice."""
    first: dict[tuple[object, ...], Indicator] = {}
    for one in indicators:
        name = bare(one.level3) or bare(one.description)
        key = (
            one.table_number,
            one.scope,
            one.unit_name,
            one.horizon,
            name,
            bare(one.description),
            one.target,
            one.unit,
        )
        if len(name) < 4 or not (one.target or one.actual):
            continue
        before = first.setdefault(key, one)
        if before is not one:
            verdict: Verdict = "breaks" if one.level2 == before.level2 else "note"
            yield about(book, "P10", "repeated", (one, before), verdict)


def _moved(book: Ledger, targets: Sequence[Indicator]) -> Iterator[Doubt]:
    """P10: an indicator of one project that stands under another kind of indicator in a second project."""
    first: dict[str, Indicator] = {}
    for one in targets:
        if not one.scope or len(bare(one.level3)) < 8:
            continue
        before = first.setdefault(bare(one.level3), one)
        if before.scope != one.scope and before.level1 != one.level1 and before.kind == one.kind:
            yield about(book, "P10", "copied_indicator", (one, before), level1=one.level1, level2=before.level1)


def _empty(book: Ledger, targets: Sequence[Indicator]) -> Iterator[Doubt]:
    """P13: an indicator without a value, or with a time where its name should be."""
    for one in targets:
        if _named(one) and not _valued(one):
            yield about(book, "P13", "no_value", (one,), verdict="note")
        elif PERFORMANCE.time_name.fullmatch(squeezed(one.level3)) and len(bare(one.target)) > 8:
            yield about(book, "P13", "swapped", (one,), verdict="note", target=one.target)


def _named(one: Indicator) -> bool:
    return bool(one.level3 or one.description)


def _valued(one: Indicator) -> bool:
    """Whether an indicator asks for anything."""
    return bool(one.target.strip()) or one.target_value is not None


def _sentences(book: Ledger, targets: Sequence[Indicator]) -> Iterator[Doubt]:
    """P10: the name of an indicator is the goal sentence, which another cell of the performance tables prints."""
    long = [one for one in targets if len(HAN.findall(one.level3)) >= LONG]
    if not long:
        return
    rows = {one.place for one in targets}
    goals = Texts(
        bare(cell.text)
        for table in book.disclosure.tables
        if table.table_id in TARGETS
        for cell in table.grid.cells
        if len(cell.text) >= LONG and cell.place not in rows
    )
    names = Texts(bare(one.level3) for one in targets)
    for one in long if len(long) * len(goals.all) <= MOST else ():
        name = bare(one.level3)
        likely = [text for text in goals.sharing(name) if _retold(text, name)]
        if any(not any(other != name and alike(text, other) > 0.9 for other in names.sharing(text)) for text in likely):
            yield about(book, "P10", "goal_as_name", (one,))


def _retold(text: str, name: str) -> bool:
    """Whether a text says the same as a name and is not the cell in which that name is printed."""
    own = text in name or name in text
    return not own and len(text) < 3 * len(name) and alike(text, name) >= 0.7


HAN = re.compile(r"[\u4e00-\u9fff]")

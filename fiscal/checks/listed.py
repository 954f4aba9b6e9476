"""N03: what the text counts and then lists, and amounts whose shares add up to everything."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from fiscal.books.ledger import Ledger, base, half_digit
from fiscal.checks.expected import expected
from fiscal.checks.wording import value
from fiscal.document import Paragraph
from fiscal.findings.doubt import Doubt, Result, Tally
from fiscal.findings.naming import both
from fiscal.folding import squeezed
from fiscal.money import exact
from fiscal.records import YUAN, Statement

BRACKETS = re.compile(r"[（(][^（）()]{0,40}[）)]")
SHOWN = 3
NEAR = 12
"""Figures back in which the whole of a list of shares may stand."""
FEWEST = 3
ALL = (Decimal("99.9"), Decimal("100.1"))
"""What the shares of a whole list add up to, each rounded."""
CLOSE = Decimal("0.005")
"""Share of a sum by which another figure is still the same money misprinted or rounded."""


def observe(book: Ledger) -> Result:
    """Every paragraph by itself."""
    counted = [doubt for one in book.disclosure.paragraphs for doubt in _counted(one)]
    counted += _units(book)
    sums = list(_sums(book))
    return Result(
        (*counted, *(doubt for _, doubt in sums if doubt)),
        tuple(Tally("N03", None, outcome) for outcome, _ in sums),
    )


def _counted(paragraph: Paragraph) -> Iterator[Doubt]:
    """A number of offices and the names that follow it; a list that says it is not whole proves nothing."""
    rules, text = expected().counted, BRACKETS.sub("", squeezed(paragraph.text))
    for match in rules.sentence.finditer(text):
        told, names = value(match["number"]), [name for name in rules.split.split(match["items"]) if name]
        most = len(rules.joined.split(match["items"]))
        if not told or rules.open.search(match["items"]) or len(names) < FEWEST or len(names) <= told <= most:
            continue
        if any(rules.other.search(name) or len(name) > rules.longest for name in names):
            continue
        shown = (f"“{names[0]}”", f"“{names[-1]}”")
        yield Doubt(
            "N03",
            "note",
            "counted",
            paragraph.place,
            {
                **both(names=("……".join(shown), " … ".join(shown))),
                "what": match["what"],
                "told": str(told),
                "count": str(len(names)),
            },
        )


def _units(book: Ledger) -> list[Doubt]:
    """The body and so many units below it, where a department's tables by unit have fewer lines of units."""
    rules = expected().counted
    if not book.disclosure.kind.startswith("dept_") or rules.own.search(book.disclosure.department):
        return []
    codes = {
        one.code: one.label for one in book.disclosure.facts if one.classification == "unit" and one.code.isdigit()
    }
    order = sorted(codes)
    over = {code for code, below in zip(order, order[1:], strict=False) if below.startswith(code)}
    own = [name for code, name in codes.items() if code not in over]
    for one in book.disclosure.paragraphs if own else ():
        match = rules.units.search(squeezed(one.text))
        if match and len(own) < 1 + value(match["number"]):
            slots = {"quote": match.group(), "label": own[0], "count": str(len(own))}
            return [Doubt("N03", "note", "units_counted", one.place, slots)]
    return []


def _sums(book: Ledger) -> Iterator[tuple[str, Doubt | None]]:
    """Amounts of one paragraph with their shares: a list that is whole adds up to the money it divides."""
    said = book.disclosure.statements
    places: dict[object, list[int]] = defaultdict(list)
    for index, one in enumerate(said):
        places[one.place].append(index)
    for indexes in places.values():
        parts = _parts([said[index] for index in indexes])
        if len(parts) < FEWEST or len({one.unit for one in parts}) > 1:
            continue
        total = sum((one.value for one in parts), Decimal(0))
        own = {part.statement_id for part in parts}
        first, *_, last = (index for index in indexes if said[index].statement_id in own)
        around = said[max(0, indexes[0] - NEAR, first - 2 * NEAR) : last + 1]  # a page without lines is one place
        near = [one for one in around if one.unit == parts[0].unit and one.statement_id not in own]
        if any(one.value == total for one in near):
            yield "holds", None
        elif whole := next((one for one in reversed(near) if abs(one.value - total) <= CLOSE * total), None):
            yield _told(parts, whole, total)


def _parts(said: Sequence[Statement]) -> list[Statement]:
    """The amounts that have their share right behind them, where the shares are those of a whole list."""
    pairs = [
        (one, share)
        for one, share in zip(said, said[1:], strict=False)
        if one.unit in YUAN and share.unit == "%" and share.subject.startswith(one.subject + " / ")
    ]
    shares = sum((share.value for _, share in pairs), Decimal(0))
    return [one for one, _ in pairs] if ALL[0] <= shares <= ALL[1] else []


def _told(parts: Sequence[Statement], whole: Statement, total: Decimal) -> tuple[str, Doubt]:
    slack = sum((half_digit(one.decimals, one.unit) for one in (*parts, whole)), Decimal(0))
    rounded = abs(base(total - whole.value, whole.unit)) <= slack
    slots = {
        **both(
            total=(exact(total, whole.unit, "zh"), exact(total, whole.unit, "en")),
            whole=(exact(whole.value, whole.unit, "zh"), exact(whole.value, whole.unit, "en")),
        ),
        "count": str(len(parts)),
        "quote": squeezed(whole.quote),
    }
    ids = (whole.statement_id, *(one.statement_id for one in parts))
    verdict, outcome = ("rounding", "rounding") if rounded else ("note", "notes")
    return outcome, Doubt("N03", verdict, "listed_sum", parts[0].place, slots, ids)  # type: ignore[arg-type]

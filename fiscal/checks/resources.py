"""X13, S10: staff and procurement, as the text tells them, against their own arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from fiscal.books.figures import number
from fiscal.books.ledger import HALF, Ledger
from fiscal.findings.doubt import Doubt, Result, Tally
from fiscal.records import Attribute
from fiscal.rounding import rounded

GOODS = ("procurement.goods", "procurement.works", "procurement.services")
HUNDRED = Decimal(100)


def observe(book: Ledger) -> Result:
    """What could be compared; a relation without its figures gives nothing here."""
    said = {one.key: one for one in book.disclosure.attributes}
    outcomes = [*_procurement(said), *_control(said)]
    doubts = tuple(doubt for _, doubt, _ in outcomes if doubt)
    return Result(doubts, tuple(Tally(check, None, outcome) for check, _, outcome in outcomes))


Outcome = tuple[str, Doubt | None, str]


def _number(one: Attribute | None) -> Decimal | None:
    return None if one is None else number(one.value)


def _procurement(said: Mapping[str, Attribute]) -> Iterator[Outcome]:
    """X13. A part larger than the total was said of something else, and makes no sum."""
    whole = said.get("procurement.total")
    parts = [said[key] for key in GOODS if key in said]
    total, values = _number(whole), [_number(part) for part in parts]
    if whole is None or total is None or len(parts) < len(GOODS) or None in values:
        return
    amounts = [value for value in values if value is not None]
    if max(amounts) > total or {part.unit for part in parts if _number(part)} - {whole.unit}:
        return
    decimals = max(len(one.value.partition(".")[2]) for one in (whole, *parts))
    gap = abs(sum(amounts, Decimal(0)) - total)
    if gap <= (len(parts) + 1) * HALF.scaleb(-decimals):
        yield "X13", None, "rounding" if gap else "holds"
        return
    yield "X13", _doubt("X13", "breaks", "sum_said", whole, sum(amounts, Decimal(0)), total), "breaks"


def _control(said: Mapping[str, Attribute]) -> Iterator[Outcome]:
    """S10. The rate is the staff over the posts; more staff than posts is told as a fact."""
    rate = said.get("staff.control_rate")
    stated, posts = (_number(said.get(key)) for key in ("staff.control_rate", POSTS))
    staff = next((_number(said[key]) for key in STAFF if key in said), None)
    if rate is None or stated is None or staff is None or not posts:
        return
    right = HUNDRED * staff / posts
    step = Decimal(1).scaleb(-len(rate.value.partition(".")[2]))
    if abs(right - stated) > step:
        yield "S10", _doubt("S10", "breaks", "sum_said", rate, rounded(right, 2), stated), "breaks"
    else:
        over = _doubt("S10", "note", "over_posts", rate, None, stated) if stated > HUNDRED else None
        yield "S10", over, "holds"


STAFF = ("staff.actual.serving", "staff.actual.total")
"""Those who hold posts, the surest first."""
POSTS = "staff.authorised.total"


def _doubt(check: str, verdict: str, frame: str, one: Attribute, expected: Decimal | None, actual: Decimal) -> Doubt:
    return Doubt(
        check=check,
        verdict=verdict,  # type: ignore[arg-type]
        frame=frame,
        place=one.place,
        expected=expected,
        actual=actual,
        unit=one.unit,
    )

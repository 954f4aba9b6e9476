"""X12, X13, S10: staff, procurement and operating funds, as the text tells them, against their own arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from fiscal.checks.across import figures
from fiscal.checks.doubt import Doubt, Result, Tally
from fiscal.checks.ledger import HALF, Ledger, base, half_digit
from fiscal.records import YUAN, Attribute

GOODS = ("procurement.goods", "procurement.works", "procurement.services")
HUNDRED = Decimal(100)
PUBLIC: Mapping[str, object] = {
    "tables": ["bg_general_basic_econ", "fa_general_basic_econ", "bg_general_basic", "bg_general_expenditure"],
    "rows": "total|公用经费(?:合计)?",
    "measures": ["public", "amount", "total"],
}
"""The running costs that operating funds are a part of."""
OPERATING: Mapping[str, object] = {
    "tables": ["bg_operating_fund", "fa_operating_fund"],
    "rows": "total|机关运行经费.*",
    "measures": ["operating_fund", "amount", "total"],
}


def observe(book: Ledger) -> Result:
    """What could be compared; a relation without its figures gives nothing here."""
    said = {one.key: one for one in book.disclosure.attributes}
    outcomes = [*_procurement(said), *_control(said), *_operating(book)]
    doubts = tuple(doubt for _, doubt, _ in outcomes if doubt)
    return Result(doubts, tuple(Tally(check, None, outcome) for check, _, outcome in outcomes))


Outcome = tuple[str, Doubt | None, str]


def _number(one: Attribute | None) -> Decimal | None:
    try:
        return None if one is None else Decimal(one.value.replace(",", ""))
    except InvalidOperation:
        return None


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
    stated, staff, posts = (_number(said.get(key)) for key in ("staff.control_rate", *STAFF))
    if rate is None or stated is None or staff is None or not posts:
        return
    right = HUNDRED * staff / posts
    step = Decimal(1).scaleb(-len(rate.value.partition(".")[2]))
    if abs(right - stated) > step:
        yield "S10", _doubt("S10", "breaks", "sum_said", rate, right.quantize(Decimal("0.01")), stated), "breaks"
    else:
        over = _doubt("S10", "note", "over_posts", rate, None, stated) if stated > HUNDRED else None
        yield "S10", over, "holds"


STAFF = ("staff.actual.total", "staff.authorised.total")


def _operating(book: Ledger) -> Iterator[Outcome]:
    """X12, between the table of operating funds and that of basic spending."""
    part, whole = next(figures(book, OPERATING), None), next(figures(book, PUBLIC), None)
    if part is None or whole is None or part.unit not in YUAN or whole.unit not in YUAN:
        return
    if whole.measure != "public" and "公用" not in whole.label:
        return
    slack = half_digit(part.decimals, part.unit) + half_digit(whole.decimals, whole.unit)
    over = base(part.value, part.unit) - base(whole.value, whole.unit)
    if over <= slack:
        yield "X12", None, "holds" if over <= 0 else "rounding"
        return
    limit = base(whole.value, whole.unit) / YUAN[part.unit]
    yield (
        "X12",
        Doubt(
            check="X12",
            verdict="breaks",
            frame="limit_said",
            place=part.place,
            facts=(part.fact_id, whole.fact_id),
            table_number=part.table_number,
            expected=limit,
            actual=part.value,
            unit=part.unit,
        ),
        "breaks",
    )


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

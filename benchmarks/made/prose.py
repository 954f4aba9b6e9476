"""What a disclosure says in sentences about its figures."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from benchmarks.made.account import ZERO, Account
from benchmarks.made.cells import Sentence
from benchmarks.made.style import Style

WAN = Decimal(10_000)


def said(style: Style, value: Decimal) -> str:
    """An amount as sentences say it: in 万元 with the decimals of the tables, in 元 where those are."""
    unit = WAN if style.unit != "元" else Decimal(1)
    printed = (value / unit).quantize(Decimal(1).scaleb(-style.decimals), ROUND_HALF_UP)
    return f"{printed:f}{'万元' if unit == WAN else '元'}"


def sentences(style: Style, account: Account) -> tuple[Sentence, ...]:
    """The explanation of a budget: income, spending, change on last year, three public expenses."""
    if style.prose == "none":
        return ()
    year, total = account.year, account.total()
    word = "决算" if style.kind.endswith("final") else "预算"
    found = [
        _sentence(style, f"{year}年{account.department}收入{word}总额{{}}。", total),
        _sentence(style, f"{year}年支出{word}{{}}，其中：基本支出{{}}，项目支出{{}}。", total, account.total("basic"),
                  account.total("project")),
    ]  # fmt: skip
    if style.prose == "full":
        found += [_change(style, account, word), _public(style, account, word)]
    return tuple(found)


def _sentence(style: Style, form: str, *amounts: Decimal) -> Sentence:
    texts = [said(style, amount) for amount in amounts]
    return Sentence(form.format(*texts), tuple(zip(texts, amounts, strict=True)))


def _change(style: Style, account: Account, word: str) -> Sentence:
    now, before = account.total(fund="general_public"), account.last_year["total"]
    gap = now - before
    share = (abs(gap) / before * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    went = ("增加", "增长") if gap >= 0 else ("减少", "下降")
    form = (
        f"{account.year}年一般公共预算支出{word}{{}}，比上年{word}{{}}{went[0]}{{}}，{went[1]}{share}%，"
        "主要原因是工作任务变化。"
    )
    return _sentence(style, form, now, before, abs(gap))


def _public(style: Style, account: Account, word: str) -> Sentence:
    held = account.public_expenses
    vehicles = held["vehicle_purchase"] + held["vehicle_operation"]
    total = sum(held.values(), ZERO)
    form = (
        f"{account.year}年“三公”经费{word}{{}}，其中：因公出国（境）费{{}}，公务用车购置及运行费{{}}"
        "（公务用车购置费{}，公务用车运行维护费{}），公务接待费{}。"
    )
    parts = (held["overseas"], vehicles, held["vehicle_purchase"], held["vehicle_operation"], held["reception"])
    return _sentence(style, form, total, *parts)

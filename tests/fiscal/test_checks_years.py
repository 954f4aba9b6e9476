"""Two consecutive years of one invented department, as documents, compared with each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fiscal.checks import check
from fiscal.document import Source
from fiscal.read import read
from fiscal.records import Disclosure
from parsers import parse
from tests.fiscal.printed import disclosure, statement, table

NAME = "某省示范市园林绿化局"
BUDGET = """\
{name}{year}年部门预算

第二部分 预算情况说明
{year}年部门支出预算{total}万元，比上年增加{growth}万元。

{year}年部门收支总表

单位：万元

收入\t\t支出\t
项目\t预算数\t项目\t预算数
一、一般公共预算拨款收入\t{total}\t一、城乡社区支出\t{total}
本年收入合计\t{total}\t本年支出合计\t{total}
收入总计\t{total}\t支出总计\t{total}

{year}年一般公共预算支出表

单位：万元

科目编码\t科目名称\t上年预算数\t合计\t基本支出\t项目支出
\t合计\t{last}\t{total}\t{total}\t
212\t城乡社区支出\t{last}\t{total}\t{total}\t
21205\t城乡社区环境卫生\t{last}\t{total}\t{total}\t
2120501\t城乡社区环境卫生\t{last}\t{total}\t{total}\t

{year}年一般公共预算“三公”经费支出表

单位：万元

合计\t因公出国（境）费\t公务用车购置及运行费小计\t公务用车购置费\t公务用车运行费\t公务接待费
{three}\t0.00\t4.00\t0.00\t4.00\t{reception}
"""
FINAL = """\
{name}{year}年度部门决算

{year}年度收入支出决算总表

单位：万元

收入\t\t\t支出\t\t
项目\t年初预算数\t决算数\t项目\t年初预算数\t决算数
一、一般公共预算财政拨款收入\t{initial}\t{total}\t一、城乡社区支出\t{initial}\t{spent}
本年收入合计\t{initial}\t{total}\t本年支出合计\t{initial}\t{spent}
年初结转和结余\t0.00\t{opening}\t年末结转和结余\t0.00\t{closing}
总计\t{initial}\t{whole}\t总计\t{initial}\t{whole}

{year}年度“三公”经费支出决算表

单位：万元

项目\t预算数\t决算数
合计\t{three}\t4.50
因公出国（境）费\t0.00\t0.00
公务用车购置及运行费\t4.00\t4.00
其中：公务用车购置费\t0.00\t0.00
公务用车运行费\t4.00\t4.00
公务接待费\t1.00\t0.50
"""


def budget(year: int, total: str = "150.00", last: str = "140.00", growth: str = "10.00") -> str:
    """A budget of three tables and one sentence."""
    three = {"three": "5.00", "reception": "1.00"}
    return BUDGET.format(name=NAME, year=year, total=total, last=last, growth=growth, **three)


def final(year: int, opening: str = "6.00", closing: str = "8.00", initial: str = "150.00", three: str = "5.00") -> str:
    """Final accounts of two tables; what comes in is what goes out."""
    money = {"opening": opening, "closing": closing, "initial": initial, "three": three}
    total, whole = 160, 160 + float(opening)
    spent = f"{whole - float(closing):.2f}"
    return FINAL.format(name=NAME, year=year, total=f"{total:.2f}", whole=f"{whole:.2f}", spent=spent, **money)


def compared(*texts: str) -> tuple[Disclosure, ...]:
    return check([read([parse(Source(f"{number}.txt", text.encode()))]) for number, text in enumerate(texts)])


CASES = [
    ("Y01", (budget(2022, "140.00"), budget(2023)), "holds"),
    ("Y01", (budget(2022, "141.00"), budget(2023)), "notes"),
    ("Y01", (budget(2021, "140.00"), budget(2023)), "untestable"),
    ("Y02", (budget(2022, "140.00"), budget(2023, growth="10.00")), "holds"),
    ("Y02", (budget(2022, "140.00"), budget(2023, growth="16.00")), "notes"),
    ("Y02", (budget(2023),), "untestable"),
    ("Y03", (budget(2023), final(2023)), "holds"),
    ("Y03", (budget(2023), final(2023, initial="155.00")), "notes"),
    ("Y03", (final(2023),), "untestable"),
    ("Y04", (final(2022, closing="6.00"), final(2023, opening="6.00")), "holds"),
    ("Y04", (final(2022, closing="6.00"), final(2023, opening="9.00")), "notes"),
    ("Y04", (final(2023),), "untestable"),
    ("Y05", (budget(2023), final(2023)), "holds"),
    ("Y05", (budget(2023), final(2023, three="6.00")), "notes"),
    ("Y05", (budget(2022), final(2023)), "untestable"),
]


@pytest.mark.parametrize(("name", "texts", "outcome"), CASES, ids=[f"{case[0]}-{case[2]}" for case in CASES])
def test_years_are_compared(name: str, texts: tuple[str, ...], outcome: str) -> None:
    last = compared(*texts)[-1]
    sums = {key: sum(getattr(one, key) for one in last.checks if one.check == name) for key in OUTCOMES}
    assert {key for key, count in sums.items() if count} == {outcome}
    told = [finding.verdict for finding in last.findings if finding.check == name]
    assert told == ([] if outcome == "holds" else [outcome.removesuffix("s")] * sums[outcome])


OUTCOMES = ("holds", "rounding", "notes", "untestable")


def test_departments_are_kept_apart() -> None:
    other = budget(2022, "99.00").replace(NAME, "某省示范市水务局")
    last = compared(other, budget(2023))[-1]
    assert [one.untestable for one in last.checks if one.check == "Y01"] == [1]


def test_years_of_one_department_are_compared() -> None:
    def year(number: int, total: str, said: str) -> Disclosure:
        money = table(1, "bg_summary", "amount", f"* 支出总计 {total}")
        change = statement(1, "支出预算 / 比上年增加", said, f"比上年增加{said}万元")
        head = statement(2, "支出预算", total, f"支出预算{total}万元")
        base = disclosure(money, statements=(head, change))
        facts = tuple(replace(fact, fact_id=f"y{number}-t1r1c2") for fact in base.facts)
        return replace(base, disclosure_id=f"y{number}", fiscal_year=number, facts=facts)

    def told(checked: Disclosure) -> list[str]:
        return [one.verdict for one in checked.findings if one.check == "Y02" and one.verdict != "untestable"]

    def verdicts(said: str) -> list[str]:
        checked = check([year(2022, "100.00", "0.00"), year(2023, "130.00", said)])
        return told(checked[1])

    assert verdicts("30.00") == []
    assert verdicts("13.00") == ["note"]
    alone = check([year(2023, "130.00", "13.00")])[0]
    assert told(alone) == [], "a department without a base year is not compared"

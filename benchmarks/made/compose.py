"""A whole disclosure in one template: books, tables, sentences, slips."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.made.account import Office, account
from benchmarks.made.cells import Block, Heading, Printed
from benchmarks.made.plant import planted
from benchmarks.made.prose import sentences
from benchmarks.made.sheets import sheets
from benchmarks.made.style import Style

FIRST = "清云涪浔沅洛汾渭漳沂颍澧赣滁"
SECOND = "川溪江河泉城宁安阳山"
OFFICES = (
    Office("卫生健康局", "2100101", ("210",)),
    Office("农业农村局", "2130101", ("213",)),
    Office("教育局", "2050101", ("205",)),
    Office("交通运输局", "2140101", ("214",)),
    Office("科学技术局", "2060101", ("206",)),
    Office("文化和旅游局", "2070101", ("207",)),
    Office("审计局", "2010801", ("201",)),
    Office("生态环境局", "2110101", ("211",)),
    Office("民政局", "2080201", ("208",)),
    Office("应急管理局", "2240101", ("224",)),
)
WORDS = {
    "dept_budget": "年部门预算",
    "unit_budget": "年单位预算",
    "dept_final": "年度部门决算",
    "unit_final": "年度单位决算",
}


def composed(style: Style, seed: int, lines: int, slips: int) -> Printed:
    """One disclosure: the same seed gives the same."""
    chance = random.Random(f"{style.name} {seed}")
    office = chance.choice(OFFICES)
    place = f"{chance.choice(FIRST)}{chance.choice(SECOND)}{chance.choice('市县区')}"
    department = f"{place}{office.name}"
    year = chance.randint(*style.years)
    books = account(chance, department, office, year, lines, Decimal(style.step))
    word = WORDS[style.kind]
    blocks: list[Block] = [Heading(f"{department}{year}{word}"), Heading("目录"), Heading(f"第一部分 {department}概况")]
    blocks += [
        Heading("第二部分 情况说明"),
        *sentences(style, books),
        Heading("第三部分 公开表格"),
        *sheets(style, books),
    ]
    options = {"owner": style.owner, "rules": style.rules, "repeat": chance.choice(("yes", "no"))}
    options["align"] = chance.choice(("MIDDLE", "MIDDLE", "TOP")) if style.rules == "full" else "MIDDLE"
    name = f"{department}_{year}_{seed}"
    printed = Printed(name, department, year, style.kind, tuple(blocks), (), style.name, style.format, options)
    return planted(chance, printed, slips)

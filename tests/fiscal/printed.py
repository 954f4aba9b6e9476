"""Invented disclosures for the tests of checks: a table is written as lines of text, as it would be printed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from fiscal.document import Cell, Grid, Layout, Place
from fiscal.records import Column, Disclosure, Fact, Indicator, Region, RowKind, Statement, Table

REGION = Region("420112", "湖北省", "武汉市", "东西湖区")


def disclosure(*tables: tuple[Table, tuple[Fact, ...]], **more: object) -> Disclosure:
    """A department budget with these tables."""
    return Disclosure(
        disclosure_id="x-2023-dept_budget",
        department_id="x",
        department="某局",
        region=REGION,
        fiscal_year=2023,
        kind="dept_budget",
        phase="approved",
        title="",
        published="",
        source_url="",
        documents=(),
        tables=tuple(table for table, _ in tables),
        facts=tuple(fact for _, facts in tables for fact in facts),
        **more,  # type: ignore[arg-type]
    )


def indicator(number: int, name: str, target: str = "10", **more: object) -> Indicator:
    """An indicator of a project: a target in words or, where it is a number, at least so many."""
    value = Decimal(target) if target.isdigit() else None
    base = Indicator(
        indicator_id=f"x-2023-dept_budget-i{number}",
        kind="project_target",
        table_number=1,
        scope="某项目",
        horizon="annual",
        level1="产出指标",
        level2="数量指标",
        level3=name,
        description="",
        operator="qualitative" if value is None else "≥",
        operator_raw="" if value is None else "≥",
        target=target,
        target_value=value,
        unit="" if value is None else "个",
        weight=None,
        actual="",
        actual_value=None,
        score_max=None,
        score=None,
        note="",
        basis="",
        status="as_printed",
        place=Place("a.pdf", "1"),
    )
    return replace(base, **more)  # type: ignore[arg-type]


def table(
    number: int,
    table_id: str,
    measures: str,
    lines: str,
    classification: str = "functional",
    layout: Layout = "ruled",
    unit: str = "万元",
    direction: str = "expenditure",
) -> tuple[Table, tuple[Fact, ...]]:
    """A table: a line is ``code label figure figure …``; ``.`` is blank, a code of ``*`` is the total row.

    The parent of a code is the nearest line above whose code begins it, or else the total row.
    """
    columns = tuple(
        Column(
            index + 2, tuple(name.split("/")), "measure", name.split("/")[0] if "/" not in name else name.split("/")[-1]
        )
        for index, name in enumerate(measures.split())
    )
    rows = [line.split() for line in lines.strip().splitlines()]
    facts = []
    for row, words in enumerate(rows, 1):
        parent = _parent(rows, row - 1)
        kind: RowKind = "total" if words[0] == "*" else "detail"
        for column, text in zip(columns, words[2:], strict=True):
            if text != ".":
                facts.append(
                    Fact(
                        fact_id=f"x-2023-dept_budget-t{number}r{row}c{column.index}",
                        table_number=number,
                        table_id=table_id,
                        row=row,
                        grid_column=column.index,
                        classification=classification,
                        code="" if words[0] == "*" else words[0],
                        label=words[1],
                        column=" / ".join(column.path),
                        measure=column.measure,
                        value=Decimal(text),
                        unit=unit,
                        raw=text,
                        status="as_printed",
                        place=Place("a.pdf", str(number), None),
                        phase="approved",
                        direction=direction,  # type: ignore[arg-type]
                        decimals=len(text.partition(".")[2]),
                        row_kind=kind,
                        parent_row=None if parent is None else parent + 1,
                        depth=0 if parent is None else 1,
                    )
                )
    cells = tuple(
        Cell(row, column, text, Place("a.pdf", str(number)))
        for row, words in enumerate(rows, 1)
        for column, text in enumerate(words)
        if text not in (".", "*")
    )
    grid = Grid(cells, len(rows) + 1, len(columns) + 2, Place("a.pdf", str(number)), layout)
    return Table(number, table_id, f"表{number}", unit, grid, (0,), columns, ""), tuple(facts)


def _parent(rows: list[list[str]], index: int) -> int | None:
    code = rows[index][0]
    if code == "*":
        return None
    above = [i for i in range(index) if rows[i][0] != code and code.startswith(rows[i][0])]
    return above[-1] if above else next((i for i, words in enumerate(rows) if words[0] == "*"), None)


def statement(
    number: int, subject: str, value: str, quote: str, unit: str = "万元", year: int | None = None
) -> Statement:
    """A figure of prose."""
    return Statement(
        f"x-2023-dept_budget-s{number}",
        subject,
        Decimal(value),
        unit,
        year,
        "percent" if unit == "%" else "amount",
        quote,
        Place("a.pdf", "1"),
        len(value.partition(".")[2]),
    )


__all__ = ["disclosure", "replace", "statement", "table"]

"""Asking the data: sums in the browser are those of the data, and what must not be added up is not."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyarrow.parquet as pq
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import visit

TABLE = "bg_expenditure"


def rows(folder: Path, measure: str) -> list[dict[str, object]]:
    """What may be added up, by the rule of the examples of code: first table, coded rows, last level."""
    held = pq.read_table(folder / "data" / "facts.parquet").to_pylist()
    wanted = {"kind": "dept_budget", "table_id": TABLE, "classification": "functional", "measure": measure}
    found = [one for one in held if all(one[key] == value for key, value in wanted.items())]
    firsts: dict[object, int] = {}
    for one in found:
        firsts[one["disclosure_id"]] = min(one["table_number"], firsts.get(one["disclosure_id"], 10**6))
    found = [one for one in found if one["table_number"] == firsts[one["disclosure_id"]] and one["code"]]
    codes = {(one["disclosure_id"], one["code"]) for one in found}
    return [
        one
        for one in found
        if not any(
            owner == one["disclosure_id"] and code != one["code"] and code.startswith(one["code"])
            for owner, code in codes
        )
    ]


def sums(found: list[dict[str, object]], *keys: str, digits: int = 99) -> dict[tuple[str, ...], Decimal]:
    result: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for one in found:
        if one["value_yuan"] is not None:
            result[tuple(str(one[key])[:digits] for key in keys)] += one["value_yuan"]  # type: ignore[operator]
    return dict(result)


def downloaded(page: Page) -> list[list[str]]:
    """The CSV that the page offers."""
    with page.expect_download() as found:
        page.click("#answer a.csv")
    return list(csv.reader(io.StringIO(Path(found.value.path()).read_text(encoding="utf-8-sig"))))


def test_sums_are_those_of_the_data_and_keep_years_apart(browser: Browser, server: str, folder: Path) -> None:
    seen = visit(browser, server)
    page = seen.open("ask/")
    assert "parquet" not in " ".join(page.evaluate("performance.getEntriesByType('resource').map(one => one.name)"))
    page.click("[name=start]")
    page.wait_for_selector("#answer tbody tr")
    assert [page.input_value(f"[name={name}]") for name in ("kind", "table", "measure")] == [
        "dept_budget",
        TABLE,
        "total",
    ]
    header, *lines = downloaded(page)
    assert header == ["部门", "年度", "金额（元）", "部门数", "几个数"]
    assert {(one[0], one[1]): Decimal(one[2]) for one in lines} == sums(
        rows(folder, "total"), "department", "fiscal_year"
    )
    page.select_option("[name=by]", "class")
    page.wait_for_url("**by=class**")
    lines = downloaded(page)[1:]
    wanted = {
        (code[:3], year): amount
        for (code, year), amount in sums(rows(folder, "total"), "code", "fiscal_year", digits=4).items()
    }
    assert {one[0] for one in lines} == {code for code, _ in wanted} and len({one[1] for one in lines}) > 1
    page.select_option("[name=year]", "2023")
    page.wait_for_url("**year=2023**")
    header, *lines = downloaded(page)
    assert header == ["编码", "金额（元）", "占", "部门数", "几个数"]
    whole = sum(Decimal(one[1]) for one in lines)
    assert [one[2] for one in lines] == [f"{100 * Decimal(one[1]) / whole:.1f}%" for one in lines]
    page.select_option("[name=year]", "*")
    page.fill("[name=what]", "20801")
    page.wait_for_url("**what=20801**")
    told = [one for one in rows(folder, "total") if str(one["code"]).startswith("20801")]
    assert sum(Decimal(one[2]) for one in downloaded(page)[1:]) == sum(sums(told, "fiscal_year").values())
    assert seen.complaints == [] and seen.foreign == []


def test_an_address_asks_the_same_question_again(browser: Browser, server: str) -> None:
    page = visit(browser, server).open(f"en/ask/#kind=dept_budget&table={TABLE}&by=item&who=%E5%8C%BB%E7%96%97")
    page.wait_for_selector("#answer tbody tr")
    assert page.input_value("[name=who]") == "医疗" and page.input_value("[name=by]") == "item"
    kept = parse_qs(urlsplit(page.url).fragment)
    assert kept["table"] == [TABLE] and kept["who"] == ["医疗"]
    first = page.inner_text("#answer tbody")
    page.fill("[name=who]", "没有这个部门")
    expect(page.locator("#answer tbody tr")).to_have_count(0)
    assert "No figures match" in page.inner_text("#answer .notes")
    page.fill("[name=who]", "医疗")
    expect(page.locator("#answer tbody tr")).not_to_have_count(0)
    assert page.inner_text("#answer tbody") == first


def test_where_the_data_are_not_there_it_is_said(browser: Browser, server: str) -> None:
    page = visit(browser, server).open("ask/")
    page.route("**/facts.parquet", lambda route: route.fulfill(status=404))
    page.click("[name=start]")
    expect(page.locator("#ask-status")).to_contain_text("没有取到")
    assert page.is_enabled("[name=start]") and page.is_hidden("#answer")

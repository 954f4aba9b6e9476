"""The report of ``build.py check``: every format says the same findings."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from fiscal.checks import check
from fiscal.records import Disclosure
from publish.report import FORMATS, counts, report, shown
from tests.fiscal.printed import disclosure, table

LINES = """* 合计 100.00 60.00 40.00
2010101 行政运行 70.00 60.00 10.00
2010102 事务<管理> 30.00 . 40.00"""


@pytest.fixture(scope="module")
def checked() -> tuple[Disclosure, ...]:
    broken = disclosure(table(1, "bg_expenditure", "total basic project", LINES))
    return check([broken])


def test_text_names_level_check_place_and_title(checked: tuple[Disclosure, ...]) -> None:
    text = report(checked, "text")
    finding = shown(checked[0])[0]
    assert "错误" in text and finding.check in text and "a.pdf" in text
    assert "合计 " in text.splitlines()[-1] and str(len(shown(checked[0]))) in text.splitlines()[-1]


def test_json_gives_every_finding_and_the_counts(checked: tuple[Disclosure, ...]) -> None:
    data = json.loads(report(checked, "json"))["disclosures"][0]
    assert [row["finding_id"] for row in data["findings"]] == [f.finding_id for f in checked[0].findings]
    assert data["checks"] == counts(checked[0])
    assert Decimal(data["findings"][0]["difference"]) == checked[0].findings[0].difference


def test_sarif_has_a_rule_and_a_place_for_every_result(checked: tuple[Disclosure, ...]) -> None:
    run = json.loads(report(checked, "sarif"))["runs"][0]
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert run["results"]
    for result in run["results"]:
        assert result["ruleId"] in rules
        assert result["level"] in ("error", "warning", "note")
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a.pdf"


def test_html_escapes_what_documents_print(checked: tuple[Disclosure, ...]) -> None:
    text = report(checked, "html")
    tags: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            tags.append(tag)

    Reader().feed(text)
    assert "管理" not in tags and "&lt;管理&gt;" in text
    assert "script" not in tags


@pytest.mark.parametrize("format", FORMATS)
def test_no_findings_is_a_report_too(format: str) -> None:
    clean = check([replace(disclosure(table(1, "bg_expenditure", "total basic project", LINES)), facts=())])
    assert shown(clean[0]) == ()
    assert report(clean, format)

"""The report of ``build.py check``: every format says the same findings and the same files left out."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from fiscal.checks import check
from fiscal.document import Paragraph, Place
from fiscal.records import Disclosure
from publish.catalog import Unusable
from publish.report import FORMATS, report
from publish.report.outcome import Outcome, counts, shown
from tests.fiscal.printed import disclosure, table

LINES = """* 合计 100.00 60.00 40.00
2010101 行政运行 70.00 60.00 10.00
2010102 事务<管理> 30.00 . 40.00"""
FILES = (
    Unusable("某局/2023/预算 <1>.pdf", "encrypted", "文件有密码，打不开"),
    Unusable("某局/2023/副本.pdf", "duplicate", "与 某局/2023/a.pdf 是同一个文件"),
)


@pytest.fixture(scope="module")
def broken() -> Disclosure:
    said = (Paragraph("主要原因是口径变化。。", Place("b.txt", "", 7)),)
    return check([disclosure(table(1, "bg_expenditure", "total basic project", LINES), paragraphs=said)])[0]


@pytest.fixture(scope="module")
def outcome(broken: Disclosure) -> Outcome:
    return Outcome((broken,), FILES, {broken.disclosure_id: "content/某局/2023"})


@pytest.fixture(scope="module")
def clean(broken: Disclosure) -> Outcome:
    silent = replace(broken, facts=(), paragraphs=(), findings=(), checks=())
    return Outcome(check([silent]))


def test_text_names_level_check_place_and_title(outcome: Outcome, broken: Disclosure) -> None:
    text = report(outcome, "text")
    finding = shown(broken)[0]
    assert "错误" in text and finding.check in text and "第 7 行" in text
    assert f"{len(shown(broken))} 条发现" in text.splitlines()[-1]
    assert "2 个文件没能用上" in text.splitlines()[-1]
    assert f"✗ {FILES[0].file}：{FILES[0].reason}" in text


def test_text_keeps_to_the_width_of_the_terminal(outcome: Outcome) -> None:
    def width(line: str) -> int:
        return sum(2 if ord(character) > 0x2E80 else 1 for character in line)

    narrow = report(replace(outcome, unusable=(), width=72), "text")
    assert max(width(line) for line in narrow.splitlines()) <= 72


def test_json_gives_every_finding_the_counts_and_the_files(outcome: Outcome, broken: Disclosure) -> None:
    data = json.loads(report(outcome, "json"))
    (found,) = data["disclosures"]
    assert [row["finding_id"] for row in found["findings"]] == [one.finding_id for one in broken.findings]
    assert found["checks"] == counts(broken)
    assert Decimal(found["findings"][0]["difference"]) == broken.findings[0].difference
    assert [(row["file"], row["code"], row["reason"]) for row in data["unusable"]] == [
        (one.file, one.code, one.reason) for one in FILES
    ]


SARIF: dict[str, tuple[set[str], set[str]]] = {
    "log": ({"version", "runs"}, {"$schema"}),
    "run": ({"tool"}, {"results", "columnKind", "language"}),
    "tool": ({"driver"}, set()),
    "driver": ({"name"}, {"rules", "language"}),
    "rule": ({"id"}, {"shortDescription", "fullDescription"}),
    "text": ({"text"}, set()),
    "result": ({"message"}, {"ruleId", "ruleIndex", "level", "locations", "partialFingerprints"}),
    "location": (set(), {"physicalLocation", "message"}),
    "physical": ({"artifactLocation"}, {"region"}),
    "artifact": ({"uri"}, set()),
    "region": ({"startLine"}, set()),
}
"""Properties of SARIF 2.1.0 objects (OASIS, section 3): those required here, and the others that the schema allows."""


def valid(kind: str, item: dict[str, Any]) -> dict[str, Any]:
    required, allowed = SARIF[kind]
    assert required <= item.keys() <= required | allowed, (kind, item.keys())
    return item


def test_sarif_is_what_its_specification_asks_for(outcome: Outcome) -> None:
    log = valid("log", json.loads(report(outcome, "sarif")))
    assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = [valid("run", one) for one in log["runs"]]
    driver = valid("driver", valid("tool", run["tool"])["driver"])
    assert driver["name"] and run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    assert re.fullmatch("[a-zA-Z]{2}(-[a-zA-Z]{2})?", run["language"])
    rules = [valid("rule", rule)["id"] for rule in driver["rules"]]
    assert len(rules) == len(set(rules)), "rules are unique"
    for rule in driver["rules"]:
        assert all(valid("text", rule[key])["text"] for key in rule.keys() - {"id"})
    for result in (valid("result", one) for one in run["results"]):
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert valid("text", result["message"])["text"]
        assert all(isinstance(value, str) for value in result["partialFingerprints"].values())
        for location in (valid("location", one) for one in result["locations"]):
            physical = valid("physical", location["physicalLocation"])
            address = urlsplit(valid("artifact", physical["artifactLocation"])["uri"])
            assert address.path.isascii() and not address.scheme and not address.netloc, "a relative URI reference"
            if "region" in physical:
                assert valid("region", physical["region"])["startLine"] >= 1


def test_sarif_points_at_lines_and_at_files_left_out(outcome: Outcome) -> None:
    results = json.loads(report(outcome, "sarif"))["runs"][0]["results"]
    places = [result["locations"][0]["physicalLocation"] for result in results]
    addresses = [unquote(place["artifactLocation"]["uri"]) for place in places]
    regions = {address: place.get("region") for address, place in zip(addresses, places, strict=True)}
    assert regions["content/某局/2023/a.pdf"] is None, "a page has no lines"
    assert regions["content/某局/2023/b.txt"] == {"startLine": 7}
    left = [
        (result["level"], address)
        for result, address in zip(results, addresses, strict=True)
        if result["ruleId"] == "read"
    ]
    assert left == [("error", FILES[0].file), ("note", FILES[1].file)]


class Reader(HTMLParser):
    """Tags of a page with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_html_escapes_what_documents_print(outcome: Outcome) -> None:
    page = report(outcome, "html")
    names = {tag for tag, _ in Reader(page).tags}
    assert "管理" not in names and "&lt;管理&gt;" in page
    assert "预算 &lt;1&gt;.pdf" in page


def test_html_needs_nothing_but_itself(outcome: Outcome) -> None:
    page = report(outcome, "html")
    tags = Reader(page).tags
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in tags}
    assert not re.search(r"url\(|@import", page)
    inner = [attributes["href"] for tag, attributes in tags if tag == "a"]
    marks = {attributes.get("id") for _, attributes in tags}
    assert inner and all(href and href.startswith("#") and href[1:] in marks for href in inner)
    assert "@page" in page and "@media print" in page


def test_html_tells_every_finding_and_what_was_not_tested(outcome: Outcome, broken: Disclosure) -> None:
    page = report(outcome, "html")
    assert page.count('<td class="narrow error">') == sum(one.level == "error" for one in shown(broken))
    assert "没有核对的关系" in page and "X06" in page


@pytest.mark.parametrize("format", FORMATS)
def test_no_findings_is_a_report_too(format: str, clean: Outcome) -> None:
    assert shown(clean.disclosures[0]) == ()
    text = report(clean, format)
    assert text
    if format in ("text", "html"):
        assert "没有发现问题" in text


@pytest.mark.parametrize("format", FORMATS)
def test_only_unusable_files_are_a_report_too(format: str) -> None:
    assert FILES[0].reason in report(Outcome((), FILES), format)


@pytest.mark.parametrize("format", ["text", "html", "sarif"])
def test_a_report_in_english_has_no_chinese_but_names_and_prints(format: str, broken: Disclosure) -> None:
    """Names of departments, files and labels are Chinese as they are printed; sentences are not."""
    reported = report(Outcome((broken,), (), language="en"), format)
    for word in ("错误", "对不上", "没有", "核对", "第 ", "合计 ", "报告"):
        assert word not in reported, word
    assert format != "html" or 'lang="en"' in reported
    assert format != "sarif" or '"en-US"' in reported

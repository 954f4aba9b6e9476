"""The report as one page without script and without other files: to be read, mailed, printed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path

from fiscal.checks.words import rule
from fiscal.records import Disclosure, Finding
from publish.report.outcome import (
    HEADS,
    LEVEL_NAMES,
    VERDICT_NAMES,
    Outcome,
    counts,
    heading,
    position,
    shown,
    tally,
)

COUNTED = ("成立", "四舍五入", "对不上", "无法核对")
LEVELS = (
    ("错误", "两个数对不上，其中至少一个有误，公布之前应改正。"),
    ("存疑", "写法不一、要求不一，或可能是识别有误，请对照原件。"),
    ("提示", "文字、编号、编码一类，不影响金额。"),
)


def write(outcome: Outcome) -> str:
    """The whole page: the sum, what could not be read, an overview, then each disclosure."""
    body = [
        f'<h1>核对报告</h1>\n<p class="lede">{escape(_lede(outcome))}</p>',
        _left_out(outcome),
        _overview(outcome),
        *(_disclosure(index, one) for index, one in enumerate(outcome.disclosures, start=1)),
    ]
    return "\n".join(
        [
            '<!doctype html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">\n<title>核对报告</title>',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<style>\n{_style()}</style>\n</head>\n<body>",
            *filter(None, body),
            "</body>\n</html>",
        ]
    )


@cache
def _style() -> str:
    return Path(__file__).with_name("page.css").read_text(encoding="utf-8")


def _lede(outcome: Outcome) -> str:
    findings = [finding for one in outcome.disclosures for finding in shown(one)]
    found = f"有 {len(findings)} 条发现（{tally(findings)}）" if findings else "没有发现问题"
    left = f"；另有 {len(outcome.unusable)} 个文件没能用上" if outcome.unusable else ""
    return f"核对了 {len(outcome.disclosures)} 份公开，{found}{left}。"


def _left_out(outcome: Outcome) -> str:
    if not outcome.unusable:
        return ""
    rows = "\n".join(f"<tr><td>{escape(one.file)}</td><td>{escape(one.reason)}</td></tr>" for one in outcome.unusable)
    return (
        "<h2>没能用上的文件</h2>\n<p>下列文件没有核对，也不算通过。</p>\n"
        '<table>\n<thead><tr><th scope="col">文件</th><th scope="col">原因</th></tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody>\n</table>"
    )


def _overview(outcome: Outcome) -> str:
    """One line for each disclosure, and what the levels mean."""
    if not outcome.disclosures:
        return ""
    heads = "".join(f'<th scope="col" class="number">{name}</th>' for name in COUNTED)
    rows = "\n".join(_overview_row(index, one) for index, one in enumerate(outcome.disclosures, start=1))
    levels = "".join(f"<dt>{name}</dt><dd>{meaning}</dd>" for name, meaning in LEVELS)
    return (
        f'<h2>一览</h2>\n<div class="wide">\n<table>\n<thead><tr><th scope="col">公开</th>{heads}'
        f'<th scope="col">发现</th></tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody>\n</table>\n</div>\n<dl>{levels}</dl>"
    )


def _overview_row(index: int, disclosure: Disclosure) -> str:
    numbers = "".join(f'<td class="number">{number:,}</td>' for number in counts(disclosure).values())
    found = tally(shown(disclosure)) or "无"
    return f'<tr><td><a href="#d{index}">{escape(heading(disclosure))}</a></td>{numbers}<td>{found}</td></tr>'


def _disclosure(index: int, disclosure: Disclosure) -> str:
    files = "、".join(document.name for document in disclosure.documents)
    parts = [f'<h2 id="d{index}">{escape(heading(disclosure))}</h2>\n<p class="meta">{escape(files)}</p>']
    findings = shown(disclosure)
    if findings:
        heads = "".join(f'<th scope="col">{name}</th>' for name in HEADS)
        several = len(disclosure.documents) > 1
        rows = "\n".join(_row(finding, several) for finding in findings)
        parts.append(f'<table class="findings">\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>')
    else:
        parts.append("<p>没有发现问题。</p>")
    return "\n".join([*parts, *_untested(disclosure)])


def _row(finding: Finding, several: bool) -> str:
    cells = (VERDICT_NAMES[finding.verdict], finding.check)
    place = escape(position(finding.place, several))
    return (
        f'<tr><td class="narrow {finding.level}">{LEVEL_NAMES[finding.level]}</td>'
        + "".join(f'<td class="narrow">{cell}</td>' for cell in cells)
        + f'<td class="{"" if several else "narrow"}">{place}</td>'
        + f"<td><p>{escape(finding.title)}</p><p>{escape(finding.message)}</p></td></tr>"
    )


def _untested(disclosure: Disclosure) -> Iterator[str]:
    """The checks that could not be made, by name: they do not count as passed."""
    names = dict.fromkeys(finding.check for finding in disclosure.findings if finding.verdict == "untestable")
    if names:
        listed = "；".join(f"{name} {rule(name, 'name')}" for name in names)
        yield f'<p class="meta">缺少数据、没有核对的关系：{escape(listed)}。</p>'

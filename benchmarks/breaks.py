"""What became of every break that was read against its page: the document's fault, ours, or undecided.

    python -m benchmarks.breaks [--to docs/checks.md]

The verdicts stand in ``tests/corpus/breaks``, one file for each place, and for the four texts in
``tests/corpus/key_findings.csv``. With ``--to`` the part of that page between the two marks is written anew.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

KEYS = Path(__file__).resolve().parent.parent / "tests" / "corpus"
FOLDER = KEYS / "breaks"
BEGIN, END = "<!-- breaks -->", "<!-- /breaks -->"
VERDICTS = ("document", "ours", "undecided")
GROUPS = (
    ("编码、科目和表注", ("T13", "T14", "T16", "T17")),
    ("表里的合计与明细", ("T",)),
    ("表与表", ("X",)),
    ("增减额与增减率", ("N04",)),
    ("文字与表、文字与文字", ("N",)),
    ("绩效目标和自评", ("P", "S")),
    ("年度之间", ("Y",)),
)
"""Headings of the documents' own errors, and the check ids (or first letters of them) that belong under each."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One break and what its page says about it: a line of a list."""

    place: str
    document: str
    check: str
    page: str
    actual: str
    expected: str
    verdict: str
    cause: str


def verdicts(folder: Path = FOLDER) -> tuple[Verdict, ...]:
    """All lines of the lists, by place. Raises KeyError for a list without the columns of ``Verdict``."""
    names = ("document", "check", "page", "actual", "expected", "verdict", "cause")
    found: list[Verdict] = []
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found += [Verdict(path.stem, *(row[name] for name in names)) for row in csv.DictReader(file)]
    return tuple(found)


def section(rows: Sequence[Verdict], key: Sequence[dict[str, str]]) -> str:
    """The part of the page that the lists decide, as Markdown."""
    return "\n".join((*_shares(rows), *_texts(key), *_ours(rows), *_undecided(rows), *_errors(rows)))


def texts() -> list[dict[str, str]]:
    """The list of the four texts, made by eye."""
    with (KEYS / "key_findings.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _shares(rows: Sequence[Verdict]) -> Iterator[str]:
    counts = Counter(row.verdict for row in rows)
    told = len(rows)
    parts = "，".join(
        f"{name} {counts[verdict]} 条（{counts[verdict] / max(1, told):.0%}）"
        for verdict, name in zip(VERDICTS, ("文件自己的", "程序的", "看不出的"), strict=True)
    )
    yield f"对不上的一共 {told} 条，每一条都看过原页：{parts}。"
    yield "程序的都已改正，不再报告；其余的仍在报告里。"
    yield from ("", "| 地方 | 文件自己的 | 程序的，已改正 | 看不出 |", "|---|--:|--:|--:|")
    for place in dict.fromkeys(row.place for row in rows):
        one = Counter(row.verdict for row in rows if row.place == place)
        yield f"| {place} | {one['document']} | {one['ours']} | {one['undecided']} |"
    yield f"| **合计** | {counts['document']} | {counts['ours']} | {counts['undecided']} |"


def origin(entry: dict[str, str]) -> str:
    """Whose fault an inconsistency of the four texts is: the document, the recognition before us, or undecided."""
    verdict, kind = entry["verdict"], entry["kind"]
    if kind == "legitimate" or verdict == "rounding":
        return "none"
    if kind == "reading" or verdict == "suspect_reading":
        return "recognition"
    return "undecided" if kind != "textual" and "suspect_reading" in verdict else "document"


def _texts(key: Sequence[dict[str, str]]) -> Iterator[str]:
    yield from ("", "四份文本公开没有页面可看，按人工逐行列出的不一致分：", "")
    yield from ("| 文本 | 文件自己的 | 识别留下的走样 | 看不出 |", "|---|--:|--:|--:|")
    names = ("document", "recognition", "undecided")
    for document in dict.fromkeys(entry["document"] for entry in key):
        one = Counter(origin(entry) for entry in key if entry["document"] == document)
        yield f"| {document} | {' | '.join(str(one[name]) for name in names)} |"
    every = Counter(origin(entry) for entry in key)
    yield f"| **合计** | {' | '.join(str(every[name]) for name in names)} |"


def _ours(rows: Sequence[Verdict]) -> Iterator[str]:
    yield from ("", "### 曾是程序的错，已改正", "")
    yield from _table([row for row in rows if row.verdict == "ours"], "错在哪里")


def _undecided(rows: Sequence[Verdict]) -> Iterator[str]:
    left = [row for row in rows if row.verdict == "undecided"]
    if left:
        yield from ("", "### 看不出是谁的错", "")
        yield from _table(left, "为什么")


def _errors(rows: Sequence[Verdict]) -> Iterator[str]:
    own = [row for row in rows if row.verdict == "document"]
    yield from ("", "### 文件自己的错误")
    for heading, _ in GROUPS:
        members = [row for row in own if group(row.check) == heading]
        if members:
            yield from ("", f"{heading}（{len(members)} 条）", "")
            yield from _table(members, "原件")


def group(check: str) -> str:
    """Heading under which the errors of a check stand."""
    return next(heading for heading, ids in GROUPS if check in ids or check[0] in ids)


def _table(rows: Sequence[Verdict], last: str) -> Iterator[str]:
    """Lines of one document and one cause together, with all their pages and figures."""
    groups: dict[tuple[str, str], list[Verdict]] = {}
    for row in rows:
        groups.setdefault((Path(row.document).stem, row.cause), []).append(row)
    yield from (f"| 文件 | 页 | 印作 → 算出 | {last} |", "|---|---|---|---|")
    for (document, cause), found in groups.items():
        pages = "、".join(sorted({row.page for row in found}, key=lambda page: int(page or 0))) or "—"
        figures = dict.fromkeys(f"{row.actual} → {row.expected or '—'}" for row in found if row.actual)
        yield f"| {document} | {pages} | {'；'.join(figures) or '—'} | {cause} |"


def renewed(page: str, text: str) -> str:
    """A page with the part between the two marks replaced. Raises ValueError where the marks are missing."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"no {BEGIN} … {END} in the page")
    return f"{before}{BEGIN}\n{text}\n{END}{after}"


def main() -> int:
    """Print the section, or write it into a page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path)
    arguments = parser.parse_args()
    text = section(verdicts(), texts())
    if arguments.to:
        arguments.to.write_text(renewed(arguments.to.read_text(encoding="utf-8"), text), encoding="utf-8")
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Clean texts that look like contradictions: amounts and words near them leave open what the figures are said of."""

from __future__ import annotations

from pathlib import Path

import pytest

from fiscal.checks import check
from fiscal.document import Source
from fiscal.read import read
from fiscal.records import Finding
from parsers import parse
from tests.cases.made_b import made
from tests.fiscal.test_headed import HABIT

TEXTS = [line.split("\t") for line in Path(__file__).with_name("nearby.tsv").read_text("utf-8").splitlines()]
HEADS = {
    "B": ("某市测试局2024年部门预算", "某市测试局2024年部门预算"),
    "D": ("某市测试局2024年度部门决算", "某市测试局2024年度部门决算"),
    "G": ("清川市2024年财政决算的报告", "清川市人民政府关于清川市2024年财政决算的报告"),
}


def broken(kind: str, sentence: str) -> list[Finding]:
    name, title = HEADS[kind]
    text = f"{title}\n\n一、收支情况说明\n\n{HABIT if kind == 'B' else ''}{sentence}\n".replace("\\n", "\n")
    found = check([read([parse(Source(f"{name}.txt", text.encode()))])])[0].findings
    return [one for one in found if one.verdict == "breaks"]


@pytest.mark.parametrize(("kind", "sentence"), [(kind, text) for truth, kind, text in TEXTS if truth == "clean"])
def test_what_may_be_of_another_scope_accuses_nobody(kind: str, sentence: str) -> None:
    assert broken(kind, sentence) == []


@pytest.mark.parametrize(("kind", "sentence"), [(kind, text) for truth, kind, text in TEXTS if truth == "wrong"])
def test_what_cannot_all_be_true_is_told(kind: str, sentence: str) -> None:
    assert broken(kind, sentence)


APART = [
    ["2024年度收入1000.00万元。", "2023年度支出900.00万元。", "比上年增加50.00万元，主要是人员增加。"],
    ["2023年度培训费支出12.00万元。", "2024年度培训费支出10.00万元。", "会议费减少3.00万元。"],
    ["基本支出500.00万元。", "其中：人员经费400.00万元。", "公用经费90.00万元。", "其他10.00万元。"],
    ["全市财政收入100.00亿元。", "其中市本级情况如下：", "税收收入30.00亿元，非税收入20.00亿元。"],
    [
        "“三公”经费支出28.00万元，比上年减少2.00万元。",
        "1.因公出国（境）费1.00万元，比上年减少1.00万元。",
        "2.公务接待费7.00万元，比上年减少2.00万元。",
        "3.公务用车购置及运行费20.00万元，比上年减少3.00万元。",
        "注：按同口径比较。",
    ],
]


@pytest.mark.parametrize("form", ["docx", "html", "txt", "ruled"])
@pytest.mark.parametrize("said", APART)
def test_what_several_paragraphs_say_is_not_taken_for_one_passage(form: str, said: list[str]) -> None:
    name, title = HEADS["D"]
    found = made(form, title, "一、收支情况说明", *said, name=name).findings
    assert [one for one in found if one.verdict == "breaks"] == []

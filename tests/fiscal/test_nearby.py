"""Clean texts that look like contradictions: amounts and words near them leave open what the figures are said of."""

from __future__ import annotations

from pathlib import Path

import pytest

from fiscal.checks import check
from fiscal.document import Source
from fiscal.read import read
from fiscal.records import Finding
from parsers import parse

TEXTS = [line.split("\t") for line in Path(__file__).with_name("nearby.tsv").read_text("utf-8").splitlines()]
HEADS = {
    "B": ("某市测试局2024年部门预算", "某市测试局2024年部门预算"),
    "D": ("某市测试局2024年度部门决算", "某市测试局2024年度部门决算"),
    "G": ("清川市2024年财政决算的报告", "清川市人民政府关于清川市2024年财政决算的报告"),
}


def broken(kind: str, sentence: str) -> list[Finding]:
    name, title = HEADS[kind]
    text = f"{title}\n\n一、收支情况说明\n\n{sentence}\n".replace("\\n", "\n")
    found = check([read([parse(Source(f"{name}.txt", text.encode()))])])[0].findings
    return [one for one in found if one.verdict == "breaks"]


@pytest.mark.parametrize(("kind", "sentence"), [(kind, text) for truth, kind, text in TEXTS if truth == "clean"])
def test_what_may_be_of_another_scope_accuses_nobody(kind: str, sentence: str) -> None:
    assert broken(kind, sentence) == []


@pytest.mark.parametrize(("kind", "sentence"), [(kind, text) for truth, kind, text in TEXTS if truth == "wrong"])
def test_what_cannot_all_be_true_is_told(kind: str, sentence: str) -> None:
    assert broken(kind, sentence)

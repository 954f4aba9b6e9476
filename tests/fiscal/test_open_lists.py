"""Numbers behind 其中 need not be all: fewer than the whole are no break, more are; all kinds must add up."""

from __future__ import annotations

import pytest

from fiscal.checks import check
from fiscal.document import Source
from fiscal.read import read
from fiscal.records import Finding
from parsers import parse

HEAD = "某市测试局2026年部门预算\n\n一、部门人员情况说明\n\n"


def doubts(sentence: str) -> list[Finding]:
    source = Source("某市测试局2026年部门预算.txt", (HEAD + sentence + "\n").encode())
    found = check([read([parse(source)])])[0].findings
    return [one for one in found if one.check in ("N06", "N07", "N12") and one.verdict in ("breaks", "suspect_reading")]


@pytest.mark.parametrize(
    "sentence",
    [
        "实有人员292人，其中行政179人，事业107人。",
        "人员编制310人，其中行政编制191人，事业编制119人；实有人员292人，其中行政179人，事业107人。",
        "截至上年底，本部门在职人员45人，其中：行政人员20人，事业人员22人。",
        "本部门共有车辆20辆，其中一般公务用车12辆，执法执勤用车7辆。",
        "本部门共安排项目11个，其中运转类项目6个，特定目标类项目4个。",
        "编制60人，其中：行政编制30名，事业编制26名。",
        "实有300人（其中行政200人、事业92人）。",
    ],
)
def test_some_of_a_number_need_not_be_all_of_it(sentence: str) -> None:
    assert doubts(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "实有人员292人，其中行政189人，事业107人。",
        "单位管理的离退休人员78人，其中离休3人，退休72人。",
        "离退休干部78人，其中：离休3人，退休72人。",
        "在职人员45人：行政人员20人，事业人员22人。",
    ],
)
def test_more_than_a_number_and_all_kinds_of_it_are_told(sentence: str) -> None:
    assert doubts(sentence)

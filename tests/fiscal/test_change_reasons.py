"""What a text gives as the reason of a change."""

from __future__ import annotations

import pytest

from fiscal.document import Document, Paragraph, Place
from fiscal.statements import statements
from fiscal.statements.reasons import LONGEST


def reasons(text: str) -> dict[str, str]:
    """Reasons of a paragraph by the figure that each stands behind."""
    document = Document("a.txt", "text/plain", "0" * 64, len(text), (Paragraph(text, Place("a.txt", "", line=1)),))
    return {f"{one.value}{one.unit}": one.reason for one in statements((document,)) if one.reason}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "支出总计80万元，比上年减少3.10万元，下降12%，主要原因是：一名同志调离，人员经费减少。",
            {"3.10万元": "一名同志调离，人员经费减少", "12%": "一名同志调离，人员经费减少"},
        ),
        (
            "公务接待费2万元，较上年增加0.5万元，增加的主要原因是来访批次增多；会议费3万元。",
            {"0.5万元": "来访批次增多"},
        ),
        ("培训费4万元，比2022年增加1万元。原因是新进人员较多。", {"1万元": "新进人员较多"}),
        (
            "培训费4万元，比上年增加1万元（增长33.3%），主要是新进人员较多。",
            {"1万元": "新进人员较多", "33.3%": "新进人员较多"},
        ),
        ("会议费5万元，同比减少1万元，主要由于线上会议增多，", {"1万元": "线上会议增多"}),
        (
            "支出总计80万元，比上年增加9万元，主要原因：一是调整工资；二是新增项目。其中基本支出50万元。",
            {"9万元": "一是调整工资；二是新增项目"},
        ),
        ("项目支出30万元，较上年增加６万元，因为新增了巡查任务。", {"6万元": "新增了巡查任务"}),
    ],
)
def test_the_words_right_behind_a_change_are_its_reason(text: str, found: dict[str, str]) -> None:
    assert reasons(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "支出总计80万元，比上年减少3.10万元，下降12%。决算数与预算数持平的主要原因是严格执行预算。",
        "支出总计80万元，比上年减少3.10万元，其中办公费减少1万元。",
        "支出总计80万元，主要是办公费和水电费。",
        "支出总计80万元，比上年增加3万元，主要用于购置设备。",
        "支出总计80万元，比上年增加3万元，项目支出20万元，主要原因是新增项目。",
        "支出总计80万元，比上年增加3万元。",
        "公务接待费5万元，较年初预算增加0.00万元，主要是接待上级来访。",
        "支出总计80万元，比上年增加3万元，主要原因是。",
        "支出总计80万元，比上年增加3万元，主要原因是" + "一" * (LONGEST + 5) + "。",
    ],
)
def test_words_that_may_explain_something_else_are_no_reason(text: str) -> None:
    assert reasons(text) == {}


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (
            "支出预算80万元，较年初预算减少3万元，下降3.6%。",
            "预算收支减少主要原因说明：落实过紧日子要求。",
            {"3万元": "落实过紧日子要求", "3.6%": "落实过紧日子要求"},
        ),
        (
            "支出预算80万元，较上年增加3万元。",
            "变动原因：一是新增项目；二是调整工资。",
            {"3万元": "一是新增项目；二是调整工资"},
        ),
        ("支出预算80万元，较上年增加3万元。", "预算减少主要原因说明：落实过紧日子要求。", {}),
        ("支出预算80万元，较上年增加3万元。", "预算收支增加主要原因说明：", {}),
        ("支出预算80万元。", "变动原因：落实过紧日子要求。", {}),
        (
            "支出预算80万元，较上年增加3万元，主要原因是新增项目。",
            "变动原因：落实过紧日子要求。",
            {"3万元": "新增项目"},
        ),
        ("支出预算80万元，较上年增加3万元。", "公务接待费2万元。变动原因：落实过紧日子要求。", {}),
        (
            "收入预算80万元，较上年增加3万元。支出预算90万元，较上年增加4万元。",
            "预算收支增加主要原因说明：新增项目。",
            {"3万元": "新增项目", "4万元": "新增项目"},
        ),
        (
            "接待费8万元，较上年减少3万元。会议费9万元，较上年减少4万元，下降30.8%。",
            "减少原因：次数减少。",
            {"4万元": "次数减少", "30.8%": "次数减少"},
        ),
    ],
)
def test_a_paragraph_of_reasons_explains_the_changes_of_the_one_before(
    first: str, second: str, found: dict[str, str]
) -> None:
    assert reasons(f"{first}\n{second}") == found


def test_a_long_reason_ends_at_a_pause() -> None:
    (told,) = set(reasons("支出总计80万元，比上年增加3万元，主要原因是" + "新增一项任务，" * 30 + "完。").values())
    assert told.endswith("新增一项任务……") and len(told) <= LONGEST + 2


LISTS = [
    ("1.新任务41万元；\n2.人才61万元；\n3.转移5万元。\n会议", "1.新任务41万元；2.人才61万元；3.转移5万元"),
    ("（1）调整工资；\n（2）新增项目。\n公务接待费2万元。", "（1）调整工资；（2）新增项目"),
    ("一是调整工资，\n二是新增项目", "一是调整工资，二是新增项目"),
    ("①调整工资；②新增项目；", "①调整工资；②新增项目"),
    ("1.调整工资。\n2.新增项目。", "1.调整工资……"),
    ("1.调整工资。2.新增项目。", "1.调整工资……"),
    ("1.调整工资。\n公务用车情况。", "1.调整工资"),
    ("1.调整工资，", "1.调整工资……"),
]  # fmt: skip


@pytest.mark.parametrize(("listed", "told"), LISTS)
@pytest.mark.parametrize("before", ["，主要原因是：", "。\n预算收支增加主要原因说明：", "，主要原因：\n"])
def test_a_list_of_reasons_is_told_to_its_end(before: str, listed: str, told: str) -> None:
    found = reasons(f"支出预算80万元，较上年增加3万元{before}{listed}")
    assert found["3万元"] == told


def test_the_head_of_a_list_in_a_list_is_no_reason() -> None:
    for listed in ("（一）主要增加因素：\n1.调整工资。", "主要增加因素：\n1.调整工资。"):
        assert reasons(f"支出预算80万元，较上年增加3万元。\n预算收支增加主要原因说明：{listed}") == {}


def test_of_a_list_that_is_too_long_nothing_is_told() -> None:
    listed = "".join(f"{number}.新增一项很长很长很长很长很长很长很长很长很长很长的任务；" for number in range(1, 10))
    assert reasons(f"支出预算80万元，较上年增加3万元，主要原因是：{listed}完。") == {}


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        ("；同时压减一般性支出。会议费2万元。", "新增项目……"),
        ("；项目支出20万元，比上年减少1万元。", "新增项目"),
        ("；", "新增项目"),
        ("。同时压减一般性支出。", "新增项目"),
    ],
)
def test_a_reason_that_goes_on_behind_a_semicolon_is_marked(rest: str, told: str) -> None:
    assert reasons(f"支出预算80万元，比上年增加3万元，主要原因是新增项目{rest}")["3万元"] == told

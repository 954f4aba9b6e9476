"""Figures of prose that are moved, summed in reasons, told of a whole behind its parts, or cut off with their page."""

from __future__ import annotations

import pytest

from fiscal.checks import check
from fiscal.document import Document, Paragraph, Place
from fiscal.read import read


def page(*lines: str) -> Document:
    blocks = tuple(Paragraph(line, Place("1.txt", "", number)) for number, line in enumerate(lines, start=1))
    return Document("1.txt", "text/plain", "", 0, blocks)


def told(*lines: str) -> list[tuple[str, str, str, int | None]]:
    """Subject, value, unit and year of each figure."""
    found = read([page(*lines)]).statements
    return [(one.subject, str(one.value), one.unit, one.year) for one in found]


def accused(*lines: str) -> list[tuple[str, str]]:
    """Checks and verdicts of what is said of a page, without what is only untestable or told of the reading."""
    (found,) = check([read([page(*lines)])])
    return [(one.check, one.verdict) for one in found.findings if one.check != "read" and one.verdict != "untestable"]


ADJUSTED = "一般公共预算收入由210,000万元调整为230,000万元,调增20,000万元,增长14.2%。"


def test_a_plan_that_is_moved_has_two_levels() -> None:
    assert told(ADJUSTED) == [
        ("一般公共预算收入 / 调整前", "210000", "万元", None),
        ("一般公共预算收入 / 调整后", "230000", "万元", None),
        ("一般公共预算收入 / 调增", "20000", "万元", None),
        ("一般公共预算收入 / 增长", "14.2", "%", None),
    ]
    assert told("上级补助收入由年初的6479万元调减为5428万元，调减1051万元。")[:2] == [
        ("上级补助收入 / 年初", "6479", "万元", None),
        ("上级补助收入 / 调整后", "5428", "万元", None),
    ]


def test_how_much_a_plan_is_moved_is_no_growth_since_last_year() -> None:
    assert accused("石门县2022年预算调整方案的报告", ADJUSTED) == []


def test_what_comes_from_somewhere_is_not_moved() -> None:
    assert not any("调整" in one[0] for one in told("项目资金由县财政安排20万元，由乡镇自筹5万元。"))


CASES = [
    # what was reached of a plan is no plan
    (
        ("2022年全县财政收入预算31.06亿元，实际完成31.87亿元，为年预算的102.6%，同比增长4.9%。",),
        [
            ("全县财政收入预算", "31.06", "亿元", 2022),
            ("全县财政收入预算 / 实际完成", "31.87", "亿元", 2022),
            ("实际完成 / 完成年预算", "102.6", "%", 2022),
            ("实际完成 / 同比增长", "4.9", "%", 2022),
        ],
    ),
    # spending that grew behind its parts is the whole
    (
        (
            "支出预算:2023年年初预算数300.00万元,其中:教育支出280.00万元,住房保障支出20.00万元;支出较去年增加50.00万元。",
        ),
        [
            ("支出预算 / 年初预算数", "300.00", "万元", 2023),
            ("年初预算数 / 教育支出", "280.00", "万元", 2023),
            ("年初预算数 / 住房保障支出", "20.00", "万元", 2023),
            ("年初预算数 / 较去年增加", "50.00", "万元", 2023),
        ],
    ),
    # what the reasons come to is no second change
    (
        ("2023年基本支出180.60万元,比2022年增加39.45万元,主要原因是补发奖金等,共计增加33.10万元。",),
        [
            ("基本支出", "180.60", "万元", 2023),
            ("基本支出 / 比2022年增加", "39.45", "万元", 2023),
            ("增加", "33.10", "万元", 2023),
        ],
    ),
    # the year of a reason, or of a foundation, is nobody else's
    (
        (
            "2021年度支出合计100.00万元,较上年减少8.00万元,主要原因是减少了2019年及以前年度经费。其中:基本支出60.00万元。",
        ),
        [
            ("支出合计", "100.00", "万元", 2021),
            ("支出合计 / 较上年减少", "8.00", "万元", 2021),
            ("支出合计 / 基本支出", "60.00", "万元", 2021),
        ],
    ),
    (("我局成立于1961年，设12个内设机构。",), [("设内设机构", "12", "个", None)]),
    # a paragraph of the document's own year under the heading of another
    (
        (
            "石门县审计局2023年“三公”经费预算",
            "二、2022年“三公”经费决算情况",
            "2023年度“三公”经费预算较2022年度增加1.50万元。公务用车运行费较上年同期增加2.20万元，增长20.00%。",
        ),
        [
            ("“三公”经费预算 / 较2022年度增加", "1.50", "万元", 2023),
            ("公务用车运行费 / 较上年同期增加", "2.20", "万元", None),
            ("公务用车运行费 / 较上年同期增长", "20.00", "%", None),
        ],
    ),
    # what was spent already is of what it was given for
    (
        ("一是教师专项补助经费合计75万元，已于本年度支出75万元。",),
        [("教师专项补助经费合计", "75", "万元", None), ("教师专项补助经费合计 / 支出", "75", "万元", None)],
    ),
]


@pytest.mark.parametrize(("lines", "found"), CASES)
def test_what_figures_are_said_of(lines: tuple[str, ...], found: list[tuple[str, str, str, int | None]]) -> None:
    assert told(*lines) == found


LISTED = (
    "石门县审计局2023年部门预算",
    "2023年支出预算300.00万元，其中：教育支出280.00万元，住房保障支出15.00万元",
)


def test_a_list_that_is_cut_off_with_its_page_is_not_added_up() -> None:
    assert [name for name, _ in accused(*LISTED[:1], LISTED[1] + "。")] == ["N03"]
    assert accused(*LISTED) == []
    assert accused(*LISTED[:1], LISTED[1] + ",卫生健康支出") == []


def test_a_line_of_the_page_behind_a_list_cuts_nothing_off() -> None:
    assert [name for name, _ in accused(*LISTED[:1], LISTED[1] + "。", "分享到:")] == ["N03"]


def test_a_change_near_where_a_page_is_cut_off_may_have_a_reason() -> None:
    lines = ("石门县审计局2023年部门预算", "2023年支出预算300.00万元，比2022年增加5.00万元，其中：因公")
    assert accused(*lines) == []
    assert accused(*lines[:1], lines[1].removesuffix("，其中：因公") + "。") == [("N11", "note")]


MORE = [
    # what is added to a part is no part, and their sum is none either
    (
        ("全县总收入900万元，其中税收收入600万元；加上级补助收入400万元，上年结余50万元，收入合计1350万元。",),
        ["全县总收入", "全县总收入 / 税收收入", "上级补助收入", "上年结余", "收入合计"],
    ),
    (
        ("政府性基金支出831万元，调出资金18万元，债务还本支出3万元，支出合计852万元。",),
        ["政府性基金支出", "调出资金", "债务还本支出", "支出合计"],
    ),
    # brackets between an amount and its rate are no comparison
    (
        ("支出613万元（含上级补助和上年项目结转等支出，下同），下降11.8%，完成调整后预算的97.3%。",),
        ["支出", "支出 / 下降", "支出 / 完成调整后预算"],
    ),
    # what a change comes to, and what it is measured by
    (
        ("结转下年资金减少13万元，为115万元。",),
        ["结转下年资金 / 减少", "结转下年资金"],
    ),
    (("接待费支出2.05万元，较上年2.08减少0.03万元。",), ["接待费支出", "接待费支出 / 较上年减少"]),
    # a comparison behind a list that its parts use up is one of the whole
    (
        ("“三公”经费预算为328万元。其中，因公出国费50万元，公务接待费278万元。同口径比2018年减少83万元。",),
        [
            "“三公”经费预算",
            "“三公”经费预算 / 因公出国费",
            "“三公”经费预算 / 公务接待费",
            "“三公”经费预算 / 比2018年减少",
        ],
    ),
    (
        ("全区收入4.98亿元，加上级补助收入92.69亿元，总收入为97.67亿元，减上解支出5.30亿元。",),
        ["全区收入", "上级补助收入", "总收入", "上解支出"],
    ),
    (
        ("全市收入505.4亿元。其中，税收收入420.6亿元，可比下降8.4%。",),
        ["全市收入", "全市收入 / 税收收入", "税收收入 / 下降"],
    ),
    # a comma that somebody put before the unit
    (
        ("基金收入18,400万元。基金支出7,073,万元，为预算的100%，上解支出较执行数相比增加16万元。",),
        ["基金收入", "基金支出", "基金支出 / 完成预算", "上解支出 / 较执行数相比增加"],
    ),
    (("二、全市债务余额为8564万元，加补助下级支出46万元。",), ["全市债务余额", "补助下级支出"]),
    # what is only named behind 包括 ends at the semicolon
    (
        ("经费支出合计24.75万元。其中：运行维护费支出8.20万元，主要包括燃料费、保养费；接待费支出16.55万元。",),
        ["经费支出合计", "经费支出合计 / 运行维护费支出", "经费支出合计 / 接待费支出"],
    ),
    # a heading and a sentence on one line
    (
        ("二、收入预算总表的说明     本单位2021年收入预算116.50万元，其中：事业收入80.00万元。",),
        ["收入预算", "收入预算 / 事业收入"],
    ),
]

FLAT = (
    "主任、各位委员： 我受区人民政府委托，报告2021年决算情况。 一、2021年财政决算主要情况 "
    "(一)2021年一般公共预算收支决算情况 1.全区一般公共预算收支决算情况 "
    "全区一般公共预算收入331.1亿元，增长11%。 2.区本级一般公共预算收支决算情况 "
    "区本级一般公共预算财力249.2亿元。全区一般公共预算收支平衡，财政改革发展各项工作扎实推进，决算情况总体较好，"
    "圆满完成年初确定的各项目标任务，为经济社会高质量发展提供了有力保障，各项改革举措落地见效。"
)


def test_a_text_on_one_line_has_its_headings() -> None:
    assert [one[0] for one in told(FLAT)] == [
        "全区一般公共预算收入",
        "全区一般公共预算收入 / 增长",
        "区本级一般公共预算财力",
    ]


@pytest.mark.parametrize(("lines", "found"), MORE)
def test_what_figures_are_named(lines: tuple[str, ...], found: list[str]) -> None:
    assert [one[0] for one in told(*lines)] == found


def test_what_something_is_affected_by_is_a_reason() -> None:
    lines = ("石门县审计局2023年部门预算", "受机构改革影响，2023年支出预算300.00万元，比2022年增加5.00万元。")
    assert accused(*lines) == []


def test_words_that_meet_are_not_doubled() -> None:
    assert accused("东山县水利局2022年部门决算", "河道清淤改造工程工程款、质保金按合同支付。") == []
    assert accused("东山县水利局2022年部门决算", "全县政府性债务债务率按规定计算。") == []
    assert accused("东山县水利局2022年部门决算", "项目名称办公楼运行项目类别本级支出项目项目性质持续性。") == []


def test_a_difference_beside_a_list_is_no_part() -> None:
    sentence = "2022年“三公”经费支出20.00万元。其中：出国支出0万元，年初预算为0万元，差值为0万元；"
    more = "接待费支出20.00万元，年初预算为19.00万元，差值为1.00万元。"
    assert accused("东山县水利局2022年部门决算", sentence + more) == []


def test_a_note_behind_the_base_of_a_change_leaves_its_subject() -> None:
    found = told("全县一般公共预算支出12.50亿元，同比（下同）增长1.5%。")
    assert [one[0] for one in found] == ["全县一般公共预算支出", "全县一般公共预算支出 / 同比(下同)增长"]

"""Figures of prose: every one once, with what it is said of, its year and its place, and how they hang together."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiscal.document import Cell, Document, Grid, Paragraph, Place, Source
from fiscal.records import Statement
from fiscal.statements import statements
from fiscal.statements.relations import groups, relations
from fiscal.statements.unsaid import unsaid
from parsers import parse


def said(*lines: str, form: tuple[tuple[str, ...], ...] = ()) -> tuple[Statement, ...]:
    """Statements of lines of text, and of a form below them."""
    blocks: list[Paragraph | Grid] = [Paragraph(line, Place("a.txt", "", n)) for n, line in enumerate(lines, 1)]
    if form:
        cells = [
            Cell(r, c, text, Place("a.txt", "", 100 + r))
            for r, row in enumerate(form)
            for c, text in enumerate(row)
            if text
        ]
        blocks.append(Grid(tuple(cells), len(form), 6, Place("a.txt", "", 100), "tabbed"))
    return statements([Document("a.txt", "text/plain", "", 0, tuple(blocks))], "d")


def brief(*lines: str) -> list[str]:
    return [f"{one.subject} = {one.value}{one.unit}" for one in said(*lines)]


SENTENCES = [
    (
        "2020年部门支出预算2549.18万元，其中：基本支出659.4万元，占25.86%；项目支出1889.78万元，占74.14%。",
        [
            "部门支出预算 = 2549.18万元",
            "部门支出预算 / 基本支出 = 659.4万元",
            "基本支出 / 占比 = 25.86%",
            "部门支出预算 / 项目支出 = 1889.78万元",
            "项目支出 / 占比 = 74.14%",
        ],
    ),
    (
        "机关运行经费30.13万元，比2022年预算增加13.46万元，增长80.74%。",
        [
            "机关运行经费 = 30.13万元",
            "机关运行经费 / 比2022年预算增加 = 13.46万元",
            "机关运行经费 / 比2022年预算增长 = 80.74%",
        ],
    ),
    ("公务接待费较2022年预算下降50%。", ["公务接待费 / 较2022年预算下降 = 50%"]),
    (
        "纳入政府采购预算支出合计64万元。包括：货物类64万元，工程类0万元，服务类0万元。",
        [
            "纳入政府采购预算支出合计 = 64万元",
            "纳入政府采购预算支出合计 / 货物类 = 64万元",
            "纳入政府采购预算支出合计 / 工程类 = 0万元",
            "纳入政府采购预算支出合计 / 服务类 = 0万元",
        ],
    ),
    (
        "收入包括：一般公共预算拨款收入461.49万元；支出包括：卫生健康支出17.8万元、住房保障支出34.7万元。",
        [
            "收入 / 一般公共预算拨款收入 = 461.49万元",
            "支出 / 卫生健康支出 = 17.8万元",
            "支出 / 住房保障支出 = 34.7万元",
        ],
    ),
    (
        "核定事业编制6名(其中参公事业编制2名)。目前实有行政编制人员7人，聘用人员6人。",
        [
            "事业编制 = 6名",
            "事业编制 / 参公事业编制 = 2名",
            "实有行政编制人员 = 7人",
            "聘用人员 = 6人",
        ],
    ),
    (
        "为11名离休干部、24名1-6级伤残军人、2名劳模和1001名机关干部子女提供服务。",
        ["离休干部 = 11名", "1-6级伤残军人 = 24名", "劳模 = 2名", "机关干部子女 = 1001名"],
    ),
    (
        "财政拨款收、支总预算64.5万元。与上年相比，财政拨款收、支总计各减少3.8万元，减少5.6%。",
        [
            "财政拨款收、支总预算 = 64.5万元",
            "财政拨款收、支总计 / 与上年相比减少 = 3.8万元",
            "财政拨款收、支总计 / 与上年相比减少 = 5.6%",
        ],
    ),
    (
        "1. “教育支出（类）普通教育（款）小学教育（项）”科目43.83万元，主要用于小学。",
        ["教育支出(类)普通教育(款)小学教育(项) = 43.83万元"],
    ),
    ("公费医疗，全年预算支出500万元。", ["公费医疗 / 全年预算支出 = 500万元"]),
    (
        "完成预算的98.5%，其中：“三公”经费支出1.2万元，完成年初预算的40%。",
        ["完成预算 = 98.5%", "“三公”经费支出 = 1.2万元", "“三公”经费支出 / 完成年初预算 = 40%"],
    ),
    (
        "全年救助408人.次，服务2000余人次，为38万参保人提供待遇。",
        ["全年救助 = 408人次", "服务 = 2000人次", "参保人 = 38万人"],
    ),
    (
        "2. 社会保障和就业（类）行政事业单位医疗（款）行政单位医疗（项）2023年预算数为12.46万元。",
        ["社会保障和就业(类)行政事业单位医疗(款)行政单位医疗(项) = 12.46万元"],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_sentences(sentence: str, expected: list[str]) -> None:
    assert brief(sentence) == expected


@pytest.mark.parametrize(
    "line",
    [
        "根据《预算法》第14条、财预〔2016〕143号文件",
        "截至2019年12月31日，办公地点在11楼",
        "咨询电话：027-12345678",
        "（一）公务接待费较2022年预算下降50%······9",
        "一、总体绩效目标..... 4",
        "- 12 -",
        "实现三个“全覆盖”，推进“十四五”规划",
        "《关于下达2000万元补助的通知》已经印发",
        "每周5个工作日开放",
    ],
)
def test_what_is_no_statement(line: str) -> None:
    assert brief(line) == []


def test_a_list_below_its_head_keeps_the_head() -> None:
    lines = [
        "(一)基本支出659.4万元。其中：",
        "1.人员经费578.15万元，包括：",
        "(1)工资福利支出578.15万元。",
        "2.公用经费81.25万元。",
    ]
    assert brief(*lines, "(二)项目支出1889.78万元。") == [
        "基本支出 = 659.4万元",
        "基本支出 / 人员经费 = 578.15万元",
        "人员经费 / 工资福利支出 = 578.15万元",
        "基本支出 / 公用经费 = 81.25万元",
        "项目支出 = 1889.78万元",
    ]


def test_a_list_ends_where_its_parts_have_reached_the_head() -> None:
    assert brief("人员编制75人，其中行政50人、事业25人；实有人员69人，其中行政48人、事业21人。") == [
        "人员编制 = 75人",
        "人员编制 / 行政 = 50人",
        "人员编制 / 事业 = 25人",
        "实有人员 = 69人",
        "实有人员 / 行政 = 48人",
        "实有人员 / 事业 = 21人",
    ]


def test_a_line_that_a_page_broke_is_whole_again() -> None:
    first, second = said("收入包括：事业收入1万元，经营收入2万元，上级补助收", "入0万元，其他收入3万元。")[2:]
    assert (first.subject, first.place.line) == ("收入 / 上级补助收入", 2)
    assert second.subject == "收入 / 其他收入"


def test_years_are_those_the_sentence_names() -> None:
    stated = said("2023年收入预算461.49万元，比2022年增加189.48万元。本年项目支出50.6万元。")
    assert [one.year for one in stated] == [2023, 2023, None]
    stated = said("2023年一般公共预算当年拨款9万元，其中：当年预算8万元。")
    assert [one.year for one in stated] == [2023, 2023]
    stated = said("2019年预算安排12万元，结合本年工作要求安排15万元。")
    assert [one.year for one in stated] == [2019, None]
    stated = said("2021年支出8万元，其中：甲5万元，原因是2020年没有这项预算；乙3万元。")
    assert [one.year for one in stated] == [2021, 2021, 2021]
    stated = said("2017年支出预算与2016年相比（2016年支出预算为80万元），增加20万元。")
    assert [one.year for one in stated] == [2016, 2017]


def test_a_form_gives_its_project_to_what_its_cells_say() -> None:
    form = (
        ("项目名称", "公费医疗经费"),
        ("项目前两年预算及当年预算变动情况", "2018年预算安排1200万元，2019年预算安排1250万元。"),
        ("一级指标", "二级指标", "指标内容", "指标值"),
        ("产出指标", "数量指标", "病历检查", "预计全年检查病历2万份"),
    )
    stated = said(form=form)
    assert [(one.subject, one.value, one.year) for one in stated] == [
        ("公费医疗经费 / 预算安排", Decimal(1200), 2018),
        ("公费医疗经费 / 预算安排", Decimal(1250), 2019),
    ]


def test_a_plan_beside_the_name_of_its_task() -> None:
    form = (
        ("", "任务名称", "", "主要内容"),
        ("", "外伤调查", "计划用3.3万元规范外伤医疗费审核，加强管理。"),
        ("", "稽核业务", "稽核业务正常开展"),
    )
    assert [(one.subject, one.value) for one in said(form=form)] == [("外伤调查 / 用", Decimal("3.3"))]


def test_indicators_of_a_form_are_no_prose() -> None:
    form = (
        ("项目名称", "预算数", "年度目标", "一级指标", "三级指标", "指标值"),
        ("病案检查", "5.00", "预计使用5万元检查病案，规范行为", "产出指标", "预计使用5万元检查病历2万份", "2万份"),
    )
    assert [(one.subject, one.value) for one in said(form=form)] == [("病案检查 / 使用", Decimal(5))]


def test_quotes_are_short_and_printed_as_they_stand() -> None:
    long = "统筹推进" * 30
    for one in said(f"{long}公务接待费（含外宾）1.50万元，比上年减少0.5万元。"):
        assert len(one.quote) <= 60
        assert str(one.value) in one.quote
    assert "（含外宾）" in said("公务接待费（含外宾）1.50万元。")[0].quote


def test_ids_count_from_one() -> None:
    assert [one.statement_id for one in said("编制31人，实有15人。")] == ["d-s1", "d-s2"]


def test_parts_add_to_their_head() -> None:
    stated = said(
        "2023年支出预算100万元，其中：基本支出60万元，占60%；项目支出40万元，占40%；经营支出0万元。",
        "比上年减少25万元，下降20%。",
    )
    found = relations(stated)
    assert [relation.role for relation in found] == [
        "total",
        "part",
        "share",
        "part",
        "share",
        "part",
        "change",
        "growth",
    ]
    (group,) = groups(found)
    assert group.head.value == sum(part.value for part in group.parts)
    shares = [relation for relation in found if relation.role == "share"]
    assert [(share.of and share.of.value, share.whole and share.whole.value) for share in shares] == [
        (Decimal(60), Decimal(100)),
        (Decimal(40), Decimal(100)),
    ]
    assert found[-1].falling and found[-2].falling
    assert found[-2].base == "比上年"


def test_reasons_are_no_parts() -> None:
    found = relations(
        said("支出预算100万元，其中：基本支出100万元，比上年增加8万元，主要原因是公用经费增加3万元，社保增加5万元。")
    )
    assert groups(found) == ()


@given(st.decimals(min_value=0, max_value=10**7, places=2), st.sampled_from(["万元", "元", "%", "人", "辆"]))
def test_a_figure_in_a_sentence_is_read_once(value: Decimal, unit: str) -> None:
    (one,) = said(f"本单位机要经费共计{value:,}{unit}。")
    assert (one.value, one.unit, one.decimals) == (value, unit, 2)


MONEY = re.compile(r"\d[\d,]*(?:\s?\.\s?\d+)?\s*[万亿]?\s*元|\d+(?:\.\d+)?\s*[%％]")


@pytest.mark.parametrize("number", ["001", "002", "003", "004"])
def test_every_amount_and_percentage_of_the_prose_is_stated_once(disclosures: Path, number: str) -> None:
    (file,) = (disclosures / "text").glob(f"{number}_*")
    read = parse(Source(file.name, file.read_bytes()))
    text = "".join("".join(block.text.split()) + "\n" for block in read.blocks if isinstance(block, Paragraph))
    text = re.sub(r"《[^》]*》|.*[·.…]{2,}.*|单[位价]价?值?\d+万元以上", "", text)  # a limit is no amount
    printed = sorted(Decimal(re.sub(r"[^\d.]", "", match.group())) for match in MONEY.finditer(text))
    lines = {block.place.line for block in read.blocks if isinstance(block, Paragraph)}
    stated = statements([read], "d")
    prose = [one for one in stated if one.place.line in lines and one.category in ("amount", "percent")]
    assert sorted(one.value for one in prose) == printed
    assert all(one.subject for one in stated)


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        (
            "2025年度项目总预算1170.00万，其中支持企业规模化870.00万，支持稳增长300.00万，合计1170.00万。",
            [
                "项目总预算 = 1170.00万元",
                "项目总预算 / 支持企业规模化 = 870.00万元",
                "项目总预算 / 支持稳增长 = 300.00万元",
                "项目总预算 = 1170.00万元",
            ],
        ),
        (
            "项目总预算2921万，其中支持外贸1921万，支持商贸1000万。",
            ["项目总预算 = 2921万元", "项目总预算 / 支持外贸 = 1921万元", "项目总预算 / 支持商贸 = 1000万元"],
        ),
        (
            "公务接待费10万元，公务用车运行费20万元，合计30万元。",
            ["公务接待费 = 10万元", "公务用车运行费 = 20万元", "合计 = 30万元"],
        ),
    ],
)
def test_amounts_in_wan_alone_and_sums_of_a_list_are_of_what_the_list_is_of(sentence: str, wanted: list[str]) -> None:
    assert brief(sentence) == wanted


@pytest.mark.parametrize("sentence", ["资金管理规范，服务旅客870万，接待游客30万", "全年预算执行良好，播放量2.5万次"])
def test_what_is_counted_in_wan_is_no_money_though_money_is_spoken_of(sentence: str) -> None:
    assert not [one for one in said(sentence) if one.category == "amount"]


def unread(line: str) -> list[str]:
    place = Place("a.txt", "", 1)
    return [one.raw for one in unsaid([Document("a.txt", "text/plain", "", 0, (Paragraph(line, place),))])]


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("专项业务费减少37.45万元（生产力中心减少11.95，大市场减少25.50）。", ["11.95", "25.50"]),
        ("评价得分92.25分，等级为良。", []),
        ("实施周期2025.1.1-2025.12.31。", []),
        ("2.1总体情况", []),
        ("详见www.example.gov.cn/a1.25/x。", []),
        ("本年支出1,234.50万元，增长5.5%。", []),
    ],
)
def test_decimals_of_sentences_that_are_no_statement_are_told_as_unread(line: str, left: list[str]) -> None:
    assert [one for one in unread(line) if one != "92.25"] == left


def test_a_change_is_no_head_of_the_list_below_it() -> None:
    found = brief(
        "财政拨款预算支出28000万元。与上年相比，项目支出安排减少200万元、单位预留机动经费增加3075.14万元。其中：",
        "1.法院（款）行政运行（项）支出14857.61万元，与上年相比增加3070.69万元。",
    )
    assert found[3] == "财政拨款预算支出 / 法院(款)行政运行(项)支出 = 14857.61万元"

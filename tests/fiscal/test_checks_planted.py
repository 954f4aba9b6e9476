"""What an auditor notices in a department's budget, planted in invented ones of several places, forms and formats.

Each kind is planted in several wordings; the same documents without a plant say nothing in any format.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from fiscal.checks import check
from fiscal.document import Source
from fiscal.read import read
from parsers import parse
from tests.fiscal.offices import EVERY, FARMS, FORESTS, SCHOOLS
from tests.fiscal.planted import PARTS, Office, opened, told

EPIDEMIC, LESSONS, FIELDS = (one.name for one in FARMS.projects)
TEACHERS, NURSERIES, GRANTS = (one.name for one in SCHOOLS.projects)
PLANTING, FIRES, RANGERS = (one.name for one in FORESTS.projects)
SUMMARY, SPENDING, RUNNING, BUYING, CARS, GOALS = (
    "收支预算情况",
    "支出预算情况",
    "机关运行经费情况",
    "政府采购情况",
    "国有资产占用情况",
    "预算绩效情况",
)


def says(office: Office, section: str, old: str, new: str) -> Office:
    """The office with other words in one section."""
    text = office.sections()[section]
    assert old in text
    return replace(office, said={**office.said, section: text.replace(old, new)})


def lines(office: Office, code: str, *printed: str) -> Office:
    """The office with a line of spending printed under another code and name."""
    assert any(line.startswith(code) for line in office.lines)
    changed = (f"{line} {' '.join(printed)}" if line.startswith(code) else line for line in office.lines)
    return replace(office, lines=tuple(changed))


@pytest.mark.parametrize("format", ["html", "docx", "xlsx", "pdf", "text"])
@pytest.mark.parametrize("office", EVERY, ids=lambda one: one.name)
def test_without_a_plant_nothing_is_said(office: Office, format: str) -> None:
    held = opened(office, format)
    assert len(held.indicators) >= 27
    assert [one.title for one in told(held)] == []


PLANTS: dict[str, tuple[Office, str, str]] = {
    "unlisted 1": (FARMS.changed(FIELDS, listed=False), "P09", FIELDS),
    "unlisted 2": (SCHOOLS.changed(NURSERIES, listed=False), "P09", NURSERIES),
    "unlisted 3": (FORESTS.changed(RANGERS, listed=False), "P09", RANGERS),
    "no sheet 1": (FARMS.changed(FIELDS, sheet=False), "P09", FIELDS),
    "no sheet 2": (SCHOOLS.changed(TEACHERS, sheet=False), "P09", TEACHERS),
    "no sheet 3": (FORESTS.changed(FIRES, sheet=False), "P09", FIRES),
    "sheet misspelt 1": (FARMS.changed(EPIDEMIC, called="动物疫病防空经费"), "N09", "防空"),
    "sheet misspelt 2": (SCHOOLS.changed(NURSERIES, called="公办幼儿园运传补助"), "N09", "运传"),
    "sheet renamed": (FORESTS.changed(RANGERS, called="生态管护人员劳务费"), "P09", "劳务费"),
    "no money 1": (FARMS.changed(LESSONS, asked=""), "P13", LESSONS),
    "no money 2": (SCHOOLS.changed(GRANTS, asked=""), "P13", GRANTS),
    "no money 3": (FORESTS.changed(FIRES, asked=""), "P13", FIRES),
    "no goal 1": (FARMS.changed(LESSONS, goal=""), "P13", LESSONS),
    "no goal 2": (SCHOOLS.changed(GRANTS, goal=""), "P13", GRANTS),
    "no goal 3": (FORESTS.changed(FIRES, goal=""), "P13", FIRES),
    "other count 1": (FARMS.changed(LESSONS, goal="开展农业技术培训1500人次，提高农民素质水平。"), "P14", "1500人次"),
    "other count 2": (FORESTS.changed(PLANTING, goal="完成植树造林6000亩，造林成活率达到85%以上。"), "P14", "6000亩"),
    "other count 3": (SCHOOLS.changed(TEACHERS, goal="组织全旗教师培训800人，提高教师专业能力。"), "P14", "800人"),
    "not measured 1": (
        FARMS.changed(EPIDEMIC, goal="采购疫苗12万支、冷藏箱30台，完成全县防疫任务。"),
        "P14",
        "冷藏箱30台",
    ),
    "not measured 2": (FORESTS.changed(FIRES, goal="购置防火设备60台、巡护车2辆，提高防火能力。"), "P14", "巡护车2辆"),
    "not measured 3": (SCHOOLS.changed(NURSERIES, goal="为15所公办幼儿园发放补助，新建操场3处。"), "P14", "操场3处"),
    "other month 1": (SCHOOLS.changed(NURSERIES, goal="为15所公办幼儿园发放补助，9月底前到位。"), "P14", "9月底前"),
    "other month 2": (FARMS.changed(FIELDS, goal="管护高标准农田3.2万亩，10月底前完成任务。"), "P14", "10月底前"),
    "whole rate": (replace(FARMS, duty="确保强制免疫密度达到95%以上，培训合格率不低于95%。"), "P14", "强制免疫密度"),
    "season 1": (
        SCHOOLS.asking(GRANTS, "助学金发放时间", "产出指标|时效指标|春季学期助学金发放时间||11月底前|"),
        "P14",
        "春季学期",
    ),
    "season 2": (
        FARMS.asking(EPIDEMIC, "春秋两季防疫完成时间", "产出指标|时效指标|春秋两季防疫完成时间||8月底前|"),
        "P14",
        "春秋两季",
    ),
    "projects counted 1": (says(FARMS, GOALS, "3个项目", "4个项目"), "N12", "4个项目"),
    "projects counted 2": (says(SCHOOLS, GOALS, "3个项目实行", "5个项目实行"), "N12", "5个项目"),
    "projects counted 3": (
        replace(FORESTS, said={GOALS: "2022年编制项目绩效目标6个，涉及财政拨款315.00万元。"}),
        "N12",
        "6个",
    ),
    "projects' money": (says(SCHOOLS, GOALS, "388.00", "338.00"), "N12", "338.00"),
    "text and total": (says(FORESTS, SUMMARY, "644.00", "664.00"), "N01", "664.00"),
    "opposite ways 1": (says(FARMS, RUNNING, "增长3.23%", "下降3.23%"), "N04", "方向相反"),
    "opposite ways 2": (says(SCHOOLS, RUNNING, "增加1.00万元", "减少1.00万元"), "N04", "方向相反"),
    "over posts 1": (
        replace(FARMS, staff="机关行政编制8名，事业编制10名。实有行政编制人员10人，事业编制人员9人。"),
        "S10",
        "行政",
    ),
    "over posts 2": (
        replace(FORESTS, staff="核定行政编制5名，核定事业编制6名。现有行政人员4人，事业人员9人。"),
        "S10",
        "事业",
    ),
    "other body 1": (
        says(FARMS, SUMMARY, "2023年收支", "榕水县农业和农村局2023年收支"),
        "N09",
        "农业和农村局",
    ),
    "other body 2": (says(SCHOOLS, BUYING, "2024年", "赤勒旗卫生健康局2024年"), "N09", "卫生健康局"),
    "other year": (says(FORESTS, SUMMARY, "2022年收支", "2021年收支"), "N09", "2021 年"),
    "copied slip 1": (
        replace(FARMS, whole={"培训合格率": "产出指标|质量指标|培训和格率|≥|95|%"}),
        "N09",
        "和格率",
    ),
    "copied slip 2": (
        replace(FORESTS, whole={"设备验收合格率": "产出指标|质量指标|设备验收率合格|=|100|%"}),
        "N09",
        "验收率合格",
    ),
    "copied slip 3": (
        replace(SCHOOLS, whole={"补助资金发放准确率": "产出指标|质量指标|补助资金发放准率|=|100|%"}),
        "N09",
        "发放准率",
    ),
    "no topic 1": (replace(FARMS, said={BUYING: ""}), "N08", "政府采购"),
    "no topic 2": (replace(SCHOOLS, said={CARS: ""}), "N08", "国有资产"),
    "no topic 3": (replace(FORESTS, said={RUNNING: ""}), "N08", "机关运行"),
    "no part": (replace(FARMS, contents=(*PARTS, "第五部分 附件")), "N08", "第五部分"),
    "no figure 1": (says(FARMS, SUMMARY, "增加312.10万元", "增加 万元"), "N10", "增加万元"),
    "no figure 2": (says(SCHOOLS, BUYING, "总额20.00万元", "总额  万元"), "N10", "总额万元"),
    "no figure 3": (says(FORESTS, RUNNING, "增长3.23%", "增长%"), "N10", "增长%"),
    "left over 1": (says(FARMS, SUMMARY, "312.10万元", "**万元"), "N10", "**"),
    "left over 2": (says(SCHOOLS, RUNNING, "32.00", "＿＿"), "N10", "＿"),
    "left over 3": (replace(FORESTS, duty="（此处根据部门实际情况填写）"), "N10", "填写"),
    "no figure 4": (says(FORESTS, SPENDING, "占51.09%", "占%"), "N10", "占%"),
    "left over 5": (says(SCHOOLS, BUYING, "总额20.00", "总额○○"), "N10", "○○"),
    "left over 6": (replace(FARMS, duty="（请各单位结合实际据实填写主要职责）"), "N10", "填写"),
    "left over 7": (replace(FORESTS, duty="本部门的主要职责是……"), "N10", "……"),
    "people for visits": (
        FARMS.asking(LESSONS, "培训农民人次", "产出指标|数量指标|培训农民人次|≥|0.12|万人"),
        "P08",
        "培训农民人次",
    ),
    "left over 4": (replace(FARMS, duty="如无，请说明“本部门无此项支出”。"), "N10", "请说明"),
    "draft 1": (replace(FARMS, title="部门预算（草案）"), "N10", "草案"),
    "draft 2": (replace(SCHOOLS, cover=("（征求意见稿）",)), "N10", "征求意见稿"),
    "draft 3": (replace(FORESTS, title="部门预算（代编）"), "N10", "代编"),
    "no code 1": (lines(FARMS, "2130108", "213O108", "病虫害控制"), "T13", "213O108"),
    "no code 2": (lines(SCHOOLS, "2080505", "208050S", "机关事业单位基本养老保险缴费支出"), "T13", "208050S"),
    "no code 3": (lines(FORESTS, "2210201", "2Z10201", "住房公积金"), "T13", "2Z10201"),
    "quantity": (
        SCHOOLS.asking(TEACHERS, "培训教师人数", "产出指标|质量指标|培训教师人数|≥|600|人"),
        "P08",
        "培训教师",
    ),
    "timeliness 1": (
        FORESTS.asking(RANGERS, "补助发放及时率", "效益指标|社会效益指标|补助发放及时率|=|100|%"),
        "P08",
        "补助发放及时率",
    ),
    "timeliness 2": (
        FORESTS.asking(PLANTING, "造林任务完成时间", "产出指标|质量指标|造林任务完成时间||4月底前|"),
        "P08",
        "造林任务完成时间",
    ),
    "cost": (FARMS.asking(FIELDS, "管护总成本", "产出指标|数量指标|管护总成本|≤|150|万元"), "P08", "管护总成本"),
    "quality": (FARMS.asking(LESSONS, "培训合格率", "产出指标|时效指标|培训合格率|≥|95|%"), "P08", "培训合格率"),
    "level": (
        SCHOOLS.asking(GRANTS, "因贫失学人数", "效益指标|社会效应指标|因贫失学人数|=|0|人"),
        "P08",
        "社会效应",
    ),
    "beyond 1": (FARMS.asking(LESSONS, "培训合格率", "产出指标|质量指标|培训合格率|≥|950|%"), "P16", "培训合格率"),
    "beyond 2": (
        SCHOOLS.asking(NURSERIES, "补助资金发放准确率", "产出指标|质量指标|补助资金发放准确率|≥|120|%"),
        "P16",
        "120%",
    ),
}
"""Office with its plant, the check that must tell of it, and words that it must say."""


@pytest.mark.parametrize("name", PLANTS)
def test_a_plant_is_noticed(name: str) -> None:
    office, check_id, words = PLANTS[name]
    found = [one for one in told(opened(office)) if one.check == check_id]
    assert [one.title for one in found if words in one.title + one.message], [one.title for one in found]


QUIET: dict[str, tuple[Office, str]] = {
    "some projects only": (FARMS.changed(FIELDS, sheet=False).changed(LESSONS, sheet=False), "P09"),
    "another number of kinds": (says(FARMS, GOALS, "3个项目", "（其中人员类14个）28个项目"), "N12"),
    "people counted in 名": (SCHOOLS.changed(TEACHERS, goal="组织全旗600名教师参加培训，提高专业能力。"), "P14"),
    "a goal of last year": (FARMS.changed(LESSONS, goal="上年已培训900人次，今年继续提高农民的素质。"), "P14"),
    "each of several": (FORESTS.changed(RANGERS, goal="为每名护林员配备设备2台，共有护林员80名。"), "P14"),
    "no more than all": (FARMS.asking(LESSONS, "项目完成及时率", "产出指标|时效指标|项目完成及时率|≥|100|%"), "P16"),
    "growth beyond all": (
        FORESTS.asking(PLANTING, "森林覆盖率", "效益指标|经济效益指标|林业产值增长率|≥|120|%"),
        "P16",
    ),
    "a unit of its own": (says(FARMS, SUMMARY, "2023年收支", "榕水县农业农村局2023年收支"), "N09"),
    "enough posts": (replace(FARMS, staff="行政编制8名，事业编制10名。实有行政人员8人，事业人员9人。"), "S10"),
    "text in brackets": (replace(FARMS, duty="（根据县委办公室文件设立）负责农业农村工作，按表填报。"), "N10"),
    "a year in circles": (replace(FARMS, duty="二○○八年设立，负责农业农村工作。"), "N10"),
    "and so on": (replace(FARMS, duty="开展技术推广、疫病防控……等工作。"), "N10"),
    "an approved draft": (replace(FARMS, cover=("关于2023年部门预算草案的批复",)), "N10"),
}


@pytest.mark.parametrize("name", QUIET)
def test_what_is_in_order_is_not_told(name: str) -> None:
    office, check_id = QUIET[name]
    assert [one.title for one in told(opened(office)) if one.check == check_id] == []


@pytest.mark.parametrize(
    ("office", "phase"),
    [
        (FARMS, "approved"),
        (replace(FARMS, title="部门预算（草案）"), "proposed"),
        (replace(SCHOOLS, cover=("（征求意见稿）",)), "proposed"),
        (replace(FORESTS, title="部门预算（代编）"), "proposed"),
        (replace(FARMS, cover=("（草案）", "关于榕水县农业农村局2023年部门预算的批复")), "approved"),
    ],
)
def test_a_draft_is_not_read_as_approved(office: Office, phase: str) -> None:
    assert opened(office).phase == phase


SHARES = """
部门名称 | 榕水县农业农村局 | < | <
总体资金情况 | < | 当年金额（万元） | 占比
收入构成 | 财政拨款 | 300.00 | {first}
 | 其他资金 | 100.00 | {second}
支出构成 | 基本支出 | 250.00 | {third}
 | 项目支出 | 150.00 | {fourth}
合计 | < | 400.00 | 100%
年度绩效指标 | 一级指标 | 二级指标 | 三级指标
 | 产出指标 | 数量指标 | 培训次数
"""


@pytest.mark.parametrize(
    ("shares", "count"),
    [
        (("", "", "", ""), 1),
        (("75%", "25%", "62.5%", "37.5%"), 0),
        (("75%", "", "", ""), 1),
        (("75%", "25%", "", ""), 0),
    ],
)
def test_a_column_of_shares_is_filled_in_whole(shares: tuple[str, ...], count: int) -> None:
    text = SHARES.format(**dict(zip(("first", "second", "third", "fourth"), shares, strict=True)))
    rows = [[cell.strip().replace("<", "") for cell in line.split("|")] for line in text.strip().splitlines()]
    page = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    title = "榕水县农业农村局2023年部门整体支出绩效目标申报表"
    source = f"<html><meta charset='utf-8'><p>{title}</p><table>{page}</table></html>".encode()
    (held,) = check([read([parse(Source("整体.html", source))])])
    assert [table.table_id for table in held.tables] == ["whole_target"]
    assert len([one for one in held.findings if one.check == "P13" and "占比" in one.message]) == count


SIGNS = [("》", ">", 0), ("≥", ">", 1), ("≥", "≥", 0)]


@pytest.mark.parametrize(("whole", "part", "count"), SIGNS)
def test_a_sign_made_out_of_a_bracket_contradicts_nobody(whole: str, part: str, count: int) -> None:
    changed = FARMS.asking(LESSONS, "培训农民人次", f"产出指标|数量指标|培训农民人次|{part}|1200|人次")
    changed = replace(changed, whole={"培训农民人次": f"产出指标|数量指标|培训农民人次|{whole}|1200|人次"})
    assert len([one for one in told(opened(changed)) if one.check == "P07"]) == count


@pytest.mark.parametrize(("format", "verdict"), [("html", "note"), ("text", "note"), ("pdf", "suspect_reading")])
def test_a_figure_may_be_lost_between_the_lines_of_a_page(format: str, verdict: str) -> None:
    changed = says(FARMS, SUMMARY, "增加312.10万元", "增加 万元")
    assert [one.verdict for one in told(opened(changed, format)) if "增加万元" in one.title] == [verdict]


def test_traces_of_recognition_are_said_to_be_noise() -> None:
    """A character outside simplified print is a flaw of an exact text, and of no document where the text was read."""
    body = "\t".join(("科目编码", "科目名称", "合计"))
    rows = ("2130101\t行政运行\t320.50", "2130106\t科技转化與推广服务\t86.00", "{code}\t病虫害控制\t{figure}")
    kinds = {}
    for code, figure in (("2130108", "64.50"), ("2130108", "6 4. 5 0.1")):
        lines = "\n".join((body, "合计\t\t471.00", *rows)).format(code=code, figure=figure)
        text = f"榕水县农业农村局2023年部门预算\n情况說明\n部门支出总表\n单位：万元\n{lines}\n"
        (held,) = check([read([parse(Source("预算.txt", text.encode()))])])
        kinds[figure] = {one.verdict for one in held.findings if one.check == "N10"}
    assert kinds["64.50"] == {"note"}
    assert kinds["6 4. 5 0.1"] == {"suspect_reading"}


COSTS = """
项目名称 | 会议室改造 | < | <
项目总预算 | 20.00万元 | 项目当年预算 | 20.00万元
项目支出明细 | < | < | 金额
合计 | < | < | 20.00
投影仪 | < | < | 4.00
台式电脑 | < | < | 8.00
打印机 | < | < | 3.00
线路改造 | < | < | 5.00
一级指标 | 二级指标 | 指标内容 | 指标值
产出指标 | 数量指标 | {first} | ≥1个
产出指标 | 质量指标 | {second} | =100%
产出指标 | 时效指标 | 项目完成时间 | 10月底前
满意度指标 | 服务对象满意度指标 | 职工满意度 | ≥90%
"""


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("改造会议室数量", "工程验收合格率", 1),
        ("改造场所个数", "线路验收合格率", 1),
        ("购置办公设备数量", "工程验收合格率", 0),
        ("改造会议室数量", "设备验收合格率", 0),
        ("新增台式电脑数量", "投影仪验收合格率", 0),
    ],
)
def test_equipment_that_is_bought_has_an_indicator(first: str, second: str, count: int) -> None:
    text = COSTS.format(first=first, second=second)
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    cells = ["".join(f"<td>{'' if cell == '<' else cell}</td>" for cell in row) for row in rows]
    title = "榕水县农业农村局2023年项目绩效目标申报表"
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    source = f"<html><meta charset='utf-8'><p>{title}</p><p>单位：万元</p><table>{table}</table></html>".encode()
    (held,) = check([read([parse(Source("项目.html", source))])])
    assert len(held.indicators) == 4
    assert len([one for one in held.findings if one.check == "P14" and "设备" in one.title]) == count

"""Properties of a body: which sentence, caption or corner of a form says what."""

from __future__ import annotations

from pathlib import Path

import pytest

from fiscal.attributes import read
from fiscal.document import Cell, Document, Grid, Paragraph, Place, Source
from fiscal.statements import statements
from parsers import parse


def found(*lines: str, form: tuple[tuple[str, ...], ...] = (), department: str = "") -> dict[str, str]:
    """Attributes of lines and a form as key → value with unit."""
    blocks: list[Paragraph | Grid] = [Paragraph(line, Place("a.txt", "", n)) for n, line in enumerate(lines, 1)]
    if form:
        place = Place("a.txt", "", 100)
        cells = [Cell(r, c, text, place) for r, row in enumerate(form) for c, text in enumerate(row) if text]
        blocks.append(Grid(tuple(cells), len(form), 6, place, "tabbed"))
    documents = [Document("a.txt", "text/plain", "", 0, tuple(blocks))]
    return {one.key: one.value + one.unit for one in read(documents, statements(documents), department)}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "本部门在职人员编制96人，其中：行政编制73人、工勤人员编制6人、事业编制17人。在职实有88人。",
            {
                "staff.authorised.total": "96人",
                "staff.authorised.administrative": "73人",
                "staff.authorised.workers": "6人",
                "staff.authorised.institution": "17人",
                "staff.actual.total": "88人",
            },
        ),
        ("车辆编制12辆，实有车辆7辆，超编0辆。", {"vehicles.total": "7辆"}),
        ("现保有公务用车6辆。", {"vehicles.total": "6辆"}),
        ("公务用车购置和运行维护费20.00万元，现保有公务用车6辆。", {"vehicles.total": "6辆"}),
        ("我局现有公务用车6辆，拟更新公务用车1辆。", {"vehicles.total": "6辆", "vehicles.purchased": "1辆"}),
        (
            "本单位共有车辆9辆，其中：公务用车5辆、执法执勤用车4辆。",
            {"vehicles.total": "9辆", "vehicles.general": "5辆", "vehicles.law_enforcement": "4辆"},
        ),
        ("其他支持中小企业发展和管理支出29,381.00万元，主要用于商业发展。", {}),
        ("预留给中小企业采购份额310.00万元。", {"procurement.sme": "310.00万元"}),
    ],
)
def test_posts_are_no_people_and_what_is_bought_is_not_there_yet(line: str, expected: dict[str, str]) -> None:
    told = found(line)
    assert {
        key: value for key, value in told.items() if key.startswith(("staff.", "vehicles.", "procurement."))
    } == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "本局共有编制31人，其中：行政编制6人，事业编制25人。在职实有人数15人，其中：行政编制6人，事业编制9人，空编16人。",
            {
                "staff.authorised.total": "31人",
                "staff.authorised.administrative": "6人",
                "staff.authorised.institution": "25人",
                "staff.actual.total": "15人",
                "staff.actual.administrative": "6人",
                "staff.actual.institution": "9人",
                "staff.vacancies": "16人",
            },
        ),
        (
            "本部门行政编制4人，实有人数3人；事业编制35人，实有人数30人。",
            {
                "staff.authorised.administrative": "4人",
                "staff.actual.administrative": "3人",
                "staff.authorised.institution": "35人",
                "staff.actual.institution": "30人",
            },
        ),
        (
            "本部门编制40人，其中行政编制4人、事业编制36人，实有人数33人；下属中心编制10人，实有人数8人。",
            {
                "staff.authorised.total": "40人",
                "staff.authorised.administrative": "4人",
                "staff.authorised.institution": "36人",
                "staff.actual.total": "33人",
            },
        ),
        (
            "我局实有编制数63人，2021年末在职人数57人、离退休人数94人。",
            {"staff.authorised.total": "63人", "staff.actual.total": "57人", "staff.actual.retired_all": "94人"},
        ),
        (
            "核定事业编制6名(其中参公事业编制2名)。目前实有行政编制人员7人，事业编制人员7人，聘用人员6人。",
            {
                "staff.authorised.institution": "6名",
                "staff.authorised.managed_as_civil_servants": "2名",
                "staff.actual.administrative": "7人",
                "staff.actual.institution": "7人",
                "staff.actual.contract": "6人",
            },
        ),
        (
            "本部门人员编制142人，其中行政编制32人、事业编制110人；实有人员102人，其中行政40人、事业61人、工勤1人。"
            "单位管理的离退休人员1人。",
            {
                "staff.authorised.total": "142人",
                "staff.authorised.administrative": "32人",
                "staff.authorised.institution": "110人",
                "staff.actual.total": "102人",
                "staff.actual.administrative": "40人",
                "staff.actual.institution": "61人",
                "staff.actual.workers": "1人",
                "staff.actual.retired_all": "1人",
            },
        ),
        ("为11名离休干部、24名退休职工报销医疗费用。", {}),
        (
            "共有车辆4辆，其中：机要通信用车1辆、应急保障用车1辆、执法执勤用车0辆、其他用车2辆；单价100万元以上设备（不含车辆）3台（套）。",
            {
                "vehicles.total": "4辆",
                "vehicles.confidential": "1辆",
                "vehicles.emergency": "1辆",
                "vehicles.law_enforcement": "0辆",
                "vehicles.other": "2辆",
                "equipment.threshold": "100万元",
                "equipment.count": "3台",
            },
        ),
        (
            "政府采购支出总额64.5万元，其中：货物支出60万元、工程支出0万元、服务支出4.5万元。授予中小企业合同金额40万元，其中：授予小微企业合同金额30万元。",
            {
                "procurement.total": "64.5万元",
                "procurement.goods": "60万元",
                "procurement.works": "0万元",
                "procurement.services": "4.5万元",
                "procurement.sme": "40万元",
                "procurement.micro": "30万元",
            },
        ),
        (
            "2023年“三公”经费预算3.5万元，其中：因公出国（境）费0万元，公务用车购置费0万元，公务用车运行维护费2.5万元，公务接待费1万元。",
            {
                "sangong.total": "3.5万元",
                "sangong.overseas": "0万元",
                "sangong.vehicle_purchase": "0万元",
                "sangong.vehicle_operation": "2.5万元",
                "sangong.reception": "1万元",
            },
        ),
        ("机关运行经费81.25万元，比上年增加2万元。", {"operating_fund": "81.25万元"}),
        ("本部门预算公开咨询电话：027-12345678", {"office_phone": "027-12345678"}),
        ("联系电话：13800000000", {}),
        ("填报日期：2019 年 10 月 8 日", {"filing_date": "2019-10-08"}),
    ],
)
def test_sentences_and_captions(line: str, expected: dict[str, str]) -> None:
    assert found(line) == expected


def test_people_of_an_evaluated_project_are_no_staff() -> None:
    documents = [Document("a.txt", "text/plain", "", 0, (Paragraph("实有人数120人。", Place("a.txt", "", 1)),))]
    stated = statements(documents)
    assert [one.value for one in read(documents, stated)] == ["120"]
    assert read(documents, stated, kind="evaluation") == ()


WHOLE = (
    "全年政府采购预留中小企业96.90亿元，其中小微企业58.20亿元。",
    "政府采购支出总额120.5亿元，机关运行经费81.25亿元，会议费1.20亿元。",
    "项目覆盖单位编制31人，实有人数50人；购置执法执勤用车12辆，共有车辆300辆，单价100万元以上设备3台。",
    "2024年全市“三公”经费3.50亿元，其中公务接待费1.00亿元。",
    "咨询电话：027-12345678",
)


@pytest.mark.parametrize("kind", ["gov_budget", "gov_final", "gov_debt", "budget_adjust"])
def test_what_a_government_speaks_of_is_no_property_of_an_office(kind: str) -> None:
    blocks = tuple(Paragraph(line, Place("a.txt", "", number)) for number, line in enumerate(WHOLE, start=1))
    form = (("编制数", "实有人数", "单位编码：28001"), ("11", "14", ""))
    cells = [
        Cell(r, c, text, Place("a.txt", "", 9)) for r, row in enumerate(form) for c, text in enumerate(row) if text
    ]
    documents = [
        Document("a.txt", "text/plain", "", 0, (*blocks, Grid(tuple(cells), 2, 3, Place("a.txt", "", 9), "tabbed")))
    ]
    stated = statements(documents)
    of_office = {one.key for one in read(documents, stated, kind="dept_budget")}
    assert {"procurement.sme", "staff.actual.total", "vehicles.total", "operating_fund", "meeting"} <= of_office
    kept = {one.key for one in read(documents, stated, kind=kind)}
    assert kept == {"office_phone", "sangong.reception", "sangong.total"}


def test_numbers_of_officials_in_forms_are_left_alone() -> None:
    assert found(form=(("项目负责人", "某某", "联系电话", "027-12345678"),)) == {}


def test_corners_of_forms() -> None:
    form = (("财政供养人员情况", "编制数", "2022年实际在职人数", "控制率（理想值≤1）"), ("", "11", "14", "127%"))
    assert found(form=form) == {
        "staff.authorised.total": "11",
        "staff.actual.total": "14",
        "staff.control_rate": "127%",
    }


def test_unit_codes_stand_beside_the_name() -> None:
    form = (
        ("单位编码", "单位名称", "总计"),
        ("28001", "示例市档案馆机关", "1.00"),
        ("2080505", "养老保险缴费", "1.00"),
    )
    assert found(form=form, department="示例市档案馆") == {"unit_code": "28001"}


@pytest.mark.parametrize(
    ("number", "department", "expected"),
    [
        (
            "001",
            "武汉市东西湖区医疗保障局",
            {
                "staff.authorised.total": "31人",
                "staff.actual.total": "15人",
                "staff.vacancies": "16人",
                "vehicles.total": "0辆",
                "procurement.goods": "64万元",
                "operating_fund": "81.25万元",
                "sangong.reception": "1万元",
            },
        ),
        (
            "002",
            "长沙市开福区医疗保障局",
            {"staff.authorised.total": "11", "staff.actual.total": "14", "staff.control_rate": "127%"},
        ),
        (
            "003",
            "达州市医疗保障事务中心",
            {
                "staff.authorised.total": "31人",
                "staff.actual.total": "29人",
                "staff.actual.retired_all": "10人",
                "unit_code": "335001",
                "operating_fund": "30.13万元",
                "sangong.total": "0.5万元",
                "equipment.threshold": "200万元",
            },
        ),
    ],
)
def test_real_documents(disclosures: Path, number: str, department: str, expected: dict[str, str]) -> None:
    (file,) = (disclosures / "text").glob(f"{number}_*")
    documents = [parse(Source(file.name, file.read_bytes()))]
    held = {one.key: one.value + one.unit for one in read(documents, statements(documents), department)}
    assert {key: held.get(key) for key in expected} == expected


def test_accounts_tell_what_was_spent_and_not_the_budget_beside_it() -> None:
    text = "“三公”经费支出预算为89.90万元，支出决算为57.53万元，完成预算的63.99%。其中：公务接待费支出决算0.18万元。"
    document = Document("a.txt", "text/plain", "", 0, (Paragraph(text, Place("a.txt", "", 1)),))
    stated = statements([document])
    spent = {one.key: one.value for one in read([document], stated, kind="dept_final")}
    assert (spent["sangong.total"], spent["sangong.reception"]) == ("57.53", "0.18")
    plan = {one.key: one.value for one in read([document], stated, kind="dept_budget")}
    assert plan["sangong.total"] == "89.90"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("本单位无机关运行经费。", {("lacking", "operating_fund")}),
        (
            "某局本年度没有财政拨款“三公”经费支出，故本表无数据。",
            {("lacking", "sangong.total"), ("sangong.funds", "fiscal")},
        ),
        ("2023年，本部门无政府采购预算。", {("lacking", "procurement.total")}),
        ("本部门无2022年结转的“三公”经费支出。", set()),
        ("下属单位无机关运行经费。", set()),
        ("2022年本部门无政府采购预算。", set()),
        ("本部门无政府采购货物预算。", set()),
        ("2023年“三公”经费预算数为0，与2022年预算持平。", {("sangong.total", "0")}),
        ("（一）因公出国（境）费为0，与上年持平；公务接待费为0.5万元。", {("sangong.overseas", "0")}),
        ("某局一般公共预算财政拨款安排的“三公”经费支出中", {("sangong.funds", "general")}),
        ("“三公”经费：指用财政拨款安排的因公出国（境）费、公务接待费。", {("sangong.funds", "fiscal")}),
        ("“三公”经费：指省级部门用一般公共预算财政拨款安排的因公出国（境）费。", {("sangong.funds", "general")}),
        ("政府性基金预算财政拨款“三公”经费支出预算表", set()),
        ("本部门无独立核算下属单位，部门预算为本级预算，下设办公室。", {("coverage", "own")}),
        ("市国资委为市国资委本级，无下属单位，内设办公室。", {("coverage", "own")}),
        ("纳入2023年部门预算编制范围的只有某市信访局本级。", {("coverage", "own")}),
        (
            "纳入本部门汇总预算编制范围的预算单位包括：某省委办公厅（本级）、某局、某中心。",
            {("coverage", "consolidated")},
        ),
        ("某局部门预算是包括某局本部以及下属1家预算单位的综合收支计划。", {("coverage", "consolidated")}),
        ("某院2023年部门预算包括某院机关本级预算（含下属学院补助费）和下辖两院预算。", {("coverage", "consolidated")}),
        ("本部门纳入本年预算的下属单位如下：某法院。", {("coverage", "consolidated")}),
        ("纳入汇总预算编制范围的预算单位共计一家，具体包括：某办公厅本级。", {("coverage", "own")}),
        ("纳入汇总预算编制范围的预算单位共计1家，仅包括某办公厅机关本级。", {("coverage", "own")}),
        ("某办公厅部门预算数据仅包含厅机关本级，不含某宾馆。", {("coverage", "own")}),
        ("本部门预算只包含办公厅本级和某俱乐部在职人员工资。", set()),
        ("我部门预算包含了某中心、某学校等4个所属事业单位的收支数据。", {("coverage", "consolidated")}),
        ("下属甲中心无下属单位。", set()),
        ("无上年结转的下属单位资金。", set()),
    ],
)
def test_what_a_clause_says_without_a_figure(line: str, expected: set[tuple[str, str]]) -> None:
    documents = [Document("a.txt", "text/plain", "", 0, (Paragraph(line, Place("a.txt", "", 1)),))]
    told = read(documents, statements(documents), "", "dept_budget", year=2023)
    assert {(one.key, one.value) for one in told if not one.unit} == expected


def test_vehicles_are_counted_by_another_measure_word_and_purchases_without_the_government() -> None:
    assert found("共有车辆3台，无单价20万元以上的设备。")["vehicles.total"] == "3台"
    assert "vehicles.total" not in found("单价100万元以上设备（不含车辆）5台（套）。")
    assert found("共涉及采购项目80个，采购预算总额225.50万元。")["procurement.total"] == "225.50万元"


def test_what_a_whole_government_says_is_of_no_office() -> None:
    line = "2023年全市一般公共预算安排的“三公”经费支出，某乡无机关运行经费。"
    documents = [Document("a.txt", "text/plain", "", 0, (Paragraph(line, Place("a.txt", "", 1)),))]
    keys = [{one.key for one in read(documents, (), "", kind, year=2023)} for kind in ("dept_budget", "gov_budget")]
    assert keys == [{"sangong.funds", "lacking"}, set()]

"""The statutory tables as data: complete, unambiguous, and written in words that the vocabulary knows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fiscal.folding import plain
from fiscal.recognise.caption import title_matches
from fiscal.recognise.measures import measure_word, role_of
from fiscal.tables import FOLDER, Definition, definition, definitions, read_definition, vocabulary
from fiscal.tables.wording import header_word, reduced_title, years_in
from fiscal.typed import Mistake

FINAL = (
    *("income_expenditure_summary", "income", "expenditure", "fiscal_summary", "general_expenditure"),
    *("general_basic_econ", "sangong", "gov_fund", "state_capital"),
)
BUDGET = (
    *("summary", "income", "expenditure", "fiscal_summary", "general_expenditure", "general_basic_econ", "sangong"),
    *("gov_fund", "state_capital", "project", "econ_full", "gov_fund_sangong", "procurement", "purchase_service"),
    *("by_unit", "econ_summary", "operating_fund", "meeting_training", "carryover", "special_projects", "assets"),
)
PERFORMANCE = (
    *("project_target", "whole_target", "project_selfeval", "whole_selfeval", "selfeval_base_data", "evaluation"),
)
STATUTORY = (*(f"fa_{name}" for name in FINAL), *(f"bg_{name}" for name in BUDGET), *PERFORMANCE)


@pytest.mark.parametrize("table_id", STATUTORY)
def test_every_statutory_table_is_described(table_id: str) -> None:
    found = definition(table_id)
    assert found is not None
    assert found.name
    assert found.name_en
    assert found.titles


@pytest.mark.parametrize("entry", definitions(), ids=lambda entry: entry.table_id)
def test_a_table_is_found_by_each_of_its_titles(entry: Definition) -> None:
    """Where two tables share a title, the documents' family or the header decides; both must be offered."""
    for title in entry.titles:
        offered = title_matches(title)
        best = offered[0][0]
        assert entry.table_id in [found.table_id for length, found in offered if length == best], title


def test_a_budget_title_belongs_to_one_table() -> None:
    owners: dict[str, list[str]] = {}
    for entry in definitions():
        if entry.family == "budget":
            for title in entry.titles:
                owners.setdefault(title, []).append(entry.table_id)
    assert {title: ids for title, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("entry", definitions(), ids=lambda entry: entry.table_id)
def test_identities_name_measures_that_exist(entry: Definition) -> None:
    known = {name for name, _ in vocabulary().measures} | {"amount", "income"} | set(entry.order)
    for identity in entry.identities:
        if identity.kind == "row_sum":
            for measure in (identity.total, *identity.parts, *identity.needs):
                assert measure.lstrip("-") in known, (identity.check, measure)
        elif identity.kind != "tree":
            for pattern in (identity.total, *identity.parts):
                re.compile(pattern)


@pytest.mark.parametrize(
    ("title", "reduced"),
    [
        ("2023年度部门收支预算总表", "收支总表"),
        (
            "表5 2022年部门综合预算一般公共预算支出明细表（按支出功能分类科目-不含上年结转）",
            "一般公共支出明细表(按支出功能分类科目)",
        ),
        ("公开08表：一般公共预算基本支出预算表", "一般公共基本支出表"),
        ("（七）一般公共预算支出表（按功能分类）", "一般公共支出表(按功能分类)"),
        ("政府性基金预算“三公”经费支出预算表", "政府性基金三公经费支出表"),
        ("2020年部门收入汇总表", "收入总表"),
    ],
)
def test_titles_are_compared_without_what_says_nothing(title: str, reduced: str) -> None:
    assert reduced_title(title) == reduced


@pytest.mark.parametrize(
    ("title", "table_id"),
    [
        ("某市2031年市级部门财政拨款收入支出预算总体情况表", "bg_fiscal_summary"),
        ("2031年一般公共预算安排的“三公”经费预算情况表", "bg_sangong"),
        ("部门国有资本经营预算拨款收支情况表", "bg_state_capital"),
        ("2031年政府性基金拨款支出预算明细表", "bg_gov_fund"),
        ("一般公共预算拨款支出按功能科目分类情况表", "bg_general_expenditure"),
        ("2031年市级项目支出绩效目标申报汇总表", "project_target"),
        ("部门政府采购预算情况明细表", "bg_procurement"),
        ("国有资本经营预算财政拨款支出决算情况表", "fa_state_capital"),
    ],
)
def test_a_title_that_no_alias_knows_is_told_by_its_words(title: str, table_id: str) -> None:
    assert title_matches(title)[0][1].table_id == table_id


@pytest.mark.parametrize(
    ("word", "measure"),
    [
        ("基本支出", "basic"),
        ("財政专户管理资金", "special_account"),
        ("一般公共预算财政拨款", "general_public"),
        ("2031年政府性基金预算", "gov_fund"),
        ("其中：公务用车购置费", "vehicle_purchase"),
        ("因公出国（境）费用", "overseas"),
        ("上年结转结余", "carryover_prev"),
        ("日常公用经费", "public"),
        ("对附属单位补助支出（万元）", "to_affiliate"),
        ("机关工资福利支出", "econ_501"),
        ("月亮", ""),
    ],
)
def test_header_words_name_measures(word: str, measure: str) -> None:
    assert measure_word(header_word(word)) == measure


@pytest.mark.parametrize(("word", "year"), [("2017-预算数", 2017), ("2016年预算数", 2016), ("2017—度预算数", 2017)])
def test_a_year_is_a_year_with_a_dash_for_its_word(word: str, year: int) -> None:
    assert (header_word(word), years_in(word)) == ("预算数", (year,))


@pytest.mark.parametrize(
    ("path", "role"),
    [
        (("科目编码", "类"), "code"),
        (("支出功能分类科目编码",), "code"),
        (("单位名称（科目）",), "label"),
        (("部门（单位）代码",), "unit_code"),
        (("预算单位",), "unit_name"),
        (("行次",), "ordinal"),
        (("备注",), "text"),
        (("收入", "预算数"), "measure"),
        (("项目", "合计"), "measure"),
        (("功能分类科目编码", "合计"), "code"),
        (("月亮",), None),
    ],
)
def test_header_words_name_roles(path: tuple[str, ...], role: str | None) -> None:
    assert role_of(path) == role


def test_plain_words_are_simplified_and_unspaced() -> None:
    assert plain("預 算 數（ 萬元 ）".replace("萬", "万")) == "预算数(万元)"
    assert plain("⻔诊 “费”") == "门诊费"


MISTAKES = [
    ('family = "budget"', 'family = "budgte"', "family：不认识 'budgte'，是不是 budget？可用：budget、final"),
    ('direction = "expenditure"', 'direktion = "expenditure"', "direktion：不认识的键，是不是 direction？"),
    ('order = ["total", "basic"', 'order = ["total", "basci"', "order：不认识 'basci'，是不是 basic？"),
    (
        'required = ["total", "basic"',
        'required = ["total", "basci|project"',
        "required：不认识 'basci'，是不是 basic",
    ),
    ('kind = "row_sum"', 'kind = "rows_summ"', "identity.1.kind：不认识 'rows_summ'，是不是 rows_sum？"),
    ('unless = "project"', 'unlses = "project"', "identity.2.unlses：不认识的键，是不是 unless？"),
    ('name = "部门支出总表"\n', "", "name：缺少"),
    ("titles = [", "titles = [3,", "titles.1：应为文字（加引号），现为 3"),
]


@pytest.mark.parametrize(("right", "wrong", "told"), MISTAKES)
def test_a_mistake_in_a_table_is_named_with_its_file(tmp_path: Path, right: str, wrong: str, told: str) -> None:
    text = (FOLDER / "bg_expenditure.toml").read_text(encoding="utf-8")
    assert right in text
    path = tmp_path / "bg_expenditure.toml"
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(Mistake) as raised:
        read_definition(path)
    assert str(raised.value).startswith(f"bg_expenditure.toml：{told}") and "\n" not in str(raised.value)

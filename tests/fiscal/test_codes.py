"""Code lists of spending and of places, and how printed names compare with them."""

from __future__ import annotations

import pytest

from fiscal.codes import Classification, by_name, codes, economic, english, functional, name_valid
from fiscal.codes.regions import named, own_name, parents, region_of, short_name, within


@pytest.mark.parametrize(
    ("code", "name", "year", "classification", "match"),
    [
        ("2101101", "行政单位医疗", 2020, "functional", "official"),
        ("2080505", "机关事业单位基本养老保险缴费支出", 2023, "functional", "official"),
        ("20805", "行政事业单位离退休", 2018, "functional", "official"),
        ("20805", "行政事业单位离退休", 2023, "functional", "other_year"),
        ("210", "医疗卫生与计划生育支出", 2016, "functional", "official"),
        ("210", "医疗卫生与计划生育支出", 2022, "functional", "other_year"),
        ("210", "卫生健康", 2022, "functional", "official"),
        ("2210202", "房租补贴", 2020, "functional", "alias"),
        ("2210201", "公务接待费", 2020, "functional", "wrong"),
        ("30213", "维修(护)费", 2022, "economic", "official"),
        ("30110", "城镇职工基本医疗保险缴费", 2020, "economic", "alias"),
        ("30101", "基本工资", 2015, "economic", "official"),
        ("30307", "医疗费", 2017, "economic", "official"),
        ("30302", "以前的名称", 2015, "economic", None),
        ("2060899", "其他科技交流与合作支", 2022, "functional", "official"),
        ("9999999", "没有这个科目", 2020, "functional", None),
    ],
)
def test_a_name_fits_its_code_in_a_year(
    code: str, name: str, year: int, classification: Classification, match: str | None
) -> None:
    assert name_valid(code, name, year, classification) == match


def test_codes_are_a_tree() -> None:
    assert {len(code) for code in codes("functional")} == {3, 5, 7}
    assert {len(code) for code in codes("economic")} == {3, 5}
    assert {code[:3] for code in codes("economic")} <= codes("economic").keys()


def test_each_code_has_both_names() -> None:
    for classification in ("functional", "economic"):
        for entry in codes(classification).values():
            assert entry.level == {3: "类", 5: "款", 7: "项"}[len(entry.code)]
            assert all(name.name and name.english for name in entry.names)


def test_lookups() -> None:
    health = functional("210")
    assert health is not None
    assert [health.name(year).name for year in (2013, 2016, 2024)] == [
        "医疗卫生支出",
        "医疗卫生与计划生育支出",
        "卫生健康支出",
    ]
    assert economic("30217") is not None
    assert functional("30217") is None
    assert english("2210201", "functional")
    assert english("1", "functional") == ""
    assert len(by_name("行政运行", "functional")) > 20
    assert [entry.code for entry in by_name("公务接待费", "economic")] == ["30217", "50206"]


def test_a_name_may_mean_two_places() -> None:
    assert {region.code for region in named("普陀区")} == {"310107", "330903"}
    assert [region.code for region in named("巨鹿县")] == ["130529"]


def test_abolished_places_are_found_for_their_years() -> None:
    assert [region.code for region in named("闸北区", 2014)] == ["310108"]
    assert [region.code for region in named("闸北区")] == ["310108"]


@pytest.mark.parametrize(
    ("code", "own", "above"),
    [
        ("420112", "东西湖区", ("武汉市", "湖北省")),
        ("310107", "普陀区", ("上海市",)),
        ("320000", "江苏省", ()),
        ("440300", "深圳市", ("广东省",)),
    ],
)
def test_a_place_and_what_holds_it(code: str, own: str, above: tuple[str, ...]) -> None:
    region = region_of(code)
    assert region is not None
    assert own_name(region) == own
    assert parents(region) == above


def test_within() -> None:
    district, city, other = (region_of(code) for code in ("420112", "420100", "430100"))
    assert district and city and other
    assert within(district, city)
    assert not within(city, district)
    assert not within(district, other)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("武汉市", "武汉"),
        ("广西壮族自治区", "广西"),
        ("新疆维吾尔自治区", "新疆"),
        ("北京市", "北京"),
        ("内蒙古自治区", "内蒙古"),
        ("湘西土家族苗族自治州", "湘西"),
        ("海西蒙古族藏族自治州", "海西"),
        ("鄂伦春自治旗", "鄂伦春"),
        ("彭水苗族土家族自治县", "彭水"),
        ("长白朝鲜族自治县", "长白"),
        ("赵县", "赵县"),
        ("兴安盟", "兴安"),
    ],
)
def test_short_names(name: str, short: str) -> None:
    assert short_name(name) == short

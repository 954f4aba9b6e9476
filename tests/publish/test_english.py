"""English names: places in pinyin, offices by their kind, lines of tables by their code or words."""

from __future__ import annotations

import pytest
from lxml import html

from fiscal.codes import functional
from fiscal.records import Region
from publish.catalog import catalog
from publish.english.bodies import body
from publish.english.labels import of_line, of_words
from publish.english.places import names, place
from publish.english.words import ENGLISH
from publish.site import Site
from tests.publish.conftest import Render
from tests.publish.samples import budget, prose
from tests.publish.test_pages import select, text_of

XIAN = Region("610100", "陕西省", "西安市", "")


@pytest.mark.parametrize(
    ("region", "said"),
    [
        (XIAN, "Xi'an Municipality, Shaanxi Province"),
        (Region("", "四川省", "达州市", "通川区"), "Tongchuan District, Dazhou Municipality, Sichuan Province"),
        (Region("", "上海市", "上海市", "普陀区"), "Putuo District, Shanghai Municipality"),
        (Region("", "浙江省", "金华市", "义乌市"), "Yiwu City, Jinhua Municipality, Zhejiang Province"),
        (
            Region("", "湖北省", "恩施土家族苗族自治州", ""),
            "Enshi Tujia and Miao Autonomous Prefecture, Hubei Province",
        ),
        (Region("", "内蒙古自治区", "", ""), "Inner Mongolia Autonomous Region"),
        (Region("", "", "", ""), ""),
    ],
)
def test_a_place_is_said_from_the_smallest_part(region: Region, said: str) -> None:
    assert place(region) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("济宁市市中区", "Shizhong District, Jining Municipality"),
        ("长治市", "Changzhi Municipality"),
        ("吕梁市", "Lüliang Municipality"),
        ("六安市", "Lu'an Municipality"),
        ("内蒙古自治区", "Inner Mongolia Autonomous Region"),
    ],
)
def test_names_of_several_parts_are_taken_apart(text: str, said: str) -> None:
    assert names(text) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("西安市财政局（汇总）", "Finance Bureau, Xi'an Municipality, Shaanxi Province (consolidated)"),
        (
            "中共西安市委宣传部",
            "Publicity Department of the Communist Party Committee, Xi'an Municipality, Shaanxi Province",
        ),
        ("西安市人民政府曲江街道办事处", "Qujiang Subdistrict Office, Xi'an Municipality, Shaanxi Province"),
        ("西安市某某研究会", ""),
    ],
)
def test_a_body_is_said_where_its_office_is_known(name: str, said: str) -> None:
    assert body(name, XIAN) == said
    assert body(name, XIAN, where=False) == said.replace(", Xi'an Municipality, Shaanxi Province", "")


def test_lines_are_called_by_their_code_or_their_words() -> None:
    one = budget()
    coded = next(fact for fact in one.facts if fact.code == "2080109")
    entry = functional("2080109")
    assert entry is not None and of_line(coded.label, (coded,), 2023) == entry.name(2023).english
    assert of_line("别的名字", (coded,), 2023) == ""
    assert (of_words("一、一般公共服务支出"), of_words("合 计")) == ("General public services", "Total")


def test_english_words_are_all_english() -> None:
    said = [*ENGLISH.place.values(), *ENGLISH.office.values(), *ENGLISH.line.values(), *ENGLISH.spelled.values()]
    assert all(text and all(sign < "\u2e80" for sign in text) for text in said)


def test_an_english_page_names_its_tables_and_marks_what_stays_chinese(render: Render) -> None:
    one = budget()
    page = html.fromstring(render(catalog((one,), Site(), prose()))[f"en/{one.department_id}/2023/index.html"])
    table = "//article[@id='bg_expenditure']"
    assert text_of(page, f"{table}/h3") == "Expenditure of the department"
    glosses = select(page, f"{table}//tbody//small[@lang='en']/text()")
    assert {"Social security and employment", "Total"} <= set(glosses)
    assert select(page, f"{table}//thead//small/text()")[-1] == "Project expenditure"
    assert select(page, "//section[@id='summary']//li//*[contains(text(), '个人权益')]/@lang") == ["zh-Hans"]
    terms = select(page, "//section[@id='summary']//details//dt/a/@href")
    assert terms and all(address.startswith("../../glossary/#") for address in terms)
    assert text_of(page, "//p[@class='gloss']").startswith("Healthcare Security Service Centre, Tongchuan District")

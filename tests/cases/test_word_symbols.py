"""Signs that Word inserts as symbols of a font, where no letter stands."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from fiscal.records import Disclosure
from tests.cases.made_b import Made, accused, made, promised, to_docx
from tests.fiscal.drawn import case, checked

SIGNS = {
    "≥": ("Symbol", "F0B3"), "≤": ("Symbol", "F0A3"), "＞": ("Symbol", "F03E"), "＜": ("Symbol", "F03C"),
    "=": ("Symbol", "F03D"),
}  # fmt: skip
LOWER = {"≥": ("Symbol", "00B3"), "≤": ("Symbol", "00A3")}
SPELT = {"≥": ("symbol", "f0b3"), "≤": ("SYMBOL", "f0a3")}
PLAIN = {"≥": ("宋体", "2265"), "≤": ("宋体", "2264")}
NAMED = {"≥": ("SegoeUISymbol", "2265"), "≤": ("SegoeUISymbol", "2264")}
FORM = """
项目名称|水库维修|<|<
项目资金|40.00|<|<
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|维修水库座数|≥12座
产出指标|质量指标|验收合格率|≥100%
产出指标|时效指标|工期|≤6个月
成本指标|经济成本指标|维修成本|≤40万元
满意度指标|服务对象满意度指标|群众满意度|≥95%
"""
RIGHT = [
    "水库维修|产出指标|数量指标|维修水库座数|≥|12|座", "水库维修|产出指标|质量指标|验收合格率|≥|100|%",
    "水库维修|产出指标|时效指标|工期|≤|6|个月", "水库维修|成本指标|经济成本指标|维修成本|≤|40|万元",
    "水库维修|满意度指标|服务对象满意度指标|群众满意度|≥|95|%",
]  # fmt: skip
COLUMN = (
    FORM.replace("|指标值", "|指标性质|指标值").replace("40.00|<|<", "40.00|<|<|<").replace("维修|<|<", "维修|<|<|<")
)
COLUMN = COLUMN.replace("|≥", "|≥|").replace("|≤", "|≤|")


def with_symbols(data: bytes, signs: dict[str, tuple[str, str]], alone: bool = True) -> bytes:
    """The Word file with each sign as a symbol; ``alone`` in a run of its own, else in the run of its text."""
    source = zipfile.ZipFile(io.BytesIO(data))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = _signed(content.decode(), signs, alone).encode()
            target.writestr(name, content)
    return stream.getvalue()


def _signed(xml: str, signs: dict[str, tuple[str, str]], alone: bool) -> str:
    parts = "</w:t></w:r><w:r>{}</w:r><w:r><w:t>" if alone else "</w:t>{}<w:t>"

    def printed(text: re.Match[str]) -> str:
        shown = text[0]
        for sign, (font, code) in signs.items():
            shown = shown.replace(sign, parts.format(f"@{font}|{code}@"))
        return re.sub(r"@(\w+(?: \w)?)\|(\w+)@", r'<w:sym w:font="\1" w:char="\2"/>', shown)

    return re.sub(r"(?<=<w:t>)[^<]*(?=</w:t>)", printed, xml)


def assert_right(found: Disclosure) -> None:
    assert [promised(one) for one in found.indicators] == RIGHT
    assert [(one.project, one.raw) for one in found.facts] == [("水库维修", "40.00")]
    assert not accused(found) and not found.unread


def test_the_case(cases: Path) -> None:
    found = case(cases, "word-symbols")
    assert [promised(one).split("|", 3)[3] for one in found.indicators] == [
        "维修水库座数|≥|12|座", "验收合格率|≥|100|%", "群众满意度|≥|95|%",
    ]  # fmt: skip
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("signs", (SIGNS, LOWER, SPELT, PLAIN, NAMED))
@pytest.mark.parametrize("alone", (True, False))
@pytest.mark.parametrize("text", (FORM, COLUMN))
def test_signs_of_the_symbol_font(signs: dict[str, tuple[str, str]], alone: bool, text: str) -> None:
    data = to_docx((Made(text, "项目支出绩效目标表"),))
    assert_right(checked("清川市水利局2031年部门预算.docx", with_symbols(data, signs, alone)))


@pytest.mark.parametrize("sign", ("\uf0b3", "\uf0a3"))
@pytest.mark.parametrize("form", ("docx", "html", "xlsx", "txt"))
def test_private_characters_of_the_symbol_font(form: str, sign: str) -> None:
    meant = {"\uf0b3": "≥", "\uf0a3": "≤"}[sign]
    text = FORM.replace(meant, sign)
    assert_right(made(form, Made(text, "项目支出绩效目标表", heads=0)))


@pytest.mark.parametrize("form", ("docx", "html", "xlsx", "txt", "ruled"))
@pytest.mark.parametrize(
    "signs", (("⩾", "⩽"), ("≧", "≦"), (">=", "<="), ("＞＝", "＜＝"), ("不低于", "不超过"), ("大于等于", "小于等于"))
)
def test_other_ways_to_write_them(form: str, signs: tuple[str, str]) -> None:
    text = FORM.replace("≥", signs[0]).replace("≤", signs[1])
    assert_right(made(form, Made(text, "项目支出绩效目标表", heads=0)))


@pytest.mark.parametrize("mark", ("Wingdings|F0FC", "Wingdings 2|F052"))
def test_a_tick_is_no_sign(mark: str) -> None:
    text = FORM.replace("一级指标|", "是否重点|√|<|<¶一级指标|".replace("¶", "\n"), 1)
    data = to_docx((Made(text, "项目支出绩效目标表"),))
    font, code = mark.split("|")
    assert_right(checked("清川市水利局2031年部门预算.docx", with_symbols(data, {"√": (font, code)})))

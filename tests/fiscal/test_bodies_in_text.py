"""Bodies inside sentences: a place, what follows it, the end of a name; found in one walk over the text."""

from __future__ import annotations

import re

import pytest

from fiscal.identity.bodies import BETWEEN, ENDED, PLACE_SIGNS, _placed, bodies_in_text

PLAIN = re.compile(
    rf"[\u4e00-\u9fff]{{{PLACE_SIGNS.start},{PLACE_SIGNS.stop - 1}}}?[省市县区州旗盟]"
    rf"[\u4e00-\u9fff]{{{BETWEEN.start},{BETWEEN.stop - 1}}}?" + ENDED.pattern.removeprefix("(?=").removesuffix(")")
)
"""The same as one pattern, which tries every beginning with every end."""
SENTENCES = (
    "甲乙市丙丁区农业农村局是主管农业的部门。",
    "根据甲乙县人民政府的安排，丙丁县审计局负责审计，丁戊县审计局所属单位参加。",
    "甲市局，乙市丙县农业局的预算由甲市财政局下达",
    "市市市市市局的省县区审计局1",
    "局局局市局局局部门预算",
    "甲乙丙丁戊己庚辛壬癸子丑市医院、卯辰市医院",
    "没有地名的委员会是这样写的",
    "",
)


@pytest.mark.parametrize("text", SENTENCES)
def test_the_walk_finds_what_the_pattern_finds(text: str) -> None:
    assert list(_placed(text)) == [match.span() for match in PLAIN.finditer(text)]


@pytest.mark.parametrize("piece", ["县", "市局", "某县农业", "县委员会", "局的"])
def test_each_end_is_looked_up_once(piece: str) -> None:
    text = piece * 20_000
    assert len(list(_placed(text))) <= len(text)


def test_the_body_of_a_sentence_is_told_with_its_place() -> None:
    found = [one.core for one in bodies_in_text("河源市紫金县审计局是主管审计的部门。")]
    assert found == ["审计局"]

"""Patterns of data files: other patterns stand in their slots, and whatever else is written in braces stays."""

from __future__ import annotations

import re

import pytest

from fiscal.patterns import composed


@pytest.mark.parametrize(
    ("source", "parts", "whole"),
    [
        ("第{numeral}(?:部分|章)", {"numeral": "[一二三]{1,3}"}, "第[一二三]{1,3}(?:部分|章)"),
        (r"\d{2}{unit}{unit}?", {"unit": "元"}, r"\d{2}元元?"),
        (r"\d{1,3}年", {}, r"\d{1,3}年"),
        ("{name}", {"name": "{other}"}, "{other}"),
    ],
)
def test_slots_are_filled_and_repeats_are_kept(source: str, parts: dict[str, str], whole: str) -> None:
    assert composed(source, **parts) == whole
    re.compile(whole)


def test_a_slot_without_a_part_is_a_mistake() -> None:
    with pytest.raises(KeyError, match="numeral"):
        composed("第{numeral}章", unit="元")

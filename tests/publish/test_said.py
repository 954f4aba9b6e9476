"""What charts and pages say: every wording is asked for, and both languages fill the same slots."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from publish import said
from publish.chart import Text
from publish.said import WORDS, Said

ROOM = Path(said.__file__).parent
CHINESE = re.compile(r"[\u3400-\u9fff]")
PAIRS = [
    *((f"{chart}.{key}", pair) for chart, pairs in WORDS.charts.items() for key, pair in pairs.items()),
    *((f"{name}.{key}", pair) for name, pairs in WORDS.labels.items() for key, pair in pairs.items()),
    *((name, getattr(WORDS.pages, name)) for name in WORDS.pages.__struct_fields__),
]


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(("name", "pair"), PAIRS, ids=[name for name, _ in PAIRS])
def test_both_languages_are_there(name: str, pair: Said) -> None:
    assert CHINESE.search(pair.zh) or pair.zh.startswith("{")
    assert pair.en and not CHINESE.search(pair.en)
    assert slots(pair.zh) - slots(pair.en) <= {"kinds", "first"}


@pytest.mark.parametrize("chart", WORDS.charts)
def test_a_chart_asks_for_its_words_and_no_others(chart: str) -> None:
    (module,) = (path for path in ROOM.rglob(f"{chart}.py"))
    text = module.read_text(encoding="utf-8")
    asked = set(re.findall(r'(?:SAYS|of_chart\("\w+"\))\["(\w+)"', text))
    built = {key for key in WORDS.charts[chart] if key.removesuffix("_weight") in re.findall(r'"(\w+)"', text)}
    assert f'of_chart("{chart}")' in text
    assert asked <= WORDS.charts[chart].keys()
    assert WORDS.charts[chart].keys() <= asked | built


def test_a_slot_is_filled_in_the_language_of_its_sentence() -> None:
    pair = Said("{first}占 {share}", "{first}, {share}")
    assert pair.text(first=Text("卫生", "Health"), share="96%") == Text("卫生占 96%", "Health, 96%")

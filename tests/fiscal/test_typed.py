"""Files that people write by hand: every mistake is named with its key and what is allowed, in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, get_args

import pytest

from fiscal.checks import rules
from fiscal.checks.expected import Expected
from fiscal.checks.words import Words
from fiscal.identity.words import WORDS
from fiscal.records import Kind
from fiscal.sidecar import KINDS, SidecarError, read_sidecar
from fiscal.typed import Entry, Expression, Mistake, Pattern, decoded
from pipeline import wording

MISTAKES = [
    ('kind = "dept_budgte"', "kind", "是不是 dept_budget？", "did you mean dept_budget?"),
    ('kind = "部门预算"', "kind", "可用：dept_budget、unit_budget", "there are dept_budget"),
    ('region_code = "43010"', "region_code", "是不是 4301", "did you mean 4301"),
    ('region_code = "990000"', "region_code", "GB/T 2260", "codes of six digits"),
    ('departmnet = "某局"', "departmnet", "是不是 department？", "did you mean department?"),
    ('fiscal_year = "2031"', "fiscal_year", "应为整数，现为 '2031'", "should be a whole number, not '2031'"),
    ("fiscal_year = 31", "fiscal_year", "应为年份，现为 31", "should be a year, not 31"),
    ("title = 3", "title", "应为文字（加引号），现为 3", "should be text in quotes, not 3"),
    ("correction = 3", "correction", "应为列表", "should be a list"),
    ("[[correction]]\nvalue = 1", "correction.1.reason", "缺少", "is missing"),
    ('[[correction]]\nvalue = 1\nreason = " "', "correction.1.reason", "缺少", "is missing"),
    (
        '[[correction]]\nreason = "x"\nvalue = 1\ncolum = ""',
        "correction.1.colum",
        "是不是 column？",
        "did you mean column?",
    ),
    ("[source_urls]\nname = 3", "source_urls", "不是文字", "not text in quotes"),
]


@pytest.fixture
def english() -> object:
    wording.speak("en")
    yield
    wording.speak("zh")


@pytest.mark.parametrize(("text", "key", "words", "_"), MISTAKES)
def test_a_mistake_in_a_sidecar_is_named(text: str, key: str, words: str, _: str) -> None:
    with pytest.raises(SidecarError) as raised:
        read_sidecar(text)
    told = str(raised.value)
    assert told.startswith(key) and words in told and "\n" not in told


@pytest.mark.parametrize(("text", "key", "_", "words"), MISTAKES)
@pytest.mark.usefixtures("english")
def test_a_mistake_is_named_in_english(text: str, key: str, _: str, words: str) -> None:
    with pytest.raises(SidecarError) as raised:
        read_sidecar(text)
    told = wording.told(f"某市/disclosure.toml：{raised.value}；这个文件夹里的文件都没有读")
    assert f"disclosure.toml: {key}: " in told and words in told
    assert not re.search(r"[\u4e00-\u9fff]", told.replace("某市", "").replace("部门预算", ""))


def test_what_a_sidecar_says_is_read() -> None:
    sidecar = read_sidecar('kind = "gov_debt"\nregion_code = "430100"\n[[correction]]\nreason = "x"\nvalue = 12.5\n')
    assert (sidecar.kind, sidecar.region_code) == ("gov_debt", "430100")
    assert [entry.value for entry in sidecar.corrections] == ["12.5"]
    assert read_sidecar("") == read_sidecar("# nothing")


def test_every_kind_has_its_title() -> None:
    assert tuple(WORDS.titles) == KINDS == get_args(Kind)


class Shelf(Entry, frozen=True):
    books: dict[str, tuple[int, ...]]
    places: dict[Literal["left", "right"], int] = {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "books：缺少"),
        ("[books]\na = [1, 'x']", "books.2：里面有一项不是整数"),
        ("[books]\n[places]\nrihgt = 1", "places.rihgt：不认识的键，是不是 right？可用的键：left、right"),
        ("[books]\na = [1]\n[boks]", "boks：不认识的键，是不是 books？可用的键：books"),
    ],
)
def test_a_mistake_far_inside_is_named(text: str, told: str) -> None:
    with pytest.raises(Mistake, match=re.escape(told)):
        decoded(text, Shelf)


class Rule(Entry, frozen=True):
    """A file with a pattern."""

    words: Pattern


def test_a_pattern_is_compiled_where_it_is_read() -> None:
    assert decoded('words = "合计|总计"', Rule).words.fullmatch("总计")
    with pytest.raises(Mistake, match=r"^words：不是合法的正则表达式 '\(合计'：missing \)"):
        decoded('words = "(合计"', Rule)


class Parts(Entry, frozen=True):
    words: tuple[Expression, ...]


def test_a_part_of_a_pattern_is_a_pattern_itself() -> None:
    assert decoded('words = ["合计", "总(?:计|数)"]', Parts).words == ("合计", "总(?:计|数)")
    with pytest.raises(Mistake, match=r"^words.2：不是合法的正则表达式 '总\(计'：missing \)"):
        decoded('words = ["合计", "总(计"]', Parts)


RULES = sorted((Path(rules.__file__).parent).glob("*.toml"))


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.name)
def test_a_key_that_no_check_reads_is_refused(path: Path) -> None:
    wanted: dict[str, type[Entry]] = {
        "across": rules.Across,
        "expected": Expected,
        "lacking": rules.Untestable,
        "performance": rules.Performance,
        "prose": rules.Prose,
        "text": rules.Text,
        "words": Words,
        "years": rules.Years,
    }
    with pytest.raises(Mistake, match=r"^nonsense：不认识的键"):
        decoded("nonsense = 1\n" + path.read_text(encoding="utf-8"), wanted[path.stem])

"""All that a check is stands in one stanza, whole, and every sentence that may tell it can be said."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

import fiscal
from fiscal import checks as rules
from fiscal.document import Place
from fiscal.findings.doubt import Doubt
from fiscal.findings.series import Series, checks, frames, frames_of, shared
from fiscal.findings.wording import finding

ROOM = Path(fiscal.__file__).parent
THEME = ROOM.parent / "theme" / "strings"
MODULES = {module.__name__.rpartition(".")[2] for module in (*rules.EQUATIONS, *rules.OBSERVATIONS)} | {"years"}
ID = re.compile(r'"([TXNPSY]\d\da?)"')
ELSEWHERE = frozenset({"untestable", "often"})
"""Frames that any check may use."""
FILLED = frozenset(
    {"where", "printed", "due", "gap", "actual", "expected", "difference", "rule", "name", "why", "suggestion"}
)
"""Slots that every finding has by itself."""


def sentences() -> Iterator[tuple[str, str]]:
    for name in checks():
        for frame in (*frames_of(name), "untestable"):
            yield name, frame


def slots(frame: str) -> dict[str, str]:
    """A mark for every slot that a frame asks of its check."""
    kind = frames()[frame]
    texts = "".join((kind.title, kind.title_en, kind.message, kind.message_en))
    return {name: f"<{name}>" for name in re.findall(r"{(\w+)", texts) if name not in FILLED} | {"count": "7"}


@pytest.mark.parametrize(("name", "frame"), tuple(sentences()))
def test_every_check_can_be_told_by_each_of_its_frames(name: str, frame: str) -> None:
    doubt = Doubt(name, "note", frame, Place("a.pdf", "3"), slots(frame), suggestion="<suggestion>")
    told = finding("one", doubt)
    for text in (told.title, told.message, told.title_en, told.message_en):
        assert text and "{" not in text and "“”" not in text
    for slot in set(slots(frame)) - {"count"}:
        zh, en = told.title + told.message, told.title_en + told.message_en
        assert (f"<{slot}>" in zh.lower()) == (f"<{slot}>" in en.lower()), f"{slot} in one language only"


@pytest.mark.parametrize("frame", sorted(frames()))
def test_a_frame_asks_the_same_in_both_languages(frame: str) -> None:
    kind = frames()[frame]
    for part in ("title", "message"):
        here, there = (set(re.findall(r"{(\w+)[}:]", getattr(kind, part + tail))) for tail in ("", "_en"))
        assert here == there
    english = re.sub(r"{\w+[^}]*}", "", kind.title_en + kind.message_en + kind.often_en)
    assert not re.search("[\u4e00-\u9fff]", english)
    assert bool(kind.together) == bool(kind.often) == bool(kind.often_en)


def test_every_frame_is_used_and_known() -> None:
    used = {frame for name in checks() for frame in frames_of(name)}
    assert used | ELSEWHERE == set(frames())
    groups = {name for check in checks().values() for name in check.frames} & set(shared().group)
    assert groups == set(shared().group)


def test_every_module_makes_checks_that_have_their_words() -> None:
    assert {module for check in checks().values() for module in check.by} == MODULES
    files = [*(ROOM / "checks").glob("*.*"), *(ROOM / "tables").glob("*.toml")]
    met = {name for path in files if path.is_file() for name in ID.findall(path.read_text(encoding="utf-8"))}
    assert met <= set(checks())


def test_names_are_said_once_and_differ() -> None:
    for language in ("zh", "en"):
        assert "check" not in tomllib.loads((THEME / f"{language}.toml").read_text(encoding="utf-8"))
    for tail in ("", "_en"):
        names = [getattr(check, f"name{tail}") for check in checks().values()]
        assert all(names) and len(set(names)) == len(names)
    assert all(check.rule and check.rule_en for check in checks().values())


@pytest.mark.parametrize("change", [{"levle": "info"}, {"level": "grave"}, {"name": 3}])
def test_a_stanza_with_an_unknown_key_or_value_is_refused(change: dict[str, object]) -> None:
    whole = dict.fromkeys(("name", "name_en", "rule", "rule_en", "why", "why_en"), "x")
    good = {**whole, "level": "info", "nature": "law", "by": [], "frames": []}
    assert msgspec.convert({"check": {"T99": good}}, Series)
    stanza = {**good, **change}
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"check": {"T99": stanza}}, Series)

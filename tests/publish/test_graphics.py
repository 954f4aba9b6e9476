"""Drawings: the same bytes everywhere, both engines alike, safe for any text, legible in light and dark."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import get_args
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.chart import Chart, Language, Mark, Template, Text
from publish.graphics import drawings, fonts, render, take
from publish.graphics.layout import lay_out
from publish.graphics.lines import ELLIPSIS, FORBIDDEN, scrub, wrap
from publish.graphics.look import FORMS, look
from publish.graphics.svg import bare, rows, size

LANGUAGES: tuple[Language, ...] = ("zh", "en")
MARKS = (
    Mark(Text("社会保障和就业支出", "Social security"), Decimal("408.99"), Text("408.99 万元", "4.09 million yuan")),
    Mark(Text("机关事业单位基本养老保险缴费支出及其他长名称的科目", "A long English label that needs two lines"),
         Decimal("41.96"), Text("41.96 万元", "419,600 yuan"), 1, Decimal("50"), doubtful=True),
    Mark(Text("其他 3 项", "3 others"), Decimal("1.2"), Text("1.20 万元", "12,000 yuan"), rest=True),
)  # fmt: skip


def chart(template: Template = "bars", title: str = "钱花在哪里：社会保障和就业占 89%") -> Chart:
    words = Text(title, "Where the money goes")
    about = Text("某市，2023年", "A city, 2023")
    return Chart("a", template, "spending", words, about, words, about, about, "万元", (), (), MARKS, ())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", get_args(Template))
def test_both_engines_draw_the_same(template: Template, language: Language) -> None:
    fast = render(chart(template), language, png=False)
    oracle = render(chart(template), language, engine="vl-convert", png=False)
    assert fast.svg == oracle.svg
    assert fast.svg_narrow == oracle.svg_narrow


def test_the_same_chart_is_the_same_bytes() -> None:
    assert render(chart(), "zh") == render(chart(), "zh")


@pytest.mark.parametrize("template", get_args(Template))
def test_a_drawing_keeps_its_width_and_its_words(template: Template) -> None:
    for language in LANGUAGES:
        drawn = render(chart(template), language, png=False)
        for form, svg in zip(FORMS, (drawn.svg, drawn.svg_narrow), strict=True):
            root = ElementTree.fromstring(svg)
            assert float(root.attrib["width"]) <= look().sizes(form).width + 1, "something reaches over the margin"
            texts = "".join(root.itertext())
            assert all(mark.shown.of(language) in texts for mark in MARKS)
            sizes = [float(size.removesuffix("px")) for size in re.findall(r'font-size="([^"]+)"', svg)]
            assert min(sizes) >= 12


def test_a_drawing_obeys_a_strict_policy() -> None:
    drawn = render(chart(), "zh", png=False)
    for svg in (drawn.svg, drawn.svg_narrow):
        assert not re.search(r"<style|\sstyle=|<script|\son\w+=|href|\sid=", svg)
    assert "prefers-color-scheme:dark" in drawn.file


def test_every_colour_is_a_class_of_the_theme() -> None:
    for template in get_args(Template):
        svg = render(chart(template), "zh", png=False).svg
        for attributes in re.findall(r"<(?:path|text|rect) ([^>]*)>", svg):
            if 'fill="#' in attributes:
                assert 'class="c-' in attributes


def test_keys_find_the_marks_where_they_are_drawn() -> None:
    for template in get_args(Template):
        drawn = render(chart(template), "zh", png=False)
        for svg in (drawn.svg, drawn.svg_narrow):
            top, step, count = rows(svg)
            root = ElementTree.fromstring(svg)
            groups = [group for group in root.iter() if group.get("data-words") is not None]
            assert count == len(chart(template).marks) and groups
            plot = re.search(r"translate\(([\d.]+),([\d.]+)\)", svg)
            assert plot is not None
            for index, text in enumerate(groups[0]):
                assert index * step <= float(text.get("y", "nan")) + float(plot[2]) - top <= (index + 1) * step


def test_a_drawing_without_its_heading_is_a_view_of_the_file() -> None:
    drawn = render(chart(), "zh", png=False)
    for svg, file in ((drawn.svg, drawn.file), (drawn.svg_narrow, drawn.file_narrow)):
        left, top, width, height = bare(svg)
        assert f'<view id="bare" viewBox="{left:g} {top:g} {width:g} {height:g}"' in file
        assert top > 40 and (width, top + height) == size(svg)


def test_templates_that_another_process_compiled_are_taken_over(monkeypatch: pytest.MonkeyPatch) -> None:
    held = drawings()
    monkeypatch.setattr("publish.graphics._taken", {})
    take(held)
    monkeypatch.setattr("publish.graphics.templates.compiled", lambda *_: 1 / 0)
    assert drawings() == held


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_colours_have_contrast(mode: str) -> None:
    colours = getattr(look(), mode)
    paper = luminance(colours["paper"])
    for name, colour in colours.items():
        light, dark = sorted((luminance(colour), paper), reverse=True)
        wanted = 1.0 if name == "paper" else 4.5 if name in {"ink", "soft", "doubt"} else 3.0
        assert (light + 0.05) / (dark + 0.05) >= wanted, f"{mode} {name}"


NAUGHTY = [
    "hasOwnProperty",
    "\x00\x08\x0b\x1f",
    "\ufffe\uffff",
    "𠮷" * 60,
    "</text><script>",
    "&amp;",
    "\u202eabc",
    " ",
    "'\"`\\",
]


@pytest.mark.parametrize("title", NAUGHTY)
def test_any_text_can_be_drawn(title: str) -> None:
    for engine in ("v8", "vl-convert"):
        svg = render(chart(title=title), "zh", engine=engine, png=False).svg
        ElementTree.fromstring(svg)
        assert "<script" not in svg


@given(st.text(max_size=60), st.integers(30, 300))
@settings(max_examples=200, deadline=None)
def test_lines_fit_and_lose_nothing_without_a_sign(text: str, limit: int) -> None:
    lines = wrap(text, limit, 14, most=3)
    assert 1 <= len(lines) <= 3
    assert not FORBIDDEN.search("".join(lines))
    assert all(fonts.width(line, 14) <= limit or len(line) == 1 for line in lines)
    if not lines[-1].endswith(ELLIPSIS):
        assert "".join("".join(lines).split()) == "".join(scrub(text).split())


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("社会保障和就业支出", 300, ["社会保障和就业支出"]),
        ("机关事业单位基本养老保险缴费支出", 150, ["机关事业单位基本", "养老保险缴费支出"]),
        ("Social security and employment", 150, ["Social security", "and employment"]),
    ],
)
def test_lines_break_where_a_reader_would(text: str, limit: int, expected: list[str]) -> None:
    assert list(wrap(text, limit, 14)) == expected


def test_a_label_that_is_too_long_keeps_its_part() -> None:
    long = "Urban and rural community affairs and all that belongs to them"
    part = "Public facilities of communities"
    for name, kept in ((f"Housing: {part}", "Housing:"), (f"{long} {long}: {part}", "Public facilities")):
        mark = replace(MARKS[0], label=Text("甲", name))
        for form in FORMS:
            rows = lay_out(replace(chart(), marks=(mark,)), "en", look().sizes(form)).data["rows"]
            drawn = str(rows[0]["label"])
            assert drawn.startswith(kept)
            assert ELLIPSIS not in drawn


def test_the_font_has_what_disclosures_need() -> None:
    assert fonts.missing("（一）“三公”经费：①②③ ％＋－＝≥≤×÷ 喆堃昇 ABC abc 0.5 元㎡℃〔2023〕—…·") == ""
    assert fonts.missing("𠮷") == "𠮷"


def test_the_font_has_the_general_list_of_standard_characters() -> None:
    """Characters of 通用规范汉字表 (2013) that GB/T 2312 lacks."""
    beyond = (fonts.FOLDER / "characters.txt").read_text(encoding="utf-8")
    assert len(set(beyond) - set("\n")) > 1700
    assert fonts.missing(beyond + "㙍䓖㛃䴖龢𫖯𬭎𬶮") == ""


def test_a_character_that_the_font_lacks_is_named() -> None:
    assert render(chart(title="𠮷林一院花了多少"), "zh", png=False).missing == "𠮷"
    assert render(chart(), "zh", png=False).missing == ""


def test_a_subset_is_the_same_for_the_same_characters() -> None:
    once = fonts.subset("万元 0123")
    assert once == fonts.subset("3210 元万元") and once[:4] == b"wOF2"
    assert len(once) < 10_000


def test_a_missing_font_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "FOLDER", fonts.FOLDER / "nowhere")
    with pytest.raises(fonts.FontMissing, match="MingzhangSans-Regular.otf"):
        fonts.path()


def test_a_picture_shows_text_in_our_font() -> None:
    from publish.graphics import convert

    ours, none = (convert.picture(convert.probe(name)) for name in (fonts.FAMILY, "No Such Family"))
    assert ours != none

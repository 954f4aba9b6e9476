"""Sentences that run over the end of a page: each figure is told where it is printed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from fiscal.records import Disclosure
from tests.cases.made_b import FONT, accused, plain
from tests.fiscal.drawn import case, checked

TEXT = (
    "2031年部门支出预算总额908.10万元，其中基本支出362.60万元，比上年增加12.60万元，增长3.60%，主要原因是人员增加；"
    "项目支出545.50万元，比上年减少20.50万元，下降3.62%，主要原因是一次性项目完成。"
)
FIGURES = ("908.1", "362.6", "12.6", "3.6", "545.5", "20.5", "3.62")
PUBLIC = (
    "2031年“三公”经费预算46.30万元，其中：因公出国（境）费20.00万元；"
    "公务用车购置及运行费18.30万元（公务用车运行费18.30万元）；公务接待费8.00万元，与上年持平。"
)
PUBLIC_FIGURES = ("46.3", "20", "18.3", "18.3", "8")


def pages(
    text: str, cut: int, head: str = "", foot: str = "", indent: str = "　　", per_line: int = 30, before: int = 3
) -> bytes:
    """A file whose second page begins behind ``cut`` lines of a paragraph; head and foot stand on each page."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    whole = indent + text
    lines = [whole[start : start + per_line] for start in range(0, len(whole), per_line)]
    filler = [
        "清川市水利局2031年部门预算",
        *[f"　　本部门第{number}项职责是组织实施水利工作。" for number in range(1, before)],
    ]
    for number, page in enumerate(([*filler, *lines[:cut]], [*lines[cut:], "　　二、其他事项。"])):
        canvas.setFont(FONT, 9)
        if head:
            canvas.drawCentredString(A4[0] / 2, A4[1] - 40, head)
        if foot:
            canvas.drawCentredString(A4[0] / 2, 36, foot.format(number + 1))
        canvas.setFont(FONT, 14)
        bottom = 72 if number == 0 else 0
        y = bottom + 24 * (len(page) - 1) if bottom else A4[1] - 90
        for line in page:
            canvas.drawString(80, y, line)
            y -= 24
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def parts(found: Disclosure) -> list[tuple[str, str]]:
    return [(plain(one.value), one.place.part) for one in found.statements]


def right(text: str, figures: tuple[str, ...], cut: int, per_line: int = 30) -> list[tuple[str, str]]:
    """The page on which each figure ends, by its place in the text."""
    placed, start = [], 0
    for figure in figures:
        printed = next(
            form
            for form in (f"{figure}0万元", f"{figure}万元", f"{figure}.00万元", f"{figure}0%", f"{figure}%")
            if form in text[start:]
        )
        at = text.index(printed, start)
        start = at + len(printed)
        placed.append((figure, "1" if (2 + at) // per_line < cut else "2"))
    return placed


def test_the_case(cases: Path) -> None:
    found = case(cases, "statement-over-page")
    assert parts(found) == [
        ("908.1", "2"), ("362.6", "2"), ("12.6", "3"), ("3.6", "3"), ("545.5", "3"), ("20.5", "3"), ("3.62", "3"),
    ]  # fmt: skip
    assert not accused(found)


@pytest.mark.parametrize("cut", (1, 2, 3))
@pytest.mark.parametrize(
    ("head", "foot"), (("", ""), ("", "- {} -"), ("清川市水利局2031年部门预算", "第{}页 共2页"), ("", "{}"))
)
def test_a_paragraph_over_the_break(cut: int, head: str, foot: str) -> None:
    found = checked("清川市水利局2031年部门预算.pdf", pages(TEXT, cut, head, foot))
    assert parts(found) == right(TEXT, FIGURES, cut)
    assert {one.year for one in found.statements[:1]} == {2031}
    assert not accused(found)


@pytest.mark.parametrize("per_line", (22, 26, 34))
@pytest.mark.parametrize("cut", (1, 2))
def test_other_widths(per_line: int, cut: int) -> None:
    found = checked("清川市水利局2031年部门预算.pdf", pages(TEXT, cut, foot="- {} -", per_line=per_line))
    assert parts(found) == right(TEXT, FIGURES, cut, per_line)
    subjects = {plain(one.value): one.subject for one in found.statements}
    assert subjects["545.5"].endswith("项目支出") and "基本支出" in subjects["12.6"] and "项目支出" in subjects["20.5"]
    assert not accused(found)


@pytest.mark.parametrize("cut", (1, 2))
@pytest.mark.parametrize("foot", ("", "- {} -"))
def test_public_expenses(cut: int, foot: str) -> None:
    found = checked("清川市水利局2031年部门预算.pdf", pages(PUBLIC, cut, foot=foot))
    assert parts(found) == right(PUBLIC, PUBLIC_FIGURES, cut)
    assert not accused(found)


@pytest.mark.parametrize("split", range(1, 8))
def test_a_break_inside_a_figure(split: int) -> None:
    before = "2031年收入总计"
    filler = "根据年初安排和全年任务，" * 3
    text = f"{filler[: 28 - len(before) - split]}{before}1234.56万元，支出总计1234.56万元。"
    found = checked("清川市水利局2031年部门预算.pdf", pages(text, 1))
    assert [plain(one.value) for one in found.statements] == ["1234.56", "1234.56"]
    assert not accused(found)


WHOLE = (
    "2031年支出预算总额742.18万元，其中：基本支出602.08万元，占81.12%；项目支出140.10万元，占18.88%。"
    "{}增加12.34万元，增长1.69%，主要原因是人员增加。"
)


@pytest.mark.parametrize("cut", (1, 2))
@pytest.mark.parametrize("against", ("与上年相比", "比上年", "较2030年预算"))
def test_a_change_behind_a_list_is_that_of_the_whole(cut: int, against: str) -> None:
    found = checked("清川市水利局2031年部门预算.pdf", pages(WHOLE.format(against), cut, foot="- {} -"))
    changed = [one for one in found.statements if plain(one.value) in ("12.34", "1.69")]
    assert [one.subject.split(" / ")[0] for one in changed] == ["支出预算总额"] * 2
    assert not accused(found)

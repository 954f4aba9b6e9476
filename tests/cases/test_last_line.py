"""The last line of a wrapped cell at the foot of a page, which is no page number."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.cases.made_a import checked
from tests.cases.made_b import FONT

HEADS = ("项目名称", "一级指标", "二级指标", "三级指标", "符号", "指标值", "单位", "权重")
XS = (40, 130, 190, 255, 385, 420, 460, 500, 540)
ROWS = (
    ("河堤加固", "产出指标", "数量指标", "加固河堤长度", "≥", "36", "公里", "30"),
    ("", "产出指标", "质量指标", "工程验收合格率", "=", "100", "%", "30"),
    ("", "效益指标", "社会效益指标", "防洪保护人口", "≥", "2", "万人", "30"),
)


def _page(last: tuple[str, ...], size: float, foot: str) -> bytes:
    """A list whose last row is ``last`` in lines of 10.5 points, the lowest in another size, at the foot of a page."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    stream = io.BytesIO()
    canvas = Canvas(stream, A4)
    canvas.setFont(FONT, 16)
    canvas.drawCentredString(A4[0] / 2, 780, "碧山县水务局2031年项目支出绩效目标表")
    canvas.setFont(FONT, 9)
    low = 46.0
    heights = [22.0, *[24.0] * len(ROWS), 10.5 * len(last) + 8]
    y = low + sum(heights)
    canvas.line(XS[0], y, XS[-1], y)
    for number, (row, height) in enumerate(
        zip((HEADS, *ROWS, ("", "满意度指标", "服务对象满意度", "", "≥", "90", "%", "10")), heights, strict=True)
    ):
        for text, left, right in zip(row, XS, XS[1:], strict=False):
            canvas.drawCentredString((left + right) / 2, y - height / 2 - 3, text)
        if number == len(ROWS) + 1:
            top = y - height / 2 - 3 + 10.5 * (len(last) - 1) / 2
            for line, text in enumerate(last):
                canvas.setFont(FONT, size if line == len(last) - 1 else 9)
                canvas.drawCentredString((XS[3] + XS[4]) / 2, top - 10.5 * line, text)
        y -= height
        canvas.line(XS[0], y, XS[-1], y)
    canvas.setFont(FONT, 9)
    canvas.drawCentredString(A4[0] / 2, 22, foot)
    canvas.save()
    return stream.getvalue()


@pytest.mark.parametrize("size", [9.0, 8.8, 9.2])
@pytest.mark.parametrize(
    "last",
    [
        ("沿岸居民对河堤加固工程", "施工期间安全和噪声控制", "的满意度"),
        ("沿岸居民对河堤加固工程", "各项的满意度", "分值"),
    ],
)
@pytest.mark.parametrize("foot", ["1", "— 1 —"])
def test_the_last_line_of_a_name_belongs_to_it(last: tuple[str, ...], size: float, foot: str) -> None:
    found = checked(("碧山县水务局2031年部门预算.pdf", _page(last, size, foot)))
    assert [one.level3 for one in found.indicators][-1] == "".join(last)
    assert len(found.indicators) == 4

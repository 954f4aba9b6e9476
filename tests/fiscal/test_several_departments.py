"""A file that holds the tables of several departments is said to; one that names its units is not."""

from __future__ import annotations

import pytest

from fiscal.document import Document, Paragraph, Place
from fiscal.identity import identify

CODE = "several_departments"


def document(*captions: str) -> Document:
    """Tables' captions, each under a title."""
    place = Place("1.xlsx", "表")
    lines = [line for caption in captions for line in ("2031年部门收支总表", f"{caption}　单位：万元")]
    return Document("1.xlsx", "", "0", 1, tuple(Paragraph(line, place) for line in lines))


@pytest.mark.parametrize(
    ("captions", "told"),
    [
        (("部门：甲市审计局",) * 2 + ("部门：甲市数据局",) * 2, True),
        (("部门：甲市审计局",) * 4, False),
        (("部门：甲市审计局",) * 3 + ("部门：甲市数据局",), False),
        (("部门：甲市审计局",) * 2 + ("部门：甲市审计局机关",) * 2, False),
        (("部门：甲市审计局",) * 2 + ("填报单位：甲市审计中心",) * 2, False),
        (("部门：",) * 2 + ("部门：合计",) * 2, False),
    ],
    ids=["two departments", "one", "once only", "one within the other", "a unit", "no names"],
)
def test_several_departments_in_one_file_are_told(captions: tuple[str, ...], told: bool) -> None:
    assert (CODE in [notice.code for notice in identify([document(*captions)]).notices]) == told

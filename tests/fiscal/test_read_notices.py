"""What a reader could not do is told once for each kind and file, and names a sheet as a sheet."""

from __future__ import annotations

import pytest

from fiscal.document import Document, Notice, Paragraph, Place
from fiscal.findings.wording import where
from fiscal.read import MOST_TOLD, read

TITLE = "甲市农业农村局2025年部门预算"


def told(count: int, name: str = "甲市农业农村局2025年部门预算.xlsx") -> list[tuple[str, str, str]]:
    """Findings of a workbook in which so many sheets have hidden rows."""
    notices = tuple(
        Notice("hidden_cells", f"工作表“{number}”有隐藏的行或列，没有读取", Place(name, str(number)))
        for number in range(1, count + 1)
    )
    document = Document(name, "application/vnd.ms-excel", "0", 1, (Paragraph(TITLE, Place(name)),), notices=notices)
    found = [one for one in read([document]).findings if "有隐藏的行或列" in one.title]
    return [(one.title, one.message, one.message_en) for one in found]


@pytest.mark.parametrize(("count", "findings"), [(1, 1), (2, 2), (3, 1), (40, 1)])
def test_notices_of_one_kind_are_told_together(count: int, findings: int) -> None:
    assert len(told(count)) == findings


def test_notices_told_together_name_their_places_and_their_number() -> None:
    ((title, message, english),) = told(5)
    assert "5 处" in title
    assert "2、3、4、5" in message
    assert "2, 3, 4, 5" in english


def test_of_many_places_the_first_are_named() -> None:
    ((_, message, _),) = told(40)
    assert f"、{MOST_TOLD + 1} …" in message
    assert str(MOST_TOLD + 2) not in message


@pytest.mark.parametrize(
    ("name", "words"), [("a.xlsx", "“21”"), ("a.XLS", "“21”"), ("a.pdf", "第 21 页"), ("b.zip/a.et", "“21”")]
)
def test_a_sheet_called_by_a_number_is_no_page(name: str, words: str) -> None:
    assert where(Place(name, "21")) == words

"""What counts as a document, and what is said of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.discover import ContentError, Problem, discover
from pipeline.reading import unidentified


def test_documents_are_found_in_order_with_their_sidecar(tmp_path: Path) -> None:
    for name in (
        "b/2023/预算.pdf",
        "a/2022/表.xlsx",
        "a/2022/.DS_Store",
        "a/2022/~$表.xlsx",
        "README.md",
        "pages/about.md",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    (tmp_path / "a/2022/disclosure.toml").write_text('department = "某局"')
    found = discover(tmp_path)
    assert [entry.shown for entry in found.entries] == ["a/2022/表.xlsx", "b/2023/预算.pdf"]
    assert [entry.sidecar.department for entry in found.entries] == ["某局", ""]
    assert [path.name for path in found.pages] == ["about.md"]
    assert found.problems == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("department = ", "TOML"),
        ("depratment = 'x'", "depratment"),
        ("fiscal_year = '2023'", "fiscal_year"),
        ("[[correction]]\nvalue = 1", "reason"),
    ],
)
def test_a_broken_sidecar_is_named_and_its_folder_left_out(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "预算.txt").write_text("x")
    (tmp_path / "disclosure.toml").write_text(text)
    found = discover(tmp_path)
    assert found.entries == ()
    assert [problem.file for problem in found.problems] == ["disclosure.toml"]
    assert words in found.problems[0].reason


def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (tmp_path / "secret.txt").write_text("x")
    (content / "预算.txt").symlink_to(tmp_path / "secret.txt")
    assert [problem.code for problem in discover(content).problems] == ["outside"]


def test_nothing_to_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="没有文件可读"):
        discover(tmp_path)
    with pytest.raises(ContentError, match="没有这个文件夹"):
        discover(tmp_path / "missing")


@pytest.mark.parametrize(
    ("code", "reason", "published"),
    [
        ("unidentified", unidentified(None), "读不出部门名称和年度"),
        ("error", "读取时出错：/home/某人/预算.pdf", "读取时出错"),
        ("duplicate", "与 a/2022/表.xlsx 是同一个文件", "与 a/2022/表.xlsx 是同一个文件"),
    ],
)
def test_readers_are_told_the_reason_without_what_only_publishers_need(code: str, reason: str, published: str) -> None:
    assert Problem("b.pdf", code, reason).published == published

"""``--explain`` tells what was made again and why, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipeline.building import LEAN, build_here
from tests.pipeline.samples import budget, write

OWN, OTHER = "河源市紫金县医疗保障局", "河源市龙川县民政局"
PAGE, ELSEWHERE = "heyuanshi-zijinxian-yiliaobaozhangju/2023/", "heyuanshi-longchuanxian-minzhengju/2023/"


@pytest.fixture
def work(tmp_path: Path) -> Path:
    write(tmp_path / "content", "a/2023/预算.txt", budget(OWN))
    write(tmp_path / "content", "b/2023/预算.txt", budget(OTHER))
    return tmp_path


def told(work: Path, capfd: pytest.CaptureFixture[str], *options: str) -> str:
    capfd.readouterr()
    assert build_here(work, work / "public", "--explain", *options) == 0
    return capfd.readouterr().out


def test_each_build_tells_what_it_made_and_why(work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    first = told(work, capfd)
    assert "读了 2 个文件，新的：a/2023/预算.txt、b/2023/预算.txt" in first
    assert "做了 2 页，新的" in first and "没有变，没有" not in first

    write(work / "content", "a/2023/预算.txt", budget(OWN) + "\n说明：一处改动。\n")
    edited = told(work, capfd)
    assert "读了 1 个文件，内容变了：a/2023/预算.txt" in edited and "1 个文件没有变，没有读" in edited
    assert f"做了 1 页，它的文件变了：{PAGE}" in edited and "1 页没有变，没有做" in edited
    (written,) = [line for line in edited.splitlines() if line.startswith("写了")]
    assert f"{PAGE}index.html" in written and ELSEWHERE not in written

    write(work / "content", "b/2023/disclosure.toml", 'source_url = "https://example.org/b.txt"\n')
    assert "读了 1 个文件，说明（disclosure.toml）变了：b/2023/预算.txt" in told(work, capfd)

    (work / "site.toml").write_text(LEAN + 'title = "另一个名字"\n', encoding="utf-8")
    settled = told(work, capfd)
    assert "做了 2 页，设置变了" in settled and "2 个文件没有变，没有读" in settled

    (work / "content" / "b/2023/预算.txt").unlink()
    assert "不再有的文件：b/2023/预算.txt" in told(work, capfd)


def test_without_the_option_nothing_is_told(work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert build_here(work, work / "public") == 0
    assert "读了" not in capfd.readouterr().out


def test_it_speaks_english(work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert "Documents read: 2 (new)" in told(work, capfd, "--language", "en")

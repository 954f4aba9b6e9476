"""check, add, inspect and serve, as a publisher runs them."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from pipeline.server import Server
from pipeline.wording import of_errno
from tests.pipeline.samples import budget, write

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *map(str, arguments)], capture_output=True, text=True, check=False
    )


def test_check_is_quiet_where_everything_adds_up(tmp_path: Path) -> None:
    write(tmp_path, "content/预算.txt", budget())
    result = run("check", "--content", tmp_path / "content", "--no-cache", "--strict")
    assert result.returncode == 0, result.stdout + result.stderr


def test_check_tells_what_does_not_add_up(tmp_path: Path) -> None:
    write(
        tmp_path,
        "content/预算.txt",
        budget().replace("2101502\t一般行政管理事务\t50.00", "2101502\t一般行政管理事务\t75.00"),
    )
    result = run("check", "--content", tmp_path / "content", "--no-cache", "--strict")
    assert result.returncode == 1
    assert "75.00" in result.stdout
    report = run("check", "--content", tmp_path / "content", "--no-cache", "--format", "json")
    assert report.returncode == 0
    assert json.loads(report.stdout)


@pytest.mark.parametrize("form", ["sarif", "html"])
def test_check_writes_reports(tmp_path: Path, form: str) -> None:
    write(tmp_path, "content/预算.txt", budget().replace("70.00", "71.00", 1))
    target = tmp_path / f"report.{form}"
    assert (
        run("check", "--content", tmp_path / "content", "--no-cache", "--format", form, "--to", target).returncode == 0
    )
    text = target.read_text(encoding="utf-8")
    assert "71.00" in text
    assert form == "html" or json.loads(text)["version"] == "2.1.0"


def test_add_puts_a_document_where_it_belongs(tmp_path: Path) -> None:
    source = write(tmp_path, "下载/文件1.txt", budget())
    content = tmp_path / "content"
    tried = run("add", "--content", content, "--dry-run", source)
    assert tried.returncode == 0
    assert not content.exists()
    wrong = run("add", "--content", content, source, "--address", "a.example")
    assert wrong.returncode == 2 and "a.example" in wrong.stderr and not content.exists()
    assert run("add", "--content", content, source, "--address", "https://a.example/1").returncode == 0
    (placed,) = content.rglob("文件1.txt")
    assert placed.parent.name == "2023"
    assert placed.read_bytes() == source.read_bytes()
    kept = placed.with_name("disclosure.toml").read_text(encoding="utf-8")
    assert kept == '[source_urls]\n"文件1.txt" = "https://a.example/1"\n'
    again = run("add", "--content", content, source)
    assert again.returncode == 1
    assert "没有覆盖" in again.stderr


def test_inspect_shows_columns_and_what_was_not_read(tmp_path: Path) -> None:
    source = write(tmp_path, "预算.txt", budget())
    result = run("inspect", source, "--to", tmp_path / "seen")
    assert result.returncode == 0, result.stderr
    page = (tmp_path / "seen" / "index.html").read_text(encoding="utf-8")
    assert "bg_expenditure" in page
    assert "没读成的数字" in page
    assert run("inspect", tmp_path / "missing.pdf").returncode == 2


def test_inspect_speaks_english(tmp_path: Path) -> None:
    source = write(tmp_path, "budget.txt", budget())
    assert run("inspect", source, "--to", tmp_path / "seen", "--language", "en").returncode == 0
    page = (tmp_path / "seen" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "Unread figures" in page
    assert "没" not in page


@pytest.mark.parametrize("prefix", ["/", "/repository/"])
def test_the_server_shows_a_site_under_any_prefix(tmp_path: Path, prefix: str) -> None:
    write(tmp_path, "index.html", "<html><body>home</body></html>")
    write(tmp_path, "a/index.html", "<html><body>a</body></html>")
    write(tmp_path, "404.html", "<html><body>missing</body></html>")
    with Server(tmp_path, 0, prefix) as server:
        home = urllib.request.urlopen(server.address, timeout=5).read().decode()
        assert "home" in home
        assert f'src="{prefix}_reload.js"' in home
        assert "a" in urllib.request.urlopen(f"{server.address}a", timeout=5).read().decode()
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(f"{server.address}nothing", timeout=5)
        assert caught.value.code == 404
        assert "missing" in caught.value.read().decode()
        caught.value.close()


def test_an_unknown_command_is_told_with_those_that_there_are() -> None:
    for language in ("zh", "en"):
        said = run("--language", language, "bulid")
        assert said.returncode == 2
        assert "build, serve, check" in said.stderr
        assert "'" not in said.stderr


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (("build", "--site", "{0}/none.toml", "--out", "{0}/public"), "没有这个文件或文件夹", "no such file or folder"),
        (("inspect", "{0}/none.pdf"), "没有这个文件或文件夹", "no such file or folder"),
        (("inspect", "{0}"), "是文件夹，不是文件", "a folder, not a file"),
        (("build", "--out", "{0}/taken/public"), "已经有了", "exists already"),
    ],
)
def test_what_the_system_says_is_said_in_the_language_of_the_run(
    arguments: tuple[str, ...], zh: str, en: str, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    for language, words in (("zh", zh), ("en", en)):
        said = run("--language", language, *(one.format(tmp_path) for one in arguments))
        assert said.returncode == 2
        (line,) = said.stderr.splitlines()
        assert line.startswith(f"✗ {tmp_path}") and line.endswith(words)


@pytest.mark.parametrize("port", ["99999", "-1", "x"])
def test_a_port_that_is_none_is_told_before_anything_is_built(port: str) -> None:
    said = run("--language", "zh", "serve", "--port", port)
    assert said.returncode == 2
    assert f"应为 0 到 65535 的整数，现为 {port}" in said.stderr


def test_what_the_system_says_else_stays_as_it_is() -> None:
    assert of_errno(OSError(errno.EXDEV, "Cross-device link")) == "Cross-device link"
    assert of_errno(OSError("no number")) == "no number"

"""The whole road: a folder in, a site out; the same bytes again; one clear line for each bad input."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pipeline.building import snapshot
from tests.pipeline.samples import budget, write

ROOT = Path(__file__).resolve().parents[2]


def build(
    content: Path, out: Path, *options: str, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command as a publisher does."""
    command = [sys.executable, str(ROOT / "build.py"), "build", "--content", str(content), "--out", str(out)]
    return subprocess.run(
        [*command, "--cache", str(out.parent / "cache"), *options],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **(environment or {})},
    )


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("content")
    write(folder, "zijin/2023/预算.txt", budget())
    write(folder, "zijin/2022/预算.txt", budget(year=2022))
    return folder


@pytest.fixture(scope="module")
def site(content: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "public"
    result = build(content, out)
    assert (result.returncode, result.stderr) == (0, "")
    return out


def test_the_site_says_what_was_printed(site: Path) -> None:
    with (site / "data" / "facts.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    total = [row for row in rows if row["table_id"] == "bg_expenditure" and row["label"] == "合计"]
    assert {(row["measure"], row["value"], row["unit"], row["value_yuan"]) for row in total} == {
        ("total", "150.00", "万元", "1500000.00"),
        ("basic", "100.00", "万元", "1000000.00"),
        ("project", "50.00", "万元", "500000.00"),
    }
    assert {row["fiscal_year"] for row in rows} == {"2022", "2023"}
    assert (site / "index.html").exists()


def test_the_same_input_gives_the_same_bytes(content: Path, site: Path, tmp_path: Path) -> None:
    odd = {"PYTHONHASHSEED": "7", "TZ": "Asia/Kathmandu", "LC_ALL": "C", "LANG": "C"}
    result = build(content, tmp_path / "public", "--jobs", "1", environment=odd)
    assert result.returncode == 0, result.stderr
    assert snapshot(tmp_path / "public") == snapshot(site)


def test_an_unchanged_folder_is_built_from_the_cache(content: Path, site: Path) -> None:
    before = snapshot(site)
    assert build(content, site).returncode == 0
    assert snapshot(site) == before


def test_a_removed_document_leaves_nothing_behind(tmp_path: Path) -> None:
    content, out, clean = tmp_path / "content", tmp_path / "public", tmp_path / "clean" / "public"
    write(content, "a/2023/预算.txt", budget())
    gone = write(content, "b/2023/预算.txt", budget("河源市龙川县民政局"))
    assert build(content, out).returncode == 0
    gone.unlink()
    assert build(content, out).returncode == 0
    assert build(content, clean, "--no-cache").returncode == 0
    assert snapshot(out) == snapshot(clean)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("空.txt", b"", "文件是空的"),
        ("二进制.txt", bytes(range(256)) * 40, "不是文本"),
        ("包.zip", b"PK\x03\x04", "压缩包"),
        ("坏.pdf", b"%PDF-1.7 nothing more", "不完整"),
    ],
)
def test_a_bad_file_gets_one_line_and_the_others_are_built(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    content = tmp_path / "content"
    write(content, "a/预算.txt", budget())
    (content / "a" / name).write_bytes(data)
    result = build(content, tmp_path / "public")
    assert result.returncode == 1
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1
    assert f"a/{name}" in lines[0]
    assert words in lines[0]
    with (tmp_path / "public" / "data" / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = (row for row in csv.DictReader(file) if not row["disclosure_id"])
    assert (row["document"], row["check"], row["level"]) == (f"a/{name}", "read", "error")
    assert words in row["message"]
    assert "1 个文件没能用上" in (tmp_path / "public" / "index.html").read_text(encoding="utf-8")
    assert build(content, tmp_path / "public", "--lenient").returncode == 0


def test_two_documents_that_claim_one_address_are_named(tmp_path: Path) -> None:
    content = tmp_path / "content"
    write(content, "a/预算.txt", budget())
    write(content, "b/预算另一份.txt", budget(total="151.00"))
    result = build(content, tmp_path / "public")
    assert result.returncode == 1
    assert "a/预算.txt" in result.stderr
    assert "b/预算另一份.txt" in result.stderr


def test_a_document_of_nobody_is_named(tmp_path: Path) -> None:
    content = tmp_path / "content"
    write(content, "a/预算.txt", budget())
    write(content, "b/散文.txt", "这里没有部门，也没有年度。\n")
    result = build(content, tmp_path / "public")
    assert result.returncode == 1
    assert "b/散文.txt" in result.stderr
    assert "disclosure.toml" in result.stderr


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda folder: None, "没有这个文件夹"),
        (lambda folder: folder.mkdir(), "没有文件可读"),
    ],
)
def test_a_folder_without_documents_builds_nothing(tmp_path: Path, make: object, words: str) -> None:
    assert callable(make)
    make(tmp_path / "content")
    result = build(tmp_path / "content", tmp_path / "public")
    assert result.returncode == 2
    assert words in result.stderr
    assert not (tmp_path / "public").exists()


def test_a_broken_setting_is_named_and_the_old_site_stays(tmp_path: Path) -> None:
    content, out = tmp_path / "content", tmp_path / "public"
    write(content, "a/预算.txt", budget())
    assert build(content, out).returncode == 0
    before = snapshot(out)
    broken = tmp_path / "site.toml"
    broken.write_text('title = "某地\n', encoding="utf-8")
    result = build(content, out, "--site", str(broken))
    assert result.returncode == 2
    assert "site.toml" in result.stderr
    assert snapshot(out) == before


@pytest.mark.parametrize("command", ["build", "serve", "check", "add", "inspect"])
def test_every_command_teaches(command: str) -> None:
    result = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), command, "--help"], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0
    assert f"build.py {command}" in result.stdout or command == "build"
    assert len(result.stdout.splitlines()) > 8

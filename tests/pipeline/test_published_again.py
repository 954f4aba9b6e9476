"""A department publishes again: both editions stay, and what changed is told with the days on which they came out."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from pathlib import Path

import pytest

from fiscal.records import Disclosure
from pipeline import reading
from pipeline.commands import main
from publish.documents import private
from tests.pipeline.building import build_here, snapshot
from tests.pipeline.samples import budget, write

LATER = budget().replace("20805\t行政事业单位养老支出\t30.00", "20805\t行政事业单位养老支出\t31.00")
DATES = '[editions]\n"{old}" = "2023-02-10"\n"{new}" = "2023-03-05"\n'
YEAR = "heyuanshi-zijinxian-yiliaobaozhangju/2023/"


def changed(out: Path) -> list[dict[str, str]]:
    with (out / "data" / "changes.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def two(work: Path, old: str, new: str, sidecar: str) -> Path:
    content = work / "content"
    write(content, f"a/{old}", budget())
    write(content, f"a/{new}", LATER)
    if sidecar:
        write(content, "a/disclosure.toml", sidecar)
    return work / "public"


@pytest.mark.parametrize(("old", "new"), [("1.txt", "2.txt"), ("2.txt", "1.txt")])
def test_of_two_dates_the_later_is_the_disclosure(tmp_path: Path, old: str, new: str) -> None:
    out = two(tmp_path, old, new, DATES.format(old=old, new=new))
    assert build_here(tmp_path, out) == 0
    (row,) = changed(out)
    assert (row["change"], row["label"], row["old_raw"], row["new_raw"], row["difference"]) == (
        *("changed", "行政事业单位养老支出", "30.00", "31.00"),
        "1.00",
    )
    assert (row["old_document"], row["old_published"], row["new_document"], row["new_published"]) == (
        *(old, "2023-02-10"),
        *(new, "2023-03-05"),
    )
    page = (out / YEAR / "index.html").read_text(encoding="utf-8")
    assert "2023-02-10 公布的一版，2023-03-05 又公布了一版；改了 1 个数" in page
    with (out / "data" / "facts.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {fact["document"] for fact in csv.DictReader(file)} == {new}


def test_a_name_that_says_correction_is_the_later_one(tmp_path: Path) -> None:
    out = two(tmp_path, "预算.txt", "关于预算的更正.txt", "")
    assert build_here(tmp_path, out) == 0
    (row,) = changed(out)
    assert (row["old_document"], row["new_document"], row["new_published"]) == ("预算.txt", "关于预算的更正.txt", "")


def test_two_files_of_which_nobody_says_which_is_later_are_not_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = two(tmp_path, "甲.txt", "乙.txt", "")
    assert build_here(tmp_path, out) == 1
    assert changed(out) == []
    assert "[editions]" in capsys.readouterr().err
    assert "[editions]" not in (out / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("when", ["2023-2-1", "明天", "2023-02-30"])
def test_what_is_no_date_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], when: str) -> None:
    out = two(tmp_path, "1.txt", "2.txt", f'[editions]\n"1.txt" = "{when}"\n')
    assert build_here(tmp_path, out) == 2
    said = capsys.readouterr().err
    assert "editions" in said and when in said


def test_feeds_date_a_change_by_the_day_of_the_later_edition(tmp_path: Path) -> None:
    out = two(tmp_path, "1.txt", "2.txt", DATES.format(old="1.txt", new="2.txt"))
    (tmp_path / "site.toml").write_text('outputs = ["feeds"]\nbase_url = "https://example.org/a/"\n', encoding="utf-8")
    assert build_here(tmp_path, out) == 0
    feed = json.loads((out / "changes.json").read_text(encoding="utf-8"))
    (item,) = feed["items"]
    assert item["date_published"] == "2023-03-05T00:00:00Z"
    assert item["url"] == f"https://example.org/a/{YEAR}#changes"
    assert "30.00 万元 → 31.00 万元" in item["title"]
    assert "<updated>2023-03-05T00:00:00Z</updated>" in (out / "changes.xml").read_text(encoding="utf-8")


def test_a_comparison_that_fails_costs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fiscal.editions

    def broken(*_: object) -> None:
        raise KeyError("injected")

    out = two(tmp_path, "1.txt", "2.txt", DATES.format(old="1.txt", new="2.txt"))
    monkeypatch.setattr(fiscal.editions, "changes", broken)
    assert build_here(tmp_path, out) == 1
    assert changed(out) == []
    with (out / "data" / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        assert any("与以前公布的版本的比较" in row["message"] + row["title"] for row in csv.DictReader(file))
    with (out / "data" / "facts.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {fact["document"] for fact in csv.DictReader(file)} == {"2.txt"}


def test_an_edition_that_comes_later_is_built_as_if_it_had_been_there(tmp_path: Path) -> None:
    content, out = tmp_path / "content", tmp_path / "public"
    write(content, "a/1.txt", budget())
    assert build_here(tmp_path, out) == 0
    two(tmp_path, "1.txt", "2.txt", DATES.format(old="1.txt", new="2.txt"))
    assert build_here(tmp_path, out) == 0
    fresh = tmp_path / "fresh" / "public"
    fresh.parent.mkdir()
    assert build_here(tmp_path, fresh) == 0
    assert snapshot(out) == snapshot(fresh)


def test_names_that_correct_are_told() -> None:
    assert [bool(reading.CORRECTS.search(name)) for name in ("预算（更正）.pdf", "预算.pdf", "修订版.xls")] == [
        *(True, False),
        True,
    ]


def hashed(work: Path, name: str) -> str:
    """How the hash of a document begins."""
    return hashlib.sha256((work / "content" / "a" / name).read_bytes()).hexdigest()[:8]


def copied(work: Path, name: str) -> Path | None:
    """The copy of a document, below the page of the year."""
    return next((work / "public" / YEAR / "documents").glob(f"*{hashed(work, name)}*.txt"), None)


def test_the_documents_of_both_editions_stay_one_click_from_their_figures(tmp_path: Path) -> None:
    out = two(tmp_path, "1.txt", "2.txt", DATES.format(old="1.txt", new="2.txt"))
    assert build_here(tmp_path, out) == 0
    for name in ("1.txt", "2.txt"):
        copy = copied(tmp_path, name)
        assert copy is not None and copy.read_bytes() == (tmp_path / "content" / "a" / name).read_bytes()
    page = (out / YEAR / "index.html").read_text(encoding="utf-8")
    (old,) = re.findall(r'href="([^"]*documents/[^"]*\.html)#(l\d+)"[^>]*>30\.00 万元<', page)
    text = (out / YEAR / old[0]).read_text(encoding="utf-8")
    (row,) = re.findall(rf'<tr id="{old[1]}">(.*)', text)
    assert "行政事业单位养老支出" in row and "30.00" in row
    assert hashed(tmp_path, "1.txt") in old[0]
    assert main(["verify", str(out)]) == 0


def test_an_earlier_edition_that_holds_what_is_private_is_not_copied(tmp_path: Path) -> None:
    content = tmp_path / "content"
    write(content, "a/1.txt", f"{budget()}\n联系人：王某某 13812345678\n")
    write(content, "a/2.txt", LATER)
    write(content, "a/disclosure.toml", DATES.format(old="1.txt", new="2.txt"))
    out = tmp_path / "public"
    assert build_here(tmp_path, out) == 0
    assert copied(tmp_path, "1.txt") is None
    everything = "".join(file.read_text(encoding="utf-8") for file in (out / YEAR).rglob("*.html"))
    assert "13812345678" not in everything and "30.00 万元" in everything


def test_an_earlier_edition_of_which_it_cannot_be_told_is_not_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = two(tmp_path, "1.txt", "2.txt", DATES.format(old="1.txt", new="2.txt"))
    known = private.kept_out

    def fails(whole: Disclosure, public: Disclosure) -> private.Kept:
        if whole.documents[0].name == "1.txt":
            raise ValueError("no")
        return known(whole, public)

    monkeypatch.setattr(private, "kept_out", fails)
    assert build_here(tmp_path, out) == 1
    assert copied(tmp_path, "1.txt") is None and copied(tmp_path, "2.txt") is not None


def test_a_site_without_documents_has_none_of_earlier_editions(tmp_path: Path) -> None:
    out = two(tmp_path, "1.txt", "2.txt", DATES.format(old="1.txt", new="2.txt"))
    (tmp_path / "site.toml").write_text('documents = "none"\n', encoding="utf-8")
    assert build_here(tmp_path, out) == 0
    assert not (out / YEAR / "documents").exists()

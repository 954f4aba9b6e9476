"""The figures beside peers: what a ratio is, what is asked of it, how the history grows, what the pages are given."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.peers import generators, graph, growth
from benchmarks.peers.disclosures import lay_out, made, made_again
from benchmarks.peers.figures import Bar, Figure, alone, lines
from benchmarks.peers.history import HEADER, Run, append, commit
from benchmarks.peers.ours import kind_of
from benchmarks.peers.report import PAGES, Words, keep, kept, measured, number, replaced, words
from benchmarks.processes import cost
from fiscal.checks import check
from fiscal.document import Source
from fiscal.read import read
from parsers import parse

ROOT = Path(__file__).resolve().parents[2]
RUN = Run("abc", "2031-01-02", "0.1–0.2")
PAGE = """<html><head><title>A page</title></head><body><h1>A  heading</h1><p>Some <b>words</b></p>
<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td> 2 </td></tr></table></body></html>"""


def beside(*pairs: tuple[float, float], bar: Bar | None = None, unit: str = "s") -> Figure:
    return Figure("one edited", 10, "Hugo", unit, pairs, bar)


def test_a_ratio_is_taken_within_each_round() -> None:
    """A round in which the machine was busy slows both: 20 beside 10 is the 2 that 2 beside 1 is."""
    figure = beside((2.0, 1.0), (20.0, 10.0), (3.0, 1.0))
    assert figure.ratios == [2.0, 2.0, 3.0]
    assert (figure.ours, figure.theirs, figure.ratio) == (3.0, 1.0, 2.0)


@pytest.mark.parametrize(
    ("bar", "met"),
    [
        (None, None),
        (Bar("most", 2.0), True),
        (Bar("most", 1.9), False),
        (Bar("least", 2.0), True),
        (Bar("least", 2.1), False),
        (Bar("most", 4.0, "ours"), True),
        (Bar("most", 3.9, "ours"), False),
    ],
)
def test_what_is_asked_is_asked_of_the_ratio_or_of_ours(bar: Bar | None, met: bool | None) -> None:
    assert beside((4.0, 2.0), bar=bar).met is met


def test_nothing_beside_it_has_no_ratio() -> None:
    figure = alone("first process", 10, "MB", [46, 48, 50], Bar("most", 300, "ours"))
    assert (figure.ours, figure.ratio, figure.ratios, figure.met) == (48, None, [], True)
    assert alone("first process", 10, "MB", [46], Bar("most", 2)).met is None


def test_what_the_peer_did_in_no_time_has_no_ratio() -> None:
    assert beside((1.0, 0.0)).ratio is None


def test_what_is_not_met_is_told() -> None:
    told = list(lines([beside((4.0, 2.0), (6.0, 2.0), bar=Bar("most", 2))]))
    assert "NOT MET" in told[1] and "(2.000 to 3.000)" in told[1]


def test_the_history_is_only_added_to(tmp_path: Path) -> None:
    path = tmp_path / "history.csv"
    append(path, RUN, [beside((4.0, 2.0), (6.0, 2.0))])
    before = path.read_text(encoding="utf-8")
    append(path, Run("def", "2031-01-03", ""), [alone("first process", 10, "MB", [46])])
    after = path.read_text(encoding="utf-8")
    assert after.startswith(before)
    rows = list(csv.DictReader(after.splitlines()))
    assert tuple(rows[0]) == HEADER
    assert [row["commit"] for row in rows] == ["abc", "def"]
    assert (rows[0]["ours"], rows[0]["theirs"], rows[0]["ratio"], rows[0]["rounds"]) == ("5", "2", "2.5", "2")
    assert (rows[1]["peer"], rows[1]["theirs"], rows[1]["ratio"]) == ("", "", "")


def test_the_history_of_the_project_can_be_read() -> None:
    with (ROOT / "benchmarks" / "history.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows and tuple(rows[0]) == HEADER
    for row in rows:
        assert row["commit"] and int(row["n"]) > 0 and float(row["ours"]) >= 0
        assert bool(row["peer"]) or not row["ratio"]


def test_changed_files_mark_the_commit(tmp_path: Path) -> None:
    assert commit(tmp_path) == ""

    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        subprocess.run(["git", *identity, *arguments], cwd=tmp_path, check=True, capture_output=True)

    git("init")
    (tmp_path / "a").write_text("1")
    git("add", "a")
    git("commit", "-m", "a")
    name = commit(tmp_path)
    assert len(name) == 10
    (tmp_path / "a").write_text("2")
    assert commit(tmp_path) == f"{name}+"


def test_figures_of_earlier_runs_are_kept_until_they_are_measured_again(tmp_path: Path) -> None:
    first, other = beside((4.0, 2.0), bar=Bar("most", 2)), alone("first process", 10, "MB", [46])
    keep(tmp_path, [first, other])
    again = beside((3.0, 2.0))
    keep(tmp_path, [again])
    assert kept(tmp_path) == [again, other]


def test_made_disclosures_add_up_and_are_told_apart(tmp_path: Path) -> None:
    chosen = list(islice(made(), 12))
    assert len({one.folder for one in chosen}) == 12
    one = lay_out(tmp_path, 12)
    assert one == chosen[6] == made_again(12)
    folders = {path.parent.relative_to(tmp_path).as_posix() for path in tmp_path.glob("*/*/disclosure.toml")}
    assert folders == {one.folder for one in chosen}
    for text in (one.text(), one.text(edited=True)):
        found = check([read([parse(Source("disclosure.txt", text))])])[0]
        assert (found.fiscal_year, len(found.facts) > 20) == (one.year, True)
        assert not [each for each in found.findings if each.verdict == "breaks"]
    assert one.text() != one.text(edited=True)


def test_a_page_keeps_its_words_and_rows() -> None:
    page = generators.page("a/index.html", PAGE.encode())
    assert page.title == "A page"
    assert page.paragraphs == ("A heading", "Some words")
    assert page.tables == ((("a", "b"), ("1", "2")),)


def test_pages_of_charts_have_their_rows_in_both_languages(tmp_path: Path) -> None:
    for name in ("d/2031/money/index.html", "en/d/2031/money/index.html", "d/2031/index.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE, encoding="utf-8")
    (tmp_path / "d/2031/money.json").write_text(json.dumps({"rows": [{"label": "x", "value": 1}]}), encoding="utf-8")
    charts = {page.path: len(page.chart) for page in generators.pages(tmp_path)}
    assert charts == {"d/2031/money/index.html": 1, "en/d/2031/money/index.html": 1, "d/2031/index.html": 0}


def test_peers_that_are_not_there_are_none(tmp_path: Path) -> None:
    assert generators.eleventy([], tmp_path / "eleventy", tmp_path) is None
    assert generators.framework([], tmp_path / "framework", tmp_path) is None


def test_a_peer_that_fails_is_named_and_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def peer(name: str, code: str) -> generators.Peer:
        return generators.Peer(name, (sys.executable, "-c", code), tmp_path, tmp_path / "content.md")

    asked = growth.Measuring(1, tmp_path, 2, 1, tmp_path, 1)
    able, costs = growth.first(asked, [peer("able", "pass"), peer("unable", "raise SystemExit('no network')")])
    assert [one.name for one in able] == ["able"]
    assert list(costs) == ["able"] and len(costs["able"]) == 2
    assert "unable" in (said := capsys.readouterr().err) and "no network" in said


def test_an_edge_for_each_disclosure(tmp_path: Path) -> None:
    lay_out(tmp_path / "content", 3)
    folder = next(path for path in (tmp_path / "content").glob("*/*"))
    published = tmp_path / "public" / folder.relative_to(tmp_path / "content") / "a b.csv"
    published.parent.mkdir(parents=True)
    published.write_text("")
    marks, files = (
        [line for line in graph.graph(tmp_path / "content", out) if line.startswith("build ")]
        for out in (None, tmp_path / "public")
    )
    assert len(marks) == len(files) == 3
    assert sum("a$ b.csv: make " in line for line in files) == 1
    assert all("disclosure.toml" in line and "disclosure.txt" in line for line in marks)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a/2031/index.html", "pages (HTML)"),
        ("a/2031/money/embed.html", "embeds (HTML)"),
        ("a/2031/money.narrow.svg", "charts, SVG"),
        ("a/2031/money/oembed.json", "charts, oEmbed"),
        ("a/2031/money/v/0123abcd.narrow.svg", "charts, frozen"),
        ("a/2031/bg_income.json", "tables, JSON"),
        ("data/facts.parquet", "data of everything"),
        ("data/index.html", "pages (HTML)"),
        ("assets/site.js", "assets"),
        ("robots.txt", "other"),
    ],
)
def test_each_file_is_of_one_kind(path: str, kind: str) -> None:
    assert kind_of(Path(path)) == kind


def test_a_command_costs_the_processor_of_all_its_processes(tmp_path: Path) -> None:
    inner = "import time; end = time.process_time() + 0.3\nwhile time.process_time() < end: pass\nprint('done')"
    outer = f"import subprocess, sys; sys.exit(subprocess.run([sys.executable, '-c', {inner!r}]).returncode)"
    done = cost([sys.executable, "-c", outer], tmp_path, tmp_path / "said")
    assert (done.status, done.said) == (0, "done\n")
    assert done.processor >= 0.3 and done.parent > 0 and done.worker > 0


def test_only_the_measured_part_of_a_page_is_replaced() -> None:
    page = "# A\n\n<!-- measured -->\nold\n<!-- /measured -->\n\nby hand\n"
    assert replaced(page, "new") == "# A\n\n<!-- measured -->\nnew\n<!-- /measured -->\n\nby hand\n"
    with pytest.raises(ValueError, match="measured"):
        replaced("# A\n", "new")


@pytest.mark.parametrize("language", PAGES)
def test_the_pages_have_their_place(language: str) -> None:
    assert "N = " in replaced((ROOT / PAGES[language]).read_text(encoding="utf-8"), "N = ")


@pytest.mark.parametrize("language", PAGES)
def test_tables_of_the_profile(language: str) -> None:
    step = {"tasks": 1, "processor": 2.0, "clock": 1.0, "megabytes": 90}
    profile = {
        "size": 10, "pages": 4, "seconds": 5.0, "processor": 8.0, "parent": 46, "worker": 300, "cache": 10_000,
        "steps": {"parse_file": step, "first process": step}, "kinds": {"pages (HTML)": (20, 40_000)},
    }  # fmt: skip
    said = Words(language)
    text = "\n".join(measured(said, [beside((4.0, 2.0), bar=Bar("most", 1))], [profile]))
    assert f"| {said.of('step', 'parse_file')} | 200 |" in text
    assert f"| {said.of('kind', 'pages (HTML)')} | 4 kB, 2 |" in text
    assert f"| {said.of('met', 'no')} |" in text


def test_words_are_there_in_both_languages() -> None:
    assert all(len(pair) == 2 and all(pair) for group in words().values() for pair in group.values())


def test_numbers_keep_three_digits() -> None:
    assert [number(one) for one in (0.01234, 1.236, 12.36, 123.6, 12345.6)] == [
        "0.0123",
        "1.24",
        "12.4",
        "124",
        "12,346",
    ]

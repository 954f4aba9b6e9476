"""An address that was published keeps working when what it shows is read better, renamed, or no longer drawn."""

from __future__ import annotations

import http.server
import os
import re
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

import fiscal.read
import publish.catalog
from fiscal.ids import identified
from fiscal.records import Fact
from pipeline.verification import verify
from publish.addresses import FILE, Address, decoded
from tests.pipeline.building import build_here, snapshot
from tests.pipeline.samples import budget, write

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = 'outputs = ["english"]\n'
DEPARTMENT = "heyuanshi-zijinxian-yiliaobaozhangju"
LEADS = re.compile(r'id="moved" href="([^"]*)"')


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A budget of two tables, to be published in two languages."""
    write(tmp_path, "site.toml", SETTINGS)
    write(tmp_path / "content", "a/2023/预算.txt", budget())
    return tmp_path


def built(work: Path, name: str, earlier: str = "") -> Path:
    """The site of a folder; ``earlier`` names the site before it."""
    options = ["--earlier", str(work / earlier / "public" / FILE)] if earlier else []
    assert build_here(work, work / name / "public", "--no-cache", *options) == 0
    return work / name / "public"


def addresses(site: Path) -> tuple[Address, ...]:
    return decoded((site / FILE).read_bytes())


def led(site: Path, page: str) -> tuple[str, str]:
    """Path and text of a page, or of the one that it leads to."""
    text = (site / page / "index.html").read_text(encoding="utf-8")
    found = LEADS.search(text)
    target = os.path.normpath(f"{page}/{found[1]}") if found else ""
    return led(site, target) if found else (page, text)


def dead(old: Path, new: Path, prefix: str = "") -> list[str]:
    """Addresses of one site that lead nowhere in another."""
    lost = []
    for one in addresses(old):
        page, _, place = one.address.partition("#")
        if one.kind == "table":
            alive = (new / f"{page}.csv").exists() and (new / f"{page}.json").exists()
        else:
            there = (new / prefix / page / "index.html").exists()
            alive = there and (not place or f' id="{place}"' in led(new, f"{prefix}{page}")[1])
        lost += [] if alive else [one.address]
    return lost


def worse(change: Callable[[Fact], Fact], monkeypatch: pytest.MonkeyPatch) -> None:
    """Read facts as a worse reader would."""

    def made(facts: Any, *others: Any) -> tuple[Fact, ...]:
        return identified([change(fact) for fact in facts], *others)

    monkeypatch.setattr(fiscal.read, "identified", made)


def test_every_address_is_listed(work: Path) -> None:
    site = built(work, "one")
    kinds = [one.kind for one in addresses(site)]
    assert {kinds.count("page"), kinds.count("table")} == {2}, "a year and its department; two tables"
    assert kinds.count("figure") > 20 and kinds.count("chart") > 0
    assert dead(site, site) == []


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_a_figure_whose_label_is_read_better_keeps_its_anchor(
    prefix: str, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        worse(lambda fact: replace(fact, label=f"{fact.label}误", code=""), patch)
        old = built(work, "old")
    bare = built(work, "bare")
    assert len(dead(old, bare, prefix)) > 10, "all coded figures have other ids now"
    new = built(work, "new", "old")
    assert dead(old, new, prefix) == [] and dead(bare, new, prefix) == []
    assert verify(new).faults == []


def test_a_former_anchor_stands_in_the_cell_of_the_same_figure(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        worse(lambda fact: replace(fact, label=f"{fact.label}误"), patch)
        old = built(work, "old")
    _, text = led(built(work, "new", "old"), f"{DEPARTMENT}/2023")
    cells = re.compile(r'<td id="([^"]*)"[^>]*>(?:<span id="[^"]*"></span>)*([\d.,]+)')
    before = dict(cells.findall((old / DEPARTMENT / "2023" / "index.html").read_text(encoding="utf-8")))
    former = re.findall(r'<td id="([^"]*)"[^>]*><span id="([^"]*)"></span>([\d.,]+)', text)
    assert len(former) > 10
    assert all(before[old] == figure for _, old, figure in former)


def test_an_address_is_remembered_from_site_to_site(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        worse(lambda fact: replace(fact, label=f"{fact.label}误"), patch)
        old = built(work, "old")
    new = built(work, "new", "old")
    again = built(work, "again", "new")
    assert dead(old, again) == []
    assert snapshot(new) == snapshot(again)


def test_a_site_that_is_handed_its_own_addresses_is_the_same(work: Path) -> None:
    assert snapshot(built(work, "one")) == snapshot(built(work, "two", "one"))


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_a_department_that_is_named_better_leads_on(prefix: str, work: Path) -> None:
    old = built(work, "old")
    write(work / "content", "a/2023/disclosure.toml", 'department = "河源市和平县审计局"\n')
    assert not (built(work, "bare") / DEPARTMENT).exists()
    new = built(work, "new", "old")
    assert dead(old, new, prefix) == []
    assert led(new, f"{prefix}{DEPARTMENT}/2023")[0].startswith(f"{prefix}heyuanshi-hepingxian-shenjiju")
    assert verify(new).faults == []
    assert f"{DEPARTMENT}/" not in (new / "index.html").read_text(encoding="utf-8")


def test_a_table_that_is_recognised_later_is_found_under_both_names(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(
            publish.catalog, "_within", lambda tables: {one.number: f"unknown-{one.number}" for one in tables}
        )
        old = built(work, "old")
    new = built(work, "new", "old")
    assert dead(old, new) == []
    folder = new / DEPARTMENT / "2023"
    assert (folder / "unknown-1.csv").read_bytes() == (folder / "bg_summary.csv").read_bytes()


def test_a_chart_that_is_no_longer_drawn_leads_to_its_page(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = built(work, "old")
    charts = [one.address for one in addresses(old) if one.kind == "chart"]
    monkeypatch.setattr("publish.charts.attempted", lambda disclosures: ((), ()))
    new = built(work, "new", "old")
    assert charts and dead(old, new) == []
    assert {led(new, address)[0] for address in charts} == {f"{DEPARTMENT}/2023"}
    assert all((new / address / "embed.html").exists() for address in charts)


def test_what_no_document_shows_is_forgotten(work: Path) -> None:
    built(work, "old")
    (work / "content/a/2023/预算.txt").unlink()
    write(work / "content", "b/2023/预算.txt", budget("河源市连平县水务局", total="160.00"))
    assert snapshot(built(work, "new", "old")) == snapshot(built(work, "bare"))


def test_of_equal_figures_in_one_line_none_is_taken_for_another(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a line printed one figure twice and one of them is not read any more, its address is not guessed."""
    old = built(work, "old")
    folder = f"{DEPARTMENT}/2023"

    def lost(facts: Any, *others: Any) -> tuple[Fact, ...]:
        kept = [replace(fact, label="改") for fact in facts if (fact.label, fact.measure) != ("行政运行", "total")]
        return identified(kept, *others)

    monkeypatch.setattr(fiscal.read, "identified", lost)
    new = built(work, "new", "old")
    _, text = led(new, folder)
    gone = [address for address in dead(old, new) if "#" in address]
    assert gone, "70.00 was printed as total and as basic"
    assert all(f' id="{address.partition("#")[2]}"' not in text for address in gone)


@pytest.mark.parametrize(
    "content", ["", "address,kind\n", "address,kind,print\na,b,c\n", "<!doctype html>\n", 'a,"b\n']
)
def test_a_file_that_holds_no_addresses_is_told_and_does_not_end_the_build(
    content: str, work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = snapshot(built(work, "one"))
    capsys.readouterr()
    write(work, f"bad/public/{FILE}", content)
    assert snapshot(built(work, "two", "bad")) == expected
    assert "读不出上次发布的地址" in capsys.readouterr().out


@pytest.fixture
def host(tmp_path: Path) -> Iterator[tuple[str, dict[str, int]]]:
    """A web host of one file, and the status that it answers with."""
    answer = {"status": 200}

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(answer["status"])
            self.end_headers()
            self.wfile.write(b"address,kind,print\n" if answer["status"] == 200 else b"<!doctype html>")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", answer
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("status", "code", "kept"), [(200, 0, True), (404, 0, False), (403, 0, False), (500, 1, None)])
def test_the_workflow_fetches_what_was_published(
    status: int, code: int, kept: bool | None, host: tuple[str, dict[str, int]], tmp_path: Path
) -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    (step,) = [one for one in workflow["jobs"]["build"]["steps"] if "addresses.csv" in one.get("run", "")]
    base, answer = host
    answer["status"] = status
    shell = step["run"].replace("--retry 3", "--retry 0")
    environment = {**os.environ, "BASE_URL": base, "no_proxy": "127.0.0.1"}
    done = subprocess.run(["bash", "-e", "-c", shell], cwd=tmp_path, env=environment, check=False)
    assert done.returncode == code
    if kept is not None:
        assert (tmp_path / ".cache" / FILE).exists() == kept

"""A cluster builds the same site, byte for byte, with and without a worker that is lost; what is wrong is said."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import build
from pipeline.ending import Unavailable
from pipeline.workers import Failure
from tests.pipeline.building import LEAN, snapshot
from tests.pipeline.clustered import Named, end, slow, told
from tests.pipeline.samples import budget, write

ROOT = Path(__file__).resolve().parents[2]
BODIES = ("河源市紫金县医疗保障局", "河源市龙川县民政局", "河源市连平县水务局", "河源市和平县审计局")
ADDRESS = re.compile(r"tcp://[0-9.]+:\d+")
SECONDS = 60.0

if os.environ.get("MINGZHANG_NO_SKIP") != "1":
    pytest.importorskip("distributed", reason="Dask is not installed: make cluster")
cluster = importlib.import_module("pipeline.cluster")


@dataclass
class Servers:
    """A scheduler and its workers, processes of their own that share nothing with this one."""

    address: str
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def work(self) -> None:
        """One more worker."""
        options = ("--no-nanny", "--no-dashboard", "--nthreads", "1")
        self.workers.append(_started("distributed.cli.dask_worker", self.address, *options))


def _started(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments], cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
    )


@pytest.fixture
def servers() -> Iterator[Servers]:
    scheduler = _started("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    assert scheduler.stderr is not None
    lines = (line.decode() for line in scheduler.stderr)
    address = next(found[0] for line in lines if (found := ADDRESS.search(line)))
    made = Servers(address)
    yield made
    for process in (*made.workers, scheduler):
        process.kill()
        process.communicate()


@pytest.fixture
def work(tmp_path: Path) -> Path:
    for number, body in enumerate(BODIES):
        write(tmp_path / "content", f"{number}/2023/预算.txt", budget(body))
    write(tmp_path / "content", "empty/2023/空.txt", "")
    (tmp_path / "site.toml").write_text(LEAN, encoding="utf-8")
    return tmp_path


def built(work: Path, name: str, *options: str) -> tuple[int, dict[str, bytes]]:
    """The status of a build from nothing, and what it wrote."""
    paths = ["--content", str(work / "content"), "--out", str(work / name), "--site", str(work / "site.toml")]
    status = build.main(["build", *paths, "--no-cache", "--lenient", *options])
    return status, snapshot(work / name) if (work / name).exists() else {}


def test_a_cluster_on_this_machine_builds_the_same_site(work: Path) -> None:
    alone = built(work, "serial", "--engine", "serial")
    assert built(work, "dask", "--engine", "dask", "--jobs", "2") == alone
    assert built(work, "processes", "--jobs", "2") == alone


def test_a_worker_that_is_lost_costs_what_it_was_doing(work: Path, servers: Servers) -> None:
    servers.work()
    servers.work()
    with cluster.Cluster(servers.address, seconds=SECONDS, megabytes=0) as made:
        while made.count < 2:
            time.sleep(0.1)
        results = made.map(slow, list(range(12)))
        found = dict([next(results)])
        servers.workers[0].kill()
        found.update(results)
    assert found == {number: number * number for number in range(12)}
    alone = built(work, "serial", "--engine", "serial")
    assert built(work, "dask", "--scheduler", servers.address) == alone


def test_what_ends_its_process_costs_one_item_and_files_are_carried(tmp_path: Path, servers: Servers) -> None:
    servers.work()
    (tmp_path / "a").write_bytes(b"123")
    files = [Named(path=str(tmp_path / name), name=name) for name in ("a", "gone")]
    with cluster.Cluster(servers.address, seconds=SECONDS, megabytes=0) as made:
        found = dict(made.map(end, [0, 1, 2]))
        carried = dict(made.map(told, files))
    assert (found[0], found[2]) == (0, 2) and isinstance(found[1], Failure) and found[1].code == "crashed"
    assert carried[0] == ("a", b"123", True) and isinstance(carried[1], Failure)


def test_what_is_wrong_with_a_cluster_is_said(
    work: Path, servers: Servers, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(cluster.SETTINGS, "distributed.comm.timeouts.connect", "1s")
    monkeypatch.setattr(cluster, "WAITING", 0.5)
    assert built(work, "none", "--scheduler", "tcp://127.0.0.1:1") == (2, {})
    assert "tcp://127.0.0.1:1：没有调度器应答" in capfd.readouterr().err
    assert built(work, "idle", "--scheduler", servers.address) == (2, {})
    assert "没有工作进程" in capfd.readouterr().err
    servers.work()
    monkeypatch.setattr(cluster, "WAITING", 30)
    monkeypatch.setattr(cluster, "ROOMS", ("pipeline",))
    with pytest.raises(Unavailable, match="程序与这里的不同"):
        cluster.Cluster(servers.address, seconds=SECONDS, megabytes=0)


def test_without_dask_the_command_says_how_to_get_it(
    work: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pipeline.cluster", None)
    assert built(work, "none", "--engine", "dask") == (2, {})
    assert "make cluster" in capfd.readouterr().err
    assert build.main(["check", "--content", str(work / "content"), "--no-cache", "--engine", "dask"]) == 2
    assert capfd.readouterr().err.splitlines() == ["✗ 没有安装 Dask；请先运行 make cluster"]

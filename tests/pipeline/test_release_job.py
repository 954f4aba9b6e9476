"""The job of the workflow that puts large data into a release, run with a code host that is a folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.pipeline.samples import write

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "https://host.example/owner/name/releases/download/data-0123456789ab/"
HOST = """\
#!{python}
import os, pathlib, shutil, subprocess, sys
host = pathlib.Path(os.environ["HOST"])
words = sys.argv[1:]
with (host / "log").open("a") as log:
    print(*words[:2], file=log)
release = host / words[2]
if words[:2] == ["run", "download"]:
    assert words[3:] == ["--name", "parts", "--dir", "."]
    subprocess.run(["tar", "-cf", "artifact.tar", "-C", host / "built", "."], check=True)
elif words[:2] == ["release", "create"]:
    release.mkdir()
elif words[:2] == ["release", "view"]:
    if not release.is_dir():
        sys.exit("release not found")
    for path in release.iterdir() if "--json" in words else ():
        print(path.stat().st_size, path.name)
elif words[:2] == ["release", "upload"] and not (host / "full").exists():
    assert words[3] == "--clobber"
    for name in words[4:]:
        shutil.copyfile(name, release / name)
"""


def jobs() -> dict[str, Any]:
    workflow = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    found: dict[str, Any] = workflow["jobs"]
    return found


@pytest.fixture
def host(tmp_path: Path) -> Path:
    """A code host with what a build has made."""
    folder = tmp_path / "host"
    for number in range(45):
        write(folder / "built", f"facts.{number}.csv.zip", "a" * number)
    write(folder / "built", "parts.json", f'{{"address": "{ADDRESS}", "files": []}}\n')
    command = write(tmp_path / "bin", "gh", HOST.format(python=sys.executable))
    command.chmod(0o755)
    return folder


def upload(host: Path) -> int:
    """Run the job in a folder of its own. Gives its exit status."""
    work = host.parent / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    given = {"RELEASE": ADDRESS, "GITHUB_RUN_ID": "7", "GITHUB_SHA": "c0ffee", "LC_ALL": "C", "HOST": str(host)}
    said = {"GITHUB_SERVER_URL": "https://host.example", "GITHUB_REPOSITORY": "owner/name"}
    path = f"{host.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"
    (step,) = jobs()["release"]["steps"]
    command = ["bash", "-e", "-c", step["run"]]
    return subprocess.run(command, cwd=work, env={**os.environ, **given, **said, "PATH": path}, check=False).returncode


def test_all_files_are_in_the_release_and_those_that_are_there_are_not_sent_again(host: Path) -> None:
    assert upload(host) == 0
    release = host / "data-0123456789ab"
    assert {path.name: path.read_bytes() for path in release.iterdir()} == {
        path.name: path.read_bytes() for path in (host / "built").iterdir()
    }
    (host / "log").unlink()
    (release / "facts.7.csv.zip").write_text("cut", encoding="utf-8")
    (release / "facts.8.csv.zip").unlink()
    assert upload(host) == 0
    log = (host / "log").read_text(encoding="utf-8").splitlines()
    assert (log.count("release upload"), log.count("release create")) == (1, 0)
    assert (release / "facts.7.csv.zip").read_text(encoding="utf-8") == "a" * 7


def test_pages_wait_for_files_that_did_not_arrive(host: Path) -> None:
    write(host, "full", "")
    assert upload(host) != 0


def test_only_that_job_may_write_and_the_pages_follow_it() -> None:
    found = jobs()
    writing = {name for name, job in found.items() if job["permissions"].get("contents") == "write"}
    assert writing == {"release"}
    assert "uses" not in str(found["release"]["steps"])
    assert found["deploy"]["needs"] == ["build", "release"]


def test_the_build_tells_of_a_release_where_there_is_one(tmp_path: Path) -> None:
    (step,) = (one for one in jobs()["build"]["steps"] if one.get("id") == "parts")
    told = tmp_path / "told"
    told.touch()
    for files, said in (("", ""), ("public.parts/parts.json", f"release={ADDRESS}\n")):
        if files:
            write(tmp_path, files, f'{{"address": "{ADDRESS}", "files": []}}\n')
        run = ["bash", "-e", "-c", step["run"]]
        subprocess.run(run, cwd=tmp_path, env={**os.environ, "GITHUB_OUTPUT": str(told)}, check=True)
        assert told.read_text(encoding="utf-8") == said

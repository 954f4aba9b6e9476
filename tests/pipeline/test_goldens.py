"""Each disclosure of ``tests/sites/content`` gives exactly the site that is expected of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.pipeline.goldens import CONTENT, RENEW, ROOT, SITES, built, disclosures, kept, manifest, name_of


@pytest.mark.parametrize("folder", disclosures(), ids=name_of)
def test_a_disclosure_gives_the_expected_site(folder: Path, tmp_path: Path) -> None:
    expected = SITES / name_of(folder)
    site = built(folder, tmp_path)
    files = {path.relative_to(expected).as_posix() for path in expected.rglob("*") if path.is_file()} - {"manifest.txt"}
    assert files == {name for path in site.rglob("*") if kept(name := path.relative_to(site).as_posix())}
    for name in sorted(files):
        assert (site / name).read_text(encoding="utf-8") == (expected / name).read_text(encoding="utf-8"), name
    assert manifest(site) == (expected / "manifest.txt").read_text(encoding="utf-8")


def test_there_is_a_site_for_every_disclosure_and_no_other() -> None:
    sites = {path.name for path in SITES.iterdir() if path.is_dir() and path != CONTENT}
    assert sites == {name_of(folder) for folder in disclosures()}


@pytest.mark.parametrize("folder", disclosures(), ids=name_of)
def test_a_sample_that_is_still_shipped_is_the_one_that_is_tested(folder: Path) -> None:
    shipped = ROOT / "content" / folder.relative_to(CONTENT)
    for path in folder.iterdir():
        assert not shipped.is_dir() or (shipped / path.name).read_bytes() == path.read_bytes()


def test_expected_sites_are_written_only_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(RENEW, raising=False)
    result = subprocess.run(
        [sys.executable, "-m", "tests.pipeline.goldens"], cwd=ROOT, capture_output=True, check=False
    )
    assert result.returncode != 0
    assert RENEW.encode() in result.stderr

"""Whole sites of four disclosures, one a document, compared with what is expected.

    python -m tests.pipeline.goldens    writes the expected sites anew; read the difference before committing it

The disclosures stand in ``tests/sites/content``: what a publisher puts into ``content/`` or takes out of it changes no
test. The expected CSV files and the Chinese page stand as files under ``tests/sites``; every other file of a site is
held by its hash in ``manifest.txt``. Pictures, archives and databases are held by their presence: their bytes may
differ between machines, and other tests compare them with themselves. So is ``addresses.csv.gz``, which repeats ids and
places of the other data; ``test_addresses.py`` holds what it is for.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SITES = ROOT / "tests" / "sites"
BINARY = (".png", ".parquet", ".sqlite", ".xlsx", ".zip")
REPEATED = ("addresses.csv.gz",)
CONTENT = SITES / "content"
SETTINGS = SITES / "site.toml"
RENEW = "MINGZHANG_RENEW_GOLDENS"


def disclosures() -> list[Path]:
    """Folders of the disclosures that sites are expected of."""
    return sorted(path for path in CONTENT.glob("*/*") if path.is_dir())


def name_of(folder: Path) -> str:
    """Name of the expected site of a disclosure."""
    return f"{folder.parent.name}-{folder.name}"


def built(folder: Path, work: Path) -> Path:
    """Site of one disclosure, built alone, with the archive of its year unpacked beside it."""
    content = work / "content"
    shutil.copytree(folder, content / folder.parent.name / folder.name)
    command = [sys.executable, str(ROOT / "build.py"), "--content", str(content), "--out", str(work / "public")]
    subprocess.run([*command, "--no-cache", "--site", str(SETTINGS)], check=True, capture_output=True)
    for path in (work / "public").rglob("data.zip"):
        with zipfile.ZipFile(path) as archive:
            archive.extractall(path.with_suffix(""))
    return work / "public"


def kept(path: str) -> bool:
    """Whether a file is expected as a file, so that a difference can be read."""
    parts = path.split("/")
    return (path.endswith(".csv") and len(parts) == 4 and parts[2] == "data") or (
        path.endswith("/index.html") and len(parts) == 3 and re.fullmatch(r"\d{4}", parts[1]) is not None
    )


def manifest(site: Path) -> str:
    """All files of a site with their hashes, a line each."""
    lines = []
    for path in sorted(site.rglob("*")):
        if path.is_file():
            name = path.relative_to(site).as_posix()
            present = path.suffix in BINARY or name in REPEATED
            held = "present" if present else hashlib.sha256(path.read_bytes()).hexdigest()
            lines.append(f"{held}  {name}\n")
    return "".join(lines)


def renew() -> None:
    """Write all expected sites anew. Refuses unless the environment says that a person asked for it."""
    if os.environ.get(RENEW) != "1":
        raise SystemExit(f"set {RENEW}=1 to write the expected sites anew (make goldens does)")
    for folder in disclosures():
        with tempfile.TemporaryDirectory() as work:
            site = built(folder, Path(work))
            target = SITES / name_of(folder)
            shutil.rmtree(target, ignore_errors=True)
            target.mkdir(parents=True)
            (target / "manifest.txt").write_text(manifest(site), encoding="utf-8")
            for path in site.rglob("*"):
                name = path.relative_to(site).as_posix()
                if path.is_file() and kept(name):
                    (target / name).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(path, target / name)


if __name__ == "__main__":
    renew()

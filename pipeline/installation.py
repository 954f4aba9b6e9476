"""Whether what a build needs is installed, and what to do where it is not.

Asked before anything else is loaded, so it imports nothing but the standard library, and it speaks both languages:
which one a reader wants is not known yet.
"""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from sysconfig import get_path

ROOT = Path(__file__).resolve().parent.parent
LISTED = ROOT / "requirements" / "site.in"
OLDEST = (3, 11)
PYTHON = r".venv\Scripts\python" if sys.platform == "win32" else ".venv/bin/python"
STARTER = "py -3" if sys.platform == "win32" else "python3"

TOO_OLD = """\
需要 Python 3.11 或更新的版本，现在运行的是 {found}。
Python 3.11 or newer is needed; this is {found}."""
ADVICE = f"""\
还没有装好所需的库：{{names}}
在这个文件夹里运行下面三行（装过之后只要最后一行）；有 make 的话，make site 一行就够。
Libraries are missing: {{names}}
Run these lines in this folder (later only the last one); where there is make, "make site" is enough.

  {STARTER} -m venv .venv
  {PYTHON} -m pip install --require-hashes -r requirements/site.txt
  {PYTHON} build.py"""


def advice() -> str:
    """What to do before a build can run; blank where nothing is missing."""
    if sys.version_info < OLDEST:
        return TOO_OLD.format(found=sys.version.split()[0])
    names = missing(_needed())
    return ADVICE.format(names=", ".join(names)) if names else ""


def missing(names: list[str]) -> list[str]:
    """Those packages that are not installed. Looks first at what stands beside Python's own libraries, since asking for
    each package by name takes a tenth of a second."""
    library = get_path("purelib")
    entries = Path(library).glob("*.dist-info") if library in sys.path else ()
    here = {entry.name.partition("-")[0].lower() for entry in entries}
    return [name for name in names if name.replace("-", "_").lower() not in here and not _installed(name)]


def _needed() -> list[str]:
    """Packages named in ``requirements/site.in``; none where the list is not there."""
    lines = LISTED.read_text(encoding="utf-8").splitlines() if LISTED.is_file() else []
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True

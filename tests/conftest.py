"""Fixtures that several rooms share: the folders of real, hard and hostile documents beside the checkout."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
os.environ.pop("LC_ALL", None)
os.environ["LC_MESSAGES"] = "zh_CN.UTF-8"
"""Commands speak Chinese in tests, whatever the language of the machine."""
UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fixed", UNTIMED, derandomize=True, database=None)
settings.register_profile("soak", UNTIMED, derandomize=False)
settings.load_profile("fixed")
"""A gate throws no dice: the same examples each time. ``pytest --hypothesis-profile=soak`` throws them."""


def _folder(path: Path) -> Path:
    """The folder, or a skip that says why; a failure where skips are forbidden."""
    if path.is_dir():
        return path
    reason = f"documents to test on are not here: {path.name}"
    if os.environ.get("MINGZHANG_NO_SKIP") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of shared documents beside the checkout."""
    return _folder(ROOT.parent / "shared")


@pytest.fixture(scope="session")
def disclosures(shared: Path) -> Path:
    """Real published documents, by format and place."""
    return _folder(shared / "disclosures")


@pytest.fixture(scope="session")
def stress(shared: Path) -> Path:
    """Hard variants of real table pages, with the grid each must give."""
    return _folder(shared / "stress")


@pytest.fixture(scope="session")
def hostile(shared: Path) -> Path:
    """Files that broke document software."""
    return _folder(shared / "hostile")


@pytest.fixture(scope="session")
def cases(shared: Path) -> Path:
    """Small documents that once were read wrongly, each with the values that are right."""
    return _folder(shared / "cases")

"""The whole road over documents that once ended a build: none is lost by us, nothing ends in a traceback.

A few of each kind here; ``python -m benchmarks.whole`` takes whole folders of them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.whole import documents, run

FATAL = ("one-file-ends-the-build", "four-unfit-units-crash", "judge-keyerror-statement")
MOST = 24


def test_documents_that_ended_a_build_are_published(cases: Path, tmp_path: Path) -> None:
    outcome = run(list(documents([cases / name for name in FATAL])), tmp_path, 1)
    assert outcome.clean, outcome.said
    assert (outcome.status, outcome.said) == (0, "")


@pytest.mark.parametrize("kind", ["hostile", "cases"])
def test_no_document_is_lost_by_us(kind: str, shared: Path, tmp_path: Path) -> None:
    every = list(documents([shared / kind]))
    if not every:
        pytest.skip("no such documents here")
    outcome = run(every[:: max(1, len(every) // MOST)][:MOST], tmp_path, 1)
    assert outcome.clean, outcome.said
    assert not outcome.faults

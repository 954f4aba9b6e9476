"""What is said to be unusual is a word beside a comparison: it may be missing, the comparison stays."""

from __future__ import annotations

from typing import NoReturn

import pytest

from publish.leaf import Leaf, held
from publish.outputs import Standing
from publish.pages import comparison
from publish.press import Press
from publish.site import read_site
from publish.theme import Theme
from publish.whole import Whole
from tests.publish.conftest import drawn
from tests.publish.test_compare import compared, disclosed


@pytest.mark.parametrize("times", [1, 2])
def test_a_sentence_on_what_is_unusual_that_fails_costs_no_comparison(
    times: int, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is left out and named; where the page fails without it too, the page is."""
    press = Press(read_site('outputs = ["english"]'), theme)
    known, briefs = compared([disclosed(number) for number in range(8)], press.site)
    leaves = {key: Leaf(held(one), None, key) for key, one in briefs.items()}
    whole = {one.path for one in Whole(press, known, leaves, draw=drawn).outputs(())}

    def broken(*_: object) -> NoReturn:
        raise ValueError("broken")

    monkeypatch.setattr(comparison, "remarks", broken)
    if times == 2:
        monkeypatch.setattr(comparison, "_contents", broken)
    made = Whole(press, known, leaves, draw=drawn)
    files = {one.path: one.data for one in made.outputs(()) if not isinstance(one, Standing)}
    told = {fault.unit for fault in made.lost}
    assert told == ({"unusual"} if times == 1 else {"comparison"})
    pages = {path for path in whole if path.startswith("compare/") and path.endswith("/2023/index.html")}
    assert pages and pages <= files.keys()
    kept = [b"<table" in files[path] for path in sorted(pages)]
    assert all(kept) if times == 1 else not any(kept)

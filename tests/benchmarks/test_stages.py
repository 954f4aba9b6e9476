"""What the measure of the steps tells of small files: three costs of what is read, a reason of what is refused."""

from __future__ import annotations

from pathlib import Path

from benchmarks.stages import line, steps
from tests.benchmarks.test_large import named


def test_what_is_read_costs_three_steps(tmp_path: Path) -> None:
    path = tmp_path / "forms.html"
    named("forms-stacked").write(path, 3)
    costs, came = steps(path)
    assert (len(costs), came) == (3, "read")
    assert all(one.seconds > 0 and one.megabytes > 10 for one in costs)


def test_what_is_refused_tells_why(tmp_path: Path) -> None:
    assert line(named("zip-bytes"), 10_000, tmp_path).rstrip().rpartition("  ")[2].startswith("refused: ")

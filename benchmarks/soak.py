"""Makes documents that nobody would publish and runs the whole pipeline on them: what fails, and at what stage?

    python -m benchmarks.soak [--minutes N] [--documents N] [--seed S] [--from FOLDER] [--keep FOLDER]

Each document is parsed, read, checked, charted and published in this process. A refusal with a reason is a good end; an
exception is not, nor is a fault of a part, nor one document that takes longer than its limit.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from benchmarks.soaked import Made, documents
from fiscal.checks import check
from fiscal.containment import contained
from fiscal.document import Document, Source, Unreadable
from fiscal.faults import line
from fiscal.read import read
from fiscal.records import Disclosure, Fault
from fiscal.sidecar import Sidecar
from parsers import parse
from publish.catalog import catalog
from publish.chart import Chart, Rendered
from publish.charts import attempted
from publish.datasets.rows import datasets
from publish.folder import department_year_outputs
from publish.press import Press
from publish.site import Language, Site
from publish.theme import read_theme

SECONDS = 20.0
"""Most time for one stage of one document."""
PARSING = 600.0
"""Most time to parse one, whose parts have each their own limit: scans of many pages take longer together."""
GIVEN = Sidecar(department="某市某局", fiscal_year=2023)
"""What a document without name and year is taken for, so that all of it is read."""


@dataclass(frozen=True, slots=True)
class End:
    """How one document ended."""

    state: str
    """``read``, ``refused``, or ``failed``."""
    stage: str = ""
    reason: str = ""
    """Code of the refusal, or kind and place of the failure."""
    seconds: float = 0.0
    trace: str = ""


class Failed(Exception):
    """A stage failed; carries the fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.reason)
        self.fault = fault


def run(made: Made) -> End:
    """Put one document through the whole pipeline."""
    began = time.perf_counter()
    try:
        state, reason = _run(made)
        return End(state, "", reason, time.perf_counter() - began)
    except Failed as error:
        one = error.fault
        place = next((row.strip() for row in reversed(one.trace.splitlines()) if row.strip().startswith("File")), "")
        reason = f"{one.reason[:80]} at {place.rpartition('/')[2]}"
        return End("failed", one.stage, reason, time.perf_counter() - began, f"{line(one, 'en')}\n{one.trace}")


def _run(made: Made) -> tuple[str, str]:
    refusal: list[Unreadable] = []

    def parsed() -> Document | None:
        try:
            return parse(Source(made.name, made.data))
        except Unreadable as error:
            refusal.append(error)
            return None

    document = _stage("parse", parsed, PARSING)
    if refusal:
        assert refusal[0].reason, "a refusal without a reason"
        return "refused", refusal[0].code
    disclosure: Disclosure = _stage("read", lambda: read((document,), GIVEN))
    _none(disclosure.faults)
    (checked,) = _stage("check", lambda: check((disclosure,)))
    _none(checked.faults)
    _stage("datasets", lambda: [list(rows.rows) for rows in datasets((checked,))])
    found = _stage("public", lambda: catalog((checked,), Site()))
    for one in found.department_years:
        charts, faults = attempted(one.disclosures)
        _none(faults)
        _none(_stage("page", partial(department_year_outputs, _press(), one, charts, _drawn)).faults)
    return "read", ""


def _stage(stage: str, function: Callable[[], Any], seconds: float = SECONDS) -> Any:
    value, faults = contained(stage, stage, function, None, seconds=seconds)
    _none(faults)
    return value


def _none(faults: tuple[Fault, ...]) -> None:
    if faults:
        raise Failed(faults[0])


@cache
def _press() -> Press:
    return Press(Site(), read_theme(Path(__file__).resolve().parents[1] / "theme"))


def _drawn(chart: Chart, language: Language) -> Rendered:
    """A drawing without the engine that draws, which knows nothing of documents."""
    del language
    wide = "<svg viewBox='0 0 1 1'></svg>"
    return Rendered(wide, wide, wide, wide, b"")


def soak(made: Iterator[Made], minutes: float, most: int) -> Iterator[tuple[Made, End]]:
    """Documents and how they ended, until time or number is up."""
    ends = time.monotonic() + minutes * 60
    for number, one in enumerate(made):
        if number >= most or time.monotonic() > ends:
            return
        yield one, run(one)


def main(arguments: list[str]) -> int:
    """Soak; print what ended how; 1 when anything failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--from", dest="folder", type=Path, help="real documents, to be mutated")
    parser.add_argument("--keep", type=Path, help="where documents that fail are written")
    asked = parser.parse_args(arguments)
    ends: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    slowest = 0.0
    for made, end in soak(documents(random.Random(asked.seed), asked.folder), asked.minutes, asked.documents):
        kinds[made.kind] += 1
        ends[end.state if end.state != "failed" else f"failed: {end.stage}: {end.reason}"] += 1
        slowest = max(slowest, end.seconds)
        if end.state == "failed" and asked.keep and ends[f"failed: {end.stage}: {end.reason}"] <= 2:
            asked.keep.mkdir(parents=True, exist_ok=True)
            (asked.keep / made.name).write_bytes(made.data)
            (asked.keep / f"{made.name}.trace").write_text(end.trace, encoding="utf-8")
    failed = sum(count for name, count in ends.items() if name.startswith("failed"))
    print(f"{sum(ends.values())} documents, slowest {slowest:.1f} s, failed {failed}")
    for name, count in [*kinds.most_common(), *ends.most_common()]:
        print(f"{count:7} {name}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

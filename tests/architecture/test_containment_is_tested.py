"""Whatever is contained has words for its loss, and a test that makes it fail."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from fiscal.faults import named, stages
from publish.charts import CHARTS
from tests.architecture.test_house import ROOT, room_files
from tests.pipeline.injected import OF_ONE, OF_THE_WHOLE, STAGES
from tests.pipeline.test_ends_of_the_whole import OWN
from tests.pipeline.test_stages import ELSEWHERE, WHOLE

CONTAINING = {"contained": 0, "survivors": 0, "Fault": 0, "_fault": 0, "fault": 0, "Part": 0}
"""Functions that make faults, and where their stage stands; the unit follows it."""


def met() -> set[tuple[str, str]]:
    """Stage and unit of every containment that names both."""
    return {pair for path in room_files() for pair in _pairs(ast.parse(path.read_text(encoding="utf-8")))}


def _pairs(tree: ast.Module) -> Iterator[tuple[str, str]]:
    constants = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CONTAINING:
            first = CONTAINING[node.func.id]
            texts = [_text(one, constants) for one in node.args[first : first + 2]]
            if len(texts) == 2 and texts[0] in stages() and texts[1]:
                yield str(texts[0]), str(texts[1])


def _text(node: ast.expr, constants: Mapping[str, object]) -> str:
    """A text that is written out, as far as it is; blank otherwise."""
    if isinstance(node, ast.JoinedStr):
        return _text(node.values[0], constants).strip()
    if isinstance(node, ast.Name):
        return str(constants.get(node.id, ""))
    return str(node.value) if isinstance(node, ast.Constant) else ""


def test_every_containment_has_a_test_that_makes_it_fail() -> None:
    tested = {*STAGES, *ELSEWHERE, *(("page", one[0]) for one in WHOLE["PAGES"])}
    assert met() - tested == set()


def test_every_stage_meets_every_fault() -> None:
    """An exception as in STAGES; what no exception tells as one of a document or as a part of the whole."""
    assert len(OF_ONE) == len(set(OF_ONE)) and set(OF_ONE) | OF_THE_WHOLE == set(STAGES)
    apart = {unit for _, unit in ELSEWHERE} & set(OWN)
    assert {unit for _, unit in OF_THE_WHOLE} | {one[0] for held in WHOLE.values() for one in held} | apart == set(OWN)


def test_every_unit_has_words() -> None:
    own = {module.__name__.rpartition(".")[2] for module in CHARTS}
    units = {unit for _, unit in met()} | {one[0] for held in WHOLE.values() for one in held}
    assert {unit for unit in units - own if not named(str(unit))} == set()


def test_the_stages_that_are_told_are_those_that_are_tested() -> None:
    assert {stage for stage, _ in STAGES} == set(stages())
    assert (ROOT / "fiscal" / "faults.toml").exists()

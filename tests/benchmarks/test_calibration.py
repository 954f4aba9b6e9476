"""The calibration knows which breaks it made itself, and a fit follows what it is shown."""

from __future__ import annotations

import random
from dataclasses import replace
from math import log

import pytest

from benchmarks.calibration.fit import fitted, loss, needed, published, reliability, said, share, standing
from benchmarks.calibration.misread import MISREADINGS, Misreading, misread
from benchmarks.calibration.samples import Sample
from fiscal.judgement.confidence import ACCUSED, FACTORS, Evidence, confidence, signs
from tests.fiscal.printed import disclosure, table
from tests.fiscal.test_weighing import GOOD

TREE = {2: 1, 3: 2, 4: 2, 5: 3, 6: 3}


@pytest.mark.parametrize("way", MISREADINGS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("seed", range(3))
def test_a_misreading_changes_some_figures_of_one_table(way: Misreading, seed: int) -> None:
    made = disclosure(table(1, "bg_expenditure", "total basic project", GOOD))
    facts = tuple(replace(fact, parent_row=TREE.get(fact.row)) for fact in made.facts)
    read = replace(made, facts=facts)
    wrong = misread(random.Random(seed), read, way)
    if wrong is not None:
        kept = {fact.fact_id: fact for fact in wrong.facts}
        assert kept.keys() <= {fact.fact_id for fact in facts}
        assert any(kept.get(fact.fact_id) != fact for fact in facts)
        assert any(kept.get(fact.fact_id) == fact for fact in facts) or way.__name__ == "wrong_unit"


def test_the_weights_that_stand_say_what_is_published() -> None:
    seen = Evidence("T01", 0.03, axes=1, slip=12.0, harmed=1, alone=True)
    sample = Sample("甲省", "printed", signs(seen), confidence(seen), True)
    assert share(sample, standing()) == pytest.approx(confidence(seen), abs=0.001)


def spread(sign: str, true: int, count: int) -> list[Sample]:
    """Samples with one sign, of which some are the document's."""
    none = dict.fromkeys(FACTORS, 0.0)
    return [Sample("甲省", "printed", {**none, sign: 1.0}, 0.5, at < true) for at in range(count)]


@pytest.mark.parametrize(("sign", "true"), [("fits", 150), ("blanks", 10), ("more", 100)])
def test_a_fit_follows_what_it_is_shown(sign: str, true: int) -> None:
    samples = spread(sign, true, 200)
    weights = fitted(samples)
    assert weights[sign] == pytest.approx(log(true / (200 - true)), abs=0.5), "drawn a little to what stands"
    assert loss(said(samples, weights)) <= loss(said(samples, standing())) + 0.001
    assert all(weights[name] == weight for name, weight in standing().items() if name != sign)


def test_bins_hold_all_samples_and_count_the_true() -> None:
    samples = [*spread("axes", 9, 10), *spread("fits", 1, 10)]
    pairs = said(samples, standing())
    bins = reliability(pairs)
    assert sum(one.count for one in bins) == 20 and sum(one.true for one in bins) == 10
    assert published(pairs, ACCUSED) == (10, 9, 10)
    assert needed(pairs, 9) <= 10 and needed(pairs, 10) > 10

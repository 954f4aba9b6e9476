"""What each disclosure gives to the whole is all that the whole needs of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.held import CONTENTS, hold
from pipeline.leaves import LeafTask, grow
from publish.brief import checked
from publish.datasets.rows import Dataset, Joined, Kept, Rows, datasets, gathered, rows_of
from publish.exports import EXPORTS
from publish.leaf import leaves
from publish.memory import Memory
from publish.outputs import fresh
from publish.press import Press
from publish.sentences import summed
from publish.site import Site
from publish.theme import Theme
from publish.whole import Whole
from tests.publish.samples import sample_catalog


def test_the_rows_of_all_are_the_rows_of_each() -> None:
    members = sample_catalog().disclosures
    assert len(members) > 1
    joined = gathered([rows_of(one) for one in members])
    for one, whole in zip(joined, datasets(members), strict=True):
        assert one.schema == whole.schema and list(one.rows) == list(whole.rows)
        assert len(one.rows) == len(list(one.rows)) == sum(len(rows_of(each)[one.schema.name]) for each in members)


def test_the_whole_is_made_of_leaves_without_what_disclosures_say(theme: Theme) -> None:
    catalog = sample_catalog()
    press = Press(catalog.site, theme)
    found = {key: leaf for page in catalog.department_years for key, leaf in leaves(page)[0].items()}
    blank = dict.fromkeys(CONTENTS, ())
    bare = replace(catalog, disclosures=tuple(replace(one, **blank) for one in catalog.disclosures))  # type: ignore[arg-type]
    made = [{one.path: one.data for one in fresh(Whole(press, some, found).outputs(()))} for some in (catalog, bare)]
    assert made[0] == made[1]
    assert sum(len(one.facts) for one in catalog.disclosures) + 1 == made[1]["data/facts.csv"].count(b"\n")


def test_what_was_checked_adds_up() -> None:
    catalog = sample_catalog()
    told = [leaf.brief for page in catalog.department_years for leaf in leaves(page)[0].values()]
    assert checked(one for one in told if one) == summed(catalog.disclosures)
    assert checked(()) == (0, 0, 0, 0)


def test_a_disclosure_without_rows_or_brief_is_missing_there_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    (page, *_) = sample_catalog().department_years
    monkeypatch.setattr("publish.leaf.brief", lambda *_: 1 / 0)
    found, lost = leaves(page)
    assert all(one.brief is None and one.rows is not None for one in found.values())
    assert {(one.stage, one.unit, one.document) for one in lost} == {("page", "brief", key) for key in found}
    monkeypatch.undo()
    monkeypatch.setattr("publish.leaf.rows_of", lambda _: 1 / 0)
    found, lost = leaves(page)
    assert all(one.brief is not None and one.rows is None for one in found.values())
    assert {(one.stage, one.unit) for one in lost} == {("export", "rows")}


def test_rows_that_a_format_has_kept_are_not_gone_through_again() -> None:
    kept = Rows(lambda: [("a",), ("b",)], 2, {"csv": Kept(lambda: "a b", 3, "m")})
    both = Joined([kept, Rows(lambda: [("c",)])])
    made: list[list[tuple[object, ...]]] = []

    def joined(rows: Rows) -> str:
        made.append(list(rows))
        return " ".join(str(one[0]) for one in made[-1])

    assert [part.form("csv", joined) for part in both.parts] == ["a b", "c"] and made == [[("c",)]]
    assert [part.form("json", joined) for part in both.parts] == ["a b", "c"]
    assert list(both) == [("a",), ("b",), ("c",)] and len(both) == 3


def test_a_leaf_comes_back_with_what_every_format_makes_of_its_rows() -> None:
    catalog = sample_catalog()
    for page in catalog.department_years:
        held = tuple(map(hold, page.disclosures))
        grown = grow(LeafTask(replace(page, disclosures=tuple(one.head for one in held)), held, (), frozenset(), ()))
        for one, disclosure in zip(grown.leaves, page.disclosures, strict=True):
            found, own = one.open().rows, rows_of(disclosure)
            assert found is not None and {name: len(rows) for name, rows in found.items()} == {
                name: len(rows) for name, rows in own.items()
            }
            kept, made = (gathered([some], (), ()) for some in (found, own))
            assert written(kept) == written(made)


def written(held: tuple[Dataset, ...]) -> dict[str, bytes]:
    """Every file of every export."""
    found = fresh(one.file for _, _, export, *_ in EXPORTS for one in export(held, "", Site(), Memory()))
    return {one.path: one.data for one in found}


def test_rows_are_counted_once_or_told() -> None:
    drawn: list[int] = []

    def make() -> list[tuple[int]]:
        drawn.append(1)
        return [(1,), (2,)]

    assert len(Rows(make)) == 2 and len(drawn) == 1
    assert len(Rows(make, 2)) == 2 and len(drawn) == 1

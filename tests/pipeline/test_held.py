"""What the first process holds of documents is packed: the same for the same, whole again, and a fraction of it."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from fiscal.records import Disclosure
from pipeline.cache import Cache
from pipeline.gather import gather
from pipeline.held import CONTENTS, hold, opened
from pipeline.options import ROOT, Means
from pipeline.packing import pack, unpack
from pipeline.showing import show
from pipeline.workers import Serial
from publish.outputs import LARGE, Deflated, Output, poured
from publish.site import Site
from tests.pipeline.samples import budget, write
from tests.publish.samples import sample_catalog

ROWS = 1500


def quiet(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


def long_table(rows: int) -> str:
    head = budget()
    lines = "\n".join(f"第{number}项工作\t{number}.00\t{number}.00\t0.00" for number in range(1, rows + 1))
    return f"{head}\n\n项目支出表\n单位：万元\n项目名称\t合计\t财政拨款\t其他资金\n{lines}\n"


@pytest.mark.parametrize("disclosure", sample_catalog().disclosures, ids=lambda one: str(one.disclosure_id))
def test_a_disclosure_comes_back_whole(disclosure: Disclosure) -> None:
    held = hold(disclosure)
    assert held.open() == disclosure
    assert all(getattr(held.head, name) == () for name in CONTENTS)
    earlier = tuple(replace(one, changes=()) for one in disclosure.earlier)
    assert replace(disclosure, earlier=earlier, **dict.fromkeys(CONTENTS, ())) == held.head  # type: ignore[arg-type]
    assert hold(held.open()) == held


def test_a_report_is_given_no_more_than_the_checks_came_to() -> None:
    for disclosure in sample_catalog().disclosures:
        told = hold(disclosure).told()
        assert (told.findings, told.checks) == (disclosure.findings, disclosure.checks)
        assert not any(getattr(told, name) for name in CONTENTS if name not in ("findings", "checks"))


def test_equal_values_pack_to_equal_bytes_however_they_were_made() -> None:
    one = "".join(["农", "林水"])
    other = "".join(["农林", "水"])
    assert pack([(one, one)]) == pack([(one, other)])
    assert pack([Decimal("1.0")]) != pack([Decimal("1.00")])
    assert [str(value) for value in unpack(pack([Decimal("-0.00"), Decimal("1E+3")]))] == ["-0.00", "1E+3"]


def test_another_process_packs_to_the_same_bytes() -> None:
    code = "from tests.pipeline.test_held import digests; print(*digests())"
    told = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for seed in ("1", "2")
    ]
    assert told[0] == told[1] == digests()


def digests() -> list[str]:
    return [hold(one).packed.digest for one in sample_catalog().disclosures]


def test_the_first_process_holds_a_fraction_of_what_documents_say(tmp_path: Path) -> None:
    write(tmp_path / "content", "a/预算.txt", long_table(ROWS))
    means = Means(Serial(), Cache(None), "", "")
    gathered = gather(tmp_path / "content", means, quiet)
    whole = opened(gathered.disclosures)
    assert len(whole[0].facts) > 2 * ROWS
    showing = show(gathered.disclosures, Site(), (), (), means, quiet)
    for held in (gathered, showing):
        assert len(pickle.dumps(held)) < len(pickle.dumps(whole)) / 5


def test_a_large_file_is_kept_deflated() -> None:
    texts = [f"{number},农林水支出\n" for number in range(LARGE // 10)]
    whole = "".join(texts).encode()
    made, plain = poured("a.csv", texts), Output("a.csv", whole)
    assert isinstance(made, Deflated) and len(made.deflated) < len(whole) / 3
    assert (made.data, made.size, made.sha256) == (whole, plain.size, plain.sha256)
    assert b"".join(made.pieces()) == whole and max(map(len, made.pieces())) < len(whole)
    assert poured("a.csv", texts[:9]) == Output("a.csv", "".join(texts[:9]).encode())

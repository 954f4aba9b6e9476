"""What is packed is left in the file of the cache and taken from there; where it is damaged, a build begins again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.cache import Cache
from pipeline.packing import Packed, carried, pack, unpack
from pipeline.shelf import Damaged, thrown_away
from tests.pipeline.building import build_here, snapshot
from tests.pipeline.samples import budget, write

EDITED = "\n说明：一处改动。\n"


@dataclass(frozen=True)
class Held:
    """Something with packed parts."""

    name: str
    parts: tuple[Packed, ...]


def test_packed_parts_are_left_and_taken_out(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "results.sqlite")
    value = Held("a", (pack((1, "二")), pack(("three" * 1000,))))
    kept = cache.keep("key", value)
    assert kept == cache.recall("key") and kept.name == "a"
    assert [one.data for one in kept.parts] == [b"", b""]
    assert [one.digest for one in kept.parts] == [one.digest for one in value.parts]
    assert [list(unpack(one)) for one in kept.parts] == [[1, "二"], ["three" * 1000]]
    assert carried(kept) == value and carried(value) == value
    assert cache.keep("again", kept) == kept
    cache.close()
    thrown_away(tmp_path / "results.sqlite")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(Damaged):
        list(unpack(kept.parts[0]))


def test_without_a_cache_values_stay_whole() -> None:
    value = Held("a", (pack((1,)),))
    assert Cache(None).keep("key", value) is value


@pytest.mark.parametrize("deed", ["DELETE FROM result WHERE key LIKE 'packed %'", "UPDATE result SET value = x'00'"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_is_damaged_there_is_made_again(deed: str, jobs: str, tmp_path: Path) -> None:
    write(tmp_path / "content", "a/2023/预算.txt", budget())
    write(tmp_path / "content", "b/2023/预算.txt", budget("河源市龙川县民政局"))
    assert build_here(tmp_path, tmp_path / "public", "--jobs", jobs) == 0
    with closing(sqlite3.connect(tmp_path / "cache" / "results.sqlite")) as connection:
        connection.execute(deed if "DELETE" in deed else f"{deed} WHERE key LIKE 'packed %'")
        connection.commit()
    write(tmp_path / "content", "a/2023/预算.txt", budget() + EDITED)
    assert build_here(tmp_path, tmp_path / "public", "--jobs", jobs) == 0
    assert build_here(tmp_path, tmp_path / "clean" / "public", "--no-cache") == 0
    assert snapshot(tmp_path / "public") == snapshot(tmp_path / "clean" / "public")


def test_a_cache_of_another_format_is_thrown_away(tmp_path: Path) -> None:
    path = tmp_path / "results.sqlite"
    cache = Cache(path)
    cache.put({"key": b"old"})
    cache.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version=1")
    assert Cache(path).get("key") is None

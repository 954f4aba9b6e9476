"""The cache: what was put comes back, what is damaged is made again."""

from __future__ import annotations

from pathlib import Path

from fiscal.hashing import digest
from pipeline.cache import Cache, code_version


def test_values_come_back(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "deep" / "results.sqlite")
    cache.put({"a": b"1" * 1000, "b": b""})
    assert (cache.get("a"), cache.get("b"), cache.get("c")) == (b"1" * 1000, b"", None)
    cache.close()
    again = Cache(tmp_path / "deep" / "results.sqlite")
    assert again.get("a") == b"1" * 1000
    again.close()


def test_a_damaged_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "results.sqlite"
    path.write_bytes(b"not a database at all" * 100)
    cache = Cache(path)
    assert cache.get("a") is None
    cache.put({"a": b"1"})
    assert cache.get("a") == b"1"
    cache.close()


def test_no_path_keeps_nothing() -> None:
    cache = Cache(None)
    cache.put({"a": b"1"})
    assert cache.get("a") is None


def test_parts_of_a_digest_do_not_run_together() -> None:
    assert digest("ab", "c") != digest("a", "bc")


def test_code_version_sees_every_source(tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    (room / "a.py").write_text("1")
    before = code_version(tmp_path, ["room"])
    (room / "words.toml").write_text("x = 1")
    assert code_version(tmp_path, ["room"]) != before

"""Files that stand are not made again; what nothing tells is made every time."""

from __future__ import annotations

from fiscal.hashing import digest
from publish.memory import Memory
from publish.outputs import Output, Standing


def test_what_is_made_from_the_same_stands() -> None:
    made: list[int] = []

    def make() -> list[Output]:
        made.append(1)
        return [Output("a/b.csv", b"1"), Output("a/c.csv", b"22")]

    first = Memory()
    assert [one.path for one in first.files(["b", "c"], make)] == ["a/b.csv", "a/c.csv"]
    again = Memory(first.told)
    stand = again.files(["b", "c"], make)
    assert made == [1] and again.told == first.told
    assert all(isinstance(one, Standing) for one in stand)
    assert [(one.path, one.size, one.sha256) for one in stand] == [
        (one.path, one.size, one.sha256) for one in (Output("a/b.csv", b"1"), Output("a/c.csv", b"22"))
    ]
    for other in (["bc"], ["b"], ["c", "b"], ["b", "c", "d"]):
        again.files(other, make)
    assert len(made) == 5


def test_what_nothing_tells_is_made_every_time() -> None:
    memory = Memory()
    for _ in range(2):
        (one,) = memory.files(["a", ""], lambda: [Output("a", b"")])
        assert isinstance(one, Output)
    assert memory.told == {}


def test_parts_do_not_run_into_each_other() -> None:
    assert len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("abc", "")}) == 4

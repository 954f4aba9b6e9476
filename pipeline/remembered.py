"""Results of tasks: those that the cache recalls, then the others as workers give them, kept for the next time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from pipeline.cache import Cache
from pipeline.workers import Executor, Failure

Task = TypeVar("Task")
Result = TypeVar("Result")


def remembered(
    executor: Executor,
    cache: Cache,
    function: Callable[[Task], Result],
    tasks: Sequence[Task],
    keys: Sequence[str],
    lasting: Callable[[Result], bool],
    told: Callable[[int, int], None],
    seconds: float | None = None,
) -> list[Result | Failure]:
    """The result of each task, or why there is none. ``keys`` are what the results are kept by.

    ``lasting`` says whether a result may be kept; ``told`` hears how many there are, and of how many.
    """
    results: dict[int, Result | Failure] = {}
    for index, key in enumerate(keys):
        kept = cache.recall(key)
        if kept is not None:
            results[index] = kept
    missing = [index for index in range(len(tasks)) if index not in results]
    told(len(results), len(tasks))
    for position, result in executor.map(function, [tasks[index] for index in missing], seconds):
        index = missing[position]
        keep = not isinstance(result, Failure) and lasting(result)
        results[index] = cache.keep(keys[index], result) if keep else result
        told(len(results), len(tasks))
    return [results[index] for index in range(len(tasks))]

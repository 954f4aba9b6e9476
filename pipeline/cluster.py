"""Runs one function over many items on a cluster of Dask, with the bounds of time and memory that hold on one machine.

Each task runs in a process of its worker that may be killed, as at home; so a document that ends its process costs that
process, not the worker. A worker that is lost costs what it was doing, which another does again.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import dask
import distributed
from distributed.scheduler import KilledWorker

from fiscal.typed import Mistake
from pipeline.cache import code_version
from pipeline.ending import Unavailable
from pipeline.packing import carried
from pipeline.said import SAID
from pipeline.workers import Failure, Item, OfFile, Processes, Result

_dask: Any = distributed
"""Its functions have no types."""
SETTINGS = {
    "distributed.worker.daemon": False,  # a worker starts processes of its own
    "distributed.scheduler.allowed-failures": 2,
    "distributed.comm.timeouts.connect": "20s",
    "distributed.admin.large-graph-warning-threshold": "1GB",
}
ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("pipeline", "parsers", "fiscal", "publish")
WAITING = 20.0
"""Seconds in which a first worker has come to a scheduler."""
AHEAD = 4
"""Items that are handed out for each worker at a time, so that none waits and the scheduler holds few."""


class Cluster:
    """Workers of a cluster: those of a scheduler at an address, or without one as many on this machine as ``count``."""

    def __init__(self, address: str = "", count: int | None = None, *, seconds: float, megabytes: int) -> None:
        """Raises Unavailable where no scheduler answers, no worker is there, or a worker has other code."""
        self._bounds = (seconds, megabytes)
        dask.config.set(SETTINGS)
        self._local = (
            None if address else _dask.LocalCluster(n_workers=count, threads_per_worker=1, dashboard_address=":0")
        )
        try:
            self._client: Any = _dask.Client(address or self._local, set_as_default=False)
        except (OSError, ValueError) as error:
            raise Unavailable(SAID.no_scheduler.format(address=address)) from error
        try:
            self._greet(address)
        except Unavailable:
            self.close()
            raise

    def _greet(self, address: str) -> None:
        """Look whether workers are there, and whether all have this code."""
        try:
            self._client.wait_for_workers(1, timeout=WAITING)
        except TimeoutError as error:
            raise Unavailable(SAID.no_workers.format(address=address)) from error
        found = self._client.run(_code, on_error="return")
        own = _code()
        others = sorted(name for name, version in found.items() if version != own)
        if others:
            raise Unavailable(SAID.other_code.format(workers=", ".join(others)))

    @property
    def count(self) -> int:
        """How many workers there are."""
        return len(self._client.nthreads())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the workers go; those of this machine end."""
        self._client.close()
        if self._local is not None:
            self._local.close()

    def map(
        self, function: Callable[[Item], Result], items: Sequence[Item], seconds: float | None = None
    ) -> Iterator[tuple[int, Result | Failure]]:
        """See Executor.map."""
        most, megabytes = seconds or self._bounds[0], self._bounds[1]
        waiting = deque(range(len(items)))
        places: dict[Any, int] = {}
        results: Any = _dask.as_completed(loop=self._client.loop)
        room = AHEAD * max(1, self.count)
        try:
            while waiting or places:
                while waiting and len(places) < room:
                    index = waiting.popleft()
                    try:
                        item = _carried(items[index])
                    except OSError as error:
                        yield index, Failure("error", f"{type(error).__name__}: {error}")
                        continue
                    future = self._client.submit(_done, function, item, most, megabytes, pure=False)
                    places[future] = index
                    results.add(future)
                if places:
                    future = next(results)
                    yield places.pop(future), _result(future)
        finally:
            self._client.cancel(list(places))


def _carried(item: object) -> object:
    """An item with the bytes of the file that it is about."""
    return carried(item.carried() if isinstance(item, OfFile) else item)


def _result(future: Any) -> Any:
    """What came of a task. Raises Mistake, which is no item's."""
    try:
        answer = future.result()
    except KilledWorker as error:
        return Failure("crashed", str(error))
    except Exception as error:
        return Failure("error", f"{type(error).__name__}: {error}")
    if isinstance(answer, Mistake):
        raise answer
    return answer


_pools: dict[int, Processes] = {}
_turn = threading.Lock()


def _done(function: Callable[[Any], object], item: object, seconds: float, megabytes: int) -> object:
    """Do one item in a process of this worker."""
    with _turn:
        pool = _pools.setdefault(megabytes, Processes(1, megabytes=megabytes))
        try:
            ((_, answer),) = pool.map(function, [item], seconds)
        except Mistake as error:
            return error
        return answer


def _code() -> str:
    """Hash of the code that this process would run."""
    return code_version(ROOT, ROOMS)

"""Checks disclosures in workers, one department at a time, since its years are compared with each other.

What a department failed at is published all the same, its checks counted as not made: a check that was not made never
passes, and a check that fails takes no figure with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from fiscal.faults import with_faults
from fiscal.findings.series import checks
from fiscal.hashing import digest
from fiscal.limits import LIMITS
from fiscal.records import CheckCount, Disclosure, Fault
from pipeline.cache import Cache
from pipeline.held import Held, hold, opened
from pipeline.reading import Progress, passing
from pipeline.remembered import remembered
from pipeline.said import SAID
from pipeline.workers import Executor, Failure

STAGE = "check"
SECONDS = LIMITS.worker.checking_seconds


@dataclass(frozen=True, slots=True)
class CheckTask:
    """The disclosures of one department, to be checked in a worker."""

    disclosures: tuple[Held, ...]
    faults: tuple[Fault, ...] = ()
    """What is lost already of the checks of each."""


def check_department(task: CheckTask) -> tuple[Held, ...]:
    """Check the disclosures of one department."""
    from fiscal.checks import check

    return tuple(hold(_told(one, task.faults)) for one in check(opened(task.disclosures)))


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks with an executor and a cache; ``version`` stands for the code that checks."""

    executor: Executor
    cache: Cache
    version: str
    progress: Progress

    def check(self, disclosures: Sequence[Held], keys: Mapping[str, str]) -> tuple[Held, ...]:
        """The disclosures in their order, checked. ``keys`` stand for what each was read from, by disclosure_id."""
        departments = _departments(disclosures)
        done: dict[str, Held] = {}
        failed: list[CheckTask] = []
        results = self._run(departments, keys)
        for task, result in zip(departments, results, strict=True):
            if isinstance(result, Failure):
                failed.append(task)
            else:
                done |= {one.head.disclosure_id: one for one in result}
        done |= self._alone(failed, keys)
        return tuple(done[one.head.disclosure_id] for one in disclosures)

    def _alone(self, failed: Sequence[CheckTask], keys: Mapping[str, str]) -> dict[str, Held]:
        """Each disclosure of the departments that failed together, by itself."""
        singles = [
            CheckTask((one,), (Fault(STAGE, "years"),) if len(task.disclosures) > 1 else ())
            for task in failed
            for one in task.disclosures
        ]
        found: dict[str, Held] = {}
        for task, result in zip(singles, self._run(singles, keys), strict=True):
            (one,) = task.disclosures
            checked = hold(_unchecked(one.open(), result)) if isinstance(result, Failure) else result[0]
            found[one.head.disclosure_id] = checked
        return found

    def _run(self, tasks: Sequence[CheckTask], keys: Mapping[str, str]) -> list[tuple[Held, ...] | Failure]:
        """Checked groups, from the cache where it has them."""
        names = [self._key(task, keys) for task in tasks]
        told = partial(self.progress, SAID.checking)
        return remembered(self.executor, self.cache, check_department, tasks, names, _lasting, told, SECONDS)

    def _key(self, task: CheckTask, keys: Mapping[str, str]) -> str:
        members = (keys[one.head.disclosure_id] for one in task.disclosures)
        return digest(STAGE, self.version, str(len(task.faults)), *members)


def _lasting(checked: tuple[Held, ...]) -> bool:
    return not any(map(passing, checked))


def _departments(disclosures: Iterable[Held]) -> list[CheckTask]:
    """Disclosures that are compared with each other: those of one name in one place."""
    groups: dict[tuple[str, str], list[Held]] = {}
    for one in disclosures:
        groups.setdefault((one.head.region.code, one.head.department), []).append(one)
    return [CheckTask(tuple(members)) for members in groups.values()]


def _unchecked(disclosure: Disclosure, failure: Failure) -> Disclosure:
    """A disclosure whose checks were not made."""
    lost = Fault(STAGE, "checks", failure.code, failure.reason, trace=failure.message)
    counts = tuple(CheckCount(name, None, 0, 0, 0, 1) for name, one in checks().items() if one.by)
    return _told(replace(disclosure, checks=counts), (lost,))


def _told(disclosure: Disclosure, lost: Iterable[Fault]) -> Disclosure:
    """The disclosure with a finding for each fault of reading and checking it."""
    return with_faults(replace(disclosure, faults=()), (*disclosure.faults, *lost))

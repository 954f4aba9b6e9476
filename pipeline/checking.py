"""Checks disclosures in workers, one department at a time, since its years are compared with each other.

What a department failed at is published all the same, its checks counted as not made: a check that was not made never
passes, and a check that fails takes no figure with it.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from fiscal.checks import check
from fiscal.faults import with_faults
from fiscal.findings.series import checks
from fiscal.limits import LIMITS
from fiscal.records import CheckCount, Disclosure, Fault
from pipeline.cache import Cache, digest
from pipeline.reading import Progress, passing
from pipeline.said import SAID
from pipeline.workers import Executor, Failure

STAGE = "check"
SECONDS = LIMITS.worker.checking_seconds


@dataclass(frozen=True, slots=True)
class CheckTask:
    """The disclosures of one department, to be checked in a worker."""

    disclosures: tuple[Disclosure, ...]


def check_department(task: CheckTask) -> tuple[Disclosure, ...]:
    """Check the disclosures of one department."""
    return check(task.disclosures)


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks with an executor and a cache; ``version`` stands for the code that checks."""

    executor: Executor
    cache: Cache
    version: str
    progress: Progress

    def check(self, disclosures: Sequence[Disclosure], keys: Mapping[str, str]) -> tuple[Disclosure, ...]:
        """The disclosures in their order, checked. ``keys`` stand for what each was read from, by disclosure_id."""
        departments = _departments(disclosures)
        done: dict[str, Disclosure] = {}
        failed: list[tuple[Disclosure, ...]] = []
        results = self._run(departments, keys)
        for members, result in zip(departments, results, strict=True):
            if isinstance(result, Failure):
                failed.append(members)
            else:
                done |= {one.disclosure_id: one for one in result}
        done |= self._alone(failed, keys)
        return tuple(_told(done[one.disclosure_id]) for one in disclosures)

    def _alone(self, failed: Sequence[tuple[Disclosure, ...]], keys: Mapping[str, str]) -> dict[str, Disclosure]:
        """Each disclosure of the departments that failed together, by itself."""
        singles = [(one,) for members in failed for one in members]
        several = {one.disclosure_id for members in failed if len(members) > 1 for one in members}
        found: dict[str, Disclosure] = {}
        for (one,), result in zip(singles, self._run(singles, keys), strict=True):
            if isinstance(result, Failure):
                found[one.disclosure_id] = _unchecked(one, result)
            else:
                (checked,) = result
                lost = Fault(STAGE, "years") if one.disclosure_id in several else None
                found[one.disclosure_id] = replace(checked, faults=(*checked.faults, lost)) if lost else checked
        return found

    def _run(
        self, groups: Sequence[tuple[Disclosure, ...]], keys: Mapping[str, str]
    ) -> list[tuple[Disclosure, ...] | Failure]:
        """Checked groups, from the cache where it has them."""
        results: dict[int, tuple[Disclosure, ...] | Failure] = {}
        names = [digest(STAGE, self.version, *(keys[one.disclosure_id] for one in members)) for members in groups]
        for index, name in enumerate(names):
            kept = self.cache.get(name)
            if kept is not None:
                results[index] = pickle.loads(kept)
        missing = [index for index in range(len(groups)) if index not in results]
        self.progress(SAID.checking, len(results), len(groups))
        tasks = [CheckTask(groups[index]) for index in missing]
        for position, result in self.executor.map(check_department, tasks, SECONDS):
            index = missing[position]
            results[index] = result
            if not isinstance(result, Failure) and not any(map(passing, result)):
                self.cache.put({names[index]: pickle.dumps(result)})
            self.progress(SAID.checking, len(results), len(groups))
        return [results[index] for index in range(len(groups))]


def _departments(disclosures: Iterable[Disclosure]) -> list[tuple[Disclosure, ...]]:
    """Disclosures that are compared with each other: those of one name in one place."""
    groups: dict[tuple[str, str], list[Disclosure]] = {}
    for one in disclosures:
        groups.setdefault((one.region.code, one.department), []).append(one)
    return [tuple(members) for members in groups.values()]


def _unchecked(disclosure: Disclosure, failure: Failure) -> Disclosure:
    """A disclosure whose checks were not made."""
    lost = Fault(STAGE, "checks", failure.code, failure.reason, trace=failure.message)
    counts = tuple(CheckCount(name, None, 0, 0, 0, 1) for name, one in checks().items() if one.by)
    return replace(disclosure, checks=counts, faults=(*disclosure.faults, lost))


def _told(disclosure: Disclosure) -> Disclosure:
    """The disclosure with a finding for each fault of reading and checking it."""
    return with_faults(replace(disclosure, faults=()), disclosure.faults)

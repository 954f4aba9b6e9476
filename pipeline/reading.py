"""Documents to disclosures: parse each file, tell whose it is, join the files of one disclosure, read them.

Parsing and reading run in workers, are kept by the content they were made from, and never end a build: a file that
cannot be used becomes a Problem that names it and the reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from msgspec import structs

from fiscal.containment import contained
from fiscal.document import Document, Source, Unreadable
from fiscal.faults import explained, with_faults
from fiscal.hashing import digest
from fiscal.limits import LIMITS, TooLong, within
from fiscal.records import Disclosure
from fiscal.sidecar import Sidecar
from pipeline.cache import Cache
from pipeline.discover import Entry, Problem
from pipeline.held import Held, hold
from pipeline.packing import Packed, pack, unpack
from pipeline.remembered import remembered
from pipeline.said import SAID
from pipeline.workers import Executor, Failure, OfFile

Task = TypeVar("Task")
Result = TypeVar("Result")

SHARED_TABLES = 2
"""Two files that hold this many tables of the same kinds are two versions of one document, not parts of it."""

CORRECTS = re.compile(SAID.corrects)
"""In the name of a file that corrects another."""
PASSING = frozenset({"timeout", "memory", "crashed"})
"""Faults that may not come again: what they left is not kept."""

Progress = Callable[[str, int, int], None]
"""Told the name of a stage, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParseTask(OfFile):
    """A file to parse in a worker."""

    name: str
    sidecar: Sidecar


@dataclass(frozen=True, slots=True)
class Whose:
    """What puts the files of one disclosure together; blank or 0 where it is not told."""

    department_id: str
    fiscal_year: int
    kind: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file, parsed: its document packed, since the parent only passes it on; or why there is none."""

    document: Packed | None = None
    sha256: str = ""
    whose: Whose | None = None
    code: str = ""
    reason: str = ""
    passing: bool = False
    """Whether it lacks a page that it may have another time."""


Member = tuple[Entry, Parsed]


@dataclass(frozen=True, slots=True)
class Group:
    """The files of one disclosure."""

    members: tuple[Member, ...]
    published: str = ""
    """Date that the publisher gives for them, or blank."""
    earlier: tuple[Group, ...] = ()
    """What was published before in their place, the oldest first."""

    @property
    def task(self) -> ReadTask:
        """What a worker reads it from; a date that is declared without a file is that of the latest edition."""
        documents = tuple(parsed.document for _, parsed in self.members if parsed.document)
        sidecar = self.members[0][0].sidecar
        own = structs.replace(sidecar, published=self.published or sidecar.published)
        return ReadTask(documents, own, tuple(one.former for one in self.earlier))

    @property
    def former(self) -> ReadTask:
        """What a worker reads it from where it is an earlier edition."""
        task = self.task
        return replace(task, sidecar=structs.replace(task.sidecar, published=self.published))

    @property
    def files(self) -> tuple[Member, ...]:
        """Its files and those of earlier editions."""
        return (*self.members, *(member for one in self.earlier for member in one.members))


@dataclass(frozen=True, slots=True)
class ReadTask:
    """The documents of one disclosure, to be read in a worker."""

    documents: tuple[Packed, ...]
    sidecar: Sidecar
    earlier: tuple[ReadTask, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a folder of documents says."""

    disclosures: tuple[Held, ...]
    problems: tuple[Problem, ...]
    folders: tuple[tuple[str, str], ...] = ()
    """Pairs of disclosure_id and the folder its documents stand in."""
    files: tuple[tuple[str, Path], ...] = ()
    """Pairs of SHA-256 and the file that has it."""
    keys: tuple[tuple[str, str], ...] = ()
    """Pairs of disclosure_id and a hash of what it was read from."""


def parse_file(task: ParseTask) -> Parsed:
    """Parse one file and identify it. A file that cannot be read gives its code and reason."""
    import parsers
    from fiscal.identity import identify
    from fiscal.read import FAILED_PAGE

    try:
        document = parsers.parse(Source(task.name, task.read()))
    except Unreadable as error:
        return Parsed(code=error.code, reason=error.reason, passing=error.code in PASSING)
    except OSError as error:
        return Parsed(code="damaged", reason=SAID.cannot_open.format(reason=error.strerror))
    try:
        with within():
            found = identify((document,), task.sidecar)
    except TooLong:
        return Parsed(code="timeout", reason=SAID.identifying_slow.format(seconds=LIMITS.part.seconds), passing=True)
    hurried = any(FAILED_PAGE.get(notice.code) in PASSING for notice in document.notices)
    whose = Whose(found.department_id, found.fiscal_year, found.kind)
    return Parsed(pack((document,)), document.sha256, whose, passing=hurried)


def read_disclosure(task: ReadTask) -> Held:
    """Read the documents of one disclosure."""
    from fiscal.editions import with_earlier

    latest = _read(task)
    if not task.earlier:
        return hold(latest)
    whole, faults = contained(
        "read", "editions", lambda: with_earlier(latest, [_read(one) for one in task.earlier]), latest
    )
    return hold(with_faults(whole, faults))


def _read(task: ReadTask) -> Disclosure:
    documents: tuple[Document, ...] = tuple(document for packed in task.documents for document in unpack(packed))
    from fiscal.read import read

    return read(documents, task.sidecar)


class Reader:
    """Reads entries with an executor and a cache; ``version`` stands for the code that reads."""

    def __init__(self, executor: Executor, cache: Cache, version: str, progress: Progress) -> None:
        self.executor = executor
        self.cache = cache
        self.version = version
        self.progress = progress

    def read(self, entries: Sequence[Entry]) -> Reading:
        """All disclosures of some files, in the order of their ids, and the files that could not be used."""
        problems: list[Problem] = []
        parsed = self._parse(entries, problems)
        groups = list(_groups(parsed, problems))
        disclosures = list(_apart(self._disclosures(groups, problems), problems))
        disclosures.sort(key=lambda pair: pair[0].head.disclosure_id)
        return Reading(
            tuple(disclosure for disclosure, _ in disclosures),
            tuple(problems),
            tuple((disclosure.head.disclosure_id, group.members[0][0].folder) for disclosure, group in disclosures),
            tuple((each.sha256, entry.path) for _, group in disclosures for entry, each in group.files),
            tuple((disclosure.head.disclosure_id, self._key(group.task)) for disclosure, group in disclosures),
        )

    def _key(self, task: ReadTask) -> str:
        """What the reading of a group is kept by."""
        documents = (document.digest for document in task.documents)
        return digest("read", self.version, repr(task.sidecar), *documents, *map(self._key, task.earlier))

    def _parse(self, entries: Sequence[Entry], problems: list[Problem]) -> list[tuple[Entry, Parsed]]:
        tasks = [ParseTask(path=str(entry.path), name=entry.name, sidecar=entry.sidecar) for entry in entries]
        keys = [digest("parse", self.version, entry.name, repr(entry.sidecar), _bytes(entry.path)) for entry in entries]
        results = self._run(SAID.reading_files, parse_file, tasks, keys)
        found: list[tuple[Entry, Parsed]] = []
        for entry, result in zip(entries, results, strict=True):
            if isinstance(result, Failure):
                problems.append(_problem(entry, result))
            elif result.code:
                problems.append(Problem(entry.shown, result.code, result.reason))
            else:
                found.append((entry, result))
        return found

    def _disclosures(self, groups: Sequence[Group], problems: list[Problem]) -> list[tuple[Held, Group]]:
        """Read all groups; a group whose files turn out to be versions of one document is read again without them."""
        found: list[tuple[Held, Group]] = []
        waiting = list(groups)
        while waiting:
            tasks = [group.task for group in waiting]
            results = self._run(SAID.reading_tables, read_disclosure, tasks, list(map(self._key, tasks)))
            again: list[Group] = []
            for group, result in zip(waiting, results, strict=True):
                if isinstance(result, Failure):
                    problems.extend(_problem(entry, result) for entry, _ in group.members)
                    continue
                kept = _without_versions(group, result, problems)
                if len(kept.members) < len(group.members):
                    again.append(kept)
                else:
                    found.append((result, group))
            waiting = again
        return found

    def _run(
        self, stage: str, function: Callable[[Task], Result], tasks: Sequence[Task], keys: Sequence[str]
    ) -> list[Result | Failure]:
        """Results of tasks, from the cache where it has them."""
        told = partial(self.progress, stage)
        return remembered(self.executor, self.cache, function, tasks, keys, lambda one: not passing(one), told)


def _groups(parsed: Iterable[tuple[Entry, Parsed]], problems: list[Problem]) -> Iterator[Group]:
    """Files of one department, year and kind, in the order of their names; a file met twice is left out."""
    groups: dict[tuple[str, int, str], list[Member]] = {}
    seen: dict[str, Entry] = {}
    for entry, result in parsed:
        whose = result.whose
        if result.sha256 in seen:
            problems.append(Problem(entry.shown, "duplicate", SAID.duplicate.format(other=seen[result.sha256].shown)))
            continue
        seen[result.sha256] = entry
        if whose is None or not whose.department_id or not whose.fiscal_year:
            problems.append(Problem(entry.shown, "unidentified", unidentified(whose)))
            continue
        groups.setdefault((whose.department_id, whose.fiscal_year, whose.kind), []).append((entry, result))
    return map(_dated, groups.values())


def _dated(members: Sequence[Member]) -> Group:
    """Files by the dates that the publisher gives for them: of several dates, the latest is the disclosure.

    Files without a date belong to whichever is the latest.
    """
    dates = [dict(entry.sidecar.editions).get(entry.name, "") for entry, _ in members]
    known = sorted({one for one in dates if one})
    if not known:
        return Group(tuple(members))
    by_date = {
        date: tuple(one for one, when in zip(members, dates, strict=True) if (when or known[-1]) == date)
        for date in known
    }
    return Group(by_date[known[-1]], known[-1], tuple(Group(by_date[date], date) for date in known[:-1]))


def _apart(read: Iterable[tuple[Held, Group]], problems: list[Problem]) -> Iterator[tuple[Held, Group]]:
    """Disclosures whose ids differ: files told apart by themselves may turn out to be of one when read together."""
    taken: dict[str, Group] = {}
    for disclosure, group in read:
        rival = taken.setdefault(disclosure.head.disclosure_id, group)
        if rival is group:
            yield disclosure, group
            continue
        reason = SAID.one_address.format(other=rival.members[0][0].shown, address=disclosure.head.disclosure_id)
        problems.extend(Problem(entry.shown, "same_address", reason) for entry, _ in group.members)


def unidentified(whose: Whose | None) -> str:
    missing = [
        name
        for name, value in (
            (SAID.department, whose and whose.department_id),
            (SAID.year, whose and whose.fiscal_year),
        )
        if not value
    ]
    return SAID.unidentified.format(missing=SAID.joint.join(missing))


def _without_versions(group: Group, disclosure: Held, problems: list[Problem]) -> Group:
    """The group without files that repeat the tables of another one.

    Where their names say which of the two was published later, the other one becomes an earlier edition.
    """
    if len(group.members) == 1:
        return group
    tables: dict[str, Counter[str]] = {entry.name: Counter() for entry, _ in group.members}
    for document, table_id in disclosure.recognised:
        tables[document][table_id] += 1
    kept: list[Member] = []
    earlier: list[Group] = []
    for member in group.members:
        entry = member[0]
        rival = next(
            (one for one in kept if len(tables[one[0].name].keys() & tables[entry.name].keys()) >= SHARED_TABLES), None
        )
        if rival is None:
            kept.append(member)
        elif _corrects(entry) != _corrects(rival[0]) and not earlier:
            later, former = (member, rival) if _corrects(entry) else (rival, member)
            kept[kept.index(rival)] = later
            earlier.append(Group((former,)))
        else:
            address = f"{disclosure.head.department_id}/{disclosure.head.fiscal_year}/"
            reason = SAID.one_address_kind.format(other=rival[0].shown, address=address)
            problems.append(Problem(entry.shown, "same_address", reason))
    return replace(group, members=tuple(kept), earlier=(*group.earlier, *earlier))


def _corrects(entry: Entry) -> bool:
    """Whether a file is called a correction of another."""
    return bool(CORRECTS.search(entry.name))


def _problem(entry: Entry, failure: Failure) -> Problem:
    return Problem(entry.shown, failure.code, describe_failure(failure), failure.message)


def describe_failure(failure: Failure) -> str:
    """Reason of a failure in one line."""
    known, reason = SAID.failures[failure.code], explained(failure.code, failure.reason)
    return f"{known}：{reason}" if reason else known


def passing(result: object) -> bool:
    """Whether a reading lacks what another time it may have."""
    if isinstance(result, Parsed):
        return result.passing
    return isinstance(result, Held) and any(fault.code in PASSING for fault in result.head.faults)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""

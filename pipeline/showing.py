"""Makes of each disclosure what may be published, in workers, one page at a time, and asks what print it is shown with.

What a worker ends at is tried again one disclosure at a time: one that cannot be made fit for everyone's eyes is not
published at all, and named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from fiscal.containment import contained
from fiscal.hashing import digest
from fiscal.records import Disclosure, Edition, Fault
from pipeline.held import Held, hold, opened
from pipeline.options import Means
from pipeline.packing import Packed, pack, unpack
from pipeline.reading import PASSING, Progress
from pipeline.remembered import remembered
from pipeline.said import SAID
from pipeline.workers import Failure
from publish.addresses import listed
from publish.catalog import Catalog, DepartmentYear, Unusable, arranged, publishable
from publish.evidence.strips import Strip
from publish.pieces import Piece
from publish.site import Documents, Site

if TYPE_CHECKING:
    from publish.documents.transcript import Transcript

NOTHING = pack(())


@dataclass(frozen=True, slots=True)
class ShowTask:
    """The disclosures of one page."""

    page: DepartmentYear
    """Without what they say."""
    held: tuple[Held, ...]
    prints: bool
    """Whether pictures of the print are asked for."""
    documents: Documents = "copy"
    """What is to stand behind the figures."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be published of the disclosures of one page."""

    held: tuple[Held, ...]
    faults: tuple[Fault, ...] = ()
    """A fault for each disclosure that may not be published."""
    strips: tuple[Strip, ...] = ()
    """Pieces of print that its findings are shown with."""
    unprinted: tuple[Fault, ...] = ()
    """What the page lacks already."""
    addresses: Packed = NOTHING
    """Its addresses, and those of its tables and figures, as lines of their file."""
    transcripts: Packed = NOTHING
    """The text of those documents that no copy shows."""


@dataclass(frozen=True, slots=True)
class Showing:
    """All that may be published."""

    catalog: Catalog
    """Without what the disclosures say."""
    held: Mapping[str, Held]
    """By disclosure_id."""
    pages: Mapping[str, Shown]
    """By the path of the page."""

    @property
    def addresses(self) -> Iterator[Piece]:
        """The addresses of all pages but those of charts, as lines of their file."""
        return (one for shown in self.pages.values() for one in unpack(shown.addresses))

    def of(self, page: DepartmentYear) -> tuple[Held, ...]:
        """The disclosures of a page."""
        return tuple(self.held[one.disclosure_id] for one in page.disclosures)

    def before(self, page: DepartmentYear) -> tuple[Held, ...]:
        """Those of the year before."""
        return tuple(self.held[one.disclosure_id] for one in page.previous)


def show_page(task: ShowTask) -> Shown:
    """What may be published of one page."""
    from publish.evidence.evidence import wanted

    held = opened(task.held)
    public, faults = publishable(held)
    public, told, untold = _documents(held, public, task.documents)
    strips: tuple[Strip, ...] = ()
    lost: tuple[Fault, ...] = ()
    page = replace(task.page, disclosures=public, previous=())
    if task.prints:
        strips, lost = contained("print", "wanted", lambda: wanted(page), ())
    addresses, unlisted = contained("page", "addresses", lambda: pack((listed(page),)), NOTHING)
    return Shown(tuple(map(hold, public)), faults, strips, (*lost, *unlisted, *untold), addresses, pack(told))


def _documents(
    held: Iterable[Disclosure], public: Iterable[Disclosure], wanted: Documents
) -> tuple[tuple[Disclosure, ...], list[Transcript], list[Fault]]:
    """The disclosures with where their documents and those of earlier editions stand, the text of those that no copy
    shows, and what failed.
    """
    whole = {one.disclosure_id: one for one in held}
    found: list[Disclosure] = []
    told: list[Transcript] = []
    lost: list[Fault] = []
    for one in public:
        raw = whole[one.disclosure_id]
        placed, texts, failed = _placed(raw, one, wanted)
        told += texts
        lost += failed
        editions: list[Edition] = []
        for shown, former in zip(one.earlier, raw.earlier, strict=True):
            make, blank = partial(_edition, shown, former.read or one, wanted), _unshown(one, shown, wanted)
            (edition, texts, failed), ended = contained("public", "documents", make, (blank, (), ()), one.disclosure_id)
            editions.append(edition)
            told += texts
            lost += (*failed, *ended)
        found.append(replace(placed, earlier=tuple(editions)))
    return tuple(found), told, lost


def _placed(
    raw: Disclosure, public: Disclosure, wanted: Documents
) -> tuple[Disclosure, Sequence[Transcript], Sequence[Fault]]:
    """One disclosure with where its documents stand, the text of those that no copy shows, and what failed.

    A document of which it cannot be told what is kept out is not copied.
    """
    from publish.documents import copies, private, transcript

    kept, failed = contained("public", "documents", partial(private.kept_out, raw, public), None, raw.disclosure_id)
    unknown: dict[str, private.Reason] = {record.name: "private" for record in public.documents}
    placed = copies.arranged(public, wanted, unknown if kept is None else kept.documents)
    if kept is None:
        return copies.untold(placed, ()), (), failed
    every = partial(transcript.transcripts, placed, raw, kept)
    made, untold = contained("page", "transcript", lambda: tuple(every()), (), raw.disclosure_id)
    return copies.untold(placed, {each.path for each in made}), made, (*failed, *untold)


def _edition(
    shown: Edition, former: Disclosure, wanted: Documents
) -> tuple[Edition, Sequence[Transcript], Sequence[Fault]]:
    """An earlier edition with where its documents stand; its text names no figure, since it has those of another."""
    from publish.privacy import public

    placed, texts, failed = _placed(former, public(former), wanted)
    return replace(shown, documents=placed.documents), [replace(one, places={}) for one in texts], failed


def _unshown(one: Disclosure, shown: Edition, wanted: Documents) -> Edition:
    """An earlier edition of which it cannot be told what is kept out."""
    from publish.documents import copies

    whole = replace(one, documents=shown.documents)
    placed = copies.arranged(whole, wanted, dict.fromkeys((record.name for record in shown.documents), "private"))
    return replace(shown, documents=copies.untold(placed, ()).documents)


def show(
    held: Sequence[Held],
    site: Site,
    prose: Iterable[tuple[str, str]],
    unusable: Iterable[Unusable],
    means: Means,
    progress: Progress,
) -> Showing:
    """All that may be published. Raises DuplicateAddress when two disclosures carry one id."""
    by_id = {one.head.disclosure_id: one for one in held}
    prints, documents = "prints" in site.outputs, site.documents
    pages = arranged((one.head for one in held), site).department_years
    tasks = [
        ShowTask(page, tuple(by_id[one.disclosure_id] for one in page.disclosures), prints, documents) for page in pages
    ]
    shown = _fitting(_run(tasks, means, progress), site)
    public = {one.head.disclosure_id: one for each in shown for one in each.held}
    faults = [fault for each in shown for fault in each.faults]
    catalog = arranged((one.head for one in public.values()), site, prose, unusable, faults)
    return Showing(catalog, public, {page.path: each for page, each in zip(pages, shown, strict=True)})


def _fitting(shown: Sequence[Shown], site: Site) -> list[Shown]:
    """The pages without copies of documents that the site has no room for."""
    from publish.documents.copies import above_room, without

    going = above_room((one.head for each in shown for one in each.held), site)
    return [
        replace(each, held=tuple(replace(one, head=without(one.head, going)) for one in each.held)) for each in shown
    ]


def _run(tasks: Sequence[ShowTask], means: Means, progress: Progress) -> list[Shown]:
    """What may be published of each page, from the cache where it has it."""
    keys = [_key(task, means) for task in tasks]
    told = partial(progress, SAID.showing)
    found = remembered(means.executor, means.cache, show_page, tasks, keys, _lasting, told)
    return [
        _apart(task, one, means) if isinstance(one, Failure) else one for task, one in zip(tasks, found, strict=True)
    ]


def _lasting(shown: Shown) -> bool:
    return not any(fault.code in PASSING for fault in (*shown.faults, *shown.unprinted))


def _apart(task: ShowTask, failure: Failure, means: Means) -> Shown:
    """The page whose worker ended, one disclosure at a time and without pictures of the print."""
    held: dict[int, Held] = {}
    faults: list[Fault] = []
    listed: dict[int, Packed] = {}
    told: dict[int, Packed] = {}
    for index, result in means.executor.map(
        show_page, [ShowTask(task.page, (one,), False, task.documents) for one in task.held]
    ):
        if isinstance(result, Failure):
            name = task.held[index].head.disclosure_id
            faults.append(Fault("public", "disclosure", result.code, result.reason, name, result.message))
        else:
            held.update((index, one) for one in result.held)
            faults += result.faults
            listed[index], told[index] = result.addresses, result.transcripts
    lost = Fault("print", "wanted", failure.code, failure.reason, trace=failure.message)
    addresses = pack(one for index in sorted(listed) for one in unpack(listed[index]))
    transcripts = pack(one for index in sorted(told) for one in unpack(told[index]))
    unprinted = (lost,) if task.prints else ()
    return Shown(tuple(held[index] for index in sorted(held)), tuple(faults), (), unprinted, addresses, transcripts)


def _key(task: ShowTask, means: Means) -> str:
    return digest(
        *(
            "show",
            means.publishing_version,
            repr(task.page.department),
            str(task.page.year),
            str(task.prints),
            task.documents,
        ),
        *(one.packed.digest for one in task.held),
    )

"""What speaks of more than one department and year: data of everything, home, findings, departments, feeds.

It is made of what each disclosure gives (``publish.leaf``); none is open. One disclosure at which a page or an export
fails is left out of that page; one that cannot be made at all is named.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from fiscal.containment import contained, survivors
from fiscal.hashing import digest
from fiscal.limits import LIMITS
from fiscal.records import Disclosure, Fault
from publish.brief import Briefs
from publish.catalog import Catalog, DepartmentYear
from publish.chart import Chart, Page
from publish.datasets.rows import Dataset, Rows, gathered, shard_of
from publish.exports import EXPORTS, Export, openapi, package, standards
from publish.exports.resources import Resource
from publish.feeds import FEEDS, sitemap
from publish.folder import Drawer, department_year_outputs
from publish.leaf import Leaf, Opened, leaves
from publish.memory import Memory
from publish.outputs import File, Output, Placed, fresh
from publish.pages import PAGES, catalogue, compared, comparison, dated, department, left_out
from publish.pages import Page as Maker
from publish.pages.compared import drawer
from publish.parts import Parted, parted
from publish.press import Press
from publish.release import DATA
from publish.site import Site


@dataclass(frozen=True, slots=True)
class Group:
    """Disclosures whose rows are put together already."""

    members: tuple[str, ...]
    """Their disclosure_id."""
    rows: Mapping[str, Rows]
    """By the name of the dataset."""


Charter = Callable[[Page], tuple[Chart, ...]]
Value = TypeVar("Value")
SECONDS = LIMITS.site.seconds


@dataclass(frozen=True, slots=True)
class Part:
    """One page, feed or export of the whole, or a step on the way to one; it fails alone."""

    stage: str
    unit: str
    document: str = ""
    """Folder of a department or of a comparison, where it is the page of one."""


ROWS, PACKAGE, SITEMAP = Part("export", "rows"), Part("export", "package"), Part("feed", "sitemap")
CATALOGUE = Part("page", "catalogue")


def parts(catalog: Catalog) -> tuple[Part, ...]:
    """All parts that the site's settings ask for."""
    pages = (Part("page", name) for name, _, _ in PAGES)
    departments = (Part("page", "department", one.department_id) for one in catalog.departments)
    beside = (Part("page", "comparison", folder) for folder in catalog.comparisons)
    several = (one.department_id for one in catalog.departments if len(one.years) > 1)
    drawn = (
        *(Part("chart", "compared", folder) for folder in catalog.comparisons),
        *(Part("chart", "dated", department_id) for department_id in several),
    )
    feeds = (Part("feed", name) for name, asked, _ in FEEDS if _asked(catalog.site, asked))
    exports = (Part("export", name) for name, asked, *_ in EXPORTS if _asked(catalog.site, asked))
    return (*pages, *departments, *drawn, *beside, *feeds, ROWS, *exports, PACKAGE, CATALOGUE, SITEMAP)


def _asked(site: Site, output: str) -> bool:
    return not output or output in site.outputs


def publish(press: Press, catalog: Catalog, charts: Charter, draw: Drawer) -> Iterator[File]:
    """All files of the site, in one process."""
    paths = []
    found: dict[str, Leaf] = {}
    for one in catalog.department_years:
        found |= leaves(one)[0]
        for output in department_year_outputs(press, one, charts(one.disclosures), draw).outputs:
            paths.append(output.path)
            yield output
    yield from fresh(Whole(press, catalog, found, draw=draw).outputs(paths))


@dataclass(slots=True)
class Whole:
    """Makes what speaks of the whole; ``lost`` grows by what is missing of it."""

    press: Press
    catalog: Catalog
    leaves: Mapping[str, Leaf]
    """What each disclosure gives, by disclosure_id."""
    ended: Mapping[Part, Fault] = field(default_factory=dict)
    """Parts that end whatever process makes them: they are not tried, and their faults are told."""
    lost: list[Fault] = field(default_factory=list)
    memory: Memory = field(default_factory=Memory)
    """What stands of an earlier site."""
    groups: Sequence[Group] = ()
    """Rows of several disclosures, in the place of those of each."""
    beside: int = 0
    """Bytes of all files that do not speak of the whole."""
    moved: tuple[str, ...] = ()
    """Paths of the files that stand in the other part of the site; known when all is made."""
    draw: Drawer | None = None
    """What draws the charts of comparisons; None for that of this process."""

    @property
    def briefs(self) -> Briefs:
        """What pages tell of the disclosures."""
        return Opened(self.leaves)

    @property
    def rows(self) -> Mapping[str, Mapping[str, Rows]]:
        """The rows of the disclosures by disclosure_id and dataset."""
        return {key: one.rows for key, one in self.leaves.items() if one.rows is not None}

    def outputs(self, paths: Iterable[str]) -> Iterator[Placed]:
        """All files; ``paths`` are those of the other files, which the sitemap names too."""
        met = list(paths)
        for output in self._outputs(met):
            met.append(output.path)
            yield output
        yield from self._closing(met)

    def half(self, exports: Collection[str], *, pages: bool) -> tuple[Placed, ...]:
        """Some of the files, for others to take from ``memory``: exports by name, and what speaks of disclosures."""
        made = [*self._pages()] if pages else []
        return (*made, *(one.file for one in self._exported(self._rows(), exports)))

    def try_part(self, part: Part, paths: Iterable[str]) -> None:
        """Make one part and what it is made of."""
        for name, address, make in PAGES:
            if part == Part("page", name):
                self._page(name, address, make)
        for members in self.catalog.by_department:
            if part == _part(members):
                self._department(members, drawn=False)
            if part == _charts(members):
                self._dated(members)
        if part.unit == "comparison":
            self._comparison(part, drawn=False)
        if part.unit == "compared":
            self._compared(part)
        for name, _, feed in FEEDS:
            if part == Part("feed", name):
                self._some(part, feed)
        if part == SITEMAP:
            self._closing(paths)
        if part.stage == "export" or part == CATALOGUE:
            rows = self._rows()
            written = self._exported(rows, [part.unit] if part.stage == "export" else [])
            if part in (PACKAGE, CATALOGUE):
                tuple(self._described(rows, Parted(tuple(written))))

    def _outputs(self, paths: Iterable[str]) -> Iterator[Placed]:
        pages: list[Placed] = [*self._pages(), *self.press.theme.assets.values()]
        known = sitemap.size(self.press.site, (*paths, *(one.path for one in pages)))
        yield from self._data(self.beside + known + sum(one.size for one in pages))
        yield from pages

    def _pages(self) -> Iterator[Placed]:
        """What speaks of disclosures, beside the data."""
        for name, address, make in PAGES:
            yield from self._page(name, address, make)
        for members in self.catalog.by_department:
            charts = self._dated(members) if len(members) > 1 else ()
            yield from charts or ()
            yield from self._department(members, drawn=bool(charts))
        for folder in self.catalog.comparisons:
            charts = self._compared(Part("chart", "compared", folder))
            yield from charts or ()
            yield from self._comparison(Part("page", "comparison", folder), drawn=bool(charts))
        for name, asked, feed in FEEDS:
            if _asked(self.press.site, asked):
                yield from self._some(Part("feed", name), feed) or ()

    def _contained(self, part: Part, make: Callable[[], Value], seconds: float = SECONDS) -> Value | None:
        """What is made as a part, or nothing, and then the last fault says why."""
        if part in self.ended:
            self.lost.append(self.ended[part])
            return None
        made, faults = contained(part.stage, part.unit, make, None, part.document, seconds)
        self.lost += faults
        return made

    def _survivors(
        self, part: Part, given: Collection[str], make: Callable[[tuple[Disclosure, ...]], Value]
    ) -> Value | None:
        """What is made of all disclosures that give something to it, or of those that it can be made of."""
        if part in self.ended:
            self.lost += (fault for fault in [self.ended[part]] if fault not in self.lost)
            return None
        members = tuple(one for one in self.catalog.disclosures if one.disclosure_id in given)
        made, faults = survivors(
            part.stage, part.unit, make, members, None, lambda one: ("", one.disclosure_id), SECONDS
        )
        self.lost += (fault for fault in faults if fault not in self.lost)
        return made

    def _some(self, part: Part, make: Maker) -> tuple[Placed, ...] | None:
        """What is made of a catalog, without the disclosures it cannot be made of; None where that does not help."""
        whole, briefs = self.catalog, self.briefs

        def made(some: tuple[Disclosure, ...]) -> tuple[Placed, ...]:
            catalog = whole if some == whole.disclosures else replace(whole, disclosures=some)
            marks = [self.leaves[one.disclosure_id].mark for one in some]
            told = _told(catalog) if all(marks) else ""
            return self.memory.files((repr(part), told, *marks), lambda: make(self.press, catalog, briefs))

        return self._survivors(part, briefs, made)

    def _page(self, name: str, address: str, make: Maker) -> tuple[Placed, ...]:
        """A page of the whole, or one that says that it is missing."""
        made = self._some(Part("page", name), make)
        return made if made is not None else self._left_out(address, self.press.site.title)

    def _department(self, members: Sequence[DepartmentYear], *, drawn: bool) -> tuple[Placed, ...]:
        part, name = _part(members), members[0].department.name
        shown, briefs, parts = self._years(part, members)
        make = partial(department.page, self.press, shown, briefs, drawn=drawn)
        named = (*parts, f"drawn {drawn}")
        made = self._contained(part, lambda: self.memory.files(named, make), LIMITS.part.seconds)
        return made if made is not None else self._left_out(f"{part.document}/index.html", name)

    def _dated(self, members: Sequence[DepartmentYear]) -> tuple[Placed, ...] | None:
        """The charts of a department over the years; None where they cannot be made, and then it has none."""
        part = _charts(members)
        shown, briefs, parts = self._years(part, members)

        def made() -> tuple[Output, ...]:
            return tuple(dated.page(self.press, shown, briefs, self.draw or drawer(self.press)))

        return self._contained(part, lambda: self.memory.files(parts, made), LIMITS.part.seconds)

    def _years(
        self, part: Part, members: Sequence[DepartmentYear]
    ) -> tuple[list[DepartmentYear], Briefs, tuple[str, ...]]:
        """The pages of a department, what they tell, and what stands for all of it."""
        ids = [one.disclosure_id for one in _of(members)]
        briefs = Opened({key: self.leaves[key] for key in ids if key in self.leaves})
        shown = [
            replace(one, disclosures=tuple(found for found in one.disclosures if found.disclosure_id in briefs))
            for one in members
        ]
        marks = [self.leaves[key].mark for key in briefs]
        return shown, briefs, (repr(part), repr(shown) if all(marks) else "", *marks)

    def _comparison(self, part: Part, *, drawn: bool) -> tuple[Placed, ...]:
        """Departments beside each other, made of their briefs of this year and of the year before."""
        members, told, parts = self._beside(part)
        make = partial(comparison.page, self.press, part.document, members, told, drawn=drawn)
        named = (*parts, f"drawn {drawn}")
        made = self._contained(part, lambda: self.memory.files(named, make), LIMITS.part.seconds)
        if made is None and part not in self.ended:
            made = contained(part.stage, part.unit, lambda: tuple(make(remarked=False)), None, part.document)[0]
            self.lost[-1] = replace(self.lost[-1], unit="unusual" if made else part.unit)
        return made if made is not None else self._left_out(f"{part.document}index.html", self.press.site.title)

    def _compared(self, part: Part) -> tuple[Placed, ...] | None:
        """The charts of a comparison; None where they cannot be made, and then it has none."""
        members, told, parts = self._beside(part)

        def made() -> tuple[Output, ...]:
            draw = self.draw or drawer(self.press)
            return tuple(compared.page(self.press, part.document, members, told, draw))

        return self._contained(part, lambda: self.memory.files(parts, made), LIMITS.part.seconds)

    def _beside(self, part: Part) -> tuple[list[DepartmentYear], Briefs, tuple[str, ...]]:
        """Who is compared, what they tell, and what stands for all of it."""
        members = [self.catalog.pages[key] for key in self.catalog.comparisons[part.document]]
        found = [other.disclosure_id for one in members for other in (*one.disclosures, *one.previous)]
        leaves = {key: self.leaves[key] for key in found if key in self.leaves}
        told = Opened(leaves)
        marks = [leaves[key].mark for key in told]
        return members, told, (repr(part), repr([members, found]) if all(marks) else "", *marks)

    def _left_out(self, address: str, title: str) -> tuple[Output, ...]:
        fault = self.lost[-1]
        return contained("page", "left_out", lambda: tuple(left_out.page(self.press, address, title, fault)), ())[0]

    def _data(self, rest: int) -> Iterator[Placed]:
        """Every export, and the page that lists them. Where one fails, findings.csv is written again to say so.

        ``rest`` is the size of all else.
        """
        known = len(self.lost)
        rows = self._rows()
        names = [name for name, *_ in EXPORTS]
        written = self._exported(rows, names)
        if len(self.lost) > known:
            rows, told = self._rows(), list(self.lost)
            written = self._exported(rows, names)
            self.lost = told
        where = self._parted(rows, written, rest)
        self.moved = where.moved
        yield from (one.file for one in written)
        yield from self._described(rows, where)

    def _parted(self, rows: tuple[Dataset, ...], written: Sequence[Resource], rest: int) -> Parted:
        """The exports where they belong."""
        site = self.press.site
        if not site.parts.address:
            return Parted(tuple(written))
        made = None if PACKAGE in self.ended else contained("", "", partial(self._package, rows, written), None)[0]
        rest += package.index(written, DATA).size + catalogue.size(self.press, rows, written)
        return parted(written, rest + sum(one.size for one in made or ()), site)

    def _rows(self) -> tuple[Dataset, ...]:
        """All datasets, with a row of findings for what the pages of the whole have lost."""
        unusable, told = self.catalog.unusable, (*self.catalog.faults, *self.lost)
        known = len(self.lost)
        made = self._contained(ROWS, lambda: gathered(tuple(self._parts()), unusable, told)) or ()
        self.lost[known:] = (fault for fault in self.lost[known:] if fault not in self.lost[:known])
        return made

    def _parts(self) -> Iterator[Mapping[str, Rows]]:
        """The rows of all disclosures, by year and province and then in the order of the catalog."""
        numbers = {one.disclosure_id: number for number, one in enumerate(self.catalog.disclosures)}
        joined = {key: one for one in self.groups for key in one.members}
        shards = {one.disclosure_id: shard_of(one) for one in self.catalog.disclosures}
        rows = self.rows
        for key in sorted(numbers, key=lambda key: (shards[key], numbers[key])):
            if key not in joined:
                yield from [rows[key]] if key in rows else []
            elif joined[key].members[0] == key:
                yield joined[key].rows

    def _exported(self, rows: tuple[Dataset, ...], names: Collection[str]) -> list[Resource]:
        """Files of some formats, where the site's settings ask for them."""
        written: list[Resource] = []
        for name, asked, export, *_ in EXPORTS:
            if name in names and _asked(self.catalog.site, asked):
                make = partial(_drawn, export, rows, self.catalog.site, self.memory)
                written += self._contained(Part("export", name), make) or ()
        return written

    def _package(self, rows: tuple[Dataset, ...], written: Sequence[Resource]) -> tuple[Output, ...]:
        """The descriptions of the exports in the words of several standards."""
        site, told = self.catalog.site, standards.descriptions(self.catalog.site, rows, written, DATA)
        told.append(Output(DATA + openapi.NAME, standards.compact(openapi.content(site, rows, written, DATA))))
        return package.package(site, self.catalog.disclosures, rows, written, DATA), *told

    def _described(self, rows: tuple[Dataset, ...], where: Parted) -> Iterator[Placed]:
        """The descriptions of the exports, the index of all files, and the page that lists them."""
        made = self._contained(PACKAGE, partial(self._package, rows, where.written)) or ()
        lists = [*([where.manifest] if where.manifest else []), *made]
        yield from lists
        index = package.index([*where.written, *map(Resource, lists)], DATA)
        yield index
        files = [*where.written, *map(Resource, [*lists, index])]
        make = partial(catalogue.page, self.press, rows, files)
        parts = (repr(CATALOGUE), *(repr(one) for one in map(_measured, files)), *(str(len(one.rows)) for one in rows))
        listed = self._contained(CATALOGUE, lambda: self.memory.files(parts, make), LIMITS.part.seconds)
        yield from listed if listed is not None else self._left_out("data/index.html", self.press.site.title)

    def _closing(self, paths: Iterable[str]) -> tuple[Output, ...]:
        """Sitemap and robots.txt, over the paths of all other files."""
        return self._contained(SITEMAP, lambda: tuple(sitemap.feed(self.press.site, paths))) or ()


def _drawn(export: Export, rows: tuple[Dataset, ...], site: Site, memory: Memory) -> tuple[Resource, ...]:
    return tuple(export(rows, DATA, site, memory))


def _told(catalog: Catalog) -> str:
    """Hash of a catalog without what the disclosures say."""
    return digest(*map(repr, (catalog.disclosures, catalog.site, catalog.prose, catalog.unusable, catalog.faults)))


def _measured(one: Resource) -> tuple[str, int, str, str, int, str, str, str]:
    """All that the page of data says of a file."""
    return one.file.path, one.file.size, one.dataset, one.form, one.rows, one.shard, one.address, one.file.sha256


def _part(members: Sequence[DepartmentYear]) -> Part:
    return Part("page", "department", members[0].department.department_id)


def _charts(members: Sequence[DepartmentYear]) -> Part:
    return Part("chart", "dated", members[0].department.department_id)


def _of(members: Sequence[DepartmentYear]) -> Iterator[Disclosure]:
    return (found for one in members for found in one.disclosures)

"""The data catalogue: every dataset with the meaning of its columns, its size and its downloads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from fiscal.codes.regions import region_of
from publish.datasets.rows import Dataset
from publish.datasets.schema import Schema
from publish.exports import standards
from publish.exports.delimited import begins
from publish.exports.resources import OTHER, Resource
from publish.outputs import Output
from publish.press import Press, render
from publish.release import DATA
from publish.snippets import snippets

LABELS = {"parquet": "Parquet"}
"""What formats are called that are not called by the capitals of their names."""
FRAME, FIELD, FILE = 20_000, 220, 400
"""Bytes of the page without columns and files, of each column, of each file, at most."""
MOST = 20
"""Years and provinces whose files the page lists itself; more of a dataset stand on a page of their own."""
DATABASES = "mingzhang"
"""Folder of databases by year and province."""
FILES = {
    ".sqlite": "data.sqlite",
    ".xlsx": "data.xlsx",
    "parts.json": "data.parts",
    "csv-metadata.json": "data.csvw",
    "catalog.jsonld": "data.dcat",
    "dtypes.json": "data.dtypes",
    "openapi.json": "data.openapi",
    "index.json": "data.index",
}
"""Words for files of the whole, by a part of their names."""
Link = tuple[str, str, int]
"""What a download is called, its path or address, its bytes."""


@dataclass(slots=True)
class Entry:
    """What there is of one dataset."""

    schema: Schema
    rows: int
    files: list[Link] = field(default_factory=list)
    """Files that hold all of it."""
    shards: dict[str, list[Link]] = field(default_factory=dict)
    """Files by year and province, by what these are called."""


def page(press: Press, datasets: Sequence[Dataset], written: Sequence[Resource]) -> Iterator[Output]:
    """The pages in every language. ``written`` are the files of the data folder."""
    entries = {one.schema.name: Entry(one.schema, len(one.rows)) for one in datasets}
    for one in written:
        if one.dataset not in entries:
            continue
        link = (LABELS.get(one.form, one.form.upper()), one.address or one.file.path, one.file.size)
        if one.shard:
            entries[one.dataset].shards.setdefault(_called(one.shard), []).append(link)
        else:
            entries[one.dataset].files.append(link)
    whole = [one for one in written if not one.dataset]
    cut = [one for one in whole if one.shard]
    databases = {_called(one.shard): [("SQLite", one.address or one.file.path, one.file.size)] for one in cut}
    lists: dict[str, tuple[Schema | None, dict[str, list[Link]]]] = {
        key: (one.schema, one.shards) for key, one in entries.items() if len(one.shards) > MOST
    }
    if len(databases) > MOST:
        lists[DATABASES] = None, databases
        whole = [one for one in whole if not one.shard]
    context = {
        "entries": list(entries.values()),
        "lists": lists,
        "whole": [(one.address or one.file.path, one.file.size) for one in whole],
        "marked": bool(begins(press.site)),
        "described": described,
        "card": standards.card(press.site, datasets, written, DATA),
    }
    for language in press.languages:
        code = snippets(language, press.site.absolute(DATA))
        yield render(press, language, "data.html", "data/index.html", {**context, "code": code})
        for name, (schema, shards) in lists.items():
            shown = {"schema": schema, "shards": shards}
            yield render(press, language, "shards.html", f"data/{name}/index.html", shown)


def described(target: str) -> str:
    """The word of the theme that says what a file of the whole is."""
    name = target.rpartition("/")[2]
    return next((word for part, word in FILES.items() if part in name), "dataset.package")


def size(press: Press, datasets: Sequence[Dataset], written: Sequence[Resource]) -> int:
    """Bytes that the page has about, in all languages, before any of its files has an address elsewhere."""
    fields = sum(len(one.schema.fields) for one in datasets)
    return len(press.languages) * (FRAME + FIELD * fields + FILE * len(written))


def _called(shard: str) -> str:
    """A shard by its year and the name of its province."""
    if shard.startswith(OTHER):
        return shard
    year, code, *number = shard.split("-")
    region = region_of(code)
    return " ".join((year, region.province if region else code, *number))

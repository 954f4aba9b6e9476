"""Search: its page, and the files that a browser asks of the index. Nothing of it needs a server."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from fiscal.codes import codes
from fiscal.tables import definitions
from publish.brief import Briefs
from publish.catalog import Catalog
from publish.compare.items import topics
from publish.english.bodies import body
from publish.english.places import names, place
from publish.outputs import Output, text
from publish.pages import places
from publish.pages.ask import FOLDER as ASK
from publish.pages.comparison import about
from publish.pages.items import FOLDER as ITEMS
from publish.press import Press, render
from publish.search.entries import Found
from publish.search.pieces import Piece, piece, shards
from publish.search.terms import BUCKETS, simplified, spelled, words
from publish.words import region_name

FOLDER = "search/"
SHARD = 12_000
"""Characters that a file of the index may hold on the average, until there are as many as buckets."""
BLOCK = 64
"""Disclosures that one file names."""
FEW = 8
ENGLISH = "en"
"""Files of the smallest index."""


def page(press: Press, catalog: Catalog, briefs: Briefs) -> Iterator[Output]:
    """The page in every language, and the index."""
    members = [one for one in catalog.disclosures if one.disclosure_id in briefs]
    pieces: list[Piece] = [briefs[one.disclosure_id].search for one in members]
    rows: list[list[str | int]] = [
        [f"{one.department_id}/{one.fiscal_year}/", one.kind, one.department, region_name(one.region), one.fiscal_year]
        for one in members
    ]
    own = (("places", _places(catalog)), ("glossary", _terms(press)), ("compare", _compared(press, catalog)))
    for name, found in own:
        pieces.append(piece(found))
        rows.append(["", name, "", "", 0])
        yield listed(f"{FOLDER}{name}.json", found)
    size = sum(len(lines) for one in pieces for lines in one.values())
    many = FEW
    while many < BUCKETS and size > SHARD * many:
        many *= 2
    for number, content in shards(pieces, many):
        yield text(f"{FOLDER}terms/{number}.txt", content)
    spoken = ENGLISH in press.languages
    if spoken:
        yield text(f"{FOLDER}english.json", _json(_named([one for _, found in own for one in found])))
    for start in range(0, len(rows), BLOCK):
        yield text(f"{FOLDER}pages/{start // BLOCK}.json", _json(rows[start : start + BLOCK]))
        if spoken:
            some = [body(one.department, one.region) for one in members[start : start + BLOCK]]
            yield text(f"{FOLDER}english/{start // BLOCK}.json", _json(some))
    described = {
        **{"shards": many, "block": BLOCK, "groups": words().groups, "empty": words().empty},
        **{"says": words().says, "spelled": spelled()},
        "traditional": "".join(chr(old) + new for old, new in simplified().items() if new),
    }
    yield text(f"{FOLDER}index.json", _json(described))
    for language in press.languages:
        yield render(press, language, "search.html", f"{FOLDER}index.html", {})


def _named(found: Sequence[Found]) -> dict[str, dict[str, str]]:
    """What pages in English call what is found: entries by title, tables by id, items by code."""
    items = {code: one.name().english for kind in ("functional", "economic") for code, one in codes(kind).items()}
    return {
        "titles": {one.title: one.english for one in found if one.english},
        "tables": {one.table_id: one.name_en for one in definitions()},
        "codes": {code: english for code, english in items.items() if english},
    }


def listed(path: str, found: Sequence[Found]) -> Output:
    """Titles and addresses of entries, in their order."""
    return text(path, _json([[one.title, one.address] for one in found]))


def _places(catalog: Catalog) -> list[Found]:
    """Each place with where its departments are listed."""
    crowd = places.provinces(catalog)
    if crowd:
        named = [(one.name, start, mark, one.pages[number]) for one in crowd for start, mark, number, _ in one.places()]
        return [
            Found("l", f"{province}{name}", f"{address}#{mark}", f"{province} {name}", names(f"{province}{name}"))
            for province, name, mark, address in named
        ]
    firsts = {places.anchor(one): one for one in reversed(catalog.departments) if one.region.province}
    return [
        Found("l", region_name(at := one.region), f"#{mark}", f"{at.province} {at.city} {at.county}", place(at))
        for mark, one in firsts.items()
    ]


def _compared(press: Press, catalog: Catalog) -> list[Found]:
    """Each comparison, by its place or its sector and what it compares; the topics of items, and the page that asks."""
    regions = {one.department_id: one.region for one in catalog.departments}
    named = [(folder, regions[members[0][0]]) for folder, members in catalog.comparisons.items()]
    told = words().compared
    found = [
        Found("c", about(press, "zh", folder, region), folder, f"{english} {told}", english)
        for folder, region in named
        for english in (about(press, "en", folder, region),)
    ]
    about_items = " ".join(topic.zh for topic in topics().values())
    found.append(Found("c", press.word("zh", "items.title"), ITEMS, about_items, press.word("en", "items.title")))
    asking = press.word("en", "ask.title")
    return [*found, Found("c", press.word("zh", "ask.title"), ASK, f"{asking} {words().asking}", asking)]


def _terms(press: Press) -> list[Found]:
    """Official terms with their English."""
    return [Found("w", one.term, f"glossary/#{one.term}", one.english, one.english) for one in press.theme.glossary]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"

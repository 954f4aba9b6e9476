"""Asking the data: a page that filters and adds up every printed figure in the reader's own browser.

It reads the columns that a question needs of ``data/facts.parquet``; there is no server, and nothing of it is loaded
elsewhere. What may be added up is told by ``ask.js``, by the rules of the examples of code beside the data: one kind of
disclosure, one table, one column and one phase at a time, and no sum beside its parts.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.tables import definitions
from publish.brief import Briefs
from publish.catalog import Catalog
from publish.english.places import place
from publish.outputs import Output
from publish.press import Press, render
from publish.words import region_name

FOLDER = "ask/"
GROUPS = ("department", "year", "place", "class", "item")
"""By what figures may be added up."""
COVERAGES = ("own", "consolidated", "unit", "")
"""Whose money a disclosure tells; blank where it does not say."""


def page(press: Press, catalog: Catalog, briefs: Briefs) -> Iterator[Output]:
    """The page in every language."""
    kinds = sorted({one.kind for one in catalog.disclosures if one.disclosure_id in briefs})
    regions = {one.department_id: one.region for one in sorted(catalog.disclosures, key=lambda one: one.disclosure_id)}
    for language in press.languages:
        told = {
            "kinds": {kind: press.name(language, "kind", kind) for kind in kinds},
            "tables": {one.table_id: one.name_en if language == "en" else one.name for one in definitions()},
            "phases": {one: press.name(language, "phase", one) for one in ("approved", "adjusted", "executed")},
            "coverages": {one: press.word(language, f"ask.coverage_{one or 'unsaid'}") for one in COVERAGES},
            "places": {
                name: place(region) if language == "en" else region_name(region) for name, region in regions.items()
            },
            "words": dict(press.group(language, "ask")),
        }
        yield render(press, language, "ask.html", f"{FOLDER}index.html", {"told": told, "groups": GROUPS})

"""Kinds of page. One module per kind, one verb: page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from publish.brief import Briefs
from publish.catalog import Catalog
from publish.outputs import Output
from publish.pages import ask, comparisons, coverage, findings, home, items, prose, search
from publish.press import Press

Page = Callable[[Press, Catalog, Briefs], Iterator[Output]]
PAGES: tuple[tuple[str, str, Page], ...] = (
    ("home", "index.html", home.page),
    ("findings", "findings/index.html", findings.page),
    ("search", "search/index.html", search.page),
    ("ask", "ask/index.html", ask.page),
    ("comparisons", "compare/index.html", comparisons.page),
    ("coverage", "coverage/index.html", coverage.page),
    ("items", "items/index.html", items.page),
    ("prose", "about/index.html", lambda press, some, _: prose.page(press, some)),
)
"""Name, address and maker of the pages of the whole."""

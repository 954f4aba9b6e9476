"""Kinds of page. One module per kind, one verb: page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from publish.catalog import Catalog
from publish.evidence.strips import Strip
from publish.outputs import Output
from publish.pages import findings, home, prose
from publish.press import Press

Page = Callable[[Press, Catalog, Collection[Strip]], Iterator[Output]]
PAGES: tuple[tuple[str, str, Page], ...] = (
    ("home", "index.html", lambda press, some, _: home.page(press, some)),
    ("findings", "findings/index.html", findings.page),
    ("prose", "about/index.html", lambda press, some, _: prose.page(press, some)),
)
"""Name, address and maker of the pages of the whole."""

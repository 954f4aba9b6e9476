"""Puts documents where they belong in ``content/``, after reading whose they are."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from pipeline import options
from pipeline.said import SAID
from pipeline.wording import word


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    options.configure(parser, out=False)
    parser.add_argument("files", nargs="+", type=Path, metavar=word("command.file"), help=word("add.files"))
    address = word("command.address")
    parser.add_argument("--address", action="append", default=[], metavar=address, help=word("add.address"))
    parser.add_argument("--dry-run", action="store_true", help=word("add.dry_run"))


def run(arguments: argparse.Namespace) -> int:
    """Identify each file and copy it; a file that cannot be placed leaves the others unaffected."""
    from fiscal.sidecar import Sidecar
    from pipeline.console import FAILED, OK, PARTIAL, complain, progress
    from pipeline.reading import Parsed, ParseTask, describe_failure, parse_file, unidentified
    from pipeline.workers import Failure

    given = dict(zip(arguments.files, arguments.address, strict=False))
    refused = _refused(arguments)
    if refused:
        complain(refused)
        return FAILED
    files = [path for path in arguments.files if path.is_file()]
    problems = [word("command.no_file", path=path) for path in arguments.files if not path.is_file()]
    tasks = [ParseTask(path=str(path), name=path.name, sidecar=Sidecar()) for path in files]
    with options.means(arguments) as means, progress() as bars:
        results: dict[int, Parsed | Failure] = {}
        for index, result in means.executor.map(parse_file, tasks):
            results[index] = result
            bars(SAID.reading_files, len(results), len(tasks))
    for index, path in enumerate(files):
        result = results[index]
        if isinstance(result, Failure):
            problems.append(f"{path}：{describe_failure(result)}")
        elif result.code:
            problems.append(f"{path}：{result.reason}")
        elif result.whose is None or not result.whose.department_id or not result.whose.fiscal_year:
            problems.append(f"{path}：{unidentified(result.whose)}")
        else:
            folder = arguments.content / result.whose.department_id / str(result.whose.fiscal_year)
            placed = _place(path, folder / path.name, dry=arguments.dry_run)
            problems.extend(placed)
            if not placed and not arguments.dry_run:
                problems.extend(_addressed(folder, path.name, given.get(path) or _asked(path.name)))
    complain(problems)
    return PARTIAL if problems else OK


def _place(path: Path, target: Path, *, dry: bool) -> list[str]:
    """Copy one file; gives the problem in words when its place is taken."""
    from pipeline.console import say

    if target.exists():
        return [word("add.taken", path=path, target=target)]
    if not dry:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    say(word("add.placed", path=path, target=target))
    return []


def _refused(arguments: argparse.Namespace) -> list[str]:
    """What is wrong with the addresses that were given."""
    from pipeline.addressed import ADDRESS

    if len(arguments.address) > len(arguments.files):
        return [word("add.many_addresses", addresses=len(arguments.address), files=len(arguments.files))]
    return [word("add.no_address", address=one) for one in arguments.address if one and not ADDRESS.fullmatch(one)]


def _asked(name: str) -> str:
    """The address of a document, asked for where somebody is there to tell it; blank where nobody knows."""
    from pipeline.addressed import ADDRESS
    from pipeline.console import say

    if not sys.stdin.isatty() or not sys.stdout.isatty():
        return ""
    try:
        while (said := input(word("add.asked", name=name)).strip()) and not ADDRESS.fullmatch(said):
            say(word("add.no_address", address=said))
    except EOFError:
        return ""
    return said


def _addressed(folder: Path, name: str, address: str) -> list[str]:
    """Keep the address of a document; gives the problem in words where it cannot be."""
    from fiscal.sidecar import SidecarError
    from pipeline.addressed import FILE, keep
    from pipeline.console import say

    if not address:
        return []
    try:
        path = keep(folder, name, address)
    except (SidecarError, ValueError, OSError) as error:
        return [word("add.unkept", path=folder / FILE, reason=error)]
    say(word("add.kept", path=path, address=address))
    return []

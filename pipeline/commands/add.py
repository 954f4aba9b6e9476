"""Puts documents where they belong in ``content/``, after reading whose they are."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from pipeline import options
from pipeline.said import SAID
from pipeline.wording import word


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    options.configure(parser, out=False)
    parser.add_argument("files", nargs="+", type=Path, metavar=word("command.file"), help=word("add.files"))
    parser.add_argument("--dry-run", action="store_true", help=word("add.dry_run"))


def run(arguments: argparse.Namespace) -> int:
    """Identify each file and copy it; a file that cannot be placed leaves the others unaffected."""
    from fiscal.sidecar import Sidecar
    from pipeline.console import OK, PARTIAL, complain, progress
    from pipeline.reading import Parsed, ParseTask, describe_failure, parse_file, unidentified
    from pipeline.workers import Failure

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
            problems.extend(_place(path, folder / path.name, dry=arguments.dry_run))
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

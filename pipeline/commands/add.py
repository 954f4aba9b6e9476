"""Puts documents where they belong in ``content/``, after reading whose they are."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from pipeline import options

SUMMARY = "把文件放进 content/ 该放的地方"
HELP = """\
读出文件属于哪个部门、哪一年，复制到 content/<部门>/<年度>/。原文件不动；已有的文件不会被覆盖。

  build.py add 预算.pdf 决算.pdf
  build.py add --dry-run *.pdf            只说会放到哪里"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    options.configure(parser, out=False)
    parser.add_argument("files", nargs="+", type=Path, metavar="文件", help="要放进来的文件")
    parser.add_argument("--dry-run", action="store_true", help="只说会放到哪里，不复制")


def run(arguments: argparse.Namespace) -> int:
    """Identify each file and copy it; a file that cannot be placed leaves the others unaffected."""
    from fiscal.sidecar import Sidecar
    from pipeline.console import OK, PARTIAL, complain, progress
    from pipeline.reading import Parsed, ParseTask, describe_failure, parse_file, unidentified
    from pipeline.workers import Failure

    files = [path for path in arguments.files if path.is_file()]
    problems = [f"{path}：没有这个文件" for path in arguments.files if not path.is_file()]
    tasks = [ParseTask(str(path), path.name, Sidecar()) for path in files]
    with options.means(arguments) as means, progress() as bars:
        results: dict[int, Parsed | Failure] = {}
        for index, result in means.executor.map(parse_file, tasks):
            results[index] = result
            bars("读文件", len(results), len(tasks))
    for index, path in enumerate(files):
        result = results[index]
        if isinstance(result, Failure):
            problems.append(f"{path}：{describe_failure(result)}")
        elif result.code:
            problems.append(f"{path}：{result.reason}")
        elif result.identity is None or not result.identity.department_id or not result.identity.fiscal_year:
            problems.append(f"{path}：{unidentified(result.identity)}")
        else:
            identity = result.identity
            folder = arguments.content / identity.department_id / str(identity.fiscal_year)
            problems.extend(_place(path, folder / path.name, dry=arguments.dry_run))
    complain(problems)
    return PARTIAL if problems else OK


def _place(path: Path, target: Path, *, dry: bool) -> list[str]:
    """Copy one file; gives the problem in words when its place is taken."""
    from pipeline.console import say

    if target.exists():
        return [f"{path}：{target} 已经有了，没有覆盖"]
    if not dry:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    say(f"{path} → {target}")
    return []

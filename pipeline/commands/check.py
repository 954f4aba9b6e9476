"""Checks the figures of a folder and reports what does not add up, without writing a site."""

from __future__ import annotations

import argparse
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from pipeline import options

if TYPE_CHECKING:
    from pipeline.gather import Gathered
    from publish.report.outcome import Outcome

SUMMARY = "只核对数字，不写网站"
HELP = """\
读文件，核对每个数字该对得上的地方，把对不上的列出来。财政部门可以在公布之前运行。

  build.py check                          核对 content/
  build.py check --content 文件夹           核对别的文件夹
  build.py check --format html --to 报告.html
  build.py check --strict                 有对不上的数字时退出状态为 1（用于自动检查）

退出状态：0 没有问题；1 有文件读不了，或在 --strict 下有对不上的数字；2 什么也没能读。"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    options.configure(parser, out=False)
    parser.add_argument("--format", choices=("text", "json", "sarif", "html"), default="text", help="报告的格式")
    parser.add_argument("--to", type=Path, metavar="文件", help="报告写到文件里（默认显示在屏幕上）")
    parser.add_argument("--strict", action="store_true", help="有对不上的数字就算失败")


def run(arguments: argparse.Namespace) -> int:
    """Read, check and report."""
    from pipeline.console import FAILED, OK, PARTIAL, complain, progress, say
    from pipeline.discover import ContentError
    from pipeline.gather import gather
    from publish.report import report

    try:
        with options.means(arguments) as means, progress() as bars:
            gathered = gather(arguments.content, means, bars)
    except ContentError as error:
        complain([str(error)])
        return FAILED
    found = outcome(gathered, arguments.content)
    text = report(found, arguments.format)
    if arguments.to:
        arguments.to.write_text(text + "\n", encoding="utf-8")
        say(f"报告写在 {arguments.to}")
    else:
        say(text)
    if arguments.to or arguments.format != "text":
        complain(gathered.problems)
    if not found.disclosures:
        return FAILED
    return PARTIAL if gathered.problems or (arguments.strict and found.doubtful) else OK


def outcome(gathered: Gathered, content: Path) -> Outcome:
    """What was gathered from a folder, for the report; paths as the folder was named."""
    from publish.catalog import Unusable
    from publish.report.outcome import Outcome

    top = "" if content.is_absolute() else content.as_posix()
    return Outcome(
        gathered.disclosures,
        tuple(Unusable(_below(top, one.file), one.code, one.published) for one in gathered.problems),
        {key: _below(top, folder) for key, folder in gathered.folders.items()},
        min(max(get_terminal_size((118, 24)).columns, 72), 160),
    )


def _below(top: str, path: str) -> str:
    return "/".join(part for part in (top, path) if part and part != ".")

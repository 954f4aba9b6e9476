#!/usr/bin/env python3
"""The command: reads a folder of disclosures and writes a site. ``build.py --help`` tells the rest."""

from __future__ import annotations

import argparse
import io
import sys
from importlib import import_module

COMMANDS = ("build", "serve", "check", "add", "inspect")

DESCRIPTION = """\
把一个文件夹里的预算、决算和绩效文件（PDF、OFD、Word、Excel、网页、文本）做成开放数据网站。

  build.py                              读 content/，写 public/
  build.py --content 文件夹 --out 文件夹   读写别的文件夹
  build.py serve                        在浏览器里看，改了就重做
  build.py check                        只核对数字，不写网站
  build.py add 文件 …                    把文件放进 content/ 该放的地方
  build.py inspect 文件                  看一份文件读成了什么样"""


def main(arguments: list[str]) -> int:
    """Run one command; ``build`` when none is named. Gives the exit status."""
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in ("-h", "--help")):
        arguments = [COMMANDS[0], *arguments]
    parser = argparse.ArgumentParser(
        prog="build.py", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(metavar="命令", required=True)
    for name in COMMANDS:
        module = import_module(f"pipeline.commands.{name}")
        command = commands.add_parser(
            name,
            help=module.SUMMARY,
            description=module.HELP,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.configure(command)
        command.set_defaults(run=module.run)
    parsed = parser.parse_args(arguments)
    status: int = parsed.run(parsed)
    return status


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main(sys.argv[1:]))

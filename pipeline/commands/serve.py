"""Shows the site in a browser and builds it again whenever a file changes."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline import options

SUMMARY = "在浏览器里看网站，文件一改就重做"
HELP = """\
先建好网站，再在本机打开；content/、theme/、site.toml 有改动就重做并刷新页面。按 Ctrl+C 结束。

  build.py serve
  build.py serve --port 9000 --prefix /repository/   像发布在子路径下那样看"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    options.configure(parser)
    parser.add_argument("--port", type=int, default=8000, metavar="N", help="端口（默认 8000）")
    parser.add_argument("--prefix", default="/", metavar="路径", help="网站所在的路径（默认 /）")


def run(arguments: argparse.Namespace) -> int:
    """Build, serve, and build again on every change, until interrupted."""
    from watchfiles import watch

    from pipeline.commands import build
    from pipeline.console import FAILED, OK, complain, say
    from pipeline.server import Server

    arguments.lenient = True
    if build.run(arguments) == FAILED and not arguments.out.is_dir():
        return FAILED
    try:
        server = Server(arguments.out, arguments.port, arguments.prefix)
    except OSError as error:
        complain([f"端口 {arguments.port} 打不开：{error.strerror}；可用 --port 换一个"])
        return FAILED
    say(f"请打开 {server.address}（Ctrl+C 结束）")
    watched = [
        path for path in (arguments.content, options.ROOT / "theme", options.ROOT / "site.toml") if path.exists()
    ]
    with server:
        for _ in watch(*_resolved(watched), raise_interrupt=False):
            build.run(arguments)
            server.reload()
    return OK


def _resolved(paths: list[Path]) -> list[Path]:
    return [path.resolve() for path in paths]

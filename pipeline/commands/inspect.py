"""Shows what was made of one document, laid over it, for whoever adds a template."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline import options

SUMMARY = "看一份文件读成了什么样"
HELP = """\
逐页画出读到的单元格，旁边写明认出的表、每一列读作什么，以及没读成的数字和原因。
要给一种新版式补表名、补表头，先用它看。

  build.py inspect 预算.pdf
  build.py inspect 预算.pdf --to 文件夹      只写文件，不打开浏览器"""
MOST_PICTURES = 120


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("file", type=Path, metavar="文件", help="要看的文件")
    parser.add_argument("--to", type=Path, metavar="文件夹", help="写到这个文件夹，不打开浏览器")
    parser.add_argument("--port", type=int, default=0, metavar="N", help="端口（默认任选）")


def run(arguments: argparse.Namespace) -> int:
    """Read one file, write the page, and show it until interrupted."""
    import tempfile

    from fiscal.document import Unreadable
    from pipeline.console import FAILED, OK, complain, say

    try:
        data = arguments.file.read_bytes()
        outputs = _outputs(arguments.file.name, data)
    except OSError as error:
        complain([f"{arguments.file}：{error.strerror}"])
        return FAILED
    except Unreadable as error:
        complain([f"{arguments.file}：{error.reason}"])
        return FAILED
    if arguments.to:
        _write(arguments.to, outputs)
        say(f"写在 {arguments.to / 'index.html'}")
        return OK
    with tempfile.TemporaryDirectory(prefix="mingzhang-") as folder:
        _write(Path(folder), outputs)
        _show(Path(folder), arguments.port)
    return OK


def _outputs(name: str, data: bytes) -> list[tuple[str, bytes]]:
    import parsers
    from fiscal.checks import check
    from fiscal.document import Source
    from fiscal.read import read
    from fiscal.sidecar import Sidecar
    from publish.inspection import inspection
    from publish.theme import read_theme

    document = parsers.parse(Source(name, data))
    (disclosure,) = check((read((document,), Sidecar()),))
    theme = options.ROOT / "theme"
    style = (theme / "inspect" / "inspect.css").read_text(encoding="utf-8")
    pages = _pictures(data) if document.media_type == "application/pdf" else {}
    return [(one.path, one.data) for one in inspection(document, disclosure, pages, style, read_theme(theme))]


def _pictures(data: bytes) -> dict[int, bytes]:
    from parsers.pdf.picture import pictures

    return pictures(data, tuple(range(1, MOST_PICTURES + 1)))


def _write(folder: Path, outputs: list[tuple[str, bytes]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path, data in outputs:
        (folder / path).write_bytes(data)


def _show(folder: Path, port: int) -> None:
    """Serve the folder and open it in a browser until interrupted."""
    import threading
    import webbrowser

    from pipeline.console import say
    from pipeline.server import Server

    with Server(folder, port) as server:
        say(f"请打开 {server.address}（Ctrl+C 结束）")
        webbrowser.open(server.address)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return

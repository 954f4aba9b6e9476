"""Shows what was made of one document, laid over it, for whoever adds a template."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from pipeline import options
from pipeline.wording import of_errno, speak, spoken, told, word

MOST_PICTURES = 120


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("file", type=Path, metavar=word("command.file"), help=word("inspect.file"))
    parser.add_argument("--to", type=Path, metavar=word("command.folder"), help=word("inspect.to"))
    parser.add_argument("--port", type=options.port, default=0, metavar="N", help=word("inspect.port"))


def run(arguments: argparse.Namespace) -> int:
    """Read one file, write the page, and show it until interrupted."""
    import tempfile

    from pipeline.console import FAILED, OK, complain, say
    from pipeline.reading import describe_failure
    from pipeline.workers import Failure, Processes

    with Processes(1, seconds=options.SECONDS, megabytes=options.MEGABYTES) as executor:
        ((_, outputs),) = executor.map(laid_over, [(arguments.file, spoken())])
    if isinstance(outputs, Failure | str):
        reason = describe_failure(outputs) if isinstance(outputs, Failure) else outputs
        complain([f"{arguments.file}：{reason}"])
        return FAILED
    if arguments.to:
        try:
            _write(arguments.to, outputs)
        except OSError as error:
            complain([f"{arguments.to}：{of_errno(error)}"])
            return FAILED
        say(word("inspect.written", path=arguments.to / "index.html"))
        return OK
    with tempfile.TemporaryDirectory(prefix="mingzhang-") as folder:
        _write(Path(folder), outputs)
        _show(Path(folder), arguments.port)
    return OK


def laid_over(task: tuple[Path, str]) -> list[tuple[str, bytes]] | str:
    """The page of one file in one language with its pictures, or why there is none; runs in a worker."""
    from fiscal.document import Unreadable

    path, language = task
    speak(language)
    try:
        return _outputs(path.name, path.read_bytes())
    except OSError as error:
        return of_errno(error)
    except Unreadable as error:
        return error.reason


def _outputs(name: str, data: bytes) -> list[tuple[str, bytes]]:
    import parsers
    from fiscal.checks import check
    from fiscal.document import Source
    from fiscal.read import read
    from fiscal.sidecar import Sidecar
    from publish.inspection import inspection
    from publish.press import Press
    from publish.site import Site
    from publish.theme import read_theme

    document = parsers.parse(Source(name, data))
    document = replace(document, notices=tuple(replace(one, message=told(one.message)) for one in document.notices))
    (disclosure,) = check((read((document,), Sidecar()),))
    theme = options.ROOT / "theme"
    style = (theme / "inspect" / "inspect.css").read_text(encoding="utf-8")
    pages = _pictures(data) if document.media_type == "application/pdf" else {}
    press = Press(Site(), read_theme(theme))
    return [(one.path, one.data) for one in inspection(document, disclosure, pages, style, press, spoken())]


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
        say(word("command.please_open", address=server.address))
        webbrowser.open(server.address)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return

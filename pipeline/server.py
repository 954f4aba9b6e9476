"""A web server for one's own machine: shows a site under any prefix and reloads pages after a build.

Reloading is added while serving, so that the files on disk are the ones that will be published.
"""

from __future__ import annotations

import threading
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self

EVENTS = "_reload"
SCRIPT = "_reload.js"
CLIENT = b'new EventSource("%s").onmessage = () => location.reload();\n'


class Server:
    """Serves a folder at ``http://127.0.0.1:<port><prefix>`` in threads of its own. Port 0 takes any free one."""

    def __init__(self, folder: Path, port: int, prefix: str = "/") -> None:
        self.prefix = f"/{prefix.strip('/')}/" if prefix.strip("/") else "/"
        self.changed = threading.Condition()
        self.closing = False
        handler = partial(_Handler, server_of_site=self, directory=str(folder))
        self._http = ThreadingHTTPServer(("127.0.0.1", port), handler)
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, daemon=True)

    @property
    def address(self) -> str:
        """Address of the home page."""
        return f"http://127.0.0.1:{self._http.server_address[1]}{self.prefix}"

    def reload(self) -> None:
        """Tell all open pages to load again."""
        with self.changed:
            self.changed.notify_all()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing = True
        self.reload()
        self._http.shutdown()
        self._http.server_close()


class _Handler(SimpleHTTPRequestHandler):
    """Files of a site below a prefix, with ``404.html`` for what is missing."""

    def __init__(self, *arguments: object, server_of_site: Server, directory: str) -> None:
        self.site = server_of_site
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing: the terminal is for builds."""

    def do_GET(self) -> None:
        """Answer one request."""
        path = self.path.partition("?")[0]
        prefix = self.site.prefix
        if path == prefix + EVENTS:
            self._events()
        elif path == prefix + SCRIPT:
            self._send(HTTPStatus.OK, CLIENT % (prefix + EVENTS).encode(), "text/javascript")
        elif not path.startswith(prefix):
            self._missing()
        else:
            self.path = "/" + path[len(prefix) :]
            self._file()

    def _file(self) -> None:
        target = Path(self.translate_path(self.path))
        if target.is_dir() and not self.path.endswith("/"):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"{self.site.prefix}{self.path[1:]}/")
            self.end_headers()
            return
        page = target / "index.html" if target.is_dir() else target
        if not page.is_file():
            self._missing()
        elif page.suffix == ".html":
            self._send(HTTPStatus.OK, self._with_reload(page.read_bytes()), "text/html; charset=utf-8")
        else:
            super().do_GET()

    def _with_reload(self, data: bytes) -> bytes:
        script = f'<script src="{self.site.prefix}{SCRIPT}" defer></script></body>'.encode()
        return data.replace(b"</body>", script, 1)

    def _missing(self) -> None:
        page = Path(self.directory) / "404.html"
        data = page.read_bytes() if page.is_file() else b"404"
        self._send(HTTPStatus.NOT_FOUND, data, "text/html; charset=utf-8")

    def _send(self, status: HTTPStatus, data: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def _events(self) -> None:
        """Hold the connection and send one event per build."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        try:
            while not self.site.closing:
                with self.site.changed:
                    notified = self.site.changed.wait(timeout=15)
                self.wfile.write(b"data: reload\n\n" if notified and not self.site.closing else b": wait\n\n")
                self.wfile.flush()
        except (BrokenPipeError, ConnectionResetError):
            return

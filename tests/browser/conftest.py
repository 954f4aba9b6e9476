"""A site served under two addresses, and a browser that notes every complaint."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from msgspec import structs
from playwright.sync_api import Browser, Page, sync_playwright

from fiscal.limits import LIMITS
from publish.catalog import catalog
from publish.compare import views
from publish.evidence import homes
from publish.graphics import render
from publish.pages import findings, year
from publish.press import Press
from publish.site import Site
from publish.tables import long
from publish.theme import read_theme
from publish.whole import publish
from tests.publish.samples import demonstration, sample_catalog

ROOT = Path(__file__).resolve().parents[2]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@dataclass
class Visit:
    """An open page, and what went wrong on it."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to a path of the site."""
        self.page.goto(self.base + path)
        return self.page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; skipped where there is none."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        reason = "no Chromium on this machine"
        if os.environ.get("MINGZHANG_NO_SKIP") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site on disk, once at the root and once below ``a/b/``.

    Written in a thread of its own: the engine of the charts refuses a thread in which Playwright's loop runs.
    """
    root = tmp_path_factory.mktemp("site")
    with ThreadPoolExecutor(1) as pool:
        pool.submit(_write, root).result()
    shutil.copytree(root / "a" / "b", root, dirs_exist_ok=True)
    return root


def _write(root: Path) -> None:
    sample = sample_catalog()
    prose = [(path.stem, path.read_text(encoding="utf-8")) for path in sorted((ROOT / "content/pages").glob("*.md"))]
    press = Press(Site(), read_theme(ROOT / "theme"))
    for output in publish(press, catalog(sample.disclosures, sample.site, prose), lambda _: (demonstration(),), render):
        path = root / "a" / "b" / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.data)


@pytest.fixture(scope="session")
def server(folder: Path) -> Iterator[str]:
    """Address at which the site is served."""
    with serving(folder) as address:
        yield address


@pytest.fixture(scope="session")
def shortened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the sample site whose pages of a year have room for next to nothing."""
    root = tmp_path_factory.mktemp("shortened")
    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(1) as pool:
        patch.setattr(year, "PAGE", structs.replace(LIMITS.page, cells=1, goals=1))
        patch.setattr(year, "LEAST_GOALS", 1)
        patch.setattr(long, "SMALL", 0)
        patch.setattr(homes, "PAGE", structs.replace(LIMITS.page, small=0, findings=0, goals=1))
        patch.setattr(homes, "FEW", 0)
        patch.setattr(findings, "EXPLAINED", 1)
        patch.setattr(views, "ROOM", 1)
        pool.submit(_write, root).result()
    with serving(root / "a" / "b") as address:
        yield address


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder, and give its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    served = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=served.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{served.server_address[1]}/"
    served.shutdown()
    served.server_close()
    thread.join()


def visit(browser: Browser, base: str, width: int = 1280, scheme: str = "light", *, script: bool = True) -> Visit:
    """A fresh page of a width and colour scheme that notes errors, policy violations and foreign requests."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=script,
    )
    page = context.new_page()
    page.set_default_timeout(8000)
    made = Visit(page, base)
    page.on("console", lambda message: made.complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: made.complaints.append(str(error)))
    page.on("request", lambda request: made.foreign.append(request.url) if not _own(request.url, base) else None)
    return made


def _own(url: str, base: str) -> bool:
    return url.startswith(("data:", "about:", "/".join(base.split("/")[:3])))

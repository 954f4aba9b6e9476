"""Our own builds of made disclosures: from nothing, with nothing changed, one document edited, every page anew."""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.peers.disclosures import Made
from benchmarks.processes import Cost, cost

ROOT = Path(__file__).resolve().parents[2]
SETTLED = 0.3
"""Seconds after which a file that was changed is known to stand still."""


@dataclass(slots=True)
class Site:
    """A folder of documents and the site that is made of it, below one folder."""

    work: Path
    content: Path
    jobs: int = 2
    _turns: int = 0

    @property
    def out(self) -> Path:
        """The site."""
        return self.work / "public"

    @property
    def cache(self) -> Path:
        """What is kept between builds."""
        return self.work / "cache"

    def cold(self) -> Cost:
        """A build from nothing; what it cost is kept beside the site."""
        shutil.rmtree(self.out, ignore_errors=True)
        shutil.rmtree(self.cache, ignore_errors=True)
        self._settings()
        made = self._run(["-m", "benchmarks.peers.steps", self.work / "steps.json"])
        (self.work / "cold.json").write_text(json.dumps(asdict(made), ensure_ascii=False), encoding="utf-8")
        return made

    def stood(self) -> Cost | None:
        """What the build from nothing cost that an earlier run made here; None where there is none."""
        kept = self.work / "cold.json"
        return Cost(**json.loads(kept.read_text(encoding="utf-8"))) if kept.is_file() else None

    def steps(self) -> dict[str, dict[str, float]]:
        """What each step of the build from nothing cost."""
        found: dict[str, dict[str, float]] = json.loads((self.work / "steps.json").read_text(encoding="utf-8"))
        return found

    def again(self) -> Cost:
        """A build when nothing has changed."""
        return self._run(["build.py", "build"])

    def edited(self, document: Made) -> Cost:
        """A build when one document has changed."""
        self._turns += 1
        path = self.content / document.folder / "disclosure.txt"
        path.write_bytes(document.text(edited=self._turns % 2 == 1))
        return self.again()

    def anew(self) -> Cost:
        """A build when the title of the site has changed, which stands on every page and in no chart."""
        self._turns += 1
        self._settings(f"Mingzhang {self._turns}")
        return self.again()

    def settle(self) -> None:
        """Build until there is nothing to build: what was only just changed is looked at again."""
        time.sleep(SETTLED)
        self.again()

    def files(self) -> dict[str, tuple[int, int]]:
        """Files and bytes of the site by kind."""
        found: dict[str, tuple[int, int]] = {}
        for path in self.out.rglob("*"):
            if path.is_file():
                kind = kind_of(path.relative_to(self.out))
                files, size = found.get(kind, (0, 0))
                found[kind] = files + 1, size + path.stat().st_size
        return dict(sorted(found.items(), key=lambda one: -one[1][1]))

    def _settings(self, title: str = "Mingzhang") -> None:
        self.work.mkdir(parents=True, exist_ok=True)
        (self.work / "site.toml").write_text(f'title = "{title}"\ntitle_en = "{title}"\n', encoding="utf-8")

    def _run(self, command: list[str | Path]) -> Cost:
        time.sleep(SETTLED)
        paths: list[str | Path] = ["--content", self.content, "--out", self.out, "--cache", self.cache]
        settings: list[str | Path] = ["--site", self.work / "site.toml", "--jobs", str(self.jobs), "--lenient"]
        made = cost([sys.executable, *command, *paths, *settings], ROOT, self.work / "said", {"MINGZHANG_OCR": "0"})
        if made.status:
            raise RuntimeError(made.said[-2000:])
        return made


KINDS: tuple[tuple[str, Callable[[Path], bool]], ...] = (
    ("assets", lambda path: path.parts[0] == "assets"),
    ("data of everything", lambda path: path.parts[0] == "data" and path.suffix != ".html"),
    ("charts, frozen", lambda path: path.parent.name == "v"),
    ("embeds (HTML)", lambda path: path.name == "embed.html"),
    ("pages (HTML)", lambda path: path.suffix == ".html"),
    ("charts, PNG", lambda path: path.suffix == ".png"),
    ("charts, SVG", lambda path: path.suffix == ".svg"),
    ("charts, oEmbed", lambda path: path.name == "oembed.json"),
    ("tables, CSV", lambda path: path.suffix == ".csv"),
    ("tables, JSON", lambda path: path.suffix == ".json"),
    ("archives (ZIP)", lambda path: path.suffix == ".zip"),
)
"""Kinds of files of a site, each with what tells it; the first that fits counts."""


def kind_of(path: Path) -> str:
    """The kind of a file by its address."""
    return next((name for name, fits in KINDS if fits(path)), "other")

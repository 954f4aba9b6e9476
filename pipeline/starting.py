"""What turns a fork into a publisher's own: the samples out of the way, settings written, About pages that speak of the
publisher.

Samples are known by their bytes, not by where they stand, so that nothing of a publisher's can be taken for one. They
are moved, never deleted. Which they are, and what About pages say, stands in ``samples.toml``.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fiscal.typed import Entry, loaded

FILE = Path(__file__).with_name("samples.toml")


class Sample(Entry, frozen=True):
    """A folder of samples, and the SHA-256 of its files."""

    folder: str
    files: dict[str, str]


class Page(Entry, frozen=True):
    """An About page: its paragraph on the samples, and what it says of a publisher instead."""

    file: str
    samples: str
    publisher: str
    contact: str


class Shipped(Entry, frozen=True):
    """``samples.toml``."""

    sample: tuple[Sample, ...]
    page: tuple[Page, ...]


@cache
def shipped() -> Shipped:
    """The list of samples and pages."""
    return loaded(FILE, Shipped)


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of the samples: how many were moved, and folders that stay since they hold something else, too."""

    samples: int
    kept: tuple[Path, ...] = ()


def move_samples(content: Path, target: Path) -> Moved:
    """Move the samples of a content folder to another one. Raises FileExistsError where something is in the way."""
    samples = {content / one.folder: _present(content / one.folder, one.files) for one in shipped().sample}
    landing = [target / path.relative_to(content) for files in samples.values() for path in files]
    taken = next((path for path in landing if path.exists()), None)
    if taken:
        raise FileExistsError(str(taken))
    kept = []
    for folder, files in samples.items():
        for path in files:
            place = target / path.relative_to(content)
            place.parent.mkdir(parents=True, exist_ok=True)
            path.rename(place)
        if files and any(folder.iterdir()):
            kept.append(folder)
        elif files:
            _remove_empty(folder, content)
    return Moved(sum(bool(files) for files in samples.values()), tuple(kept))


def _present(folder: Path, files: Mapping[str, str]) -> list[Path]:
    """Files of a sample that stand there, byte for byte."""
    return [path for name, sha256 in files.items() if _hash(path := folder / name) == sha256]


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _remove_empty(folder: Path, top: Path) -> None:
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def with_settings(text: str, values: Mapping[str, str]) -> str:
    """A ``site.toml`` with other values for some keys of its top; its comments and all else stay."""
    head, mark, tables = text.partition("\n[")
    for key, value in values.items():
        line = f"{key} = {json.dumps(value, ensure_ascii=False)}"
        head, count = re.subn(rf"^{key}\s*=.*$", line.replace("\\", r"\\"), head, count=1, flags=re.MULTILINE)
        if not count:
            head = f"{line}\n{head}"
    return f"{head}{mark}{tables}"


def about(text: str, page: Page, publisher: str, contact: str) -> str:
    """An About page without its paragraph on the samples, and with one on the publisher below its title."""
    said = [page.publisher.format(publisher=publisher) if publisher else ""]
    said.append(page.contact.format(contact=contact) if contact else "")
    paragraph = (" " if page.publisher.isascii() else "").join(filter(None, said))
    blocks = [block for block in text.split("\n\n") if block.strip() != page.samples and not _earlier(block, page)]
    if paragraph:
        blocks.insert(1 if blocks and blocks[0].startswith("#") else 0, paragraph)
    return "\n\n".join(blocks)


def _earlier(block: str, page: Page) -> bool:
    """Whether a paragraph is what was said of a publisher before."""
    return any(
        block.startswith(said.partition("{")[0]) and said.partition("}")[2] in block
        for said in (page.publisher, page.contact)
    )


def about_pages(content: Path) -> list[tuple[Path, Page]]:
    """The About pages that stand there, with what is to be said on each."""
    return [(path, page) for page in shipped().page if (path := content / "pages" / page.file).is_file()]

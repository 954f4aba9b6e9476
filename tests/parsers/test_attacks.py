"""Files made to break a reader end as read, refused or stopped; none ends the build, none invents a figure."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from fiscal.document import Document, Grid
from fiscal.sidecar import Sidecar
from pipeline.options import MEGABYTES
from pipeline.packing import unpack
from pipeline.reading import Parsed, ParseTask, describe_failure, parse_file
from pipeline.workers import Failure, Processes
from tests.parsers import attacks
from tests.parsers.attacks import ATTACKS, CANARY, PLAIN, REFUSED
from tests.parsers.writers import WRITERS

SECONDS = 12
FLIPS = {"pdf": 30}
"""Files with one bit changed, where they are fewer than ``MOST_FLIPS``: a PDF takes ten times as long to read."""
MOST_FLIPS = 100
CUTS = 16
FIGURES = Counter(("1.00", "2.00"))


@pytest.fixture(scope="module")
def executor() -> Iterator[Processes]:
    """Workers with the memory that a build gives them; without OCR, which takes seconds for every page it is shown."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINGZHANG_OCR", "0")
        with Processes(2, seconds=SECONDS, megabytes=MEGABYTES) as held:
            yield held


def outcomes(executor: Processes, folder: Path, files: dict[str, bytes]) -> dict[str, tuple[str, Parsed | Failure]]:
    """Code of what became of each file, read as a build reads it."""
    tasks = []
    for name, data in files.items():
        (folder / name).write_bytes(data)
        tasks.append(ParseTask(path=str(folder / name), name=name, sidecar=Sidecar()))
    names = list(files)
    return {names[index]: (_code(result), result) for index, result in executor.map(parse_file, tasks)}


def _code(result: Parsed | Failure) -> str:
    if isinstance(result, Failure):
        assert describe_failure(result)
        return result.code
    assert not result.code or result.reason
    return result.code or "read"


def opened(result: Parsed | Failure) -> tuple[object, ...]:
    """What came of a file, with what it says."""
    return (result, *(unpack(result.document) if isinstance(result, Parsed) and result.document else ()))


def figures(result: Parsed | Failure) -> Counter[str]:
    """The amounts of a document's tables, each as printed."""
    assert isinstance(result, Parsed)
    assert result.document
    (document,) = unpack(result.document)
    assert isinstance(document, Document)
    cells = (cell.text.strip() for block in document.blocks if isinstance(block, Grid) for cell in block.cells)
    return Counter(text for text in cells if text.replace(".", "", 1).isdigit() and "." in text)


def test_every_attack_ends_as_it_should(executor: Processes, tmp_path: Path) -> None:
    found = outcomes(executor, tmp_path, {name: make() for name, (make, _) in ATTACKS.items()})
    assert len(found) == len(ATTACKS)
    wrong = {
        name: (code, result.message[-400:] if isinstance(result, Failure) else result.reason)
        for name, (code, result) in found.items()
        if code not in ATTACKS[name][1]
    }
    assert wrong == {}


def test_no_other_file_is_reached(executor: Processes, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(CANARY, encoding="utf-8")
    reach = attacks.external(str(secret))
    found = outcomes(
        executor,
        tmp_path,
        {
            "a.docx": attacks.word("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", reach),
            "a.xlsx": attacks.workbook(f"<sheetData><row>{attacks.cell('A1', '&a;')}</row></sheetData>", reach),
            "a.html": f"{reach}<html><body><p>某局2023年</p><table><tr><td>&a;</td></tr></table>".encode(),
        },
    )
    assert found["a.docx"][0] == found["a.xlsx"][0] == "bomb"
    assert all(CANARY not in repr(opened(result)) for _, result in found.values())


@pytest.mark.parametrize("suffix", sorted(WRITERS))
def test_a_damaged_file_gives_no_figure_that_was_not_there(suffix: str, executor: Processes, tmp_path: Path) -> None:
    chance = random.Random(suffix)
    good = WRITERS[suffix]((PLAIN,))
    files = {f"whole.{suffix}": good}
    for part in range(1, CUTS):
        files[f"cut{part}.{suffix}"] = good[: len(good) * part // CUTS]
    for number in range(FLIPS.get(suffix, MOST_FLIPS)):
        damaged = bytearray(good)
        damaged[chance.randrange(len(good))] ^= 1 << chance.randrange(8)
        files[f"flip{number}.{suffix}"] = bytes(damaged)
    found = outcomes(executor, tmp_path, files)
    assert figures(found[f"whole.{suffix}"][1]) == FIGURES
    assert {name: code for name, (code, _) in found.items() if code not in REFUSED | {"read"}} == {}
    more = {
        name: figures(result)
        for name, (code, result) in found.items()
        if code == "read" and figures(result).total() > FIGURES.total()
    }
    assert more == {}

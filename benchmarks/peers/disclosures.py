"""Any number of made disclosures that add up to the last cent, laid out as a publisher would lay them out.

They are printed with the text templates of ``benchmarks/made``, which are its smallest and quickest, three functional
lines each: ten tables or so, sentences, targets. Departments have one year or several; places and provinces are many.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count, islice
from pathlib import Path

from benchmarks.made.compose import composed
from benchmarks.made.draw import DRAWN
from benchmarks.made.style import Style, styles
from fiscal.codes.regions import regions

FORMAT = "text"
LINES = 3
OTHER_LINES = range(4, 60)
SIDECAR = 'department = "{0}"\ndepartment_id = "{1}"\nfiscal_year = {2}\nregion_code = "{3}"\n'


@dataclass(frozen=True, slots=True)
class Made:
    """One disclosure, known by what it was made from."""

    style: Style
    seed: int
    department: str
    department_id: str
    year: int

    @property
    def folder(self) -> str:
        """Where it lies below ``content``."""
        return f"{self.department_id}/{self.year}"

    def text(self, edited: bool = False) -> bytes:
        """The document; edited, it is that of the same office and year with other books."""
        plain = self._of(LINES)
        return next(text for lines in OTHER_LINES if (text := self._of(lines)) != plain) if edited else plain

    def _of(self, lines: int) -> bytes:
        return DRAWN[FORMAT][1](composed(self.style, self.seed, lines, 0))


def made() -> Iterator[Made]:
    """Disclosures without end, no two of one office and year."""
    chosen = [style for style in styles() if style.format == FORMAT]
    offices: dict[tuple[str, str], str] = {}
    years: set[tuple[str, int]] = set()
    for seed in count():
        style = chosen[seed % len(chosen)]
        printed = composed(style, seed, LINES, 0)
        name = offices.setdefault((style.province, printed.department), f"d{len(offices):05}")
        if (name, printed.year) not in years:
            years.add((name, printed.year))
            yield Made(style, seed, printed.department, name, printed.year)


def lay_out(content: Path, size: int) -> Made:
    """Write so many disclosures below a folder. Gives the one that is edited later."""
    chosen = list(islice(made(), size))
    for one in chosen:
        folder = content / one.folder
        folder.mkdir(parents=True)
        (folder / "disclosure.txt").write_bytes(one.text())
        sidecar = SIDECAR.format(one.department, one.department_id, one.year, _code(one.style.province))
        (folder / "disclosure.toml").write_text(sidecar, encoding="utf-8")
    return chosen[size // 2]


def made_again(size: int) -> Made:
    """The one that is edited of so many disclosures that were laid out before."""
    return next(islice(made(), size // 2, None))


@cache
def _code(province: str) -> str:
    """Code of a province by the two characters that its name begins with."""
    found = (region.code for region, _ in regions() if region.code.endswith("0000"))
    return next(code for code in found if _name(code).startswith(province[:2]))


@cache
def _name(code: str) -> str:
    return next(region.province for region, _ in regions() if region.code == code)

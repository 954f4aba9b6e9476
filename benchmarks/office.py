"""Downloads of a site opened by programs of readers: LibreOffice and R, where these are installed.

``python -m benchmarks.office [--site public] [--most 40]``. Every workbook and CSV (or as many, drawn evenly) is opened
by LibreOffice and saved again; each cell that comes back otherwise than it is in the file is counted, and the first are
shown. The example in R that pages show is run, and its sums are held against those of the same example in SQL. Exit
status 1 where a cell or a sum differs.
"""

from __future__ import annotations

import argparse
import csv
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path

import duckdb
import openpyxl

from publish.snippets import commented, held

SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
"""LibreOffice's options: comma, quotation mark, UTF-8, all lines, values and not how they are shown, all sheets."""
OPENED = "CSV:44,34,76,1"
"""How a CSV is opened: comma, quotation mark, UTF-8, all lines; LibreOffice guesses what is a number."""
SECONDS = 600
BATCH = 100
"""Files that are opened at once; of many more LibreOffice gives up without a word."""
SHOWN = 5
SUMS = "\nprint(as.data.frame(rows |> group_by(fiscal_year) |> summarise(yuan = sum(value_yuan))), digits = 22)\n"
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
Cells = list[list[str]]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.office", description=__doc__.splitlines()[0])
    parser.add_argument("--site", type=Path, default=Path("public"), help="folder of a built site")
    parser.add_argument("--most", type=int, default=40, help="files of each kind that are opened")
    chosen = parser.parse_args(arguments)
    office, rscript = shutil.which("soffice"), shutil.which("Rscript")
    if office is None and rscript is None:
        print("neither LibreOffice (soffice) nor R (Rscript) is installed")
        return 2
    wrong = 0
    with tempfile.TemporaryDirectory() as work:
        if office:
            wrong += workbooks(office, drawn(chosen.site, "xlsx", chosen.most), Path(work, "xlsx"))
            wrong += tables(office, drawn(chosen.site, "csv", chosen.most), Path(work, "csv"))
        if rscript:
            wrong += sums(rscript, chosen.site / "data")
    return 1 if wrong else 0


def drawn(site: Path, suffix: str, most: int) -> list[Path]:
    """Files of a kind, evenly through the site."""
    found = sorted(site.rglob(f"*.{suffix}"))
    step = max(1, -(-len(found) // most))
    return found[::step]


def workbooks(office: str, files: Sequence[Path], work: Path) -> int:
    """Cells of workbooks that LibreOffice reads otherwise."""
    copies = copied(files, work)
    converted(office, SHEETS, copies, work / "out")
    cells, wrong = 0, list[str]()
    for copy, file in copies.items():
        book = openpyxl.load_workbook(copy, read_only=True, data_only=True)  # with what merged cells cover
        for sheet in book.worksheets:
            wanted = [[text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
            made = work / "out" / f"{copy.stem}-{sheet.title}.csv"
            cells += compared(wanted, read(made), f"{file}, {sheet.title}", wrong)
    return told("LibreOffice, workbooks", len(files), cells, wrong)


def tables(office: str, files: Sequence[Path], work: Path) -> int:
    """Cells of CSV files that LibreOffice reads otherwise."""
    copies = copied(files, work)
    converted(office, "xlsx", copies, work / "out", f"--infilter={OPENED}")
    cells, wrong = 0, list[str]()
    for copy, file in copies.items():
        (sheet,) = openpyxl.load_workbook(work / "out" / f"{copy.stem}.xlsx", data_only=True).worksheets
        found = [[text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        cells += compared(read(copy), found, str(file), wrong)
    return told("LibreOffice, CSV", len(files), cells, wrong)


def copied(files: Sequence[Path], work: Path) -> dict[Path, Path]:
    """Files under names of their own in one folder, with where they come from."""
    work.mkdir(parents=True)
    copies = {work / f"{number:04}{file.suffix}": file for number, file in enumerate(files)}
    for copy, file in copies.items():
        shutil.copyfile(file, copy)
    return copies


def converted(office: str, form: str, files: Sequence[Path] | dict[Path, Path], out: Path, *more: str) -> None:
    profile = f"-env:UserInstallation=file://{out.parent}/profile"
    command = [office, profile, "--headless", *more, "--convert-to", form, "--outdir", str(out)]
    listed = list(map(str, files))
    for start in range(0, len(listed), BATCH):
        some = listed[start : start + BATCH]
        subprocess.run([*command, *some], check=True, capture_output=True, timeout=SECONDS)


def read(path: Path) -> Cells:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def text(value: object) -> str:
    return "" if value is None else str(value)


def compared(wanted: Cells, found: Cells, where: str, wrong: list[str]) -> int:
    """How many cells there are; those that differ are added to ``wrong``. Blank cells at ends are no cells."""
    rows = max(len(wanted), len(found))
    cells = 0
    for row in range(rows):
        ours, theirs = _row(wanted, row), _row(found, row)
        for column in range(max(len(ours), len(theirs))):
            one, other = _cell(ours, column), _cell(theirs, column)
            cells += 1
            if not same(one, other):
                wrong.append(f"{where}, {row + 1}:{column + 1}: {one!r} became {other!r}")
    return cells


def _row(cells: Cells, row: int) -> list[str]:
    return cells[row] if row < len(cells) else []


def _cell(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def same(one: str, other: str) -> bool:
    """Whether two cells hold the same: the same text, truth, or a number of the same value without zeros that lead."""
    if one == other or one.splitlines() == other.splitlines() or one.lower() == other.lower() in ("true", "false"):
        return True
    if one.strip() != one or (one[:1] == "0" and one[1:2].isdigit()):
        return False
    try:
        return Decimal(THOUSANDS.sub("", one)) == Decimal(other)
    except InvalidOperation:
        return False


def sums(rscript: str, data: Path) -> int:
    """Sums of the example in R that differ from those of the example in SQL."""
    snippets = {one.name: commented(one.code, "en").replace("<base>", f"{data}/") for one in held().snippet}
    ran = subprocess.run([rscript, "-e", snippets["R"] + SUMS], capture_output=True, text=True, timeout=SECONDS)
    if ran.returncode:
        print(f"R: {ran.stderr.strip().splitlines()[-1]}")
        return 1
    relation = duckdb.sql(snippets["DuckDB"])
    wanted: dict[str, float] = {}
    for year, _, amount in relation.fetchall() if relation else []:
        wanted[str(year)] = wanted.get(str(year), 0.0) + float(amount)
    found = dict(_sums(ran.stdout))
    wrong = [
        f"{year}: {wanted.get(year)} in SQL, {found.get(year)} in R"
        for year in sorted({*wanted, *found})
        if abs(wanted.get(year, 0.0) - found.get(year, 0.0)) > 0.01
    ]
    return told("R, sums of years", 1, len(wanted), wrong)


def _sums(printed: str) -> Iterator[tuple[str, float]]:
    """Year and sum of the table that is printed last."""
    lines = printed.rpartition("fiscal_year")[2].splitlines()[1:]
    yield from ((year, float(amount)) for _, year, amount in map(str.split, filter(None, lines)))


def told(what: str, files: int, cells: int, wrong: Sequence[str]) -> int:
    print(f"{what}: {files} files, {cells} values, {len(wrong)} differ")
    for one in wrong[:SHOWN]:
        print(f"  {one}")
    return len(wrong)


if __name__ == "__main__":
    sys.exit(main())

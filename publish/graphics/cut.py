"""Cuts the shipped font from Noto Sans CJK: ``python -m publish.graphics.cut FOLDER``, run by hand, not by a build.

The whole of Noto is ninety megabytes; disclosures need the characters of GB/T 2312, of our code lists, and the 8,105 of
通用规范汉字表 (2013) that names are written with; ``characters.txt`` holds those that the first two lack. Its licence
(SIL OFL 1.1) allows the cut and asks that it bear another name.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, get_args

from publish.graphics.fonts import FAMILY, FOLDER, PAGE_RANGES, Weight, subset

SIMPLIFIED_CHINESE = 2
"""Which face of the Noto collection has the letter shapes of mainland China."""

RANGES = (
    (0x20, 0x7F), (0xA0, 0x180), (0x391, 0x3CA), (0x2010, 0x2028), (0x2030, 0x2040), (0x2070, 0x209D),
    (0x2150, 0x2184), (0x2190, 0x219A), (0x2460, 0x2500), (0x25A0, 0x25D0), (0x2605, 0x2607), (0x3000, 0x3020),
    (0x3220, 0x3244), (0x3280, 0x32B1), (0x3380, 0x33DE), (0xFF01, 0xFF66), (0xFFE0, 0xFFE7),
)  # fmt: skip
"""Code points beside the hanzi: Latin, Greek, punctuation, numerals in circles, square units, full-width forms."""

SIGNS = "≈≠≤≥≦≧√∑±×÷∞∥∠⊥¥€℃№℅"
CODE_LISTS = Path(__file__).resolve().parents[2] / "fiscal" / "codes"


def wanted() -> set[int]:
    """Code points that the shipped font should have."""
    listed = "".join(file.read_text(encoding="utf-8") for file in sorted(CODE_LISTS.glob("*.csv")))
    listed += (FOLDER / "characters.txt").read_text(encoding="utf-8")
    points = {ord(one) for one in listed + SIGNS + "".join(_gb2312()) if one >= " "}
    return points.union(*(range(first, end) for first, end in RANGES))


def _gb2312() -> Iterator[str]:
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            yield bytes((row, cell)).decode("gb2312", errors="ignore")


def cut(folder: Path, weight: Weight) -> None:
    """Write one weight into the theme from the collection in ``folder``."""
    from fontTools import subset as cutting
    from fontTools.ttLib import TTFont

    font = TTFont(folder / f"NotoSansCJK-{weight}.ttc", fontNumber=SIMPLIFIED_CHINESE, recalcTimestamp=False)
    options = cutting.Options(layout_features=["kern"], name_IDs=["*"], notdef_outline=True, hinting=False)
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx"]
    cutter = cutting.Subsetter(options)
    cutter.populate(unicodes=wanted())
    cutter.subset(font)
    rename(font, weight)
    font.save(FOLDER / f"MingzhangSans-{weight}.otf")


def cut_for_pages(weight: Weight) -> None:
    """Write the small file that pages load: Latin, digits and punctuation, which system fonts set in other widths."""
    characters = "".join(map(chr, chain(*(range(first, end) for first, end in PAGE_RANGES))))
    (FOLDER / f"MingzhangSans-{weight}-Latin.woff2").write_bytes(subset(characters, weight))


def rename(font: Any, weight: Weight) -> None:
    """Give a font our family name wherever a name stands, keeping its copyright and licence notices."""
    postscript = f"MingzhangSans-{weight}"
    names = {1: FAMILY, 2: weight, 3: postscript, 4: f"{FAMILY} {weight}", 6: postscript, 16: FAMILY, 17: weight}
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in {0, 5, 13, 14} and record.langID == 0x409]
    for number, name in names.items():
        table.setName(name, number, 3, 1, 0x409)
    top = font["CFF "].cff
    top.fontNames = [postscript]
    top.topDictIndex[0].FullName = f"{FAMILY} {weight}"
    top.topDictIndex[0].FamilyName = FAMILY


if __name__ == "__main__":
    for each in get_args(Weight):
        cut(Path(sys.argv[1]), each)
        cut_for_pages(each)

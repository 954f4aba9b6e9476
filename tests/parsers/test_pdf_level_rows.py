"""Lines parted finer are the usual ones, made again only where a line holds characters that stand on two levels."""

from __future__ import annotations

import numpy as np

from parsers.pdf import segments
from parsers.pdf.glyphs import Glyphs

SIZE = 10.0


def glyphs(rises: tuple[float, ...]) -> Glyphs:
    """Two lines of four characters, those of the first so much higher than their line."""
    x = np.tile(np.arange(4) * SIZE, 2)
    baseline = np.repeat([20.0, 40.0], 4) - np.array([*rises, 0.0, 0.0, 0.0, 0.0])
    boxes = np.column_stack([x, baseline - SIZE, x + SIZE, baseline])
    codes = np.array([ord(sign) for sign in "预算收入支出合计"])
    return Glyphs(codes, boxes, x, baseline, np.full(8, SIZE), np.zeros(8, dtype=np.int64))


def told(lines: list[list[segments.Segment]]) -> list[list[str]]:
    return [[piece.text for piece in line] for line in lines]


def test_level_lines_are_the_usual_ones() -> None:
    found = glyphs((0.0, 0.5, 0.0, 0.0))
    usual = segments.rows(found)
    level = segments.rows(found, segments.LEVEL)
    assert told(usual) == told(level) == [["预算收入"], ["支出合计"]]
    assert all(
        one is other for row, same in zip(usual, level, strict=True) for one, other in zip(row, same, strict=True)
    )
    assert told(segments.rows(glyphs((0.0, 0.5, 0.0, 0.0)), segments.LEVEL)) == told(level)


def test_a_line_on_two_levels_is_parted() -> None:
    found = glyphs((0.0, 0.0, 3.0, 3.0))
    assert told(segments.rows(found)) == [["预算收入"], ["支出合计"]]
    assert told(segments.rows(found, segments.LEVEL)) == [["收入"], ["预算"], ["支出合计"]]

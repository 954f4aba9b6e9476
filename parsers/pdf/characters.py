"""Ordinary characters for the look-alikes that fonts leave in a text layer.

Fonts map a glyph back to a CJK radical, a compatibility form or a ligature as readily as to the character that a reader
sees, and a search for 门 does not find ⻔.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt

from parsers.pdf.frame import Ints

Bools = npt.NDArray[np.bool_]

# Radicals of U+2E80–U+2EF3 that have an ordinary character of the same shape; NFKC leaves them alone.
RADICALS = dict(
    zip(
        "⺀⺁⺃⺅⺆⺇⺈⺉⺋⺌⺍⺎⺏⺐⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺟⺠⺡⺢⺣⺤⺥⺦⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿"
        "⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "冫厂乚亻冂几刀刂㔾小小兀尣尢巳幺彑彐忄㣺扌攵旡日月母民氵氺灬爫爫丬犭王疋罒示礻竹糸纟罓罒罓罒羊羊羊羋耂肀聿月臼艹艹"
        "艹虎衤覀西见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食饣飠首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
ALIASES = {
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "\u00ad": "-",
    "\u2011": "-",
    "\x02": "-",
    "\ufffe": "-",
    "\uf0a3": "≤",
    "\uf0b3": "≥",
    "\uf0b1": "±",
    "\uf0b4": "×",
}
# U+0002 and U+FFFE are how pdfium marks a hyphen at the end of a line; the last are signs of the Symbol font.
HYPHENS = (0x02, 0xAD, 0xFFFE)
BLANKS = (0xA0, 0x1680, *range(0x2000, 0x2010), 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF)
LAST = 0x10FFFF
PRIVATE = ((0xE000, 0xF8FF), (0xF0000, 0x10FFFD))


@cache
def ordinary(code: int) -> str:
    """The character to read for a code point: radicals and compatibility ideographs become ordinary characters."""
    if not 0 <= code <= 0x10FFFF:
        return "\ufffd"
    character = chr(code)
    if character in RADICALS:
        return RADICALS[character]
    if 0x2F00 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF or 0x2F800 <= code <= 0x2FA1F:
        return unicodedata.normalize("NFKC", character)
    return ALIASES.get(character, character)


def _inked() -> Bools:
    """For each code point whether it leaves ink; the last entry stands for all beyond Unicode."""
    ink = np.ones(LAST + 2, dtype=bool)
    ink[:33] = ink[0x7F:0xA0] = False
    ink[list(HYPHENS)] = True
    ink[list(BLANKS)] = False
    return ink


def _unmapped() -> Bools:
    """For each code point whether it says that the font has no readable mapping."""
    found = np.zeros(LAST + 2, dtype=bool)
    found[:32] = found[0xFFFD] = True
    found[[0x02, 0x09, 0x0A, 0x0D]] = False
    for low, high in PRIVATE:
        found[low : high + 1] = True
    found[[0xF0A3, 0xF0B1, 0xF0B3, 0xF0B4]] = False
    return found


INKED, UNMAPPED = _inked(), _unmapped()


def printed(codes: Ints) -> Bools:
    """Which code points leave ink; blanks are told by gaps instead, since the file invents and forgets them."""
    return INKED[np.minimum(codes, LAST + 1)]


def unreadable(codes: Ints) -> Bools:
    """Which code points say that the font has no readable mapping."""
    return UNMAPPED[np.minimum(codes, LAST + 1)]


@cache
def is_wide(code: int) -> bool:
    """Whether a character is set without word spaces: ideographs, CJK punctuation, full-width forms."""
    return 0x2E80 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0xFF00 <= code <= 0xFFEF or code >= 0x20000

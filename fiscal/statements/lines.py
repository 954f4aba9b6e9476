"""Lines of prose made plain: no white space, no mark-up, no page numbers, one form for each character.

Everything that reads sentences needs the same plain text, beside the print that it came from.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
CONTENTS = re.compile(r"[.·…•⋯٠]{2,}\.?\d*$|未定义书签")
PAGE_NUMBER = re.compile(r"[-—–─\s]*\d{1,3}[-—–─\s]*")
BULLET = re.compile(r"^[-•·*#]+(?=[^\d.%]|\d+[.．、年])")
MARKUP = re.compile(r"<[^<>]{1,80}>")
TRANSLATE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "，；！？"} | {
    0x3000: " ",
    0xA0: " ",
}
THOUSANDS = re.compile(r"(?<=\d)，(?=\d{3}(?:\.\d|万?元))")
FORMULA = re.compile(r"\\\s*(?:text|mathrm|mathbf)?\s*\{?\s*([%\w\s㎡²]*?)\s*(?:\}|(?=[%$])|$)")
"""Mark-up of formulas that some text extraction leaves: 40\\% for 40%."""


@lru_cache(maxsize=16384)
def clean(line: str) -> str:
    """A line without white space, markup, bullets; blank for page numbers and lines of a table of contents."""
    bare = MARKUP.sub("", line) if "<" in line else line
    bare = FORMULA.sub(r"\1", bare) if "\\" in bare else bare
    text = BULLET.sub("", "".join(bare.replace("^2", "²").replace("$", "").split()))
    return "" if PAGE_NUMBER.fullmatch(text) or CONTENTS.search(text) else text


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """Text with half-width digits, brackets and colons, of the same length."""
    return THOUSANDS.sub(",", text.translate(TRANSLATE))

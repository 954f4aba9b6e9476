"""Lines of prose made plain: no white space, no mark-up, no page numbers, one form for each character.

Everything that reads sentences needs the same plain text, beside the print that it came from.
"""

from __future__ import annotations

import re
from functools import lru_cache

from fiscal.folding import WIDTHS
from fiscal.statements.words import WORDS

CONTENTS = re.compile(WORDS.lines.contents)
PAGE_NUMBER = re.compile(r"[-—–─\s]*\d{1,3}[-—–─\s]*")
BULLET = re.compile(WORDS.lines.bullet)
MARKUP = re.compile(r"<[^<>]{1,80}>")
TRANSLATE = {code: narrow for code, narrow in WIDTHS.items() if chr(code) not in "，；！？"}
"""Half width for all but the marks that sentences are cut at."""
THOUSANDS = re.compile(WORDS.lines.thousands)
FORMULA = re.compile(r"\\\s*+(?:(?:text|mathrm|mathbf)\s*+)?(?:\{\s*+)?([%\w\s㎡²]{0,40}?)\s*(?:\}|(?=[%$])|$)")
"""Mark-up of formulas that some text extraction leaves: 40\\% for 40%."""


@lru_cache(maxsize=16384)
def clean(line: str) -> str:
    """A line without white space, markup, bullets; blank for page numbers and lines of a table of contents."""
    bare = MARKUP.sub("", line) if "<" in line else line
    bare = FORMULA.sub(r"\1", bare) if "\\" in bare else bare
    text = BULLET.sub("", "".join(bare.replace("^2", "²").replace("$", "").split()))
    return "" if PAGE_NUMBER.fullmatch(text) or CONTENTS.search(text) else text


@lru_cache(maxsize=16384)
def levelled(text: str) -> str:
    """Text with half-width digits, brackets and colons, of the same length."""
    return THOUSANDS.sub(",", text.translate(TRANSLATE))

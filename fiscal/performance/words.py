"""The word lists of this package, read once from the TOML files beside it.

Local wording is data: a new heading, unit word or damaged sign is one more entry there.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """Word list ``name`` as it stands in ``<name>.toml``."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def pattern(name: str, key: str) -> re.Pattern[str]:
    """The regular expressions of one list as a single one."""
    return re.compile("|".join(f"(?:{entry})" for entry in table(name)[key]))


_FOLDED: dict[str, str | int | None] = {"＜": "<", "＞": ">", "＝": "=", "≧": "≥", "≦": "≤", "⩾": "≥", "⩽": "≤"}


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """The text without white space and with plain brackets, for comparison with the lists."""
    return unicodedata.normalize("NFKC", "".join(text.split())).translate(str.maketrans(_FOLDED))


def squeezed(text: str) -> str:
    """The text as printed, without white space."""
    return "".join(text.replace("\u200b", "").replace("\ufeff", "").split())

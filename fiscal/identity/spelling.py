"""Names in pinyin, without tones."""

from __future__ import annotations

import re
from functools import lru_cache

PLAIN = re.compile(r"[^a-z]+")


@lru_cache(maxsize=65536)
def syllables(text: str) -> tuple[str, ...]:
    """Pinyin of each Chinese character of a text, ``v`` for ``ü``; blank for one that has none."""
    from pypinyin import Style, lazy_pinyin  # a quarter of a second, for those only who need it

    spelled = lazy_pinyin(text, style=Style.NORMAL, errors=lambda rest: " " * len(rest), v_to_u=False)
    return tuple(PLAIN.sub("", one.lower()) for one in spelled)

"""Address of a department: its name in pinyin, the same on every machine and in every year.

Addresses that were published must keep working, so nothing here may depend on what else a site holds.
"""

from __future__ import annotations

import hashlib
import re

from fiscal.identity.bodies import BODY, split_places
from fiscal.identity.words import WORDS

LONGEST = 80
BRACKET = re.compile(r"[（(](?P<inner>[^（()）]*)[)）]")
PARTS = re.compile(WORDS.address.parts)


def slug(name: str) -> str:
    """Lower-case ASCII of a body's name: wuhanshi-dongxihuqu-yiliaobaozhangju. At most 80 characters."""
    plain = "".join(name.split())
    for printed, same in BODY.same:
        plain = plain.replace(printed, same)
    plain = re.sub(WORDS.address.party, "", plain)
    plain = re.sub(WORDS.address.committee, WORDS.address.committee_short, plain) if name != plain else plain
    words = [word for part in _parts(plain) if (word := _spell(part))]
    text = "-".join(words)
    if not text:
        return "body-" + _digest(name)
    return text if len(text) <= LONGEST else text[: LONGEST - 9].rstrip("-") + "-" + _digest(name)


def _parts(name: str) -> list[str]:
    """Places, the body, and what stands in brackets."""
    inner = BRACKET.findall(name)
    places, rest = split_places(BRACKET.sub("", name))
    parts = list(places)
    if parts and rest.startswith(WORDS.address.committee_short) and not rest.startswith(WORDS.address.committee_long):
        parts[-1] += WORDS.address.committee_short
        rest = rest[1:]
    leading = PARTS.match(rest)
    if leading and leading.end() < len(rest):
        parts.append(leading.group())
        rest = rest[leading.end() :]
    return [*parts, rest, *inner]


def _spell(part: str) -> str:
    from pypinyin import Style, lazy_pinyin  # a quarter of a second, for those only who name a body

    letters = "".join(lazy_pinyin(part, style=Style.NORMAL, errors=lambda text: text.lower(), v_to_u=False))
    return re.sub(r"[^a-z0-9]+", "", letters)


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8")).hexdigest()[:8]

"""What stands above a table: its title, its unit, the body it is of.

Captions are printed as paragraphs, as first rows of the grid, or glued into one cell, so all three are read alike.
"""

from __future__ import annotations

import re

from fiscal.tables import Definition, definitions
from fiscal.tables.wording import plain, qualifiers, reduced_title, squeeze

UNIT = re.compile(
    r"(?<!编制)(?<!预算)(?<!填报)(?:金?额?单位|计量单位)[:：]\(?(?:人民币)?"
    r"(千元|百万元|万元|亿元|元(?![\u4e00-\u9fff])|元(?=公开|单位|部门|附?表))"
)
HEADER_UNIT = re.compile(r"[(（](?:单位[:：])?(千元|百万元|万元|亿元|元)[)）]")
BODY = re.compile(
    r"^(?:编制|填报|预算|申报|公开|主管)?(?:单位|部门)(?:名称|\((?:公章|盖章|签章)\))?[:：]"
    r"|^填[报表](?:单位|日期|时间)[:：]?|^金额的?单位|^\(?续表?\)?\d*$"
)
NUMBERED = re.compile(
    r"^(?:附?件?表[\d一二三四五六七八九十]*[-—]?\d*|.{0,8}(?:公开|预算|决算|财决|财预|批复)[A-Z]?\d+[-—]?\d*表?"
    r"|.{0,6}公开表\d+|\d+[-—]\d+|[A-Z]+\d+表?)+[:：]?$"
)
PAGE = re.compile(r"^[-—–\s]*(?:第?\d{1,3}页?|共\d+页|第\d+页[,，]?共\d+页)[-—–\s]*$")
NOTE = re.compile(r"^(?:备?注|说明)(?:\d*)[:：]|^(?:备?注)\d[、.]|^本表.{0,20}(?:空|无|没有)")
DATE = re.compile(r"^(?:填报日期|制表日期|编制日期|日期)[:：]?|^\(?\d{4}年度?\)?$|^\d{4}年\d+月\d+日$")
CONTENTS = re.compile(r"[.…·]{3,}\s*\d*$|\t\s*\d+$|未定义书签")
SHORT = 60


def unit_of(*texts: str) -> str:
    """Unit of money printed in a caption; a unit broken over two lines is joined. Blank where none is printed."""
    joined = plain("".join(texts))
    match = UNIT.search(joined)
    if match:
        return match[1]
    loose = re.search(r"(?:万元|亿元|千元|元)(?=单位[:：]?$)", joined)
    return loose.group() if loose else ""


def is_caption(text: str) -> bool:
    """Whether a line says only unit, body, date or number of the table."""
    word = plain(text)
    return bool(
        not word
        or UNIT.search(word)
        and len(word) < SHORT
        or re.fullmatch(r"单位[:：]?万?元?|[万千亿]?元", word)
        or BODY.match(word)
        and len(word) < SHORT
        or NUMBERED.match(word)
        or DATE.match(word)
        or re.fullmatch(r"[,，.。_\s]+", word)
    )


def is_page_number(text: str) -> bool:
    """Whether a line is a printed page number."""
    return bool(PAGE.match(plain(text)))


def is_note(text: str) -> bool:
    """Whether a line is the remark printed under a table."""
    return bool(NOTE.match(plain(text)))


def is_contents(text: str) -> bool:
    """Whether a line belongs to a table of contents."""
    return bool(CONTENTS.search(text.strip()))


def title_matches(text: str) -> list[tuple[int, Definition]]:
    """Tables whose title or alias the text holds, the best first, with how many characters speak for each."""
    title = reduced_title(text)
    found = []
    for entry in definitions():
        alias = next((alias for alias in entry.titles if alias in title), None)
        if alias and (entry.family == "performance" or len(title) <= len(alias) + SURPLUS):
            found.append((len(alias) if qualifiers(title) <= qualifiers(alias) else WEAK, entry))
        if (not found or found[-1][1] is not entry or found[-1][0] == WEAK) and _looks(title, entry):
            found.append((LIKELY, entry))
    return sorted(found, key=lambda pair: (-pair[0], pair[1].table_id))


def _looks(title: str, entry: Definition) -> bool:
    """Whether a reduced title looks like one of the table's."""
    if len(title) >= SHORT:
        return False
    return any(pattern.search(title) for pattern in entry.patterns) or any(
        alias in title and qualifiers(title) <= qualifiers(alias) for alias in entry.unworded
    )


WEAK = 1
"""Weight of an alias in a title that says more than the alias."""
SURPLUS = 30
"""Characters beside an alias beyond which a line is prose; sheets of projects carry names of any length."""
LIKELY = 2
"""Weight of a title that only looks like a table's: less than the shortest alias."""


def looks_like_title(text: str) -> bool:
    """Whether a line could be the title of a table."""
    word = plain(text)
    if not 3 <= len(word) <= SHORT or is_caption(text) or is_note(text) or re.search(r"[。；;]", word):
        return False
    return bool(re.search(r"表(?:\(.*\))?(?:\(续\))?$|表[:：]?$", word)) or bool(title_matches(text)) and len(word) < 40


def title_in(text: str) -> str:
    """The title inside a caption cell that may hold body and unit too; blank where there is none."""
    for line in text.split("\n"):
        head = re.split(r"(?:编制|填报|预算)?(?:部\s*门|单\s*位)(?:名称)?\s*[:：]|金额单位", line)[0]
        if looks_like_title(head):
            return squeeze(head).lstrip("，。、；,;:：")
    return ""

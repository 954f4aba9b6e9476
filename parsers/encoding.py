"""Bytes to text: which encoding a Chinese text file or web page is written in.

Files from government offices come in half a dozen encodings, seldom say which, and say it wrong; mojibake that is
published looks like data, so a text that is not plainly readable in one of them is refused.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from fiscal.document import Unreadable
from fiscal.limits import LIMITS, MEGABYTE
from parsers.words import SAID

MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
CANDIDATES = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")
"""Tried in this order; an earlier one wins when two read equally well."""
FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所"
    "民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那"
    "社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通"
    "并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区"
    "强放决西被干做必战先回则任取据处理府研究费收支预算财拨款项目出入执行绩效标单位编码科名称金额元万亿住房保障补助卫健康教育"
    "类款贴资奖缴险养老职业务服务商品购置用车辆接待因国境培训议办印刷邮差旅维护专采购货程结余转余非税政府性债还本利息村镇街乡县"
    "局市省委厅院室中心校站所队关联合协商审核检查监督管医疗救济完成情况说明满意率质量指数时限社会生态可持续影响原拟备注填报人表附"
    "預算財撥項執績標單編碼稱額萬億補衛類貼資獎繳險養職業務購車輛國議郵維護專採貨結餘轉稅債還鎮鄉縣廳聯協審檢監醫療濟況說質時"
    "會態續響備註報總計數經費發產員設體關備實現與進為達農區務減區級門間開電學無過來個們後對動種樣點證圖書館環從應當機構運優處"
)
"""The characters that Chinese text, and budgets above all, are mostly made of, in both scripts."""
COMMON_MARKS = frozenset("，。、；：？！“”‘’（）《》〈〉【】〔〕—…·％￥　≥≤＝＞＜±×÷°²³㎡№☑☐□■√①②③④⑤⑥⑦⑧⑨⑩–-•●○◆★→※")
CUT = re.compile(r"unexpected end|incomplete|truncated")
SHORTEST_CUT = 64
"""Bytes from which on a half character at the end means a cut file, not another encoding."""
MOST_BYTES = LIMITS.text.megabytes * MEGABYTE
LEAST = 0.55
"""Weight per character under which no reading is plain enough to be trusted."""


def measured(data: bytes) -> None:
    """Raise Unreadable for more text than can be read in the time of one part."""
    if len(data) > MOST_BYTES:
        told = {"size": len(data) // MEGABYTE, "most": MOST_BYTES // MEGABYTE}
        raise Unreadable("too_large", SAID.text_too_large.format(**told))


def decode(data: bytes) -> tuple[str, str]:
    """Text and the name of its encoding. Raises Unreadable ``empty``, ``too_large`` or ``not_text``."""
    measured(data)
    if not data.removeprefix(b"\xef\xbb\xbf").strip(b"\x00\t\r\n\x0c "):
        raise Unreadable("empty", SAID.empty)
    for mark, name in MARKS:
        if data.startswith(mark):
            return _checked(_strictly(data[len(mark) :], name), name)
    readings = [(name, text) for name in CANDIDATES if (text := _strictly(data, name)) is not None]
    weighed = [(_weight(text, name), -order, name, text) for order, (name, text) in enumerate(readings)]
    weight, _, name, text = max(weighed, default=(0.0, 0, "", ""))
    if weight < LEAST:
        return _mended(data)
    return _checked(text, name)


def _strictly(data: bytes, name: str) -> str | None:
    """The text when every byte fits; a last character that was cut in two, with the file, becomes U+FFFD."""
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        if len(data) < SHORTEST_CUT or not CUT.search(error.reason):
            return None
        return data[: error.start].decode(name) + "\ufffd"


def _mended(data: bytes) -> tuple[str, str]:
    """A text with a few bytes that fit no encoding: they become U+FFFD, at most two in a thousand characters."""
    for name in ("utf-8", "gb18030"):
        text = data.decode(name, "replace")
        if text.count("\ufffd") * 500 <= len(text) and _weight(text, name) >= LEAST:
            return _checked(text, name)
    raise Unreadable("not_text", SAID.no_encoding)


def _checked(text: str | None, name: str) -> tuple[str, str]:
    """The text without its end-of-file mark, unless control characters show that these bytes are no text at all."""
    text = text.rstrip("\x1a") if text is not None else None
    if text is None or any(unicodedata.category(c) == "Cc" and c not in "\t\r\n\f\v\x85" for c in text):
        raise Unreadable("not_text", SAID.no_text_bytes)
    return text, name


def _weight(text: str, name: str) -> float:
    """How much a reading looks like Chinese text: the mean weight of its characters, at most 1."""
    text = text.rstrip("\x1a")
    level = _big5_level_one() if name == "big5" else _gb2312_level_one()
    counts: dict[str, int] = {}
    for character in text[:200_000]:
        counts[character] = counts.get(character, 0) + 1
    total = sum(counts.values())
    return sum(_character_weight(c, level) * n for c, n in counts.items()) / total if total else 0.0


def _character_weight(character: str, level: frozenset[str]) -> float:
    if character < "\x7f":
        return 0.9 if character >= " " or character in "\t\r\n\f" else -4.0
    if character in FREQUENT or character in COMMON_MARKS or "\uff10" <= character <= "\uff5e":
        return 1.0
    if character in level:
        return 0.8
    if 0x3400 <= ord(character) <= 0x9FFF or character >= "\U00020000":
        return 0.2
    return {"Cc": -4.0, "Co": -2.0, "Cn": -4.0}.get(unicodedata.category(character), -0.2)


@cache
def _gb2312_level_one() -> frozenset[str]:
    """The 3,755 characters of GB/T 2312 level 1."""
    return frozenset(_rows(0xB0, 0xD7, (0xA1, 0xFE), "gb2312"))


@cache
def _big5_level_one() -> frozenset[str]:
    """The 5,401 characters of Big5 level 1."""
    return frozenset(_rows(0xA4, 0xC6, (0x40, 0x7E), "big5") + _rows(0xA4, 0xC6, (0xA1, 0xFE), "big5"))


def _rows(first: int, last: int, trail: tuple[int, int], name: str) -> str:
    codes = (bytes((lead, second)) for lead in range(first, last + 1) for second in range(trail[0], trail[1] + 1))
    return "".join(code.decode(name, "ignore") for code in codes)

"""Printed text of one cell to a Decimal, with what the print says about it: unit, decimals, doubt, blank or dash.

One module reads every figure, so that blank, dash and zero stay three things and no figure is ever a float.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Literal

from fiscal.folding import half_width, squeezed
from fiscal.marks import figure_alone
from fiscal.numerals import chinese_number
from fiscal.patterns import composed
from fiscal.records import YUAN, Status
from fiscal.typed import Entry, loaded

Null = Literal["", "blank", "dash"]


class Patterns(Entry, frozen=True):
    """The table ``[patterns]``."""

    year: str
    percent_sign: str
    whole: str
    worded: str
    sized: str


class Words(Entry, frozen=True):
    """``amounts.toml``: words that stand around a figure in a cell."""

    multiples: tuple[str, ...]
    money: tuple[str, ...]
    percent: tuple[str, ...]
    count: tuple[str, ...]
    measure: tuple[str, ...]
    bare_multiples: tuple[str, ...]
    per: tuple[str, ...]
    before: tuple[str, ...]
    between: tuple[str, ...]
    nothing: tuple[str, ...]
    after: tuple[str, ...]
    patterns: Patterns


WORDS = loaded(Path(__file__).with_suffix(".toml"), Words)


@dataclass(frozen=True, slots=True)
class Amount:
    """One figure as it is printed."""

    value: Decimal | None
    """None where nothing but white space or a dash is printed."""
    decimals: int
    """Digits printed after the point."""
    unit: str
    """Printed in the cell itself: 万元, 人次, %; blank where the table's unit holds."""
    raw: str
    status: Status = "as_printed"
    null: Null = ""
    qualifier: str = ""
    """Words that bound or round it: 约, 余, 以上, 调增."""
    note: str = ""
    """What stands in brackets after it: 其中30万元为…"""


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


UNIT = (
    f"(?:(?:{_either(WORDS.multiples)})?(?:{_either(WORDS.money + WORDS.count + WORDS.measure)})"
    f"|{_either(WORDS.percent + WORDS.bare_multiples)})"
)
"""One unit, as a regular expression without groups."""
PER = f"(?:{UNIT}|{_either(WORDS.per)})"
UNITS = f"{UNIT}(?:/{PER}(?:[/·.]{PER})?)?"
MONEY = f"(?:{_either(WORDS.multiples)})?(?:{_either(WORDS.money)})|{_either(WORDS.percent + WORDS.bare_multiples)}"
"""Units of money and shares, bare multiples among them."""
COMPOUND = re.compile(
    rf"(?P<whole>\d+)(?P<multiple>{_either(WORDS.bare_multiples)})(?P<rest>\d{{4}})"
    rf"(?P<unit>(?:{_either(WORDS.multiples)})?(?P<money>{_either(WORDS.money)}))"
)
"""An amount in two units, of which the upper is ten thousand of the lower."""
LATIN = str.maketrans("OoIlSZB", "0011528")
DASH = re.compile(r"[-‐‑‒–—―─━−ー/\\\s]+")
PREFIX = re.compile(f"({_either(WORDS.before)})+[:：]?")
NOTE = re.compile(r"(?P<main>[^()]*[^()\s])\s*\((?P<note>.*\D.*)\)", re.DOTALL)
BRACKETED = re.compile(r"\(\s*(?P<body>[\d,.\s]+)\)\s*(?P<tail>\D*)")
SHAPE = re.compile(
    r"(?P<sign>[-−–—△▲+]?)\s*¥?\s*(?P<body>[0-9OoIlSZB.](?:[0-9OoIlSZB,.·。\s]*[0-9OoIlSZB.])?)\s*(?P<tail>\D*)"
)
AFTER = f"(?:{_either(WORDS.after)})*"
TAIL = re.compile(f"(?P<between>{_either(WORDS.between)})?(?P<unit>{UNITS})?(?P<after>{AFTER})")
PERCENT_BROKEN = re.compile(r"(\d+)0/")
YEAR = re.compile(WORDS.patterns.year)
STRICT = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+")
TWO_LINES = re.compile(r"\d+(?:,\d{3})*\.\d{1,2}[^\S\n]*\n\s*\d{2,}")
"""A whole amount with another below it: two rows of a form in one cell, and no number that wraps."""
TOGETHER = re.compile(r"(?:\d{4,}|\d{1,3}(?:,\d{3})+)\.\d\d(?:\d{1,3}(?:,\d{3})+|\d+)\.\d\d")
"""Two amounts whose columns are too narrow, so that one touches the other."""
ERROR = re.compile(r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)|#{3,}|Err:\d{3}")
TOKEN = re.compile(r"\d+(?:[,，]\d{3})*(?:[.．]\s?\d+)?")


LONGEST = 400
"""Characters of the longest print of one figure, its note included."""


@lru_cache(maxsize=16384)
def read_amount(text: str) -> Amount | None:
    """Read a whole cell; None when the cell is no figure (words, an ordinal, a date, several figures).

    Codes are figures by their looks: the caller knows its columns. Forms: DOMAIN.md, section d.
    """
    if len(text) > LONGEST:
        return None
    clean = half_width(text).replace("\\%", "%").strip().strip("$").strip()
    if not clean:
        return Amount(None, 0, "", text, null="blank")
    if DASH.fullmatch(clean):
        return Amount(None, 0, "", text, null="dash")
    if YEAR.fullmatch(clean):
        return None
    clean = figure_alone(clean)
    read = _plain(clean) or _compound(clean) or _worded(clean)
    if read is None and (note := NOTE.fullmatch(clean)):
        read = _plain(note["main"]) or _worded(note["main"])
        read = read and _noted(read, note["note"].strip())
    return read and replace(read, raw=text)


def is_error(text: str) -> bool:
    """Whether a cell shows that its formula failed or that its number is too wide, and so hides a figure."""
    return ERROR.fullmatch(text.strip()) is not None


def numeric_tokens(text: str) -> list[str]:
    """Figures printed in a text, as they stand, in order; a cell that is one figure gives itself."""
    amount = read_amount(text)
    if amount is not None and not amount.note:
        return [] if amount.value is None else [text.strip()]
    return [match.group() for match in TOKEN.finditer(text)]


def _noted(amount: Amount, note: str) -> Amount:
    """A figure followed by brackets: a unit or a remark."""
    if not amount.unit and re.fullmatch(UNITS, note):
        return replace(amount, unit=note)
    return replace(amount, note=note)


def _plain(text: str) -> Amount | None:
    """A figure in digits with its sign, words and unit around it."""
    broken = PERCENT_BROKEN.fullmatch(text)
    if broken:
        return Amount(Decimal(broken[1]), 0, "%", text, "suspect")
    prefix = PREFIX.match(text)
    rest = text[prefix.end() :].strip() if prefix else text
    bracketed = BRACKETED.fullmatch(rest)
    if bracketed and re.search(r"[.,]|\d{3}", bracketed["body"]):
        return _join("-", bracketed["body"].strip(), bracketed["tail"], "")
    shape = SHAPE.fullmatch(rest)
    if shape is None:
        return None
    read = _join(shape["sign"], shape["body"], shape["tail"], prefix.group().rstrip(":：") if prefix else "")
    apart = shape["sign"] and shape.start("body") > shape.end("sign") and rest[shape.end("sign")].isspace()
    return None if apart else read


def _join(sign: str, body: str, tail: str, before: str) -> Amount | None:
    """Figure from its sign, digits, what follows them, and the words before."""
    digits = _digits(body)
    words = _tail(tail)
    if digits is None or words is None:
        return None
    number, status = digits
    between, unit, after, tidy = words
    value = Decimal(number)
    if sign and sign != "+":
        value = -value
    decimals = len(number.partition(".")[2])
    if not tidy and status == "as_printed":
        status = "repaired"
    return Amount(value, decimals, unit, body, status, qualifier=before + between + after)


def _tail(tail: str) -> tuple[str, str, str, bool] | None:
    """Qualifier, unit and qualifier after the digits, and whether the unit is well printed."""
    compact = squeezed(tail)
    for form, tidy in ((compact, True), (compact.replace(".", ""), False)):
        match = TAIL.fullmatch(form)
        if match:
            unit = "%" if match["unit"] == WORDS.patterns.percent_sign else match["unit"] or ""
            return match["between"] or "", unit, match["after"].strip(WORDS.patterns.whole), tidy
    return None


def _compound(text: str) -> Amount | None:
    """An amount in two units, in the lower of them."""
    match = COMPOUND.fullmatch(squeezed(text))
    if match is None or YUAN.get(match["multiple"] + match["money"]) != 10_000 * YUAN.get(match["unit"], Decimal(0)):
        return None
    return Amount(Decimal(match["whole"] + match["rest"]), 0, match["unit"], text)


WORDED = re.compile(composed(WORDS.patterns.worded, units=UNITS))
"""A figure in Chinese numerals."""


def _worded(text: str) -> Amount | None:
    """A figure in Chinese numerals, which must have a scale (百, 万) or a unit: 二 alone is an ordinal."""
    compact = squeezed(text)
    match = WORDED.fullmatch(compact)
    if match is None:
        return None
    body, unit = match["body"], match["tail"] or ""
    if not unit and not re.search(WORDS.patterns.sized, body):
        return None
    value = chinese_number(body)
    return None if value is None else Amount(value, 0, unit, text)


def _digits(body: str) -> tuple[str, Status] | None:
    """Plain number text and how much had to be mended; None when the digits are no number."""
    if STRICT.fullmatch(body):
        return _ungrouped(body), "as_printed"
    if re.search("[A-Za-z]", body):
        return _letters(body)
    tokens = body.split()
    compact = "".join(tokens)
    if re.fullmatch(r"\d+ \d\d", " ".join(tokens)):
        return f"{tokens[0]}.{tokens[1]}", "suspect"
    if TWO_LINES.fullmatch(body):
        return None
    if STRICT.fullmatch(compact) and len(tokens) > 1:
        return _ungrouped(compact), "repaired" if _one_number(body, compact) else "suspect"
    if sum("." in token[:-1] for token in tokens) > 1:
        return None
    return _separators(compact)


def _letters(body: str) -> tuple[str, Status] | None:
    """Digits among which a scanner saw letters."""
    letters = len(re.findall("[A-Za-z]", body))
    digits = len(re.findall(r"\d", body))
    if not digits or not re.search(r"\d[.,]|[.,]\d|\d\d", body) or (digits < letters and "." not in body):
        return None
    inner = _digits(body.translate(LATIN))
    return inner and (inner[0], "suspect")


def _one_number(body: str, compact: str) -> bool:
    """Whether every gap in the digits can only be a gap inside one number."""
    if "," in compact:
        return True
    if "." not in compact:
        return all(len(token) == 1 for token in body.split())
    if len(compact.partition(".")[2]) > 2:
        return False
    whole = body.partition(".")[0].rstrip()
    return all(
        len(left) == len(right) == 1 or len(right) == 3 or (gap == "\n" and len(left) > 3)
        for left, gap, right in re.findall(r"(\d+)(\s+)(?=(\d+))", whole)
    )


def _separators(compact: str) -> tuple[str, Status] | None:
    """Digits whose point or commas are misprinted; two amounts run together are none."""
    if TOGETHER.fullmatch(compact):
        return None
    if re.fullmatch(r"\d+,\d\d", compact):
        return compact.replace(",", "."), "repaired"
    if re.fullmatch(r"(?:\d{1,3}(?:,\d{3})+|\d+)[.,·。]{1,2}\d{1,2}", compact):
        parts = re.split(r"\D", compact)
        clean = re.search(r"\d[.·。]{1,2}\d+$", compact)
        return "".join(parts[:-1]) + "." + parts[-1], "repaired" if clean else "suspect"
    if re.fullmatch(r"\d{3,}\.", compact):
        return compact[:-1], "repaired"
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+\.\d{1,2}", compact):
        whole, _, part = compact.rpartition(".")
        return re.sub(r"\D", "", whole) + "." + part, "suspect"
    if re.fullmatch(r"\d+(?:,\d+)*,\d{3,}(?:,\d+)*(?:\.\d+)?", compact):
        return compact.replace(",", ""), "suspect"
    return None


def _ungrouped(text: str) -> str:
    text = text.replace(",", "")
    return "0" + text if text.startswith(".") else text

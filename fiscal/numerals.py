"""Chinese numerals to numbers: 三十五万, 壹佰万, 一百二十.

Contracts, titles and old forms print amounts and ordinals in words.
"""

from __future__ import annotations

from decimal import Decimal

from fiscal.words import WORDS

DIGITS = {digit: value for value, digits in enumerate(WORDS.numerals.digits) for digit in digits}
TENS, MYRIADS = WORDS.numerals.tens, WORDS.numerals.myriads


def chinese_number(text: str) -> Decimal | None:
    """Number that the numerals spell; None when they spell none. Plain digits (二〇二三) are read as a row."""
    if not text:
        return None
    if all(character in DIGITS for character in text):
        return Decimal("".join(str(DIGITS[character]) for character in text))
    total = section = digit = 0
    pending = False
    for character in text:
        if character in DIGITS:
            if pending and digit:
                return None
            digit, pending = DIGITS[character], True
        elif character in TENS:
            section += (digit if pending else 1) * TENS[character]
            digit, pending = 0, False
        elif character in MYRIADS:
            grown = section + digit
            if not grown and not total:
                return None
            total = (
                (total + grown) * MYRIADS[character]
                if total < MYRIADS[character]
                else total + grown * MYRIADS[character]
            )
            section, digit, pending = 0, 0, False
        else:
            return None
    return Decimal(total + section + digit)

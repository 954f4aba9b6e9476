"""Signs that a file keeps as letters of a symbol font, or as an underlined sign, as the characters that a reader sees.

``³`` set in the font Symbol is printed as ≥, and so is an underlined ``>``; as they are stored, a bound would be lost.
"""

from __future__ import annotations

SYMBOLS = {
    0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xB0: "°", 0xB7: "•", 0x2D: "−",
    0x25: "%", 0x2B: "+", 0x3C: "<", 0x3D: "=", 0x3E: ">", 0x28: "(", 0x29: ")", 0x2C: ",", 0x2E: ".", 0x2F: "/",
    **{0x30 + digit: str(digit) for digit in range(10)},
}  # fmt: skip
"""Characters of the Symbol font by their codes."""
DINGBATS = {
    0xFC: "√", 0xFB: "×", 0xFE: "☑", 0x52: "☑", 0xA8: "□", 0x6F: "□", 0xA1: "○", 0x6C: "●", 0x6E: "■",
    **{0x81 + digit: chr(0x2460 + digit) for digit in range(10)},
}  # fmt: skip
"""Characters of the Wingdings fonts."""
UNDERLINED = {">": "≥", "<": "≤", "＞": "≥", "＜": "≤"}
"""What a sign with a line under it is meant for."""


def symbol(font: str, code: str) -> str:
    """The character that a symbol font shows under a code in hexadecimal digits; blank for one that is unknown."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    number -= 0xF000 if 0xF000 <= number <= 0xF0FF else 0
    if "symbol" in font.lower() and number <= 0xFF:
        return SYMBOLS.get(number, "")
    if "wingdings" in font.lower():
        return DINGBATS.get(number, "")
    return chr(number) if 0x20 < number < 0xE000 else ""


def private(text: str) -> str:
    """A text whose signs of the Symbol font, which some programs leave in it, are characters."""
    return text if text.isascii() else text.translate(PRIVATE)


PRIVATE = {0xF000 + code: character for code, character in SYMBOLS.items() if code > 0x7F}


def in_font(font: str, text: str) -> str:
    """A text set in a font: signs of the Symbol font as characters, its Greek letters as they are stored."""
    return text.translate(HIGH) if font.strip("'\" ").lower() == "symbol" and not text.isascii() else text


HIGH = PRIVATE | {code: character for code, character in SYMBOLS.items() if code > 0x7F}


def underlined(text: str, behind: str) -> str:
    """A sign that alone has a line under it, as the bound it is meant for; ``behind`` is what is underlined with it."""
    sign = UNDERLINED.get(text.strip())
    return text if sign is None or behind.strip() else text.replace(text.strip(), sign)

"""The signs of symbol fonts as the characters that they look like.

A symbol font gives its own pictures to the letters or to the private characters from U+F000 on: the arrowhead before a
clause is the 216th sign of Wingdings, stored as U+F0D8, as w:sym, or as the letter Ø in that font.
"""

import re

_PRIVATE = range(0xF000, 0xF100)
_PRIVATE_SIGN = re.compile("[\uf000-\uf0ff]")
ARROWHEAD = "Ø"
"""What statements call the arrowhead of Wingdings: its place in the font is the letter's."""

_WINGDINGS = {
    0x2D: "–", 0x46: "☞", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x73: "◆", 0x74: "◆",
    0x75: "◆", 0x76: "❖", 0x77: "◆", 0x78: "□", 0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xB7: "•",
    0xD8: ARROWHEAD, 0xE0: "→", 0xE8: "➔", 0xF0: "→", 0xFC: "✓", 0xFE: "✓",
}  # fmt: skip
_SYMBOL = {
    0x2D: "−", 0xA7: "▪", 0xA8: "◆", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xA3: "≤", 0xB4: "×", 0xB7: "•",
    0xD8: ARROWHEAD,
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": {}, "wingdings 3": {}, "webdings": {}, "symbol": _SYMBOL}
_ELSEWHERE = {**_SYMBOL, **_WINGDINGS}


def is_symbol_font(font: str) -> bool:
    """Whether the letters of a font are pictures."""
    return font.casefold() in _FONTS


def shown(text: str, font: str) -> str:
    """A text as its font shows it; a private character of an unknown picture stays what it is."""
    table = _FONTS.get(font.casefold())
    if table is None and not _PRIVATE_SIGN.search(text):
        return text
    known = _ELSEWHERE if table is None else table
    return "".join(_sign(sign, known, in_symbol_font=table is not None) for sign in text)


def _sign(sign: str, table: dict[int, str], *, in_symbol_font: bool) -> str:
    code = ord(sign)
    if code in _PRIVATE:
        return table.get(code - 0xF000, sign)
    return table.get(code, sign) if in_symbol_font else sign

"""The markers that a list can have at the start of a line: numbers, letters, articles, bullets."""

import re
from dataclasses import dataclass
from enum import StrEnum

from jointstatement.documents.plain.lexicon import ARTICLE, MONTHS, fold
from jointstatement.text.number import LATIN


class Family(StrEnum):
    """What kind of marker it is; markers of one list are of one family and one form."""

    NUMBER = "number"
    SUB_NUMBER = "sub_number"
    """1.1, 1.2.3"""
    ARTICLE = "article"
    ROMAN = "roman"
    SMALL_ROMAN = "small_roman"
    CAPITAL = "capital"
    LETTER = "letter"
    BULLET = "bullet"


ARROWS = frozenset("Ø➢➤⮚⮞▶►\uf0d8")
"""The arrowhead of Wingdings in all the shapes that survive a copy: the bullet of the o-we style."""
_SURE_BULLETS = "•●○▪▫■□◦‣⁃·∙◆◇❖❑❒✓✔➔→★" + "".join(ARROWS - {"Ø"}) + "\uf0a7\uf0b7\uf0fc\uf071\uf076\uf0a8\uf02d"
_LETTER_BULLETS = "Øoqvü§"
_DASHES = "-–—−*+"
INLINE_BULLETS = frozenset("•●▪■◆❖➢➤\uf0d8\uf0a7\uf0b7Ø")
"""Bullets that are nothing else, so that they divide even a text that lost its lines."""

_INSERTED = rf"(?:(?:{'|'.join(LATIN)}|ante|alt)\d{{0,2}})?"
"""What a clause that was inserted has behind its number: "3bis", "4alt2"."""
_BOLD = r"(?P<bold>\*\*|__)?"
_NUMBER = re.compile(
    rf"{_BOLD}(?P<dash>[-–—•*]\s+)?(?P<label>\(?(?P<number>\d{{1,3}}){_INSERTED}(?P<form>\\?[.)]\)?|\.\s?[-–]|[º°]\s?[.)]?[-–]?|\.\s?[º°]))(?P<after>\**)(?P<space>\s+|(?=[^\W\d_]|[\"“„«'’]))"
)
_DASHED_NUMBER = re.compile(r"(?P<label>(?P<number>\d{1,2})\s?[-–/])\s*(?=[\"“„«]?[^\W\d_a-z])")
_BARE_NUMBER = re.compile(r"(?P<label>(?P<number>\d{1,3}))(?P<space>\t\s*|\s{2,}|$)(?=[\"“„«]?[^\W\d_]|$)")
_NUMBERED_ARROW = re.compile(
    rf"{_BOLD}(?P<label>(?P<number>\d{{1,3}}){_INSERTED}\s(?P<form>[{re.escape(''.join(ARROWS))}]))(?P<after>\**)\s+"
)
"""The clause of a draft in the o-we style: "3bis Ø We …"."""
_SUB_NUMBER = re.compile(rf"{_BOLD}(?P<label>(?P<number>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})[.)]?)(?P<after>\**)\s+(?=\D)")
_ROMAN = re.compile(rf"{_BOLD}(?P<label>\(?(?P<number>[IVX]{{1,6}})[.)]\)?)(?P<after>\**)(?:\s+|$)")
_SMALL_ROMAN = re.compile(rf"{_BOLD}(?P<label>\(?(?P<number>[ivx]{{1,6}})[.)]\)?)(?P<after>\**)(?:\s+|$)")
_CAPITAL = re.compile(rf"{_BOLD}(?P<label>\(?(?P<number>[A-HJ-UW-ZА-ИΑ-Θ])[.)])(?P<after>\**)\s+")
_LETTER = re.compile(r"(?P<label>\(?(?P<number>[a-zа-ијљњα-ω])[.)]\)?)\s+")
_BULLET = re.compile(rf"(?P<label>[{re.escape(_SURE_BULLETS)}])\s*")
_LETTER_BULLET = re.compile(rf"(?P<label>[{_LETTER_BULLETS}])(?:\s+|$)")
_DASH = re.compile(rf"(?P<label>[{re.escape(_DASHES)}])(?:\s+|(?<=[\-–—−])(?=[^\W\d_a-z]))")

_ROMANS = {"i": 1, "v": 5, "x": 10}
_FORMS = {"(": "()"}


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker as it stands at the start of a text."""

    family: Family
    form: str
    """What tells lists of one family apart: ".", ")", "()" of numbers, the sign of bullets."""
    value: int
    """Its place in its list, 0 where it has none."""
    start: int
    """Where the label begins: after opening bold type."""
    end: int
    """Where the label ends."""
    rest: int
    """Where the words begin."""
    sure: bool
    """Whether the marker can be nothing else."""
    depth: int = 0
    """Its depth in a list, where the source says it; lists of two depths are two lists."""
    indent: int = 0
    """How far in its list stands, where the source says it."""

    @property
    def list(self) -> tuple[Family, str]:
        """What markers of one list share."""
        return self.family, f"{self.form} {self.depth}" if self.depth else self.form


def find_marker(text: str) -> Marker | None:
    """The marker at the start of a text, or `None`. Whether it is one of a list is for its neighbours to say."""
    for find in (_article, _sub_number, _numbered_arrow, _number, _roman, _letter, _bullet):
        marker = find(text)
        if marker is not None:
            return marker
    return None


def _article(text: str) -> Marker | None:
    found = ARTICLE.match(fold(text[:40])) if text[:1].isalpha() and len(fold(text[:40])) == len(text[:40]) else None
    if found is None or not text[:1].isupper():
        return None
    end = found.end()
    rest = text[end:]
    if rest and not rest[0].isspace():
        return None
    # "Article 5 of the Charter says …" is a sentence; a marker stands alone or before a capital, sign or dash.
    closed = text[end - 1] in ".:)-–"
    if rest.strip() and not closed and not rest.lstrip()[0].isupper():
        return None
    number = found[1]
    digits = number.removesuffix("er")
    value = int(digits) if digits.isdigit() else 1 if number == "premier" else roman_value(number)
    return Marker(Family.ARTICLE, "", value, 0, end, end + len(rest) - len(rest.lstrip()), closed or not rest.strip())


def _numbered_arrow(text: str) -> Marker | None:
    found = _NUMBERED_ARROW.match(text)
    if found is None:
        return None
    start, end = found.span("label")
    return Marker(Family.NUMBER, found["form"], int(found["number"]), start, end, found.end(), sure=True)


def _number(text: str) -> Marker | None:
    found = _NUMBER.match(text)
    if found is None:
        dashed = _DASHED_NUMBER.match(text)
        if dashed is not None:
            end = dashed.end("label")
            return Marker(Family.NUMBER, "-", int(dashed["number"]), 0, end, dashed.end(), sure=False)
        bare = _BARE_NUMBER.match(text)
        if bare is None:
            return None
        return Marker(Family.NUMBER, "", int(bare["number"]), 0, bare.end("label"), bare.end(), False)
    form = "()" if found["label"][0] == "(" else found["form"].lstrip("\\")[0].replace("°", "º")
    if form == "()" and not found["form"].startswith(")"):
        return None
    if _is_date(text[found.start("number") : found.start("number") + 24]):
        return None
    start = found.start("dash") if found["dash"] else found.start("label")
    sure = bool(found["space"]) and form != ""
    return Marker(Family.NUMBER, form, int(found["number"]), start, found.end("form"), found.end(), sure)


def _is_date(text: str) -> bool:
    """20.12.2016, 5. maja 2021: a number and a full stop, but a day."""
    if re.match(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}\b", text):
        return True
    month = re.match(r"\d{1,2}\.\s*([^\W\d_]{3,12})\.?(?:\s+(\d{4}))?", text)
    return bool(month and text[0] != "0" and MONTHS.fullmatch(fold(month[1])) and month[2])


def _sub_number(text: str) -> Marker | None:
    found = _SUB_NUMBER.match(text)
    if found is None:
        return None
    numbers = found["number"].split(".")
    # 27.06.22 is a day.
    if int(numbers[0]) == 0 or any(number.startswith("0") for number in numbers):
        return None
    depth = str(len(numbers))
    return Marker(
        Family.SUB_NUMBER, depth, int(numbers[-1]), found.start("label"), found.end("label"), found.end(), True
    )


def _roman(text: str) -> Marker | None:
    found = _ROMAN.match(text) or _SMALL_ROMAN.match(text)
    if found is None:
        return None
    value = roman_value(found["number"].lower())
    if not value:
        return None
    family = Family.ROMAN if found["number"].isupper() else Family.SMALL_ROMAN
    return Marker(family, _form(found["label"]), value, found.start("label"), found.end("label"), found.end(), True)


def roman_value(number: str) -> int:
    """The value of a small roman number from i to xxxix, 0 for anything else."""
    if not re.fullmatch(r"x{0,3}(?:ix|iv|v?i{0,3})", number.lower()):
        return 0
    values = [_ROMANS[sign] for sign in number.lower()]
    return sum(
        -value if place + 1 < len(values) and value < values[place + 1] else value for place, value in enumerate(values)
    )


def _letter(text: str) -> Marker | None:
    found = _LETTER.match(text)
    if found is not None:
        letter = found["number"]
        first = ord("a" if letter <= "z" else "α" if letter >= "α" and letter <= "ω" else "а")
        value = ord(letter) - first + 1
        return Marker(
            Family.LETTER, _form(found["label"]), value, 0, found.end("label"), found.end(), found["label"][-1] == ")"
        )
    found = _CAPITAL.match(text)
    if found is None:
        return None
    value = ord(found["number"]) - ord("A") + 1
    return Marker(
        Family.CAPITAL, _form(found["label"]), value, found.start("label"), found.end("label"), found.end(), False
    )


def _bullet(text: str) -> Marker | None:
    found = _BULLET.match(text)
    if found is not None:
        return Marker(Family.BULLET, found["label"], 0, 0, found.end("label"), found.end(), True)
    found = _LETTER_BULLET.match(text) or _DASH.match(text)
    if found is None or text.startswith("**"):
        return None
    return Marker(Family.BULLET, found["label"], 0, 0, found.end("label"), found.end(), False)


def _form(label: str) -> str:
    return "()" if label[0] == "(" else label[-1]


def is_letter_bullet(marker: Marker) -> bool:
    """A bullet that is a letter elsewhere: it needs company to be believed."""
    return marker.family is Family.BULLET and marker.form in _LETTER_BULLETS


def is_dash(marker: Marker) -> bool:
    """A bullet that is a dash or star elsewhere."""
    return marker.family is Family.BULLET and marker.form in _DASHES

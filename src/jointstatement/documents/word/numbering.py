"""The labels of Word's lists, resolved as Word shows them: they stand nowhere in the file, only how to count does.

A paragraph names its list itself or by its Word style; a list (`w:num`) refers to a definition (`w:abstractNum`), may
change levels of it, and counts on together with every other list of the same definition unless it says to start anew.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from jointstatement.documents.word.elements import NAMESPACE
from jointstatement.documents.word.symbols import ARROWHEAD, is_symbol_font, shown

LEVELS = 9
_MOST = 32_767
"""Word counts no further."""
_LONGEST_CHAIN = 20
"""How many styles may stand on one another; a ring of them ends there."""
_PLACE = re.compile(r"%([1-9])")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_OFF = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True)
class Indent:
    """How far from the margin a paragraph stands, in twentieths of a point; `None` where nothing is said."""

    left: int | None = None
    first: int | None = None
    """How much further its first line begins; less than nothing where the label hangs out."""

    def over(self, other: "Indent") -> "Indent":
        """This, and what the other says where this says nothing."""
        return Indent(other.left if self.left is None else self.left, other.first if self.first is None else self.first)


@dataclass(frozen=True, slots=True)
class Label:
    """What Word shows before a paragraph of a list."""

    text: str
    level: int
    """The depth in its list, 0 for the highest."""
    value: int
    """What the list counts at this level; 0 for a bullet."""
    form: str
    """Word's name of the number's form, as "decimal" or "lowerLetter"; "bullet" for a bullet."""
    is_composed: bool = False
    """Shows the numbers of higher levels too, as "2.1"."""
    indent: Indent = Indent()
    """Where its list sets it."""


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list counts and looks."""

    start: int = 0
    form: str = "decimal"
    text: str = ""
    font: str = ""
    restarts_after: int = LEVELS
    """The deepest level, from 1 on, that makes it start anew; 0 for none."""
    is_legal: bool = False
    """Shows the numbers of all levels as 1, 2, 3."""
    style: str = ""
    """The paragraph style that belongs to this level."""
    is_picture: bool = False
    indent: Indent = Indent()


@dataclass(frozen=True, slots=True)
class _List:
    """A `w:num`: the definition that it counts with, its levels, and where it starts anew."""

    definition: str
    levels: tuple[_Level, ...]
    starts: frozenset[int]


class ListLabels:
    """Counts through the paragraphs of one text in their order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._styles = {style.get(_w("styleId"), ""): style for style in _all(styles, "style")}
        self._default_style = next(
            (
                name
                for name, style in self._styles.items()
                if style.get(_w("type")) == "paragraph" and style.get(_w("default"), "0") not in _OFF
            ),
            "",
        )
        self._lists = _lists(numbering, self._styles)
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label_of(self, paragraph: etree._Element) -> Label | None:
        """The label of the next paragraph, which is counted; `None` where it stands in no list."""
        name, depth = self._place(paragraph)
        its_list = self._lists.get(name)
        if its_list is None:
            return None
        level = its_list.levels[depth]
        counts = self._counts.setdefault(its_list.definition, [None] * LEVELS)
        before = counts[depth]
        if depth in its_list.starts and (name, depth) not in self._begun:
            before = None
        self._begun.add((name, depth))
        value = level.start if before is None else min(before + 1, _MOST)
        counts[depth] = value
        for higher in range(depth):
            if counts[higher] is None:
                counts[higher] = its_list.levels[higher].start
        for deeper in range(depth + 1, LEVELS):
            if depth < its_list.levels[deeper].restarts_after:
                counts[deeper] = None
        if level.is_picture or level.form == "bullet":
            text = "•" if level.is_picture else _bullet(level)
            return Label(text, depth, 0, "bullet", indent=level.indent) if text else None
        text = _PLACE.sub(lambda found: _number(its_list, counts, int(found[1]) - 1, level), level.text).strip()
        is_composed = len(set(_PLACE.findall(level.text))) > 1
        return Label(text, depth, value, level.form, is_composed, level.indent) if text else None

    def style_chain(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        """The paragraph's Word style and those that it is based on, the nearest first."""
        name = _style_of(paragraph) or self._default_style
        for _ in range(_LONGEST_CHAIN):
            if name not in self._styles:
                return
            yield self._styles[name]
            name = _value(self._styles[name].find(_w("basedOn")))

    def _place(self, paragraph: etree._Element) -> tuple[str, int]:
        """The name of a paragraph's list and its level there; the name is empty or unknown where it stands in none."""
        own = paragraph.find(f"{_w('pPr')}/{_w('numPr')}")
        depth = _depth(own)
        name = _value(own.find(_w("numId"))) if own is not None else ""
        if name:
            return name, depth or 0
        for style in self.style_chain(paragraph):
            given = style.find(f"{_w('pPr')}/{_w('numPr')}")
            name = _value(given.find(_w("numId"))) if given is not None else ""
            if name:
                levels = self._lists[name].levels if name in self._lists else ()
                of_styles = (_style_of(paragraph), style.get(_w("styleId"), ""))
                linked = (n for of in of_styles for n, level in enumerate(levels) if of and level.style == of)
                inherited = next(linked, _depth(given) or 0)
                return name, inherited if depth is None else depth
        return "", 0


def written_number(value: int, form: str) -> str:
    """A number in one of Word's forms; a form that is not known here is written 1, 2, 3."""
    match form:
        case "none":
            return ""
        case "decimalZero":
            return f"{value:02}"
        case "upperRoman":
            return _roman(value)
        case "lowerRoman":
            return _roman(value).lower()
        case "upperLetter":
            return _lettered(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        case "lowerLetter":
            return _lettered(value, "abcdefghijklmnopqrstuvwxyz")
        case "russianUpper":
            return _lettered(value, "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ")
        case "russianLower":
            return _lettered(value, "абвгдежзиклмнопрстуфхцчшщыэюя")
        case "ordinal":
            teens = value % 100 in (11, 12, 13)
            return f"{value}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"
        case "chicago":
            return _lettered(value, "*†‡§")
        case "numberInDash":
            return f"- {value} -"
        case "decimalEnclosedParen":
            return f"({value})"
        case "decimalEnclosedFullstop":
            return f"{value}."
        case "decimalEnclosedCircle" if 1 <= value <= 20:
            return chr(0x2460 + value - 1)
    return str(value)


def _roman(value: int) -> str:
    if value <= 0:
        return str(value)
    signs = []
    for worth, sign in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
        (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        count, value = divmod(value, worth)
        signs.append(sign * count)
    return "".join(signs)


def _lettered(value: int, letters: str) -> str:
    """A, B … Z, AA, BB …: Word repeats the letter and does not count on in two places."""
    if value <= 0:
        return str(value)
    times, place = divmod(value - 1, len(letters))
    return letters[place] * (times + 1)


def _number(its_list: _List, counts: list[int | None], depth: int, of: _Level) -> str:
    """The number of one level as the label of a level shows it."""
    level = its_list.levels[depth]
    value = counts[depth]
    form = "decimal" if of.is_legal and level.form not in ("none", "bullet") else level.form
    return "" if value is None or form == "bullet" else written_number(value, form)


def _bullet(level: _Level) -> str:
    """A bullet as its font shows it; a picture that no character stands for is a plain bullet."""
    text = shown(level.text, level.font).strip()
    is_letter = is_symbol_font(level.font) and text == level.text and text.isalnum() and text != ARROWHEAD
    return "•" if _PRIVATE.search(text) or is_letter else text


# The definitions


def _lists(numbering: etree._Element | None, styles: Mapping[str, etree._Element]) -> dict[str, _List]:
    """The lists by their names, each with the levels of its definition as it changes them."""
    definitions = {each.get(_w("abstractNumId"), ""): each for each in _all(numbering, "abstractNum")}
    numbers = {each.get(_w("numId"), ""): each for each in _all(numbering, "num")}
    numbers.pop("0", None)
    lists: dict[str, _List] = {}
    for name, number in numbers.items():
        definition = _value(number.find(_w("abstractNumId")))
        for _ in range(_LONGEST_CHAIN):
            # A definition may only name the list style that has the levels, and so on.
            link = _value(definitions[definition].find(_w("numStyleLink"))) if definition in definitions else ""
            style = styles.get(link)
            given = style.find(f"{_w('pPr')}/{_w('numPr')}/{_w('numId')}") if style is not None else None
            if given is None or _value(given) not in numbers:
                break
            definition = _value(numbers[_value(given)].find(_w("abstractNumId")))
        if definition not in definitions:
            continue
        levels = [_Level()] * LEVELS
        for element in definitions[definition].findall(_w("lvl")):
            levels[_within(element)] = _level(element)
        starts: set[int] = set()
        for override in number.findall(_w("lvlOverride")):
            depth = _within(override)
            changed = override.find(_w("lvl"))
            if changed is not None:
                levels[depth] = _level(changed)
            start = override.find(_w("startOverride"))
            if start is not None:
                levels[depth] = replace(levels[depth], start=_integer(_value(start), 1))
                starts.add(depth)
        lists[name] = _List(definition, tuple(levels), frozenset(starts))
    return lists


def _level(element: etree._Element) -> _Level:
    fonts = element.find(f"{_w('rPr')}/{_w('rFonts')}")
    font = "" if fonts is None else fonts.get(_w("ascii")) or fonts.get(_w("hAnsi")) or fonts.get(_w("cs")) or ""
    restart = element.find(_w("lvlRestart"))
    legal = element.find(_w("isLgl"))
    return _Level(
        start=_integer(_value(element.find(_w("start"))), 0),
        form=_value(element.find(_w("numFmt")), "decimal"),
        text=_value(element.find(_w("lvlText"))),
        font=font,
        restarts_after=LEVELS if restart is None else _integer(_value(restart), LEVELS),
        is_legal=legal is not None and _value(legal, "1") not in _OFF,
        style=_value(element.find(_w("pStyle"))),
        is_picture=element.find(_w("lvlPicBulletId")) is not None,
        indent=indent_of(element),
    )


def indent_of(holder: etree._Element) -> Indent:
    """What the paragraph properties of a style, a level or a paragraph say of its place."""
    given = holder.find(f"{_w('pPr')}/{_w('ind')}")
    if given is None:
        return Indent()
    left = given.get(_w("left")) or given.get(_w("start"))
    hanging, first = given.get(_w("hanging")), given.get(_w("firstLine"))
    return Indent(
        None if left is None else _integer(left, 0),
        -_integer(hanging, 0) if hanging is not None else None if first is None else _integer(first, 0),
    )


def _all(root: etree._Element | None, name: str) -> Iterator[etree._Element]:
    return iter(()) if root is None else iter(root.findall(_w(name)))


def _style_of(paragraph: etree._Element) -> str:
    return _value(paragraph.find(f"{_w('pPr')}/{_w('pStyle')}"))


def _depth(properties: etree._Element | None) -> int | None:
    given = properties.find(_w("ilvl")) if properties is not None else None
    return None if given is None else min(max(_integer(_value(given), 0), 0), LEVELS - 1)


def _within(element: etree._Element) -> int:
    return min(max(_integer(element.get(_w("ilvl"), ""), 0), 0), LEVELS - 1)


def _integer(written: str, default: int) -> int:
    return int(written) if re.fullmatch(r"-?[0-9]{1,7}", written) else default


def _value(element: etree._Element | None, default: str = "") -> str:
    return default if element is None else element.get(_w("val"), default)


def _w(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"

"""Lines joined to paragraphs: which line starts a new one, which goes on from the line before.

Texts come hard-wrapped, with an empty line after every line, wrapped at random, or with a paragraph on every line. The
`Shape` of a source says which, from its own lines; the rest follows from it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from jointstatement.documents.plain import lexicon
from jointstatement.documents.plain.furniture import PAGE_HEAD, PAGE_NUMBER, ends_a_sentence, repeated_words
from jointstatement.documents.plain.lexicon import FUNCTION_WORDS, bare, fold
from jointstatement.documents.plain.lines import Line
from jointstatement.documents.plain.markers import Family, Marker, find_marker, is_dash, is_letter_bullet
from jointstatement.documents.plain.stretch import NOTHING, RAISED, Stretch, joined, put_in
from jointstatement.errors import N_, UnreadableFile
from jointstatement.terms import PartKind

_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
_TRAILING_HASHES = re.compile(r"\s+#+$")
_QUOTED = re.compile(r"(?:>\s*)+")
_LETTER_HYPHEN = re.compile(r"([^\W\d_]+)(-|\u00ad|\u2010)$")
_LAST_WORD = re.compile(r"(\S+)$")
_FIRST_WORD = re.compile(r"^([^\W\d_]+)")
_SHORT_LIST_LINE = 70
LONGEST_PARAGRAPH = 60_000
_COLUMNS = re.compile(r"\S(?:[ \xa0]{4,}|\t+)\S")
_AFTER_THE_END = re.compile(
    r"(?:[\s*_†‡¹²³⁰⁴-⁹\"”“»’')\]]|\[\^?\w{1,4}\]|(?<=[^\W\d_][.,;:!?])\d{1,2}|(?<=[)”\"][.,;:!?])\d{1,2})+$"
)
_PLACE_AND_DATE = re.compile(r"[^\W\d_][^.;:]{0,50}\b\d{4}\b[^.;:]{0,12}\.?$")
_INLINE_ARROW = re.compile(r"[;.,](?:\s+[^\W\d_]{1,3})?\s+Ø\s+(?=[^\W\d_a-z])")
_FEWEST = 3
_CENTRED = 8
"""How much further in a line stands that was set in the middle of the page."""
_ENDS_ITEM = re.compile(r"[;,]\s+[^\W\d_]{1,4}$")


@dataclass(slots=True, eq=False)
class Paragraph:
    """Lines joined: the words, and the marker they began with."""

    words: Stretch
    label: Stretch = NOTHING
    marker: Marker | None = None
    indent: int = 0
    gap: int = 0
    level: int = 0
    """How many # stood before it in Markdown."""
    listed: bool = False
    """One of several short lines that stand one below the other, as in a list of names."""
    why: str = ""
    kind: PartKind | None = None
    continues: bool = False
    """A further paragraph of the part before it."""
    depth: int = 0
    """Of an item below its clause."""
    key: str = ""
    """Of a footnote."""
    mark: str = ""
    """Of a footnote that is shown with another sign than its key."""
    is_title: bool = False
    """The source itself says that this is the title."""
    is_given: bool = False
    """The source itself says that this is a footnote, and where its marks stand."""
    opening: str = ""
    """The folded beginning, in which its words are looked for."""

    def __post_init__(self) -> None:
        self.opening = fold(bare(self.text[:300]))

    @property
    def text(self) -> str:
        return self.words.text

    @property
    def is_live(self) -> bool:
        """Neither left out nor a footnote."""
        return not self.why and self.kind is not PartKind.FOOTNOTE

    @property
    def introduces(self) -> bool:
        """Ends with a colon."""
        return self.closing.endswith(":")

    @property
    def closing(self) -> str:
        """The last characters without the signs of notes, quotation marks and Markdown."""
        return _AFTER_THE_END.sub("", self.text[-24:])

    @property
    def is_prose(self) -> bool:
        """Sentences, not a line of a title, a heading or a list of names."""
        if self.text[:1] == "(" and self.text[-1:] == ")" and len(self.text) <= 200:
            return False
        if lexicon.WE.match(self.opening):
            return True
        words = self.text[:600].split()
        if self.level or self.listed or len(words) < 4:
            return False
        if len(words) >= 14 and not _is_mostly_capitals(words):
            return True
        if not self.closing.endswith((".", ";", ",", "!", ":", "·")):
            return False
        return len(words) >= 5 or sum(word[0].islower() for word in words) >= 2

    @property
    def is_short(self) -> bool:
        """A line that may be a title, a heading or a name."""
        return not self.is_prose and len(self.text) <= 260

    @property
    def source(self) -> Stretch:
        """Label and words, as they stood."""
        return joined((self.label, put_in(" "), self.words)) if len(self.label) else self.words


def _is_mostly_capitals(words: Sequence[str]) -> bool:
    large = sum(word[:1].isupper() for word in words)
    return large * 10 >= len(words) * 7 and len(words) <= 40


@dataclass(frozen=True, slots=True)
class Shape:
    """How a source breaks its lines."""

    wrapped: bool
    """Lines end where the page was full."""
    width: int
    """How long a full line is."""
    gap: int
    """How many empty lines stand between two lines of one paragraph: 0, or 1 in a text taken from a PDF."""
    ragged: bool
    """Lines end anywhere."""


def too_long() -> UnreadableFile:
    """The refusal of a file in which no line ever ends a paragraph."""
    return UnreadableFile(
        N_("One paragraph of the file has more than {most} characters; no clause is that long. Send only its text."),
        most=LONGEST_PARAGRAPH,
    )


def raise_split_ordinals(lines: list[Line]) -> None:
    """Joins "th" alone on a line to the number before it, raised, and lets the next line go on."""
    last: Line | None = None
    for place, line in enumerate(lines):
        if line.why:
            continue
        if last is not None and line.text.casefold() in lexicon.ORDINAL_SIGNS and last.text[-1:].isdigit():
            last.words = joined((last.words, line.words.styled(RAISED)))
            line.words = NOTHING
            following = next((after for after in lines[place + 1 : place + 4] if not after.why), None)
            if following is not None and following.gap <= 1 and not ends_a_sentence(following.text[:1]):
                following.goes_on = True
            continue
        last = line
    lines[:] = [line for line in lines if len(line.words) or line.why]


def shape_of(lines: Sequence[Line]) -> Shape:
    """How the lines of a source were broken, judged by the sentences that run over them."""
    pairs = [
        (before, after)
        for before, after in pairwise(lines)
        if not before.why and not after.why and len(before.text) > 2
    ]
    pairs = [(before, after) for before, after in pairs if not after.goes_on]
    near = [(b, a) for b, a in pairs if a.gap == 0]
    apart = [(b, a) for b, a in pairs if a.gap == 1]
    apart_running = sum(_runs_on(b.text, a.text) and not b.text.endswith(",") for b, a in apart)
    double = len(apart) >= 4 and len(apart) > 2 * len(near) and apart_running * 10 >= len(apart) * 3
    joints = apart + near if double else near
    running = [(b, a) for b, a in joints if _runs_on(b.text, a.text)]
    telling = len(running) >= _FEWEST or any(len(b.text) >= 50 for b, _ in running)
    if not telling or len(running) * 100 < len(joints) * 12:
        return Shape(wrapped=False, width=0, gap=0, ragged=False)
    lengths = sorted(b.indent + len(b.text) for b, _ in running)
    width = lengths[-1 - len(lengths) // 10]
    if width > 180:
        return Shape(wrapped=False, width=width, gap=0, ragged=False)
    early = sum(b.indent + len(b.text) < width * 0.7 for b, _ in running)
    return Shape(wrapped=True, width=width, gap=int(double), ragged=early * 4 > len(running) >= 5)


def _runs_on(before: str, after: str) -> bool:
    return after[:1].islower() and not ends_a_sentence(before) and find_marker(after) is None


def _would_have_fitted(before: Line, after: Line, width: int) -> bool:
    first = after.text.split(None, 1)[0]
    return before.indent + len(before.text) + 1 + len(first) <= width - 4


def paragraphs_of(lines: Sequence[Line], *, markdown: bool) -> tuple[list[Paragraph], list[Stretch]]:
    """The paragraphs of a source, those left out among them, and the signs dropped on the way (hyphens, hashes)."""
    dropped: list[Stretch] = []
    if markdown or sum(line.text.startswith(">") for line in lines) * 2 > len(lines):
        for line in lines:
            if not line.why and (quoted := _QUOTED.match(line.text)):
                dropped.append(line.words.cut(0, quoted.end()))
                line.words = line.words.cut(quoted.end()).strip()
    kept = [line for line in lines if line.why or len(line.words)]
    shape = shape_of(kept)
    markers = believed_markers(kept, shape)
    listed = list_lines(kept, markers, shape)
    words = repeated_words(kept)
    paragraphs: list[Paragraph] = []
    last: Line | None = None
    for line in kept:
        if line.why:
            paragraphs.append(Paragraph(line.words, gap=line.gap, why=line.why))
            continue
        marker = markers.get(id(line))
        hashes = _HASHES.match(line.text)
        current = next((p for p in reversed(paragraphs[-8:]) if not p.why), None)
        if (
            last is None
            or current is None
            or marker is not None
            or hashes
            or current.level
            or id(line) in listed
            or id(last) in listed
            or not _goes_on(last, line, shape, current, words=words, markdown=markdown)
        ):
            paragraphs.append(_opened(line, marker, hashes, dropped, listed=id(line) in listed))
        elif paragraphs[-1] is not current and not _only_page_furniture_since(paragraphs, current):
            paragraphs.append(_opened(line, marker, hashes, dropped, listed=False))
        elif len(current.words) > LONGEST_PARAGRAPH:
            raise too_long()
        else:
            current.words = _joined_lines(current.words, line.words, words, dropped)
        last = line
    for paragraph in paragraphs:
        paragraph.opening = fold(bare(paragraph.text[:300]))
    return paragraphs, dropped


def _only_page_furniture_since(paragraphs: Sequence[Paragraph], current: Paragraph) -> bool:
    """Whether nothing but a page's head, foot or number stands between a paragraph and what follows."""
    for paragraph in reversed(paragraphs):
        if paragraph is current:
            return True
        if paragraph.why not in (PAGE_HEAD, PAGE_NUMBER):
            return False
    return False


def _opened(
    line: Line, marker: Marker | None, hashes: re.Match[str] | None, dropped: list[Stretch], *, listed: bool
) -> Paragraph:
    if hashes:
        dropped.append(line.words.cut(0, hashes.end(1)))
        rest = line.words.cut(hashes.end())
        trailing = _TRAILING_HASHES.search(rest.text)
        if trailing:
            dropped.append(rest.cut(trailing.start()).strip())
            rest = rest.cut(0, trailing.start())
        return Paragraph(rest, indent=line.indent, gap=line.gap, level=len(hashes[1]))
    if marker is None:
        return Paragraph(line.words, indent=line.indent, gap=line.gap, listed=listed)
    # Bold type that opens before the marker goes on after it, unless it also ends there.
    opening, label, rest = (
        line.words.cut(0, marker.start),
        line.words.cut(marker.start, marker.end),
        line.words.cut(marker.end),
    )
    if len(opening) and rest.text.startswith(opening.text):
        dropped += [opening, rest.cut(0, len(opening))]
        rest = rest.cut(len(opening))
    elif len(opening):
        rest = joined((opening, rest.strip()))
    return Paragraph(rest.strip(), label, marker, line.indent, line.gap)


def _goes_on(
    before: Line, after: Line, shape: Shape, current: Paragraph, *, words: Counter[str], markdown: bool
) -> bool:
    """Whether a line goes on from the one before it."""
    a, b = before.text, after.text
    if after.goes_on or (not current.text and current.marker is not None):
        return True
    lower = b[:1].islower()
    if markdown and before.hard_break and not lower:
        return False
    if after.gap > shape.gap:
        # A page break in mid-sentence leaves empty lines behind, and so does a title set in two lines.
        if _COLUMNS.search(a) or ends_item(a) or a.endswith((",", "*")):
            return False
        return (lower and len(current.text) > 40) or (fold(a.split()[-1]) in FUNCTION_WORDS and after.gap <= 2)
    hyphen = _LETTER_HYPHEN.search(a)
    if hyphen and lower:
        return True
    if _COLUMNS.search(a) and _COLUMNS.search(b):
        return False
    if markdown:
        return True
    if not shape.wrapped and not ends_item(a) and len(a) >= 30 and fold(a.split()[-1]) in FUNCTION_WORDS:
        return True
    if not shape.wrapped:
        return lower and not ends_a_sentence(a) and not a.endswith(",") and len(a) >= 30
    if (a.isupper() and len(a.split()) >= 2 and not b[:24].isupper() and not lower) or (a[0] == "(" and a[-1] == ")"):
        return False
    if _opens_title(a, b) or _is_place_and_date(a, b) or before.indent >= after.indent + _CENTRED:
        return False
    if lower:
        return True
    if not _would_have_fitted(before, after, shape.width):
        return True
    if ends_a_sentence(a):
        return shape.ragged and shape.gap == 0
    last_word = fold(a.split()[-1])
    if shape.gap and after.gap == 0:
        return True
    if ends_item(a):
        return False
    if before.indent + len(a) >= shape.width * 0.6 and before.gap <= shape.gap and current.text != a:
        return True
    return shape.ragged or last_word in FUNCTION_WORDS or a.endswith((",", "-", "–")) or b[:1] in "(0123456789"


def _is_place_and_date(before: str, after: str) -> bool:
    """Whether a line such as "Tarn, 12 May 2031" stands alone below another."""
    return (
        after[:1].isupper()
        and len(after) <= 60
        and bool(_PLACE_AND_DATE.match(after))
        and bool(lexicon.MONTHS.search(fold(after)))
        and not before.endswith(",")
        and fold(before.split()[-1]) not in FUNCTION_WORDS
    )


def ends_item(text: str) -> bool:
    """Whether a line ends a clause or an item: with a stop, or with "; and"."""
    return ends_a_sentence(text) or bool(_ENDS_ITEM.search(text[-12:]))


def _opens_title(before: str, after: str) -> bool:
    """Whether a short line is followed by one that begins with a title's first word."""
    last_word = fold(before.split()[-1])
    return (
        len(before) < 40
        and after[:1].isupper()
        and last_word not in FUNCTION_WORDS
        and bool(re.match(r"(?:joint|common|statement|declaration|communique|conclusions)\b", fold(bare(after[:30]))))
    )


def _joined_lines(before: Stretch, after: Stretch, words: Counter[str], dropped: list[Stretch]) -> Stretch:
    """Two lines of one paragraph as one; a hyphen that only the line's end asked for is taken out."""
    if not len(before):
        return after
    hyphen = _LETTER_HYPHEN.search(before.text[-60:])
    following = _FIRST_WORD.match(after.text[:60])
    if hyphen and following:
        sign = before.cut(len(before) - 1)
        left, right = hyphen[1].casefold(), following[1].casefold()
        soft = hyphen[2] == "\u00ad" or (
            following[1][0].islower()
            and not words[f"{left}-{right}"]
            and (bool(words[left + right]) or (left not in lexicon.SOFT_JOINTS and not words[left]))
        )
        if soft:
            dropped.append(sign)
            return joined((before.cut(0, len(before) - 1), after))
        return joined((before, after))
    style = before.style[-1] & (after.style[0] if len(after) else 0)
    return joined((before, put_in(" ", style), after))


def list_lines(lines: Sequence[Line], markers: dict[int, Marker], shape: Shape) -> set[int]:
    """Lines of blocks in which every line is a short name of its own."""
    listed: set[int] = set()
    block: list[Line] = []
    for line in [*lines, None]:
        starts_new = line is None or line.why or line.gap > shape.gap or id(line) in markers
        if starts_new or line is None:
            if len(block) >= 3 and _is_list_of_names(block, shape):
                listed.update(id(each) for each in block)
            block = []
        if line is not None and not line.why and id(line) not in markers:
            block.append(line)
    return listed


def _is_list_of_names(block: Sequence[Line], shape: Shape) -> bool:
    full = shape.width * 0.85 if shape.wrapped else _SHORT_LIST_LINE
    return all(
        len(line.text) <= min(_SHORT_LIST_LINE, full)
        and (line.text[0].isupper() or line.text[0].isdigit())
        and not line.goes_on
        and not line.text.endswith((".", ":", "-"))
        and fold(line.text.split()[-1]) not in FUNCTION_WORDS
        for line in block
    )


def believed_markers(lines: Sequence[Line], shape: Shape) -> dict[int, Marker]:
    """The markers, by the identity of their lines, that their neighbours bear out."""
    found = [(place, line, find_marker(line.text)) for place, line in enumerate(lines) if not line.why]
    candidates = [(place, line, marker) for place, line, marker in found if marker is not None]
    company = Counter(marker.list for _, _, marker in candidates)
    large = Counter(marker.list for _, line, marker in candidates if _begins_large(line, marker))
    bare_numbers = [m.value for _, _, m in candidates if m.family is Family.NUMBER and m.form == ""]
    bare_are_markers = len(bare_numbers) >= 3 and bare_numbers == list(range(1, len(bare_numbers) + 1))
    last: defaultdict[tuple[Family, str], int] = defaultdict(int)
    believed: dict[int, Marker] = {}
    previous: dict[int, Line] = {}
    before: Line | None = None
    for line in lines:
        if before is not None:
            previous[id(line)] = before
        if not line.why:
            before = line
    for _, line, marker in candidates:
        above = previous.get(id(line))
        near = above is not None and line.gap <= shape.gap and not line.page_break
        cut_short = near and above is not None and _is_cut_short(above.text)
        full = above is not None and shape.wrapped and (shape.ragged or len(above.text) >= shape.width * 0.6)
        runs_on = near and above is not None and not ends_item(above.text) and (full or cut_short)
        rest = line.text[marker.rest :]
        if marker.family is Family.BULLET:
            below_colon = above is not None and above.text.endswith((":", ";", ","))
            set_off = below_colon or line.text[marker.end : marker.end + 1] in ("\t", "\xa0")
            believe = _believe_bullet(
                marker,
                rest,
                company=company[marker.list],
                large=large[marker.list] + len(_INLINE_ARROW.findall(line.text)) * (marker.form == "Ø"),
                runs_on=runs_on,
                set_off=set_off,
            )
        elif marker.family is Family.NUMBER:
            expected = marker.value in (1, last[marker.list] + 1)
            if marker.form == "":
                believe = bare_are_markers
            elif cut_short and not (
                expected
                and (marker.value > 1 or company[marker.list] >= 2)
                and rest[:1].isupper()
                and _ends_with_comma(above)
            ):
                believe = False
            elif (
                runs_on
                and not cut_short
                and above is not None
                and len(above.text) >= shape.width * 0.7
                and shape.wrapped
            ):
                believe = expected and marker.value > 1 and rest[:1].isupper() and not rest[:1].isdigit()
            else:
                believe = expected or marker.sure
            believe = believe and (marker.sure or rest[:1].isupper() or not rest[:1].isalpha() or marker.form == "")
        else:
            marker, believe = _believe_lettered(marker, last, company, rest, runs_on=runs_on or cut_short)
        if believe:
            last[marker.list] = marker.value
            if marker.family is Family.NUMBER:
                # Letters and small romans start again below every number.
                for family, form in list(last):
                    if family in (Family.LETTER, Family.SMALL_ROMAN):
                        last[family, form] = 0
            believed[id(line)] = marker
    return believed


def _ends_with_comma(line: Line | None) -> bool:
    return line is not None and line.text.endswith(",")


def _begins_large(line: Line, marker: Marker) -> bool:
    rest = line.text[marker.rest :].lstrip("*_\"“„«'(")
    return not rest or rest[0].isupper() or rest[0].isdigit()


def _is_cut_short(text: str) -> bool:
    """Whether a line ends with a word or comma after which a number is part of the sentence."""
    last_word = _LAST_WORD.search(text[-30:])
    if ends_item(text) and not text.endswith(","):
        return False
    return text.endswith((",", "(", "–")) or (last_word is not None and fold(last_word[1]) in FUNCTION_WORDS)


def _believe_bullet(marker: Marker, rest: str, *, company: int, large: int, runs_on: bool, set_off: bool) -> bool:
    if is_letter_bullet(marker):
        if marker.form in "Ø§":
            return (large >= 2 or (company >= 2 and set_off)) and not (marker.form == "§" and rest[:1].isdigit())
        if rest[:1].islower():
            return company >= 2 and set_off and not runs_on
        return (large >= 2 or (company >= 2 and set_off)) and not runs_on
    if is_dash(marker):
        if runs_on and rest[:1].islower():
            return set_off and company >= 3
        return company >= 2 or not runs_on
    return True


def _believe_lettered(
    marker: Marker,
    last: "defaultdict[tuple[Family, str], int]",
    company: "Counter[tuple[Family, str]]",
    rest: str,
    *,
    runs_on: bool,
) -> tuple[Marker, bool]:
    """Letters, romans, articles and sub-numbers, which come in the order of their list."""
    if marker.family is Family.SMALL_ROMAN and marker.value in (1, 5, 10):
        letter = {1: 9, 5: 22, 10: 24}[marker.value]
        if last[Family.LETTER, marker.form] == letter - 1:
            marker = Marker(Family.LETTER, marker.form, letter, marker.start, marker.end, marker.rest, sure=marker.sure)
            return marker, True
    if marker.family is Family.ROMAN and marker.value in (1, 5, 10):
        letter = {1: 9, 5: 22, 10: 24}[marker.value]
        if last[Family.CAPITAL, marker.form] == letter - 1:
            marker = Marker(
                Family.CAPITAL, marker.form, letter, marker.start, marker.end, marker.rest, sure=marker.sure
            )
            return marker, True
    expected = marker.value in (1, last[marker.list] + 1)
    if marker.family is Family.ARTICLE:
        return marker, not runs_on and (marker.sure or expected)
    if marker.family is Family.SUB_NUMBER:
        return marker, not runs_on
    if marker.family in (Family.ROMAN, Family.CAPITAL):
        return marker, expected and company[marker.list] >= 2 and not runs_on
    if runs_on and not marker.sure:
        return marker, False
    return marker, expected and (company[marker.list] >= 2 or (marker.sure and not runs_on))

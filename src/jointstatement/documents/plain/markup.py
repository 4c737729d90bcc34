"""What Markdown, HTML and typesetting leave in a text: read into styles, taken out of the words.

`without_tags` works on a whole source before it is cut into lines, `without_marks` on one paragraph after its lines
are joined, since bold type and links run over lines.
"""

import html
import re
from bisect import bisect_right
from collections.abc import Sequence

from jointstatement.documents.plain.lexicon import set_of
from jointstatement.documents.plain.stretch import BOLD, ITALIC, RAISED, UNDERLINE, Stretch, joined, put_in
from jointstatement.errors import N_, UnreadableFile

MOST_TAGS = 50_000
"""Tags and entities together; even a web page with a statement in it has fewer."""

_TAG = re.compile(
    r"</?(?:sup|sub|b|strong|i|em|u|br|p|div|span|a|li|ul|ol|h[1-6]|table|tr|td|th|tbody|thead|blockquote|center|font"
    r"|small|hr|section|article|image|img|figure|figcaption|picture|o:p)(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"<!\[(?:if|endif)\b[^<>]{0,80}\]>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[a-zA-Z]{2,8});")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|\u00ad(?![ \t]*[\r\n])")
_STYLES = {"sup": RAISED, "b": BOLD, "strong": BOLD, "i": ITALIC, "em": ITALIC, "u": UNDERLINE}
_BLOCKS = set_of("p div li ul ol h1 h2 h3 h4 h5 h6 table tr blockquote center hr section article")
_LONGEST_STYLE = 2_000

_EVIDENCE = re.compile(
    r"^#{1,6} \S|^\\#|\*\*\S[^*\n]{0,80}|\]\(https?://|^ {0,3}>? ?\\\*|^-   \S|^\d{1,2}\.  \S|<!-- -->", re.MULTILINE
)
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n[A-Za-z_][\w-]*:")

_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_LINK = re.compile(r"!?\[([^\[\]]{1,500})\]\([^()\s]{1,600}(?:\([^()\s]{0,80}\)[^()\s]{0,200})?\)")
_ADDRESS = re.compile(r"<(?=https?://[^<>\s]{1,500}>)")
_EMPTY_BOLD = re.compile(r"\*\*([^\w*]{1,3}|)\*\*")
_STARS = re.compile(r"(?<![\\*])\*\*(?!\*)|(?<![\\_\w])__(?=\w)|(?<=[\w.,;:!?)])__(?![\w_])")
_STAR = re.compile(r"(?<![\\*])\*(?!\*)")
_UNDERSCORE = re.compile(r"(?<![\\\w])_(?=\w)|(?<=[\w.,;:!?)])_(?!\w)")


def looks_like_markdown(source: str) -> bool:
    """Two or more signs of Markdown, or front matter at the top."""
    return bool(_FRONT_MATTER.match(source)) or len(_EVIDENCE.findall(source[:300_000])) >= 2


def without_tags(source: Stretch) -> tuple[Stretch, tuple[Stretch, ...]]:
    """The source without HTML comments, tags and invisible signs, tags read as styles and line ends; and what went.

    Raises `UnreadableFile` where there are more than `MOST_TAGS`.
    """
    found = _places(source.text)
    if not found:
        return source, ()
    pieces: list[Stretch] = []
    dropped: list[Stretch] = []
    opened: dict[str, int] = {}
    done = 0
    length = 0
    styled: list[tuple[int, int, int]] = []
    for start, end, instead in found:
        if start < done:
            continue
        kept = source.cut(done, start)
        pieces.append(kept)
        length += len(kept)
        done = end
        tag = source.text[start:end]
        name = tag.strip("</>").split()[0].lower().strip("/") if tag[0] == "<" and tag[1] != "!" else ""
        if tag[0] == "&":
            named = instead != "&"
            pieces.append(put_in(instead) if named else source.cut(start, start + 1))
            dropped.append(source.cut(start + (not named), end))
            length += 1
            continue
        dropped.append(source.cut(start, end))
        if name in _STYLES and not tag.startswith("</"):
            opened[name] = length
        elif name in _STYLES and name in opened:
            begin = opened.pop(name)
            if length - begin <= _LONGEST_STYLE:
                styled.append((begin, length, _STYLES[name]))
        elif instead:
            pieces.append(put_in(instead))
            length += len(instead)
    pieces.append(source.cut(done))
    whole = joined(pieces)
    if styled:
        style = bytearray(whole.style)
        for begin, end, flag in styled:
            for place in range(begin, end):
                style[place] |= flag
        whole = Stretch(whole.text, whole.at, bytes(style))
    return whole, tuple(dropped)


def _places(text: str) -> list[tuple[int, int, str]]:
    """Where comments, tags, entities and invisible signs stand, and what takes their place."""
    places: list[tuple[int, int, str]] = []
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            break
        places.append((start, end + 3, ""))
        start = text.find("<!--", end + 3)
    for tag in _TAG.finditer(text):
        name = tag[0].strip("</>").split()[0].lower().strip("/")
        places.append((tag.start(), tag.end(), "\n" if name == "br" else "\n\n" if name in _BLOCKS else ""))
        _demand_few(places)
    places += [(condition.start(), condition.end(), "") for condition in _CONDITION.finditer(text)]
    for entity in _ENTITY.finditer(text):
        character = html.unescape(entity[0])
        if len(character) == 1 and (character.isprintable() or character.isspace()):
            places.append((entity.start(), entity.end(), character))
            _demand_few(places)
    places += [(sign.start(), sign.end(), "") for sign in _INVISIBLE.finditer(text)]
    return sorted(places)


def _demand_few(places: Sequence[object]) -> None:
    if len(places) > MOST_TAGS:
        raise UnreadableFile(
            N_("The file has more than {most} tags; it is rather a web page. Copy its text into a text file (.txt)."),
            most=MOST_TAGS,
        )


def without_marks(paragraph: Stretch) -> tuple[Stretch, tuple[Stretch, ...]]:
    """A paragraph of Markdown without its marks, the words styled as the marks say; and the marks."""
    text = paragraph.text
    if not any(sign in text for sign in "*_\\[<"):
        return paragraph, ()
    drop: list[tuple[int, int]] = [match.span() for match in _ESCAPE.finditer(text)]
    escaped = {start + 1 for start, _ in drop}
    style = bytearray(paragraph.style)
    for link in _LINK.finditer(text):
        drop += [(link.start(), link.start(1)), (link.end(1), link.end())]
    for address in _ADDRESS.finditer(text):
        drop += [address.span(), (text.index(">", address.end()), text.index(">", address.end()) + 1)]
    taken: set[int] = set()
    for empty in _EMPTY_BOLD.finditer(text):
        drop += [(empty.start(), empty.start() + 2), (empty.end() - 2, empty.end())]
        taken.update((empty.start(), empty.end() - 2))
    double = [match.start() for match in _STARS.finditer(text) if match.start() not in taken | escaped]
    for sign in ("**", "__"):
        _pair([place for place in double if text.startswith(sign, place)], 2, BOLD, text, drop, style)
    single = [match.start() for match in _STAR.finditer(text) if match.start() not in escaped]
    _pair(single, 1, ITALIC, text, drop, style)
    low = [match.start() for match in _UNDERSCORE.finditer(text) if match.start() not in escaped]
    _pair(low, 1, ITALIC, text, drop, style)
    if not drop:
        return paragraph, ()
    pieces: list[Stretch] = []
    dropped: list[Stretch] = []
    styled = Stretch(text, paragraph.at, bytes(style))
    done = 0
    for start, end in sorted(drop):
        if start < done:
            start = done
        if end <= start:
            continue
        pieces.append(styled.cut(done, start))
        dropped.append(paragraph.cut(start, end))
        done = end
    pieces.append(styled.cut(done))
    return joined(pieces), tuple(dropped)


def _pair(places: list[int], width: int, flag: int, text: str, drop: list[tuple[int, int]], style: bytearray) -> None:
    """Pairs signs in their order: one opens before a letter, the next closes. A sign left alone stays text."""
    openers = [place for place in places if _may_open(text, place, width)]
    closed = -1
    for opener in openers:
        if opener <= closed:
            continue
        next_one = bisect_right(places, opener)
        # A single star closes only after a word, so that "2 * 3" and a bullet stay what they are.
        while next_one < len(places) and width == 1 and text[places[next_one] - 1].isspace():
            next_one += 1
        if next_one == len(places):
            return
        closer = places[next_one]
        inner = text[opener + width : closer]
        drop += [(opener, opener + width), (closer, closer + width)]
        begin = opener + width + len(inner) - len(inner.lstrip())
        for place in range(begin, opener + width + len(inner.rstrip())):
            style[place] |= flag
        closed = closer


def _may_open(text: str, place: int, width: int) -> bool:
    before, after = text[place - 1 : place], text[place + width : place + width + 1]
    if not after or after.isspace():
        return False
    return not before or not before[-1].isalnum() or (width == 2 and after.isalnum())

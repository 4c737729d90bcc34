"""What pages and web sites put round a text line by line: front matter, page heads and numbers, buttons, rules.

Each pass marks lines with the reason why they are left out; none removes them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from jointstatement.documents.plain import lexicon
from jointstatement.documents.plain.lexicon import bare, fold
from jointstatement.documents.plain.lines import Line

FRONT_MATTER = "Front matter of the file, not of the statement."
PAGE_NUMBER = "A page number."
PAGE_HEAD = "A page head or foot, repeated on every page."
DRAFT_HEAD = "The head of a draft: its marking, revision and hour."
COPY = "For whom a draft was printed."
RULE = "A dividing line."
NAVIGATION = "Navigation or a button of a web page."
NOTICE = "A notice of the web page, not of the statement."
ADDRESS = "An address, not wording."
END = "The mark that ends the text."

LONGEST_FURNITURE = 200
_TERMINAL = re.compile(r"[.;:!?…·]['\"”»’)\]]*$")
_KEY = re.compile(r"[A-Za-z_][\w-]*:")
_RULE = re.compile(r"[\-–—_=*~#·.•+\s\\]{3,}$")
_END = re.compile(r"\\?#(?:\s*#){1,}\s*$")
_YEAR = re.compile(r"\b\d{4}\b")
_NUMBERED_PAGE = re.compile(
    r"\s(?:page|strana|stranica|str\.|seite|sayfa|sida)\s*\d{1,3}(?:\s*(?:of|/|od|von|av)\s*\d+)?$"
)
_SYMBOL = re.compile(r"[A-Z]{1,8}/[\w./()-]{2,40}")
_DRAFT_HEAD = re.compile(r".{1,400}\b\d{1,2}[:.]\d{2}\W{1,3}(?:UTC|[A-Z]\w+(?:/[A-Z][\w+-]+){1,2})\)?")
"""A line that ends with an hour and the name of its zone, as drafts are headed on every page."""
_FIELDS = re.compile(r"\S {3,}\S.* {3,}\S")
"""Two fields of a page head at the right of a first one."""
_MOST_OF_HEAD = 5
_MOST_BEFORE_HEAD = 40
_COPY = re.compile(
    r"[^·]{1,120} · [^·]{1,80} · [^·]{1,60}\b\d{1,2}[:.]\d{2}\W{1,3}(?:UTC|[A-Z]\w+(?:/[A-Z][\w+-]+){1,2})\)?"
    r"(?: – .{1,200})?"
)
"""A line that says for whom a draft was printed, on every page of a PDF and once in other files."""
_DIGITS = re.compile(r"\d+|\b[ivxl]+\b")
_PATH = re.compile(r"[\w &'-]{2,40}(?:\s*[›»>/|]\s*[\w &'-]{1,60}){1,6}\s*[›»>/|]?")
_UNICODE_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)


def is_headed_as_draft(source: str) -> bool:
    """Whether one of the first lines of a text ends as the head of a draft does, or says for whom it was printed."""
    first = [line.strip() for line in source.split("\n", _MOST_BEFORE_HEAD)[:-1]]
    return any(_DRAFT_HEAD.fullmatch(line) or _COPY.fullmatch(line) for line in first)


def _draft_head(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of the head of a draft, at the top; a PDF breaks a long first field, and the others stand far right."""
    for number, line in enumerate(lines, start=1):
        if _DRAFT_HEAD.fullmatch(line.text) and (number == 1 or _FIELDS.search(line.text)):
            return lines[:number]
    return ()


def ends_a_sentence(text: str) -> bool:
    """Whether a line ends with a sign that closes a sentence or a part of one."""
    return bool(_TERMINAL.search(text[-6:]))


def leave_out_front_matter(lines: Sequence[Line]) -> str:
    """Leaves out the YAML block at the top; gives the title that it holds, or ""."""
    if len(lines) < 3 or lines[0].text != "---" or not _KEY.match(lines[1].text):
        return ""
    end = next((n for n, line in enumerate(lines[1:120], 1) if line.text in ("---", "...")), 0)
    if not end:
        return ""
    for line in lines[: end + 1]:
        line.why = FRONT_MATTER
    start = next((n for n in range(1, end) if lines[n].text.lower().startswith("title:")), 0)
    if not start:
        return ""
    value = [lines[start].text[6:].strip()]
    for line in lines[start + 1 : end]:
        if line.indent == 0:
            break
        value.append(line.text)
    return _yaml_scalar(value)


def _yaml_scalar(lines: list[str]) -> str:
    text = " ".join(lines).replace("\\ \\ ", " ")
    if text[:1] == '"' and text[-1:] == '"':
        text = _UNICODE_ESCAPE.sub(_unescaped, text[1:-1])
    elif text[:1] == "'" and text[-1:] == "'":
        text = text[1:-1].replace("''", "'")
    elif text[:1] in "|>":
        text = text[1:].lstrip("-+ ")
    return " ".join(text.split())


def _unescaped(found: re.Match[str]) -> str:
    code = found[1]
    if code[0] in "ux" and len(code) > 1:
        return chr(int(code[1:], 16))
    return {"n": " ", "t": " ", "_": " "}.get(code, code)


def leave_out_page_furniture(lines: Sequence[Line]) -> None:
    """Leaves out page numbers and the heads and feet that repeat beside them or in mid-sentence."""
    for line in lines:
        if not line.why and len(line.text) <= 60 and lexicon.PAGE.match(fold(bare(line.text))):
            line.why = PAGE_NUMBER
        elif not line.why and _COPY.fullmatch(line.text):
            line.why = COPY
    for line in _draft_head([line for line in lines if not line.why][:_MOST_OF_HEAD]):
        line.why = DRAFT_HEAD
    _leave_out_bare_numbers(lines)
    _leave_out_symbols(lines)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        if not line.why and 3 < len(line.text) <= 120 and not line.text.endswith((";", ",", ":")):
            words = fold(" ".join(line.text.split()))
            # Two dates are two lines; only the numbers of pages differ in a head that repeats.
            is_date = lexicon.MONTHS.search(words) and _YEAR.search(words) and len(words) <= 40
            places[words if is_date else _DIGITS.sub("#", words)].append(place)
    # Twice, since a line of a foot is told by the next one, which may be known only after it.
    for same in [*places.values()] * 2:
        if len(same) < 2:
            continue
        furniture = [
            place
            for place in same
            if _stands_like_a_page_head(lines, place) or _NUMBERED_PAGE.search(fold(lines[place].text))
        ]
        if not furniture or (len(furniture) < 2 and len(same) > 2):
            continue
        with_page = [place for place in same if "page" in lines[place].text.lower()]
        for place in same:
            # The first one may be the title itself, which the later pages repeat.
            if place != same[0] or place in furniture or with_page:
                lines[place].why = PAGE_HEAD


def _leave_out_symbols(lines: Sequence[Line]) -> None:
    """A document's symbol (A/CONF/12/3) at the head of every page, and a line between such and the page's number."""
    symbols: defaultdict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        if not line.why and _SYMBOL.fullmatch(line.text):
            symbols[line.text].append(place)
    for places in symbols.values():
        for place in places[1:]:
            lines[place].why = PAGE_HEAD
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        around = before.why in (PAGE_HEAD, PAGE_NUMBER) and after.why in (PAGE_HEAD, PAGE_NUMBER)
        if around and not line.why and not line.gap and len(line.text) <= 100 and not ends_a_sentence(line.text):
            line.why = PAGE_HEAD


def _leave_out_bare_numbers(lines: Sequence[Line]) -> None:
    """A number alone on its line is a page's, unless such numbers are the markers of a list."""
    alone = [place for place, line in enumerate(lines) if not line.why and re.fullmatch(r"\d{1,3}", line.text)]
    values = [int(lines[place].text) for place in alone]
    in_mid_sentence = [place for place in alone if _interrupts(lines, place) or lines[place].page_break]
    before_a_page = [p for p in alone if p + 1 < len(lines) and lines[p + 1].page_break]
    starts_clause = [p for p in alone if p + 1 < len(lines) and lines[p + 1].text[:1].isupper()]
    is_list = values[:1] == [1] and len(values) >= 3 and len(starts_clause) == len(alone) and not in_mid_sentence
    if is_list and not before_a_page:
        return
    for place in alone:
        lines[place].why = PAGE_NUMBER


def _interrupts(lines: Sequence[Line], place: int) -> bool:
    """Whether the lines before and after are one sentence."""
    before = next((line for line in reversed(lines[max(0, place - 4) : place]) if not line.why), None)
    after = next((line for line in lines[place + 1 : place + 5] if not line.why), None)
    if before is None or after is None:
        return False
    return not ends_a_sentence(before.text) and after.text[:1].islower()


def _stands_like_a_page_head(lines: Sequence[Line], place: int) -> bool:
    if lines[place].page_break or (place + 1 < len(lines) and lines[place + 1].page_break):
        return True
    beside = [lines[near] for near in (place - 1, place + 1) if 0 <= near < len(lines)]
    return any(line.why in (PAGE_NUMBER, PAGE_HEAD) for line in beside) or _interrupts(lines, place)


def leave_out_web_furniture(lines: Sequence[Line]) -> None:
    """Leaves out buttons, notices, addresses, rules and end marks that stand alone on their lines."""
    for place, line in enumerate(lines):
        if line.why or len(line.text) > LONGEST_FURNITURE:
            continue
        if _END.match(line.text):
            line.why = END
        elif _RULE.match(line.text):
            line.why = RULE
        elif lexicon.ADDRESS_LINE.match(fold(bare(line.text))):
            line.why = ADDRESS
        elif not _in_mid_sentence(lines, place):
            line.why = _web_reason(line.text)


def _in_mid_sentence(lines: Sequence[Line], place: int) -> bool:
    """Whether a line goes on from the one before: a word of the text that happens to be a button's word."""
    line = lines[place]
    before = lines[place - 1] if place else None
    if before is None or before.why or line.gap or ends_a_sentence(before.text):
        return False
    following = lines[place + 1] if place + 1 < len(lines) else None
    goes_on = following is not None and not following.gap and following.text[:1].islower()
    return line.text[:1].islower() or goes_on


def _web_reason(text: str) -> str:
    folded = fold(bare(text)).lstrip("-–•*·o› ").strip()
    if not folded:
        return ""
    if len(folded) <= 120 and lexicon.BUTTONS.match(folded):
        return NAVIGATION
    if _is_path(fold(text).strip()):
        return NAVIGATION
    if lexicon.NOTICES.search(folded) and not lexicon.CAPTION.match(text):
        return NOTICE
    return ""


def _is_path(folded: str) -> bool:
    """ "Home / News / Statements": the path to a page."""
    if not _PATH.fullmatch(folded):
        return False
    first = re.split(r"[›»>/|]", folded, maxsplit=1)[0].strip()
    return bool(lexicon.BUTTONS.match(first)) or len(re.findall(r"[›»>]", folded)) >= 2


def repeated_words(lines: Sequence[Line]) -> Counter[str]:
    """How often each word stands in the source, hyphenated words whole."""
    words: Counter[str] = Counter()
    for line in lines:
        words.update(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*(?![\w-])", line.text.casefold()))
    return words

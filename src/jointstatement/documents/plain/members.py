"""The members that a chapeau names, in its own order and spelling, where the list is plainly there."""

import re
from collections.abc import Sequence

from jointstatement.documents.plain import lexicon
from jointstatement.documents.plain.lexicon import fold, set_of

_PAIRS = re.compile(
    r"bosn\w+\s+(?:and|i|a|et|och|und|ve|&|и|και|in)\s+\w+|trinidad\s+and\s+tobago|antigua\s+and\s+barbuda|"
    r"serbi\w+\s+and\s+montenegro|srbij\w+\s+i\s+crn\w+\s+gor\w+|s\w+\s+tome\s+and\s+\w+|saint\s+\w+\s+and\s+\w+"
)
_AND = re.compile(r",?\s+(?:&|and|i|et|och|og|und|ve|y|e|și|şi|dhe|και|и|а)\s+")
_PLACE = re.compile(r".*\b(?:of|between|from|by|zemalja|of\s+the\s+states)\s+(?=(?:the\s+)?[A-Z])", re.DOTALL)
_FORM_OF_STATE = re.compile(
    r"\b(?:republic|kingdom|states?|federation|principality|duchy|union|commonwealth|islands?)\b"
)
_SMALL_IN_NAMES = set_of("& and of the i et och und ve de la du des e y и και den der di")
_FIRST_LINE = re.compile(r"^(?:[-–—•*]\s*)?")
_PERSON = re.compile(
    r"\b(?:h\.\s?e|mr|mrs|dr|minister|president|secretary|representative|chair\w*|commission\w*|director|peace|"
    r"security|cooperation|development)\b"
)
_HONORIFIC = re.compile(
    r"^(?:(?:his|her|their)\s+excellenc\w+,?\s*|h\.\s?e\.?,?\s*|mr\.?\s+|mrs\.?\s+|ms\.?\s+)", re.IGNORECASE
)


def members_in(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """The names in the first of the paragraphs that lists them, one name below the other or within a line."""
    below = _names_below(paragraphs)
    if below:
        return below
    for paragraph in paragraphs[:3]:
        names = _names_in_line(paragraph[:3000])
        if names:
            return names
    return ()


def _names_below(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Lines of names after a paragraph that ends with a colon or comma."""
    for place, paragraph in enumerate(paragraphs[:-1]):
        if not paragraph.rstrip().endswith((":", ",")):
            continue
        names: list[str] = []
        for line in paragraphs[place + 1 :]:
            if len(line) > 160 or not line or not (line[0].isupper() or line[0] in "-–•*") or line.endswith("."):
                break
            if not _is_mostly_large(line):
                break
            name = _FIRST_LINE.sub("", line).strip().rstrip(",;")
            name = re.split(r",?\s+represented\s+by\b", name)[0]
            names.append(_HONORIFIC.sub("", name))
        if len(names) >= 2:
            return tuple(names)
    return ()


def _is_mostly_large(line: str) -> bool:
    """Whether most words begin large, as those of a name do; "Agree on the following:" is a sentence."""
    words = re.findall(r"[^\W\d_]+", line.split(", represented")[0])
    large = sum(word[0].isupper() for word in words)
    small = sum(len(word) > 3 and word[0].islower() for word in words)
    return large > small and not line.endswith(":")


def _names_in_line(text: str) -> tuple[str, ...]:
    text = " ".join(text.split())
    colon = text.find(":")
    if 0 <= colon < len(text) - 20:
        names = _run_of_names(text[colon + 1 :].strip(), least=2)
        if names:
            return names
    names = _run_of_names(text, least=3)
    if names and len(names[0].split()) <= 3 and not lexicon.CHAPEAU.match(fold(text[:80])):
        return names
    for bracket in re.finditer(r"\(([^()]{8,600})\)", text[:2000]):
        names = _run_of_names(bracket[1], least=3)
        if names and sum(len(name) + 2 for name in names) >= len(bracket[1]) - 8:
            return names
    for found in re.finditer(
        r"\b(?:of|between|from|i|av|från|von|aus|zemalja|država)\s+(?=(?:the\s+)?[^\W\d_a-z])", text[:1500]
    ):
        names = _run_of_names(text[found.end() :], least=3)
        if names:
            return names
    return ()


def _run_of_names(text: str, *, least: int) -> tuple[str, ...]:
    """The names at the start of a text, divided by commas, the last by "and"."""
    names: list[str] = []
    pieces = _outside_brackets(text)
    for place, piece in enumerate(pieces[:80]):
        whole = _whole_name(piece) if place + 1 < len(pieces) else ""
        if whole:
            names.append(whole)
            continue
        leading = _leading_name(piece)
        if leading:
            names.append(leading)
        break
    if not names:
        return ()
    names = [*(_divided(name, last=False)[0] for name in names[:-1]), *_divided(names[-1], last=True)]
    # "Heads of the services of Aland, Beland": what stands before the last "of" is who they are.
    opening = re.match(r"(.*)\s+(?:of|from)\s+(?:the\s+)?(?=[^\W\d_a-z])", names[0])
    if opening and not _FORM_OF_STATE.search(fold(opening[1])) and not any(" of " in name for name in names[1:]):
        names[0] = names[0][opening.end() :]
    names = [_cleaned(name) for name in names]
    if any(_PERSON.search(fold(name)) for name in names):
        return ()
    if len(names) < least or not all(names) or any(re.search(r"\d", name) for name in names):
        return ()
    if any(lexicon.MONTHS.fullmatch(fold(name)) for name in names):
        return ()
    return tuple(names)


def _outside_brackets(text: str) -> list[str]:
    pieces: list[str] = []
    depth = start = 0
    for place, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if sign in ",;" and depth <= 0:
            pieces.append(text[start:place].strip())
            start = place + 1
    pieces.append(text[start:].strip())
    return pieces


def _whole_name(piece: str) -> str:
    without = re.sub(r"\([^()]*\)", "", piece).strip()
    words = _AND.sub(" and ", " " + without).split()
    if not words or len(words) > 12 or words[-1] in _SMALL_IN_NAMES:
        return ""
    named = [word for word in words if word.lower() not in _SMALL_IN_NAMES]
    if not named or not all(word[0].isupper() or word[0] in "“\"'" for word in named):
        return ""
    return piece


def _leading_name(piece: str) -> str:
    words: list[str] = []
    for word in piece.split():
        plain = word.strip("()“”\"'*:")
        if plain and (plain[0].isupper() or plain.lower() in _SMALL_IN_NAMES):
            words.append(word)
            if word.endswith((".", ":")) and len(word) > 3:
                break
        else:
            break
    while words and words[-1].lower() in _SMALL_IN_NAMES:
        words.pop()
    return " ".join(words)


def _divided(name: str, *, last: bool) -> list[str]:
    """A piece as one name, or as the last two that "and" joins."""
    if not last:
        return [re.sub(r"^(?:and|i|et|och|und|ve|και|и|y|e)\s+", "", name)]
    name = re.sub(r"^(?:and|i|et|och|und|ve|και|и|y|e)\s+", "", name)
    pair = _PAIRS.search(fold(name))
    if pair and len(fold(name)) == len(name):
        head, tail = name[: pair.start()], name[pair.start() :]
        rest = _AND.split(tail[pair.end() - pair.start() :], maxsplit=1)
        joined = name[pair.start() : pair.end()]
        return [part for part in (*_AND.split(head), joined, *rest[1:]) if part.strip()]
    return [part for part in _AND.split(name) if part.strip()]


def _cleaned(name: str) -> str:
    name = name.strip().rstrip(".:*")
    return re.sub(r"^the\s+", "", name).strip()

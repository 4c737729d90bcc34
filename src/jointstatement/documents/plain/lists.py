"""Which markers make the clauses, which the items below them, which stand before headings."""

import re
from collections import defaultdict
from collections.abc import Sequence

from jointstatement.documents.plain import lexicon
from jointstatement.documents.plain.lexicon import fold
from jointstatement.documents.plain.markers import INLINE_BULLETS, Family, Marker
from jointstatement.documents.plain.paragraphs import Paragraph
from jointstatement.documents.plain.stretch import NOTHING, Stretch
from jointstatement.terms import PartKind

ListKey = tuple[Family, str]
OpenList = tuple[ListKey, int]

_INLINE_NUMBER = re.compile(
    r"(?:(?<=[.;:!?”\"])|(?<=; and)|(?<=, and))\s+(\(?(\d{1,3})([.)])\)?)\s+(?=[\"“„«(]?[^\W\d_])"
)
_LOOSE_NUMBER = re.compile(r"(?<=[\w)])\s+((\d{1,3})([.)]))\s+(?=[\"“„«(]?[^\W\d_a-z])")
_LONGEST_HEAD = 200
_INLINE_SUB_NUMBER = re.compile(r"(?:^|\s)((\d{1,2})\.(\d{1,2})\.?)\s+(?=[\"“„«(]?[^\W\d_])")
_HEADING_BEFORE = re.compile(r"(?:^|\s)(\d{1,2}\.)\s+([^\W\d_][^.;:]{2,100})$")
_HEADING_BEHIND = re.compile(r"[.!?][”\"’»)]*\s+((?!The\b)[^\W\d_a-z][^.;:!?]{2,90}[^\W_.,;:!?])$")
_NAME = re.compile(r"[^\W\d_]+")


def divide_inline_lists(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Paragraphs that hold a whole list ("1. … 2. … 3. …", "• … • …") as one paragraph for each of its markers."""
    starts = {(p.marker.list, p.marker.value) for p in paragraphs if p.marker and p.marker.family is Family.NUMBER}
    divided: list[Paragraph] = []
    for paragraph in paragraphs:
        marker = paragraph.marker
        if not paragraph.why and (sub_numbers := _inline_sub_numbers(paragraph.text)):
            divided += _divided_at_sub_numbers(paragraph, sub_numbers)
        elif paragraph.why or (marker is None and not _holds_list(paragraph)):
            divided.append(paragraph)
        elif marker is not None and marker.family is Family.BULLET and marker.form in INLINE_BULLETS:
            divided += _divided_at_bullets(paragraph, marker)
        elif marker is None or marker.family is Family.NUMBER:
            divided += _divided_at_numbers(paragraph, starts)
        else:
            divided.append(paragraph)
    return divided


def _inline_sub_numbers(text: str) -> list[re.Match[str]]:
    """ "1.1. … 1.2. … 2.1. …" in their order, where there are at least two."""
    found: list[re.Match[str]] = []
    expected = {(1, 1)}
    for match in _INLINE_SUB_NUMBER.finditer(text):
        number = int(match[2]), int(match[3])
        if number in expected:
            found.append(match)
            expected = {(number[0], number[1] + 1), (number[0] + 1, 1)}
    return found if len(found) >= 2 else []


def _divided_at_sub_numbers(paragraph: Paragraph, numbers: list[re.Match[str]]) -> list[Paragraph]:
    """Before each number x.1, a heading "x. HEADING" is divided off too."""
    pieces: list[Paragraph] = []
    start, label, marker = 0, paragraph.label, paragraph.marker
    ends = [number.start(1) for number in numbers]
    for number, end in zip([*numbers, None], [*ends, len(paragraph.text)], strict=True):
        text = paragraph.text[start:end].rstrip()
        heading = _HEADING_BEFORE.search(text) if number is not None and number[3] == "1" else None
        if heading is not None:
            made = Marker(Family.NUMBER, ".", int(heading[1][:-1]), 0, 0, 0, sure=True)
            if text[: heading.start(1)].strip() or len(label):
                pieces.append(_piece(paragraph, start, start + heading.start(1), label, marker))
            heading_label = paragraph.words.cut(start + heading.start(1), start + heading.end(1))
            pieces.append(_piece(paragraph, start + heading.end(1), end, heading_label, made))
        elif text.strip() or len(label):
            pieces.append(_piece(paragraph, start, end, label, marker))
        if number is not None:
            start, label = number.end(1), paragraph.words.cut(number.start(1), number.end(1))
            marker = Marker(Family.SUB_NUMBER, "2", int(number[3]), 0, 0, 0, sure=True)
    return pieces


def _holds_list(paragraph: Paragraph) -> bool:
    """An unmarked paragraph such as "…agreed as follows: 1. … 2. …"."""
    found = [int(match[2]) for match in _loose_numbers(paragraph)]
    return found[:3] == [1, 2, 3] or (found == [1, 2])


def _loose_numbers(paragraph: Paragraph) -> list[re.Match[str]]:
    """The numbers that stand behind a stop, and those between two of them that a heading or date stands before."""
    strict = list(_INLINE_NUMBER.finditer(paragraph.text))
    values = [int(found[2]) for found in strict]
    if len(strict) < 2:
        return strict
    known = {found.start(1): found for found in strict}
    place_of = {value: place for place, value in reversed([*enumerate(values)])}
    for found in _LOOSE_NUMBER.finditer(paragraph.text):
        value = int(found[2])
        if value in place_of:
            continue
        upper = strict[place_of[value + 1]].start() if value + 1 in place_of else len(paragraph.text)
        lower = strict[place_of[value - 1]].end() if value - 1 in place_of else 0
        begins = value - 1 in place_of or (value == 1 and paragraph.marker is None and found.start() <= _LONGEST_HEAD)
        if not begins or not lower <= found.start(1) < upper:
            continue
        nearby = paragraph.text[max(lower, found.start() - _LONGEST_HEAD) : found.start()]
        if value + 1 in place_of or _HEADING_BEHIND.search(nearby):
            known[found.start(1)] = found
    return [known[place] for place in sorted(known)]


def _divided_at_numbers(paragraph: Paragraph, starts: set[tuple[ListKey, int]]) -> list[Paragraph]:
    marker = paragraph.marker
    expected = marker.value + 1 if marker else 1
    form = marker.form if marker else ""
    cuts: list[re.Match[str]] = []
    for found in _loose_numbers(paragraph):
        found_form = "()" if found[1][0] == "(" else found[3]
        if int(found[2]) != expected or (form and found_form != form):
            continue
        if ((Family.NUMBER, found_form), expected) in starts:
            break
        form = found_form
        cuts.append(found)
        expected += 1
    if not cuts or (len(cuts) < 2 and marker is not None and marker.value != 1):
        return [paragraph]
    pieces = [_piece(paragraph, 0, cuts[0].start(1), paragraph.label, paragraph.marker)]
    for number, cut in enumerate(cuts):
        end = cuts[number + 1].start(1) if number + 1 < len(cuts) else None
        value = int(cut[2])
        made = Marker(Family.NUMBER, form, value, 0, 0, 0, sure=True)
        pieces.append(_piece(paragraph, cut.end(1), end, paragraph.words.cut(cut.start(1), cut.end(1)), made))
    return [part for piece in pieces for part in _without_heading_at_end(piece)]


def _without_heading_at_end(piece: Paragraph) -> list[Paragraph]:
    """A piece, and the heading of the next one that stands behind its last stop ("… in this. Trade and Energy")."""
    found = _HEADING_BEHIND.search(piece.text)
    if found is None or piece.marker is None:
        return [piece]
    heading = _piece(piece, found.start(1), None, NOTHING, None)
    return [_piece(piece, 0, found.start(1), piece.label, piece.marker), heading]


def _divided_at_bullets(paragraph: Paragraph, marker: Marker) -> list[Paragraph]:
    sign = re.compile(rf"(?<=[\s.;,:]){re.escape(marker.form)}\s+(?=\S)")
    cuts = [found.start() for found in sign.finditer(paragraph.text)]
    if not cuts:
        return [paragraph]
    pieces = [_piece(paragraph, 0, cuts[0], paragraph.label, marker)]
    for start, end in zip(cuts, [*cuts[1:], None], strict=True):
        pieces.append(_piece(paragraph, start + 1, end, paragraph.words.cut(start, start + 1), marker))
    return pieces


def _piece(paragraph: Paragraph, start: int, end: int | None, label: Stretch, marker: Marker | None) -> Paragraph:
    """A stretch of a paragraph as a paragraph of its own."""
    words = paragraph.words.cut(start, end).strip()
    return Paragraph(words, label, marker, indent=paragraph.indent, gap=paragraph.gap)


def divide_glued_titles(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """A title in capitals that the lost line end glued to the text ("MINISTERIAL DECLARATION The Ministers …")."""
    divided: list[Paragraph] = []
    prose_began = False
    for paragraph in paragraphs:
        end = 0
        if not prose_began and not paragraph.why and paragraph.marker is None:
            end = _end_of_glued_title(paragraph.text)
        pieces = [paragraph]
        if end:
            pieces = [_piece(paragraph, 0, end, NOTHING, None), _piece(paragraph, end, None, NOTHING, None)]
        divided += pieces
        prose_began = prose_began or any(not piece.why and piece.is_prose for piece in pieces)
    return divided


def _end_of_glued_title(text: str) -> int:
    end = count = 0
    for word in re.finditer(r"\S+", text[:400]):
        if not word[0].isupper():
            follows = word[0][0].isupper() and len(text) - word.start() > 80
            known = lexicon.KIND_OF_TEXT.search(fold(text[:end]))
            return end if count >= 2 and follows and known else 0
        end, count = word.end(), count + 1
    return 0


def leave_out_navigation_lists(paragraphs: Sequence[Paragraph], why: str) -> None:
    """Leaves out bullets of a few words before the first line that can be the statement's."""
    for paragraph in paragraphs:
        if paragraph.why:
            continue
        is_menu = (
            paragraph.marker is not None
            and paragraph.marker.family is Family.BULLET
            and len(paragraph.text.split()) <= 5
            and not paragraph.text.endswith((".", ";", ","))
            and not lexicon.KIND_OF_TEXT.search(paragraph.opening)
        )
        if not is_menu:
            break
        paragraph.why = why


def mark_lists(paragraphs: Sequence[Paragraph]) -> None:
    """Gives the marked paragraphs their kind: clause, item or heading."""
    live = [p for p in paragraphs if p.is_live]
    marked = [p for p in live if p.marker is not None]
    if not marked:
        return
    heading_lists = _heading_lists(live)
    main = _main_list(live, heading_lists)
    _assign(live, main, heading_lists)


def _members_of(live: Sequence[Paragraph]) -> dict[ListKey, list[int]]:
    places: defaultdict[ListKey, list[int]] = defaultdict(list)
    for place, paragraph in enumerate(live):
        if paragraph.marker is not None and paragraph.kind is None:
            places[paragraph.marker.list].append(place)
    return dict(places)


def _heading_lists(live: Sequence[Paragraph]) -> set[ListKey]:
    """Lists whose members are the numbers of headings ("I. Political dialogue", "1. ENERGY" before "1.1 …")."""
    places = _members_of(live)
    headings: set[ListKey] = set()
    for key, members in places.items():
        if key[0] not in (Family.ROMAN, Family.CAPITAL, Family.NUMBER, Family.ARTICLE) or len(members) < 2:
            continue
        titles = [place for place in members if _could_be_heading(live[place])]
        followed = [place for place in titles if place + 1 < len(live) and not _same_list(live, place, place + 1)]
        if len(followed) * 4 >= len(members) * 3 and len(titles) * 4 >= len(members) * 3:
            headings.add(key)
    return headings


def _same_list(live: Sequence[Paragraph], one: int, other: int) -> bool:
    first, second = live[one].marker, live[other].marker
    return first is not None and second is not None and first.list == second.list


def _could_be_heading(paragraph: Paragraph) -> bool:
    return len(paragraph.text) <= 130 and not paragraph.text.rstrip("* ").endswith((".", ";", ",", ":"))


def _main_list(live: Sequence[Paragraph], headings: set[ListKey]) -> ListKey | None:
    """The list whose members are the clauses; `None` where unmarked paragraphs are."""
    places = {key: members for key, members in _members_of(live).items() if key not in headings}
    numbers = _first_list(live, places, Family.NUMBER)
    bullets = _first_bullets(live, places)
    articles = places.get((Family.ARTICLE, ""), [])
    if len(articles) >= 2:
        return Family.ARTICLE, ""
    for key, members in places.items():
        if key[0] is Family.SUB_NUMBER and len(members) >= 2 and any(h[0] is Family.NUMBER for h in headings):
            return key
    if numbers and bullets and _numbers_stand_below(live, places[numbers], places[bullets]):
        numbers = None
    for candidate in (
        numbers,
        _first_list(live, places, Family.SUB_NUMBER),
        _first_list(live, places, Family.ROMAN),
        bullets,
        _first_list(live, places, Family.CAPITAL),
        _first_list(live, places, Family.LETTER),
        _first_list(live, places, Family.SMALL_ROMAN),
    ):
        if candidate is not None and not _is_inner_list(live, places[candidate]):
            return candidate
    return None


def _first_list(live: Sequence[Paragraph], places: dict[ListKey, list[int]], family: Family) -> ListKey | None:
    """The list of a family that begins first, unless it has only one member and another has more."""
    lists = [(members[0], key) for key, members in places.items() if key[0] is family and len(members) >= 2]
    if not lists and family is Family.NUMBER:
        lists = [
            (members[0], key)
            for key, members in places.items()
            if key[0] is family and live[members[0]].is_prose and _value(live[members[0]]) == 1
        ]
    return min(lists, key=lambda entry: entry[0])[1] if lists else None


def _value(paragraph: Paragraph) -> int:
    return paragraph.marker.value if paragraph.marker else 0


def _first_bullets(live: Sequence[Paragraph], places: dict[ListKey, list[int]]) -> ListKey | None:
    """The bullets that begin first; a list of names in the chapeau is none."""
    lists = []
    names = name_lists(live)
    for key, members in places.items():
        clauses = [place for place in members if place not in names]
        if key[0] is Family.BULLET and clauses and (len(clauses) >= 2 or live[clauses[0]].is_prose):
            lists.append((clauses[0], key))
    return min(lists, key=lambda entry: entry[0])[1] if lists else None


def _numbers_stand_below(live: Sequence[Paragraph], numbers: list[int], bullets: list[int]) -> bool:
    """Whether the numbers are items of a bullet: it introduces them, and bullets follow."""
    above = live[numbers[0] - 1] if numbers[0] else None
    return (
        bullets[0] < numbers[0]
        and bullets[-1] > numbers[-1]
        and above is not None
        and above.marker is not None
        and above.introduces
    )


def _is_inner_list(live: Sequence[Paragraph], members: list[int]) -> bool:
    """Whether marked paragraphs are items of unmarked ones, which are the clauses."""
    among = set(members)
    groups = [place for place in members if place - 1 not in among]
    introduced = [place for place in groups if place and live[place - 1].marker is None and live[place - 1].introduces]
    if len(introduced) != len(groups):
        return False
    introducers = {place - 1 for place in groups}
    prose = [
        place
        for place, paragraph in enumerate(live)
        if paragraph.marker is None
        and paragraph.is_prose
        and place not in introducers
        and not lexicon.PREAMBULAR.match(paragraph.opening)
        and not lexicon.SPEECH.search(paragraph.opening)
        and not lexicon.CLOSING.search(paragraph.opening)
    ]
    before = [place for place in prose if place < members[0]]
    if len(before) >= 2 and len(groups) >= 2:
        return True
    after = [place for place in prose if place > members[-1]]
    if len(before) < 2 or len(prose) < 3 or not after:
        # A list with which the text ends is its list of clauses, however much stands before it.
        return False
    item_length = sum(len(live[place].text) for place in members) / len(members)
    prose_length = sum(len(live[place].text) for place in prose) / len(prose)
    return len(members) <= len(prose) or item_length < prose_length * 0.6


def name_lists(live: Sequence[Paragraph]) -> set[int]:
    """The places of bullets that are lists of names: members or persons, not clauses."""
    names: set[int] = set()
    last_prose = max((place for place, paragraph in enumerate(live) if paragraph.is_prose), default=-1)
    start = 0
    while start < len(live):
        end = start
        while end + 1 < len(live) and _same_list(live, start, end + 1):
            end += 1
        # Something must follow that can be the rest of the chapeau or the clauses.
        if end < last_prose and _is_name_list(live, start, end):
            names.update(range(start, end + 1))
        start = end + 1
    return names


def _is_name_list(live: Sequence[Paragraph], start: int, end: int) -> bool:
    group = live[start : end + 1]
    if start == 0 or len(group) < 2 or group[0].marker is None or group[0].marker.family is not Family.BULLET:
        return False
    if not (live[start - 1].introduces or live[start - 1].text.endswith(",")):
        return False
    return sum(_is_name(p.text) for p in group) * 5 >= len(group) * 4


def _is_name(text: str) -> bool:
    words = _NAME.findall(text[:200])
    if not words or len(text) > 160 or len(words) > 18 or text.endswith("."):
        return False
    large = [word for word in words if word[0].isupper() and len(word) > 0]
    small = [word for word in words if len(word) <= 3 and word[0].islower()]
    return len(large) * 10 >= (len(words) - len(small)) * 6


def _assign(live: Sequence[Paragraph], main: ListKey | None, headings: set[ListKey]) -> None:
    outer: int = 0
    inner_until: int | None = None
    inside_clause = False
    path: list[OpenList] = []
    main_places = [n for n, p in enumerate(live) if p.marker is not None and p.marker.list == main]
    main_indent = live[main_places[0]].indent if main_places else 0
    deeper = len(main_places) > 1 and _is_deeper(live, main_places, main_indent)
    last_place_of = {_value(live[place]): place for place in main_places}
    names = name_lists(live)
    for place, paragraph in enumerate(live):
        marker = paragraph.marker
        if paragraph.kind is PartKind.PREAMBULAR:
            inside_clause, path = True, []
        if marker is None or paragraph.kind is not None:
            continue
        if place in names and not inside_clause:
            continue
        if marker.list in headings and _could_be_heading(paragraph):
            paragraph.kind = PartKind.HEADING
            paragraph.level = 1 + (marker.family is Family.CAPITAL)
            path = []
            inside_clause = False
            continue
        if marker.list == main:
            nested = (
                inside_clause
                and main is not None
                and main[0] is Family.BULLET
                and paragraph.indent >= main_indent + 2
                and paragraph.indent > 0
                and deeper
            )
            if marker.value == 1 and outer > 1 and live[place - 1].introduces:
                resumes = last_place_of.get(outer + 1, -1)
                inner_until = resumes if resumes > place else None
            if nested or (inner_until is not None and place < inner_until):
                make_item(paragraph, path, (marker.family, "nested"))
                continue
            inner_until = None
            outer = marker.value
            paragraph.kind = PartKind.OPERATIVE
            inside_clause = True
            path = []
        elif inside_clause or main is None:
            make_item(paragraph, path, marker.list)


def _is_deeper(live: Sequence[Paragraph], places: Sequence[int], indent: int) -> bool:
    """Whether bullets of one sign stand at exactly two depths, so that the deeper ones are items."""
    depths = {live[place].indent for place in places}
    return len(depths) == 2 and min(depths) == indent


def make_item(paragraph: Paragraph, path: list[OpenList], key: ListKey) -> None:
    """Makes an item of a paragraph; `path` holds the lists that are open above it, each with its indent.

    A list that is new stands below the one before it, unless the source says that it stands no further in.
    """
    indent = paragraph.marker.indent if paragraph.marker is not None else 0
    known = next((place for place, (opened, _) in enumerate(path) if opened == key), None)
    if known is not None:
        del path[known + 1 :]
    else:
        while path and 0 < indent <= path[-1][1]:
            path.pop()
        path.append((key, indent))
    paragraph.kind = PartKind.ITEM
    paragraph.depth = len(path)

"""Marked paragraphs put together to a reading: parts with their wording, what was left out, what to look at."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile

from jointstatement.documents.plain.furniture import FRONT_MATTER
from jointstatement.documents.plain.lexicon import CAPTION as CAPTION_LABEL
from jointstatement.documents.plain.lexicon import fold
from jointstatement.documents.plain.markers import ARROWS, Family
from jointstatement.documents.plain.markup import without_marks
from jointstatement.documents.plain.members import members_in
from jointstatement.documents.plain.paragraphs import Paragraph
from jointstatement.documents.plain.stretch import BOLD, NOTE, NOTHING, RAISED, Stretch, joined, put_in
from jointstatement.terms import CLAUSE_KINDS, PartKind
from jointstatement.text.document import Document, LeftOut, Part, Reading
from jointstatement.text.punctuate import split_ending
from jointstatement.text.wording import FootnoteMark, Run, write

MARKS = "Signs of Markdown or HTML and invisible signs; what they marked is kept."
HYPHENS = "Hyphens at line ends; the words are joined."
STATES = "Marks that said how far each clause had come."
FOOTNOTE_SIGNS = "Signs before footnotes."

_LABELLED = CLAUSE_KINDS | {PartKind.ITEM, PartKind.FOOTNOTE}
"""The kinds that keep their marker beside their words; elsewhere it is one of the words."""
_SPACED_ORDINAL = re.compile(r"\b(?:\d*1(?= st\b)|\d*2(?= nd\b)|\d*3(?= rd\b)|\d+(?= th\b)) (st|nd|rd|th)\b")
_CELLS = re.compile(r"[ \xa0]{4,}|\t+")
_MOJIBAKE = re.compile(r"[^\W\d_][øìòïèùæð¹¾][^\W\d_]|[ÃÄÅ][\u0080-\u00bf]|â€")
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_GIVEN_MARK = re.compile(r"\[\^([\w*-]+)\]")


class Assembly:
    """Gathers parts and what was dropped on the way. One for each reading."""

    def __init__(self, paragraphs: Sequence[Paragraph], dropped: Iterable[Stretch], *, markdown: bool) -> None:
        self.paragraphs = paragraphs
        self.markdown = markdown
        self.dropped = list(dropped)
        self.signs: list[Stretch] = []
        self.parts: list[Part] = []
        self.notes = {p.key: p for p in paragraphs if p.kind is PartKind.FOOTNOTE and not p.continues}
        self.linked: set[str] = set()
        self.chapeau_lines: list[str] = []
        self.clause_lines: list[list[str]] = []

    def words(self, paragraph: Paragraph, *, styled: bool = True) -> Stretch:
        """A paragraph's characters as they are kept: signs read, blanks made one."""
        words = paragraph.words
        if self.markdown:
            words, signs = without_marks(words)
            self.dropped += signs
        if len(paragraph.label) and paragraph.kind not in _LABELLED:
            words = joined((paragraph.label, put_in(" "), words))
        words = _with_raised_ordinals(words.one_blank_each().strip())
        if not styled or _is_wholly(words, BOLD):
            words = words.unstyled()
        return words

    def source(self, words: Stretch) -> str:
        """Canonical light marks of a stretch, the signs of known footnotes become their marks."""
        if not any(words.style) and not any(sign in words.text for sign in "*_^[\\") and not self.notes:
            return words.text
        pieces: list[Run | FootnoteMark] = []
        done = 0
        for start, end, key in self._anchors(words):
            if start < done:
                continue
            pieces += [*words.cut(done, start).wording(), FootnoteMark(_key(key))]
            self.linked.add(_key(key))
            if words.style[start] & NOTE:
                done = end
                continue
            if words.text[start:end] != key:
                inside = words.text.find(key, start, end)
                around = [(start, inside), (inside + len(key), end)] if inside >= 0 else [(start, end)]
                self.dropped += [words.cut(*span) for span in around]
            done = end
        pieces += words.cut(done).wording()
        return write(pieces)

    def _anchors(self, words: Stretch) -> list[tuple[int, int, str]]:
        found = list(_given_marks(words))
        for key, note in self.notes.items():
            if note.is_given:
                continue
            if key not in words.text and not (key.isdigit() and any(sign in words.text for sign in _SUPERSCRIPTS)):
                continue
            for match in re.finditer(_anchor(key), words.text):
                start, end = match.span()
                if words.style[start] & NOTE:
                    continue
                raised = all(style & RAISED for style in words.style[start:end])
                plain_digit = words.text[start].isdigit() and not raised
                if plain_digit and not _may_carry_a_number(words.text, start, end):
                    continue
                if raised and end < len(words) and words.text[end].isdigit() and words.style[end] & RAISED:
                    continue
                if raised and words.text[start - 1 : start].isdigit() and words.style[start - 1] & RAISED:
                    continue
                found.append((start, end, key))
        return sorted(found)


def _given_marks(words: Stretch) -> Iterator[tuple[int, int, str]]:
    """Where the source itself says that a footnote's mark stands."""
    for found in _GIVEN_MARK.finditer(words.text):
        if all(style & NOTE for style in words.style[found.start() : found.end()]):
            yield found.start(), found.end(), found[1]


def _without_note_marks(words: Stretch) -> str:
    return "".join(sign for sign, style in zip(words.text, words.style, strict=True) if not style & NOTE)


def _anchor(sign: str) -> str:
    """How a text carries the sign of a footnote."""
    if not sign[0].isalnum():
        return rf"(?<=[\w'\"”’»)]){re.escape(sign)}(?![\w*])"
    choices = [rf"\[\^{sign}\]", rf"\[{sign}\]", rf"\({sign}\)(?=[\s.,;:]|$)"]
    if sign.isdigit():
        superscript = sign.translate(str.maketrans("0123456789", _SUPERSCRIPTS))
        choices += [rf"(?<![{_SUPERSCRIPTS}]){superscript}(?![{_SUPERSCRIPTS}])", rf"(?<=\S){sign}(?!\w)"]
    return "|".join(choices)


def _key(sign: str) -> str:
    """The stable key of a footnote, which is written with fewer signs than there are marks."""
    return {"†": "dagger", "‡": "double-dagger"}.get(sign, sign)


def _may_carry_a_number(text: str, start: int, end: int) -> bool:
    """Whether a plain number stands directly behind a word or stop, and is no part of another number."""
    before, after = text[start - 1 : start], text[end : end + 2]
    if not before or after[:1].isdigit() or (after[:1] in ".," and after[1:].isdigit()):
        return False
    if before.isalpha():
        word = re.search(r"[^\W\d_]+$", text[max(0, start - 30) : start])
        return word is not None and len(word[0]) >= 3
    return before in '.;:”"’)' and not re.search(r"\d.$", text[max(0, start - 2) : start])


def _with_raised_ordinals(words: Stretch) -> Stretch:
    """ "the 6 th meeting", whose letters were raised, as 6^th^."""
    pieces: list[Stretch] = []
    done = 0
    for found in _SPACED_ORDINAL.finditer(words.text):
        pieces += [words.cut(done, found.start(1) - 1), words.cut(*found.span(1)).styled(RAISED)]
        done = found.end()
    return joined((*pieces, words.cut(done))) if pieces else words


def _is_wholly(words: Stretch, flag: int) -> bool:
    return bool(words.style) and all(
        style & (flag | NOTE) or not sign.isalnum() for style, sign in zip(words.style, words.text, strict=True)
    )


def assemble(
    paragraphs: Sequence[Paragraph],
    dropped: Sequence[Stretch],
    hyphens: Sequence[Stretch],
    states: Sequence[Stretch],
    *,
    markdown: bool,
    page_title: str,
    left_out: Sequence[LeftOut],
    warnings: Sequence[str],
) -> Reading:
    """The reading of marked paragraphs."""
    assembly = Assembly(paragraphs, dropped, markdown=markdown)
    head = _head(assembly, page_title)
    body = _body(assembly)
    closing = _joined_part(assembly, PartKind.CLOSING, columns=True)
    notes = _footnotes(assembly)
    document = Document(
        parts=(*head, *body, *closing, *notes),
        style=_style(paragraphs),
        language="en",
        members=members_in(assembly.chapeau_lines) or _members_in_clauses(assembly),
    )
    everything_left = [*left_out, *_left_out_paragraphs(paragraphs), *_small_leavings(assembly, hyphens, states)]
    return Reading(
        document=document,
        left_out=tuple(everything_left),
        warnings=(*warnings, *_warnings(document, paragraphs, assembly)),
    )


def _members_in_clauses(assembly: Assembly) -> tuple[str, ...]:
    """A text without a chapeau names its members in its first clause, or one below the other in its second."""
    if assembly.chapeau_lines:
        return ()
    for place, lines in enumerate(assembly.clause_lines):
        names = members_in(lines) if place == 0 or len(lines) > 2 else ()
        if names:
            return names
    return ()


def _of_kind(assembly: Assembly, kind: PartKind) -> list[Paragraph]:
    return [p for p in assembly.paragraphs if p.kind is kind and not p.why]


def _head(assembly: Assembly, page_title: str) -> list[Part]:
    parts: list[Part] = []
    titles = _of_kind(assembly, PartKind.TITLE)
    if any(paragraph.continues for paragraph in titles):
        return _joined_part(assembly, PartKind.TITLE, styled=False) + _below_title(assembly)
    for paragraph in titles:
        caption = CAPTION_LABEL.match(paragraph.text)
        if caption:
            assembly.signs.append(paragraph.words.cut(0, caption.end()).strip())
            paragraph.words = paragraph.words.cut(caption.end())
        words = assembly.words(paragraph, styled=False)
        parts.append(Part(PartKind.TITLE, assembly.source(words)))
    if not titles and page_title:
        parts.append(Part(PartKind.TITLE, write((Run(page_title),))))
    return parts + _below_title(assembly)


def _below_title(assembly: Assembly) -> list[Part]:
    return [*_joined_part(assembly, PartKind.SUBTITLE, styled=False), *_joined_part(assembly, PartKind.CHAPEAU)]


def _joined_part(assembly: Assembly, kind: PartKind, *, styled: bool = True, columns: bool = False) -> list[Part]:
    """All paragraphs of a kind that a document has once, as one part."""
    paragraphs = _of_kind(assembly, kind)
    if not paragraphs:
        return []
    pieces: list[Stretch] = []
    for paragraph in paragraphs:
        for cell in _cells(paragraph) if columns else [paragraph]:
            words = assembly.words(cell, styled=styled)
            if kind is PartKind.CHAPEAU:
                assembly.chapeau_lines.append(_without_note_marks(words))
            pieces += [put_in("\n"), words] if pieces else [words]
    return [Part(kind, assembly.source(joined(pieces)))]


def _cells(paragraph: Paragraph) -> list[Paragraph]:
    """A line of two columns, as in a signature block, as two."""
    cells: list[Paragraph] = []
    done = 0
    for gap in _CELLS.finditer(paragraph.text):
        cells.append(Paragraph(paragraph.words.cut(done, gap.start())))
        done = gap.end()
    cells.append(Paragraph(paragraph.words.cut(done)))
    cells[0].label = paragraph.label
    return [cell for cell in cells if cell.text.strip() or len(cell.label)]


def _body(assembly: Assembly) -> list[Part]:
    """Formulas, headings, clauses and items, each with the paragraphs that continue it."""
    gathered: list[tuple[Paragraph, list[Stretch]]] = []
    for paragraph in assembly.paragraphs:
        if paragraph.why or paragraph.kind in (
            PartKind.TITLE,
            PartKind.SUBTITLE,
            PartKind.CHAPEAU,
            PartKind.CLOSING,
            PartKind.FOOTNOTE,
        ):
            continue
        words = assembly.words(paragraph, styled=paragraph.kind not in (PartKind.HEADING, PartKind.FORMULA))
        owner = gathered[-1][0] if gathered else None
        if paragraph.kind is not None or owner is None:
            gathered.append((paragraph, [words]))
        elif owner.kind is PartKind.ITEM and not _goes_on_item(paragraph, owner):
            paragraph.kind, paragraph.depth = PartKind.ITEM, 1
            paragraph.label = NOTHING
            gathered.append((paragraph, [words]))
        else:
            gathered[-1][1].extend((put_in("\n"), words))
    parts: list[Part] = []
    clauses = 0
    for paragraph, pieces in gathered:
        part = _body_part(assembly, paragraph, joined(pieces))
        clauses += part.is_clause
        if part.kind is PartKind.OPERATIVE and clauses <= 2:
            assembly.clause_lines.append([piece.text for piece in pieces if piece.text != "\n"])
        parts.append(part)
    return parts


def _goes_on_item(paragraph: Paragraph, owner: Paragraph) -> bool:
    """Whether a continuation is indented below its item."""
    return paragraph.indent > owner.indent > 0 or (owner.depth > 0 and paragraph.listed and owner.introduces)


def _body_part(assembly: Assembly, paragraph: Paragraph, words: Stretch) -> Part:
    kind = paragraph.kind or PartKind.CLOSING
    if kind not in CLAUSE_KINDS and kind is not PartKind.ITEM:
        return Part(kind, assembly.source(words), level=paragraph.level if kind is PartKind.HEADING else 0)
    wording, ending = split_ending(words.text)
    if not wording.strip():
        wording, ending = words.text, ""
    kept = words.cut(0, len(wording))
    return Part(
        kind,
        assembly.source(kept),
        level=paragraph.depth if kind is PartKind.ITEM else 0,
        ending=ending,
        label=" ".join(paragraph.label.text.split()) or (None if kind in CLAUSE_KINDS else ""),
    )


def _footnotes(assembly: Assembly) -> list[Part]:
    parts: list[Part] = []
    paragraphs = _of_kind(assembly, PartKind.FOOTNOTE)
    for place, paragraph in enumerate(paragraphs):
        if paragraph.continues:
            continue
        words = assembly.words(paragraph)
        for further in takewhile(lambda each: each.continues, paragraphs[place + 1 :]):
            words = joined((words, put_in("\n"), assembly.words(further)))
        sign = paragraph.key
        notes, assembly.notes = assembly.notes, {}
        wording = assembly.source(words)
        assembly.notes = notes
        mark = paragraph.mark or (None if sign.isdigit() or paragraph.is_given else sign)
        parts.append(Part(PartKind.FOOTNOTE, wording, key=_key(sign), mark=mark))
    return parts


def _left_out_paragraphs(paragraphs: Sequence[Paragraph]) -> list[LeftOut]:
    """What was left out, neighbours for the same reason together."""
    left: list[LeftOut] = []
    last_place = -2
    for place, paragraph in enumerate(paragraphs):
        if not paragraph.why:
            continue
        text = paragraph.source.text
        together = bool(left) and last_place == place - 1 and left[-1].why == paragraph.why == FRONT_MATTER
        if together:
            left[-1] = LeftOut(left[-1].text + "\n" + text, paragraph.why)
        else:
            left.append(LeftOut(text, paragraph.why))
        last_place = place
    return left


def _small_leavings(assembly: Assembly, hyphens: Sequence[Stretch], states: Sequence[Stretch]) -> list[LeftOut]:
    signs = assembly.signs
    leavings = (
        (signs, "The label of a caption that served as the title."),
        ([p.label for p in _of_kind(assembly, PartKind.FOOTNOTE)], FOOTNOTE_SIGNS),
        (assembly.dropped, MARKS),
        (hyphens, HYPHENS),
        (states, STATES),
    )
    return [
        LeftOut(" ".join(stretch.text.strip() for stretch in stretches if stretch.text.strip()), why)
        for stretches, why in leavings
        if any(stretch.text.strip() for stretch in stretches)
    ]


def _style(paragraphs: Sequence[Paragraph]) -> str:
    """The style whose list the operative clauses have."""
    operative = [p for p in paragraphs if p.kind is PartKind.OPERATIVE and not p.why]
    marked = [p.marker for p in operative if p.marker is not None]
    if len(marked) * 2 <= len(operative):
        return "unnumbered"
    bullets = [marker for marker in marked if marker.family is Family.BULLET or marker.form in ARROWS]
    if len(bullets) * 2 <= len(marked):
        return "numbered"
    return "o-we" if all(marker.form in ARROWS for marker in bullets) else "bullets"


def _warnings(document: Document, paragraphs: Sequence[Paragraph], assembly: Assembly) -> list[str]:
    """What a person should look at."""
    warnings: list[str] = []
    clauses = document.clauses
    last = document.parts[max(n for n, p in enumerate(document.parts) if p.is_clause or p.kind is PartKind.ITEM)]
    if last.ending and last.ending.strip() != ".":
        warnings.append(f"The last clause ends with “{last.ending.strip()}”.")
    elif not last.ending and not re.search(r"[.!?…][”\"’»)*]*(?:\[\^[\w*-]+\])*$", last.wording):
        warnings.append("The last clause has no closing punctuation; the text may have been cut.")
    numbers = [
        p.marker.value
        for p in paragraphs
        if p.kind is PartKind.OPERATIVE and not p.why and p.marker is not None and p.marker.family is Family.NUMBER
        # "3bis" stands beside 3 and is no second one.
        if not re.search(r"\d[a-z]", p.label.text)
    ]
    for one, other in pairwise(numbers):
        if other > one + 1:
            warnings.append(f"The numbers jump from {one} to {other}.")
        elif other == one and set(numbers) != {1}:
            warnings.append(f"The number {one} stands twice.")
    if len(numbers) > 2 and set(numbers) == {1}:
        warnings.append("Every clause carries the number 1 in the file; they are counted in their order.")
    if document.style in ("o-we", "bullets"):
        warnings += _opening_warning([p for p in clauses if p.kind is PartKind.OPERATIVE])
    for part in document.parts:
        if part.kind is PartKind.FOOTNOTE and part.key not in assembly.linked:
            warnings.append(f"Nothing in the text points to the footnote “{part.mark or part.key}”.")
    if any(len(_cells(p)) > 1 for p in paragraphs if p.kind is PartKind.CLOSING and not p.why):
        warnings.append("The signatures stood in columns; please check their order in the closing.")
    if len(_MOJIBAKE.findall("\n".join(p.text for p in paragraphs))) >= 2:
        warnings.append("Some letters look as if the file had been saved in another encoding. Please check them.")
    return warnings


def _opening_warning(operative: Sequence[Part]) -> list[str]:
    """One or two clauses that do not begin as all others do."""
    first = [fold(found[0]) if (found := _FIRST_WORD.search(part.wording)) else "" for part in operative]
    for usual in ("we", "mi", "nous", "vi", "wir", "ми", "мы"):
        others = [n for n, word in enumerate(first) if word != usual]
        inside = [n for n in others if re.search(rf"\b{usual}\b", fold(operative[n].wording))]
        odd = [n for n in others if n not in inside]
        if len(first) >= 4 and len(first) - len(others) >= 2 and len(odd) == 1:
            return [f"Clause {odd[0] + 1} is not worded with “{usual.capitalize()}” like the others."]
    return []

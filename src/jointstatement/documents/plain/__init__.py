"""Statements read out of plain text, whatever it was copied from: web pages, PDF, Word, Markdown.

The reader is a row of passes, each in its own module: `decode` (bytes to characters), `markup` (tags and signs),
`lines`, `furniture` (what pages put round a text), `paragraphs` (lines joined), `markers` and `lists` (clauses and
items), `structure` (what each paragraph is), `members`, `assemble`. All passes hand on stretches of the source
(`stretch`), so that every character ends up in the document or in what was left out, with a reason.
"""

from collections.abc import Sequence

from jointstatement.documents.plain.assemble import assemble
from jointstatement.documents.plain.decode import MOST_LINES, decode
from jointstatement.documents.plain.furniture import (
    is_headed_as_draft,
    leave_out_front_matter,
    leave_out_page_furniture,
    leave_out_web_furniture,
)
from jointstatement.documents.plain.given import Given, paragraphs_as_given, raise_headings
from jointstatement.documents.plain.lexicon import KIND_OF_TEXT, TASKS, fold
from jointstatement.documents.plain.lines import cut_into_lines
from jointstatement.documents.plain.lists import divide_glued_titles, divide_inline_lists
from jointstatement.documents.plain.markup import looks_like_markdown, without_tags
from jointstatement.documents.plain.paragraphs import (
    LONGEST_PARAGRAPH,
    Paragraph,
    paragraphs_of,
    raise_split_ordinals,
    too_long,
)
from jointstatement.documents.plain.stretch import Stretch, joined, whole
from jointstatement.documents.plain.structure import find_structure
from jointstatement.documents.plain.surroundings import leave_out_cover
from jointstatement.errors import N_, UnreadableFile
from jointstatement.terms import CLAUSE_KINDS, PartKind
from jointstatement.text.document import LeftOut, Reading
from jointstatement.text.reserves import LEFT_OUT, cut_reserves
from jointstatement.text.state_marks import mark_in

_HYPHENS = "-\u00ad\u2010"
_LEAST_MEAN = 60
"""How long clauses are on average where no word of a known language says that they are a statement's."""


def read_plain(data: bytes, *, name: str = "") -> Reading:
    """Reads a statement out of a text file. Takes time in proportion to its length.

    Raises `UnreadableFile` where the bytes are no text, or the text holds no statement; the sentence says what to do.
    """
    source, warnings = decode(data)
    source, reserves = cut_reserves(source, is_draft=is_headed_as_draft(source))
    markdown = looks_like_markdown(source)
    text, dropped = without_tags(whole(source))
    lines = cut_into_lines(text)
    if len(lines) > MOST_LINES:
        raise UnreadableFile(
            N_("The file has more than {most} lines; no statement is that long. Send only its text."), most=MOST_LINES
        )
    if any(len(line.text) > LONGEST_PARAGRAPH for line in lines):
        raise too_long()
    page_title = leave_out_front_matter(lines)
    leave_out_page_furniture(lines)
    leave_out_web_furniture(lines)
    raise_split_ordinals(lines)
    paragraphs, signs = paragraphs_of(lines, markdown=markdown)
    if any(len(paragraph.text) > LONGEST_PARAGRAPH for paragraph in paragraphs):
        raise too_long()
    return _reading(
        divide_inline_lists(divide_glued_titles(paragraphs)),
        dropped,
        signs,
        markdown=markdown,
        page_title=page_title,
        left_out=[LeftOut(words, LEFT_OUT) for words in reserves],
        warnings=warnings,
    )


def read_given(given: Sequence[Given], *, left_out: Sequence[LeftOut] = (), warnings: Sequence[str] = ()) -> Reading:
    """Reads a statement out of paragraphs that a file knows itself, with their labels and footnotes.

    What the file's own reader left out comes first in the reading. Raises `UnreadableFile` where the paragraphs hold
    no statement, or more than one can.
    """
    if len(given) > MOST_LINES:
        raise UnreadableFile(
            N_("The file has more than {most} paragraphs; no statement is that long. Send only its text."),
            most=MOST_LINES,
        )
    if any(len(paragraph.words) > LONGEST_PARAGRAPH for paragraph in given):
        raise too_long()
    paragraphs, signs = paragraphs_as_given(given)
    if any(len(paragraph.text) > LONGEST_PARAGRAPH for paragraph in paragraphs):
        raise too_long()
    return _reading(
        paragraphs,
        (),
        signs,
        markdown=False,
        page_title="",
        left_out=left_out,
        warnings=warnings,
        levels_are_given=True,
    )


def _reading(
    paragraphs: list[Paragraph],
    dropped: Sequence[Stretch],
    signs: Sequence[Stretch],
    *,
    markdown: bool,
    page_title: str,
    warnings: Sequence[str],
    left_out: Sequence[LeftOut] = (),
    levels_are_given: bool = False,
) -> Reading:
    """What paragraphs say, once they are known; of the signs that were dropped in joining them some are hyphens."""
    leave_out_cover(paragraphs)
    cut = _cut_states(paragraphs)
    find_structure(paragraphs, page_title=page_title)
    states = _states(paragraphs, cut)
    if levels_are_given:
        raise_headings(paragraphs)
    if not _is_a_statement(paragraphs, page_title):
        raise UnreadableFile(
            N_(
                "No statement was found in the file: it has neither numbered or marked clauses nor paragraphs under a "
                "title such as “Joint Statement”. Please choose the file that holds the statement's text."
            )
        )
    return assemble(
        paragraphs,
        [*dropped, *(stretch for stretch in signs if stretch.text not in _HYPHENS)],
        [stretch for stretch in signs if stretch.text in _HYPHENS],
        states,
        markdown=markdown,
        page_title=page_title,
        left_out=left_out,
        warnings=warnings,
    )


def _cut_states(paragraphs: Sequence[Paragraph]) -> list[tuple[Paragraph, Stretch]]:
    """Cuts off what may say how far a clause has come, so that structure is found by what stands before it."""
    marked = [(paragraph, place) for paragraph in paragraphs if (place := mark_in(paragraph.text)) is not None]
    marks = [(paragraph, paragraph.words.cut(place)) for paragraph, place in marked]
    for paragraph, place in marked:
        paragraph.words = paragraph.words.cut(0, place)
    return marks


def _states(paragraphs: Sequence[Paragraph], cut: Sequence[tuple[Paragraph, Stretch]]) -> list[Stretch]:
    """What was cut off, where it is marks of states; else they are words, and are put back.

    A text is printed with a mark after every clause or after none: one alone is words in brackets.
    """
    marked = {id(paragraph) for paragraph, _ in cut}
    clauses: list[bool] = []
    is_clause = False
    for paragraph in paragraphs:
        is_marked = id(paragraph) in marked
        if paragraph.continues and is_clause:
            clauses[-1] |= is_marked
        else:
            is_clause = paragraph.kind in CLAUSE_KINDS and not paragraph.why
            clauses += [is_marked] * is_clause
    marks = [words for _, words in cut]
    if len(clauses) > 1 and all(clauses):
        return marks
    for paragraph, words in cut:
        paragraph.words = joined([paragraph.words, words])
    return []


def _is_a_statement(paragraphs: list[Paragraph], page_title: str) -> bool:
    """Whether there are clauses in words, and something that says that they are a statement's."""
    clauses = [p for p in paragraphs if p.kind in CLAUSE_KINDS and not p.why]
    worded = [p for p in clauses if sum(sign.isalpha() for sign in p.text[:400]) >= 12 and len(p.text.split()) >= 3]
    if not worded:
        return False
    sample = "".join(p.text[:2000] for p in worded[:200])
    letters = sum(sign.isalpha() for sign in sample)
    signs = sum(not sign.isspace() for sign in sample)
    if letters * 10 < signs * 6:
        return False
    marked = [p for p in worded if p.marker is not None]
    chapeau = any(p.kind is PartKind.CHAPEAU for p in paragraphs)
    # A recipe has a line that introduces its numbers too; its steps are short.
    long_enough = sum(len(p.text) for p in marked) >= _LEAST_MEAN * len(marked)
    head = [p for p in paragraphs if p.kind in (PartKind.TITLE, PartKind.SUBTITLE) and not p.why]
    titled = any(KIND_OF_TEXT.search(p.opening) for p in head) and bool(marked or chapeau)
    words = fold(
        " ".join([page_title, *(p.text[:1000] for p in paragraphs if p.kind is not None and not p.why)])[:20_000]
    )
    return titled or bool(TASKS.search(words)) or (chapeau and len(marked) >= 2 and long_enough)

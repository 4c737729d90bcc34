"""How far each clause has come, as a mark after it on paper, and a text read back without such marks."""

import re
from collections.abc import Mapping
from dataclasses import replace

from jointstatement.terms import ClauseState
from jointstatement.text.document import Document, Part
from jointstatement.text.punctuate import split_ending
from jointstatement.text.tokens import source_of, text_of, tokens

_WORDS: Mapping[ClauseState, str] = {
    ClauseState.OPEN: "open",
    ClauseState.BRACKETED: "in brackets",
    ClauseState.AGREED_INFORMALLY: "agreed informally",
    ClauseState.PENDING: "agreed pending delegations",
    ClauseState.AGREED_AD_REFERENDUM: "agreed ad ref",
    ClauseState.AGREED: "agreed",
    ClauseState.REOPENED: "re-opened",
}
_MARK = re.compile(
    rf" \\?\[(?:{'|'.join(map(re.escape, _WORDS.values()))})(?: until [^\[\]\n]{{1,80}})?\\?\]\Z", re.IGNORECASE
)
"""A mark at the end of a clause; a printer may have escaped its signs."""


def state_mark(state: ClauseState, until: str = "") -> str:
    """The mark of a state with the space before it: " [agreed ad ref until 14 May 18:00]". It names nobody."""
    return f" [{_WORDS[state]}{f' until {until}' if until else ''}]"


def mark_in(text: str) -> int | None:
    """Where the mark begins, with the space before it, that a paragraph of bare words ends with; `None` without one."""
    found = _MARK.search(text)
    return found.start() if found else None


def without_marks(document: Document) -> Document:
    """A text that was read, without the marks that were printed after its clauses.

    A text is printed with a mark after every clause or after none: where one clause has none, words in brackets at the
    end of another are words of it.
    """
    clauses = document.clauses
    if not clauses or any(mark_in(_said(part)) is None for part in clauses):
        return document
    return replace(document, parts=tuple(_unmarked(part) if part.is_clause else part for part in document.parts))


def _unmarked(part: Part) -> Part:
    row, left = tokens(part.wording).row, mark_in(_said(part)) or 0
    length, kept = 0, 0
    for token in row:
        if length >= left:
            break
        length += len(text_of(token))
        kept += 1
    words = source_of(row[:kept])
    wording, ending = split_ending(words)
    return replace(part, wording=wording, ending=ending if ending or part.ending is not None else None)


def _said(part: Part) -> str:
    return "".join(map(text_of, tokens(part.wording).row))

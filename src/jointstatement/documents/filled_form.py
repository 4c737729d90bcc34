"""An ISO form that came back filled in: its rows as they are written, and what each means for the text.

Which part a row is on, and whether its proposed change is wording or is said in words, is judged here and confirmed by
a person; whatever is not certain says so.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from jointstatement.documents.tables import iso_citation
from jointstatement.errors import N_
from jointstatement.terms import CommentClass, Weight
from jointstatement.text.comments import CitedPart
from jointstatement.text.compare import share_changed
from jointstatement.text.document import LeftOut
from jointstatement.text.wording import canonical, plain

_ALIKE = 0.6
"""Where more than this share of both texts differs, a proposed change is taken to be said in words."""
_TOKENS = re.compile(r"[^\W\d_]+|\d+")
_WORDS_OF_CITATION = frozenset(
    {"clause", "clauses", "subclause", "paragraph", "para", "item", "article", "art", "op", "no"}
)
_WHOLE = frozenset({"", "general", "all", "whole", "text", "the", "ge", "document", "statement"})
_CLASSES = {
    "ed": CommentClass.EDITORIAL,
    "te": CommentClass.TECHNICAL,
    "ge": CommentClass.SUBSTANTIVE,
}
_SAME_WORDS = N_("The proposed change is the text as it stands.")
_NO_SUCH_PART = N_("The text on the table has no part that is cited like this.")
_ON_ITS_CLAUSE = N_("The place within the clause is not a part of its own; it is said in the comment.")
_IN_WORDS = N_("The proposed change does not read like the wording of this part; it is kept as a comment.")
_NO_PART_TO_AMEND = N_("A proposed change needs a part of the text; without one it is kept as a comment.")
_NOT_OURS = N_("Something stands in the column of the secretariat; it is not taken over.")
_NO_KIND = N_("The type of comment is none of ge, te and ed; please look at the class.")


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of a form as the file has it."""

    number: int
    """Counted from 1 over all rows below the headings."""
    delegation: str
    label: str
    """As "A-3.1", where the row was printed with one; empty in a row of the delegation's own."""
    notes: tuple[str, ...]
    """What else stands below the delegation's name: "late"."""
    line: str
    clause: str
    paragraph: str
    kind: str
    """The type of comment as written: "te", "ed (translation)"."""
    comment: str
    proposed: str
    """Light marks; what is struck in the file is left out."""
    is_redline: bool
    """Words are struck or put in: what is proposed is wording."""
    observations: str


@dataclass(frozen=True, slots=True)
class FilledForm:
    """Everything that a form says."""

    rows: tuple[FormRow, ...]
    passed_over: int
    """Rows in which nothing is written beside the columns that were filled in before."""
    left_out: tuple[LeftOut, ...]
    """What stands in the file and in no row."""


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """What a row means for the text on the table."""

    row: FormRow
    part: CitedPart | None
    """None for the text as a whole, and where no part was found."""
    is_found: bool
    wording: str
    """Of an amendment, light marks; empty where the row is a comment."""
    text: str
    """The comment, or the reason of the amendment."""
    comment_class: CommentClass
    weight: Weight
    doubts: tuple[str, ...]
    """What a person should look at, in sentences."""

    @property
    def is_amendment(self) -> bool:
        """It proposes wording for its part."""
        return bool(self.wording)

    @property
    def part_id(self) -> str:
        """The id of its part; empty where it is on none."""
        return self.part.id if self.part else ""


def placed_rows(form: FilledForm, parts: Sequence[CitedPart]) -> tuple[PlacedRow, ...]:
    """Each row of a form on the part of the text that it cites, in the form's order. No row is left out."""
    citations = _Citations(parts)
    return tuple(_placed(row, citations) for row in form.rows)


def _placed(row: FormRow, citations: "_Citations") -> PlacedRow:
    part, within, doubts = citations.meant_by(row)
    said = " ".join(filter(None, (f"({within})" if within else "", row.comment)))
    wording = ""
    if row.proposed and part is None:
        doubts.append(_NO_PART_TO_AMEND)
    elif row.proposed and part is not None:
        if canonical(row.proposed) == part.wording:
            doubts.append(_SAME_WORDS)
        elif row.is_redline or share_changed(part.wording, row.proposed) <= _ALIKE:
            wording = canonical(row.proposed)
        else:
            doubts.append(_IN_WORDS)
    if row.proposed and not wording:
        said = "\n\n".join(filter(None, (said, f"Proposed change: {plain(row.proposed)}")))
    if row.observations:
        doubts.append(_NOT_OURS)
    if not _is_kind(row.kind):
        doubts.append(_NO_KIND)
    comment_class, weight = _kind_of(row.kind)
    return PlacedRow(
        row=row,
        part=part,
        is_found=_NO_SUCH_PART not in doubts,
        wording=wording,
        text=said,
        comment_class=comment_class,
        weight=weight,
        doubts=tuple(doubts),
    )


class _Citations:
    """The parts of a text by all that they are cited as."""

    def __init__(self, parts: Sequence[CitedPart]) -> None:
        self._as_printed: dict[tuple[str, str], list[CitedPart]] = defaultdict(list)
        self._by_number: dict[tuple[str, ...], list[CitedPart]] = defaultdict(list)
        for part in parts:
            clause, paragraph = iso_citation(part)
            self._as_printed[_folded(clause), _folded(paragraph)].append(part)
            if key := _key(part.label):
                self._by_number[key].append(part)

    def meant_by(self, row: FormRow) -> tuple[CitedPart | None, str, list[str]]:
        """The part that a row cites, or None for the whole text; what of its citation no part bears; and doubts."""
        line = f"line {row.line}" if row.line else ""
        if not row.paragraph and _is_whole(row.clause):
            return None, line, []
        clause = _key(row.clause)
        for found in (
            self._as_printed.get((_folded(row.clause), _folded(row.paragraph)), []),
            self._by_number.get((*clause, *_key(row.paragraph)), []),
        ):
            if len(found) == 1:
                return found[0], line, []
        on_clause = self._by_number.get(clause, [])
        if len(on_clause) == 1:
            return on_clause[0], ", ".join(filter(None, (row.paragraph, line))), [_ON_ITS_CLAUSE]
        return None, " ".join(filter(None, (row.clause, row.paragraph, line))), [_NO_SUCH_PART]


def _folded(words: str) -> str:
    return " ".join(re.sub("[“”„\"'«»…]", " ", words).casefold().split())


def _key(citation: str) -> tuple[str, ...]:
    """What tells citations apart however they are written: "Clause 3 (a)", "3(a)" and "3a)" are ("3", "a")."""
    tokens = (token.casefold() for token in _TOKENS.findall(citation))
    return tuple(token for token in tokens if token not in _WORDS_OF_CITATION)


def _is_whole(clause: str) -> bool:
    return {token.casefold() for token in _TOKENS.findall(clause)} <= _WHOLE


def _is_kind(written: str) -> bool:
    return not written or written.casefold().strip(" .")[:2] in _CLASSES


def _kind_of(written: str) -> tuple[CommentClass, Weight]:
    """What the letters of the form mean for a comment and for an amendment; our own words in them say it exactly."""
    words = [token.casefold() for token in _TOKENS.findall(written)]
    letters = words[0][:2] if words else "te"
    named = [each for each in CommentClass if each.value in words]
    comment_class = named[0] if named else _CLASSES.get(letters, CommentClass.SUBSTANTIVE)
    if "essential" in words:
        return comment_class, Weight.ESSENTIAL
    return comment_class, Weight.EDITORIAL if letters == "ed" else Weight.PREFERRED

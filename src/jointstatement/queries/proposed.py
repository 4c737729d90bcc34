"""What an amendment would do, as words: in the place of its part, or beside it."""

from collections.abc import Mapping

from jointstatement.models import Amendment
from jointstatement.terms import AmendmentKind
from jointstatement.text.compare import Segment, compare
from jointstatement.text.wording import plain


def words_in_place(row: Amendment) -> str | None:
    """The words that would stand in the place of its part, none where it is deleted; `None` for what leaves them be.

    Of a clause in two halves both, for all that is changed between them is changed there.
    """
    if row.kind in {AmendmentKind.ADD_AFTER, AmendmentKind.MOVE}:
        return None
    if row.kind is AmendmentKind.SPLIT:
        return f"{row.wording} {row.second_wording}"
    return row.wording


def redline_of(base: str, row: Amendment) -> tuple[Segment, ...]:
    """Its words against those that it was made on: of a new part all is new, of a move nothing, of halves two lines."""
    if row.kind is AmendmentKind.ADD_AFTER:
        return compare("", row.wording)
    if row.kind is AmendmentKind.MOVE:
        return compare(base, base)
    if row.kind is AmendmentKind.SPLIT:
        return compare(base, f"{row.wording}\n{row.second_wording}")
    return compare(base, row.wording)


def said_of(row: Amendment, cited: Mapping[str, str]) -> str:
    """What an amendment does, as a sentence for files; empty for other words, which speak for themselves.

    `cited` has the labels of parts by their ids; a part without one is called what it is.
    """
    other = cited.get(row.other_part_id or "", "")
    match row.kind:
        case AmendmentKind.DELETE:
            return "To be deleted."
        case AmendmentKind.ADD_AFTER:
            return "New text after this part."
        case AmendmentKind.MOVE:
            return f"To be moved after {other}." if other else "To be moved to the head of the clauses."
        case AmendmentKind.SPLIT:
            return "To be divided in two."
        case AmendmentKind.MERGE:
            return f"To be joined with {other}."
        case _:
            return ""


def remark_of(row: Amendment, cited: Mapping[str, str]) -> str:
    """An amendment in words, with what it proposes and why: where it cannot be shown as a change of its part."""
    proposed = [f"“{plain(words)}”" for words in (row.wording, row.second_wording) if words]
    return " ".join(filter(None, (said_of(row, cited), " / ".join(proposed), row.reason)))

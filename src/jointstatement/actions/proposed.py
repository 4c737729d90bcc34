"""The words that a delegation proposes, as they are kept: canonical, without closing punctuation."""

from sqlmodel import Session

from jointstatement.access.statements import parts_as_cited, revision_text
from jointstatement.actions.fields import wording as written
from jointstatement.errors import N_, BadInput
from jointstatement.models import Revision, RevisionPart
from jointstatement.terms import CLAUSE_KINDS, PartKind
from jointstatement.text.place import kind_after
from jointstatement.text.punctuate import split_ending
from jointstatement.text.wording import canonical, footnote_keys


def other_wording(session: Session, revision: Revision, part: RevisionPart, wording: str) -> str:
    """Words in the place of a part's own. Raises `BadInput` as below, and where they are the part's own."""
    words = proposed_wording(session, revision, part.kind, wording, field="wording")
    if words == part.wording:
        raise BadInput("wording", N_("This is the text as it stands. Please change the words, or leave a comment."))
    return words


def wording_of_new_part(session: Session, revision: Revision, after_id: str, wording: str) -> str:
    """Words of a new part after one where others have proposed one before. Raises `BadInput` as below."""
    parts = parts_as_cited(session, revision)
    kind = kind_after(parts, next(part for part in parts if part.id == after_id))
    assert kind is not None, "asked when the first was drafted; a part keeps its kind"
    return proposed_wording(session, revision, kind, wording, field="wording")


def proposed_wording(session: Session, revision: Revision, kind: PartKind, wording: str, *, field: str) -> str:
    """Words for a part of this kind of a revision. Raises `BadInput` for a footnote mark that the revision lacks."""
    words = written(field, wording)
    if kind in CLAUSE_KINDS or kind is PartKind.ITEM:
        words = written(field, canonical(split_ending(words)[0]))
    keys = footnote_keys(words)
    known = {row.key for row in revision_text(session, revision)} if keys else set()
    for key in keys:
        if key not in known:
            raise BadInput(field, N_("There is no footnote “{key}” in this text."), key=key)
    return words

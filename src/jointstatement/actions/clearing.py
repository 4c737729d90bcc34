"""The head of a delegation reads its drafts one by one: each is cleared, or goes back to who wrote it with a word.

All of it stays within the delegation. What is said is said of the draft as it was read: once changed, it is to be
cleared anew.
"""

from datetime import datetime

from sqlmodel import Session, col, func, select

from jointstatement.access.input import given_for
from jointstatement.access.statements import statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import text as said
from jointstatement.actions.giving_input import own_draft
from jointstatement.actions.keep import keep
from jointstatement.actions.record import notify, record_within_delegation
from jointstatement.errors import WordingHasMoved
from jointstatement.models import Amendment, Clearance, Comment, Statement
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_clear_input


def clear(
    session: Session,
    statement_id: str,
    *,
    comment_id: str | None = None,
    amendment_id: str | None = None,
    expected: int,
    by: Viewer,
    now: datetime,
) -> None:
    """Clears a draft comment or amendment: it can be chosen to be handed in. `expected` is the version that was read.

    Refused as `may_clear_input` says, with `NotFound`, `AlreadySubmitted`, and `WordingHasMoved` where it was changed.
    """
    statement, draft = _draft(
        session, statement_id, comment_id=comment_id, amendment_id=amendment_id, expected=expected, by=by, now=now
    )
    _say(session, statement, draft, is_cleared=True, word="", by=by, now=now)


def send_back(
    session: Session,
    statement_id: str,
    *,
    comment_id: str | None = None,
    amendment_id: str | None = None,
    word: str,
    expected: int,
    by: Viewer,
    now: datetime,
) -> None:
    """Sends a draft back to who wrote it, who is told; until it is changed or cleared it is not handed in.

    Refused as `clear`, and with `BadInput` without a word.
    """
    statement, draft = _draft(
        session, statement_id, comment_id=comment_id, amendment_id=amendment_id, expected=expected, by=by, now=now
    )
    _say(session, statement, draft, is_cleared=False, word=said("word", word), by=by, now=now)
    notify(session, statement=statement, kind="draft_sent_back", to=draft.written_by, now=now, parameters={})


def _draft(
    session: Session,
    statement_id: str,
    *,
    comment_id: str | None,
    amendment_id: str | None,
    expected: int,
    by: Viewer,
    now: datetime,
) -> tuple[Statement, Comment | Amendment]:
    statement = statement_for(session, by, statement_id)
    demand(may_clear_input(workflow_of(statement), situation_of(session, statement, now), by.role))
    draft = own_draft(given_for(session, by, statement, comment_id=comment_id, amendment_id=amendment_id), by)
    if draft.version != expected:
        theirs = draft.text if isinstance(draft, Comment) else draft.wording
        raise WordingHasMoved(yours="", theirs=theirs, version=draft.version)
    return statement, draft


def _say(
    session: Session,
    statement: Statement,
    draft: Comment | Amendment,
    *,
    is_cleared: bool,
    word: str,
    by: Viewer,
    now: datetime,
) -> None:
    assert draft.delegation_id is not None, "a draft is a delegation's"
    subject = Clearance.comment_id if isinstance(draft, Comment) else Clearance.amendment_id
    said_before = session.exec(select(func.count()).select_from(Clearance).where(col(subject) == draft.id)).one()
    keep(
        session,
        Clearance(
            statement_id=statement.id,
            delegation_id=draft.delegation_id,
            comment_id=draft.id if isinstance(draft, Comment) else None,
            amendment_id=draft.id if isinstance(draft, Amendment) else None,
            number=said_before + 1,
            version=draft.version,
            is_cleared=is_cleared,
            word=word,
            at=now,
            by=by.person_id,
        ),
    )
    record_within_delegation(
        session,
        statement,
        draft.delegation_id,
        kind="draft_cleared" if is_cleared else "draft_sent_back",
        by=by,
        now=now,
        payload={"id": draft.id, "version": draft.version, "word": word},
    )

"""Replies to a comment: the chair's office, and the heads of the delegations that have it before them, take it further.

A reply is given at once and stands under its comment for all who may read that. It needs no disposition, and there is
no reply to a reply.
"""

from datetime import datetime

from sqlmodel import Session, col, select

from jointstatement.access.attribution import is_named_now, office_knows
from jointstatement.access.input import comment_for, replies_open_to
from jointstatement.access.statements import statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import text as said
from jointstatement.actions.giving_input import is_before_all
from jointstatement.actions.keep import keep
from jointstatement.actions.record import notify, record_for_all, record_in_office, record_within_delegation
from jointstatement.errors import N_, AlreadyWithdrawn, CommentNotCirculated, NotFound, NotYours
from jointstatement.models import Comment, Reply, Round, Statement
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_reply


def reply(session: Session, statement_id: str, comment_id: str, *, text: str, by: Viewer, now: datetime) -> str:
    """Replies to a comment, for the chair's office or for the delegation of its head. Returns the reply's id.

    Refused as `may_reply` says; with `NotFound` for a comment that the person may not load, `AlreadyWithdrawn`, and
    `CommentNotCirculated` for an own one that is not circulated yet.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_reply(workflow_of(statement), situation_of(session, statement, now), by.role))
    comment = comment_for(session, by, statement, comment_id)
    if comment.withdrawn_at is not None:
        raise AlreadyWithdrawn()
    if comment.label is None:
        raise CommentNotCirculated()
    given = Reply(
        statement_id=statement.id,
        comment_id=comment.id,
        delegation_id=by.delegation_id,
        text=said("text", text),
        replied_at=now,
        replied_by=by.person_id,
        is_named=not by.is_delegate or is_named_now(statement, session.get_one(Round, comment.round_id)),
    )
    keep(session, given)
    _tell(session, statement, comment, given, "comment_replied_to", {"text": given.text}, by=by, now=now)
    return given.id


def withdraw_reply(session: Session, statement_id: str, reply_id: str, *, by: Viewer, now: datetime) -> None:
    """Takes a reply back: the office its own, a delegation its own. From then on nobody loads it.

    Refused as `may_reply` says, with `NotFound`, and `NotYours` for who did not give it.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_reply(workflow_of(statement), situation_of(session, statement, now), by.role))
    given = session.exec(replies_open_to(by, statement).where(col(Reply.id) == reply_id)).first()
    if given is None:
        raise NotFound()
    if given.delegation_id != by.delegation_id:
        raise NotYours(who=N_("whoever gave the reply"))
    given.withdrawn_at = now
    keep(session, given)
    comment = comment_for(session, by, statement, given.comment_id)
    _tell(session, statement, comment, given, "reply_withdrawn", {}, by=by, now=now)


def _tell(
    session: Session,
    statement: Statement,
    comment: Comment,
    given: Reply,
    kind: str,
    words: dict[str, str],
    *,
    by: Viewer,
    now: datetime,
) -> None:
    """Records it for those who have the comment before them; the words stand in the chains that are one's own."""
    told = {"id": given.id, "comment": comment.id, "label": comment.label or ""}
    if by.is_delegate:
        told["delegation"] = by.delegation
    elif kind == "comment_replied_to":
        kind = "office_replied"
    in_round = session.get_one(Round, comment.round_id)
    owners = {given.delegation_id} if is_before_all(in_round) else {given.delegation_id, comment.delegation_id, None}
    # What is told to all without a name is told to the office with it, where the office knows whose the input is.
    known_to_office = office_knows(in_round) or not by.is_delegate
    owners |= {None} if known_to_office and not given.is_named else set()
    to_all = {name: value for name, value in told.items() if given.is_named or name != "delegation"}
    for owner in sorted(owners, key=lambda each: each or ""):
        if owner:
            record_within_delegation(session, statement, owner, kind=kind, by=by, now=now, payload={**told, **words})
        else:
            record_in_office(session, statement, kind, {**told, **words}, by=by, now=now)
    if is_before_all(in_round):
        record_for_all(session, statement, kind, to_all, by=by if given.is_named else None, now=now)
    for each in sorted(_concerned(session, comment) - {given.delegation_id or "office"}):
        known = told if each == "office" and known_to_office else to_all
        named: dict[str, object] = {name: known[name] for name in ("label", "delegation") if name in known}
        notify(session, statement=statement, kind=kind, to=each, now=now, parameters=named)


def _concerned(session: Session, comment: Comment) -> set[str]:
    """Whose comment it is, the office, and who has replied to it."""
    replied = session.exec(
        select(Reply.delegation_id).where(col(Reply.comment_id) == comment.id, col(Reply.withdrawn_at).is_(None))
    )
    return {"office", comment.delegation_id, *(each for each in replied if each)}

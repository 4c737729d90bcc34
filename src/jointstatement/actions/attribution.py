"""The chair chooses whether delegations learn who puts forward what, and whether its own office does at once.

That is the switch over the workflow's own rule; and where the office has answered all that a round brought without
knowing from whom it came, it learns that.
"""

import re
from datetime import datetime

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from jointstatement.access.attribution import office_knows
from jointstatement.access.statements import latest_revision, statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.keep import keep
from jointstatement.actions.record import record_in_office, tell_all
from jointstatement.errors import AnswersAwaited, AttributionStands, AuthorsKnown, NotFound, RoundIsOpen
from jointstatement.models import Amendment, Comment, Round
from jointstatement.terms import Attribution
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_choose_attribution, may_learn_authors

_SAID = {
    Attribution.ALL: "attribution_opened",
    Attribution.OFFICE: "attribution_closed",
    Attribution.NONE: "attribution_withheld",
}


def choose_attribution(
    session: Session, statement_id: str, *, attribution: Attribution, by: Viewer, now: datetime
) -> None:
    """From now on delegations, or the office too, learn or do not learn who puts forward what.

    Once a revision is tabled all are told. What was given before keeps the rule of its day: it is neither named
    afterwards nor hidden. Refused as `may_choose_attribution` says, and with `AttributionStands` where nothing would
    change.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_choose_attribution(workflow_of(statement), situation_of(session, statement, now), by.role))
    if statement.attribution is attribution:
        raise AttributionStands()
    statement.attribution = attribution
    keep(session, statement)
    kind = _SAID[attribution]
    revision = latest_revision(session, statement)
    if revision is None:
        # Delegations do not know of the statement yet; the round that opens says what holds.
        record_in_office(
            session,
            statement,
            kind=kind,
            by=by,
            now=now,
            payload={},
        )
        return
    named = {"revision": revision.label}
    tell_all(session, statement, kind, named, notice=named, by=by, now=now)


def learn_authors(session: Session, round_id: str, *, by: Viewer, now: datetime) -> None:
    """The chair's office learns from now on whose the input of a round is; all are told that it does.

    Refused as `may_learn_authors` says; with `RoundIsOpen`, with `AuthorsKnown` where the office knows them, and with
    `AnswersAwaited` while anything of the round has no answer, or came late and it was not said whether it is heard.
    """
    in_round = session.get(Round, round_id)
    if in_round is None:
        raise NotFound()
    statement = statement_for(session, by, in_round.statement_id)
    demand(may_learn_authors(workflow_of(statement), situation_of(session, statement, now), by.role))
    if office_knows(in_round):
        raise AuthorsKnown()
    if in_round.closed_at is None:
        raise RoundIsOpen()
    awaited = _unanswered(session, in_round)
    if awaited:
        raise AnswersAwaited(labels=", ".join(awaited))
    in_round.authors_learnt_at = now
    keep(session, in_round)
    named = {"round": in_round.number}
    payload = {"round_id": in_round.id, **named}
    tell_all(session, statement, "authors_learnt", payload, notice=named, to=("delegations", "office"), by=by, now=now)


def _unanswered(session: Session, in_round: Round) -> list[str]:
    """The labels of what still waits for the chair's answer, or for the chair's word whether it is heard."""
    labels = (
        label or ""
        for kind in (Comment, Amendment)
        for label in session.exec(
            select(kind.label).where(
                col(kind.round_id) == in_round.id,
                and_(col(kind.submitted_at).is_not(None), col(kind.withdrawn_at).is_(None)),
                col(kind.answered_at).is_(None),
                or_(col(kind.is_late).is_(False), col(kind.is_admitted).is_not(False)),
            )
        )
    )
    return sorted(labels, key=_by_number)


def _by_number(label: str) -> list[str | int]:
    """What a label is ordered by among those of all clauses: "A-6.2", "A-6.12", "A-10.1"."""
    return [int(each) if each.isdecimal() else each for each in re.split("([0-9]+)", label)]

"""Adoption: the chair's separate act that freezes the text, the positions and what is attached to it."""

from dataclasses import asdict
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from jointstatement.access.reviews import same_in_substance
from jointstatement.access.statements import meeting_of, statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.agreed_language import remember
from jointstatement.actions.attaching import attached
from jointstatement.actions.fields import line
from jointstatement.actions.grid import positions_at
from jointstatement.actions.keep import keep
from jointstatement.actions.record import tell_all
from jointstatement.actions.ruling import ruling
from jointstatement.actions.step import take
from jointstatement.actions.symbols import choose_symbol, give_symbol
from jointstatement.actions.tabled import revision_on_the_table
from jointstatement.errors import N_, BadInput, TextSeenIsAnother
from jointstatement.models import (
    AdoptedPosition,
    Adoption,
    ConsensusDeclaration,
    Silence,
    Statement,
)
from jointstatement.terms import Verb
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import (
    demand,
    may_adopt,
)

HOURS_FOR_STATEMENTS = 2
"""How long after adoption statements are taken where nobody says otherwise."""
_LONGEST_FOR_STATEMENTS = 24 * 31


def adopt(
    session: Session,
    statement_id: str,
    *,
    place: str,
    adopted_on: date,
    fingerprint_seen: str,
    hours_for_statements: int = HOURS_FOR_STATEMENTS,
    symbol: str | None = None,
    symbol_seen: str | None = None,
    by: Viewer,
    now: datetime,
) -> str:
    """The chair declares adoption of the text whose fingerprint was on the page; circulated. Returns its id.

    Gives the text its symbol, where the body has symbols: the one that is named here, the next in the row where it is
    empty, and without it the one that the office chose before. `symbol_seen` is what was chosen when it was asked for.
    Freezes for every member the position it holds on the whole and on each part, with the revision it was given on.
    Statements may be attached for some hours more. Refused as `may_adopt` says, with `TextSeenIsAnother` where the
    fingerprint is another text's, with `NoSymbols` and `SymbolTaken`, and with `BadInput` for an empty place, hours
    without end, or a symbol beside which another was chosen since it was seen.
    """
    statement = statement_for(session, by, statement_id)
    situation = situation_of(session, statement, now)
    demand(may_adopt(workflow_of(statement), situation, by.role))
    if fingerprint_seen != revision_on_the_table(session, statement).fingerprint:
        raise TextSeenIsAnother()
    place = line("place", place)
    if not 0 <= hours_for_statements <= _LONGEST_FOR_STATEMENTS:
        raise BadInput(
            "hours_for_statements",
            N_("Statements can be taken for 0 to {most} hours after adoption."),
            most=_LONGEST_FOR_STATEMENTS,
        )
    if symbol is not None:
        choose_symbol(session, statement, symbol, seen=symbol_seen, by=by, now=now)
    take(session, statement, Verb.ADOPT, by=by, now=now, situation=situation)
    until = now + timedelta(hours=hours_for_statements)
    return _freeze(
        session, statement, place=place, adopted_on=adopted_on, adopted_at=now, statements_until=until, by=by, now=now
    )


def adopt_at_end_of_silence(session: Session, statement: Statement, silence: Silence, *, now: datetime) -> str:
    """Adoption by the rule of the body, at the hour of an unbroken silence, where the meeting is; circulated.

    Only where the workflow says that the end of silence adopts, and after consensus was declared by the same hour.
    Returns the adoption's id.
    """
    situation = situation_of(session, statement, now)
    meeting = meeting_of(session, statement)
    take(session, statement, Verb.ADOPT, by=None, now=now, situation=situation)
    return _freeze(
        session,
        statement,
        place=statement.adopted_in or meeting.place,
        adopted_on=silence.due_at.astimezone(ZoneInfo(meeting.time_zone)).date(),
        adopted_at=silence.due_at,
        statements_until=silence.due_at + timedelta(hours=HOURS_FOR_STATEMENTS),
        by=None,
        now=now,
    )


def _freeze(
    session: Session,
    statement: Statement,
    *,
    place: str,
    adopted_on: date,
    adopted_at: datetime,
    statements_until: datetime,
    by: Viewer | None,
    now: datetime,
) -> str:
    revision = revision_on_the_table(session, statement)
    declaration = session.exec(
        select(ConsensusDeclaration).where(
            col(ConsensusDeclaration.statement_id) == statement.id,
            col(ConsensusDeclaration.revision_id).in_(same_in_substance(session, revision)),
            col(ConsensusDeclaration.set_aside_at).is_(None),
        )
    ).one()
    adoption = Adoption(
        statement_id=statement.id,
        revision_id=revision.id,
        fingerprint=revision.fingerprint,
        place=place,
        adopted_on=adopted_on,
        adopted_at=adopted_at,
        adopted_by=by.person_id if by else None,
        basis=declaration.basis,
        statements_until=statements_until,
    )
    held = positions_at(session, statement, revision)
    keep(session, adoption, *(AdoptedPosition(adoption_id=adoption.id, **asdict(each)) for each in held))
    remember(session, statement, revision, adoption)
    symbol = give_symbol(session, statement, on=adopted_on, now=now)
    told = {
        "revision": revision.label,
        "fingerprint": adoption.fingerprint,
        "place": place,
        "adopted_on": adopted_on,
        "basis": adoption.basis,
        **({"symbol": symbol} if symbol else {}),
        **ruling(session, statement, situation_of(session, statement, now)),
        "statements_until": statements_until,
        "reservations": attached(session, statement, revision),
    }
    tell_all(session, statement, "adopted", told, notice={"revision": revision.label}, by=by, now=now)
    return adoption.id

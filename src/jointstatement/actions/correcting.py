"""Corrigenda: the adopted text never changes; a slip in it is corrected beside it, where no member objects by an hour.

A mistake of one translation alone is corrected in the same way: the original stands, and the translation is issued
again as corrected. Only a formal correction goes this way. One that changes the meaning is a new decision, and a new
statement.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func
from sqlmodel import Session, col, select

from jointstatement.access.statements import body_for, parts_as_cited, revision_for, statement_for
from jointstatement.access.translations import last_translations, words_of
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import coming_hour, line, optional_text
from jointstatement.actions.hours import demand_time_to_object
from jointstatement.actions.keep import keep
from jointstatement.actions.objecting import own_delegation
from jointstatement.actions.record import notify, record_between, tell_all
from jointstatement.actions.tabled import part_among
from jointstatement.actions.translating import issue_again
from jointstatement.errors import (
    N_,
    BadInput,
    CorrigendumEnded,
    CorrigendumIsOpen,
    CorrigendumIsOver,
    LanguageNotIssued,
    NotFound,
    SubstanceNeedsDecision,
)
from jointstatement.models import (
    Adoption,
    Corrigendum,
    CorrigendumLine,
    CorrigendumObjection,
    IssuedTranslation,
    Statement,
)
from jointstatement.terms import CorrectionKind, CorrigendumOutcome
from jointstatement.text.document import Part
from jointstatement.text.mending import Mending, read_anew
from jointstatement.text.translations import as_written, language_name, language_tag, translated
from jointstatement.text.wording import plain
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import (
    demand,
    may_correct,
    may_object_to_corrigendum,
    may_withdraw_corrigendum,
)

_LONGEST_STRETCH = 2000


@dataclass(frozen=True, slots=True)
class Correction:
    """For these words of a part read those."""

    part_id: str
    for_words: str
    read_words: str


def propose_corrigendum(
    session: Session,
    statement_id: str,
    *,
    kind: CorrectionKind,
    corrections: Sequence[Correction],
    reason: str = "",
    due_at: datetime,
    due_as_typed: str,
    language: str = "",
    by: Viewer,
    now: datetime,
) -> str:
    """The office puts a formal correction of the adopted text before the members until an hour; circulated.

    With a language it concerns the translation into it alone, as it was issued last. Returns its id. Refused as
    `may_correct` says, with `SubstanceNeedsDecision` for a change of the meaning, `LanguageNotIssued` for a language in
    which the adopted text was not issued, `CorrigendumIsOpen` while another of the same text lies before the members,
    `NotFound` for a part that is not in it, and `BadInput` for no correction at all, words that the part does not have
    just once, that two corrections share or that a corrigendum in force has corrected, for taking all words out of a
    part, and an hour that comes sooner than the body lets a silence end.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_correct(workflow_of(statement), situation_of(session, statement, now), by.role))
    if kind is CorrectionKind.SUBSTANTIVE:
        raise SubstanceNeedsDecision()
    mistaken = _mistaken(session, statement, language)
    if session.exec(select(Corrigendum.id).where(_open(statement), mistaken.corrected)).first() is not None:
        raise CorrigendumIsOpen()
    if not corrections:
        raise BadInput("for_words", N_("Please give the words that are to be corrected."))
    lines = _checked(mistaken, corrections)
    due_at = coming_hour("due_at", due_at, now=now)
    demand_time_to_object(session, due_at, by=by, now=now)
    corrigendum = Corrigendum(
        statement_id=statement.id,
        translation_id=mistaken.translation.id if mistaken.translation else None,
        reason=optional_text("reason", reason),
        proposed_at=now,
        proposed_by=by.person_id,
        due_at=due_at,
        due_as_typed=line("due_at", due_as_typed),
        names_the_objector=body_for(session, by).names_the_breaker,
    )
    keep(session, corrigendum)
    keep(
        session,
        *(
            CorrigendumLine(
                corrigendum_id=corrigendum.id,
                place_in_order=place,
                part_id=each.part_id,
                for_words=each.for_words,
                read_words=each.read_words,
            )
            for place, each in enumerate(lines, start=1)
        ),
    )
    _tell_all(
        session,
        statement,
        "corrigendum_proposed",
        by=by,
        now=now,
        corrigendum_id=corrigendum.id,
        **_language(session, corrigendum),
        due_at=due_at,
        due_as_typed=corrigendum.due_as_typed,
        reason=corrigendum.reason,
        lines=[
            {**part_among(mistaken.parts, each.part_id), "for": each.for_words, "read": each.read_words}
            for each in lines
        ],
    )
    return corrigendum.id


def object_to_corrigendum(
    session: Session, statement_id: str, corrigendum_id: str, *, reason: str = "", by: Viewer, now: datetime
) -> str:
    """A head of delegation objects to a corrigendum: one objection before the hour stops it.

    Told to all, without the delegation's name where the body does not name who breaks silence; one that comes too late
    is kept as late and told to the office alone. Returns its id. Refused as `may_object_to_corrigendum` says, with
    `NotFound` for a corrigendum that is not there, and with `CorrigendumIsOver` for one that does not come into force.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_object_to_corrigendum(workflow_of(statement), situation_of(session, statement, now), by.role))
    delegation = own_delegation(session, by)
    corrigendum = _one(session, statement, corrigendum_id)
    if corrigendum.outcome in {CorrigendumOutcome.STOPPED, CorrigendumOutcome.WITHDRAWN}:
        raise CorrigendumIsOver()
    in_time = corrigendum.ended_at is None
    objection = CorrigendumObjection(
        corrigendum_id=corrigendum.id,
        delegation_id=delegation.id,
        reason=optional_text("reason", reason),
        is_late=not in_time,
        at=now,
        by=by.person_id,
    )
    keep(session, objection)
    kind = "corrigendum_stopped" if in_time else "late_objection_to_corrigendum"
    language = _language(session, corrigendum)
    named = {"delegation": delegation.name, **language}
    payload = {"corrigendum_id": corrigendum.id, **named, "reason": objection.reason}
    record_between(session, statement, delegation.id, kind=kind, by=by, now=now, payload=payload)
    notify(session, statement=statement, kind=kind, to="office", now=now, parameters=named)
    if not in_time:
        return objection.id
    corrigendum.ended_at, corrigendum.outcome = now, CorrigendumOutcome.STOPPED
    keep(session, corrigendum)
    naming = named if corrigendum.names_the_objector else language
    # A delegate's own name would give the delegation away.
    teller = by if corrigendum.names_the_objector else None
    stopped = {"corrigendum_id": corrigendum.id, **naming}
    tell_all(session, statement, "corrigendum_stopped", stopped, notice=naming, by=teller, now=now)
    return objection.id


def withdraw_corrigendum(
    session: Session, statement_id: str, corrigendum_id: str, *, by: Viewer, now: datetime
) -> None:
    """The office takes a corrigendum back before its hour; circulated.

    Refused as `may_withdraw_corrigendum` says, with `NotFound`, and `CorrigendumEnded` after the hour or an objection.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_withdraw_corrigendum(workflow_of(statement), situation_of(session, statement, now), by.role))
    corrigendum = _one(session, statement, corrigendum_id)
    if corrigendum.ended_at is not None or corrigendum.due_at <= now:
        raise CorrigendumEnded()
    corrigendum.ended_at, corrigendum.outcome = now, CorrigendumOutcome.WITHDRAWN
    keep(session, corrigendum)
    told = {"corrigendum_id": corrigendum.id, **_language(session, corrigendum)}
    _tell_all(session, statement, "corrigendum_withdrawn", by=by, now=now, **told)


def reach_the_hour_of_corrigenda(session: Session, statement: Statement, *, now: datetime) -> int:
    """Puts the corrigenda in force whose hour has come and to which nobody objected; returns how many that were.

    Whoever calls it holds the lock of the statement. Each takes its number then, and the hour that counts is the one
    set; the translation that it corrects is issued again with it.
    """
    due = select(Corrigendum).where(_open(statement), col(Corrigendum.due_at) <= now)
    in_order = due.order_by(col(Corrigendum.due_at), col(Corrigendum.proposed_at), col(Corrigendum.id))
    count = 0
    for corrigendum in session.exec(in_order.execution_options(populate_existing=True)).all():
        number = session.exec(
            select(func.max(Corrigendum.number)).where(col(Corrigendum.statement_id) == statement.id)
        ).one()
        corrigendum.number = (number or 0) + 1
        corrigendum.ended_at, corrigendum.outcome = corrigendum.due_at, CorrigendumOutcome.IN_FORCE
        issued_again: dict[str, object] = {}
        if corrigendum.translation_id is not None:
            translation = session.get_one(IssuedTranslation, corrigendum.translation_id)
            again = issue_again(session, statement, translation, corrigendum, _lines(session, corrigendum))
            corrigendum.issued_as_id = again.id
            issued_again = {"issue": again.number, "fingerprint": again.fingerprint}
        keep(session, corrigendum)
        facts = {"corrigendum_id": corrigendum.id, "number": corrigendum.number, "due_at": corrigendum.due_at}
        said = {**facts, **_language(session, corrigendum), **issued_again}
        _tell_all(session, statement, "corrigendum_in_force", by=None, now=now, **said)
        count += 1
    return count


@dataclass(frozen=True, slots=True)
class _Mistaken:
    """A text that is to be corrected: the adopted one, or a translation of it as it was issued last."""

    parts: tuple[Part, ...]
    translation: IssuedTranslation | None
    corrected: ColumnElement[bool]
    """Which corrigenda are to this text."""
    in_force: Sequence[CorrigendumLine]
    """What is read otherwise already; an issued translation has that among its words."""


def _mistaken(session: Session, statement: Statement, language: str) -> _Mistaken:
    adopted = session.exec(select(Adoption.revision_id).where(col(Adoption.statement_id) == statement.id)).one()
    parts = parts_as_cited(session, revision_for(session, statement, adopted))
    if not language or language_tag("language", language) == as_written(statement.language):
        in_force = _lines_in_force(session, statement)
        return _Mistaken(parts, None, col(Corrigendum.translation_id).is_(None), in_force)
    translation = last_translations(session, statement).get(as_written(language))
    if translation is None:
        raise LanguageNotIssued(language=language_name(as_written(language)))
    of_it = col(Corrigendum.translation_id) == translation.id
    return _Mistaken(translated(parts, words_of(session, translation)), translation, of_it, ())


def _checked(mistaken: _Mistaken, corrections: Sequence[Correction]) -> list[Correction]:
    words = {part.id: plain(part.wording) for part in mistaken.parts}
    checked: list[Correction] = []
    taken: dict[str, set[int]] = {}
    for each in corrections:
        if each.part_id not in words:
            raise NotFound()
        for_words = line("for_words", each.for_words, longest=_LONGEST_STRETCH)
        read_words = optional_text("read_words", each.read_words, longest=_LONGEST_STRETCH)
        if words[each.part_id].count(for_words) != 1:
            raise BadInput(
                "for_words",
                N_("“{words}” does not stand just once in the words of this part. Please give more of them."),
                words=for_words,
            )
        if for_words == read_words:
            raise BadInput("read_words", N_("These are the same words."))
        signs = _signs(words[each.part_id], for_words)
        for before in mistaken.in_force:
            if before.part_id == each.part_id and signs & _signs(words[each.part_id], before.for_words):
                raise BadInput(
                    "for_words",
                    N_(
                        "“{words}” touches words that a corrigendum in force has corrected: for “{old}” read “{new}”. "
                        "Please leave those out."
                    ),
                    words=for_words,
                    old=before.for_words,
                    new=before.read_words,
                )
        if signs & taken.setdefault(each.part_id, set()):
            raise BadInput(
                "for_words",
                N_("“{words}” is corrected twice here. Please put corrections of the same words into one."),
                words=for_words,
            )
        taken[each.part_id] |= signs
        checked.append(Correction(each.part_id, for_words, read_words))
    _demand_words_left(mistaken, checked)
    return checked


def _demand_words_left(mistaken: _Mistaken, corrections: Sequence[Correction]) -> None:
    before = [Correction(each.part_id, each.for_words, each.read_words) for each in mistaken.in_force]
    changes: dict[str, list[Mending]] = {}
    for each in (*before, *corrections):
        changes.setdefault(each.part_id, []).append((each.for_words, each.read_words))
    for part in mistaken.parts:
        if part.id in changes and not plain(read_anew(part.wording, changes[part.id])).strip():
            raise BadInput(
                "read_words", N_("A corrigendum leaves no part without words. Please give those to be read.")
            )


def _signs(words: str, stretch: str) -> set[int]:
    """Where a stretch that stands just once in these words stands in them."""
    start = words.index(stretch)
    return set(range(start, start + len(stretch)))


def _lines_in_force(session: Session, statement: Statement) -> Sequence[CorrigendumLine]:
    return session.exec(
        select(CorrigendumLine)
        .join(Corrigendum, col(Corrigendum.id) == col(CorrigendumLine.corrigendum_id))
        .where(
            col(Corrigendum.statement_id) == statement.id,
            col(Corrigendum.translation_id).is_(None),
            col(Corrigendum.outcome) == CorrigendumOutcome.IN_FORCE,
        )
        .order_by(col(Corrigendum.number), col(CorrigendumLine.place_in_order))
    ).all()


def _lines(session: Session, corrigendum: Corrigendum) -> Sequence[CorrigendumLine]:
    return session.exec(
        select(CorrigendumLine)
        .where(col(CorrigendumLine.corrigendum_id) == corrigendum.id)
        .order_by(col(CorrigendumLine.place_in_order))
    ).all()


def _language(session: Session, corrigendum: Corrigendum) -> dict[str, object]:
    """What is told of the translation that a corrigendum is to; nothing for one to the adopted text."""
    if corrigendum.translation_id is None:
        return {}
    tag = session.get_one(IssuedTranslation, corrigendum.translation_id).language
    return {"language": language_name(tag), "tag": tag}


def _one(session: Session, statement: Statement, corrigendum_id: str) -> Corrigendum:
    corrigendum = session.exec(
        select(Corrigendum).where(col(Corrigendum.id) == corrigendum_id, col(Corrigendum.statement_id) == statement.id)
    ).first()
    if corrigendum is None:
        raise NotFound()
    return corrigendum


def _open(statement: Statement) -> ColumnElement[bool]:
    return and_(col(Corrigendum.statement_id) == statement.id, col(Corrigendum.ended_at).is_(None))


def _tell_all(
    session: Session, statement: Statement, kind: str, *, by: Viewer | None, now: datetime, **payload: object
) -> None:
    notice: dict[str, object] = {
        name: payload[name] for name in ("number", "language", "due_at", "due_as_typed") if name in payload
    }
    tell_all(session, statement, kind, payload, notice=notice, to=("office", "delegations"), by=by, now=now)

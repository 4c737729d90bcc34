"""The chair's office puts amendments of one part into one proposal, without change of substance.

They ask for the same: other words, a new clause after the part, its deletion, its move or division at one place, or
that the same clause be joined to it. The proposal is an amendment of the office that stands in place of its sources;
these are answered with it. Until an hour each delegation may want its own out of it. Whether words are dropped or added
the office is told, and may do all the same; only an amendment of which nothing is left cannot stand in it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from jointstatement.access.amendments import live_amendments
from jointstatement.access.attribution import is_named_in, office_knows
from jointstatement.access.consolidable import against_one, together_on
from jointstatement.access.consolidations import consolidation_for, place_in_consolidation, sources_of
from jointstatement.access.input import amendment_for
from jointstatement.access.statements import meeting_of, revision_part_for, revision_parts, statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import line, optional_text
from jointstatement.actions.hours import reminder_before, set_hour
from jointstatement.actions.keep import keep
from jointstatement.actions.proposed import other_wording, proposed_wording, wording_of_new_part
from jointstatement.actions.record import notify, record_between, record_for_all
from jointstatement.actions.rounds import next_label
from jointstatement.actions.tabled import revision_on_the_table
from jointstatement.actions.taking_up import needs_its_author
from jointstatement.errors import (
    N_,
    AlreadyAnswered,
    AlreadyConsolidated,
    AlreadyWithdrawn,
    AmendmentNotLive,
    AnsweredWithAnother,
    BadInput,
    ConsolidatedElsewhere,
    GivenToTheChairAlone,
    NotConsolidated,
    NotFound,
    NothingLeftOfSource,
    NotOnOnePart,
    NotYours,
    ObjectedAlready,
    TooFewToConsolidate,
    WordingHasMoved,
)
from jointstatement.models import (
    Amendment,
    AmendmentSupport,
    Consolidation,
    ConsolidationSource,
    Delegation,
    Disposition,
    Revision,
    RevisionPart,
    Round,
    Statement,
)
from jointstatement.terms import AmendmentKind, DispositionKind, Visibility, Weight
from jointstatement.text.consolidating import WORDED
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import (
    demand,
    may_consolidate,
    may_object_to_consolidation,
    may_undo_consolidation,
    still_open_to_objection,
)
from jointstatement.workflow.working_time import after_standstill, wall_time, working_time_of


def consolidate(
    session: Session,
    statement_id: str,
    *,
    amendment_ids: Sequence[str],
    wording: str = "",
    second_wording: str = "",
    due_at: datetime,
    due_as_typed: str,
    on_purpose: bool = False,
    by: Viewer,
    now: datetime,
) -> str:
    """Puts live amendments of one part into one proposal; their delegations may object until the hour. Returns its id.

    A deletion and a move have no words, a division those of both halves. Refused as `may_consolidate`, `set_hour`,
    `against_one_proposal` and `against_one_division` say, with `NotFound`, `TooFewToConsolidate`, `NotOnOnePart`,
    `GivenToTheChairAlone`, `AlreadyConsolidated`, `AmendmentNotLive`, `AmendmentNeedsItsAuthor`, and
    `NothingLeftOfSource`.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_consolidate(workflow_of(statement), situation_of(session, statement, now), by.role))
    sources = [amendment_for(session, by, statement, each) for each in dict.fromkeys(amendment_ids)]
    rounds = _demand_consolidable(session, statement, sources, by=by)
    revision = revision_on_the_table(session, statement)
    one = sources[0]
    _demand_carried_over(session, revision, sources)
    words, second = _words(session, revision, one, sources, wording, second_wording)
    hour = set_hour(session, statement, due_at, on_purpose=on_purpose, by=by, now=now)
    latest = max(rounds, key=lambda each: each.number)
    proposal = Amendment(
        statement_id=statement.id,
        round_id=latest.id,
        revision_id=revision.id,
        part_id=one.part_id,
        kind=one.kind,
        other_part_id=one.other_part_id,
        wording=words,
        second_wording=second,
        weight=max((Weight(each.weight) for each in sources), key=tuple(Weight).index),
        written_by=by.person_id,
        written_at=now,
        submitted_at=now,
        label=next_label(session, latest, one.part_id),
    )
    consolidation = Consolidation(
        id=proposal.id,
        statement_id=statement.id,
        due_at=hour,
        due_as_typed=line("due_at", due_as_typed),
        remind_at=reminder_before(hour, now=now),
    )
    keep(
        session,
        proposal,
        consolidation,
        *(
            ConsolidationSource(statement_id=statement.id, consolidation_id=proposal.id, amendment_id=each.id)
            for each in sources
        ),
    )
    _tell_of_words(session, statement, "amendments_consolidated", proposal, consolidation, by=by, now=now)
    return proposal.id


def revise_consolidation(
    session: Session,
    statement_id: str,
    amendment_id: str,
    *,
    wording: str = "",
    second_wording: str = "",
    due_at: datetime,
    due_as_typed: str,
    on_purpose: bool = False,
    expected: int,
    by: Viewer,
    now: datetime,
) -> None:
    """Gives a consolidated proposal other words, on the text on the table, and a new hour to object to them.

    A source that the text on the table leaves to its author is not compared. Refused as `consolidate`, with
    `WordingHasMoved` where somebody of the office was faster, `AlreadyWithdrawn` where
    it is over, and `AlreadyAnswered`.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_consolidate(workflow_of(statement), situation_of(session, statement, now), by.role))
    proposal, consolidation = _standing(session, statement, amendment_id, by=by)
    if proposal.version != expected:
        yours, theirs = (wording, second_wording), (proposal.wording, proposal.second_wording)
        raise WordingHasMoved(
            yours="\n".join(filter(None, yours)), theirs="\n".join(filter(None, theirs)), version=proposal.version
        )
    revision = revision_on_the_table(session, statement)
    sources = [each for _, each in sources_of(session, proposal)]
    proposal.wording, proposal.second_wording = _words(session, revision, proposal, sources, wording, second_wording)
    proposal.revision_id = revision.id
    proposal.written_by = by.person_id
    proposal.written_at = now
    consolidation.due_at = set_hour(session, statement, due_at, on_purpose=on_purpose, by=by, now=now)
    consolidation.due_as_typed = line("due_at", due_as_typed)
    consolidation.remind_at = reminder_before(consolidation.due_at, now=now)
    keep(session, proposal, consolidation)
    _tell_of_words(session, statement, "consolidation_revised", proposal, consolidation, by=by, now=now)


def object_to_consolidation(
    session: Session, statement_id: str, amendment_id: str, *, reason: str = "", by: Viewer, now: datetime
) -> None:
    """A delegation wants its own amendment to stand by itself: before the hour it does at once.

    Where fewer than two are left the consolidation falls. After the hour the objection is kept as late and told to the
    office alone; it may be said again within the hour of new words. Refused as `may_object_to_consolidation` says, with
    `NotFound`, `NotYours` for whose amendment it is not, `NotConsolidated`, `AlreadyAnswered`, and `ObjectedAlready`.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_object_to_consolidation(workflow_of(statement), situation_of(session, statement, now), by.role))
    amendment = amendment_for(session, by, statement, amendment_id)
    if amendment.delegation_id is None or amendment.delegation_id != by.delegation_id:
        raise NotYours(who=N_("the delegation that wrote it"))
    place = place_in_consolidation(session, amendment)
    if place is None:
        raise NotConsolidated(label=amendment.label or "")
    proposal = session.get_one(Amendment, place.consolidation_id)
    in_time = now < session.get_one(Consolidation, proposal.id).due_at
    # Who came too late for earlier words may object to the new ones until their hour.
    if place.objected_at is not None and not in_time:
        raise ObjectedAlready()
    if _is_settled(session, proposal):
        raise AlreadyAnswered()
    place.objected_at, place.objected_by = now, by.person_id
    place.reason = optional_text("reason", reason)
    keep(session, place)
    if not in_time:
        late = "late_objection_to_consolidation"
        _tell_of_source(
            session, statement, late, proposal, amendment, to_all=False, reason=place.reason, by=by, now=now
        )
        return
    kind = "consolidation_objected"
    _tell_of_source(session, statement, kind, proposal, amendment, reason=place.reason, by=by, now=now)
    _leave(session, statement, proposal, place, now=now)


def undo_consolidation(session: Session, statement_id: str, amendment_id: str, *, by: Viewer, now: datetime) -> None:
    """Lets all the sources of a consolidated proposal stand by themselves again; circulated.

    Refused as `may_undo_consolidation` says, with `NotFound`, `AlreadyWithdrawn` where it is over, `AlreadyAnswered`.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_undo_consolidation(workflow_of(statement), situation_of(session, statement, now), by.role))
    proposal, _ = _standing(session, statement, amendment_id, by=by)
    _end(session, statement, "consolidation_undone", proposal, by=by, now=now)


def leave_when_withdrawn(
    session: Session, statement: Statement, amendment: Amendment, *, by: Viewer, now: datetime
) -> None:
    """Takes an amendment that its delegation has withdrawn out of the consolidated proposal in which it stands."""
    place = place_in_consolidation(session, amendment)
    if place is None:
        return
    proposal = session.get_one(Amendment, place.consolidation_id)
    _tell_of_source(session, statement, "consolidation_source_withdrawn", proposal, amendment, by=by, now=now)
    _leave(session, statement, proposal, place, now=now)


def demand_answerable(session: Session, statement: Statement, amendment: Amendment, *, now: datetime) -> None:
    """Raises `ConsolidatedElsewhere` for what is answered with another, `AnsweredWithAnother` where it was.

    Of a consolidated proposal itself it asks `still_open_to_objection`.
    """
    place = place_in_consolidation(session, amendment)
    if place is not None:
        into = session.get_one(Amendment, place.consolidation_id)
        refusal = AnsweredWithAnother if _is_settled(session, into) else ConsolidatedElsewhere
        raise refusal(label=amendment.label or "", into=into.label or "")
    consolidation = session.get(Consolidation, amendment.id)
    if consolidation is not None:
        due_at = consolidation.due_at.astimezone(ZoneInfo(meeting_of(session, statement).time_zone))
        demand(still_open_to_objection(amendment.label or "", due_at=due_at, now=now))


def move_hours_of_objection(
    session: Session, statement: Statement, *, since: datetime, by: Viewer, now: datetime
) -> None:
    """Moves the hours of consolidated proposals that were still to come at `since`, as that of a round; circulated."""
    working = working_time_of(session, statement)
    rows = session.exec(
        select(Amendment, Consolidation)
        .join(Consolidation, col(Consolidation.id) == col(Amendment.id))
        .where(
            col(Consolidation.statement_id) == statement.id,
            col(Consolidation.due_at) > since,
            col(Amendment.withdrawn_at).is_(None),
        )
        .order_by(col(Amendment.submitted_at), col(Amendment.id))
    ).all()
    for proposal, consolidation in rows:
        hour = after_standstill(working, consolidation.due_at, since=since, now=now)
        consolidation.due_at = hour
        consolidation.due_as_typed = wall_time(hour, working.zone)
        consolidation.remind_at = reminder_before(hour, now=now)
        keep(session, consolidation)
        _tell_of_words(session, statement, "consolidation_hour_moved", proposal, consolidation, by=by, now=now)


def _standing(
    session: Session, statement: Statement, amendment_id: str, *, by: Viewer
) -> tuple[Amendment, Consolidation]:
    """A consolidated proposal that is neither over nor answered for good."""
    proposal = consolidation_for(session, by, statement, amendment_id)
    if proposal is None:
        raise NotFound()
    if proposal.withdrawn_at is not None:
        raise AlreadyWithdrawn()
    if _is_settled(session, proposal):
        raise AlreadyAnswered()
    return proposal, session.get_one(Consolidation, proposal.id)


def _is_settled(session: Session, proposal: Amendment) -> bool:
    """It is answered for good: a deferred one is to be decided on again."""
    last = session.exec(
        select(Disposition.disposition)
        .where(col(Disposition.amendment_id) == proposal.id)
        .order_by(col(Disposition.number).desc())
        .limit(1)
    ).first()
    return last is not None and last is not DispositionKind.DEFERRED


def _demand_consolidable(
    session: Session, statement: Statement, sources: Sequence[Amendment], *, by: Viewer
) -> list[Round]:
    """What can be put into one proposal; returns the rounds in which it was given."""
    if len(sources) < 2:
        raise TooFewToConsolidate()
    if len({each.part_id for each in sources}) > 1:
        raise NotOnOnePart(labels=", ".join(each.label or "" for each in sources))
    rounds = [session.get_one(Round, each.round_id) for each in sources]
    live = {each.id for each in live_amendments(session, by, statement)}
    for each, in_round in zip(sources, rounds, strict=True):
        label = each.label or ""
        place = place_in_consolidation(session, each)
        into = session.get_one(Amendment, place.consolidation_id) if place else each
        if into.delegation_id is None and into.withdrawn_at is None and not _is_settled(session, into):
            raise AlreadyConsolidated(label=label, into=into.label or "")
        if each.id not in live:
            raise AmendmentNotLive()
        if in_round.visibility is Visibility.CHAIR_ONLY:
            raise GivenToTheChairAlone(label=label)
    return rounds


def _words(
    session: Session, revision: Revision, one: Amendment, sources: Sequence[Amendment], wording: str, second: str
) -> tuple[str, str]:
    """The words for what `one` and all sources ask for, as they are kept: something of each source is in them.

    Those of a part are other than the text's; a deletion and a move have none, and only a division has a second half.
    """
    part = _part(session, revision, one)
    if one.kind not in WORDED:
        _demand_empty("wording", wording, N_("These amendments propose no words. Please leave this empty."))
    if one.kind is not AmendmentKind.SPLIT:
        _demand_empty("second_wording", second, N_("These amendments divide no clause. Please leave this empty."))
    match one.kind:
        case AmendmentKind.ADD_AFTER:
            words = [wording_of_new_part(session, revision, one.part_id, wording)]
        case AmendmentKind.REPLACE:
            words = [other_wording(session, revision, part, wording)]
        case AmendmentKind.MERGE:
            words = [proposed_wording(session, revision, part.kind, wording, field="wording")]
        case AmendmentKind.SPLIT:
            typed = {"wording": wording, "second_wording": second}
            words = [proposed_wording(session, revision, part.kind, typed[each], field=each) for each in typed]
        case _:
            words = []
    labels = {each.id: each.label or "" for each in sources}
    found = together_on(_wordings(session, revision), revision.id, one, sources).compared(words)
    gone = [each.source for each in found.traces if not each.is_there]
    if gone:
        raise NothingLeftOfSource(labels=", ".join(labels[each] for each in gone))
    first, *rest = [*words, ""]
    return first, "".join(rest)


def _part(session: Session, revision: Revision, one: Amendment) -> RevisionPart:
    """The part that an amendment is about, in a revision. Raises `NotFound` where it, or one that is named, is gone."""
    if one.other_part_id is not None:
        revision_part_for(session, revision, one.other_part_id)
    return revision_part_for(session, revision, one.part_id)


def _demand_empty(field: str, words: str, sentence: str) -> None:
    if words.strip():
        raise BadInput(field, sentence)


def _demand_carried_over(session: Session, revision: Revision, sources: Sequence[Amendment]) -> None:
    _part(session, revision, sources[0])
    wordings = _wordings(session, revision)
    demand(against_one(wordings, revision.id, sources))
    needing = together_on(wordings, revision.id, sources[0], sources).needing
    for each in sources:
        if each.id in needing:
            raise needs_its_author(each, needing[each.id])


def _wordings(session: Session, revision: Revision) -> dict[tuple[str, str], str]:
    statement = session.get_one(Statement, revision.statement_id)
    return {
        (revision_id, part.id): part.wording
        for revision_id, parts in revision_parts(session, statement).items()
        for part in parts
    }


def _leave(
    session: Session, statement: Statement, proposal: Amendment, place: ConsolidationSource, *, now: datetime
) -> None:
    """An amendment stands by itself again; with fewer than two that are left the consolidation is over."""
    place.left_at = now
    keep(session, place)
    if len(sources_of(session, proposal)) < 2:
        _end(session, statement, "consolidation_fell", proposal, by=None, now=now)


def _end(
    session: Session, statement: Statement, kind: str, proposal: Amendment, *, by: Viewer | None, now: datetime
) -> None:
    sources = sources_of(session, proposal)
    consolidation = session.get_one(Consolidation, proposal.id)
    proposal.withdrawn_at = now
    consolidation.remind_at = None
    for place, _ in sources:
        place.left_at = now
    keep(session, proposal, consolidation, *(place for place, _ in sources))
    told = {"label": proposal.label or "", "sources": _labels(each for _, each in sources)}
    record_for_all(session, statement, kind, {"id": proposal.id, **told}, by=by, now=now)
    for whom in ("office", *_behind(session, proposal, *(each for _, each in sources))):
        notify(session, statement=statement, kind=kind, to=whom, now=now, parameters=told)


def _tell_of_words(
    session: Session,
    statement: Statement,
    kind: str,
    proposal: Amendment,
    consolidation: Consolidation,
    *,
    by: Viewer,
    now: datetime,
) -> None:
    """Circulates the words of a consolidated proposal and the hour; who stands behind these or it has a notice."""
    sources = sources_of(session, proposal)
    told = {
        "label": proposal.label or "",
        "sources": _labels(each for _, each in sources),
        "due_at": consolidation.due_at,
    }
    words = {"id": proposal.id, "part": proposal.part_id, "kind": proposal.kind, "wording": proposal.wording}
    half = {"second_wording": proposal.second_wording} if proposal.second_wording else {}
    record_for_all(session, statement, kind, {**words, **half, **told}, by=by, now=now)
    for whom in _behind(session, proposal, *(each for _, each in sources)):
        notify(session, statement=statement, kind=kind, to=whom, now=now, parameters=told)


def _tell_of_source(
    session: Session,
    statement: Statement,
    kind: str,
    proposal: Amendment,
    source: Amendment,
    *,
    to_all: bool = True,
    reason: str = "",
    by: Viewer,
    now: datetime,
) -> None:
    """Tells what a delegation did about its amendment: to all, or to the office alone.

    Its name goes to those who learn whose the amendment is, and to nobody else.
    """
    in_round = session.get_one(Round, source.round_id)
    named = is_named_in(in_round)
    told: dict[str, object] = {"label": proposal.label or "", "source": source.label or ""}
    whose = {"delegation": session.get_one(Delegation, by.delegation_id).name}
    said = {"reason": reason} if reason else {}
    known = whose if office_knows(in_round) else {}
    own: dict[str, object] = {"id": source.id, **told, **whose, **said}
    unnamed = None if known else {"id": source.id, **told, **said}
    record_between(session, statement, by.delegation_id or "", kind=kind, by=by, now=now, payload=own, unnamed=unnamed)
    notify(session, statement=statement, kind=kind, to="office", now=now, parameters={**told, **known})
    if not to_all:
        return
    public = {**told, **(whose if named else {})}
    record_for_all(session, statement, kind, {"id": source.id, **public}, by=by if named else None, now=now)
    concerned = _behind(session, proposal, *(each for _, each in sources_of(session, proposal)))
    for whom in (each for each in concerned if each != by.delegation_id):
        notify(session, statement=statement, kind=kind, to=whom, now=now, parameters=public)


def _labels(amendments: Iterable[Amendment]) -> str:
    return ", ".join(each.label or "" for each in amendments)


def _behind(session: Session, *amendments: Amendment) -> dict[str, None]:
    """The delegations of these amendments, and those that stand behind them, each once."""
    behind = select(AmendmentSupport.delegation_id).where(
        col(AmendmentSupport.amendment_id).in_([each.id for each in amendments]),
        col(AmendmentSupport.withdrawn_at).is_(None),
    )
    authors = (each.delegation_id for each in amendments if each.delegation_id)
    return dict.fromkeys((*authors, *session.exec(behind.order_by(col(AmendmentSupport.delegation_id)))))

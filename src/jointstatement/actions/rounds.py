"""The text goes before the delegations: revisions are tabled, rounds are opened, extended and closed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from itertools import count
from typing import TypeVar

import rfc8785
from sqlmodel import Session, col, select

from jointstatement.access.attribution import is_named_in
from jointstatement.access.endorsements import Endorsed, endorsed
from jointstatement.access.input import went_to_chair_alone
from jointstatement.access.statements import latest_revision, parts_as_cited, parts_of, statement_for, working_text
from jointstatement.access.viewer import Viewer
from jointstatement.actions.carrying_over import tell_authors
from jointstatement.actions.fields import line
from jointstatement.actions.hours import reminder_before, set_hour
from jointstatement.actions.keep import keep
from jointstatement.actions.numbering import hold_numbers, numbered_anew
from jointstatement.actions.record import tell_all
from jointstatement.actions.references import keep_references
from jointstatement.actions.reopening import answer_requests
from jointstatement.actions.speaking_for import speak_for_members
from jointstatement.actions.step import take
from jointstatement.errors import N_, BadInput, NoRoundOpen, NotFound, NotTabledYet, OnlyBlindRoundsKeepAuthors
from jointstatement.models import (
    Amendment,
    Body,
    Comment,
    Delegation,
    Disposition,
    Revision,
    RevisionPart,
    Round,
    RoundExtension,
    Statement,
)
from jointstatement.models.identity import new_id
from jointstatement.terms import AmendmentKind, Attribution, PartKind, Verb, Visibility
from jointstatement.text.document import Part
from jointstatement.text.fingerprint import fingerprint
from jointstatement.text.number import number_parts
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import (
    demand,
    is_of_the_chair,
    may_circulate_non_paper,
    may_close_round,
    may_extend_round,
    may_open_round,
    may_table_revision,
)

Given = TypeVar("Given", Comment, Amendment)

_ORALLY = ", as orally revised"
_EDITORIALLY = ", as editorially reviewed"
GENERAL = "0"
"""What stands in a label for the text as a whole: "C-0.1"."""


def table_revision(session: Session, statement_id: str, *, by: Viewer, now: datetime) -> str:
    """Freezes the working text as the next revision and puts it before the delegations. Returns its id.

    The first is the zero draft, then Rev.1, Rev.2 …. The answers that the chair gave since the last revision go out
    with it. Refused where nothing has changed since (`NothingToTable`), in an open round and under silence, and where
    anything of an endorsed text is not as it was endorsed (`ClauseIsEndorsed`).
    """
    statement = statement_for(session, by, statement_id)
    demand(may_table_revision(workflow_of(statement), situation_of(session, statement, now), by.role))
    return _table(session, statement, "revision_tabled", by=by, now=now)


def circulate_non_paper(session: Session, statement_id: str, *, by: Viewer, now: datetime) -> str:
    """Freezes the working text as the next revision, without standing, and puts it before the delegations.

    Rounds are held on it; nothing is decided on it until a further revision is tabled that is no non-paper, in the same
    words or others. Returns its id. Refused as `table_revision` is.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_circulate_non_paper(workflow_of(statement), situation_of(session, statement, now), by.role))
    return _table(session, statement, "non_paper_circulated", by=by, now=now)


def _table(session: Session, statement: Statement, kind: str, *, by: Viewer, now: datetime) -> str:
    _demand_endorsed_kept(session, statement)
    before = latest_revision(session, statement)
    is_non_paper = kind == "non_paper_circulated"
    revision = freeze_working_text(session, statement, before, is_non_paper=is_non_paper, by=by.person_id, now=now)
    renumbered = numbered_anew(session, statement, before, revision)
    told = {
        "revision": revision.id,
        "label": revision.label,
        "style": revision.style,
        "fingerprint": revision.fingerprint,
        "answers": _answers_since(session, statement, before),
        **({"notice_hours": revision.notice_hours} if revision.notice_hours else {}),
        **({"renumbered": renumbered} if renumbered else {}),
    }
    tell_all(session, statement, kind, told, notice={"revision": revision.label}, by=by, now=now)
    tell_authors(session, statement, revision, by=by, now=now)
    answer_requests(session, statement, by=by, now=now)
    return revision.id


def _demand_endorsed_kept(session: Session, statement: Statement) -> None:
    """Asked once more where it counts, however the text was changed: what was endorsed stands, word for word."""
    holding = endorsed(session, statement)
    if holding and _kept(holding.parts, holding) != _kept(parts_of(working_text(session, statement)), holding):
        raise holding.closed_refusal()


def _kept(parts: Sequence[Part], holding: Endorsed) -> list[tuple[object, ...]]:
    return [
        (part.id, part.kind, part.level, part.wording, part.ending, part.label, part.key, part.mark)
        for part in parts
        if part.id in holding.closed
    ]


def freeze_working_text(
    session: Session,
    statement: Statement,
    before: Revision | None,
    *,
    is_oral: bool = False,
    is_non_paper: bool = False,
    is_editorial: bool = False,
    by: str,
    now: datetime,
) -> Revision:
    """The working text as the revision after this one, tabled `by` this person; who calls asks and records.

    What was orally revised and then editorially reviewed stays orally revised.
    """
    number = before.number + 1 if before else 0
    label = f"Rev.{number}" if number else "Zero draft"
    if is_oral and before is not None:
        again = f" ({number})" if before.is_oral else ""
        label = f"{before.label.partition(_ORALLY)[0]}{_ORALLY}{again}"
    if is_non_paper:
        label = f"{label}, non-paper"
    if is_editorial and before is not None:
        stem, reviewed, since = before.label.rpartition(_EDITORIALLY)
        is_again = bool(reviewed) and _ORALLY not in since
        label = f"{stem}{_EDITORIALLY} ({number})" if is_again else f"{before.label}{_EDITORIALLY}"
    parts = working_text(session, statement)
    keep_references(session, statement, parts, now=now)
    hold_numbers(session, statement, parts, tabled_as=number)
    revision = Revision(
        id=new_id(),
        statement_id=statement.id,
        number=number,
        label=label,
        style=statement.style,
        fingerprint=fingerprint(parts_of(parts)),
        is_oral=is_oral or (is_editorial and before is not None and before.is_oral),
        is_non_paper=is_non_paper,
        notice_hours=0 if is_non_paper else _notice_asked(session, statement),
        tabled_at=now,
        tabled_by=by,
    )
    rows = [
        RevisionPart(
            revision_id=revision.id,
            part_id=part.id,
            place_in_order=place,
            kind=part.kind,
            level=part.level,
            wording=part.wording,
            ending=part.ending,
            label=part.label,
            key=part.key,
            mark=part.mark,
            number=part.number,
        )
        for place, part in enumerate(parts, start=1)
    ]
    keep(session, revision, *rows)
    return revision


def _notice_asked(session: Session, statement: Statement) -> int:
    """The hours of notice that the body asks for now; of what the chair issues, and nobody decides on, none."""
    return (
        0 if is_of_the_chair(workflow_of(statement)) else session.get_one(Body, statement.body_id).shortest_notice_hours
    )


def open_round(
    session: Session,
    statement_id: str,
    *,
    due_at: datetime,
    due_as_typed: str,
    visibility: Visibility,
    concepts_only: bool = False,
    on_purpose: bool = False,
    by: Viewer,
    now: datetime,
) -> str:
    """Puts the current revision before the delegations until an exact hour: a step of the workflow. Returns its id.

    With `concepts_only` it takes comments and positions, and no proposed wording.

    Refused unless the working text is the revision tabled last (`StillMissing`), and as `set_hour` says;
    `NotAllowedNow`, `NotYours`; with `OnlyBlindRoundsKeepAuthors` where the office learns no authors before it answers.
    """
    statement = statement_for(session, by, statement_id)
    situation = situation_of(session, statement, now)
    demand(may_open_round(workflow_of(statement), situation, by.role))
    revision = latest_revision(session, statement)
    if revision is None:
        raise NotTabledYet()
    if statement.attribution is Attribution.NONE and visibility is not Visibility.BLIND:
        raise OnlyBlindRoundsKeepAuthors()
    due_at = set_hour(session, statement, due_at, on_purpose=on_purpose, by=by, now=now)
    take(session, statement, Verb.OPEN_ROUND, by=by, now=now, situation=situation)
    opened = Round(
        statement_id=statement.id,
        revision_id=revision.id,
        number=situation.rounds_held + 1,
        visibility=visibility,
        attribution=statement.attribution,
        concepts_only=concepts_only,
        opened_at=now,
        opened_by=by.person_id,
        due_at=due_at,
        due_as_typed=line("due_as_typed", due_as_typed),
        remind_at=reminder_before(due_at, now=now),
    )
    keep(session, statement, opened)
    hour = {"round": opened.number, "revision": revision.label, "due_at": due_at, "due_as_typed": opened.due_as_typed}
    payload = {"round_id": opened.id, "visibility": visibility, "attribution": opened.attribution, **hour}
    kind = "round_on_concepts_opened" if concepts_only else "round_opened"
    tell_all(session, statement, kind, payload, notice=hour, by=by, now=now)
    return opened.id


def extend_round(
    session: Session,
    round_id: str,
    *,
    due_at: datetime,
    due_as_typed: str,
    on_purpose: bool = False,
    by: Viewer,
    now: datetime,
) -> None:
    """Gives the delegations until a later hour. When the hour has struck it is too late for that (`NoRoundOpen`).

    Refused for an hour that is not later, and as `set_hour` says.
    """
    extended = _round(session, round_id)
    statement = statement_for(session, by, extended.statement_id)
    demand(may_extend_round(workflow_of(statement), situation_of(session, statement, now), by.role))
    if extended.closed_at is not None or extended.due_at <= now:
        raise NoRoundOpen()
    move_hour(
        session, statement, extended, due_at=due_at, due_as_typed=due_as_typed, on_purpose=on_purpose, by=by, now=now
    )


def move_hour(
    session: Session,
    statement: Statement,
    extended: Round,
    *,
    due_at: datetime,
    due_as_typed: str,
    on_purpose: bool,
    by: Viewer,
    now: datetime,
) -> None:
    """Gives a round a later hour, kept beside the one that was set and circulated; who calls asks whether it may be.

    Raises `BadInput` for an hour that is not later, and what `set_hour` raises.
    """
    due_at = set_hour(session, statement, due_at, on_purpose=on_purpose, by=by, now=now)
    if due_at <= extended.due_at:
        raise BadInput("due_at", N_("This is not later than the hour that is set already."))
    extension = RoundExtension(
        round_id=extended.id, from_due_at=extended.due_at, to_due_at=due_at, at=now, by=by.person_id
    )
    extended.due_at = due_at
    extended.remind_at = reminder_before(due_at, now=now)
    extended.due_as_typed = line("due_as_typed", due_as_typed)
    keep(session, extended, extension)
    hour = {"round": extended.number, "due_at": due_at, "due_as_typed": extended.due_as_typed}
    payload = {"round_id": extended.id, "from_due_at": extension.from_due_at, **hour}
    tell_all(session, statement, "round_extended", payload, notice=hour, by=by, now=now)


def close_round(session: Session, round_id: str, *, by: Viewer | None, now: datetime) -> None:
    """Ends a round and circulates its input, each under its label; without `by` it is the hour itself that closes it.

    Raises `NoRoundOpen` where it is closed already, or where the hour has not come.
    """
    closed = _round(session, round_id)
    statement = _statement_of(session, closed, by)
    if by is not None:
        demand(may_close_round(workflow_of(statement), situation_of(session, statement, now), by.role))
    if closed.closed_at is not None or (by is None and now < closed.due_at):
        raise NoRoundOpen()
    closed.closed_at = now
    closed.closed_by = by.person_id if by else None
    keep(session, closed)
    # What went to the chair alone has its labels since it was submitted, and nobody else learns of it now.
    is_for_chair = closed.visibility is Visibility.CHAIR_ONLY
    kind = "round_for_chair_closed" if is_for_chair else "round_closed"
    told = {} if is_for_chair else {"input": label_input(session, closed)}
    speak_for_members(session, statement, closed, by=by, now=now)
    named = {"round": closed.number}
    payload = {"round_id": closed.id, **named, **told}
    tell_all(session, statement, kind, payload, notice=named, to=("delegations", "office"), by=by, now=now)


def label_input(session: Session, of_round: Round) -> list[dict[str, object]]:
    """Gives every submitted comment and amendment of a round that has none yet its label ("C-6.1", "A-6.1", "C-0.2").

    Labels count on through all rounds of a statement, past those that are taken, so that each is given once. Returns
    them for the record, each with a digest by which its author can prove the words. Only for input that is read from
    now on. What goes to the chair alone, and what is given by no member, counts for each by itself ("A-6/4.1", of the
    fourth in the body), so that no label tells its author of what others gave. Where the round does not name who gave
    what, the number is drawn from the words ("A-6.417"): it tells nothing of the members' order, and an observer's is
    as a member's.
    """
    revision = session.get(Revision, of_round.revision_id)
    assert revision is not None, "a round's revision stays"
    cited = _cited(parts_as_cited(session, revision))
    return [
        *_label(session, of_round, Comment, letter="C", cited=cited),
        *_label(session, of_round, Amendment, letter="A", cited=cited),
    ]


def next_label(session: Session, of_round: Round, part_id: str) -> str:
    """The label of an amendment of the chair's office, among those of a round: the next that none has yet."""
    revision = session.get_one(Revision, of_round.revision_id)
    cited = _cited(parts_as_cited(session, revision))
    return _next_free(f"A-{cited[part_id]}", 1, _taken(session, of_round, Amendment))


def digest_of_input(given: Comment | Amendment) -> str:
    """SHA-256 of RFC 8785 JSON of what a delegation gave: part, words, class or weight and reason, and of an amendment
    that is more than other words what it does."""
    if isinstance(given, Comment):
        content = {"part": given.part_id, "class": str(given.comment_class), "text": given.text}
        if given.quoted:
            content["quoted"] = given.quoted
    else:
        content = {
            "part": given.part_id,
            "wording": given.wording,
            "reason": given.reason,
            "weight": str(given.weight),
        }
        if given.kind is not AmendmentKind.REPLACE:
            content |= {
                "kind": str(given.kind),
                "second_wording": given.second_wording,
                "other_part": given.other_part_id,
            }
    return sha256(rfc8785.dumps(content)).hexdigest()


def current_round(session: Session, statement: Statement) -> Round:
    """The latest round, where it is on the revision that lies on the table. Raises `NoRoundOpen`."""
    revision = latest_revision(session, statement)
    latest = session.exec(
        select(Round).where(col(Round.statement_id) == statement.id).order_by(col(Round.number).desc()).limit(1)
    ).first()
    if revision is None or latest is None or latest.revision_id != revision.id:
        raise NoRoundOpen()
    return latest


def _round(session: Session, round_id: str) -> Round:
    found = session.get(Round, round_id)
    if found is None:
        raise NotFound()
    return found


def _statement_of(session: Session, closed: Round, by: Viewer | None) -> Statement:
    if by is not None:
        return statement_for(session, by, closed.statement_id)
    return session.exec(select(Statement).where(col(Statement.id) == closed.statement_id)).one()


def _label(
    session: Session, of_round: Round, kind: type[Given], *, letter: str, cited: Mapping[str, str]
) -> list[dict[str, object]]:
    """Labels one kind of input, in the order of the text, then of the body's members, or where none is named of lot."""
    is_named = is_named_in(of_round) or of_round.visibility is Visibility.CHAIR_ONLY
    taken = _taken(session, of_round, kind)
    unlabelled = session.exec(
        select(kind, Delegation)
        .join(Delegation, col(Delegation.id) == col(kind.delegation_id))
        .where(
            col(kind.round_id) == of_round.id,
            col(kind.submitted_at).is_not(None),
            col(kind.withdrawn_at).is_(None),
            col(kind.label).is_(None),
        )
    )
    places = {part_id: place for place, part_id in enumerate(cited)}
    labelled: list[dict[str, object]] = []
    for given, delegation in sorted(
        unlabelled,
        key=lambda row: (
            places.get(row[0].part_id or "", -1),
            (row[1].place_in_order, row[0].written_at) if is_named else digest_of_input(row[0]),
            row[0].id,
        ),
    ):
        stem = f"{letter}-{cited[given.part_id] if given.part_id else GENERAL}"
        digest = digest_of_input(given)
        if is_named:
            if of_round.visibility is Visibility.CHAIR_ONLY or not delegation.is_member:
                stem = f"{stem}/{delegation.place_in_order}"
            given.label = _next_free(stem, 1, taken)
        else:
            # Three digits, drawn from the words.
            given.label = _next_free(stem, 100 + int(digest[:12], 16) % 900, taken)
        taken.add(given.label)
        keep(session, given)
        labelled.append({"label": given.label, "digest": digest})
    return labelled


def _taken(session: Session, of_round: Round, kind: type[Given]) -> set[str | None]:
    return set(
        session.exec(
            select(kind.label).where(col(kind.statement_id) == of_round.statement_id, col(kind.label).is_not(None))
        )
    )


def _next_free(stem: str, first: int, taken: Collection[str | None]) -> str:
    """The label with this number or the next that none has yet."""
    return next(label for number in count(first) if (label := f"{stem}.{number}") not in taken)


def _cited(parts: Sequence[Part]) -> dict[str, str]:
    """What stands in a label for each part: "6", "6(a)", "title", "fn1"; a continuation has its predecessor's."""
    cited: dict[str, str] = {}
    last = ""
    for part, label in zip(parts, number_parts(parts), strict=True):
        if part.kind is PartKind.FOOTNOTE:
            cited[part.id] = f"fn{label}"
        elif part.kind is PartKind.ITEM or part.is_clause:
            last = label or last
            cited[part.id] = last or str(part.kind)
        else:
            cited[part.id] = str(part.kind)
    return cited


def _answers_since(session: Session, statement: Statement, before: Revision | None) -> list[list[str]]:
    """The chair's answers since a revision as [label, disposition]; of several to one input the last.

    Those to what went to the chair alone are not among them: they are told to their authors only.
    """
    if before is None:
        return []
    answers: dict[str, str] = {}
    for kind, subject in ((Comment, Disposition.comment_id), (Amendment, Disposition.amendment_id)):
        rows = session.exec(
            select(kind.label, Disposition.disposition)
            .join(Disposition, col(subject) == col(kind.id))
            .where(
                col(Disposition.statement_id) == statement.id,
                col(Disposition.answered_at) >= before.tabled_at,
                ~went_to_chair_alone(kind),
            )
            .order_by(col(Disposition.number))
        )
        answers.update({label: str(disposition) for label, disposition in _labelled(rows)})
    return [[label, answers[label]] for label in sorted(answers)]


def _labelled(rows: Iterable[tuple[str | None, object]]) -> Iterable[tuple[str, object]]:
    return ((label, disposition) for label, disposition in rows if label is not None)

"""The chair's office puts words in brackets, notes who stands behind them, resolves brackets and fills placeholders.

A bracket stands in the wording of its part. Who stands behind its alternatives goes with it through every deed here,
from an outer bracket too whose words change with an inner one; edits of other words leave it alone.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import and_
from sqlmodel import Session, col, select

from jointstatement.access.amendments import composition_of, live_wordings
from jointstatement.access.attribution import given_by_known, unnamed_on
from jointstatement.access.brackets import backing_of, sponsors_now
from jointstatement.access.input import went_to_chair_alone
from jointstatement.access.naming import delegations_of
from jointstatement.access.statements import statement_for, working_part_for, working_text
from jointstatement.access.viewer import Viewer
from jointstatement.actions.answering import accept
from jointstatement.actions.consolidating import demand_answerable
from jointstatement.actions.drafting import set_wording
from jointstatement.actions.keep import keep
from jointstatement.actions.packages import demand_unbound, follow_bound
from jointstatement.actions.record import record_in_office
from jointstatement.actions.taking_up import take_up_together
from jointstatement.errors import (
    N_,
    BadInput,
    NoSuchBracket,
    NotAPlaceholder,
    NotFound,
    Refusal,
    StillAPlaceholder,
    WordingHasMoved,
)
from jointstatement.models import Amendment, BracketSponsor, Statement, WorkingPart
from jointstatement.terms import Attribution, Role
from jointstatement.text.bracketing import disputed, followed, in_brackets, kept_inside, names_of
from jointstatement.text.brackets import Bracket, BracketKind, Brackets, brackets, choose, drop, fill
from jointstatement.text.wording import plain
from jointstatement.workflow.definition import Workflow
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import (
    demand,
    may_dispose,
    may_fill_placeholder,
    may_name_sponsors,
    may_put_in_brackets,
    may_resolve_bracket,
)
from jointstatement.workflow.situation import Situation

Behind = Mapping[str, Mapping[str, bool | None]]
"""By the words of an alternative, the delegations behind it, each with whether it is named there; `None` where it is
noted only now."""
Question = Callable[[Workflow, Situation, Role], Refusal | None]


def put_in_brackets(
    session: Session,
    statement_id: str,
    part_id: str,
    *,
    words: str,
    others: Sequence[str] = (),
    expected: int,
    by: Viewer,
    now: datetime,
) -> int:
    """Puts words of a part in brackets, alone or with others to choose from; without words, all of the part.

    Returns the number of the bracket. Raises `WordingHasMoved`, `WordsNotThere`, `WordsThereMoreThanOnce` and
    `CannotStandInBrackets`.
    """
    statement, part = _part(session, statement_id, part_id, may_put_in_brackets, by=by, now=now)
    put = in_brackets(part.wording, words.strip(), [other.strip() for other in others if other.strip()])
    _demand_unmoved(part, expected, put.wording)
    before, after = brackets(part.wording), brackets(put.wording)
    inner = {put.number + place: put.number + place + 1 for place in range(put.within)}
    numbers = followed(before, after, first=put.number, gone=put.within, inner=inner)
    backing = _carried(_backing(session, statement, part), before, after, numbers)
    _reword(
        session,
        statement,
        part,
        put.wording,
        kind="put_in_brackets",
        payload={"bracket": plain(after.all[put.number].words)},
        by=by,
        now=now,
    )
    _keep_backing(session, statement, part, backing, by=by, now=now)
    follow_bound(session, statement, part, before, numbers, now=now)
    return put.number


def put_disputes_in_brackets(
    session: Session, statement_id: str, part_id: str, *, expected: int, by: Viewer, now: datetime
) -> int:
    """Puts the places where live amendments of a part collide in brackets, with their authors behind them.

    Behind words that were proposed to the chair alone, or whose author the office does not know yet, stands nobody: who
    stands behind an alternative is read by all, or by the office.

    What does not collide goes into the text, and whose words are in it wholly is accepted; the others wait for an
    answer of their own. Returns how many brackets there are more. Raises `WordingHasMoved`, `CannotStandInBrackets`,
    `StillOpenToObjection`, and `BadInput` where nothing is in dispute.
    """
    statement, part = _part(session, statement_id, part_id, may_put_in_brackets, by=by, now=now)
    demand(may_dispose(workflow_of(statement), situation_of(session, statement, now), by.role))
    rows = {row.id: row for row in live_wordings(session, by, statement, part_id)}
    whole = composition_of(session, part.id, part.wording, list(rows.values()))
    if not whole.merged.collisions:
        raise BadInput("part_id", N_("Nothing is in dispute here: no two amendments change the same words."))
    put = disputed(whole.merged)
    _demand_unmoved(part, expected, put.wording)
    before, after = brackets(part.wording), brackets(put.wording)
    known = {name: number for number, name in names_of(after).items()}
    numbers = {number: known[name] for number, name in names_of(before).items() if name in known}
    backing = _carried(_backing(session, statement, part), before, after, numbers)
    told = and_(~went_to_chair_alone(Amendment), given_by_known(by, statement, Amendment))
    sponsored = set(session.exec(select(Amendment.id).where(col(Amendment.id).in_(rows), told)))
    for number, wanted in put.sources.items():
        backing[number] = {
            choice: dict.fromkeys(
                behind for source in sources if source in sponsored and (behind := rows[source].delegation_id)
            )
            for choice, sources in wanted.items()
        }
    in_it = [rows[source] for source in (*whole.merged.standing, *whole.merged.held)]
    for row in in_it:
        demand_answerable(session, statement, row, now=now)
    kind = "disputes_put_in_brackets"
    take_up_together(session, statement, in_it, part, wording=put.wording, kind=kind, by=by, now=now)
    _keep_backing(session, statement, part, backing, by=by, now=now)
    follow_bound(session, statement, part, before, numbers, now=now)
    for source in whole.merged.standing:
        accept(session, statement, rows[source], by=by, now=now)
    return len(put.sources)


def choose_alternative(
    session: Session,
    statement_id: str,
    part_id: str,
    *,
    number: int,
    choice: int,
    expected: int,
    by: Viewer,
    now: datetime,
) -> None:
    """Resolves a bracket: one of its alternatives stays, or of a single one its words, without the signs.

    Raises `NoSuchBracket`, `WordingHasMoved`; a placeholder is filled and not chosen. `BracketBoundInPackage` for a
    bracket that is settled with others or not at all.
    """
    statement, part = _part(session, statement_id, part_id, may_resolve_bracket, by=by, now=now)
    bracket = _bracket(part, number, expected)
    demand_unbound(session, statement, part, bracket)
    if bracket.kind is BracketKind.PLACEHOLDER:
        raise NoSuchBracket()
    wording = choose(part.wording, number, choice)
    inner = kept_inside(bracket, choice)
    _resolve(session, statement, part, bracket, wording, inner=inner, kind="bracket_resolved", by=by, now=now)


def leave_out(
    session: Session, statement_id: str, part_id: str, *, number: int, expected: int, by: Viewer, now: datetime
) -> None:
    """Resolves a bracket: all that stands in it goes. Raises as `choose_alternative`; a part is never left empty."""
    statement, part = _part(session, statement_id, part_id, may_resolve_bracket, by=by, now=now)
    bracket = _bracket(part, number, expected)
    demand_unbound(session, statement, part, bracket)
    wording = drop(part.wording, number)
    _resolve(session, statement, part, bracket, wording, inner={}, kind="bracket_resolved", by=by, now=now)


def settle_bracket(
    session: Session,
    statement_id: str,
    part_id: str,
    *,
    number: int,
    words: str,
    expected: int,
    by: Viewer,
    now: datetime,
) -> None:
    """Resolves a bracket with other words in its place. Raises as `choose_alternative`, and `NothingFilledIn`."""
    statement, part = _part(session, statement_id, part_id, may_resolve_bracket, by=by, now=now)
    bracket = _bracket(part, number, expected)
    demand_unbound(session, statement, part, bracket)
    wording = fill(part.wording, number, words)
    _resolve(session, statement, part, bracket, wording, inner={}, kind="bracket_resolved", by=by, now=now)


def resolve_bound(
    session: Session,
    statement: Statement,
    part: WorkingPart,
    bracket: Bracket,
    *,
    choice: int | None,
    words: str | None,
    by: Viewer,
    now: datetime,
) -> None:
    """Resolves a bracket of a package: other words, an alternative, or without both nothing stays.

    Asks nothing: who calls has asked, and resolves the rest of the package with it. Raises as the other ways to resolve
    one.
    """
    inner: Mapping[int, int] = {}
    if words is not None:
        wording = fill(part.wording, bracket.number, words)
    elif choice is not None:
        wording = choose(part.wording, bracket.number, choice)
        inner = kept_inside(bracket, choice)
    else:
        wording = drop(part.wording, bracket.number)
    _resolve(session, statement, part, bracket, wording, inner=inner, kind="bracket_resolved", by=by, now=now)


def fill_placeholder(
    session: Session,
    statement_id: str,
    part_id: str,
    *,
    number: int,
    words: str,
    expected: int,
    by: Viewer,
    now: datetime,
) -> None:
    """Puts what was not known yet in the place of a placeholder; the text is tabled after it without a round.

    Raises `NotAPlaceholder` for words in dispute, `StillAPlaceholder` for words with a bracket in them,
    `NothingFilledIn`, `NoSuchBracket` and `WordingHasMoved`.
    """
    statement, part = _part(session, statement_id, part_id, may_fill_placeholder, by=by, now=now)
    bracket = _bracket(part, number, expected)
    if bracket.kind is not BracketKind.PLACEHOLDER:
        raise NotAPlaceholder(words=plain(bracket.words))
    if brackets(words).open:
        raise StillAPlaceholder(words=plain(words))
    wording = fill(part.wording, number, words)
    _resolve(
        session, statement, part, bracket, wording, inner={}, kind="placeholder_filled", words=words, by=by, now=now
    )


def name_sponsors(
    session: Session,
    statement_id: str,
    part_id: str,
    *,
    number: int,
    choice: int,
    delegation_ids: Sequence[str],
    expected: int,
    by: Viewer,
    now: datetime,
) -> None:
    """Notes which delegations stand behind an alternative of a bracket, in the place of what was noted before.

    `choice` counts from 0; -1 is to leave the words out. Raises `NoSuchBracket`, `WordingHasMoved`, and `NotFound` for
    a delegation that holds no position in the body.
    """
    statement, part = _part(session, statement_id, part_id, may_name_sponsors, by=by, now=now)
    bracket = _bracket(part, number, expected)
    if not {each.id for each in delegations_of(session, statement)}.issuperset(delegation_ids):
        raise NotFound()
    if bracket.kind is BracketKind.PLACEHOLDER or not -1 <= choice < len(bracket.choices):
        raise NoSuchBracket()
    words = "" if choice < 0 else bracket.choices[choice].words
    backing = _backing(session, statement, part)
    backing[number] = {**backing[number], words: dict.fromkeys(delegation_ids)}
    _keep_backing(session, statement, part, backing, by=by, now=now)
    record_in_office(
        session,
        statement,
        kind="sponsors_named",
        by=by,
        now=now,
        payload={"part": part.id, "bracket": plain(bracket.words), "words": plain(words), "sponsors": delegation_ids},
    )


# What the acts share -------------------------------------------------------------------------------------------------


def _part(
    session: Session, statement_id: str, part_id: str, ask: Question, *, by: Viewer, now: datetime
) -> tuple[Statement, WorkingPart]:
    statement = statement_for(session, by, statement_id)
    demand(ask(workflow_of(statement), situation_of(session, statement, now), by.role))
    return statement, working_part_for(session, by, statement, part_id)


def _demand_unmoved(part: WorkingPart, expected: int, yours: str) -> None:
    if part.version != expected:
        raise WordingHasMoved(yours=yours, theirs=part.wording, version=part.version)


def _bracket(part: WorkingPart, number: int, expected: int) -> Bracket:
    """A bracket of a part that is still the one that was seen."""
    _demand_unmoved(part, expected, part.wording)
    found = brackets(part.wording).all
    if not 0 <= number < len(found):
        raise NoSuchBracket()
    return found[number]


def _resolve(
    session: Session,
    statement: Statement,
    part: WorkingPart,
    bracket: Bracket,
    wording: str,
    *,
    inner: Mapping[int, int],
    kind: str,
    words: str = "",
    by: Viewer,
    now: datetime,
) -> None:
    """Gives the part its words without a bracket, and every other bracket keeps those behind it."""
    before, after = brackets(part.wording), brackets(wording)
    gone = 1 + len(Brackets(bracket.within).all)
    numbers = followed(before, after, first=bracket.number, gone=gone, inner=inner)
    backing = _carried(_backing(session, statement, part), before, after, numbers)
    payload: dict[str, object] = {"bracket": plain(bracket.words), **({"words": plain(words)} if words else {})}
    _reword(session, statement, part, wording, kind=kind, payload=payload, by=by, now=now)
    _keep_backing(session, statement, part, backing, by=by, now=now)
    follow_bound(session, statement, part, before, numbers, now=now)


def _reword(
    session: Session,
    statement: Statement,
    part: WorkingPart,
    wording: str,
    *,
    kind: str,
    payload: dict[str, object],
    by: Viewer,
    now: datetime,
) -> None:
    parts = working_text(session, statement)
    set_wording(session, statement, parts, part, wording=wording, by=by, now=now, kind=kind, payload=payload)


def _backing(session: Session, statement: Statement, part: WorkingPart) -> dict[int, Behind]:
    rows, found = sponsors_now(session, statement), brackets(part.wording)
    named = backing_of([row for row in rows if row.is_named], part.id, found)
    return {
        number: {
            choice: {each: each in named[number].get(choice, ()) for each in some} for choice, some in behind.items()
        }
        for number, behind in backing_of(rows, part.id, found).items()
    }


def _carried(
    backing: Mapping[int, Behind], before: Brackets, after: Brackets, numbers: Mapping[int, int]
) -> dict[int, Behind]:
    """Who stands behind what after a change; the alternatives of an outer bracket are told by their order."""
    carried: dict[int, Behind] = {}
    for old, new in numbers.items():
        was, now = before.all[old].choices, after.all[new].choices
        if len(was) == len(now):
            called = {"": ""} | {one.words: other.words for one, other in zip(was, now, strict=True)}
            carried[new] = {called[choice]: some for choice, some in backing[old].items() if choice in called}
    return carried


def _keep_backing(
    session: Session,
    statement: Statement,
    part: WorkingPart,
    backing: Mapping[int, Behind],
    *,
    by: Viewer,
    now: datetime,
) -> None:
    """Ends what no longer holds in this part, and begins what holds now; what goes on is left as it is.

    What goes on in other words keeps whether it is named; what is noted now has today's rule.
    """
    names = names_of(brackets(part.wording))
    wanted = {
        (*names[number], choice, delegation_id): was_named
        for number, behind in backing.items()
        for choice, some in behind.items()
        for delegation_id, was_named in some.items()
    }
    for row in sponsors_now(session, statement):
        if row.part_id == part.id:
            held = (row.bracket, row.occurrence, row.choice, row.delegation_id)
            if held not in wanted:
                row.ended_at = now
                keep(session, row)
            wanted.pop(held, None)
    # A later rule names nobody: what is noted now may have been given when the rule was another.
    unnamed = unnamed_on(session, statement, part.id) if wanted else set()
    for (bracket, occurrence, choice, delegation_id), was_named in sorted(wanted.items()):
        keep(
            session,
            BracketSponsor(
                statement_id=statement.id,
                part_id=part.id,
                bracket=bracket,
                occurrence=occurrence,
                choice=choice,
                delegation_id=delegation_id,
                since=now,
                named_by=by.person_id,
                is_named=was_named
                if was_named is not None
                else statement.attribution is Attribution.ALL and delegation_id not in unnamed,
            ),
        )

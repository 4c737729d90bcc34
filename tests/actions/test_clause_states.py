"""Clauses are noted as agreed, re-opened by a change of words, and bound into packages."""

import json
from datetime import timedelta
from typing import Any

import pytest
from tests.cast import Forum, refused
from tests.negotiation import CLAUSES, Negotiation, begin

from jointstatement.access.viewer import Viewer
from jointstatement.actions.binding import bind_package, free_package
from jointstatement.actions.brackets import fill_placeholder, put_in_brackets
from jointstatement.actions.clause_states import (
    note_clause_state,
    note_package_state,
    reopen_clause,
)
from jointstatement.actions.drafting import insert_part, merge_clauses, move_part, remove_part, reword_part
from jointstatement.actions.positions import take_position
from jointstatement.errors import (
    AlreadyBound,
    BadInput,
    BoundInPackage,
    ChangedMeanwhile,
    NotFound,
    NothingAgreedHere,
    NotTabledYet,
    NotYours,
    OpposedAtTheTable,
    RoundIsOpen,
    StillInBrackets,
)
from jointstatement.models import ClauseNote, Notice, Statement, WorkingPart
from jointstatement.queries.clause_states import ClauseStates, clause_states
from jointstatement.queries.record import chain_entries
from jointstatement.terms import ClauseState, PartKind, Position
from jointstatement.workflow.facts import situation_of
from jointstatement.workflow.situation import Situation

OPEN, BRACKETED, AGREED = ClauseState.OPEN, ClauseState.BRACKETED, ClauseState.AGREED
PENDING, REOPENED = ClauseState.PENDING, ClauseState.REOPENED


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    """Six clauses on the table."""
    talks = begin(forum)
    talks.table()
    return talks


def seen_by(talks: Negotiation, who: Viewer) -> ClauseStates:
    with talks.forum.database.reading() as session:
        return clause_states(session, who, talks.id, now=talks.forum.hour.now)


def states(talks: Negotiation, who: str = "chair") -> dict[str, ClauseState]:
    """How far the clauses are, by their labels."""
    shown = seen_by(talks, talks.forum.viewer(who))
    return {each.place.label: each.stated.state for each in shown.clauses if each.place.is_clause}


def note(talks: Negotiation, clause: int, state: ClauseState = AGREED, **other: Any) -> None:
    talks.forum.act(note_clause_state, talks.id, **noting(talks, clause, state) | other)


def noting(talks: Negotiation, clause: int, state: ClauseState = AGREED) -> dict[str, Any]:
    part_id = talks.clause(clause)
    shown = seen_by(talks, talks.forum.chair)
    (seen,) = [each.seen for each in shown.clauses if each.place.part_id == part_id]
    return {"part_id": part_id, "state": state, "seen": seen, "by": talks.forum.chair}


def reword(talks: Negotiation, clause: int, old: str, new: str) -> None:
    part_id = talks.clause(clause)
    wording = talks.wording(part_id)
    assert old in wording
    talks.forum.act(
        reword_part,
        talks.id,
        part_id,
        wording=wording.replace(old, new),
        expected=talks.version(part_id),
        by=talks.forum.chair,
    )


def situation(talks: Negotiation) -> Situation:
    (statement,) = talks.forum.rows(Statement, id=talks.id)
    with talks.forum.database.reading() as session:
        return situation_of(session, statement, talks.forum.hour.now)


def test_clause_goes_through_its_states_and_a_change_of_words_reopens_it(talks: Negotiation) -> None:
    forum = talks.forum
    borvia = forum.head("Borvia")
    note(talks, 1, ClauseState.AGREED_INFORMALLY, reason="By all who were in the room")
    note(talks, 2, PENDING, awaited=[forum.delegations["Borvia"]])
    due = forum.hour.now + timedelta(days=1)
    note(talks, 3, ClauseState.AGREED_AD_REFERENDUM, confirm_by=due, confirm_as_typed="tomorrow Europe/Vienna")
    note(talks, 4)
    part = talks.clause(5)
    forum.act(put_in_brackets, talks.id, part, words="at Old Lock", expected=1, by=forum.chair)
    expected = [ClauseState.AGREED_INFORMALLY, PENDING, ClauseState.AGREED_AD_REFERENDUM, AGREED, BRACKETED, OPEN]
    assert list(states(talks).values()) == expected
    # The brackets are on the desk alone; what was noted of the tabled words is before all.
    assert list(states(talks, "head of Istara").values()) == [*expected[:4], OPEN, OPEN]

    assert [seen_by(talks, who).clauses[1].stated.awaited for who in (forum.chair, borvia)] == [("Borvia",)] * 2

    reword(talks, 4, "bridges", "old bridges")
    forum.hour.pass_by(timedelta(days=2))
    shown = seen_by(talks, forum.chair)
    assert (shown.clauses[3].stated.state, shown.clauses[2].stated.is_overdue) == (REOPENED, True)
    assert shown.clauses[2].stated.state is ClauseState.AGREED_AD_REFERENDUM  # the hour makes nothing agreed
    assert states(talks, "head of Istara")["4"] is AGREED
    talks.table()
    assert states(talks, "head of Istara")["4"] is REOPENED

    with forum.database.reading() as session:
        lines = [line for line in chain_entries(session, forum.chair, talks.id) if "clause_" in line.kind]
        own = [line.sentence() for line in chain_entries(session, borvia, talks.id)]
    assert [(line.chain.value, line.kind, line.part) for line in lines] == [
        ("circulated", "clause_agreed_informally", "1"),
        ("circulated", "clause_pending", "2"),
        ("circulated", "clause_agreed_ad_referendum", "3"),
        ("circulated", "clause_agreed", "4"),
        ("office", "agreed_clause_changed", "4"),
    ]
    assert "The agreement of Borvia is awaited." in own


def test_what_does_not_follow_is_refused_and_nothing_changes(talks: Negotiation) -> None:
    forum = talks.forum
    act = note_clause_state, talks.id
    sound = noting(talks, 1)
    borvia = forum.delegations["Borvia"]
    for state in (OPEN, BRACKETED, REOPENED):
        assert refused(forum, BadInput, *act, **sound | {"state": state}).field == "state"
    assert refused(forum, BadInput, *act, **sound | {"state": PENDING}).field == "awaited"
    assert refused(forum, BadInput, *act, **sound | {"awaited": [borvia]}).field == "awaited"
    ad_referendum = sound | {"state": ClauseState.AGREED_AD_REFERENDUM}
    assert refused(forum, BadInput, *act, **ad_referendum).field == "confirm_by"
    assert refused(forum, BadInput, *act, **ad_referendum | {"confirm_by": forum.hour.now}).field == "confirm_by"
    refused(forum, NotFound, *act, **sound | {"state": PENDING, "awaited": ["0" * 32]})
    refused(forum, NotFound, *act, **sound | {"part_id": "0" * 32})
    refused(forum, ChangedMeanwhile, *act, **sound | {"seen": "0" * 32})
    for person in (forum.secretariat, forum.head("Borvia"), forum.observer):
        refused(forum, NotYours, *act, **sound | {"by": person})
    refused(forum, NothingAgreedHere, reopen_clause, talks.id, talks.clause(1), by=forum.chair)

    forum.act(put_in_brackets, talks.id, talks.clause(2), words="the springs", expected=1, by=forum.chair)
    assert refused(forum, StillInBrackets, *act, **noting(talks, 2)).parameters == {"clauses": "2"}
    head = forum.head("Borvia")
    talks.table()
    opened = talks.open_round()
    refused(forum, RoundIsOpen, *act, **noting(talks, 1))
    talks.close_round(opened)
    forum.act(take_position, talks.id, part_id=talks.clause(3), position=Position.OBJECT, by=head)
    assert refused(forum, OpposedAtTheTable, *act, **noting(talks, 3)).parameters == {"delegations": "Borvia"}
    note(talks, 3, PENDING, awaited=[borvia])
    assert situation(talks).objections == ("Borvia",)


def test_same_state_noted_again_changes_and_tells_nothing(talks: Negotiation) -> None:
    forum = talks.forum
    awaited = [forum.delegations["Borvia"], forum.delegations["Aldmark"]]
    note(talks, 2, PENDING, awaited=awaited)

    def told() -> tuple[int, ...]:
        chains = (f"{talks.id}:circulated", f"{talks.id}:office")
        return (*(len(forum.entries(chain)) for chain in chains), len(forum.rows(ClauseNote)), len(forum.rows(Notice)))

    before = told()
    note(talks, 2, PENDING, awaited=awaited[::-1])
    assert told() == before
    note(talks, 2, PENDING, awaited=awaited[:1])
    assert all(now > then for now, then in zip(told(), before, strict=True))


def test_placeholder_waits_in_an_agreed_clause_and_items_go_with_theirs(talks: Negotiation) -> None:
    forum, chair = talks.forum, talks.forum.chair
    reword(talks, 4, "the end of the year", "[date]")
    note(talks, 4)
    note(talks, 6)
    assert states(talks)["4"] is AGREED
    assert states(talks, "head of Istara")["4"] is OPEN  # on words that are not tabled
    four, six = talks.clause(4), talks.clause(6)
    forum.act(fill_placeholder, talks.id, four, number=0, words="1 May", expected=2, by=chair)
    assert states(talks)["4"] is AGREED

    item = min(forum.rows(WorkingPart, statement_id=talks.id, kind=PartKind.ITEM), key=lambda row: row.place_in_order)
    forum.act(move_part, talks.id, item.id, after=four, expected=item.version, by=chair)
    assert (states(talks)["4"], states(talks)["6"]) == (REOPENED, REOPENED)
    note(talks, 4)
    note(talks, 6)
    forum.act(insert_part, talks.id, kind=PartKind.ITEM, wording="a list of ferries", after=four, level=1, by=chair)
    assert (states(talks)["4"], states(talks)["6"]) == (REOPENED, AGREED)
    forum.act(
        merge_clauses,
        talks.id,
        six,
        talks.clause(5),
        wording="We will meet again[^lock]",
        expected_first=talks.version(six),
        expected_second=1,
        by=chair,
    )
    assert states(talks)["6"] is REOPENED
    note(talks, 1)
    forum.act(reopen_clause, talks.id, talks.clause(1), reason="Borvia asked for it.", by=chair)
    assert states(talks, "head of Istara")["1"] is REOPENED


def test_package_is_agreed_as_one_opened_as_one_and_half_of_it_blocks_consensus(talks: Negotiation) -> None:
    forum, chair = talks.forum, talks.forum.chair
    parts = [talks.clause(number) for number in (1, 3, 4)]
    note(talks, 3)
    package = forum.act(bind_package, talks.id, title="Gauges and bridges", part_ids=parts, by=chair)
    # Bound when one of it was agreed already: by half.
    assert situation(talks).packages_by_half == ("Gauges and bridges",)
    assert seen_by(talks, forum.head("Istara")).packages[0].is_by_half
    refusal = refused(forum, BoundInPackage, note_clause_state, talks.id, **noting(talks, 1))
    assert refusal.parameters == {"package": "Gauges and bridges", "others": "3, 4"}
    again = {"title": "Another", "by": chair}
    taken = refused(forum, AlreadyBound, bind_package, talks.id, part_ids=[talks.clause(2), parts[0]], **again)
    assert taken.parameters == {"package": "Gauges and bridges", "clauses": "1"}
    assert refused(forum, BadInput, bind_package, talks.id, part_ids=[talks.clause(2)], **again).field == "parts"
    refused(forum, NotFound, bind_package, talks.id, part_ids=[talks.clause(2), "0" * 32], **again)
    refused(forum, NotYours, free_package, talks.id, package, by=forum.secretariat)

    (line,) = seen_by(talks, chair).packages
    noted = {"state": AGREED, "seen": line.seen, "by": chair}
    refused(forum, ChangedMeanwhile, note_package_state, talks.id, package, **noted | {"seen": "0" * 32})
    forum.act(note_package_state, talks.id, package, **noted)
    assert [states(talks, "head of Istara")[label] for label in "134"] == [AGREED] * 3
    assert situation(talks).packages_by_half == ()

    reword(talks, 4, "bridges", "old bridges")
    assert [states(talks)[label] for label in "134"] == [REOPENED] * 3
    assert forum.kinds(f"{talks.id}:office")[-4:] == [
        "part_reworded",
        "agreed_clause_changed",
        "bound_clause_reopened",
        "bound_clause_reopened",
    ]
    (line,) = seen_by(talks, chair).packages
    forum.act(note_package_state, talks.id, package, **noted | {"seen": line.seen})
    assert [states(talks, "head of Istara")[label] for label in "134"] == [AGREED] * 3  # still what was tabled
    four = talks.clause(4)
    forum.act(remove_part, talks.id, four, expected=talks.version(four), by=chair)
    assert [states(talks)[label] for label in "13"] == [REOPENED] * 2
    forum.act(free_package, talks.id, package, by=chair)
    note(talks, 1)
    assert (seen_by(talks, chair).packages, situation(talks).packages_by_half) == ((), ())
    refused(forum, NotFound, free_package, talks.id, package, by=chair)


def test_what_is_circulated_of_clauses_tells_nothing_of_the_desk(talks: Negotiation) -> None:
    forum, chair = talks.forum, talks.forum.chair
    circulated, office = f"{talks.id}:circulated", f"{talks.id}:office"
    one, two, three = (talks.clause(number) for number in (1, 2, 3))
    package = forum.act(bind_package, talks.id, title="Gauges", part_ids=[two, three], by=chair)
    note(talks, 1)

    # A clause that stands before them on the desk alone has no number among the delegations.
    added = {"kind": PartKind.OPERATIVE, "wording": "We add a clause on ferries", "by": chair}
    forum.act(insert_part, talks.id, after=None, **added)
    assert states(talks)["1"] is AGREED
    forum.act(reopen_clause, talks.id, one, by=chair)
    assert json.loads(forum.last_entry(circulated).payload)["part"] == "1"
    (line,) = seen_by(talks, chair).packages
    forum.act(note_package_state, talks.id, package, state=AGREED, seen=line.seen, by=chair)
    assert json.loads(forum.last_entry(circulated).payload)["clauses"] == "2, 3"
    forum.act(free_package, talks.id, package, by=chair)
    assert json.loads(forum.last_entry(circulated).payload)["clauses"] == "2, 3"
    package = forum.act(bind_package, talks.id, title="Gauges", part_ids=[two, three], by=chair)
    assert json.loads(forum.last_entry(circulated).payload)["clauses"] == "2, 3"

    # Nor is it told, before the tabling, that one of a package was taken out.
    forum.act(remove_part, talks.id, two, expected=talks.version(two), by=chair)
    told = len(forum.entries(circulated))
    (line,) = seen_by(talks, chair).packages
    forum.act(note_package_state, talks.id, package, state=AGREED, seen=line.seen, by=chair)
    assert (len(forum.entries(circulated)), forum.last_entry(office).kind) == (told, "package_agreed")
    forum.act(reopen_clause, talks.id, three, by=chair)
    assert (len(forum.entries(circulated)), forum.last_entry(office).kind) == (told, "package_reopened")

    # Of a package that has left the text nothing is agreed.
    forum.act(remove_part, talks.id, three, expected=talks.version(three), by=chair)
    (line,) = seen_by(talks, chair).packages
    gone = {"state": AGREED, "seen": line.seen, "by": chair}
    assert refused(forum, BadInput, note_package_state, talks.id, package, **gone).field == "state"


def test_package_binds_what_is_tabled(forum: Forum) -> None:
    talks = begin(forum)
    two = [talks.clause(1), talks.clause(2)]
    refused(forum, NotTabledYet, bind_package, talks.id, title="Early", part_ids=two, by=forum.chair)
    assert CLAUSES[0] in talks.wording(two[0])

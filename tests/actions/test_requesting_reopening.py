"""A delegation asks that an agreed or endorsed clause be re-opened; the chair re-opens it or declines, and is owed."""

import json
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace
from tests.actions.test_clause_states import note, reword, situation
from tests.actions.test_endorsing import how
from tests.actions.test_groups import upper_river
from tests.cast import Forum, refused, said_in
from tests.negotiation import Negotiation, begin
from tests.on_the_table import lay_on_the_table

from jointstatement.access.viewer import Viewer
from jointstatement.actions.adopting import adopt
from jointstatement.actions.announcing import resume_silence
from jointstatement.actions.binding import bind_package
from jointstatement.actions.clause_states import note_clause_state, reopen_clause
from jointstatement.actions.consensus import declare_consensus, move_to_consensus
from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.actions.deputies import name_deputy
from jointstatement.actions.drafting import remove_part
from jointstatement.actions.endorsing import endorse, reopen_endorsed
from jointstatement.actions.opting_out import opt_out, rejoin
from jointstatement.actions.requesting_reopening import (
    decline_reopening,
    record_reopening_request,
    request_reopening,
    withdraw_reopening_request,
)
from jointstatement.actions.silence import start_silence
from jointstatement.actions.written import start_written_procedure
from jointstatement.errors import (
    AlreadyAnswered,
    AlreadyWithdrawn,
    AnswerInstead,
    BadInput,
    ClauseIsOpen,
    CorrectInstead,
    GiveItInTheRound,
    NotAllowedNow,
    NotFound,
    NotTabledYet,
    NotYours,
    ObjectInstead,
    ReopeningAlreadyRequested,
    ReopeningWasDeclined,
    SpeaksNotForIt,
    StillMissing,
)
from jointstatement.models import Notice, ReopeningRequest, Statement
from jointstatement.queries.clause_states import clause_states
from jointstatement.queries.listing import statement_view
from jointstatement.queries.record import chain_entries
from jointstatement.queries.reopening_requests import RequestLine, reopening_requests
from jointstatement.queries.sentences import sentence_for
from jointstatement.terms import ClauseState, ConsensusBasis, ReopeningAnswer, Verb, Visibility
from jointstatement.workflow.facts import workflow_of
from jointstatement.workflow.procedure import what_blocks

WAITING = "Requests to re-open a clause without an answer from the chair: {count}."
HERONS = "The herons were forgotten."
DAY = timedelta(days=1)


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    """Six clauses on the table; the first is agreed."""
    talks = begin(forum)
    talks.table()
    note(talks, 1)
    return talks


def ask(talks: Negotiation, who: str, clause: int = 1, **other: Any) -> str:
    said = {"reason": HERONS, "by": talks.forum.viewer(who)} | other
    return str(talks.forum.act(request_reopening, talks.id, talks.clause(clause), **said))


def seen_by(talks: Negotiation, who: Viewer) -> list[RequestLine]:
    with talks.forum.database.reading() as session:
        return list(reopening_requests(session, who, talks.id, now=talks.forum.hour.now))


def answers(talks: Negotiation) -> list[ReopeningAnswer | None]:
    """What came of each request, in the order in which they were made."""
    return [each.answer for each in seen_by(talks, talks.forum.chair)]


def told(forum: Forum, kind: str) -> dict[str, str]:
    """The notices of a kind: what they say, by whom they are for."""
    names = {person_id: name for name, person_id in forum.persons.items()}
    return {
        names[row.person_id]: sentence_for(kind, filling).format(**filling)
        for row in forum.rows(Notice, kind=kind)
        for filling in [json.loads(row.parameters)]
    }


def own_chain(talks: Negotiation, delegation: str) -> str:
    return f"{talks.id}:delegation:{talks.forum.delegations[delegation]}"


def test_request_is_told_to_the_office_and_declined_with_a_reason(talks: Negotiation) -> None:
    forum = talks.forum
    circulated = len(forum.entries(f"{talks.id}:circulated"))
    request = ask(talks, "head of Borvia", words="We thank the herons")
    assert [seen_by(talks, forum.viewer(who)) for who in ("head of Istara",)] == [[]]
    (line,) = seen_by(talks, forum.chair)
    assert (line.place.label, line.delegation, line.reason, line.words, line.waits) == (
        "1", "Borvia", HERONS, "We thank the herons", True,
    )  # fmt: skip
    assert seen_by(talks, forum.expert("Borvia")) == [replace(line, is_own=True)]
    office = dict.fromkeys(("chair", "co-chair", "secretariat"), "Borvia asks that clause 1 be re-opened.")
    assert told(forum, "reopening_requested") == office

    act = decline_reopening, talks.id, request
    for person in (forum.secretariat, forum.head("Borvia"), forum.observer):
        refused(forum, NotYours, *act, reason="Later.", by=person)
    assert refused(forum, BadInput, *act, reason=" ", by=forum.chair).field == "reason"
    forum.act(*act, reason="It took three days to agree on it.", by=forum.co_chair)
    refused(forum, AlreadyAnswered, *act, reason="Later.", by=forum.chair)
    refused(forum, AlreadyAnswered, withdraw_reopening_request, talks.id, request, by=forum.head("Borvia"))
    (line,) = seen_by(talks, forum.head("Borvia"))
    assert (line.answer, line.answer_reason) == (ReopeningAnswer.DECLINED, "It took three days to agree on it.")
    said = "The request of Borvia that clause 1 be re-opened was declined."
    assert told(forum, "reopening_declined") == {"head of Borvia": said, "expert of Borvia": said}

    assert len(forum.entries(f"{talks.id}:circulated")) == circulated
    assert forum.kinds(own_chain(talks, "Borvia")) == ["reopening_requested", "reopening_declined"]
    assert forum.kinds(f"{talks.id}:office")[-2:] == ["reopening_requested", "reopening_declined"]
    with forum.database.reading() as session:
        lines = [each.sentence() for each in chain_entries(session, forum.head("Borvia"), talks.id)[-2:]]
    assert lines == [
        f"Borvia asked that the clause be re-opened: {HERONS}",
        "The request of Borvia that the clause be re-opened was declined: It took three days to agree on it.",
    ]


def test_what_was_declined_is_asked_anew_of_a_further_text_or_agreement_and_of_no_other(talks: Negotiation) -> None:
    forum = talks.forum
    act = request_reopening, talks.id, talks.clause(1)
    asked = {"reason": HERONS, "by": forum.head("Borvia")}

    def decline(revision: str) -> None:
        forum.act(decline_reopening, talks.id, ask(talks, "head of Borvia"), reason="It stands.", by=forum.chair)
        refusal = refused(forum, ReopeningWasDeclined, *act, **asked)
        assert refusal.parameters == {"delegation": "Borvia", "revision": revision}

    decline("Zero draft")
    entered = {"delegation_id": forum.delegations["Borvia"], "reason": HERONS, "by": forum.secretariat}
    refused(forum, ReopeningWasDeclined, record_reopening_request, talks.id, talks.clause(1), **entered)
    assert situation(talks).reopening_requests == 0
    # Another delegation has its own answer; so has who asks for what was agreed anew, or of another text.
    forum.act(decline_reopening, talks.id, ask(talks, "head of Istara"), reason="It stands.", by=forum.chair)
    note(talks, 1, ClauseState.AGREED_INFORMALLY)
    decline("Zero draft")
    reword(talks, 2, "river", "great river")
    talks.table()
    decline("Rev.1")


def test_one_re_opening_answers_all_who_asked_and_names_none_of_them(talks: Negotiation) -> None:
    forum = talks.forum
    expert = forum.persons["expert of Istara"]
    forum.act(name_deputy, expert, by=forum.head("Istara"))
    ask(talks, "head of Borvia")
    ask(talks, "expert of Istara")
    assert json.loads(forum.last_entry(own_chain(talks, "Istara")).payload)["for_head"] is True
    assert "for_head" not in forum.last_entry(f"{talks.id}:office").payload
    # Agreed once more, in another way, it is still the same clause that was asked for.
    note(talks, 1, ClauseState.AGREED_INFORMALLY)
    forum.act(reopen_clause, talks.id, talks.clause(1), reason="By request.", by=forum.chair)
    assert answers(talks) == [ReopeningAnswer.REOPENED] * 2
    assert told(forum, "reopening_request_met")["head of Istara"] == "Clause 1 was re-opened, as Istara had asked."
    assert len(told(forum, "reopening_request_met")) == 4
    entry = forum.last_entry(f"{talks.id}:circulated")
    assert entry.kind == "clause_reopened"
    named = [forum.delegations[name] for name in ("Borvia", "Istara")] + ["Borvia", "Istara"]
    assert [each for each in named if each in str(said_in(entry))] == []
    refused(forum, ClauseIsOpen, request_reopening, talks.id, talks.clause(1), reason=HERONS, by=forum.head("Borvia"))


def test_change_of_words_on_the_desk_answers_with_the_tabling_and_not_before(talks: Negotiation) -> None:
    forum = talks.forum
    note(talks, 2)
    note(talks, 3)
    forum.act(bind_package, talks.id, title="Both", part_ids=[talks.clause(2), talks.clause(3)], by=forum.chair)
    reword(talks, 2, "river", "great river")
    # Asked of what is before all: that the desk has it open already is no delegation's to learn.
    for clause in (2, 3):
        ask(talks, "head of Borvia", clause)
    note(talks, 4)
    four = talks.clause(4)
    ask(talks, "head of Borvia", 4)
    forum.act(remove_part, talks.id, four, expected=talks.version(four), by=forum.chair)
    forum.act(request_reopening, talks.id, four, reason=HERONS, by=forum.head("Istara"))
    assert answers(talks) == [None] * 4
    assert [each.is_open_on_desk for each in seen_by(talks, forum.chair)] == [True] * 4
    assert [each.is_open_on_desk for each in seen_by(talks, forum.head("Borvia"))] == [False] * 3
    assert forum.kinds(own_chain(talks, "Borvia")) == ["reopening_requested"] * 3

    talks.table()
    assert answers(talks) == [
        ReopeningAnswer.WORDS_CHANGED,
        ReopeningAnswer.REOPENED,
        ReopeningAnswer.LEFT_THE_TEXT,
        ReopeningAnswer.LEFT_THE_TEXT,
    ]
    assert situation(talks).reopening_requests == 0
    assert told(forum, "reopening_request_met_by_change")["head of Borvia"] == (
        "Clause 2, which Borvia had asked to re-open, is open again, with other words."
    )
    assert told(forum, "reopening_request_outlived")["head of Istara"] == (
        "Clause 4, which Istara had asked to re-open, has left the text."
    )


def test_request_is_withdrawn_by_its_delegation_alone_and_entered_by_the_secretariat(talks: Negotiation) -> None:
    forum = talks.forum
    one, borvia = talks.clause(1), forum.delegations["Borvia"]
    entered = {"delegation_id": borvia, "reason": HERONS, "by": forum.secretariat}
    act = record_reopening_request, talks.id, one
    refused(forum, NotYours, *act, **entered | {"by": forum.chair})
    refused(forum, NotFound, *act, **entered | {"delegation_id": "0" * 32})
    refused(forum, NotFound, *act, **entered | {"delegation_id": forum.delegations["Estuary Council"]})
    request = forum.act(*act, **entered)
    (line,) = seen_by(talks, forum.head("Borvia"))
    assert line.is_recorded
    assert told(forum, "reopening_request_recorded")["head of Borvia"] == (
        "The secretariat entered that Borvia asks that clause 1 be re-opened."
    )
    again = refused(forum, ReopeningAlreadyRequested, *act, **entered)
    assert again.parameters == {"delegation": "Borvia"}

    act = withdraw_reopening_request, talks.id, request
    refused(forum, NotFound, *act, by=forum.head("Istara"))
    refused(forum, NotYours, *act, by=forum.expert("Borvia"))
    refused(forum, NotYours, *act, by=forum.secretariat)
    forum.act(*act, by=forum.head("Borvia"))
    refused(forum, AlreadyWithdrawn, *act, by=forum.head("Borvia"))
    refused(forum, AlreadyWithdrawn, decline_reopening, talks.id, request, reason="Later.", by=forum.chair)
    assert told(forum, "reopening_request_withdrawn")["chair"] == "Borvia no longer asks that clause 1 be re-opened."
    assert forum.kinds(own_chain(talks, "Borvia")) == ["reopening_request_recorded", "reopening_request_withdrawn"]
    ask(talks, "head of Borvia")


def test_request_for_a_group_is_told_to_the_members_for_which_it_is_asked_and_answered_once(talks: Negotiation) -> None:
    forum = talks.forum
    group_id = upper_river(forum)
    forum.act(opt_out, talks.id, group_id, by=forum.head("Galdria"))
    forum.act(name_deputy, forum.persons["expert of Borvia"], by=forum.head("Borvia"))
    request = ask(talks, "expert of Borvia", group_id=group_id)
    for who in ("head of Borvia", "head of Jorvland"):
        (line,) = seen_by(talks, forum.viewer(who))
        assert (line.delegation, line.group, line.members) == (
            "Borvia", "Upper River Group", ("Borvia", "Istara", "Jorvland"),
        )  # fmt: skip
        assert line.is_own is (who == "head of Borvia")
    assert seen_by(talks, forum.head("Galdria")) == seen_by(talks, forum.head("Kelmora")) == []
    said = "Borvia asks for the group “Upper River Group” that clause 1 be re-opened."
    assert told(forum, "reopening_requested") == {
        **dict.fromkeys(("chair", "co-chair", "secretariat"), said),
        **{f"{role} of {member}": said for role in ("head", "expert") for member in ("Istara", "Jorvland")},
    }
    # A member asks by itself as well; the speaker reads nothing of it.
    ask(talks, "head of Istara", reason="The ferries were forgotten.")
    assert [each.id for each in seen_by(talks, forum.head("Borvia"))] == [request]
    assert situation(talks).reopening_requests == 2
    # That the deputy pressed is Borvia's own to know.
    assert json.loads(forum.last_entry(own_chain(talks, "Borvia")).payload)["for_head"] is True
    entry = forum.last_entry(own_chain(talks, "Jorvland"))
    assert entry.kind == "reopening_requested" and "for_head" not in entry.payload
    assert said_in(entry)["members"] == sorted(forum.delegations[each] for each in ("Istara", "Jorvland"))
    assert forum.entries(own_chain(talks, "Galdria"))[-1].kind == "group_opted_out"

    act = withdraw_reopening_request, talks.id, request
    refused(forum, NotYours, *act, by=forum.head("Jorvland"))
    refused(forum, NotFound, *act, by=forum.head("Galdria"))
    # Who opts out meanwhile is asked for no more, and not anew by coming back.
    forum.act(opt_out, talks.id, group_id, by=forum.head("Jorvland"))
    forum.act(rejoin, talks.id, group_id, by=forum.head("Jorvland"))
    assert seen_by(talks, forum.head("Jorvland")) == []
    forum.act(decline_reopening, talks.id, request, reason="It stands.", by=forum.chair)
    said = "The request of Borvia for the group “Upper River Group” that clause 1 be re-opened was declined."
    assert told(forum, "reopening_declined") == {
        f"{role} of {member}": said for role in ("head", "expert") for member in ("Borvia", "Istara")
    }
    with forum.database.reading() as session:
        line = chain_entries(session, forum.head("Istara"), talks.id)[-1].sentence()
    assert line == (
        "The request of Borvia for the group “Upper River Group” that the clause be re-opened was declined: It stands."
    )
    # The answer was to the group: its speaker has it, and a member asks by itself as before.
    again = {"reason": HERONS, "group_id": group_id, "by": forum.head("Borvia")}
    refused(forum, ReopeningWasDeclined, request_reopening, talks.id, talks.clause(1), **again)
    ask(talks, "head of Jorvland")


def test_request_for_a_group_is_entered_and_answered_by_a_change_of_words(talks: Negotiation) -> None:
    forum = talks.forum
    group_id = upper_river(forum)
    act = record_reopening_request, talks.id, talks.clause(1)
    entered = {"reason": HERONS, "group_id": group_id, "by": forum.secretariat}
    refused(forum, SpeaksNotForIt, *act, **entered, delegation_id=forum.delegations["Istara"])
    refused(forum, NotFound, *act, **entered | {"group_id": "0" * 32}, delegation_id=forum.delegations["Borvia"])
    forum.act(*act, **entered, delegation_id=forum.delegations["Borvia"])
    said = "The secretariat entered that Borvia asks for the group “Upper River Group” that clause 1 be re-opened."
    assert told(forum, "reopening_request_recorded")["head of Istara"] == said
    reword(talks, 1, "hospitality", "great hospitality")
    talks.table()
    assert told(forum, "reopening_request_met_by_change")["expert of Galdria"] == (
        "Clause 1, which Borvia had asked to re-open for the group “Upper River Group”, is open again, with other "
        "words."
    )


def test_what_is_no_request_is_refused_and_nothing_changes(forum: Forum, talks: Negotiation) -> None:
    head = forum.head("Borvia")
    act = request_reopening, talks.id
    sound = {"part_id": talks.clause(1), "reason": HERONS, "by": head}
    for person in (forum.chair, forum.secretariat, forum.expert("Borvia"), forum.observer):
        refused(forum, NotYours, *act, **sound | {"by": person})
    assert refused(forum, BadInput, *act, **sound | {"reason": " "}).field == "reason"
    refused(forum, ClauseIsOpen, *act, **sound | {"part_id": talks.clause(2)})
    refused(forum, NotFound, *act, **sound | {"part_id": "0" * 32})
    ask(talks, "head of Borvia")
    refused(forum, ReopeningAlreadyRequested, *act, **sound)

    # In a blind round what is said of the text has its own hour; in an open one it may be asked.
    in_round = talks.open_round(Visibility.BLIND)
    refused(forum, GiveItInTheRound, *act, **sound | {"by": forum.head("Istara")})
    talks.close_round(in_round)
    talks.open_round(Visibility.OPEN)
    ask(talks, "head of Istara")

    early = begin(forum)
    entered = {"delegation_id": forum.delegations["Borvia"], "reason": HERONS, "by": forum.secretariat}
    refused(forum, NotTabledYet, record_reopening_request, early.id, early.clause(1), **entered)


def test_unanswered_request_stands_in_the_way_of_every_decision(talks: Negotiation) -> None:
    forum = talks.forum
    talks.close_round(talks.open_round())
    request = ask(talks, "head of Borvia")
    (statement,) = forum.rows(Statement, id=talks.id)
    assert situation(talks).reopening_requests == 1
    for verb in (Verb.TO_CONSENSUS, Verb.DECLARE_CONSENSUS, Verb.ADOPT):
        blocks = what_blocks(workflow_of(statement), situation(talks), verb)
        assert WAITING in [each.message for each in blocks]
    refusal = refused(forum, StillMissing, move_to_consensus, talks.id, by=forum.chair)
    assert [each.message for each in refusal.missing] == [WAITING]
    # A program reads the same.
    with forum.database.reading() as session:
        view = statement_view(session, forum.chair, talks.id, now=forum.hour.now, say=lambda said: said.message)
    (step,) = [each for each in view.steps if each.verb is Verb.TO_CONSENSUS]
    assert [(each.guard, each.sentence) for each in step.blocks] == [("requests_answered", WAITING)]
    forum.act(decline_reopening, talks.id, request, reason="It stands.", by=forum.chair)
    forum.act(move_to_consensus, talks.id, by=forum.chair)

    request = ask(talks, "head of Istara")
    due_at = forum.hour.now + timedelta(days=3)
    hour = {"due_at": due_at, "due_as_typed": f"{due_at:%Y-%m-%dT%H:%M} UTC", "by": forum.chair}
    refusal = refused(forum, StillMissing, start_silence, talks.id, **hour)
    assert [each.message for each in refusal.missing] == [WAITING]
    forum.act(withdraw_reopening_request, talks.id, request, by=forum.head("Istara"))
    forum.act(start_silence, talks.id, **hour)
    asked = {"reason": HERONS, "by": forum.head("Borvia")}
    refused(forum, ObjectInstead, request_reopening, talks.id, talks.clause(1), **asked)


def test_words_that_are_decided_on_are_not_asked_to_be_re_opened(forum: Forum) -> None:
    text = lay_on_the_table(forum)
    asked = {"reason": HERONS, "by": forum.head("Borvia")}
    act = request_reopening, text.id, text.clauses[0]
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    refused(forum, NotAllowedNow, *act, **asked)
    today = {"adopted_on": forum.hour.now.date(), "fingerprint_seen": text.fingerprint}
    forum.act(adopt, text.id, place="Port Alder", **today, by=forum.chair)
    refused(forum, CorrectInstead, *act, **asked)

    written = lay_on_the_table(forum, workflow="written")
    due_at = forum.hour.now + timedelta(days=3)
    hour = {"due_at": due_at, "due_as_typed": "in three days", "by": forum.chair}
    forum.act(start_written_procedure, written.id, **hour)
    refused(forum, AnswerInstead, request_reopening, written.id, written.clauses[0], **asked)


def test_silence_does_not_run_again_while_a_request_waits(forum: Forum) -> None:
    talks = begin(forum)
    talks.table()
    talks.close_round(talks.open_round())
    note(talks, 1)
    forum.act(move_to_consensus, talks.id, by=forum.chair)
    forum.act(start_silence, talks.id, due_at=forum.hour.now + DAY, due_as_typed="tomorrow", by=forum.chair)
    forum.hour.pass_by(DAY)
    forum.act(close_what_is_due)
    request = ask(talks, "head of Borvia")
    again = {"due_at": forum.hour.now + DAY, "due_as_typed": "tomorrow", "reason": "Some were cut off."}
    refusal = refused(forum, StillMissing, resume_silence, talks.id, **again, by=forum.chair)
    assert [each.message for each in refusal.missing] == [WAITING]
    forum.act(decline_reopening, talks.id, request, reason="It stands.", by=forum.chair)
    forum.act(resume_silence, talks.id, **again, by=forum.chair)


def test_endorsed_clause_that_was_agreed_as_well_waits_until_both_are_taken_back(forum: Forum) -> None:
    text = lay_on_the_table(forum)
    one = text.clauses[0]
    with forum.database.reading() as session:
        (seen,) = [
            each.seen
            for each in clause_states(session, forum.chair, text.id, now=forum.hour.now).clauses
            if each.place.part_id == one
        ]
    forum.act(note_clause_state, text.id, part_id=one, state=ClauseState.AGREED, seen=seen, by=forum.chair)
    forum.act(endorse, text.id, **how(text))
    request = forum.act(request_reopening, text.id, one, reason=HERONS, by=forum.head("Borvia"))
    forum.act(reopen_endorsed, text.id, part_ids=[one], reason="By request.", by=forum.chair)
    # It reads “agreed” to all: nobody is told that it is open.
    assert [row.answer for row in forum.rows(ReopeningRequest, id=request)] == [None]
    assert forum.rows(Notice, kind="reopening_request_met") == []
    forum.act(reopen_clause, text.id, one, reason="By request.", by=forum.chair)
    assert [row.answer for row in forum.rows(ReopeningRequest, id=request)] == [ReopeningAnswer.REOPENED]


def test_endorsed_clause_is_asked_for_and_opened_by_lifting_the_endorsement(forum: Forum) -> None:
    text = lay_on_the_table(forum)
    forum.act(endorse, text.id, **how(text))
    one, two, three = text.clauses
    act = request_reopening, text.id
    asked = {"reason": HERONS, "by": forum.head("Borvia")}
    refused(forum, ClauseIsOpen, *act, two, **asked)
    requests = [forum.act(*act, each, **asked) for each in (one, three)]
    forum.act(reopen_endorsed, text.id, part_ids=[one], reason="By request.", by=forum.chair)
    rows = {row.id: row.answer for row in forum.rows(ReopeningRequest)}
    assert [rows[each] for each in requests] == [ReopeningAnswer.REOPENED, None]
    forum.act(reopen_endorsed, text.id, reason="All of it.", by=forum.chair)
    assert {row.answer for row in forum.rows(ReopeningRequest)} == {ReopeningAnswer.REOPENED}

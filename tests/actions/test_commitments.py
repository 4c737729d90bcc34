"""The office confirms, edits and drops what an adopted text commits to; whom it addresses reports."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from tests.cast import Forum, refused, said_in
from tests.on_the_table import TITLE, Text, lay_on_the_table, reword, table_again

from jointstatement.actions.adopting import adopt
from jointstatement.actions.commitments import (
    Committed,
    change_commitment,
    confirm_commitment,
    drop_commitment,
    drop_proposal,
    report_on_commitment,
)
from jointstatement.actions.consensus import declare_consensus
from jointstatement.errors import (
    BadInput,
    CommitmentDecided,
    NotAddressed,
    NotFound,
    NotYours,
    StillMissing,
    WordingHasMoved,
)
from jointstatement.models import Commitment, Notice
from jointstatement.queries.commitments import Due, commitments_of_body, commitments_page
from jointstatement.terms import AddresseeKind, CommitmentState, ConsensusBasis

PUBLISHING = Committed(addressee_kind=AddresseeKind.ROLE, addressee="Chair 2027", action="publish the readings")


@pytest.fixture
def text(forum: Forum) -> Text:
    """An adopted text: its second clause tasks the secretariat, its third all members, its first nobody."""
    text = lay_on_the_table(forum)
    reword(forum, text.clauses[0], "We note that the level was measured")
    reword(forum, text.clauses[1], "We ask the Secretariat to publish the readings by 30 June 2026")
    table_again(forum, text)
    adopt_it(forum, text)
    return text


def adopt_it(forum: Forum, text: Text) -> None:
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    given = {"place": "Port Alder", "adopted_on": date(2026, 5, 4), "fingerprint_seen": text.fingerprint}
    forum.act(adopt, text.id, **given, by=forum.chair)


def borvias(forum: Forum, **other: Any) -> Committed:
    named = {"addressee_kind": AddresseeKind.MEMBER, "delegation_id": forum.delegations["Borvia"]}
    return Committed(**{**named, "action": "measure twice a day", **other})


def confirm(forum: Forum, text: Text, committed: Committed, place: int = 1, sentence: int | None = None) -> str:
    named = {"part_id": text.clauses[place], "sentence": sentence, "committed": committed}
    return str(forum.act(confirm_commitment, text.id, **named, by=forum.secretariat))


def seen(forum: Forum, text: Text, who: str) -> Any:
    with forum.database.reading() as session:
        return commitments_page(session, forum.viewer(who), text.id, now=forum.hour.now)


def board(forum: Forum, who: str, **asked: Any) -> list[str]:
    with forum.database.reading() as session:
        return [
            each.action
            for each in commitments_of_body(session, forum.viewer(who), now=forum.hour.now, **asked).commitments
        ]


def test_rule_proposes_to_the_office_and_a_person_decides(forum: Forum, text: Text) -> None:
    proposals = seen(forum, text, "chair").proposals
    assert [(each.place, each.proposed.addressee, each.proposed.due_on) for each in proposals] == [
        ("clause 2", "Secretariat", date(2026, 6, 30)),
        ("clause 3", "", None),
    ]
    assert (seen(forum, text, "head of Borvia").proposals, seen(forum, text, "head of Borvia").commitments) == ((), ())

    commitment_id = confirm(forum, text, PUBLISHING, sentence=1)
    forum.act(drop_proposal, text.id, part_id=text.clauses[2], sentence=1, by=forum.chair)

    assert seen(forum, text, "chair").proposals == ()
    entry = forum.last_entry(text.circulated)
    assert (entry.kind, said_in(entry)) == (
        "commitment_confirmed",
        {
            "commitment_id": commitment_id,
            "part_id": text.clauses[1],
            "part_kind": "operative",
            "part": "2",
            "addressee_kind": "role",
            "addressee": "Chair 2027",
            "action": "publish the readings",
            "due_on": None,
            "due_meeting": "",
        },
    )
    assert forum.last_entry(text.office).kind == "commitment_proposal_dropped"
    (line,) = seen(forum, text, "head of Borvia").commitments
    assert (line.title, line.place, line.addressee, line.state) == (TITLE, "clause 2", "Chair 2027", None)
    told = forum.rows(Notice, kind="commitment_confirmed", person_id=forum.persons["head of Borvia"])
    assert [json.loads(each.parameters) for each in told] == [{"part": "2"}]
    again = {"part_id": text.clauses[2], "sentence": 1}
    refused(forum, CommitmentDecided, drop_proposal, text.id, **again, by=forum.chair)
    refused(forum, CommitmentDecided, confirm_commitment, text.id, **again, committed=PUBLISHING, by=forum.chair)
    # Of another text it is not told whether anything was decided there.
    other = lay_on_the_table(forum)
    adopt_it(forum, other)
    refused(forum, NotFound, drop_proposal, other.id, **again, by=forum.chair)
    refused(forum, NotFound, confirm_commitment, other.id, **again, committed=PUBLISHING, by=forum.chair)


def test_commitment_has_an_addressee_a_deed_and_a_clause_of_an_adopted_text(forum: Forum, text: Text) -> None:
    def tried(refusal: type[Any], committed: Committed, part_id: str = text.clauses[1], by: str = "chair") -> None:
        named = {"part_id": part_id, "committed": committed, "by": forum.viewer(by)}
        refused(forum, refusal, confirm_commitment, text.id, **named)

    tried(BadInput, Committed(addressee_kind=AddresseeKind.ROLE, action="publish"))
    tried(BadInput, Committed(addressee_kind=AddresseeKind.MEMBERS, action=" "))
    tried(BadInput, borvias(forum, due_on=date(2026, 6, 30), due_meeting="8th Meeting"))
    tried(NotFound, borvias(forum, delegation_id=forum.delegations["Estuary Council"]))
    tried(NotFound, PUBLISHING, "0" * 32)
    tried(NotYours, PUBLISHING, by="head of Borvia")
    open_text = lay_on_the_table(forum)
    named = {"part_id": open_text.clauses[0], "committed": PUBLISHING, "by": forum.chair}
    refused(forum, StillMissing, confirm_commitment, open_text.id, **named)


def test_commitment_is_edited_and_dropped_by_the_office(forum: Forum, text: Text) -> None:
    commitment_id = confirm(forum, text, PUBLISHING)
    new = borvias(forum, due_meeting="8th Ministerial Meeting")
    version = forum.rows(Commitment)[0].version

    forum.act(change_commitment, text.id, commitment_id, committed=new, expected=version, by=forum.chair)

    (line,) = seen(forum, text, "head of Istara").commitments
    assert (line.addressee, line.action, line.due_meeting) == ("Borvia", new.action, "8th Ministerial Meeting")
    stale = {"committed": PUBLISHING, "expected": version, "by": forum.chair}
    refused(forum, WordingHasMoved, change_commitment, text.id, commitment_id, **stale)
    forum.act(drop_commitment, text.id, commitment_id, by=forum.chair)
    assert seen(forum, text, "chair").commitments == ()
    assert forum.last_entry(text.circulated).kind == "commitment_dropped"
    refused(forum, NotFound, drop_commitment, text.id, commitment_id, by=forum.chair)
    report = {"state": CommitmentState.DONE, "text": "Done.", "by": forum.head("Borvia")}
    refused(forum, NotFound, report_on_commitment, text.id, commitment_id, **report)


def test_whom_it_addresses_and_the_office_report_and_everybody_reads_it(forum: Forum, text: Text) -> None:
    own, chairs = confirm(forum, text, borvias(forum, due_on=date(2026, 5, 5))), confirm(forum, text, PUBLISHING)
    all_of_us = confirm(forum, text, Committed(addressee_kind=AddresseeKind.MEMBERS, action="meet again"), place=2)
    half = {"state": CommitmentState.UNDER_WAY, "text": "Once a day by now."}

    refused(forum, NotAddressed, report_on_commitment, text.id, own, **half, by=forum.head("Istara"))
    refused(forum, NotAddressed, report_on_commitment, text.id, chairs, **half, by=forum.head("Borvia"))
    refused(forum, NotYours, report_on_commitment, text.id, own, **half, by=forum.expert("Borvia"))
    refused(forum, BadInput, report_on_commitment, text.id, own, **half | {"text": " "}, by=forum.head("Borvia"))
    forum.act(report_on_commitment, text.id, own, **half, by=forum.head("Borvia"))
    forum.act(report_on_commitment, text.id, all_of_us, **half, by=forum.head("Istara"))
    forum.hour.pass_by(timedelta(days=3))
    assert board(forum, "head of Istara", due=Due.OVERDUE) == ["measure twice a day"]
    done = {"state": CommitmentState.DONE, "text": "Twice."}
    forum.act(report_on_commitment, text.id, own, **done, by=forum.secretariat)

    line = next(each for each in seen(forum, text, "head of Istara").commitments if each.id == own)
    assert [(each.delegation, each.state, each.text) for each in line.reports] == [
        ("Borvia", CommitmentState.UNDER_WAY, "Once a day by now."),
        ("", CommitmentState.DONE, "Twice."),
    ]
    assert (line.state, line.is_overdue, line.can_report) == (CommitmentState.DONE, False, False)
    assert board(forum, "head of Istara")[0] == "measure twice a day"
    assert board(forum, "head of Istara", addressee="Chair 2027") == ["publish the readings"]
    assert board(forum, "head of Istara", due=Due.OVERDUE) == []
    with pytest.raises(NotYours):
        board(forum, "observer")

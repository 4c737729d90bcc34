"""Who may not, does not; what is hidden is as if it were not there; and nothing slips out before its hour."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.cast import Forum, begin, lay_before, snapshot, working_parts
from tests.web.api.programs import API, Program, addressed, fitting, operations, verbs

from jointstatement.actions.calls import put_call
from jointstatement.actions.giving_input import amend, comment_on, submit_input
from jointstatement.actions.naming import begin_naming_profile
from jointstatement.actions.positions import take_position
from jointstatement.actions.rounds import close_round
from jointstatement.terms import CommentClass, Position, Role, Visibility, Weight
from jointstatement.workflow.permit import role_table

WHO = {
    Role.CHAIR: "chair",
    Role.CO_CHAIR: "co-chair",
    Role.SECRETARIAT: "secretariat",
    Role.HEAD: "head of Borvia",
    Role.EXPERT: "expert of Borvia",
    Role.OBSERVER: "observer",
    Role.ADMINISTRATOR: "administrator",
}
SECRET = "heron"


@pytest.fixture
def things(forum: Forum) -> dict[str, str]:
    """A statement in a blind round, and a delegation's input in it."""
    statement_id = begin(forum, "the river is shared", "the gauges are read")
    round_id = lay_before(forum, statement_id, visibility=Visibility.BLIND)
    part = working_parts(forum, statement_id)[1]
    head = forum.head("Istara")
    comment = forum.act(
        comment_on,
        statement_id,
        part_id=part.id,
        comment_class=CommentClass.SUBSTANTIVE,
        text=f"No {SECRET} asked for this.",
        by=head,
    )
    amendment = forum.act(
        amend, statement_id, part.id, wording=f"the {SECRET} is shared", reason="", weight=Weight.ESSENTIAL, by=head
    )
    forum.act(take_position, statement_id, part_id=part.id, position=Position.OBJECT, reason=f"The {SECRET}.", by=head)
    forum.act(submit_input, statement_id, by=head)
    return {
        "statement_id": statement_id,
        "language": "tr",
        "round_id": round_id,
        "part_id": part.id,
        "comment_id": comment,
        "amendment_id": amendment,
        "call_id": forum.act(
            put_call,
            forum.meeting_id,
            title="T",
            question="Q",
            due_at=forum.hour.now + timedelta(days=1),
            due_as_typed="tomorrow UTC",
            asks_observers=True,
            is_open_to_all=True,
            by=forum.chair,
        ),
        "meeting_id": forum.meeting_id,
        "delegation_id": forum.delegations["Istara"],
        "person_id": forum.persons["head of Istara"],
        "profile_id": forum.act(begin_naming_profile, title="Of the river", by=forum.secretariat),
        "number": "latest",
        "form": "txt",
        "layout": "iso",
        "table_form": "docx",
        "style": "numbered",
        "workflow": "silence",
    }


def test_act_of_another_role_is_refused_and_changes_nothing(
    forum: Forum, program: Callable[[str], Program], things: dict[str, str]
) -> None:
    persons = {role: program(who) for role, who in WHO.items()}
    before = snapshot(forum.database)
    done = {}
    for name, verb in verbs().items():
        operation = operations()[name]
        foreign = set(WHO) - set(role_table()[verb].by) if verb and operation.is_act else set()
        for role in foreign:
            body = fitting(operation.shape, things) if operation.shape else None
            answer = persons[role].say(addressed(name, things), body)
            if answer.status_code not in {403, 404}:
                done[name, role] = answer.text

    assert done == {}
    assert snapshot(forum.database) == before


def test_what_is_hidden_is_answered_as_what_is_not_there(forum: Forum, program: Callable[[str], Program]) -> None:
    untabled = begin(forum, "the river is shared")
    head, administrator = program("head of Borvia"), program("administrator")

    answers = {
        head.get(f"{API}/statements/{untabled}").text,
        head.get(f"{API}/statements/{'0' * 32}").text,
        head.get(f"{API}/statements/{untabled}/text").text,
        administrator.get(f"{API}/statements/{untabled}").text,
        head.get(f"{API}/statements/not-an-id").text,
    }

    assert len(answers) == 1
    assert '"status":404' in answers.pop()


def test_blind_input_is_in_no_answer_before_the_hour(
    forum: Forum, program: Callable[[str], Program], things: dict[str, str]
) -> None:
    others = {who: program(who) for who in WHO.values()}

    leaks = {
        (name, who)
        for name, operation in operations().items()
        if not operation.is_act
        for who, client in others.items()
        if SECRET in client.get(f"{API}{addressed(name, things)}").text
    }

    assert leaks == set()


def test_own_input_is_there_for_its_delegation_and_for_all_when_the_round_has_closed(
    forum: Forum, program: Callable[[str], Program], things: dict[str, str]
) -> None:
    it = f"/statements/{things['statement_id']}"
    expert, other = program("expert of Istara"), program("head of Borvia")

    assert [len(expert.read(f"{it}/own-input")[kind]) for kind in ("comments", "amendments", "positions")] == [1, 1, 1]
    assert other.read(f"{it}/input") == {"comments": [], "amendments": [], "positions": [], "assigned": []}
    forum.act(close_round, things["round_id"], by=forum.chair)
    assert other.read(f"{it}/input")["comments"][0]["text"] == f"No {SECRET} asked for this."


def test_other_delegations_do_not_learn_who_has_submitted(
    program: Callable[[str], Program], things: dict[str, str]
) -> None:
    (line,) = program("head of Borvia").read(f"/statements/{things['statement_id']}/rounds")

    assert (line["submitted"], line["awaited"]) == ([], [])


def test_every_read_answers_somebody(program: Callable[[str], Program], things: dict[str, str]) -> None:
    persons = [program(who) for who in WHO.values()]

    failing = {
        name: [client.get(f"{API}{addressed(name, things)}").status_code for client in persons]
        for name, operation in operations().items()
        if not operation.is_act
    }

    assert {name for name, statuses in failing.items() if 200 not in statuses} <= {
        "upload",
        "contribution_file",
        "commitments",
        "consolidation",
        "chairs_text",
        "returned_file",
        "published",
        "published_file",
        "translation_file",
        "adoption_certificate",
        "alignment",
        "corrigenda",
        "one_corrigendum",
        "compared_with_base",
        "changes_since_base",
        "desk",
        "desks",
    }
    assert {status for statuses in failing.values() for status in statuses} <= {200, 403, 404, 409}


def test_token_of_a_person_who_has_left_opens_nothing(forum: Forum, program: Callable[[str], Program]) -> None:
    head, secretariat = program("head of Borvia"), program("secretariat")
    head.read("/me")

    secretariat.do(f"/persons/{forum.persons['head of Borvia']}/end")

    head.read("/me", 401)


def test_revoked_token_opens_nothing(program: Callable[[str], Program]) -> None:
    head = program("head of Borvia")
    (token,) = head.read("/tokens")

    head.do(f"/tokens/{token['id']}/revoke")

    head.read("/me", 401)

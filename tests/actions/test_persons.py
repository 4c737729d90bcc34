"""Persons: admission, personal links, sign-ins, replaced heads, tokens."""

import json
from datetime import timedelta

import pytest
from tests.cast import OBSERVER, Forum, refused

from jointstatement.access.admission import hash_of_secret, viewer_of_api_token, viewer_of_session
from jointstatement.access.viewer import Viewer
from jointstatement.actions.persons import (
    admit_person,
    create_token,
    end_person,
    issue_link,
    reissue_link,
    replace_head,
    revoke_token,
    sign_in,
    sign_out,
)
from jointstatement.errors import BadInput, NotFound, NotSignedIn, NotYours
from jointstatement.models import ApiToken, Person, SignIn, SignInLink
from jointstatement.terms import Role


def administration(forum: Forum) -> str:
    return f"{forum.body_id}:administration"


def who_is(forum: Forum, session_secret: str) -> Viewer:
    with forum.database.reading() as session:
        return viewer_of_session(session, session_secret, now=forum.hour.now)


def who_has(forum: Forum, token: str) -> Viewer:
    with forum.database.reading() as session:
        return viewer_of_api_token(session, token, now=forum.hour.now)


def test_person_is_admitted(forum: Forum) -> None:
    person_id = forum.act(
        admit_person,
        forum.body_id,
        name="Nia Oort",
        role=Role.EXPERT,
        delegation_id=forum.delegations["Borvia"],
        by=forum.secretariat,
    )
    entry = forum.last_entry(administration(forum))
    assert (entry.kind, entry.actor_id, json.loads(entry.payload)) == (
        "person_admitted",
        forum.secretariat.person_id,
        {"person": person_id, "name": "Nia Oort", "role": "expert", "delegation": forum.delegations["Borvia"]},
    )


@pytest.mark.parametrize(
    ("role", "delegation"),
    [
        (Role.HEAD, None),
        (Role.EXPERT, None),
        (Role.EXPERT, OBSERVER),
        (Role.OBSERVER, "Borvia"),
        (Role.CHAIR, "Cestria"),
        (Role.SECRETARIAT, "Borvia"),
        (Role.ADMINISTRATOR, OBSERVER),
        (Role.HEAD, "Borvia"),
    ],
)
def test_role_that_does_not_fit_its_delegation_is_refused(forum: Forum, role: Role, delegation: str | None) -> None:
    refused(
        forum,
        BadInput,
        admit_person,
        forum.body_id,
        name="Nia Oort",
        role=role,
        delegation_id=forum.delegations[delegation] if delegation else None,
        by=None,
    )


def test_unknown_delegation_is_not_there(forum: Forum) -> None:
    refused(forum, NotFound, admit_person, forum.body_id, name="N", role=Role.EXPERT, delegation_id="0" * 32, by=None)


@pytest.mark.parametrize("who", ["chair", "head of Borvia", "observer"])
def test_persons_are_managed_by_secretariat_and_administrator_only(forum: Forum, who: str) -> None:
    by = forum.viewer(who)
    other = forum.persons["expert of Borvia"]
    refused(forum, NotYours, admit_person, forum.body_id, name="N", role=Role.CHAIR, by=by)
    refused(forum, NotYours, end_person, other, by=by)
    refused(forum, NotYours, issue_link, other, by=by)
    refused(forum, NotYours, reissue_link, other, by=by)
    refused(forum, NotYours, replace_head, forum.delegations["Borvia"], name="N", by=by)


def test_link_signs_in_again_and_again_with_a_new_session_each_time(forum: Forum) -> None:
    link = forum.act(issue_link, forum.persons["head of Borvia"], by=forum.secretariat)
    first, second = forum.act(sign_in, link), forum.act(sign_in, link)
    assert first != second
    assert who_is(forum, first) == who_is(forum, second) == forum.head("Borvia")


def test_secrets_are_kept_as_hashes_only(forum: Forum) -> None:
    link = forum.act(issue_link, forum.persons["head of Borvia"], by=forum.secretariat)
    session_secret = forum.act(sign_in, link)
    assert [row.token_hash for row in forum.rows(SignInLink)] == [hash_of_secret(link)]
    assert [row.token_hash for row in forum.rows(SignIn)] == [hash_of_secret(session_secret)]


def test_signing_in_leaves_no_entry(forum: Forum) -> None:
    link = forum.act(issue_link, forum.persons["head of Borvia"], by=forum.secretariat)
    before = len(forum.entries())
    forum.act(sign_out, forum.act(sign_in, link))
    assert len(forum.entries()) == before


def test_sign_in_ends_after_twelve_hours(forum: Forum) -> None:
    session_secret = forum.act(sign_in, forum.act(issue_link, forum.persons["chair"], by=None))
    forum.hour.pass_by(timedelta(hours=12) - timedelta(seconds=1))
    assert who_is(forum, session_secret).role is Role.CHAIR
    forum.hour.pass_by(timedelta(seconds=1))
    with pytest.raises(NotSignedIn):
        who_is(forum, session_secret)


def test_sign_out_ends_one_session(forum: Forum) -> None:
    link = forum.act(issue_link, forum.persons["chair"], by=None)
    here, elsewhere = forum.act(sign_in, link), forum.act(sign_in, link)
    forum.act(sign_out, here)
    with pytest.raises(NotSignedIn):
        who_is(forum, here)
    assert who_is(forum, elsewhere).role is Role.CHAIR


def test_sign_out_twice_is_harmless(forum: Forum) -> None:
    here = forum.act(sign_in, forum.act(issue_link, forum.persons["chair"], by=None))
    forum.act(sign_out, here)
    forum.act(sign_out, here)


@pytest.mark.parametrize("secret", ["", "nothing", "\x00"])
def test_link_that_is_none_does_not_sign_in(forum: Forum, secret: str) -> None:
    refused(forum, NotSignedIn, sign_in, secret)


def test_expired_link_does_not_sign_in(forum: Forum) -> None:
    link = forum.act(
        issue_link, forum.persons["chair"], expires_at=forum.hour.now + timedelta(days=1), by=forum.secretariat
    )
    forum.hour.pass_by(timedelta(days=1))
    refused(forum, NotSignedIn, sign_in, link)


def test_link_that_has_expired_before_it_begins_is_refused(forum: Forum) -> None:
    refused(forum, BadInput, issue_link, forum.persons["chair"], expires_at=forum.hour.now, by=forum.secretariat)


def test_reissued_link_leaves_the_old_ones_and_their_sign_ins_dead(forum: Forum) -> None:
    person_id = forum.persons["head of Borvia"]
    lost, other = (forum.act(issue_link, person_id, by=forum.secretariat) for _ in range(2))
    somebody = forum.act(sign_in, lost)
    new = forum.act(reissue_link, person_id, by=forum.secretariat)
    for dead in (lost, other):
        refused(forum, NotSignedIn, sign_in, dead)
    with pytest.raises(NotSignedIn):
        who_is(forum, somebody)
    assert who_is(forum, forum.act(sign_in, new)) == forum.head("Borvia")
    assert forum.last_entry(administration(forum)).kind == "link_reissued"


def test_reissued_link_leaves_others_alone(forum: Forum) -> None:
    chair = forum.act(sign_in, forum.act(issue_link, forum.persons["chair"], by=None))
    forum.act(reissue_link, forum.persons["head of Borvia"], by=forum.secretariat)
    assert who_is(forum, chair).role is Role.CHAIR


def test_replaced_head_has_no_access_and_the_new_one_has(forum: Forum) -> None:
    former = forum.act(issue_link, forum.persons["head of Borvia"], by=forum.secretariat)
    session_secret = forum.act(sign_in, former)
    new = forum.act(replace_head, forum.delegations["Borvia"], name="Nia Oort", by=forum.secretariat)
    with pytest.raises(NotSignedIn):
        who_is(forum, session_secret)
    refused(forum, NotSignedIn, sign_in, former)
    viewer = who_is(forum, forum.act(sign_in, new))
    assert (viewer.name, viewer.role, viewer.delegation) == ("Nia Oort", Role.HEAD, "Borvia")


def test_replaced_head_is_on_record(forum: Forum) -> None:
    forum.act(replace_head, forum.delegations["Borvia"], name="Nia Oort", by=forum.secretariat)
    (head,) = forum.rows(Person, name="Nia Oort")
    assert forum.kinds(administration(forum))[-4:] == [
        "person_ended",
        "person_admitted",
        "head_replaced",
        "link_issued",
    ]
    payloads = [json.loads(entry.payload) for entry in forum.entries() if entry.kind == "head_replaced"]
    assert payloads == [
        {"delegation": forum.delegations["Borvia"], "former": forum.persons["head of Borvia"], "head": head.id}
    ]


def test_head_of_an_observer_is_refused(forum: Forum) -> None:
    refused(forum, BadInput, replace_head, forum.delegations[OBSERVER], name="N", by=forum.secretariat)


def test_head_of_an_unknown_delegation_is_not_there(forum: Forum) -> None:
    refused(forum, NotFound, replace_head, "0" * 32, name="N", by=forum.secretariat)


def test_ended_person_has_no_access_any_more(forum: Forum) -> None:
    expert = forum.expert("Borvia")
    session_secret = forum.act(sign_in, forum.act(issue_link, expert.person_id, by=None))
    token = forum.act(create_token, expert.person_id, by=expert)
    forum.act(end_person, expert.person_id, by=forum.secretariat)
    for ask in (lambda: who_is(forum, session_secret), lambda: who_has(forum, token)):
        with pytest.raises(NotSignedIn):
            ask()
    refused(forum, NotFound, issue_link, expert.person_id, by=forum.secretariat)
    assert forum.last_entry(administration(forum)).kind == "person_ended"


def test_nobody_ends_their_own_access(forum: Forum) -> None:
    refused(forum, BadInput, end_person, forum.administrator.person_id, by=forum.administrator)


def test_token_is_its_persons(forum: Forum) -> None:
    head = forum.head("Borvia")
    token = forum.act(create_token, head.person_id, by=head)
    assert who_has(forum, token) == head
    assert forum.last_entry(administration(forum)).kind == "token_created"


@pytest.mark.parametrize("who", ["administrator", "secretariat", "chair", "expert of Borvia"])
def test_token_of_another_is_refused(forum: Forum, who: str) -> None:
    refused(forum, NotYours, create_token, forum.persons["head of Borvia"], by=forum.viewer(who))


def test_revoked_token_is_dead(forum: Forum) -> None:
    head = forum.head("Borvia")
    token = forum.act(create_token, head.person_id, by=head)
    (row,) = forum.rows(ApiToken)
    forum.act(revoke_token, row.id, by=head)
    with pytest.raises(NotSignedIn):
        who_has(forum, token)
    assert forum.last_entry(administration(forum)).kind == "token_revoked"


@pytest.mark.parametrize("who", ["chair", "expert of Borvia"])
def test_token_of_another_is_not_there_to_be_revoked(forum: Forum, who: str) -> None:
    head = forum.head("Borvia")
    forum.act(create_token, head.person_id, by=head)
    (row,) = forum.rows(ApiToken)
    refused(forum, NotFound, revoke_token, row.id, by=forum.viewer(who))


def test_token_of_another_is_revoked_by_those_who_manage_persons(forum: Forum) -> None:
    head = forum.head("Borvia")
    token = forum.act(create_token, head.person_id, by=head)
    (row,) = forum.rows(ApiToken)
    forum.act(revoke_token, row.id, by=forum.administrator)
    with pytest.raises(NotSignedIn):
        who_has(forum, token)


def test_unknown_token_is_not_there(forum: Forum) -> None:
    refused(forum, NotFound, revoke_token, "0" * 32, by=forum.secretariat)

"""A request that is sent twice is carried out once."""

import pytest
from tests.cast import Forum, snapshot

from jointstatement.actions.once import once
from jointstatement.actions.persons import admit_person, create_token, issue_link
from jointstatement.errors import AlreadyShown, BadInput, KeyUsedTwice
from jointstatement.models import AnsweredRequest, ApiToken, Person
from jointstatement.terms import Role


def admit(forum: Forum, name: str, *, key: str, digest: str) -> object:
    return forum.act(
        once,
        admit_person,
        forum.body_id,
        name=name,
        role=Role.SECRETARIAT,
        idempotency_key=key,
        digest=digest,
        by=forum.secretariat,
    )


def test_repeated_request_gets_the_same_answer_and_changes_nothing(forum: Forum) -> None:
    first = admit(forum, "Nia Oort", key="k1", digest="d1")
    before = snapshot(forum.database)
    assert admit(forum, "Nia Oort", key="k1", digest="d1") == first
    assert snapshot(forum.database) == before


def test_another_key_is_another_request(forum: Forum) -> None:
    assert admit(forum, "Nia Oort", key="k1", digest="d1") != admit(forum, "Nia Oort", key="k2", digest="d1")
    assert len(forum.rows(Person, name="Nia Oort")) == 2


def test_key_with_other_contents_is_refused(forum: Forum) -> None:
    admit(forum, "Nia Oort", key="k1", digest="d1")
    before = snapshot(forum.database)
    with pytest.raises(KeyUsedTwice):
        admit(forum, "Ria Oort", key="k1", digest="d2")
    assert snapshot(forum.database) == before


def test_key_is_each_persons_own(forum: Forum) -> None:
    admit(forum, "Nia Oort", key="k1", digest="d1")
    by_other = forum.act(
        once,
        admit_person,
        forum.body_id,
        name="Ria Oort",
        role=Role.SECRETARIAT,
        idempotency_key="k1",
        digest="d2",
        by=forum.administrator,
    )
    assert [person.id for person in forum.rows(Person, name="Ria Oort")] == [by_other]


def test_refused_request_leaves_its_key_free(forum: Forum) -> None:
    with pytest.raises(BadInput):
        admit(forum, "", key="k1", digest="d1")
    assert forum.rows(AnsweredRequest) == []
    admit(forum, "Nia Oort", key="k1", digest="d2")


def test_secret_is_shown_once_and_kept_nowhere(forum: Forum) -> None:
    person_id = forum.persons["head of Borvia"]
    secret = forum.act(once, issue_link, person_id, idempotency_key="k1", digest="d1", by=forum.secretariat)
    assert secret not in repr(snapshot(forum.database))
    with pytest.raises(AlreadyShown):
        forum.act(once, issue_link, person_id, idempotency_key="k1", digest="d1", by=forum.secretariat)


def test_repeated_request_for_a_token_makes_one_token(forum: Forum) -> None:
    head = forum.head("Borvia")
    forum.act(once, create_token, head.person_id, idempotency_key="k1", digest="d1", by=head)
    with pytest.raises(AlreadyShown):
        forum.act(once, create_token, head.person_id, idempotency_key="k1", digest="d1", by=head)
    assert len(forum.rows(ApiToken)) == 1

"""What a person loads of the positions of others, and what stays hidden with the name of who breaks silence."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, col, select
from tests.cast import Forum
from tests.on_the_table import Text, lay_on_the_table

from jointstatement.access.input import positions_open_to, reads_positions_of_others
from jointstatement.access.viewer import Viewer
from jointstatement.actions.positions import take_position
from jointstatement.actions.silence import break_silence, start_silence
from jointstatement.models import Body, Statement
from jointstatement.terms import Position


@pytest.fixture
def text(forum: Forum) -> Text:
    return lay_on_the_table(forum)


def rule(session: Session, body_id: str, name: str, *, now: datetime) -> None:
    """The body stops doing one thing."""
    body = session.exec(select(Body).where(col(Body.id) == body_id)).one()
    setattr(body, name, False)
    session.add(body)


def loaded(forum: Forum, text: Text, viewer: Viewer) -> set[tuple[str, Position]]:
    """The positions that a person loads, each with its delegation."""
    names = {delegation_id: name for name, delegation_id in forum.delegations.items()}
    with forum.database.reading() as session:
        statement = session.get_one(Statement, text.id)
        return {(names[row.delegation_id], row.position) for row in session.exec(positions_open_to(viewer, statement))}


def break_it(forum: Forum, text: Text) -> None:
    """Galdria consents; the text is put under silence, and Galdria breaks it after all."""
    forum.act(take_position, text.id, part_id=None, position=Position.SUPPORT, by=forum.head("Galdria"))
    due_at = forum.hour.now + timedelta(days=1)
    forum.act(start_silence, text.id, due_at=due_at, due_as_typed="typed", by=forum.chair)
    forum.act(break_silence, text.id, part_id=None, by=forum.head("Galdria"))


def test_members_load_who_objects_where_the_body_names_the_breaker(forum: Forum, text: Text) -> None:
    break_it(forum, text)

    assert loaded(forum, text, forum.head("Borvia")) == {("Galdria", Position.SUPPORT), ("Galdria", Position.OBJECT)}


@pytest.mark.parametrize("name", ["names_the_breaker", "matrix_open_to_members"])
def test_positions_tell_members_no_breaker_that_the_body_does_not_name(forum: Forum, text: Text, name: str) -> None:
    forum.database.write_and_wait(rule, forum.body_id, name)
    break_it(forum, text)
    everything = {("Galdria", Position.SUPPORT), ("Galdria", Position.OBJECT)}

    # Not the consent either: standing beside a break that has no name it would be false, and gone it would tell.
    assert loaded(forum, text, forum.head("Borvia")) == set()
    assert loaded(forum, text, forum.head("Galdria")) == everything
    assert loaded(forum, text, forum.chair) == everything


def test_objection_without_a_silence_is_as_nameless(forum: Forum, text: Text) -> None:
    forum.database.write_and_wait(rule, forum.body_id, "names_the_breaker")
    forum.act(take_position, text.id, part_id=None, position=Position.OBJECT, by=forum.head("Galdria"))

    assert loaded(forum, text, forum.expert("Borvia")) == set()


def test_observers_and_administrators_load_no_position(forum: Forum, text: Text) -> None:
    break_it(forum, text)

    assert (loaded(forum, text, forum.observer), loaded(forum, text, forum.administrator)) == (set(), set())


def test_question_and_loading_say_the_same(forum: Forum, text: Text) -> None:
    break_it(forum, text)

    def answers() -> dict[str, bool]:
        with forum.database.reading() as session:
            statement = session.get_one(Statement, text.id)
            return {
                who: reads_positions_of_others(session, forum.viewer(who), statement)
                for who in ("chair", "head of Borvia", "observer")
            }

    assert answers() == {"chair": True, "head of Borvia": True, "observer": False}
    forum.database.write_and_wait(rule, forum.body_id, "names_the_breaker")
    assert answers() == {"chair": True, "head of Borvia": False, "observer": False}

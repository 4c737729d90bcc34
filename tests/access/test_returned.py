"""Who loads a file that waits: the person who sent it, for a day, and nobody else."""

from datetime import timedelta

import pytest
from sqlmodel import Session
from tests.cast import Forum
from tests.negotiation import Negotiation, begin
from tests.returning import wait_with

from jointstatement.access.returned import returned_upload_for, returned_uploads_open_to
from jointstatement.access.viewer import Viewer
from jointstatement.actions.returned import FILES_WAIT
from jointstatement.errors import NotFound
from jointstatement.models import Statement


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    talks = begin(forum)
    talks.table()
    talks.open_round()
    return talks


def loaded(talks: Negotiation, viewer: Viewer, statement_id: str = "") -> list[str]:
    """The ids of the waiting files that a person loads."""
    forum = talks.forum
    with forum.database.reading() as session:
        statement = session.get_one(Statement, statement_id or talks.id)
        rows = session.exec(returned_uploads_open_to(viewer, statement, now=forum.hour.now)).all()
        return [row.id for row in rows if _by_id(session, viewer, statement, row.id, talks)]


def _by_id(session: Session, viewer: Viewer, statement: Statement, upload_id: str, talks: Negotiation) -> bool:
    return returned_upload_for(session, viewer, statement, upload_id, now=talks.forum.hour.now).id == upload_id


def test_person_loads_the_own_files_in_the_order_in_which_they_came(talks: Negotiation) -> None:
    head = talks.forum.head("Borvia")
    first = wait_with(talks, head, content=b"PK one")
    talks.forum.hour.pass_by(timedelta(minutes=1))
    second = wait_with(talks, head, content=b"PK two")

    assert loaded(talks, head) == [first, second]


@pytest.mark.parametrize(
    "who", ["expert of Borvia", "head of Istara", "chair", "co-chair", "secretariat", "observer", "administrator"]
)
def test_nobody_else_loads_a_file(talks: Negotiation, who: str) -> None:
    upload_id = wait_with(talks, talks.forum.head("Borvia"))
    viewer = talks.forum.viewer(who)

    assert loaded(talks, viewer) == []
    with talks.forum.database.reading() as session, pytest.raises(NotFound):
        statement = session.get_one(Statement, talks.id)
        returned_upload_for(session, viewer, statement, upload_id, now=talks.forum.hour.now)


def test_file_belongs_to_its_statement(talks: Negotiation) -> None:
    head = talks.forum.head("Borvia")
    wait_with(talks, head)

    assert loaded(talks, head, begin(talks.forum).id) == []


def test_file_is_loaded_for_a_day(talks: Negotiation) -> None:
    head = talks.forum.head("Borvia")
    upload_id = wait_with(talks, head)
    talks.forum.hour.pass_by(FILES_WAIT - timedelta(seconds=1))
    on_the_day = loaded(talks, head)
    talks.forum.hour.pass_by(timedelta(seconds=1))

    assert (on_the_day, loaded(talks, head)) == ([upload_id], [])

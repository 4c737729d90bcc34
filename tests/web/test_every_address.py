"""Every page and every answer opens on both kinds of database, whoever asks: what is refused is refused in words."""

from datetime import timedelta

import pytest
from litestar import Litestar
from tests.cast import Forum
from tests.databases import KINDS
from tests.trust.house import house_of
from tests.trust.test_non_interference import give_input

from jointstatement.actions.answering import answer_comment
from jointstatement.actions.consensus import move_to_consensus
from jointstatement.actions.silence import break_silence, start_silence
from jointstatement.models import Comment
from jointstatement.terms import DispositionKind


@pytest.fixture(params=KINDS[1:])
def kind(request: pytest.FixtureRequest) -> str:
    """The kind that the other tests of pages do not try."""
    return str(request.param)


@pytest.mark.parametrize("who", ["chair", "head of Borvia"])
def test_every_address_answers(application: Litestar, forum: Forum, who: str) -> None:
    application.state.database = forum.database
    house = house_of(application, forum)
    talks = house.talks
    in_round = talks.open_round()
    give_input(house)
    talks.close_round(in_round)
    for comment in forum.rows(Comment, withdrawn_at=None):
        forum.act(
            answer_comment, talks.id, comment.id, disposition=DispositionKind.NOTED, reply="Seen.", by=forum.chair
        )
    forum.act(move_to_consensus, talks.id, by=forum.chair)
    due_at = talks.now() + timedelta(hours=72)
    forum.act(start_silence, talks.id, due_at=due_at, due_as_typed="typed", by=forum.chair)
    forum.act(break_silence, talks.id, part_id=talks.clause(2), reason="Of herons.", by=forum.head("Istara"))

    answers = house.sees(who)

    assert [address for address, read in answers.items() if read.startswith(b"5")] == []
    statement = f"/statements/{talks.id}"
    for address in (statement, f"{statement}/list", f"{statement}/record", f"/api/v1{statement}/silence"):
        assert answers[address].startswith(b"200"), address

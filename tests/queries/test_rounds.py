"""The rounds of a statement, and who learns whose input came."""

import pytest
from tests.cast import Forum
from tests.negotiation import Negotiation, begin

from jointstatement.access.viewer import Viewer
from jointstatement.actions.giving_input import submit_input
from jointstatement.actions.positions import take_position
from jointstatement.errors import NotFound, NotYours
from jointstatement.queries.rounds import Rounds, rounds, step_asked
from jointstatement.terms import Position, Verb


@pytest.fixture
def text(forum: Forum) -> Negotiation:
    text = begin(forum)
    text.table()
    return text


def seen(text: Negotiation, viewer: Viewer) -> Rounds:
    database = text.forum.database
    with database.reading() as session:
        return rounds(session, viewer, text.id, now=database.now())


def give(text: Negotiation, who: str) -> None:
    head = text.forum.head(who)
    text.forum.act(take_position, text.id, part_id=None, position=Position.SUPPORT, by=head)
    text.forum.act(submit_input, text.id, by=head)


def test_open_round_tells_the_office_who_has_submitted(text: Negotiation) -> None:
    text.open_round()
    give(text, "Borvia")

    line = seen(text, text.forum.chair).open

    assert line is not None
    assert (line.submitted, len(line.awaited)) == (("Borvia",), 11)


def test_open_round_tells_a_delegation_of_itself_alone(text: Negotiation) -> None:
    text.open_round()
    give(text, "Borvia")

    own, other = seen(text, text.forum.expert("Borvia")).open, seen(text, text.forum.head("Istara")).open

    assert own is not None and other is not None
    assert (own.submitted, own.awaited) == (("Borvia",), ())
    assert (other.submitted, other.awaited) == ((), ())


def test_closed_round_tells_all_delegations_whose_input_came(text: Negotiation) -> None:
    opened = text.open_round()
    give(text, "Borvia")
    text.close_round(opened)

    view = seen(text, text.forum.head("Istara"))

    assert view.open is None
    assert [(line.number, line.revision, line.submitted) for line in view.rounds] == [(1, "Zero draft", ("Borvia",))]


def test_observer_reads_no_rounds(text: Negotiation) -> None:
    with pytest.raises(NotYours):
        seen(text, text.forum.observer)


def test_second_round_on_changed_words_says_what_it_misses(text: Negotiation) -> None:
    text.open_round()

    assert [missing.sentence() for missing in seen(text, text.forum.chair).missing] == ["A round is still open."]


def test_step_of_no_such_verb_is_not_found(text: Negotiation) -> None:
    database = text.forum.database
    with database.reading() as session, pytest.raises(NotFound):
        step_asked(session, text.forum.chair, text.id, Verb.COMMENT, now=database.now())


def test_step_says_where_it_leads(text: Negotiation) -> None:
    opened = text.open_round()
    text.close_round(opened)
    database = text.forum.database
    with database.reading() as session:
        step = step_asked(session, text.forum.chair, text.id, Verb.TO_CONSENSUS, now=database.now())

    assert (step.label, step.to_title, step.refusal) == ("Bring the text to consensus", "Consensus", None)

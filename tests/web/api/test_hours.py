"""Between an hour and the watch that notices it, a deed lets the hour fall first and is then judged."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.actions.test_reviewing import LASTS, declared
from tests.cast import Forum, workflow_source
from tests.on_the_table import Text, lay_on_the_table, open_a_round
from tests.web.api.programs import Program, refused
from tests.web.api.test_reviewing import put, reviews_of

from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.models import Adoption, ConsensusDeclaration, EditorialReview, NamingChoice, Round, Silence
from jointstatement.terms import EditorialOutcome, SilenceOutcome

Programs = Callable[[str], Program]
DAY = timedelta(days=1)


@pytest.fixture
def text(forum: Forum) -> Text:
    return lay_on_the_table(forum)


def keep_silent(forum: Forum, text: Text, chair: Program) -> None:
    """Silence until an hour that comes and that nobody has noticed."""
    chair.do(f"/statements/{text.id}/silence", 201, due_at="2026-05-05T11:00:00+02:00")
    forum.hour.pass_by(DAY)


def test_decision_at_the_hour_of_silence_finds_it_held(forum: Forum, text: Text, program: Programs) -> None:
    chair = program("chair")
    keep_silent(forum, text, chair)

    chair.do(f"/statements/{text.id}/consensus/declare", 201, basis="silence_held")

    (silence,) = forum.rows(Silence)
    assert (silence.outcome, silence.ended_at) == (SilenceOutcome.HELD, silence.due_at)
    assert forum.kinds(text.circulated) == ["silence_started", "silence_held", "consensus_declared"]
    assert forum.act(close_what_is_due) == 0


def test_text_goes_back_to_comments_at_the_hour_of_silence(forum: Forum, text: Text, program: Programs) -> None:
    chair = program("chair")
    keep_silent(forum, text, chair)

    chair.do(f"/statements/{text.id}/consensus/return", reason="A typing error in the title.")

    assert text.state == "comments"
    assert forum.kinds(text.circulated) == ["silence_started", "silence_held", "returned_to_comments"]


def test_words_change_at_the_hour_of_a_round(forum: Forum, program: Programs) -> None:
    text = lay_on_the_table(forum, state="comments")
    open_a_round(forum, text, lasts=DAY)
    chair = program("chair")
    reworded = {"wording": "We will meet again in May", "expected": 1}
    at = f"/statements/{text.id}/parts/{text.clauses[2]}/reword"
    assert refused(forum, chair, at, 409, **reworded)[0] == "RoundIsOpen"
    forum.hour.pass_by(DAY)

    chair.do(at, **reworded)

    assert [row.closed_by for row in forum.rows(Round)] == [None]
    assert forum.kinds(text.circulated) == ["round_closed"]
    assert forum.act(close_what_is_due) == 0


def test_text_is_adopted_at_the_hour_of_its_editorial_review(forum: Forum, program: Programs) -> None:
    text = declared(forum, lay_on_the_table(forum))
    at, istara, chair = reviews_of(text), program("head of Istara"), program("chair")
    adoption = {"fingerprint_seen": text.fingerprint, "adopted_on": "2026-05-04", "place": "Aldburg"}
    for change in put(text, program("secretariat")):
        istara.do(f"{at}/changes/{change}/object", 201)
    assert refused(forum, chair, f"/statements/{text.id}/adoption", 409, **adoption)[0] == "StillMissing"
    forum.hour.pass_by(LASTS)

    chair.do(f"/statements/{text.id}/adoption", 201, **adoption)

    assert [row.outcome for row in forum.rows(EditorialReview)] == [EditorialOutcome.REVIEWED]
    assert forum.kinds(text.circulated)[-2:] == ["editorial_review_ended", "adopted"]


def test_text_that_the_hour_of_a_review_mends_is_adopted_by_who_has_seen_it(forum: Forum, program: Programs) -> None:
    text = declared(forum, lay_on_the_table(forum))
    put(text, program("secretariat"))
    adoption = {"fingerprint_seen": text.fingerprint, "adopted_on": "2026-05-04", "place": "Aldburg"}
    forum.hour.pass_by(LASTS)

    assert refused(forum, program("chair"), f"/statements/{text.id}/adoption", 409, **adoption)[0] == (
        "TextSeenIsAnother"
    )
    assert forum.rows(Adoption) == []


def test_hour_that_adopts_leaves_nothing_to_break(forum: Forum, program: Programs) -> None:
    adopting = workflow_source().replace('at_end_of_silence = "announce"', 'at_end_of_silence = "adopt"')
    text = lay_on_the_table(forum, source=adopting)
    keep_silent(forum, text, program("chair"))

    program("head of Borvia").do(f"/statements/{text.id}/silence/breaks", 201, part_id=None, reason="Too late.")

    assert len(forum.rows(Adoption)) == 1
    assert forum.kinds(text.circulated) == ["silence_started", "silence_held", "consensus_declared", "adopted"]
    assert "late_objection_received" in forum.kinds(text.own("Borvia"))


def test_names_of_a_text_that_its_hour_adopted_are_not_chosen(forum: Forum, program: Programs) -> None:
    adopting = workflow_source().replace('at_end_of_silence = "announce"', 'at_end_of_silence = "adopt"')
    text = lay_on_the_table(forum, source=adopting)
    keep_silent(forum, text, program("chair"))

    assert refused(forum, program("chair"), f"/statements/{text.id}/names", 409, profile_id="")[0] == "NamesStand"
    assert forum.rows(NamingChoice) == []


def test_deed_that_is_refused_leaves_the_hour_to_the_watch(forum: Forum, text: Text, program: Programs) -> None:
    keep_silent(forum, text, program("chair"))

    at, expert = f"/statements/{text.id}/consensus/declare", program("expert of Borvia")
    assert refused(forum, expert, at, 403, basis="silence_held")[0] == "NotYours"
    assert (forum.act(close_what_is_due), forum.rows(ConsensusDeclaration)) == (1, [])

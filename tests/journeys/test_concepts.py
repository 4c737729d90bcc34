"""A non-paper and a round on concepts: what is refused, what is said on it, and the text that the chair then tables."""

from tests.cast import Forum
from tests.journeys.people import Conference
from tests.negotiation import begin


def test_chair_asks_about_concepts_before_any_wording(conference: Conference, forum: Forum) -> None:
    conference.statement = f"/statements/{begin(forum, 'We measure the river every day').id}"
    chair, borvia = conference.chair, conference.delegation("Borvia")
    page = chair.sends("tabling", "/tabling", standing="none")
    assert "Zero draft, non-paper" in page.words and "Non-paper: no standing" in page.words
    chair.sends("rounds", "/rounds", due_at="2026-05-06T18:00", visibility="open", takes="concepts")

    read = borvia.sees(borvia.part(1))
    assert "Non-paper: no standing" in read.words
    assert "This round takes comments on concepts, and no proposed wording" in read.words
    assert not read.tree.xpath("//textarea[@name='wording']")
    borvia.remarks(1, "Who measures?")
    borvia.submits()
    assert "comments on concepts, and no proposed wording" in borvia.sees("record").words
    chair.closes_the_round()
    chair.answers("Borvia", 1, "noted")
    blocked = chair.sees("steps/to_consensus").words
    assert "Zero draft, non-paper has no standing, and nothing is decided on it" in blocked

    chair.rewords(1, "We measure", "All members measure")
    chair.tables("Rev.1")
    assert "Non-paper" not in borvia.sees("").words
    assert "no standing" not in chair.sees("steps/to_consensus").words

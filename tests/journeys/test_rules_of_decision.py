"""One text by three rules: unanimity waits for the last member, one may stand apart, a majority needs its quorum."""

from tests.cast import MEMBERS
from tests.journeys.people import WHOLE, Conference
from tests.journeys.texts import own_text


def laid_before(conference: Conference, procedure: str) -> None:
    """A text is brought in under this procedure, tabled, and brought to its decision without a word of comment."""
    chair, text = conference.chair, own_text()
    conference.secretariat.brings_in(text.name, text.content, style="o-we", procedure=procedure)
    for each in MEMBERS:
        conference.delegation(each).known.clear()
    chair.tables("Zero draft")
    chair.opens_a_round(until=f"{conference.forum.hour.now:%Y-%m-%dT19:00}", read_by="open")
    chair.closes_the_round()
    chair.brings_it_to_consensus()


def test_text_is_decided_by_the_rule_that_was_chosen_when_it_began(conference: Conference) -> None:
    chair, observer = conference.chair, conference.observer
    aldmark, borvia, lusatia = conference.delegations("Aldmark", "Borvia", "Lusatia")

    # Unanimity: eleven support; the twelfth has said nothing, and that is not agreement.
    laid_before(conference, "unanimity")
    for each in conference.delegations(*MEMBERS[:11]):
        each.takes("support", WHOLE)
    page = chair.sees("adoption")
    waiting = "Unanimity needs every member. No answer yet on Zero draft: 1 of 12 (Lusatia)."
    assert waiting in page.words
    assert "Unanimity: every member agrees to the whole text." in page.words
    asked = chair.sees("adoption/consensus")
    assert waiting in asked.words
    assert asked.forms("/adoption/consensus") == []
    lusatia.takes("can_live_with", WHOLE)
    chair.declares_consensus("counted")
    assert "Unanimity was declared on Zero draft" in borvia.sees("adoption").words
    chair.adopts(place="Port Alder", on="2026-06-19")
    assert "Adopted by unanimity" in aldmark.sees("adoption").words
    assert "by unanimity of 12 members" in observer.sees("record").words
    assert "by unanimity" in conference.public.sees(chair.publishes()).words

    # Consensus minus one: two stand in the way; when one joins, the text goes on, and the other is named.
    laid_before(conference, "consensus_minus_one")
    borvia.takes("reserve", 3, reason="Our parliament has not finished.")
    confirmed = lusatia.takes("object", 4)
    lusatia.presses(*lusatia.fills(confirmed, lusatia.part(4)))
    blocked = "Objecting or reserving on Zero draft: 2 (Borvia, Lusatia). The rule leaves aside 1 at most."
    assert blocked in chair.sees("adoption").words
    assert blocked in aldmark.sees("adoption").words
    borvia.takes("can_live_with", 3)
    chair.declares_consensus("found_in_the_room")
    chair.adopts(place="Port Alder", on="2026-06-19")
    for person in (chair, aldmark):
        words = person.sees("adoption").words
        assert "Adopted by consensus minus 1" in words
        assert "Standing apart: Lusatia" in words
    assert observer.is_refused("adoption") == 403
    told = observer.sees("record").words
    assert "by consensus minus 1; delegations that stood apart: 1." in told
    assert "Lusatia" not in told
    public = conference.public.sees(chair.publishes()).words
    assert "by consensus minus 1" in public
    assert "Lusatia" not in public.split("About this statement")[1].replace(", ".join(MEMBERS), "")

    # A majority of those who vote; before half of the members have spoken it is none.
    laid_before(conference, "majority")
    for each in conference.delegations(*MEMBERS[:5]):
        each.takes("support", WHOLE)
    page = chair.sees("adoption")
    assert "The quorum is 6 of 12 members with a position on the whole of Zero draft; so far 5 have one." in page.words
    assert chair.sees("adoption/consensus").forms("/adoption/consensus") == []
    confirmed = lusatia.takes("object", WHOLE)
    lusatia.presses(*lusatia.fills(confirmed, lusatia.part(WHOLE)))
    chair.declares_consensus("counted")
    chair.adopts(place="Port Alder", on="2026-06-19")
    assert "Adopted by a majority" in borvia.sees("adoption").words
    assert "by a majority: 5 in favour, 1 against, 0 abstaining." in observer.sees("record").words
    assert "by a majority" in conference.public.sees(chair.publishes()).words

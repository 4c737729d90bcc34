"""What a body remembers: a clause that was adopted is found again while the next text is drafted."""

from tests.journeys.people import Conference
from tests.journeys.texts import own_text


def test_agreed_language_is_found_while_the_next_text_is_drafted(conference: Conference) -> None:
    chair, secretariat, observer = conference.chair, conference.secretariat, conference.observer
    (borvia,) = conference.delegations("Borvia")
    text = own_text()
    phrase = " ".join(text.clause(4).split()[2:7])

    # While it is negotiated nothing of it is agreed.
    secretariat.brings_in(text.name, text.content, style="o-we", procedure="consensus")
    chair.tables("Zero draft")
    chair.opens_a_round(until="2026-05-06T18:00", read_by="open")
    borvia.takes("support", "whole")
    borvia.submits()
    chair.closes_the_round()
    chair.brings_it_to_consensus()
    chair.declares_consensus("found_in_the_room")
    found = f'/agreed?words="{phrase}"'
    assert "No adopted clause has all these words." in borvia.sees(found).words
    chair.adopts(place="Port Alder", on="2026-06-19")
    for reader in (borvia, observer, chair):
        assert text.clause(4) in reader.sees(found).words, reader.name

    # The next text says the same; the desk says so, and warns when the words are touched.
    secretariat.brings_in(text.name, text.content, style="o-we", procedure="consensus")
    assert chair.sees("draft").words.count("Identical to") >= 6
    chair.tables("Zero draft")
    early = text.word(4)
    chair.rewords(4, early, "unmistakable")
    desk = chair.sees("draft")
    assert desk.words.count("Re-opens agreed language: ") == 1
    near = chair.sees(desk.address_of("Agreed language near it: Clause 4"))
    assert "This clause held agreed language and re-opens it." in near.words
    assert near.changes() == ([early], ["unmistakable"])

    # What can be found is asked for in words, and only by those who read texts.
    page = chair.sees("/agreed").tree
    assert page.xpath("//form[@action='/agreed']//input[@name='words']")
    assert borvia.is_refused("/agreed?words=%E2%80%93") == 422
    assert borvia.is_refused(str(near.answer.url.path)) == 403

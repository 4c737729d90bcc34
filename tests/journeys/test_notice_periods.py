"""Notice: the body asks for it, everybody reads from which hour the text may be decided, and the chair waives it."""

from tests.cast import Forum
from tests.journeys.people import Conference
from tests.on_the_table import lay_on_the_table

RUNS = (
    "Rev.1 may be decided from Mon 4 May 2026, 23:00 CEST on: until then its notice runs, unless the chair waives it."
)


def test_text_waits_for_its_notice_until_the_chair_waives_it_with_a_reason(
    conference: Conference, forum: Forum
) -> None:
    conference.statement = f"/statements/{lay_on_the_table(forum).id}"
    chair, secretariat, borvia = conference.chair, conference.secretariat, conference.delegation("Borvia")
    kept = secretariat.presses(*secretariat.fills(secretariat.sees("/body"), "/notice", shortest_notice_hours="9999"))
    assert kept.status == 422 and "Please give a number of hours from 0, for none, to 8784." in kept.words
    secretariat.sends("/body", "/notice", shortest_notice_hours="12")
    chair.rewords(1, "every morning", "every morning and every evening")
    chair.tables("Rev.1")

    assert "may be decided from Mon 4 May 2026, 23:00 CEST" in borvia.sees("").words
    assert RUNS in borvia.sees("adoption").words
    for page in ("", "adoption", "adoption/consensus", "silence"):
        assert RUNS in chair.sees(page).words, page
    assert not chair.sees("adoption/consensus").forms("/adoption/consensus")
    assert not borvia.sees("adoption").forms("/notice/waive")
    assert "This is for the chair or a co-chair." in secretariat.sees("adoption").words

    kept = chair.presses(*chair.fills(chair.sees("adoption"), "/notice/waive", reason=""))
    assert kept.status == 422 and not borvia.sees("/notices").words.count("waived notice")
    chair.sends("adoption", "/notice/waive", reason="Ten of twelve heads agreed to it in the room.")
    for page in ("adoption", "record"):
        told = borvia.sees(page).words
        assert "Ten of twelve heads agreed to it in the room." in told and "Ana Verel" in told, page
    assert "The chair waived notice of Rev.1" in borvia.sees("/notices").words
    chair.declares_consensus("found_in_the_room")
    assert "Consensus was declared on Rev.1" in borvia.sees("adoption").words

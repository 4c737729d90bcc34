"""A negotiation is suspended in an open round; it goes on where it was, and nobody has lost an hour or a draft."""

from tests.journeys.people import WHOLE, Conference
from tests.journeys.texts import own_text

AT = "suspension"


def test_negotiation_is_suspended_in_an_open_round_and_resumed(conference: Conference) -> None:
    chair, secretariat, observer = conference.chair, conference.secretariat, conference.observer
    borvia, istara = conference.delegations("Borvia", "Istara")
    text = own_text()
    secretariat.brings_in(text.name, text.content, style="o-we", procedure="consensus")
    chair.tables("Zero draft")
    chair.opens_a_round(until="2026-05-08T18:00", read_by="blind")
    borvia.takes("support", WHOLE)
    borvia.submits()
    istara.remarks(WHOLE, "Istara asks for more time.")

    # From the page of the statement the chair goes to the form; everybody who reads the text reads why.
    assert "Suspend the negotiation" in chair.sees("").words
    chair.sends(AT, f"/{AT}", reason="Two capitals consult.", until="2026-05-20")
    for person, page in ((borvia, "rounds"), (istara, "positions"), (observer, ""), (secretariat, "adoption")):
        assert "The negotiation is suspended since" in person.sees(page).words, page
        assert "Two capitals consult." in person.sees(page).words
    assert ", suspended" in borvia.sees("/").words
    assert "Its hour stands still while the negotiation is suspended." in borvia.sees("rounds").words
    assert "The negotiation was suspended" in istara.sees("/notices").words

    # What is within a delegation goes on; nothing is handed in, and the hour does not fall.
    istara.remarks(WHOLE, "Istara asks for two more clauses.")
    page = istara.sees("input")
    if page.forms("/input/submit"):
        refused = istara.presses(*istara.fills(page, "/input/submit"))
        assert (refused.status, "It goes on when the chair’s office resumes it." in refused.words) == (409, True)
    conference.time_passes(days=14)
    assert "Round 1" in chair.sees("rounds").words
    assert "Resume it" in chair.sees("rounds").words

    # Resuming offers the time that was left; at the weekend or at night it would be the next working moment.
    form = chair.sees(AT)
    assert form.box("due_at") == "2026-05-22T18:00"
    chair.presses(*chair.fills(form, f"/{AT}/resume", word="The capitals have answered."))
    assert "The negotiation is suspended" not in borvia.sees("").words
    assert "The negotiation goes on: The capitals have answered." in borvia.sees("record").words
    assert "Extended from" in borvia.sees("rounds").words
    istara.submits()
    conference.time_passes(days=5)
    assert "Istara asks for two more clauses." in chair.sees("decide").words
    assert (
        "The negotiation was suspended, as is foreseen until Wed 20 May 2026: Two capitals consult."
        in chair.sees("record").words
    )

"""A text goes to written procedure; one member is awaited at the hour, and consent is not made out of that."""

from tests.journeys.people import Conference
from tests.journeys.texts import own_text


def test_written_procedure_waits_for_the_one_that_has_not_answered(conference: Conference) -> None:
    chair, secretariat, text = conference.chair, conference.secretariat, own_text()
    names = [name for name in conference.forum.delegations if name != "Estuary Council"]
    aldmark, borvia = conference.delegations("Aldmark", "Borvia")
    secretariat.brings_in(text.name, text.content, style="o-we", procedure="written")
    chair.tables("Zero draft")
    chair.opens_a_round(until=f"{conference.forum.hour.now:%Y-%m-%dT19:00}", read_by="open")
    chair.closes_the_round()
    chair.brings_it_to_consensus()

    # The hour falls on a Saturday: it comes back, and Monday noon is one press.
    back = chair.presses(*chair.fills(chair.sees("written"), "/written", due_at="2026-05-09T18:00"))
    assert (back.status, "This hour is at the weekend in Europe/Vienna." in back.words) == (422, True)
    chair.presses(*chair.fills(back, "/written", instead="2026-05-11T12:00"))
    assert "Answers are taken until Mon 11 May 2026, 12:00 CEST" in aldmark.sees("written").words

    # Nobody learns what another answers before the hour.
    for name in names[1:-1]:
        answer = "abstain" if name == "Borvia" else "yes"
        conference.delegation(name).sends("written", "/written/answer", answer=answer)
    assert "members said yes" not in aldmark.sees("written").words
    assert "Abstain" in borvia.sees("written").words
    assert "9 members said yes." in chair.sees("written").words
    last = conference.forum.delegations[names[-1]]
    secretariat.sends(
        "written",
        "/written/answers",
        delegation_id=last,
        answer="yes",
        received_at="2026-05-04T11:00",
        reason="By mail.",
    )
    assert "on paper" in chair.sees("written").words

    conference.time_passes(days=6, hours=2)
    conference.time_passes(days=1)
    told = aldmark.sees("written").words
    assert "10 members said yes. Nobody said no. One abstained. One has not answered, which is no consent." in told
    assert "Written answers to Zero draft are taken until" in aldmark.sees("/notices").words
    assert (
        "No answer is not consent. Written answers awaited on Zero draft: 1 of 12 (Aldmark)."
        in chair.sees("adoption").words
    )

    # The chair gives a further hour; Aldmark answers, and only then consensus is declared.
    chair.sends("written", "/written", due_at="2026-05-12T12:00")
    aldmark.sends("written", "/written/answer", answer="yes", reason="Our capital agrees.")
    conference.time_passes(days=1)
    assert "Every member has answered." in borvia.sees("written").words
    assert "Our capital agrees." not in borvia.sees("written").words
    chair.declares_consensus("found_in_the_room")
    chair.adopts(place="Port Alder", on="2026-06-19")
    assert "Adopted" in borvia.sees("adoption").words

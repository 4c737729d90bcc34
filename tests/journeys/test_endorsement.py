"""Experts agree on all but one clause; the summit fills it and adopts."""

from tests.journeys.people import WHOLE, Conference
from tests.journeys.texts import own_text

SUMMIT = "the Summit of heads of government"


def agreed_but_for_one_clause(conference: Conference) -> None:
    """A text before the chair's decision, with an objection of Istara to its fourth clause."""
    chair, text = conference.chair, own_text()
    borvia, istara = conference.delegations("Borvia", "Istara")
    conference.secretariat.brings_in(text.name, text.content, style="o-we", procedure="consensus")
    chair.tables("Zero draft")
    chair.opens_a_round(until="2026-05-06T18:00", read_by="open")
    borvia.takes("support", WHOLE)
    borvia.submits()
    istara.takes("object", 4, reason="Not in these words.")
    istara.submits()
    chair.closes_the_round()
    chair.brings_it_to_consensus()


def test_text_is_endorsed_with_a_clause_left_blank_and_adopted_by_the_summit(conference: Conference) -> None:
    chair, secretariat, public = conference.chair, conference.secretariat, conference.public
    borvia, istara = conference.delegations("Borvia", "Istara")
    agreed_but_for_one_clause(conference)

    # Consensus fails on one clause: it is left to the summit. Whoever is not the chair is offered no such thing.
    assert "Leave clauses to a higher level" in chair.sees("adoption").words
    assert "Leave clauses to a higher level" not in borvia.sees("adoption").words
    page = chair.sees("endorsement")
    (offered,) = page.forms("/endorsement")
    clauses = [box.get("value") for box in offered.xpath(".//input[@name='left']")]
    assert [box.get("value") for box in offered.xpath(".//input[@name='left'][@checked]")] == [clauses[3]]
    said = {"adoption_at": SUMMIT, "left": clauses[3], "basis": "found_in_the_room"}
    unsaid = chair.presses(*chair.fills(page, "/endorsement", **said))
    assert (unsaid.status, "This field is empty" in unsaid.words) == (422, True)
    other = chair.presses(*chair.fills(page, "/endorsement", **(said | {"left": clauses[0]}), reason="No agreement."))
    assert (other.status, "Objections standing on Zero draft: 1 (Istara)." in other.words) == (409, True)
    chair.sends("endorsement", "/endorsement", **said, reason="The experts did not agree on this clause.")

    # All read what was endorsed, what was left and why; the certificate says that it is no adoption.
    told = istara.sees("endorsement")
    assert f"Rev.1, endorsed with a view to adoption at {SUMMIT}" in told.words
    assert "The experts did not agree on this clause." in told.words
    assert (
        f"Rev.1 was endorsed with a view to adoption at {SUMMIT}; clauses left to leaders: 4."
        in istara.sees("record").words
    )
    certificate = istara.downloads("endorsement/1/certificate/txt").decode()
    assert "This is an endorsement and no adoption" in certificate
    assert istara.downloads("endorsement/1/certificate/docx") == istara.downloads("endorsement/1/certificate/docx")
    printed = istara.downloads("files/txt").decode()
    assert "[Paragraph left to leaders]" in printed
    assert f"Endorsed with a view to adoption at {SUMMIT} | Rev.1 | " in printed.splitlines()[2]
    assert istara.is_refused("certificate/txt") == 404

    # Nothing else is drafted before the chair says that it is open again; the clause that was left is.
    desk = chair.sees(chair.desk_of(5))
    refused = chair.presses(*chair.fills(desk, "/reword", wording="We change our minds", closing="keep"))
    assert (refused.status, "Open are only these clauses: 4." in refused.words) == (409, True)
    blocked = chair.sees("adoption").words
    assert "Placeholders still to be filled: 1 ([Paragraph left to leaders])." in blocked
    chair.sends("endorsement", "/endorsement/reopen", part_ids=clauses[4], reason="The host asks for it.")
    assert "The host asks for it." in borvia.sees("endorsement").words
    chair.rewords(4, "[Paragraph left to leaders]", "We agree on what the experts left to us")
    chair.tables("Rev.2")

    # The summit agrees, and adopts.
    istara.takes("can_live_with", 4)
    chair.declares_consensus("found_in_the_room")
    chair.adopts(place="Port Alder", on="2026-06-19")
    address = secretariat.publishes()
    shown = public.sees(address).words
    assert ("We agree on what the experts left to us" in shown, "endorse" in shown.lower()) == (True, False)
    assert "Adopted since" in borvia.sees("endorsement").words


def test_endorsement_is_taken_back_and_the_whole_text_is_open(conference: Conference) -> None:
    chair, borvia = conference.chair, conference.delegation("Borvia")
    agreed_but_for_one_clause(conference)
    (offered,) = chair.sees("endorsement").forms("/endorsement")
    (left,) = [box.get("value") for box in offered.xpath(".//input[@name='left'][@checked]")]
    said = {"adoption_at": SUMMIT, "left": left, "basis": "found_in_the_room", "reason": "No agreement."}
    chair.sends("endorsement", "/endorsement", **said)
    at = chair.desk_of(5)
    change = {"wording": "We change our minds", "closing": "keep"}
    assert chair.presses(*chair.fills(chair.sees(at), "/reword", **change)).status == 409
    assert not borvia.sees("endorsement").forms("/take-back")

    speechless = chair.presses(*chair.fills(chair.sees("endorsement"), "/take-back"))
    assert (speechless.status, "This field is empty" in speechless.words) == (422, True)
    chair.sends("endorsement", "/endorsement/take-back", why="The summit is put off.")

    assert "The summit is put off." in borvia.sees("endorsement").words
    chair.sends(at, "/reword", **change)
    chair.tables("Rev.2")
    assert "We change our minds" in borvia.sees("").words

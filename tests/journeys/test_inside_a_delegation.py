"""Inside a delegation: the head names a deputy, who hands in and takes positions for the head."""

from tests.journeys.people import Conference
from tests.journeys.texts import own_text


def test_deputy_hands_in_for_the_head(conference: Conference) -> None:
    chair, secretariat = conference.chair, conference.secretariat
    borvia, istara = conference.delegations("Borvia", "Istara")
    expert = conference.expert("Borvia")
    text = own_text()
    secretariat.brings_in(text.name, text.content, style="o-we", procedure="consensus")
    chair.tables("Zero draft")
    chair.opens_a_round(until="2026-05-06T18:00", read_by="blind")

    # An expert drafts and does not submit; a deputy does both. An hour that has passed names nobody.
    expert.remarks(5, "Since when?")
    assert "Your head of delegation submits." in expert.sees("input").words
    person_id = conference.forum.persons["expert of Borvia"]
    page = borvia.sees("/delegation")
    refused = borvia.presses(*borvia.fills(page, "/delegation/deputy", person_id=person_id, until="2026-05-04T08:00"))
    assert "This hour has already passed. Please give one that is still to come." in refused.words
    named = borvia.sends("/delegation", "/delegation/deputy", person_id=person_id, until="2026-05-05T18:00")
    assert "Expert Borvia was named deputy of the head of delegation, until" in named.words
    assert "You act for the head of delegation." in expert.sees("input").words
    expert.takes("can_live_with", 5)
    expert.submits()
    assert "Expert Borvia, for the head of delegation" in borvia.sees("record").words
    assert istara.sees("/delegation").words.count("Nobody acts for the head.") == 1
    assert chair.is_refused("/delegation") == 403

    # The head sets an hour for drafts, before the round's and for the delegation alone; a late draft is marked.
    done = borvia.presses(*borvia.fills(borvia.sees("input"), "/input/hour", due_at="2026-05-06T18:00"))
    assert "This is not before the hour at which the round closes." in done.words
    borvia.sends("input", "/input/hour", due_at="2026-05-04T14:00")
    assert "Drafts are to be with your head of delegation by" in expert.sees("input").words
    assert "Drafts are to be with your head" not in istara.sees("input").words
    assert "Drafts for round 1 are to be with the head of the delegation by" in expert.sees("/notices").words
    conference.time_passes(hours=4)
    expert.remarks(6, "And when it rains?")
    assert "One draft came after it; it is marked." in borvia.sees("input").words
    assert "After our hour" in borvia.sees("input").words
    borvia.sends("input", "/input/hour/lift")
    assert "After our hour" not in borvia.sees("input").words

    # Istara's comment comes on paper: the secretariat enters it, and Istara alone finds it before the hour.
    paper = {"delegation_id": conference.forum.delegations["Istara"], "received_at": "2026-05-04T11:00"}
    secretariat.sends("recorded", "/recorded", **paper, place="whole", comment="The springs are left out.")
    assert "The springs are left out." in istara.sees("input").words
    assert "Entered by the secretariat; received on" in istara.sees("input").words
    for each in (chair, borvia):
        assert "The springs are left out." not in each.sees("").words + each.sees("rounds").words

    # With the hour it is over.
    expert.remarks(5, "Until when?")
    conference.time_passes(days=1, hours=6)
    assert "Your head of delegation submits." in expert.sees("input").words
    assert "You act for the head" not in expert.sees("input").words
    assert "Nobody acts for the head." in borvia.sees("/delegation").words

    # Named again without an hour, and recalled in one press; then the expert leaves, and the link opens nothing.
    borvia.sends("/delegation", "/delegation/deputy", person_id=person_id, until="")
    assert "You act for the head of delegation." in expert.sees("input").words
    recalled = borvia.sends("/delegation", "/delegation/deputy/recall")
    assert "Nobody acts for the head." in recalled.words
    assert "You act for the head of delegation." not in expert.sees("input").words
    at = f"/people/{person_id}"
    unsure = secretariat.presses(*secretariat.fills(secretariat.sees(at), f"{at}/end"))
    assert unsure.status == 422
    assert expert.sees("input").status == 200
    secretariat.sends(at, f"{at}/end", sure="yes")
    assert "Sign in" in expert.browser.get("/").text
    assert expert.browser.get(expert.link).status_code == 401
    assert "Until when?" in borvia.sees("input").words

"""After consensus slips of the pen are mended before the members' eyes, and the text as reviewed is adopted."""

from tests.journeys.people import WHOLE, Conference, Page
from tests.journeys.texts import own_text

AT = "editorial-review"


def test_text_is_editorially_reviewed_and_adopted_as_reviewed(conference: Conference) -> None:
    chair, secretariat, public = conference.chair, conference.secretariat, conference.public
    borvia, istara = conference.delegations("Borvia", "Istara")
    text = own_text()
    secretariat.brings_in(text.name, text.content, style="o-we", procedure="consensus")
    chair.tables("Zero draft")
    chair.opens_a_round(until="2026-05-06T18:00", read_by="open")
    borvia.takes("support", WHOLE)
    borvia.submits()
    chair.closes_the_round()
    chair.brings_it_to_consensus()
    chair.declares_consensus("found_in_the_room")

    # The secretariat opens the review; its changes are nobody's to see yet, and nothing is adopted.
    secretariat.sends(AT, f"/{AT}")
    page = secretariat.sees(AT)
    fifth, seventh = (clause_in(page, number) for number in (5, 7))
    twice = secretariat.presses(*secretariat.fills(page, "/changes", part_id=fifth, before="a heron", after="heron"))
    assert (twice.status, "a heron" in twice.words) == (409, True)
    old, wrong = text.word(5), text.word(7)
    secretariat.sends(AT, "/changes", part_id=fifth, before=old, after=f"{old}ly", reason="A slip.")
    secretariat.sends(AT, "/changes", part_id=seventh, before=wrong, after=f"not {wrong}")
    assert "This may not be editorial. It touches a negation." in secretariat.sees(AT).words
    assert f"{old}ly" not in borvia.sees(AT).words
    assert "An editorial review is open" in chair.sees("adoption").words
    at_night = secretariat.presses(*secretariat.fills(secretariat.sees(AT), "/put", due_at="2026-05-08T23:00"))
    assert (at_night.status, "This hour is at night" in at_night.words) == (422, True)
    secretariat.sends(AT, "/put", due_at="2026-05-08T11:00")

    # All members see each change with its redline; Istara finds one that is no slip, and that one falls.
    shown = borvia.sees(AT)
    assert f"{old}ly" in " ".join(shown.changes()[1])
    assert "members may object until" in borvia.sees("adoption").words
    second = istara.sees(AT).forms("/object")[1]
    istara.presses(*istara.fills(istara.sees(AT), second.action, reason="It turns the sense."))
    assert "Istara objected to editorial change 2. It falls." in borvia.sees("record").words
    assert len(borvia.sees(AT).forms("/object")) == 1
    assert "An editorial review is open" in chair.sees("adoption").words

    # At the hour the rest is the text, and what was given on the text before holds on it.
    conference.time_passes(days=4)
    now = "Zero draft, as editorially reviewed"
    assert f"The text is now {now}." in borvia.sees(AT).words
    assert f"Zero draft was editorially reviewed; the text is now {now}" in istara.sees("record").words
    chair.adopts(place="Port Alder", on="2026-06-19")
    address = secretariat.publishes()
    published = public.sees(address).words
    assert (f"{old}ly" in published, f"not {wrong}" in published) == (True, False)
    assert "Consensus was declared on Zero draft" in borvia.sees("adoption").words


def clause_in(page: Page, number: int) -> str:
    """The id of an operative clause, as the form offers it."""
    (found,) = page.tree.xpath(f"//select[@name='part_id']/option[contains(., ' {number} ·')]/@value")
    return str(found)

"""A group objects for its members, one speaks for itself, comments are replied to, and the group frees the text."""

from lxml import html
from tests.journeys.people import WHOLE, Conference, Page
from tests.journeys.texts import own_text

UPPER = ("Borvia", "Galdria", "Istara")
FOR_THE_GROUP = "Borvia for the Upper River Group (Borvia, Istara)"


def test_group_speaks_for_members_that_have_not_said_otherwise(conference: Conference) -> None:
    chair, secretariat, ids = conference.chair, conference.secretariat, conference.forum.delegations
    aldmark, borvia, galdria, istara = conference.delegations("Aldmark", *UPPER)
    text = own_text()

    # The secretariat says who is in the group and who speaks for it; without a speaker nothing is kept.
    page = secretariat.sees("/body")
    address, fields = secretariat.fills(page, "/body/groups", name="Upper River Group")
    fields += [("members", ids[each]) for each in UPPER]
    assert "Who speaks for the group is one of its members." in secretariat.presses(address, fields).words
    kept = secretariat.presses(
        address, [each for each in fields if each[0] != "speaker"] + [("speaker", ids["Borvia"])]
    )
    assert "Borvia, Galdria, Istara. Borvia speaks for it." in kept.words

    # In a blind round Borvia gives for the group; Galdria speaks for itself, and only the office and Borvia are told.
    secretariat.brings_in(text.name, text.content, style="o-we", procedure="consensus")
    chair.tables("Zero draft")
    chair.opens_a_round(until="2026-05-06T18:00", read_by="blind")
    borvia.remarks(WHOLE, "It could be shorter.")
    borvia.takes("object", 5, reason="The springs are left out.")
    assert "Groups" not in aldmark.sees("input").words
    (leaving,) = galdria.sees("input").forms("/opt-out")
    group = str(leaving.action).removesuffix("/opt-out")
    done = borvia.sends("input", f"{group}/submit")
    assert any("Your input is submitted." in note for note in done.notes), done.notes
    galdria.sends("input", f"{group}/opt-out")
    told = "Galdria speaks for itself on this text, and not through the group “Upper River Group”."
    assert [told in person.sees("/notices").words for person in (chair, borvia, istara, aldmark)] == [
        True,
        True,
        False,
        False,
    ]
    assert "The springs are left out." not in istara.sees("input").words, "nobody reads a blind round"
    conference.time_passes(days=3)

    # From its circulation on it counts for Istara, in the matrix, on the pages and for the guards; Galdria is awaited.
    assert "Taken for you by the group “Upper River Group”." in istara.sees("input").words
    assert _cells(chair.sees("positions")) == {"Borvia": "Upper River Group", "Istara": "Upper River Group"}
    assert "Objections standing on Zero draft: 2 (Borvia, Istara)." in chair.sees("adoption").words
    assert FOR_THE_GROUP in aldmark.sees("parts/whole").words

    # The general comment is replied to by another delegation and by the office, and answered as any other.
    aldmark.sends("parts/whole", "/replies", reply_words="By a third, perhaps.")
    desk = chair.decides_on(WHOLE)
    chair.sends(desk, "/replies", reply_words="We shall try.")
    thread = borvia.sees("input").words
    assert ("By a third, perhaps." in thread, "We shall try." in thread) == (True, True)
    chair.answers(FOR_THE_GROUP, WHOLE, "noted")
    assert "1 of 1 answered." in chair.sees("decide").words

    # The group's objection is in the way until the group lifts it; what Istara says for itself takes its place.
    chair.brings_it_to_consensus()
    assert chair.sees("adoption/consensus").forms("/adoption/consensus") == []
    istara.takes("support", 5)
    assert "Objections standing on Zero draft: 1 (Borvia)." in chair.sees("adoption").words
    borvia.sends(borvia.part(5), borvia.part(5), position="can_live_with", group_id=group.rsplit("/", 1)[1])
    # Galdria lets the group speak for it again: what the group takes from then on counts for it.
    galdria.sends("input", f"{group}/rejoin")
    assert "Galdria" not in _cells(chair.sees("positions"))
    borvia.sends(borvia.part(WHOLE), borvia.part(WHOLE), position="support", group_id=group.rsplit("/", 1)[1])
    assert _cells(chair.sees("positions"))["Istara"] == "Upper River Group", "on the whole text"
    assert _cells(chair.sees("positions"))["Galdria"] == "Upper River Group"
    chair.declares_consensus("found_in_the_room")
    chair.adopts(place="Port Alder", on="2026-06-19")
    frozen = aldmark.sees("adoption").words
    assert "Positions at adoption" in frozen
    assert "(Upper River Group)" in frozen

    # The secretariat changes the group; the text that was adopted keeps what it was adopted with.
    kept = secretariat.sends("/body", f"/body/groups/{group.rsplit('/', 1)[1]}", name="River Circle")
    assert "River Circle" in kept.words
    stands = aldmark.sees("adoption").words
    assert ("(Upper River Group)" in stands, "River Circle" in stands) == (True, False)


def _cells(page: Page) -> dict[str, str]:
    """The group named in a cell of the matrix, by the delegation of its row."""
    found = {}
    for cell in page.tree.xpath("//a[contains(@class, 'cell')][small[contains(., 'Group')]]"):
        found[str(cell.get("title")).split(",")[0]] = _last(cell)
    return found


def _last(cell: html.HtmlElement) -> str:
    return " ".join(cell.xpath("./small")[-1].text_content().split())


def test_group_breaks_silence_in_one_press_and_one_member_does_not_share_it(conference: Conference) -> None:
    chair, secretariat, ids = conference.chair, conference.secretariat, conference.forum.delegations
    aldmark, borvia, galdria, istara = conference.delegations("Aldmark", *UPPER)
    text = own_text()
    page = secretariat.sees("/body")
    address, fields = secretariat.fills(page, "/body/groups", name="Upper River Group")
    fields = [each for each in fields if each[0] != "speaker"] + [("members", ids[each]) for each in UPPER]
    secretariat.presses(address, [*fields, ("speaker", ids["Borvia"])])
    secretariat.brings_in(text.name, text.content, style="o-we", procedure="silence")
    chair.tables("Zero draft")
    chair.opens_a_round(until=f"{conference.forum.hour.now:%Y-%m-%dT19:00}", read_by="open")
    chair.closes_the_round()
    chair.brings_it_to_consensus()
    chair.starts_silence(until="2026-05-06T18:00")

    # Only the speaker is asked for whom; the confirmation names everybody whose objection it becomes.
    assert galdria.sees("silence").tree.xpath("//select[@name='group_id']") == []
    page = borvia.sees("silence")
    (picked,) = page.tree.xpath("//select[@name='group_id']/option[contains(., 'Upper River Group')]")
    place = borvia.part(5).rsplit("/", 1)[1]
    filled = borvia.fills(page, "/silence/confirm", place=place, reason="The springs.", group_id=picked.get("value"))
    asked = borvia.presses(*filled)
    assert "Upper River Group: Borvia, Galdria, Istara" in asked.words
    borvia.presses(*borvia.fills(asked, "/silence/break"))
    seen = "Borvia for the group “Upper River Group” (Borvia, Galdria, Istara), clause 5"
    assert seen in aldmark.sees("silence").words
    assert aldmark.sees("silence").forms("/decline") == []
    assert "Objections standing on Zero draft: 3 (Borvia, Galdria, Istara)." in chair.sees("adoption").words
    assert "It counts for your delegation too." in istara.sees("/notices").words

    # Galdria does not share it: it objects no more, and the page says for whom the break still is.
    (declining,) = galdria.sees("silence").forms("/decline")
    galdria.sends("silence", str(declining.action).rsplit("/silence", 1)[1])
    assert "does not share the objection" in borvia.sees("/notices").words
    assert "does not share the objection" not in istara.sees("/notices").words
    assert "(Borvia, Istara), clause 5" in aldmark.sees("silence").words
    assert "Objections standing on Zero draft: 2 (Borvia, Istara)." in chair.sees("adoption").words

    # The speaker withdraws it for those for whom it stands.
    assert "lifting it lifts it for the members for which it stands" in borvia.sees("silence").words
    borvia.lifts(and_holds="can_live_with")
    assert "Objections standing" not in chair.sees("adoption").words

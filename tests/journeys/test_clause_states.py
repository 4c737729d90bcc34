"""A clause goes from open to agreed and is re-opened by a change; what is bound together is agreed as one and freed."""

from tests.journeys.people import Conference, Office
from tests.journeys.texts import own_text


def test_clauses_are_agreed_reopened_bound_freed_printed_and_adopted(conference: Conference) -> None:
    chair, secretariat = conference.chair, conference.secretariat
    borvia, istara = conference.delegations("Borvia", "Istara")
    text = own_text()
    secretariat.brings_in(text.name, text.content, style="numbered", procedure="consensus")
    chair.tables("Zero draft")
    chair.opens_a_round(until="2026-05-06T18:00", read_by="blind")
    assert "A round is open. Until it has closed" in chair.sees("clause-states").words
    conference.time_passes(days=3)

    # From open to agreed in one press; those who have yet to agree are named to the office and to themselves.
    one, two, three = (clause_page(chair, number) for number in (1, 2, 3))
    chair.sends(one, "/note", state="agreed")
    chair.sends(two, "/note", state="pending", awaited=conference.forum.delegations["Borvia"])
    for person in (chair, secretariat, borvia, istara):
        shown = person.sees("clause-states").words
        assert "Agreed at the table" in shown and "Agreed pending" in shown
        assert person.sees("clause-states").forms("/note") == []
    assert "Awaited: Borvia" in borvia.sees("clause-states").words
    assert conference.observer.is_refused("clause-states") == 403
    assert "Agreed at the table" not in conference.observer.sees("").words
    refused = chair.presses(*chair.fills(chair.sees(three), "/note", state="agreed_ad_referendum"))
    assert refused.status == 422 and "has an hour by which it is confirmed" in refused.words

    # Who changes the words of an agreed clause is told before, and it is re-opened.
    desk = chair.desk_of(1)
    assert "This clause was agreed; changing it re-opens it." in chair.sees(desk).words
    word = text.word(1, 2)
    chair.rewords(1, word, f"{word} [and soon]")
    assert "In brackets" in chair.sees(one).words
    assert "1 open" in chair.sees("draft").words
    assert "Agreed at the table" in borvia.sees("").words
    words = chair.sees(desk).box("wording")
    chair.sends(desk, "/reword", wording=words.replace(" [and soon]", " and soon"), closing="keep")
    assert "Re-opened" in chair.sees(one).words
    chair.tables("Rev.1")
    assert "Re-opened" in borvia.sees("").words

    # Bound together: one alone is refused by name, half of it stands in the way of consensus, the whole does not.
    parts = [page.rsplit("/", 1)[1] for page in (one, two, three)]
    page = chair.sees("clause-states")
    address, fields = chair.fills(page, "/packages", title="The river and its bridges")
    bound = chair.presses(address, [*fields, *(("parts", part) for part in parts)])
    assert "Agreed by half" in bound.words
    assert chair.sees(three).forms("/note") == []
    chair.brings_it_to_consensus()
    blocked = "The package “The river and its bridges” is agreed by half"
    assert blocked in chair.sees("adoption").words
    whole = chair.sees("clause-states").address_of("The river and its bridges")
    chair.sends(whole, "/note", state="agreed")
    assert "Agreed as one" in istara.sees("clause-states").words
    assert blocked not in chair.sees("adoption").words
    chair.sends(two, "/reopen", reason="Borvia asked for it.")
    assert "Re-opened" in istara.sees("clause-states").words
    chair.sends(whole, "/note", state="agreed")
    chair.sends(whole, "/free")
    assert "Nothing is bound together." in istara.sees("clause-states").words

    # A bracket of the tabled text is bound with a whole clause: settled in one press, and neither of them alone.
    four = chair.desk_of(4)
    word = text.word(4, 2)
    chair.sends(four, "/put", words=word, others="otherwise")
    assert f"[{word} / otherwise]" not in chair.sees("clause-states").words
    chair.tables("Rev.2")
    address, fields = chair.fills(chair.sees("clause-states"), "/packages", title="The crossing")
    (spot,) = chair.sees("clause-states").forms("/packages")[0].xpath(".//input[@name='brackets']/@value")
    chair.presses(address, [*fields, ("parts", parts[0]), ("brackets", spot)])
    assert f"Clause 4 [{word} / otherwise]" in istara.sees("clause-states").words
    assert "Settled with the rest of its package or not at all: The crossing" in istara.sees("brackets").words
    assert chair.sees("brackets").forms("/resolve") == []
    together = chair.sees("clause-states").address_of("The crossing")
    refused = chair.presses(*chair.fills(chair.sees(together), "/note", state="agreed"))
    assert refused.status == 422 and "in the place of every bracket" in refused.words
    chair.sends(together, "/note", state="agreed", outcomes="0:1")
    assert "Resolved" in chair.sees("clause-states").words and "Agreed as one" in chair.sees("clause-states").words
    assert "Agreed as one" not in istara.sees("clause-states").words
    chair.tables("Rev.3")
    assert "Agreed as one" in istara.sees("clause-states").words

    # Printed with states, and read back without them.
    printed = istara.downloads("files/txt?states=true").decode()
    assert " [agreed]\n" in printed and " [open]\n" in printed
    assert printed.replace(" [agreed]", "").replace(" [open]", "") == istara.downloads("files/txt").decode()

    record = istara.sees("record").words
    for sentence in (
        "The clause was noted as agreed.",
        "Clauses were bound together in the package “The river and its bridges”: 1, 2, 3.",
        "The package “The river and its bridges” was re-opened (1, 2, 3): Borvia asked for it.",
        "The package “The river and its bridges” was freed: 1, 2, 3.",
        f"Clauses were bound together in the package “The crossing”: 1, 4 [{word} / otherwise].",
    ):
        assert sentence in record
    assert "the change of its words re-opened it" in chair.sees("record").words
    chair.declares_consensus("found_in_the_room")
    chair.adopts(place="Port Alder", on="2026-06-19")
    assert "and soon" in chair.sees("").words


def clause_page(office: Office, number: int) -> str:
    """The address of the page on which something is noted of a clause."""
    return office.sees("clause-states").address_of(f"Clause {number}")

"""A delegation asks for an agreed clause to be re-opened; the chair declines, is asked again, and re-opens it."""

from tests.actions.test_groups import upper_river
from tests.journeys.people import Conference
from tests.journeys.test_clause_states import clause_page
from tests.journeys.texts import own_text


def test_agreed_clause_is_asked_for_declined_asked_for_again_and_re_opened(conference: Conference) -> None:
    chair, secretariat = conference.chair, conference.secretariat
    borvia, istara = conference.delegations("Borvia", "Istara")
    text = own_text()
    secretariat.brings_in(text.name, text.content, style="numbered", procedure="consensus")
    chair.tables("Zero draft")
    one = clause_page(chair, 1)
    assert borvia.sees(one).forms("/requests") == []
    chair.sends(one, "/note", state="agreed")

    # Asked from the page of the clause, where it says how it was agreed; a reason is owed.
    page = borvia.sees(borvia.part(1)).address_of("Ask that it be re-opened")
    refused = borvia.presses(*borvia.fills(borvia.sees(page), "/requests", reason=""))
    assert refused.status == 422 and "This field is empty" in refused.words
    shown = borvia.sends(page, "/requests", reason="The herons were forgotten.", words="We thank the herons")
    assert "Waits for an answer" in shown.words and "We thank the herons" in shown.words
    assert shown.forms("/requests") == []
    assert "herons" not in istara.sees(one).words and "herons" not in istara.sees("clause-states").words

    # The office sees it where it works, and cannot go on before it is answered.
    assert "1 request to re-open a clause waits for an answer" in chair.sees("").words
    assert "1 request to re-open" in chair.sees("draft").words
    assert "Requests to re-open a clause without an answer from the chair: 1." in chair.sees("adoption").words
    assert "Requests to re-open" not in istara.sees("adoption").words
    assert "Borvia asks that clause 1 be re-opened." in chair.sees("/notices").words
    refused = chair.presses(*chair.fills(chair.sees(one), "/decline", reason=" "))
    assert refused.status == 422
    chair.sends(one, "/decline", reason="It took three days to agree on it.")
    assert "It took three days to agree on it." in borvia.sees("clause-states").words
    assert "The request of Borvia that clause 1 be re-opened was declined." in borvia.sees("/notices").words
    assert "waits for an answer" not in chair.sees("").words

    # Not of the same text, as long as it is agreed as it was; that is told where the form was.
    told = "It may be made again when a further text lies on the table"
    shown = borvia.sees(page)
    assert (shown.forms("/requests"), told in shown.words) == ([], True)
    chair.sends(one, "/note", state="agreed_informally")

    # Asked again, taken back, and entered for another: one re-opening answers, and names nobody.
    borvia.sends(page, "/requests", reason="The herons insist.")
    borvia.sends(page, "/withdraw")
    borvia.sends(page, "/requests", reason="The herons insist.")
    secretariat.sends(
        one, "/recorded", delegation_id=conference.forum.delegations["Istara"], reason="By telephone: the ferries."
    )
    assert "Entered by the secretariat" in istara.sees(one).words
    chair.sends(one, "/reopen", reason="Two questions were left.")
    assert "Clause 1 was re-opened, as Istara had asked." in istara.sees("/notices").words
    for person, other in ((borvia, "ferries"), (istara, "herons")):
        words = person.sees("clause-states").words
        assert "Two questions were left." in words and other not in words
    record = istara.sees("record").words
    assert "The clause was re-opened: Two questions were left." in record and "Borvia" not in record
    assert "Borvia asked that the clause be re-opened: The herons insist." in chair.sees("record").words


def test_speaker_asks_for_its_group_and_the_members_read_the_answer(conference: Conference) -> None:
    chair, secretariat = conference.chair, conference.secretariat
    borvia, istara, kelmora = conference.delegations("Borvia", "Istara", "Kelmora")
    group_id = upper_river(conference.forum)
    text = own_text()
    secretariat.brings_in(text.name, text.content, style="numbered", procedure="consensus")
    chair.tables("Zero draft")
    one = clause_page(chair, 1)
    chair.sends(one, "/note", state="agreed")

    shown = borvia.sees(one)
    assert "Upper River Group: Borvia, Galdria, Istara, Jorvland" in shown.words
    assert "Upper River Group" not in istara.sees(one).words
    shown = borvia.sends(one, "/requests", reason="The herons were forgotten.", group_id=group_id)
    asked = "Borvia for the group “Upper River Group”: Borvia, Galdria, Istara, Jorvland"
    assert asked in shown.words and asked in chair.sees("clause-states").words
    # A member reads it, cannot take it back, and may ask by itself.
    shown = istara.sees(one)
    assert asked in shown.words and "It is asked for your delegation too." in shown.words
    assert shown.forms("/withdraw") == [] and shown.forms("/requests") != []
    assert "herons" not in kelmora.sees(one).words
    chair.sends(one, "/decline", reason="It took three days to agree on it.")
    assert "It took three days to agree on it." in istara.sees("clause-states").words
    record = "Borvia asked for the group “Upper River Group” that the clause be re-opened: The herons were forgotten."
    assert record in istara.sees("record").words and "herons" not in kelmora.sees("record").words

"""Two amendments of one word stand in brackets with their authors until the chair resolves them; a date is filled."""

from tests.journeys.people import Conference
from tests.journeys.texts import own_text


def test_brackets_are_tabled_resolved_and_a_placeholder_is_filled_before_consensus(conference: Conference) -> None:
    chair, secretariat = conference.chair, conference.secretariat
    galdria, istara, borvia = conference.delegations("Galdria", "Istara", "Borvia")
    text = own_text()
    secretariat.brings_in(text.name, text.content, style="o-we", procedure="consensus")
    chair.tables("Zero draft")
    chair.opens_a_round(until="2026-05-06T18:00", read_by="blind")
    word = text.word(5, 2)
    galdria.proposes(5, word, "quietly", reason="Some sleep by the river.")
    istara.proposes(5, word, "loudly")
    galdria.submits()
    istara.submits()
    conference.time_passes(days=3)

    # Nobody gives way: both stand in the text, each with its author; nobody else reads it before it is tabled.
    clause = galdria.part(5).rsplit("/", 1)[1]
    chair.sends(f"compose/{clause}", f"/brackets/{clause}/disputes")
    bracket = f"[{word} / quietly / loudly]"
    shown = secretariat.sees("brackets").words
    for words in (bracket, "quietly – Galdria", "loudly – Istara", "1 bracket is open."):
        assert words in shown
    assert "1 bracket is open." not in borvia.sees("brackets").words

    # A word that nobody knows yet is no quarrel: the secretariat leaves a place for it.
    other = text.word(6, 1)
    desk = secretariat.desk_of(6)
    secretariat.sends(desk, "/put", words=other, others="[date]")
    page = secretariat.sees("brackets")
    (form,) = [each for each in page.forms("/resolve") if clause not in each.action]
    sixth = form.action.split("/brackets/")[1].split("/")[0]
    secretariat.presses(*secretariat.fills(page, f"{sixth}/resolve", outcome="1"))
    chair.tables("Rev.1")

    tabled = borvia.sees(borvia.sees("").address_of("2 open places"))
    for words in (bracket, "quietly – Galdria", "loudly – Istara", "As Rev.1 was tabled.", "To be filled"):
        assert words in tabled.words
    assert tabled.forms("/resolve") == []
    assert "open place" not in conference.observer.sees("").words
    assert conference.observer.is_refused("brackets") == 403

    # With either open there is no consensus, and the page says why; resolved and filled, no further round is needed.
    chair.answers("Galdria", 5, "accepted")
    chair.answers("Istara", 5, "noted", reply="Galdria’s word found more friends.")
    chair.brings_it_to_consensus()
    blocked = chair.sees("adoption").words
    for words in ("Brackets still open in the text: 1.", "Placeholders still to be filled: 1 ([date])."):
        assert words in blocked
    chair.sends("brackets", f"{clause}/resolve", outcome="1")
    assert "Brackets still open" not in chair.sees("adoption").words
    secretariat.sends("brackets", f"{sixth}/fill", words="1 December")
    chair.tables("Rev.2")
    chair.declares_consensus("found_in_the_room")

    record = chair.sees("record").words
    for words in (
        "What is in dispute was put in brackets: A-5.1, A-5.2.",
        f"The bracket {bracket} was resolved.",
        "The placeholder [date] was filled: 1 December.",
    ):
        assert words in record
    assert "was resolved" not in borvia.sees("record").words
    assert "quietly" in borvia.sees("").words

"""Silence asked to wait, broken on two clauses, put again on what has changed, held, and announced; and one that was
reminded of while the room was cut off.
"""

from tests.journeys.people import Conference, Delegation
from tests.journeys.texts import own_text


def breaks_on_two(delegation: Delegation, first: tuple[int, str], second: tuple[int, str], *, reason: str) -> None:
    """Breaks silence on two clauses in one press, with a wording for each."""
    places = [delegation.part(clause).rsplit("/", 1)[1] for clause, _ in (first, second)]
    page = delegation.sees("silence")
    address, fields = delegation.fills(page, "/silence/confirm", place=places[0], wording=first[1], reason=reason)
    address, fields = delegation.fills(delegation.presses(address, [*fields, ("change", "more")]), "/silence/confirm")
    rest = [field for field in fields if field[0] not in ("place", "wording")]
    rows = [("place", places[0]), ("wording", first[1]), ("place", places[1]), ("wording", second[1])]
    asked = delegation.presses(address, [*rest, *rows])
    assert "Nothing has been recorded yet." in asked.words, asked.words
    done = delegation.presses(*delegation.fills(asked, "/silence/break"))
    assert done.status == 200, done.words


def test_silence_is_broken_on_two_clauses_and_put_again_on_them_alone(conference: Conference) -> None:
    chair, secretariat, text = conference.chair, conference.secretariat, own_text()
    aldmark, borvia, istara = conference.delegations("Aldmark", "Borvia", "Istara")
    secretariat.sends(
        "/body/silence",
        "/body/silence",
        shortest_reissue_hours="12",
        whole_open_on_reissue="no",
        time_request_breaks="no",
    )
    secretariat.brings_in(text.name, text.content, style="o-we", procedure="silence")
    chair.tables("Zero draft")
    chair.opens_a_round(until=f"{conference.forum.hour.now:%Y-%m-%dT19:00}", read_by="open")
    chair.closes_the_round()
    chair.brings_it_to_consensus()

    # Istara asks for time: the chair learns of it, nobody else does, and all are given a later hour.
    chair.starts_silence(until="2026-05-06T18:00")
    borvia.acknowledges_receipt()
    istara.sends("silence", "/silence/time", reason="Our capital is flooded.")
    assert "Our capital is flooded." in chair.sees("silence").words
    assert "flooded" not in aldmark.sees("silence").words + aldmark.sees("record").words
    chair.sends("silence", "/silence/extend", due_at="2026-05-07T18:00")
    assert "Silence ends on Thu 7 May 2026, 18:00 CEST" in aldmark.sees("silence").words

    # Borvia breaks it on two clauses, with words for each; every delegation learns on which.
    breaks_on_two(borvia, (1, "We thank our hosts"), (2, "We reaffirm the river"), reason="Both go too far.")
    told = aldmark.sees("silence").words
    assert "Silence was broken" in told
    assert told.count("Both go too far.") == 2
    assert "We thank our hosts" in told

    # The chair changes the second clause; the text follows on both, and the third is settled.
    word = text.word(2)
    chair.rewords(2, word, f"{word} today")
    chair.tables("Rev.1")
    chair.sends("silence", "/silence", due_at="2026-05-05T20:00", extent="changes")
    shown = aldmark.sees("silence")
    assert "Openclause 1, clause 2 Settledclause 3, clause 4" in shown.words
    settled = aldmark.part(3).rsplit("/", 1)[1]
    address, fields = aldmark.fills(shown, "/silence/confirm")
    rest = [field for field in fields if field[0] != "place"]
    for place, why in ((settled, "This clause is settled"), ("whole", "By the rule of this body")):
        refused = aldmark.presses(address, [*rest, ("place", place)])
        assert (refused.status, why in refused.words) == (409, True)

    # It is held; what Borvia objected to stands until Borvia lifts it, and then the chair announces.
    conference.time_passes(hours=34)
    assert "Silence was not broken" in aldmark.sees("silence").words
    assert "Objections standing on Rev.1: 1 (Borvia)." in chair.sees("adoption").words

    # Istara objects after the hour: it is kept as late, read by the office, and stands in the way; silence stays held.
    read = [aldmark.sees(page).words for page in ("silence", "record", "/notices")]
    istara.breaks_silence(1, reason="Our minister was away.")
    assert "kept as late" in istara.sees("silence").words
    assert [aldmark.sees(page).words for page in ("silence", "record", "/notices")] == read
    assert "Objections standing on Rev.1: 2 (Borvia, Istara)." in chair.sees("adoption").words
    assert not chair.sees("adoption/consensus").forms("/adoption/consensus")
    istara.lifts(and_holds="can_live_with")
    borvia.lifts(and_holds="can_live_with")
    borvia.lifts(and_holds="can_live_with")
    chair.declares_consensus("silence_held")
    chair.adopts(place="Port Alder", on="2026-06-19")
    assert "Adopted by consensus" in aldmark.sees("adoption").words
    assert "on what has changed since Zero draft alone" in aldmark.sees("record").words


def test_silence_is_reminded_of_and_not_announced_before_a_room_that_was_cut_off_is_heard(
    conference: Conference,
) -> None:
    chair, secretariat, text = conference.chair, conference.secretariat, own_text()
    aldmark, borvia, istara = conference.delegations("Aldmark", "Borvia", "Istara")
    secretariat.brings_in(text.name, text.content, style="o-we", procedure="silence")
    chair.tables("Zero draft")
    chair.opens_a_round(until=f"{conference.forum.hour.now:%Y-%m-%dT19:00}", read_by="open")
    chair.closes_the_round()
    chair.brings_it_to_consensus()

    # A day before the hour who has not acknowledged receipt is reminded, and two hours before who still has not.
    chair.starts_silence(until="2026-05-06T18:00")
    borvia.acknowledges_receipt()
    reminded = "Silence on Zero draft ends on Wed 6 May 2026, 18:00 CEST. Your delegation has not acknowledged receipt."

    def reminders() -> list[int]:
        return [each.sees("/notices").words.count(reminded) for each in (aldmark, borvia, istara)]

    assert reminders() == [0, 0, 0]
    conference.time_passes(hours=31)
    assert reminders() == [1, 0, 1]
    aldmark.acknowledges_receipt()
    conference.time_passes(hours=22)
    assert reminders() == [1, 0, 2]
    assert "were reminded that silence ends on Wed 6 May 2026, 18:00 CEST: 10." in chair.sees("record").words
    assert "reminded" not in borvia.sees("record").words

    # It is held; but two capitals were cut off, and the chair withholds the announcement, on the record.
    conference.time_passes(hours=2)
    assert "Silence was not broken" in istara.sees("silence").words
    chair.sends("silence", "/silence/withhold", reason="The line to two capitals was cut.")
    for each in (chair, istara):
        said = each.sees("silence").words
        assert "The chair withholds the announcement since" in said
        assert "The line to two capitals was cut." in said
    withheld = "The chair withholds the announcement of the result, until that is lifted with a reason."
    assert withheld in chair.sees("adoption").words
    assert not chair.sees("adoption").forms("/adoption/consensus")

    # The line is back: silence runs again, Istara is heard, and what it objects to is in the way of adoption.
    chair.sends("silence", "/silence/lift-withholding", reason="The line is back.")
    chair.sends("silence", "/silence/resume", due_at="2026-05-08T18:00", reason="All are to be heard.")
    assert "Silence ends on Fri 8 May 2026, 18:00 CEST" in istara.sees("silence").words
    istara.breaks_silence(1, reason="We could not reach you.")
    assert "Silence was broken" in aldmark.sees("silence").words
    assert "Objections standing on Zero draft: 1 (Istara)." in chair.sees("adoption").words

    # What Borvia sent by mail is entered with the hour at which it was received, and counts as if pressed then.
    mail = {"delegation_id": conference.forum.delegations["Borvia"], "place": "whole", "reason": "It came by mail."}
    early = secretariat.fills(
        secretariat.sees("silence"), "/silence/objections", **mail, received_at="2026-05-01T12:00"
    )
    refused = secretariat.presses(*early)
    assert (refused.status, "This hour lies before the silence procedure began." in refused.words) == (422, True)
    secretariat.sends("silence", "/silence/objections", **mail, received_at="2026-05-06T18:00")
    assert "Objections standing on Zero draft: 2 (Borvia, Istara)." in chair.sees("adoption").words
    assert "It came by mail." in borvia.sees("silence").words
    told = aldmark.sees("record").words
    for sentence in (
        "The chair withholds the announcement on Zero draft: The line to two capitals was cut.",
        "The chair no longer withholds the announcement on Zero draft: The line is back.",
        "Silence on Zero draft runs again, until Fri 8 May 2026, 18:00 CEST: All are to be heard.",
    ):
        assert sentence in told

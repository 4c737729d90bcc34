"""What stands between positions and the decision: a reserve that becomes a reservation, agreements ad referendum."""

from tests.journeys.people import WHOLE, Conference, Office
from tests.journeys.texts import own_text

RESERVE = "Parliamentary scrutiny reserve by Borvia."
DELEGATIONS = ("Aldmark", "Borvia", "Istara", "Kelmora")


def test_reserve_is_converted_and_agreements_ad_referendum_are_confirmed_or_lapse(conference: Conference) -> None:
    chair, secretariat, text = conference.chair, conference.secretariat, own_text()
    aldmark, borvia, istara, kelmora = conference.delegations(*DELEGATIONS)
    secretariat.brings_in(text.name, text.content, style="o-we", procedure="consensus")
    chair.tables("Zero draft")
    chair.opens_a_round(until="2026-05-06T18:00", read_by="open")
    borvia.sends(borvia.part(3), borvia.part(3), position="reserve", reserve_kind="scrutiny", then="stay")
    whole = istara.part(WHOLE)
    istara.sends(whole, whole, position="ad_referendum", confirm_by="2026-05-05T12:00", then="stay")
    kelmora.takes("ad_referendum", WHOLE)
    assert RESERVE not in aldmark.downloads("files/txt").decode()
    for each in (borvia, istara, kelmora):
        each.submits()
    chair.closes_the_round()
    chair.brings_it_to_consensus()

    # The reserve stands as a footnote in a delegation's draft and not in its clean one; the chair takes it by asking.
    printed = aldmark.downloads("files/txt").decode()
    assert printed.count(RESERVE) == 1
    assert text.clause(3)[:40] in printed
    assert RESERVE not in aldmark.downloads("files/txt?reserves=false").decode()
    assert [RESERVE in chair.downloads(f"files/txt{asked}").decode() for asked in ("", "?reserves=true")] == [
        False,
        True,
    ]
    assert "Reserves not yet lifted or converted on Zero draft: 1 (Borvia)." in chair.sees("adoption").words

    # Two agreed ad referendum; for the one without an hour the chair sets it, and its delegation is told.
    shown = chair.sees("adoption").words
    assert ("To be confirmed by Tue 5 May 2026, 12:00 CEST" in shown, "No hour is set." in shown) == (True, True)
    assert "Agreed ad referendum" not in aldmark.sees("adoption").words
    hours = press_of(chair, "Kelmora", "/hour")
    past = chair.presses(*chair.fills(chair.sees("adoption"), hours, due_at="2026-05-04T08:00"))
    assert (past.status, "This hour has already passed." in past.words) == (422, True)
    chair.sends("adoption", hours, due_at="2026-05-06T12:00")
    assert "Wed 6 May 2026, 12:00 CEST" in kelmora.sees("/notices").words
    assert "Wed 6 May 2026, 12:00 CEST" not in istara.sees("/notices").words

    # Istara's hour comes and nothing becomes consent of it: the chair lets it lapse, and Istara is awaited again.
    assert not chair.sees("adoption").forms("/lapse")
    conference.time_passes(days=1, hours=2)
    assert "the hour has passed." in chair.sees("adoption").words
    chair.sends("adoption", press_of(chair, "Istara", "/lapse"))
    shown = chair.sees("adoption").words
    assert "Answers to Zero draft given ad referendum and not yet confirmed: 1 (Kelmora)." in shown
    assert "12 of 12 awaited" not in shown
    assert "11 of 12" in shown
    assert "Istara" in istara.sees("record").words

    # Kelmora confirms by agreeing.
    kelmora.takes("support", WHOLE)
    assert "Agreed ad referendum" not in chair.sees("adoption").words

    # Borvia converts its reserve: it stands in nobody's way, and is attached.
    assert not aldmark.sees("adoption").forms("/reserves/convert")
    page = borvia.sees("adoption")
    place = borvia.part(3).rsplit("/", 1)[1]
    said = {"reserve": place, "converted_to": "reservation"}
    empty = borvia.presses(*borvia.fills(page, "/reserves/convert", **said, words=""))
    assert (empty.status, "This field is empty" in empty.words) == (422, True)
    borvia.sends("adoption", "/reserves/convert", **said, words="Without prejudice to our law.")
    assert "Reserves not yet" not in chair.sees("adoption").words
    assert RESERVE not in aldmark.downloads("files/txt").decode()
    chair.declares_consensus("found_in_the_room")
    chair.adopts(place="Port Alder", on="2026-06-19")
    adopted = aldmark.downloads("files/txt").decode()
    assert "Reservation by Borvia on clause 3" in adopted
    assert "Without prejudice to our law." in adopted


def press_of(chair: Office, delegation: str, ending: str) -> str:
    """Where a press goes that stands beside a delegation's agreement."""
    (card,) = chair.sees("adoption").tree.xpath(f"//section[@aria-labelledby='confirm-h']/article[p/b='{delegation}']")
    (form,) = [each for each in card.xpath(".//form") if each.action.endswith(ending)]
    return str(form.action)

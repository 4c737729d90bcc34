"""Silence that the members must agree to: proposed, refused by one, proposed anew, begun and held."""

from tests.cast import workflow_source
from tests.journeys.people import Conference
from tests.on_the_table import lay_on_the_table


def test_silence_is_refused_by_one_proposed_anew_and_begun(conference: Conference) -> None:
    source = 'silence_begins = "proposal"\n' + workflow_source("silence")
    conference.statement = f"/statements/{lay_on_the_table(conference.forum, source=source).id}"
    chair, secretariat = conference.chair, conference.secretariat
    aldmark, borvia = conference.delegations("Aldmark", "Borvia")
    assert "your delegation may refuse it" in aldmark.sees("silence").words
    assert "Propose a silence procedure" in chair.sees("").words

    # At night: the chair is told of working moments, and may mean it all the same.
    hours = {"refuse_until": "2026-05-04T21:00", "due_at": "2026-05-06T12:00"}
    kept = chair.presses(*chair.fills(chair.sees("silence"), "/silence/proposal", **hours))
    assert kept.status == 422 and "The next working moments:" in kept.words
    chair.sends("silence", "/silence/proposal", refuse_until="2026-05-04T17:00", due_at="2026-05-06T12:00")
    shown = aldmark.sees("silence").words
    assert "A member may refuse before Mon 4 May 2026, 17:00 CEST." in shown
    assert "We agree to measure the water level every morning" in shown
    assert "Silence is proposed. It begins where no member refuses before this hour." in aldmark.sees("/").words
    assert "Delegations may refuse until Mon 4 May 2026, 17:00 CEST." in chair.sees("silence").words

    borvia.sends("silence", "/silence/proposal/refuse", reason="Our capital is flooded.")
    told = aldmark.sees("silence").words
    assert "Silence was refused" in told and "Borvia refused that silence be begun" in told
    assert "Our capital is flooded." in told
    assert "Borvia refused that silence be begun on Zero draft." in aldmark.sees("/notices").words
    assert "Borvia refused that silence be begun on Zero draft." in aldmark.sees("record").words

    # In the room Aldmark refuses the second one aloud; the third is withdrawn, the fourth goes through.
    chair.sends("silence", "/silence/proposal", refuse_until="2026-05-04T17:00", due_at="2026-05-06T12:00")
    said = {"delegation_id": conference.forum.delegations["Aldmark"], "received_at": "2026-05-04T11:00"}
    secretariat.sends("silence", "/silence/proposal/refusals", **said)
    assert "Your delegation refused" in aldmark.sees("silence").words
    chair.sends("silence", "/silence/proposal", refuse_until="2026-05-04T17:00", due_at="2026-05-06T12:00")
    chair.sends("silence", "/silence/proposal/withdraw", reason="Too short.")
    chair.sends("silence", "/silence/proposal", refuse_until="2026-05-04T17:00", due_at="2026-05-06T12:00")
    conference.time_passes(hours=7)
    assert not borvia.sees("silence").forms("/silence/proposal/refuse")
    chair.sends("silence", "/silence/proposal/begin")
    shown = borvia.sees("silence").words
    assert "Silence ends on Wed 6 May 2026, 12:00 CEST" in shown
    assert "Earlier proposals" in shown
    conference.time_passes(hours=48)
    assert "Silence was not broken" in aldmark.sees("silence").words

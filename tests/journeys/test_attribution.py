"""A text whose authors are not told: what the chair chooses, what a delegation reads, and what its files say."""

import re
from io import BytesIO
from zipfile import ZipFile

from tests.cast import Forum
from tests.journeys.people import Conference
from tests.negotiation import begin


def test_chair_answers_words_and_learns_their_authors_afterwards(conference: Conference, forum: Forum) -> None:
    conference.statement = f"/statements/{begin(forum, 'We measure the river every day').id}"
    chair, borvia = conference.chair, conference.delegation("Borvia")
    chair.tables("Zero draft")
    shown = chair.sends("rounds", "/attribution", attribution="none")
    assert "nobody but its author learns who put forward what" in shown.words
    chair.opens_a_round(until="2026-05-06T18:00", read_by="blind")
    borvia.proposes(1, "every day", "every hour")
    borvia.submits()
    waiting = chair.sees("rounds").words
    assert "only when everything is answered" in waiting and "Borvia" not in waiting
    chair.closes_the_round()

    asked = chair.sees(chair.decides_on(1))
    assert "A-1." in asked.words and "Borvia" not in asked.words
    refused = chair.presses(*chair.fills(chair.sees("rounds"), "/rounds/authors"))
    assert refused.status == 409 and "Still open: A-1." in refused.words
    chair.answers("a delegation", 1, "noted")
    told = chair.sends("rounds", "/rounds/authors")
    assert "Input from: Borvia." in told.words
    assert "Borvia" in chair.sees(chair.decides_on(1)).words
    learnt = "The chair’s office has answered the input of round 1 and learns from whom it came."
    assert learnt in conference.delegation("Galdria").sees("record").words
    assert "Borvia" not in conference.delegation("Galdria").sees("rounds").words


def test_delegations_read_what_was_proposed_and_not_by_whom(conference: Conference, forum: Forum) -> None:
    conference.statement = f"/statements/{begin(forum, 'We measure the river every day').id}"
    chair, borvia, galdria = conference.chair, conference.delegation("Borvia"), conference.delegation("Galdria")
    chair.tables("Zero draft")
    assert "Delegations learn who puts forward" in galdria.sees("rounds").words

    shown = chair.sends("rounds", "/attribution", attribution="office")
    assert "To delegations it is “a delegation”." in shown.words
    again = chair.presses(*chair.fills(chair.sees("rounds"), "/attribution", attribution="office"))
    assert again.status == 409 and "Nothing was changed." in again.words
    chair.opens_a_round(until="2026-05-06T18:00", read_by="open")
    borvia.proposes(1, "every day", "every hour")
    borvia.remarks(1, "Days are long.")
    borvia.submits()
    chair.closes_the_round()

    own = "Your delegation submitted input. Delegations do not learn from whom the others’ came."
    assert own in borvia.sees("rounds").words
    others = galdria.sees("rounds").words
    assert "Delegations do not learn from whom its input came." in others and "Choose otherwise" not in others
    assert "Input from: Borvia." in chair.sees("rounds").words

    told = galdria.sees(galdria.part(1))
    assert told.changes()[1] == ["hour"], told.words
    assert "a delegation proposes A-1." in told.words and "Borvia" not in told.words
    assert "Borvia" not in galdria.sees("record").words and "Borvia" in borvia.sees("input").words
    assert "Borvia" in chair.sees(chair.decides_on(1)).words
    with ZipFile(BytesIO(galdria.downloads("rolling"))) as file:
        words = b" ".join(file.read(name) for name in file.namelist()).decode("utf-8", "replace")
    assert re.search(r'w:author="a delegation \(A-1\.\d{3}\)"', words)
    # Every delegation stands in the list of members that a file carries, and nowhere else.
    assert words.count("Borvia") == words.count("Kelmora")

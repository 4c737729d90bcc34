"""What follows an adopted text: a delegation's footnote in it, a new decision that corrects it, what it commits to."""

from pathlib import Path

import pytest
from tests.journeys.people import Conference
from tests.journeys.texts import SourceText, own_text

from jointstatement.cli import main
from jointstatement.documents.files import read_file
from jointstatement.text.fingerprint import fingerprint


def adopted(conference: Conference) -> SourceText:
    """A text that went straight to its adoption."""
    chair, text = conference.chair, own_text()
    (borvia,) = conference.delegations("Borvia")
    conference.secretariat.brings_in(text.name, text.content, style="o-we", procedure="consensus")
    chair.tables("Zero draft")
    chair.opens_a_round(until="2026-05-06T18:00", read_by="open")
    borvia.takes("support", "whole")
    borvia.submits()
    chair.closes_the_round()
    chair.brings_it_to_consensus()
    chair.declares_consensus("found_in_the_room")
    chair.adopts(place="Port Alder", on="2026-06-19")
    return text


def test_footnote_of_a_delegation_is_printed_in_every_form_and_read_back(
    conference: Conference, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    chair, secretariat = conference.chair, conference.secretariat
    borvia, kelmora = conference.delegations("Borvia", "Kelmora")
    text = own_text()
    words = "In dry years Borvia measures once a week."

    secretariat.brings_in(text.name, text.content, style="o-we", procedure="consensus")
    chair.tables("Zero draft")
    chair.opens_a_round(until="2026-05-06T18:00", read_by="open")
    borvia.takes("support", "whole")
    borvia.submits()
    chair.closes_the_round()
    chair.brings_it_to_consensus()
    chair.declares_consensus("found_in_the_room")

    # Offered before the gavel, it is the delegation's and the office's to read, and the office's not to change.
    borvia.attaches("footnote", 3, "Measures.")
    mine = borvia.sees("adoption").address_of("Change the words")
    borvia.sends(mine, mine, text=words)
    assert words in chair.sees("adoption").words
    assert words not in kelmora.sees("adoption").words
    assert (chair.is_refused(mine), kelmora.is_refused(mine)) == (404, 404)
    chair.adopts(place="Port Alder", on="2026-06-19")
    assert words in kelmora.sees("adoption").words
    kelmora_page = kelmora.sees("adoption")
    offered = kelmora_page.tree.xpath("//form[contains(@action, '/reservations')]//input[@name='kind']/@value")
    assert "footnote" not in offered
    assert "dissociation" in offered

    # A real footnote of the Word file, at the clause, and in every other form.
    file = secretariat.downloads("files/docx")
    read = read_file(file, "adopted.docx").document
    (note,) = [part for part in read.parts if words in part.wording]
    called = [clause for clause in read.clauses if f"[^{note.key}]" in clause.wording]
    assert (note.kind, note.wording, called) == ("footnote", f"Borvia: {words}", [read.clauses[2]])
    for form in ("html", "txt", "md", "akn", "json", "pdf"):
        printed = secretariat.downloads(f"files/{form}")
        assert words in printed.decode() if form != "pdf" else printed.startswith(b"%PDF")

    # A copy with it is genuine, before and after it is published; one without it, or with another, is not.
    path = tmp_path / "copy.docx"
    path.write_bytes(file)
    monkeypatch.setenv("JOINTSTATEMENT_DATABASE_URL", conference.forum.database.url)
    assert main(["verify", str(path)]) == 0
    address = secretariat.publishes()
    public = conference.public.sees(address)
    assert words in public.words
    assert fingerprint(read.parts) in public.words.replace(" ", "")
    assert main(["verify", str(path)]) == 0
    capsys.readouterr()
    assert "This is printed in the published file and stands." in borvia.sees(mine).words


def test_correction_that_changes_the_meaning_is_a_new_decision_that_both_texts_tell_of(conference: Conference) -> None:
    chair, secretariat, public = conference.chair, conference.secretariat, conference.public
    (borvia,) = conference.delegations("Borvia")
    text = adopted(conference)
    old = conference.statement
    address = secretariat.publishes()

    # One press begins it; the delegations learn that it was begun, and read it when it is tabled.
    assert not borvia.sees("corrigenda").forms("/amend")
    begun = secretariat.sends("corrigenda", "/corrigenda/amend")
    conference.statement = str(begun.answer.url.path).removesuffix("/base")
    assert "The two texts are the same, word for word." in begun.words
    assert "A new statement was begun that amends this text." in borvia.sees(f"{old}/record").words
    assert "is being negotiated" not in borvia.sees(f"{old}/adoption").words
    again = secretariat.sees(f"{old}/corrigenda")
    assert secretariat.presses(*secretariat.fills(again, "/corrigenda/amend")).status == 409

    # It is decided by the rule of the first.
    chair.rewords(4, text.word(4), "unmistakable")
    chair.tables("Zero draft")
    assert "Until it is adopted this text stands." in borvia.sees(f"{old}/adoption").words
    assert "It amends" in borvia.sees("adoption").words
    chair.opens_a_round(until="2026-05-06T18:00", read_by="open")
    borvia.known.clear()
    borvia.takes("support", "whole")
    borvia.submits()
    chair.closes_the_round()
    chair.brings_it_to_consensus()
    chair.declares_consensus("found_in_the_room")
    chair.adopts(place="Port Alder", on="2026-06-20")

    # The old page tells of it; to the public, once it is public itself.
    told = "Amended since by"
    assert told in borvia.sees(f"{old}/adoption").words
    assert "Amended since" not in public.sees(address).words
    new = secretariat.publishes()
    assert public.sees(address).address_of(text.parts[0].wording, "//section//a") == new


def test_commitments_are_proposed_confirmed_and_reported_on(conference: Conference) -> None:
    chair, secretariat = conference.chair, conference.secretariat
    borvia, istara = conference.delegations("Borvia", "Istara")
    adopted(conference)

    # What the rule proposes lies before the office; a member reads nothing of it.
    proposed = secretariat.sees("commitments")
    count = len(proposed.forms("/proposals/drop"))
    assert count >= 2
    assert "Proposed by rule" not in borvia.sees("commitments").words
    assert conference.observer.is_refused("commitments") == 403

    # One is confirmed and addressed to Borvia, one is none.
    member = conference.forum.delegations["Borvia"]
    named = {"who": member, "what": "publish the readings", "due_on": "2026-05-06", "due_meeting": ""}
    wrong = secretariat.fills(proposed, "/commitments", **named | {"due_meeting": "8th Meeting"})
    assert secretariat.presses(*wrong).status == 422
    secretariat.sends("commitments", "/commitments", **named)
    chair.sends("commitments", "/proposals/drop")
    assert len(secretariat.sees("commitments").forms("/proposals/drop")) == count - 2

    # Borvia's head reports, Istara reads it, the board tells what is overdue.
    at = borvia.sees("/commitments").address_of("Clause", "//article//a")
    assert not istara.sees(at).forms("/reports")
    borvia.sends(at, "/reports", state="under_way", text="Half of them.")
    assert "Half of them." in istara.sees(at).words
    conference.time_passes(days=3)
    assert "publish the readings" in istara.sees("/commitments?due=overdue").words
    secretariat.sends(at, "/reports", state="done", text="All of them.")
    assert "publish the readings" not in istara.sees("/commitments?due=overdue").words
    assert "publish the readings" in istara.sees(f"/commitments?addressee={member}").words
    assert "reported on a commitment: publish the readings" in istara.sees("record").words

    # Edited and dropped by the office.
    chair.sends(at, at.rsplit("/", 1)[1], what="publish all readings")
    assert "publish all readings" in istara.sees(at).words
    chair.sends(at, "/drop")
    assert istara.is_refused(at) == 404

"""Consensus fails: the chair begins a text in the chair's own name, and nobody is named in it but by its own act."""

from pathlib import Path

import pytest
from tests.cast import MEMBERS
from tests.journeys.people import WHOLE, Conference
from tests.journeys.texts import own_text

from jointstatement.cli import main
from jointstatement.documents.files import read_file


def test_failed_text_becomes_a_statement_of_some_in_the_chairs_name(
    conference: Conference,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    chair, secretariat, public = conference.chair, conference.secretariat, conference.public
    borvia, istara, kelmora, hestvik = conference.delegations("Borvia", "Istara", "Kelmora", "Hestvik")
    text = own_text()

    # All support the text but two, who object to one clause; consensus fails on it.
    secretariat.brings_in(text.name, text.content, style="o-we", procedure="consensus")
    failed = conference.statement
    chair.tables("Zero draft")
    chair.opens_a_round(until="2026-05-06T18:00", read_by="open")
    for member in conference.delegations(*MEMBERS):
        if member not in (borvia, istara):
            member.takes("support", WHOLE)
        else:
            member.takes("object", 4, reason="Not in these words.")
        member.submits()
    chair.closes_the_round()
    chair.brings_it_to_consensus()
    assert "Objections standing on Zero draft: 2 (Borvia, Istara)." in chair.sees("adoption").words

    # The chair begins a statement of some from the same clauses. Until it is tabled nobody sees it.
    begun = chair.sends("adoption/convert", "/adoption/convert", outcome="statement_of_some")
    conference.statement = begun.answer.url.path.removesuffix("/chairs-text")
    assert "on which consensus failed" in begun.words
    assert kelmora.is_refused("chairs-text") == 404
    assert "Statement of some members" not in kelmora.sees(f"{failed}/adoption").words

    # Who did not agree is counted, and named where it consents; the chair puts the footnote.
    assert "Agreed by all except two delegations." in begun.words
    chair.tables("Zero draft")
    borvia.known.clear()
    borvia.sends("chairs-text", "/chairs-text/consent")
    shown = chair.sees("chairs-text")
    assert "Agreed by all except Borvia and one other delegation." in shown.words
    assert "Istara" not in shown.words
    (form,) = [each.action for each in shown.tree.xpath("//form") if "/dissent/" in each.action]
    chair.sends("chairs-text", form)
    chair.tables("Rev.1")

    # Two stand by it; with one alone it does not go out, and who does not press is not named.
    kelmora.sends("chairs-text", "/association")
    refused = chair.presses(
        *chair.fills(chair.sees("chairs-text"), "/issue", place="Port Alder", issued_on="2026-06-20")
    )
    assert (refused.status, "at least two delegations" in refused.words) == (409, True)
    hestvik.sends("chairs-text", "/association")
    left = hestvik.sends("chairs-text", "/association/end")
    assert left.forms("/association")
    assert "Hestvik no longer stands by" in kelmora.sees("record").words
    again = chair.presses(*chair.fills(chair.sees("chairs-text"), "/issue", place="Port Alder", issued_on="2026-06-20"))
    assert again.status == 409
    hestvik.sends("chairs-text", "/association")
    issued = chair.sends("chairs-text", "/issue", place="Port Alder", issued_on="2026-06-20")

    # What the public reads is in the chair's name, and says so.
    page = public.sees(issued.address_of("the public page"))
    assert "issued by the chair, in the chair’s own name" in page.words
    assert "by consensus" not in page.words
    file = public.downloads(page.address_of("Word", "//p[@class='get']/a"))
    read = read_file(file, "issued.docx").document
    assert [(each.heading, each.text) for each in read.attachments] == [
        ("Associated with this text, each by its own act", "Hestvik\nKelmora")
    ]
    (note,) = [part.wording for part in read.parts if (part.key or "").startswith("dissent-")]
    assert note == "Agreed by all except Borvia and one other delegation."

    # Both texts lead to each other, and the register knows the file.
    assert failed in kelmora.sees("chairs-text").address_of(text_title(text), "//aside//a")
    assert "Statement of some members" in istara.sees(f"{failed}/adoption").words
    path = tmp_path / "issued.docx"
    path.write_bytes(file)
    monkeypatch.setenv("JOINTSTATEMENT_DATABASE_URL", conference.forum.database.url)
    assert main(["verify", str(path)]) == 0
    assert "Genuine: byte for byte" in capsys.readouterr().out


def text_title(text: object) -> str:
    """The title of the text that failed."""
    return "Joint Statement and Conclusions"

"""What happens at the gavel and after it: an oral revision, statements, an embargo, a corrigendum."""

from pathlib import Path

import pytest
from tests.journeys.people import WHOLE, Conference
from tests.journeys.texts import own_text

from jointstatement.cli import main
from jointstatement.documents.files import read_file


def test_text_is_orally_revised_explained_published_from_an_hour_and_corrected(
    conference: Conference,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    chair, secretariat, public = conference.chair, conference.secretariat, conference.public
    borvia, istara, kelmora = conference.delegations("Borvia", "Istara", "Kelmora")
    text = own_text()
    early, late, slip = text.word(5), "unmistakable", text.word(7)

    # The text goes straight to consensus, found in the room.
    secretariat.brings_in(text.name, text.content, style="o-we", procedure="consensus")
    chair.tables("Zero draft")
    chair.opens_a_round(until="2026-05-06T18:00", read_by="open")
    borvia.takes("support", WHOLE)
    borvia.submits()
    chair.closes_the_round()
    chair.brings_it_to_consensus()
    chair.declares_consensus("found_in_the_room")

    # The chair reads out another word; nobody agrees to it without being asked.
    page = chair.sees("adoption/oral").address_of("Clause 5", "//main//a")
    words = chair.sees(page).box("wording")
    unasked = chair.presses(*chair.fills(chair.sees(page), page, wording=words.replace(early, late)))
    assert unasked.status == 422
    chair.sends(page, page, wording=words.replace(early, late), nobody_objected="yes")
    assert "Zero draft, as orally revised" in chair.sees("adoption").words

    # Before the gavel Borvia explains itself and asks Istara to join; Kelmora learns nothing of it.
    istara_id = conference.forum.delegations["Istara"]
    borvia.attaches("explanation", 3, "We read this clause as it was read in spring.", together_with=istara_id)
    assert "as it was read in spring" not in kelmora.sees("adoption").words
    joined = istara.sees("adoption")
    assert "Borvia asks your delegation to join." in joined.words
    (form,) = [each.action for each in joined.forms("/join")]
    istara.sends("adoption", form)
    chair.adopts(place="Port Alder", on="2026-06-19")

    # Within two hours Kelmora dissociates itself from a clause; a minute too late Istara's word is kept as late.
    conference.time_passes(minutes=119)
    kelmora.attaches("dissociation", 4, "Kelmora joins the rest.")
    assert "Kelmora joins the rest." in istara.sees("adoption").words
    conference.time_passes(minutes=1)
    istara.attaches("explanation", WHOLE, "Istara would have liked to add this.")
    assert "Istara would have liked" in chair.sees("adoption").words
    assert "Istara would have liked" not in kelmora.sees("adoption").words

    # Published from tomorrow: until then nothing answers at the address.
    secretariat.sends("adoption/publish", "/adoption/publish", extent="whole", when="hour", due_at="2026-05-05T18:00")
    (code,) = chair.sees("adoption").tree.xpath("//code[contains(., '/published/')]")
    address = code.text
    hidden = public.browser.get(address)
    missing = public.browser.get("/published/" + "0" * 32)
    assert (hidden.status_code, hidden.text) == (404, missing.text)
    conference.time_passes(days=1, hours=6)
    shown = public.sees(address)
    file = public.downloads(shown.address_of("Word", "//p[@class='get']/a"))
    read = read_file(file, "adopted.docx").document
    assert [each.heading for each in read.attachments] == [
        "Attachment 1 to the statement: Explanation of position by Borvia and Istara on clause 3",
        "Attachment 2 to the statement: Dissociation by Kelmora from clause 4",
    ]
    assert "as orally revised" in shown.words
    assert "Zero draft" not in shown.words

    # Kelmora aligns itself with the text afterwards: told beside the public file, and printed from now on.
    kelmora.sends("adoption", "/association")
    assert "Aligned with this text, each by its own act" in (aligned := public.sees(address).words)
    assert "Kelmora" in aligned
    assert "each by its own act\nKelmora" in kelmora.downloads("files/txt").decode()

    # A slip is corrected beside the text; a change of the meaning is not.
    place = chair.part_id(7)
    correction = {"part": place, "for_words": slip, "read_words": "well-kept", "due_at": "2026-05-20T12:00"}
    page = secretariat.sees("corrigenda")
    refused = secretariat.presses(*secretariat.fills(page, "/corrigenda", kind="substantive", **correction))
    assert (refused.status, "is a new decision" in refused.words) == (409, True)
    secretariat.sends("corrigenda", "/corrigenda", kind="formal", **correction)

    # One member objects, and it is stopped at once; put again, nobody does.
    kelmora.sends("corrigenda", "/object", reason="It is no slip.")
    stopped = istara.sees("corrigenda").words
    assert ("Objected: Kelmora" in stopped, "Members could object until" in stopped) == (True, True)
    assert not istara.sees("corrigenda").forms("/object")
    secretariat.sends("corrigenda", "/corrigenda", kind="formal", **correction)
    assert "Corrected since" not in public.sees(address).words
    conference.time_passes(days=30)
    assert "Corrigendum 1" in public.sees(address).words
    assert f"for “{slip}” read “well-kept”" in kelmora.downloads("corrigenda/1/files/txt").decode()

    # The copy that was downloaded before stays genuine, and is told to be corrected since.
    path = tmp_path / "copy.docx"
    path.write_bytes(file)
    monkeypatch.setenv("JOINTSTATEMENT_DATABASE_URL", conference.forum.database.url)
    assert main(["verify", str(path)]) == 0
    said = capsys.readouterr().out
    assert "Genuine, since corrected: byte for byte" in said
    assert f"corrigendum 1: clause 7: for “{slip}” read “well-kept”" in said
    checked = public.presses(*public.fills(public.sees(address), "/check"), file=("copy.docx", file))
    assert "Genuine, since corrected" in checked.words

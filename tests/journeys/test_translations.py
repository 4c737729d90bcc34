"""A text in two languages: a file is laid beside the original, falls behind, is issued and stands beside it."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.journeys.people import WHOLE, Conference, Page
from tests.journeys.texts import own_text

from jointstatement.cli import main
from jointstatement.documents.style import load_style
from jointstatement.documents.word.read import read_docx
from jointstatement.documents.word.write import write_docx
from jointstatement.settings import shipped
from jointstatement.text.document import Document
from jointstatement.text.wording import footnote_keys


def in_turkish(draft: bytes, *, short: bool = False) -> bytes:
    """The draft as a translator sends it back: the same parts in other words."""
    document = read_docx(draft).document
    parts = [
        replace(part, wording=f"Bölüm {n}" + "".join(f"[^{key}]" for key in footnote_keys(part.wording)), ending=".")
        for n, part in enumerate(document.parts)
    ]
    style = load_style("o-we", (shipped("templates/statements"),))
    return write_docx(Document(parts=tuple(replace(part, id="") for part in parts[: -1 if short else None])), style)


def test_text_is_translated_issued_and_published_beside_the_original(
    conference: Conference,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    chair, secretariat, public = conference.chair, conference.secretariat, conference.public
    (borvia,) = conference.delegations("Borvia")
    text = own_text()
    secretariat.brings_in(text.name, text.content, style="o-we", procedure="consensus")
    chair.tables("Zero draft")

    # A file that is built otherwise is sent back with a sentence; one that is not lies beside the original.
    page = secretariat.sees("translations?language=tr")
    draft = secretariat.downloads("files/docx")
    short = secretariat.presses(*secretariat.fills(page, "/tr/file"), file=("tr.docx", in_turkish(draft, short=True)))
    assert (short.status, "has no counterpart in it. Nothing was taken over." in short.words) == (422, True)
    laid = secretariat.sends("translations/tr", "/tr/file", file=("tr.docx", in_turkish(draft)))
    assert laid.box("wording") == "Bölüm 0."
    assert borvia.is_refused("translations/tr") == 404

    # The original moves on, and one part is behind it.
    chair.rewords(2, text.clause(2), text.clause(2).replace(text.word(2), "heron", 1))
    chair.tables("Rev.1")
    behind = secretariat.sees("translations/tr")
    assert "1 part is behind the original." in behind.words
    assert "heron" in behind.changes()[1]
    assert behind.forms("/tr/issue") == []
    (held,) = behind.tree.xpath("//form[.//button[contains(., 'Save for the words of Rev.1')]]")
    keeps: Page = secretariat.presses(held.action, held.form_values())
    assert "behind" not in keeps.words
    secretariat.sends("translations/tr", "/tr/issue", status="unofficial")
    assert "A translation of Rev.1 into Turkish was issued (unofficial)." in borvia.sees("record").words
    assert "Unofficial translation" in borvia.sees("translations").words
    assert "Bölüm 0." in borvia.sees("translations/tr").words
    whose, head = list(filter(None, borvia.downloads("translations/tr/files/txt").decode().splitlines()))[:2]
    assert ("Borvia" in whose, "Gayriresmî tercüme" in head, "Rev.1" in head) == (True, True, True)

    chair.opens_a_round(until="2026-05-06T18:00", read_by="open")
    borvia.takes("support", WHOLE)
    borvia.submits()
    chair.closes_the_round()
    chair.brings_it_to_consensus()
    chair.declares_consensus("found_in_the_room")
    conference.time_passes(minutes=1)
    chair.adopts(place="Port Alder", on="2026-06-19")
    address = secretariat.publishes()
    assert "Turkish" not in public.sees(address).words

    secretariat.sends("translations/tr", "/tr/issue", status="official")
    shown = public.sees(address)
    assert "English originalTurkish Official translation" in shown.words
    turkish = public.sees(shown.address_of("Turkish"))
    assert ("Bölüm 0" in turkish.words, "Resmî tercüme" in turkish.words) == (True, True)
    answer = public.browser.get(turkish.address_of("Word", "//p[@class='get']/a"))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="statement-2026-06-19-tr.docx"'
    # It may be issued anew: nobody keeps it for as long as the original's file.
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert read_docx(answer.content).document.language == "tr"
    assert b'w:lang w:val="tr-TR"' in ZipFile(BytesIO(answer.content)).read("word/styles.xml")

    # A copy of it is known as what it is; a false one is compared with it.
    checked = public.presses(*public.fills(turkish, "/check"), file=("copy.docx", answer.content))
    assert "It is a genuine translation into Turkish (Official translation); the original is English." in checked.words
    words = public.browser.get(turkish.address_of("Plain text", "//p[@class='get']/a")).content
    assert (
        "genuine translation into Turkish"
        in public.presses(*public.fills(turkish, "/check"), file=("copy.txt", words)).words
    )
    path = tmp_path / "copy.docx"
    path.write_bytes(answer.content)
    monkeypatch.setenv("JOINTSTATEMENT_DATABASE_URL", conference.forum.database.url)
    assert main(["verify", str(path)]) == 0
    told = capsys.readouterr().out
    assert "Genuine text: the words of the official translation into Turkish of “Bölüm 0.”, adopted in" in told
    assert "The original is English." in told
    with ZipFile(BytesIO(secretariat.downloads("/archive/file"))) as archive:
        kept = {name.rpartition("/")[2] for name in archive.namelist() if "/translations/" in name}
    assert kept == {"tr-01.docx", "tr-01.json", "tr-02.docx", "tr-02.json"}

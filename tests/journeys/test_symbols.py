"""A body gives its texts symbols: nothing bears one before the gavel, everything after it, and none is given twice."""

from pathlib import Path

import pytest
from tests.journeys.people import WHOLE, Conference
from tests.journeys.texts import own_text

from jointstatement.cli import main
from jointstatement.documents.word.read import read_docx


def test_text_is_adopted_under_its_symbol(
    conference: Conference,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    chair, secretariat, public = conference.chair, conference.secretariat, conference.public
    (borvia,) = conference.delegations("Borvia")
    text = own_text()

    # The secretariat says how symbols are written; a form without a number is sent back with a sentence.
    form = secretariat.sees("/body/symbols")
    refused = secretariat.presses(*secretariat.fills(form, "/body/symbols", form="RCF/{year}"))
    assert (refused.status, "as in RCF/{year}/{number}" in refused.words) == (422, True)
    secretariat.sends("/body/symbols", "/body/symbols", form="RCF/{year}/{number}")

    secretariat.brings_in(text.name, text.content, style="o-we", procedure="consensus")
    chair.tables("Zero draft")
    chair.opens_a_round(until="2026-05-06T18:00", read_by="open")
    borvia.takes("support", WHOLE)
    borvia.submits()
    chair.closes_the_round()
    chair.brings_it_to_consensus()

    # The office chooses another symbol, and the chair thinks better of it at the press; Borvia reads nothing of either.
    secretariat.sends("adoption/furniture", "/adoption/symbol", symbol="RCF/2026/77")
    chair.declares_consensus("found_in_the_room")
    assert chair.sees("adoption/adopt").box("symbol") == "RCF/2026/77"
    assert "the next symbol in the row RCF/{year}/{number}" in chair.sees("adoption/adopt").words
    for page in ("adoption", "", "record", "/body/symbols", "/"):
        assert "RCF/2026" not in borvia.sees(page).words
    draft = borvia.downloads("files/docx")
    assert read_docx(draft).document.symbol == ""

    chair.adopts(place="Port Alder", on="2026-06-19", symbol="")

    for page in ("adoption", "", "/body/symbols", "/"):
        assert "RCF/2026/1" in borvia.sees(page).words
    assert "was adopted as RCF/2026/1 in Port Alder" in borvia.sees("record").words
    assert "RCF/2026/1" in borvia.downloads("files/txt").decode().splitlines()[0]
    assert "Symbol: RCF/2026/1" in borvia.downloads("certificate/txt").decode()

    shown = public.sees(secretariat.publishes())
    assert "RCF/2026/1, 7th Ministerial Meeting" in shown.words
    link = shown.address_of("Word", "//p[@class='get']/a")
    answer = public.browser.get(link)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="statement-RCF-2026-1.docx"'
    assert read_docx(answer.content).document.symbol == "RCF/2026/1"

    path = tmp_path / "copy.docx"
    path.write_bytes(answer.content)
    monkeypatch.setenv("JOINTSTATEMENT_DATABASE_URL", conference.forum.database.url)
    assert main(["verify", str(path)]) == 0
    assert ", RCF/2026/1, adopted in Port Alder on 2026-06-19" in capsys.readouterr().out

"""A draft is taken out: it says whose copy it is; where the body keeps that, its office and the delegation see it."""

from io import BytesIO
from zipfile import ZipFile

from tests.journeys.people import Conference
from tests.journeys.texts import own_text

from jointstatement.documents.word.read import read_docx


def test_draft_says_whose_copy_it_is_and_its_body_keeps_who_took_it(conference: Conference) -> None:
    chair, secretariat = conference.chair, conference.secretariat
    borvia, istara = conference.delegations("Borvia", "Istara")
    text = own_text()
    secretariat.brings_in(text.name, text.content, style="o-we", procedure="consensus")
    chair.tables("Zero draft")

    # Each delegation's copy names it; the chair's names nobody, and all hold the same words.
    assert "printed for Borvia" in borvia.sees("files").words
    assert "keeps who takes a draft out" not in borvia.sees("files").words
    copies = [who.downloads("files/docx") for who in (borvia, istara, chair)]
    assert [name in str(heads(copy)) for name, copy in zip(("Borvia", "Istara", "·"), copies, strict=True)] == [
        True,
        True,
        False,
    ]
    assert len({read_docx(copy).document.parts for copy in copies}) == 1
    assert borvia.downloads("files/txt").decode().startswith("Borvia · Zero draft · 4 May 2026")
    assert "does not keep who takes drafts out" in secretariat.sees("copies").words

    # The secretariat has the body keep who takes drafts out; all are told where they take them.
    secretariat.sends("/body", "/body/copies", copies_are_logged="yes")
    assert "This body keeps who takes a draft out" in borvia.sees("files").words
    conference.time_passes(hours=1)
    borvia.downloads("files/docx")
    borvia.downloads("rolling")

    # The file does not wait for the row, so the page is opened until the row is there.
    told = next(
        page.words
        for page in (chair.sees("copies") for _ in range(100))
        if "Zero draft: Draft" in page.words and "Zero draft: Rolling text with amendments" in page.words
    )
    assert "Borvia" in told
    for who in (secretariat, borvia):
        assert "Zero draft: Rolling text with amendments" in who.sees("copies").words
    assert "No draft was taken out" in istara.sees("copies").words
    assert "From now on the body keeps who takes drafts out." not in istara.sees("record").words


def heads(file: bytes) -> list[bytes]:
    with ZipFile(BytesIO(file)) as archive:
        return [archive.read(name) for name in archive.namelist() if name.startswith("word/header")]

"""The whole way: a text comes in as a file, is negotiated by twelve, and goes out as the adopted Word file."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from tests.cast import MEMBERS
from tests.journeys.people import WHOLE, Conference, Delegation
from tests.journeys.texts import SourceText, as_told, first_seed, own_text

from jointstatement.cli import main
from jointstatement.documents.files import read_file
from jointstatement.queries.soundness import verify_statement_record

SIX = ("Aldmark", "Borvia", "Hestvik", "Galdria", "Dravenia", "Istara")


@pytest.fixture(params=[own_text, pytest.param(first_seed, marks=pytest.mark.seeds)], ids=["own text", "first seed"])
def text(request: pytest.FixtureRequest, kind: str) -> SourceText:
    """The file that the secretariat was sent."""
    return request.param()


def test_text_goes_from_the_file_that_came_to_the_file_that_is_published(
    conference: Conference,
    text: SourceText,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    chair, secretariat, observer = conference.chair, conference.secretariat, conference.observer
    aldmark, borvia, hestvik, galdria, dravenia, istara = conference.delegations(*SIX)
    fenland, kelmora, jorvland = conference.delegations("Fenland", "Kelmora", "Jorvland")
    early, late = text.word(5), "unmistakable"
    fair, equitable, transparent, both = text.word(7), "equitable", "transparent", "equitable and transparent"
    narrow, wide = text.word(6), "unhurried"
    task, invite = text.word(8), "untiring"

    # The secretariat brings the file in; nobody sees the text before it is tabled.
    looked_at = secretariat.brings_in(text.name, text.content, style="o-we", procedure="silence")
    assert "9 clauses" in looked_at.words
    assert text.clause(9) in looked_at.words
    assert (borvia.is_refused(""), observer.is_refused("")) == (404, 404)
    chair.tables("Zero draft")
    assert text.clause(9) in observer.sees("").words

    # Six of twelve give their input to the first round, two on the same words. One drafts and does not submit.
    chair.opens_a_round(until="2026-05-06T18:00", read_by="blind")
    seen = aldmark.proposes(5, early, late, reason="It would be clearer.")
    assert seen.changes() == ([early], [late])
    borvia.proposes(7, fair, equitable, weight="essential", reason="The term of the convention.")
    hestvik.proposes(7, fair, transparent)
    galdria.proposes(6, narrow, wide)
    dravenia.remarks(8, "Who would pay for it?")
    istara.remarks(WHOLE, "Please number the clauses.", kind="editorial")
    for each in conference.delegations(*SIX):
        each.takes("support", 1)
        each.submits()
    jorvland.proposes(9, text.word(9), "unseen", reason="A draft and no more.")

    # Before the hour nobody reads it, the chair included: only who has submitted.
    unseen = (late, equitable, transparent, wide, "unseen", "Who would pay")
    for person in (chair, secretariat, fenland, kelmora):
        for page in ("", "positions", "rounds", "record", "revisions", *(["decide"] if person is chair else [])):
            words = person.sees(page).words
            assert not [word for word in unseen if word in words]
    assert "6 of 12 delegations submitted" in chair.sees("rounds").words
    assert _who(chair.sees("rounds").words, "submitted") == sorted(SIX)

    # The round is closed; the chair sees who holds what and which words collide.
    chair.closes_the_round()
    matrix = chair.sees("positions")
    assert len(matrix.tree.xpath("//table[@class='matrix']/tbody/tr")) == len(MEMBERS)
    assert len(matrix.tree.xpath("//table[@class='matrix']//td//*[contains(@class, 'k-support')]")) == 6
    assert len(matrix.tree.xpath("//table[@class='matrix']/tbody//*[@class='k-amend']")) == 4
    assert f"change the same words, “{fair}”" in chair.sees(chair.decides_on(7)).words
    assert equitable in kelmora.sees(kelmora.part(7)).words
    assert "unseen" not in chair.sees("decide").words

    # The chair answers each and tables Rev.1.
    assert chair.sees("decide").words.count("0 of 6 answered") == 1
    chair.reflects("Aldmark", 5, "With thanks.")
    chair.reflects_with_changes("Borvia", 7, equitable, both, "In words that both can join.")
    chair.answers("Hestvik", 7, "covered_elsewhere", "See the words of Borvia.")
    chair.answers("Galdria", 6, "not_accepted", "The narrower word is deliberate.")
    chair.answers("Dravenia", 8, "noted", "The Secretariat will say.")
    chair.answers("Istara", WHOLE, "accepted")
    assert chair.sees("decide").words.count("6 of 6 answered") == 1
    chair.tables("Rev.1")
    assert "The narrower word is deliberate." in galdria.sees(galdria.part(6)).words
    assert both in observer.sees("").words

    # A second round, open to all. Fenland objects; the hour closes it.
    chair.opens_a_round(until="2026-05-08T12:00", read_by="open")
    fenland.takes("object", 8, reason="We were not asked.", would_lift_if="The chair asks us.")
    fenland.takes("can_live_with", 1)
    fenland.submits()
    for each in conference.delegations("Aldmark", "Borvia", "Hestvik", "Dravenia"):
        each.takes("support", WHOLE)
        each.submits()
    assert "We were not asked." in kelmora.sees(kelmora.part(8)).words
    conference.time_passes(days=5)
    chair.brings_it_to_consensus()
    assert "Objections standing on Rev.1: 1 (Fenland)." in chair.sees("adoption").words
    fenland.lifts(and_holds="can_live_with")
    assert "Objections standing" not in chair.sees("adoption").words

    # The text goes under silence; a receipt is no position. Galdria breaks it.
    chair.starts_silence(until="2026-05-12T18:00")
    kelmora.acknowledges_receipt()
    assert "If you do not object, you need do nothing." in kelmora.sees("silence").words
    assert "acknowledged" not in borvia.sees("silence").words
    galdria.breaks_silence(6, reason="Our word was declined.")
    assert "Silence was broken on Rev.1" in chair.sees("adoption").words
    assert "Galdria" in chair.sees("silence").words

    # The chair takes Galdria's word after all, and tables Rev.2; a word of clause 8 for Fenland goes in with it.
    chair.rewords(6, narrow, wide)
    chair.rewords(8, task, invite)
    chair.tables("Rev.2")
    galdria.takes("support", WHOLE)
    for objector in (galdria, fenland):
        _lifts_what_stands(objector)

    # Silence once more, and nobody breaks it. The hour itself declares nothing.
    chair.starts_silence(until="2026-05-13T18:00")
    conference.time_passes(days=6)
    assert "Silence was not broken" in kelmora.sees("silence").words
    assert "Not adopted yet" in chair.sees("adoption").words
    chair.declares_consensus("silence_held")

    # One reservation; adoption; publication.
    istara.attaches("reservation", 3, "Istara does not hold itself bound by this clause.")
    chair.adopts(place="Port Alder", on="2026-06-19")
    address = secretariat.publishes()

    # What the public downloads is the adopted text with the reservation.
    public = conference.public
    file = public.downloads(public.sees(address).address_of("Word", "//p[@class='get']/a"))
    expected = text.with_words((5, early, late), (7, fair, both), (6, narrow, wide), (8, task, invite))
    read = read_file(file, "adopted.docx").document
    assert as_told(read.parts) == expected
    assert [(each.heading, each.text) for each in read.attachments] == [
        (
            "Attachment 1 to the statement: Reservation by Istara on clause 3",
            "Istara does not hold itself bound by this clause.",
        )
    ]
    assert as_told(read_file(istara.downloads("files/json"), "adopted.json").document.parts) == expected
    assert text.clause(9) in public.sees(address).words

    # The register knows the file, the file saved again, and the file with another word.
    monkeypatch.setenv("JOINTSTATEMENT_DATABASE_URL", conference.forum.database.url)
    for name, content, said, status, shown in (
        ("same.docx", file, "Genuine: byte for byte", 0, "This is the published file"),
        ("again.docx", _saved_again(file), "Genuine text:", 0, "This file says what was adopted"),
        ("other.docx", _saved_again(file, (late, early)), "Not the adopted text", 1, "does not say what was adopted"),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        assert main(["verify", str(path)]) == status
        assert said in capsys.readouterr().out
        checked = public.presses(*public.fills(public.sees(address), "/check"), file=(name, content))
        assert shown in checked.words

    # Nothing in any chain is other than it was recorded.
    for person in (chair, borvia):
        assert "Verified: every entry is as it was recorded" in person.sees("record").words
    with conference.forum.database.reading() as session:
        assert verify_statement_record(session, conference.statement.rsplit("/", 1)[1]) == ()
    assert main(["db", "check"]) == 0


def _who(words: str, state: str) -> list[str]:
    return sorted(name for name in MEMBERS if f"{name} {state}" in words)


def _lifts_what_stands(delegation: Delegation) -> None:
    if "objection stands" in delegation.sees("silence").words:
        delegation.lifts(and_holds="support")


def _saved_again(file: bytes, other_word: tuple[str, str] | None = None) -> bytes:
    """A Word file that somebody opened and saved, perhaps with another word in it."""
    document = docx.Document(BytesIO(file))
    if other_word:
        runs = [run for paragraph in document.paragraphs for run in paragraph.runs if other_word[0] in run.text]
        runs[0].text = runs[0].text.replace(*other_word)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()

"""A forum that names capitals: its secretariat writes the profile, and every page, file and entry follows."""

import io
import zipfile

from tests.cast import MEMBERS
from tests.journeys.people import Conference
from tests.journeys.texts import own_text
from tests.negotiation import begin

HARBOURS = {name: f"Haven {number}" for number, name in enumerate(MEMBERS, start=1)}


def test_forum_goes_over_to_capitals(conference: Conference) -> None:
    secretariat, chair = conference.secretariat, conference.chair
    borvia, galdria, kelmora = conference.delegations("Borvia", "Galdria", "Kelmora")
    text = own_text()
    early, late = text.word(5), "unmistakable"
    secretariat.brings_in(text.name, text.content, style="o-we", procedure="silence")
    chair.tables("Zero draft")
    chair.opens_a_round(until="2026-05-06T18:00", read_by="open")
    borvia.proposes(5, early, late, reason="It would be clearer.")
    borvia.submits()
    assert "Borvia" in kelmora.sees(kelmora.part(5)).words

    # The secretariat begins a profile, looks at it before it saves, and is told what would mislead.
    page = secretariat.sends("/body/names", "/body/names", title="Havens")
    profile = str(page.answer.url.path)
    address, fields = secretariat.fills(page, profile)
    typed = with_capitals(fields, HARBOURS)
    twice = secretariat.presses(address, with_capitals(fields, HARBOURS | {"Borvia": "Haven 1"}))
    assert twice.status == 422
    assert "“Haven 1” would name both Aldmark and Borvia." in twice.words
    looked_at = secretariat.presses(f"{address}/preview", typed)
    assert "Haven 1, Haven 10, Haven 11, Haven 12, Haven 2" in looked_at.words
    assert "Nothing is saved yet." in looked_at.words
    assert "Haven 2" not in secretariat.sees("/body/names").words
    assert secretariat.presses(address, typed).status == 200
    assert "Borvia" in kelmora.sees("").words + kelmora.sees(kelmora.part(5)).words

    # It is chosen for the text: the matrix, the record, the notices and the files speak of havens.
    secretariat.sends("names", "/names", profile_id=profile.rsplit("/", 1)[1])
    for seen in (
        kelmora.sees(kelmora.part(5)),
        chair.sees("positions"),
        chair.sees("/notices"),
        borvia.sees("input"),
    ):
        assert "Haven 2" in seen.words, seen.answer.url
        assert "Borvia" not in seen.words.replace("Head Borvia", ""), seen.answer.url
    with zipfile.ZipFile(io.BytesIO(chair.downloads("rolling"))) as packed:
        written = packed.read("word/document.xml").decode()
    assert 'w:author="Haven 2"' in written
    assert 'w:author="Borvia"' not in written

    # An objection is recorded and circulated under the name that the text gives.
    chair.closes_the_round()
    chair.answers("Haven 2", 5, "noted")
    chair.brings_it_to_consensus()
    chair.starts_silence(until="2026-05-12T18:00")
    galdria.breaks_silence(6, reason="Not yet.")
    for page in (kelmora.sees("record"), kelmora.sees("/notices"), chair.sees("/notices")):
        assert "Haven 7 broke silence on Zero draft." in page.words
        assert "Galdria" not in page.words.replace("Head Galdria", "")

    # What stands in the text itself nobody changes but its drafters; they are told.
    chair.rewords(5, early, f"Galdria {early}")
    warned = chair.sees("draft/warnings")
    assert "“Galdria” stands here; the profile names this delegation “Haven 7”." in warned.words
    assert warned.address_of("Clause 5") == chair.desk_of(5)
    assert kelmora.is_refused("draft/warnings") == 403

    # The body takes the profile for all its texts, and lets it go again; this text has chosen for itself.
    chosen = secretariat.sends("/body/names", "/body/names/choose")
    assert "Use it no longer" in chosen.words
    another = begin(conference.forum, "We meet at the river").id
    assert "Haven 2" in chair.sees(f"/statements/{another}/names").words
    secretariat.sends("/body/names", "/body/names/choose")
    assert "Use it no longer" not in secretariat.sees("/body/names").words
    assert "Haven 7 broke silence on Zero draft." in kelmora.sees("record").words
    assert kelmora.is_refused("/body/names") == 403


def with_capitals(fields: list[tuple[str, str]], capitals: dict[str, str]) -> list[tuple[str, str]]:
    """The fields of the form with a capital for each member, and capitals chosen."""
    states = iter([value for name, value in fields if name == "state"])
    typed = []
    for name, value in fields:
        if name == "capital":
            value = capitals.get(next(states), "")
        elif name == "mode":
            value = "capital"
        elif name == "order":
            value = "sorted"
        typed.append((name, value))
    return typed

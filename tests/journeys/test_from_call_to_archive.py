"""From a call for inputs to the archive: what was given before there was a text, and what the next chair gets."""

import io
import zipfile
from pathlib import Path

import pytest
from tests.journeys.people import Conference

from jointstatement.cli import main


def test_inputs_become_a_text_and_the_text_goes_to_the_next_chair(
    conference: Conference, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chair, co_chair, secretariat = conference.chair, conference.co_chair, conference.secretariat
    aldmark, borvia, istara, lusatia = conference.delegations("Aldmark", "Borvia", "Istara", "Lusatia")

    # The secretariat asks; two answer in time, and nobody but the office learns of it before the hour.
    put = secretariat.sends(
        "/calls/new",
        "/calls/new",
        title="Readings of the gauges",
        question="Which gauges do you read?",
        due_at="2026-05-06T18:00",
        is_open_to_all="yes",
    )
    call = str(put.answer.url.path)
    assert "“Readings of the gauges” was put, until Wed 6 May 2026, 18:00 CEST" in borvia.sees("/notices").words
    borvia.sends(call, "/contribution", words="Two gauges, hourly.")
    istara.sends(call, "/contribution", words="One gauge.")
    assert "Gave inputs (2)Borvia, Istara" in chair.sees(call).words
    kept = aldmark.sees(call).words
    assert "Who gave inputs is told after the hour." in kept
    assert "Two gauges" not in kept
    assert conference.observer.is_refused(call) == 404

    # The hour closes it; the third comes late and is marked.
    conference.time_passes(days=3)
    lusatia.sends(call, "/contribution", words="Three gauges.")
    known = aldmark.sees(call).words
    assert "Gave inputs (2)Borvia, IstaraGave inputs late (1)LusatiaGave none (9)" in known
    assert "Two gauges, hourly." in known

    # A statement begins from it; its count is compared with the register.
    begun = chair.sends(f"{call}/begin", f"{call}/begin", title="Joint Statement", style="o-we", workflow="consensus")
    conference.statement = str(begun.answer.url.path).removesuffix("/draft")
    assert begun.address_of("Inputs to the call") == call
    thanks = "We welcome the inputs provided by two members (Borvia, Istara)"
    chair.sends("draft", "/draft/insert", kind="operative", wording=thanks)
    warned = chair.sees("draft/warnings").words
    assert "The text says “two”; the register of the call for inputs has 3." in warned
    assert "Lusatia gave inputs by the register and is not in this list." in warned
    chair.rewords(1, "two members (Borvia, Istara)", "three members (Borvia, Istara, Lusatia)")
    assert "register" not in chair.sees("draft/warnings").words

    chair.tables("Zero draft")
    chair.opens_a_round(until="2026-05-12T18:00", read_by="open")
    borvia.takes("support", "whole")
    borvia.submits()
    chair.closes_the_round()
    chair.brings_it_to_consensus()
    chair.declares_consensus("found_in_the_room")
    chair.adopts(place="Port Alder", on="2026-06-19")

    # The chair passes on at its hour: the former one reads and acts no more.
    secretariat.sends(
        "/body/chair",
        "/body/chair/handover",
        holder="Borvia",
        starts_at="2026-05-20T00:00",
        time_zone="Europe/Vienna",
        chair=conference.forum.persons["co-chair"],
    )
    conference.time_passes(days=20)
    assert "Borvia, since Wed 20 May 2026, 00:00 CEST" in co_chair.sees("/body/chair").words
    assert "The chair passed to Borvia." in borvia.sees("record").words
    assert "Former chair" in chair.sees("").words
    assert chair.is_refused("/begin") == 403
    assert chair.is_refused("draft") == 403
    assert chair.is_refused("/body/chair") == 403
    assert co_chair.sees("/begin").status == 200

    # Both take the archive; it is checked offline, and what is in it is genuine.
    monkeypatch.setenv("JOINTSTATEMENT_DATABASE_URL", conference.forum.database.url)
    for person in (co_chair, chair):
        taken = person.downloads(person.sees("/archive").address_of("Take the archive"))
        archive = tmp_path / f"{person.name}.zip"
        archive.write_bytes(taken)
        assert main(["archive", "check", str(archive)]) == 0
        with zipfile.ZipFile(io.BytesIO(taken)) as packed:
            (name,) = [each for each in packed.namelist() if each.endswith("adopted/adopted.docx")]
            assert [each for each in packed.namelist() if each.startswith("call-01")][0].endswith("/register.json")
            copy = tmp_path / "adopted.docx"
            copy.write_bytes(packed.read(name))
        assert main(["verify", str(copy)]) == 0
    assert borvia.is_refused("/archive") == 403
    assert main(["archive", "take", str(tmp_path / "office.zip")]) == 0
    assert (tmp_path / "office.zip").read_bytes() == co_chair.downloads("/archive/file")

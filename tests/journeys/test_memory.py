"""What a body remembers: its agreed language, and its last text, from which the next one begins."""

import io
import zipfile

from tests.journeys.people import Conference
from tests.journeys.texts import own_text


def test_agreed_language_is_found_while_the_next_text_is_drafted(conference: Conference) -> None:
    chair, secretariat, observer = conference.chair, conference.secretariat, conference.observer
    (borvia,) = conference.delegations("Borvia")
    text = own_text()
    phrase = " ".join(text.clause(4).split()[2:7])

    # While it is negotiated nothing of it is agreed.
    secretariat.brings_in(text.name, text.content, style="o-we", procedure="consensus")
    chair.tables("Zero draft")
    chair.opens_a_round(until="2026-05-06T18:00", read_by="open")
    borvia.takes("support", "whole")
    borvia.submits()
    chair.closes_the_round()
    chair.brings_it_to_consensus()
    chair.declares_consensus("found_in_the_room")
    found = f'/agreed?words="{phrase}"'
    assert "No adopted clause has all these words." in borvia.sees(found).words
    chair.adopts(place="Port Alder", on="2026-06-19")
    for reader in (borvia, observer, chair):
        assert text.clause(4) in reader.sees(found).words, reader.name

    # The next text says the same; the desk says so, and warns when the words are touched.
    secretariat.brings_in(text.name, text.content, style="o-we", procedure="consensus")
    assert chair.sees("draft").words.count("Identical to") >= 6
    chair.tables("Zero draft")
    early = text.word(4)
    chair.rewords(4, early, "unmistakable")
    desk = chair.sees("draft")
    assert desk.words.count("Re-opens agreed language: ") == 1
    near = chair.sees(desk.address_of("Agreed language near it (Clause 4)"))
    assert "This clause held agreed language and re-opens it." in near.words
    assert near.changes() == ([early], ["unmistakable"])

    # What can be found is asked for in words, and only by those who read texts.
    page = chair.sees("/agreed").tree
    assert page.xpath("//form[@action='/agreed']//input[@name='words']")
    assert borvia.is_refused("/agreed?words=%E2%80%93") == 422
    assert borvia.is_refused(str(near.answer.url.path)) == 403

    # Not adopted yet, it is no base; the one that was adopted is.
    unadopted = conference.statement.rsplit("/", 1)[1]
    assert chair.is_refused(f"/begin/from/{unadopted}") == 409
    assert borvia.is_refused("/begin/from") == 403
    (base,) = {link.get("href") for link in chair.sees("/begin/from").tree.xpath("//main//ul//a")}
    begun = secretariat.sends(base, base, style="o-we", workflow="consensus")
    conference.statement = str(begun.answer.url.path).removesuffix("/base")
    assert "The two texts are the same, word for word." in begun.words
    assert borvia.is_refused("base") == 404

    # What changes since stays in sight: for the office at once, for delegations when it is tabled.
    chair.tables("Zero draft")
    chair.rewords(4, early, "unmistakable")
    compared = chair.sees(chair.sees("draft").address_of("Since the text it began from"))
    assert "1 part changed" in compared.words
    assert compared.changes() == ([early], ["unmistakable"])
    assert "0 parts changed" in borvia.sees("base").words
    with zipfile.ZipFile(io.BytesIO(chair.downloads("base/file"))) as packed:
        written = packed.read("word/document.xml").decode()
    assert ("<w:ins " in written, "<w:del " in written, "unmistakable" in written) == (True, True, True)
    assert borvia.is_refused("base/file") == 422


def test_text_that_lapsed_is_the_base_of_the_next_and_agreed_language_nowhere(conference: Conference) -> None:
    chair, secretariat = conference.chair, conference.secretariat
    (borvia,) = conference.delegations("Borvia")
    text = own_text()
    secretariat.brings_in(text.name, text.content, style="o-we", procedure="consensus")
    chair.tables("Zero draft")
    chair.sends("steps/withdraw_statement", "/steps/withdraw_statement", reason="No agreement this year.")

    listed = chair.sees("/begin/from")
    assert "lapsed on Mon 4 May 2026, not agreed" in listed.words
    (base,) = {link.get("href") for link in listed.tree.xpath("//main//ul//a")}
    assert "Nothing in this text was agreed." in chair.sees(base).words
    begun = secretariat.sends(base, base, style="o-we", workflow="consensus")
    conference.statement = str(begun.answer.url.path).removesuffix("/base")
    chair.tables("Zero draft")
    early = text.word(4)
    chair.rewords(4, early, "unmistakable")
    compared = chair.sees("base")
    assert ("Since the text that lapsed" in compared.words, compared.changes()) == (True, ([early], ["unmistakable"]))
    assert "Since the text that lapsed" in borvia.sees("base").words
    phrase = " ".join(text.clause(4).split()[2:7])
    assert "No adopted clause has all these words." in borvia.sees(f'/agreed?words="{phrase}"').words
    assert "Identical to" not in chair.sees("draft").words

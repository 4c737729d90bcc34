"""The office shares the work, answers with ready answers, accepts what is editorial; an author is not content."""

import re

from tests.journeys.people import WHOLE, Conference
from tests.journeys.texts import own_text


def test_every_author_is_answered_and_says_what_it_thinks_of_it(conference: Conference) -> None:
    chair, secretariat = conference.chair, conference.secretariat
    aldmark, borvia, istara = conference.delegations("Aldmark", "Borvia", "Istara")
    text = own_text()
    secretariat.brings_in(text.name, text.content, style="o-we", procedure="consensus")
    chair.tables("Zero draft")
    chair.opens_a_round(until="2026-05-06T18:00", read_by="blind")
    editorial = text.word(5)
    aldmark.proposes(5, editorial, "unmistakable", weight="editorial")
    borvia.proposes(7, text.word(7), "equitable", weight="essential")
    istara.remarks(WHOLE, "Please number the clauses.", kind="editorial")
    istara.remarks(8, "Who would pay for it?")
    for each in (aldmark, borvia, istara):
        each.submits()
    conference.time_passes(days=3)

    # The secretariat keeps a ready answer, and gives what is Borvia's to the chair to answer.
    assert "Nothing is on the list yet." in secretariat.sees("/ready-answers").words
    secretariat.sends("/ready-answers", "/ready-answers", title="No consensus", words="There was none.")
    (change,) = [each for each in secretariat.sees("/ready-answers").forms("") if _ends_in_id(each.action)]
    stale = secretariat.fills(secretariat.sees("/ready-answers"), change.action, words="None.")
    kept = secretariat.sends("/ready-answers", change.action, words="There was no consensus for it.")
    assert ("There was no consensus for it." in kept.words, "There was none." in kept.words) == (True, False)
    conflict = secretariat.presses(*stale)
    assert (conflict.status, "There was no consensus for it." in conflict.words) == (409, True)
    at = secretariat.decides_on(7)
    page = secretariat.sees(at)
    (form,) = [each for each in page.tree.xpath("//form") if each.action.endswith("/assign")]
    verel = form.xpath(".//option[contains(., 'Ana Verel')]/@value")[0]
    secretariat.sends(at, form.action, person_id=verel)
    assert "Ana Verel answers this" in secretariat.sees(at).words
    assert "is for you to answer" in chair.sees("/notices").words
    mine = chair.sees("decide?whose=mine").words
    assert "Mine to answer (1)" in mine
    assert "Who would pay for it?" not in mine

    # Three wait that are not editorial or not chosen; the two that are editorial are accepted in one press.
    done = secretariat.sends("decide", "/editorial")
    assert any("2 editorial inputs were accepted." in note for note in done.notes)
    assert "unmistakable" in secretariat.sees(secretariat.desk_of(5)).box("wording")
    assert "2 of 4 answered." in done.words

    # The chair puts the ready answer into the box, adds to it, and answers; what is covered elsewhere says where.
    page = chair.sees(at)
    (form,) = [each for each in page.tree.xpath("//form") if each.action.endswith(form.action.removesuffix("/assign"))]
    ready = form.xpath(".//option[.='No consensus']/@value")[0]
    filled = chair.presses(*chair.fills(page, form.action, disposition="not_accepted", ready=ready, deed="fill"))
    assert filled.box("reply") == "There was no consensus for it."
    reply = f"{filled.box('reply')} Clause 4 says as much."
    chair.presses(*chair.fills(filled, form.action, disposition="not_accepted", ready="", reply=reply, deed="answer"))
    at_8 = chair.decides_on(8)
    page = chair.sees(at_8)
    (answer,) = page.tree.xpath("//form[.//select[@name='disposition']]")
    refused = chair.presses(*chair.fills(page, answer.action, disposition="covered_elsewhere", deed="answer"))
    assert refused.status == 422
    assert "Please say where this is covered: choose the part, or name it in the reply." in refused.words
    clause_4 = answer.xpath(".//select[@name='covered_in']/option[starts-with(., 'Clause 4')]/@value")[0]
    chair.sends(at_8, answer.action, disposition="covered_elsewhere", covered_in=clause_4, deed="answer")
    assert "4 of 4 answered." in chair.sees("decide").words

    # Nobody reads an answer before it goes out. Then Borvia is not content, and has to say why.
    assert "no consensus" not in borvia.sees("input").words
    conference.time_passes(minutes=5)
    chair.tables("Rev.1")
    page = borvia.sees("input")
    assert "Not accepted: There was no consensus for it. Clause 4 says as much." in page.words
    assert "Covered elsewhere (Clause 4)" in istara.sees("input").words
    (verdict,) = [each for each in page.tree.xpath("//form") if "/input/answers/" in each.action]
    speechless = borvia.presses(*borvia.fills(page, verdict.action, verdict="not_content"))
    assert speechless.status == 422
    assert "Please say in a word why you are not content." in speechless.words
    said = borvia.presses(*borvia.fills(page, verdict.action, verdict="not_content", word="Clause 4 is about fees."))
    assert "You are not content with this answer: Clause 4 is about fees." in said.words
    assert "With one answer its author is not content." in chair.sees("decide").words
    assert "Borvia is not content with this answer: Clause 4 is about fees." in chair.sees(at).words
    assert "Clause 4 is about fees." not in istara.sees("").words + istara.sees("record").words

    # Answered anew, it is open again; the old page is too late, and the new answer is not out before Rev.2.
    conference.time_passes(minutes=5)
    chair.answers("Borvia", 7, "noted", reply="The term will be looked at by the lawyers.")
    assert "With one answer" not in chair.sees("decide").words
    chair.rewords(9, text.word(9), "unhurried")
    conference.time_passes(minutes=5)
    stale = borvia.sees("input")
    chair.tables("Rev.2")
    late = borvia.presses(*borvia.fills(stale, verdict.action, verdict="content"))
    assert "The chair has answered this anew. Please read the later answer first." in late.words
    page = borvia.sees("input")
    (anew,) = [each for each in page.tree.xpath("//form") if "/input/answers/" in each.action]
    assert anew.action != verdict.action
    content = borvia.presses(*borvia.fills(page, anew.action, verdict="content"))
    assert "You are content with this answer." in content.words


def _ends_in_id(action: str) -> bool:
    return re.search(r"/ready-answers/[0-9a-f]{32}$", action) is not None

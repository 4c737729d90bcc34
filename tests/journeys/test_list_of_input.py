"""Everything that was given in one list: filtered, shared by its address, taken out, and a proposal taken over."""

from io import BytesIO
from urllib.parse import urlencode
from zipfile import ZipFile

from tests.cast import Forum
from tests.journeys.people import Conference, Page
from tests.negotiation import begin


def entries(page: Page) -> list[str]:
    """What is on the list, by the labels that stand there."""
    return [" ".join(each.text_content().split()) for each in page.tree.xpath("//ul[contains(@class, 'others')]/li")]


def test_withdrawn_amendment_is_found_in_the_list_and_taken_over(conference: Conference, forum: Forum) -> None:
    words = "We agree to read the gauges every six hours", "We will meet again in spring"
    conference.statement = f"/statements/{begin(forum, *words).id}"
    chair, aldmark, borvia, galdria = conference.chair, *conference.delegations("Aldmark", "Borvia", "Galdria")
    chair.tables("Zero draft")
    chair.opens_a_round(until="2026-05-06T18:00", read_by="blind")
    assert "To be started" in borvia.sees("input").words
    borvia.proposes(1, "six", "three")
    borvia.remarks(2, "Spring is late this year.", "editorial")
    assert "Pending" in borvia.sees("input").words
    borvia.submits()
    assert "Submitted" in borvia.sees("input").words

    # Before the hour nobody else finds anything, nor that there is anything to find.
    ids = forum.delegations
    nothing = "Nothing that you may read has been given on this text yet."
    for person in (chair, aldmark):
        page = person.sees("list")
        assert (nothing in page.words, page.tree.xpath("//select[@name='author']/option[@value!='']")) == (True, [])
        filtered = person.sees(f"list?{urlencode({'author': ids['Borvia']})}").words
        assert "0 of 0" in filtered and "None that you may read" in filtered
    conference.time_passes(days=3)

    # The filters stand in the address: who is handed it finds the same.
    page = aldmark.sees("list")
    asked = f"list?{urlencode({'author': ids['Borvia'], 'kind': 'comment', 'words': 'SPRING'})}"
    assert [len(entries(each)) for each in (page, aldmark.sees(asked), chair.sees(asked))] == [2, 1, 1]
    assert "1 of 2" in galdria.sees(asked).words and "Editorial comment" in galdria.sees(asked).words
    assert "All in one list, with filters" in chair.sees("decide").words
    with ZipFile(BytesIO(chair.downloads(f"comments/file?{asked.partition('?')[2]}&form=docx"))) as file:
        told = file.read("word/document.xml").decode()
    assert "Spring is late this year." in told and "three hours" not in told

    # Borvia takes its proposal back; Galdria finds it among what is withdrawn and takes it over in one press.
    borvia.sends(borvia.part(1), "/withdraw")
    chair.rewords(2, "spring", "autumn")
    chair.tables("Rev.1")
    chair.opens_a_round(until="2026-05-11T18:00", read_by="blind")
    assert "Take over" not in borvia.sees("list?standing=withdrawn").words
    found = galdria.sees("list?standing=withdrawn")
    (form,) = found.forms("/take-over")
    taken = galdria.presses(str(form.action), list(form.form_values()))
    assert any("Saved." in note for note in taken.notes), taken.words
    assert "Taken over from A-1.1 (Borvia), withdrawn." in galdria.sees("list?standing=pending").words
    again = galdria.presses(str(form.action), [*list(form.form_values())[:1], ("_key", "f" * 32)])
    assert again.status == 409 and "Your delegation has taken A-1.1 over already." in again.words
    assert "Galdria" not in chair.sees("list?kind=amendment").words.partition("Any status")[2]
    galdria.submits()
    conference.time_passes(days=5)
    listed = chair.sees(f"list?{urlencode({'author': ids['Galdria']})}")
    assert ("Taken over from A-1.1 (Borvia), withdrawn." in listed.words, listed.changes()[1]) == (True, ["three"])
    assert "The withdrawn amendment A-1.1 was taken over as a draft." in galdria.sees("record").words

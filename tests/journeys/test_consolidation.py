"""The office makes one proposal of three amendments, and one delegation wants its own out of it."""

from tests.cast import Forum
from tests.journeys.people import Conference, Page
from tests.negotiation import begin


def words_box(page: Page) -> str:
    """What stands in the box for the words."""
    (box,) = page.tree.xpath("//textarea[@name='wording']")
    return str(box.text_content()).strip()


def test_three_amendments_are_consolidated_and_one_of_them_stands_by_itself_again(
    conference: Conference, forum: Forum
) -> None:
    words = "We agree to read the gauges every six hours", "We will meet again in spring"
    talks = begin(forum, *words)
    conference.statement = f"/statements/{talks.id}"
    chair, borvia, galdria, istara = conference.chair, *conference.delegations("Borvia", "Galdria", "Istara")
    chair.tables("Zero draft")
    chair.opens_a_round(until="2026-05-06T18:00", read_by="blind")
    for who, old, new in ((borvia, "six", "three"), (galdria, "six", "four"), (istara, "gauges", "river gauges")):
        who.proposes(1, old, new)
        who.submits()
    conference.time_passes(days=3)

    at = f"consolidate/{talks.clause(1)}"
    page = chair.sees(at)
    offered = "We agree to read the river gauges every [six / three / four] hours"
    assert (words_box(page), "Nothing is dropped, and nothing is added." in page.words) == (offered, True)
    form = page.forms(talks.clause(1))[-1]
    short = "We agree to read the river gauges every three or two hours"
    typed = {"wording": short, "due_at": "2026-05-11T18:00"}
    sent = [each for each in form.form_values() if each[0] not in typed]
    tried = chair.presses(str(form.action), [*sent, *typed.items(), ("deed", "show")])
    assert "Nothing of A-1.2 is left." in tried.words and "Words that come from none of them: “or two”" in tried.words
    refused = chair.presses(str(form.action), [*sent, *typed.items(), ("deed", "consolidate")])
    assert (refused.status, "Nothing is left of A-1.2 in these words." in refused.words) == (409, True)
    typed["wording"] = offered
    made = chair.presses(str(form.action), [*sent, *typed.items(), ("deed", "consolidate")])
    assert "Consolidated proposal A-1.4" in made.words

    seen = galdria.sees(f"parts/{talks.clause(1)}")
    assert "Chair’s office proposes A-1.4" in seen.words and "proposes A-1.1" not in seen.words
    assert "Consolidated as A-1.4, and answered with it." in galdria.sees("list?kind=amendment").words
    (link,) = {str(each) for each in seen.tree.xpath("//a[contains(@href, '/consolidations/')]/@href")}
    page = galdria.sees(link.removeprefix(f"{conference.statement}/"))
    (form,) = page.forms("/object")
    after = galdria.presses(str(form.action), [*form.form_values(), ("reason", "Four is not three.")])
    assert "stands by itself again" in after.words and not after.forms("/object")
    told = chair.sees(link.removeprefix(f"{conference.statement}/"))
    assert "Why it objected: Four is not three." in told.words
    assert "Words that come from none of them: “four”" in told.words
    assert "Four is not three." not in istara.sees(link.removeprefix(f"{conference.statement}/")).words

    (form,) = told.forms("/revise")
    new = "We agree to read the river gauges every three hours"
    values = {**dict(form.form_values()), "wording": new, "due_at": "2026-05-12T18:00", "deed": "revise"}
    revised = chair.presses(str(form.action), list(values.items()))
    assert "Nothing is dropped, and nothing is added." in revised.words
    conference.time_passes(days=7)
    decided = chair.sees(f"decide/{talks.clause(1)}")
    assert "Consolidated from: Borvia A-1.1; Istara A-1.3" in decided.words
    assert "Galdria objected: A-1.2 stands by itself again, and not in A-1.4." in chair.sees("record").words

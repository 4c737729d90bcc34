"""The page of corrections: the office chooses which text is mistaken, and everybody reads what is corrected where."""

from datetime import timedelta

import pytest
from tests.actions.test_correcting import declare_and_adopt
from tests.actions.test_translating import TURKISH, enter_all, issue
from tests.cast import snapshot
from tests.on_the_table import lay_on_the_table
from tests.web.sitting import Sitting

from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.models import Publication
from jointstatement.terms import TranslationStatus


@pytest.fixture
def sitting(forum, browser, come_in):
    """An adopted and published statement, issued in Turkish."""
    text = lay_on_the_table(forum)
    declare_and_adopt(forum, text)
    enter_all(forum, text)
    issue(forum, text, status=TranslationStatus.OFFICIAL)
    sitting = Sitting(forum, text, browser, come_in)
    publish = f"{sitting.address}/adoption/publish"
    sitting.window("secretariat").fill(publish, publish, extent="whole", when="now")
    return sitting


def test_mistake_of_a_translation_is_corrected_where_it_was_made(sitting):
    forum, page = sitting.forum, f"{sitting.address}/corrigenda"
    (publication,) = forum.rows(Publication)
    office = sitting.window("secretariat")
    assert "We agree to measure" in office.get(page).text
    in_turkish = f"{page}?language=tr"
    assert TURKISH[0][:20] in office.get(in_turkish).text
    issuing = office.get(f"{sitting.address}/translations/tr").text
    assert "The words of one that was official or authentic change by a corrigendum alone." in issuing
    ask = {"kind": "formal", "part": sitting.text.clauses[0], "due_at": "2026-05-20T12:00", "read_words": "akşam"}
    before = snapshot(forum.database)

    # What comes back is about the same text, with what was typed.
    refused = office.fill(in_turkish, page, **ask, for_words="morning")
    assert (refused.status_code, snapshot(forum.database)) == (422, before)
    assert "“morning” does not stand just once in the words of this part" in refused.text
    assert '<input type="hidden" name="language" value="tr">' in refused.text

    shown = office.fill(in_turkish, page, **ask, for_words="sabah")

    assert "To the translation into Turkish alone; the original stands." in shown.text
    forum.hour.pass_by(timedelta(days=30))
    forum.act(close_what_is_due)
    assert "which was issued again as corrected" in sitting.window("head of Borvia").get(page).text
    languages = sitting.window("head of Borvia").get(f"{sitting.address}/translations").text
    assert "as corrected by Corrigendum 1" in languages
    public = f"/published/{publication.address}"
    original, turkish = (sitting.stranger().get(each).text for each in (public, f"{public}?language=tr"))
    assert "Corrected since" not in original
    assert ("This translation was issued again as corrected" in turkish, "Her akşam" in turkish) == (True, True)

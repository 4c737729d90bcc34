"""The styles of a body's own on the web: sent, checked, looked at, used for the body's statements."""

import zipfile
from io import BytesIO

import pytest
from tests.cast import begin, snapshot
from tests.documents.examples import STYLE_FOLDERS
from tests.documents.test_own_style import renamed
from tests.documents.word.test_preflight import packed, parts_of
from tests.web.windows import hidden_fields

from jointstatement.actions.drafting import set_style
from jointstatement.actions.rounds import table_revision
from jointstatement.documents.sample import SAMPLE, SAMPLE_DRAFT
from jointstatement.documents.style import template_of_style
from jointstatement.documents.word.read import read_docx
from jointstatement.models import Body, Statement, StatementStyle

GOOD = template_of_style("o-we", STYLE_FOLDERS)


@pytest.fixture
def window(forum, come_in):
    return lambda who: come_in(forum.persons[who])


def large(content: bytes = GOOD, points: int = 40) -> bytes:
    """The shipped template in letters of another size."""
    parts = parts_of(content)
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(
        b'<w:sz w:val="24"/>', f'<w:sz w:val="{points}"/>'.encode()
    )
    return packed(parts)


def send(browser, content: bytes, *, title: str = "Letterhead", based_on: str = "o-we"):
    fields = hidden_fields(browser.get("/body/styles").text, "/body/styles")
    given = fields | {"title": title, "based_on": based_on}
    return browser.submit("/body/styles", given, follow=False, files={"file": ("style.docx", content)})


def text(forum, style: str) -> dict[str, str]:
    """What is typed to begin a statement in a style."""
    return {"title": "On the River", "style": style, "workflow": "consensus", "meeting_id": forum.meeting_id}


def use(browser, content: bytes, forum) -> StatementStyle:
    """Sends a style and takes it into use; its row."""
    sent = send(browser, content)
    assert sent.status_code == 303, sent.text
    at = sent.headers["location"]
    assert browser.fill(at, f"{at}/use").status_code == 200
    return forum.rows(StatementStyle, id=at.rpartition("/")[2])[0]


def test_file_is_checked_looked_at_and_used(forum, window):
    secretariat = window("secretariat")
    sent = large()
    at = send(secretariat, sent).headers["location"]
    shown = secretariat.get(at).text

    assert "Waits to be looked at" in shown
    assert "JS Operative" in shown and "Ø" in shown and "20 pt" in shown
    example, draft = (secretariat.get(f"{at}/files/{name}").content for name in ("example", "draft"))
    own = forum.rows(StatementStyle)[0]
    assert [read_docx(each).document.parts for each in (example, draft)] == [SAMPLE.parts, SAMPLE_DRAFT.parts]
    assert b'w:val="40"' in zipfile.ZipFile(BytesIO(example)).read("word/styles.xml")
    assert secretariat.get(f"{at}/files/style").content == sent
    assert own.name not in window("chair").get("/begin").text

    secretariat.fill(at, f"{at}/use")
    assert "In use" in secretariat.get("/body/styles").text
    assert f'value="{own.name}"' in window("chair").get("/begin").text


def test_statement_is_begun_and_printed_in_the_body_s_own_style(forum, window):
    own = use(window("secretariat"), large(), forum)
    chair = window("chair")
    begun = chair.fill("/begin", "/begin", **text(forum, own.name))

    statement = forum.rows(Statement)[0]
    assert (begun.status_code, statement.style) == (200, own.name)
    printed = chair.get(f"/statements/{statement.id}/files/docx").content
    assert b'w:val="40"' in zipfile.ZipFile(BytesIO(printed)).read("word/styles.xml")
    assert chair.get(f"/statements/{statement.id}").status_code == 200


def test_style_that_was_withdrawn_goes_on_printing_what_is_in_it(forum, window):
    secretariat, chair = window("secretariat"), window("chair")
    own = use(secretariat, large(), forum)
    statement_id = begin(forum, "the river is shared")
    forum.act(set_style, statement_id, style=own.name, by=forum.chair)
    at = f"/statements/{statement_id}"
    before = [chair.get(f"{at}/files/{form}").content for form in ("docx", "txt")]

    secretariat.fill(f"/body/styles/{own.id}", f"/body/styles/{own.id}/withdraw")

    assert forum.rows(StatementStyle)[0].withdrawn_at is not None
    assert [chair.get(f"{at}/files/{form}").content for form in ("docx", "txt")] == before
    assert forum.rows(Statement)[0].style == own.name
    refused = chair.fill("/begin", "/begin", **text(forum, own.name))
    assert (refused.status_code, len(forum.rows(Statement))) == (422, 1)


def test_revision_keeps_printing_as_it_was_tabled(forum, window):
    secretariat, chair = window("secretariat"), window("chair")
    own = use(secretariat, large(), forum)
    statement_id = begin(forum, "the river is shared")
    forum.act(set_style, statement_id, style=own.name, by=forum.chair)
    forum.act(table_revision, statement_id, by=forum.chair)
    at = f"/statements/{statement_id}"
    before = chair.get(f"{at}/files/docx").content
    later = use(secretariat, large(points=60), forum)

    assert later.name != own.name
    assert chair.get(f"{at}/files/docx").content == before
    assert forum.rows(Statement)[0].style == later.name


def test_every_missing_word_style_is_named_and_nothing_is_kept(forum, window):
    secretariat = window("secretariat")
    before = snapshot(forum.database)
    answer = send(secretariat, renamed("JS Title", "JS Note"))

    assert answer.status_code == 422
    assert "<b>JS Title, JS Note</b>: style.docx has no paragraph style of these names" in answer.text
    assert snapshot(forum.database) == before


def test_list_that_disagrees_with_the_rules_is_named(window):
    answer = send(window("secretariat"), GOOD, based_on="numbered")

    assert answer.status_code == 422
    assert "clauses.marker" in answer.text
    assert "change the list in Word or choose other rules" in answer.text


def test_file_without_rules_is_refused_in_a_sentence(forum, window):
    secretariat = window("secretariat")
    before = snapshot(forum.database)

    answer = send(secretariat, GOOD, based_on="")

    assert answer.status_code == 422
    assert "Please choose the style whose rules it is printed with." in answer.text
    assert snapshot(forum.database) == before


@pytest.mark.parametrize("content", [b"not a Word file", b"PK\x03\x04 and nothing more", GOOD[:-30]])
def test_file_that_is_no_word_file_is_refused_in_a_sentence(forum, window, content):
    secretariat = window("secretariat")
    before = snapshot(forum.database)
    answer = send(secretariat, content)

    assert answer.status_code == 422
    assert "Word file" in answer.text
    assert snapshot(forum.database) == before


def test_unknown_rules_are_refused(forum, window):
    secretariat = window("secretariat")
    before = snapshot(forum.database)

    assert send(secretariat, GOOD, based_on="own-0").status_code == 422
    assert snapshot(forum.database) == before


def test_style_of_another_body_cannot_be_chosen(forum, window):
    own = use(window("secretariat"), large(), forum)

    def elsewhere(session, *, now):
        body = Body(name="Lake Forum", short_name="LF")
        session.add(body)
        session.flush()
        session.get(StatementStyle, own.id).body_id = body.id

    forum.database.write_and_wait(elsewhere)
    chair = window("chair")
    before = snapshot(forum.database)
    answer = chair.fill("/begin", "/begin", **text(forum, own.name))

    assert answer.status_code == 422
    assert "there is no style of this name" in answer.text
    assert snapshot(forum.database) == before


@pytest.mark.parametrize("who", ["chair", "head of Borvia", "observer"])
def test_page_is_for_those_who_keep_styles(forum, window, who):
    style_id = use(window("secretariat"), GOOD, forum).id

    for address in ("/body/styles", f"/body/styles/{style_id}", f"/body/styles/{style_id}/files/style"):
        assert window(who).get(address).status_code == 403


def test_shipped_file_is_there_to_begin_with(window):
    assert window("secretariat").get("/body/styles/shipped/files/o-we").content == GOOD
    assert window("secretariat").get("/body/styles/shipped/files/none").status_code == 422


def test_body_s_page_leads_there_those_who_keep_styles(window):
    assert "Statement styles of your own" in window("secretariat").get("/body").text
    assert "Statement styles of your own" not in window("chair").get("/body").text

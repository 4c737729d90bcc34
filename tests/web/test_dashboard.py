"""My statements, and the notices."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import event

from jointstatement.access.admission import viewer_of_person
from jointstatement.actions.drafting import import_document
from jointstatement.actions.rounds import open_round, table_revision
from jointstatement.queries.dashboard import Act, dashboard
from jointstatement.settings import Settings
from jointstatement.terms import PartKind, Visibility
from jointstatement.text.document import Document, Part
from jointstatement.workflow.definition import load_workflow


def viewer(database, cast, name):
    with database.reading() as session:
        return viewer_of_person(session, cast.persons[name])


def board(database, cast, name):
    with database.reading() as session:
        return dashboard(session, viewer(database, cast, name), now=database.now())


def start(database, cast, title):
    workflow = load_workflow("consensus", Settings().all_workflow_folders)
    return database.write_and_wait(
        import_document,
        meeting_id=cast.meeting,
        style="o-we",
        workflow_name=workflow.name,
        workflow_source=workflow.source,
        document=Document(
            parts=(
                Part(PartKind.TITLE, title),
                Part(PartKind.CHAPEAU, "The Ministers met and agreed"),
                Part(PartKind.OPERATIVE, "We share our charts"),
            )
        ),
        upload_id=None,
        by=viewer(database, cast, "chair"),
    )


def open_for_input(database, cast, statement_id, hours):
    chair = viewer(database, cast, "chair")
    database.write_and_wait(table_revision, statement_id, by=chair)
    database.write_and_wait(
        open_round,
        statement_id,
        due_at=database.now() + timedelta(hours=hours),
        due_as_typed="2026-05-12T18:00 Europe/Vienna",
        visibility=Visibility.BLIND,
        # The clock is the machine's own here, and may show a night or a Sunday.
        on_purpose=True,
        by=chair,
    )


def test_draft_awaits_the_chair_and_is_hidden_from_delegations(database, cast):
    start(database, cast, "Declaration on charts")

    assert [line.act for line in board(database, cast, "chair").awaited] == [Act.TABLE_FIRST]
    assert board(database, cast, "aland").in_progress == ()
    assert board(database, cast, "administrator").in_progress == ()


def test_open_rounds_await_each_delegation_the_hottest_first(database, cast):
    open_for_input(database, cast, start(database, cast, "Later"), 90)
    open_for_input(database, cast, start(database, cast, "Sooner"), 3)

    awaited = board(database, cast, "aland").awaited

    assert [(line.title, line.act, line.is_hot) for line in awaited] == [
        ("Sooner", Act.GIVE_INPUT, True),
        ("Later", Act.GIVE_INPUT, False),
    ]
    assert [(line.act, line.submitted, line.members) for line in board(database, cast, "chair").awaited] == [
        (Act.ROUND_RUNS, 0, 3)
    ] * 2


def test_page_asks_the_database_the_same_number_of_times_however_many_texts(database, cast):
    def asked(name):
        statements = []
        count = lambda *arguments: statements.append(arguments[2])  # noqa: E731 - a listener of one line
        with database.reading() as session:
            engine = session.get_bind()
            person = viewer(database, cast, name)
            event.listen(engine, "before_cursor_execute", count)
            dashboard(session, person, now=database.now())
            event.remove(engine, "before_cursor_execute", count)
        return len(statements)

    open_for_input(database, cast, start(database, cast, "One"), 10)
    few = {name: asked(name) for name in ("chair", "aland", "observer")}
    for title in ("Two", "Three", "Four"):
        open_for_input(database, cast, start(database, cast, title), 10)

    assert {name: asked(name) for name in few} == few


@pytest.mark.parametrize("until", ["2026-05-04T11:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_hour_that_no_list_was_shown_at_is_refused(signed_in, database, cast, until):
    open_for_input(database, cast, start(database, cast, "Declaration on charts"), 10)
    window = signed_in("aland")

    assert window.fill("/notices", "/notices", until=until).status_code == 422
    assert window.get("/notices").text.count('class="new"') == 2


def test_notices_are_counted_until_they_are_read(signed_in, database, cast):
    open_for_input(database, cast, start(database, cast, "Declaration on charts"), 10)
    window = signed_in("aland")

    html = window.get("/notices").text
    assert "Round 1 was opened on Zero draft, until" in html
    assert "Declaration on charts" in html
    assert html.count('class="new"') == 2

    read = window.fill("/notices", "/notices").text
    assert read.count('class="new"') == 0
    assert 'class="count"' not in read


def test_hidden_statement_looks_like_one_that_is_not_there(signed_in, database, cast):
    hidden = start(database, cast, "Declaration on charts")
    window = signed_in("aland")

    answers = [window.get(f"/statements/{statement_id}") for statement_id in (hidden, "0" * 32)]

    assert [answer.status_code for answer in answers] == [404, 404]
    one, other = (re.sub(r'name="_key" value="[^"]*"', "", answer.text) for answer in answers)
    assert one == other
    assert dict(answers[0].headers) == dict(answers[1].headers)


def test_buttons_lead_to_where_the_awaited_act_is_done(signed_in, database, cast):
    begun = start(database, cast, "Declaration on tides")
    assert f'href="/statements/{begun}/draft"' in signed_in("chair").get("/").text

    open_for_input(database, cast, begun, 10)

    assert f'href="/statements/{begun}/rounds"' in signed_in("chair").get("/").text
    assert f'href="/statements/{begun}/input"' in signed_in("aland").get("/").text


def test_secretariat_of_a_new_forum_is_led_to_its_first_steps(signed_in, database, cast):
    window = signed_in("secretariat")
    steps = ['href="/body#meetings-h"', 'href="/body#delegations-h"', 'href="/people"', 'href="/begin"']

    html = window.get("/").text
    assert [step in html for step in steps] == [True] * 4
    assert "First steps" not in signed_in("aland").get("/").text

    start(database, cast, "Declaration on tides")
    assert "First steps" not in window.get("/").text


def test_forum_is_in_the_bar_of_those_who_may_read_its_page(signed_in):
    linked = {
        name: 'href="/body"' in signed_in(name).get("/help").text
        for name in ("chair", "secretariat", "administrator", "aland", "expert", "observer")
    }

    assert linked == {
        "chair": True,
        "secretariat": True,
        "administrator": True,
        "aland": False,
        "expert": False,
        "observer": False,
    }

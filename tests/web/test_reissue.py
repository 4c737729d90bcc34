"""A text under silence on its changed clauses alone, on its page, and the body's rules for it."""

from datetime import timedelta

from tests.on_the_table import lay_on_the_table, reword, table_again
from tests.web.sitting import Sitting

from jointstatement.actions.silence import break_silence, start_silence
from jointstatement.models import Body, Silence


def broken_and_tabled_again(forum, browser, come_in):
    sitting = Sitting(forum, lay_on_the_table(forum), browser, come_in)
    sitting.start_silence()
    text = sitting.text
    forum.act(break_silence, text.id, part_id=text.clauses[0], by=forum.head("Istara"))
    reword(forum, text.clauses[1], "We ask the Secretariat to publish the readings at once")
    table_again(forum, text)
    return sitting


def test_chair_puts_a_later_text_under_silence_on_what_has_changed(forum, browser, come_in):
    sitting = broken_and_tabled_again(forum, browser, come_in)
    chair, page = sitting.window("chair"), f"{sitting.address}/silence"

    asked = chair.get(page).text
    assert "Only what has changed since Zero draft, and what was objected to" in asked
    assert "Open would be: clause 1, clause 2." in asked
    assert chair.fill(page, page, due_at="2026-05-06T11:00", extent="changes").status_code == 200

    [latest] = [row for row in forum.rows(Silence) if row.number == 2]
    assert latest.follows is not None
    shown = sitting.window("head of Borvia").get(page).text
    assert "<dt>Open</dt><dd>clause 1, clause 2; the text as a whole</dd>" in shown
    assert "<dt>Settled</dt><dd>clause 3</dd>" in shown
    assert "Operative clause 3 ·" not in shown
    refused = sitting.window("head of Borvia").fill(page, f"{page}/confirm", place=sitting.text.clauses[2])
    assert (refused.status_code, "This clause is settled" in refused.text) == (409, True)


def test_text_that_follows_no_break_is_not_offered_that(forum, browser, come_in):
    sitting = Sitting(forum, lay_on_the_table(forum), browser, come_in)
    chair, page = sitting.window("chair"), f"{sitting.address}/silence"

    assert "What lies open" not in chair.get(page).text
    hour = forum.hour.now + timedelta(days=2)
    refused = chair.fill(page, page, due_at=f"{hour:%Y-%m-%dT%H:%M}", extent="changes")

    assert refused.status_code == 409
    assert "Only a revision that was tabled after silence had been broken" in refused.text
    assert forum.rows(Silence) == []


def test_rules_of_silence_are_read_by_delegations_and_kept_by_the_secretariat(forum, browser, come_in):
    sitting = Sitting(forum, lay_on_the_table(forum), browser, come_in)
    secretariat, head = sitting.window("secretariat"), sitting.window("head of Borvia")

    assert 'href="/body/silence"' in secretariat.get("/body").text
    done = secretariat.fill(
        "/body/silence",
        "/body/silence",
        shortest_reissue_hours="6",
        whole_open_on_reissue="no",
        time_request_breaks="no",
    )
    assert done.status_code == 200
    assert forum.rows(Body)[0].shortest_reissue_hours == 6
    shown = head.get("/body/silence").text
    assert "6 hours; an objection is to a clause that is open" in shown
    assert "Keep the rules" not in shown
    assert sitting.window("observer").get("/body/silence").status_code == 403


def test_page_of_a_silence_that_follows_names_the_text_before_it(forum, browser, come_in):
    sitting = broken_and_tabled_again(forum, browser, come_in)
    forum.act(
        start_silence,
        sitting.text.id,
        due_at=forum.hour.now + timedelta(days=2),
        due_as_typed="2026-05-06T11:00 Europe/Vienna",
        on_changes=True,
        by=forum.chair,
    )

    record = sitting.window("head of Borvia").get(f"{sitting.address}/record").text

    assert "on what has changed since Zero draft alone" in record

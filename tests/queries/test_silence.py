"""What is loaded for the page of the silence procedure, and for whom."""

from datetime import timedelta

from tests.cast import MEMBERS, workflow_source
from tests.on_the_table import lay_on_the_table, reword, table_again

from jointstatement.actions.positions import take_position
from jointstatement.actions.silence import BrokenOn, acknowledge_receipt, break_silence, start_silence
from jointstatement.documents.style import load_style
from jointstatement.queries.silence import OwnObjection, PlaceInText, SilenceView, silence_page
from jointstatement.settings import Settings
from jointstatement.terms import PartKind, Position, SilenceOutcome


def rules_of(name):
    return load_style(name, Settings().all_style_folders).endings


def under_silence(forum, text):
    due_at = forum.hour.now + timedelta(days=2)
    forum.act(start_silence, text.id, due_at=due_at, due_as_typed="typed", by=forum.chair)


def read(forum, text, who, **wishes):
    with forum.database.reading() as session:
        return silence_page(session, who, text.id, now=forum.hour.now, rules_of=rules_of, **wishes)


def test_receipts_are_loaded_for_the_office_alone(forum):
    text = lay_on_the_table(forum)
    under_silence(forum, text)
    forum.act(acknowledge_receipt, text.id, by=forum.head("Borvia"))

    office, own, other = (read(forum, text, who) for who in (forum.chair, forum.expert("Borvia"), forum.head("Istara")))

    assert {line.delegation: line.acknowledged_at for line in office.receipts} == dict.fromkeys(MEMBERS) | {
        "Borvia": forum.hour.now
    }
    assert (own.receipts, own.own_receipt) == ((), forum.hour.now)
    assert (other.receipts, other.own_receipt) == ((), None)


def test_procedure_on_an_earlier_revision_is_one_of_those_before(forum):
    text = lay_on_the_table(forum)
    under_silence(forum, text)
    forum.act(break_silence, text.id, part_id=None, by=forum.head("Borvia"))
    under_silence(forum, text)

    page = read(forum, text, forum.head("Istara"))

    assert (page.current.number, page.current.outcome) == (2, None)
    assert [(line.number, line.outcome) for line in page.before] == [(1, SilenceOutcome.BROKEN)]


def test_hour_adopts_no_text_with_a_blank_clause(forum):
    adopting = workflow_source("silence").replace('at_end_of_silence = "announce"', 'at_end_of_silence = "adopt"')
    text = lay_on_the_table(forum, workflow="silence", source=adopting)
    before = read(forum, text, forum.head("Istara"))
    reword(forum, text.clauses[1], "[Paragraph left to leaders]")
    table_again(forum, text)
    under_silence(forum, text)

    assert (before.hour_adopts, read(forum, text, forum.head("Istara")).hour_adopts) == (True, False)


def test_own_objections_are_those_of_the_delegation_alone(forum):
    text = lay_on_the_table(forum)
    for delegation, position in (("Borvia", Position.OBJECT), ("Istara", Position.RESERVE)):
        forum.act(
            take_position,
            text.id,
            part_id=text.clauses[2],
            position=position,
            by=forum.head(delegation),
        )

    page = read(forum, text, forum.expert("Istara"))

    words = "We will meet again next spring"
    place = PlaceInText(text.clauses[2], PartKind.OPERATIVE, "3", words, words)
    assert page.own_objections == (OwnObjection(place, Position.RESERVE),)


def test_first_revision_has_none_before_it_to_be_compared_with(forum):
    text = lay_on_the_table(forum)
    under_silence(forum, text)

    page = read(forum, text, forum.chair, view=SilenceView.SINCE)

    assert (page.view, page.previous) == (SilenceView.CLEAN, "")
    assert [line.new for line in page.lines][1:] == [
        "We agree to measure the water level every morning;",
        "We ask the Secretariat to publish the readings; and",
        "We will meet again next spring.",
    ]


def test_without_a_procedure_there_is_no_text_under_silence(forum):
    page = read(forum, lay_on_the_table(forum), forum.head("Borvia"))

    assert (page.current, page.before, page.lines, page.receipts) == (None, (), (), ())


def test_what_one_press_broke_silence_on_stands_in_the_order_of_the_text(forum):
    text = lay_on_the_table(forum)
    under_silence(forum, text)
    first, second, third = text.clauses
    further = (BrokenOn(second), BrokenOn(first))
    forum.act(break_silence, text.id, part_id=third, further=further, by=forum.head("Istara"))

    shown = read(forum, text, forum.chair)

    assert [each.place.label for each in shown.current.breaks] == ["1", "2", "3"]

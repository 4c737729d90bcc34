"""The list of revisions, any two compared, and what tabling would change."""

import pytest
from tests.cast import Forum
from tests.negotiation import CLAUSES, Negotiation, begin, rules_of

from jointstatement.access.viewer import Viewer
from jointstatement.actions.drafting import insert_part, remove_part, reword_part
from jointstatement.errors import NotFound, NothingToTable, NotYours
from jointstatement.queries.revisions import WORKING, Comparison, comparison, revisions, tabling
from jointstatement.terms import PartKind


@pytest.fixture
def text(forum: Forum) -> Negotiation:
    text = begin(forum)
    text.table()
    part = text.clause(2)
    forum.act(reword_part, text.id, part, wording="The river is free", expected=text.version(part), by=forum.chair)
    text.table()
    return text


def compared(text: Negotiation, viewer: Viewer, old: str = "", new: str = "") -> Comparison:
    database = text.forum.database
    with database.reading() as session:
        return comparison(session, viewer, text.id, old, new, now=database.now(), rules_of=rules_of)


def test_list_counts_what_changed(text: Negotiation) -> None:
    database = text.forum.database
    with database.reading() as session:
        view = revisions(session, text.forum.observer, text.id, now=database.now(), rules_of=rules_of)

    assert [(line.label, line.clauses, line.changed) for line in view.revisions] == [
        ("Rev.1", 6, 1),
        ("Zero draft", 6, 0),
    ]


def test_without_wish_the_latest_is_compared_with_the_one_before(text: Negotiation) -> None:
    view = compared(text, text.forum.head("Borvia"))

    assert (view.old.label, view.new.label, view.changed) == ("Zero draft", "Rev.1", 1)


def test_quite_another_text_is_shown_whole(text: Negotiation) -> None:
    line = next(line for line in compared(text, text.forum.chair).lines if line.is_changed)

    assert (line.is_another_text, line.old, line.new) == (True, f"{CLAUSES[1]};", "The river is free;")


def test_removed_and_new_clauses_are_named_as_such(text: Negotiation) -> None:
    chair, gone = text.forum.chair, text.clause(4)
    text.forum.act(remove_part, text.id, gone, expected=text.version(gone), by=chair)
    new = text.forum.act(
        insert_part,
        text.id,
        kind=PartKind.OPERATIVE,
        wording="Ferries shall ring a bell in fog",
        after=text.clause(1),
        by=chair,
    )
    lines = {line.part_id: line for line in compared(text, chair, "1", WORKING).lines}

    assert (lines[gone].is_removed, lines[gone].label, lines[new].is_new, lines[new].label) == (True, "4", True, "1bis")


@pytest.mark.parametrize("key", [WORKING, "7", "x"])
def test_text_that_a_delegation_may_not_read_is_not_found(text: Negotiation, key: str) -> None:
    with pytest.raises(NotFound):
        compared(text, text.forum.head("Borvia"), "0", key)


def test_tabling_is_asked_by_the_office_alone(text: Negotiation) -> None:
    database = text.forum.database
    with database.reading() as session:
        view = tabling(session, text.forum.secretariat, text.id, now=database.now(), rules_of=rules_of)
        with pytest.raises(NotYours):
            tabling(session, text.forum.head("Borvia"), text.id, now=database.now(), rules_of=rules_of)

    assert (view.changed, type(view.refusal)) == (0, NothingToTable)

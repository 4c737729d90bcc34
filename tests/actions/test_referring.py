"""References between clauses keep the clause they mean; the chair brings their numbers up to date."""

import json
from typing import Any

from tests.actions.test_numbering import put_in, table, take_out
from tests.cast import Forum, begin, part_with, refused, working_parts
from tests.negotiation import Negotiation

from jointstatement.access.references import references_now
from jointstatement.access.statements import parts_of, statement_for, working_text
from jointstatement.actions.drafting import merge_clauses, reword_part, split_clause
from jointstatement.actions.numbering import renumber_clauses
from jointstatement.actions.referring import bring_references_up_to_date, set_reference
from jointstatement.errors import BadInput, ChangedMeanwhile, NotFound, NotYours, ReferencesAreRight, RoundIsOpen
from jointstatement.models import ClauseReference, WorkingPart
from jointstatement.terms import PartKind

SAYS = "We recall clauses 2 and 3"


def stand(forum: Forum, statement_id: str) -> list[tuple[str, str, str, str]]:
    """What the references of the working text say, mean by its words, should say, and how they stand."""
    with forum.database.reading() as session:
        statement = statement_for(session, forum.chair, statement_id)
        found = references_now(session, statement, parts_of(working_text(session, statement)))
    words = {part.id: part.wording for part in forum.rows(WorkingPart, statement_id=statement_id)}
    return [(each.cited.label, words.get(each.meant or "", ""), each.now, each.standing.value) for each in found]


def means(forum: Forum, statement_id: str, words: str, **other: Any) -> dict[str, Any]:
    part = part_with(forum, statement_id, words)
    return {"part_id": part.id, "expected": part.version, "label": "2", "occurrence": 0, "by": forum.chair} | other


def test_references_keep_their_clauses_and_are_brought_up_to_date_in_one_act(forum: Forum) -> None:
    it = begin(forum, "We meet", "We sail", "We moor", SAYS)
    # Before anything is tabled numbers run through: what was said means the clause that it meant.
    put_in(forum, it, "We row", after="We meet")
    assert stand(forum, it) == [("2", "We sail", "3", "behind"), ("3", "We moor", "4", "behind")]
    assert forum.act(bring_references_up_to_date, it, by=forum.chair) == 2
    entry = forum.last_entry(f"{it}:office")
    told = json.loads(entry.payload)
    assert (entry.kind, entry.actor_id) == ("references_updated", forum.chair.person_id)
    assert (told["before"]["wording"], told["after"]["wording"]) == (SAYS, "We recall clauses 3 and 4")
    assert [(each["said"], each["now"]) for each in told["numbers"]] == [("2", "3"), ("3", "4")]
    assert stand(forum, it) == [("3", "We sail", "3", "right"), ("4", "We moor", "4", "right")]
    table(forum, it)

    # Numbers are held; words that are divided take what they cite along, and a clause that goes is told as lost.
    put_in(forum, it, "We drift", after="We meet")
    says = part_with(forum, it, "recall")
    halves = {"first": "We recall clause 3", "second": "We also recall clause 4"}
    forum.act(split_clause, it, says.id, **halves, expected=says.version, by=forum.chair)
    take_out(forum, it, "We row")
    assert stand(forum, it) == [("3", "We sail", "3", "right"), ("4", "We moor", "4", "right")]
    forum.act(renumber_clauses, it, by=forum.chair)
    assert stand(forum, it) == [("3", "We sail", "3", "right"), ("4", "We moor", "4", "right")]
    put_in(forum, it, "We float", after="We drift")
    sail, moor = part_with(forum, it, "We sail"), part_with(forum, it, "We moor")
    merged = {"wording": "We moor and sail", "expected_first": moor.version, "expected_second": sail.version}
    forum.act(merge_clauses, it, moor.id, sail.id, **merged, by=forum.chair)
    assert stand(forum, it) == [("3", "We sail", "", "lost"), ("4", "We moor and sail", "4", "right")]
    table(forum, it)

    # Rewording elsewhere in the part loses nothing; a part that is written anew speaks of the text as it is now.
    also = part_with(forum, it, "We also recall")
    forum.act(reword_part, it, also.id, wording="We recall 4 boats and clause 4", expected=also.version, by=forum.chair)
    take_out(forum, it, "We float")
    forum.act(renumber_clauses, it, by=forum.chair)
    assert stand(forum, it)[1:] == [("4", "We moor and sail", "3", "behind")]
    assert forum.act(bring_references_up_to_date, it, by=forum.chair) == 1
    assert part_with(forum, it, "boats").wording == "We recall 4 boats and clause 3"
    refused(forum, ReferencesAreRight, bring_references_up_to_date, it, by=forum.chair)


def test_number_that_words_no_longer_cite_a_clause_with_is_never_rewritten(forum: Forum) -> None:
    it = begin(
        forum, "We meet", "We sail", "We moor", "We recall clause 2", "We note clauses 2 and 3", "We see clause 3"
    )
    table(forum, it)

    def reword(words: str, wording: str) -> None:
        part = part_with(forum, it, words)
        forum.act(reword_part, it, part.id, wording=wording, expected=part.version, by=forum.chair)

    reword("We recall", "We recall clause 2 of the Treaty of Cestria")
    reword("We see", "We see 3 boats")
    reword("We note", "We note [clauses 2 and 3]")
    take_out(forum, it, "We meet")
    forum.act(renumber_clauses, it, by=forum.chair)

    assert forum.act(bring_references_up_to_date, it, by=forum.chair) == 2
    assert [part.wording for part in working_parts(forum, it) if part.kind is PartKind.OPERATIVE][2:] == [
        "We recall clause 2 of the Treaty of Cestria",
        "We note [clauses 1 and 2]",
        "We see 3 boats",
    ]


def test_the_office_says_what_a_number_means_and_nobody_else(forum: Forum) -> None:
    it = begin(forum, "We meet", "We sail", "We moor", SAYS, "We follow number 2 of the list")
    table(forum, it)
    sail, moor = part_with(forum, it, "We sail"), part_with(forum, it, "We moor")

    forum.act(set_reference, it, **means(forum, it, "recall", meant=moor.id))
    entry = forum.last_entry(f"{it}:office")
    told = json.loads(entry.payload)
    assert (entry.kind, told["part"], told["label"], told["meant"]) == ("reference_set", "4", "2", "3")
    forum.act(set_reference, it, **means(forum, it, "recall", label="3", meant=None))
    forum.act(set_reference, it, **means(forum, it, "list", meant=sail.id))
    assert stand(forum, it) == [
        ("2", "We moor", "3", "behind"), ("3", "", "", "none"), ("2", "We sail", "2", "right"),
    ]  # fmt: skip
    assert forum.act(bring_references_up_to_date, it, by=forum.chair) == 1
    assert part_with(forum, it, "recall").wording == "We recall clauses 3 and 3"
    assert stand(forum, it)[:2] == [("3", "We moor", "3", "right"), ("3", "", "", "none")]
    # Words of which somebody said what they mean are reworded, as by any edit.
    assert forum.last_entry(f"{it}:office").kind == "part_reworded"

    refused(forum, NotFound, set_reference, it, **means(forum, it, "list", meant=it))
    refused(forum, BadInput, set_reference, it, **means(forum, it, "list", label="7", meant=sail.id))
    refused(forum, ChangedMeanwhile, set_reference, it, **means(forum, it, "list", meant=sail.id, expected=99))
    for who in (forum.head("Borvia"), forum.observer):
        refused(forum, NotYours, set_reference, it, **means(forum, it, "list", meant=None, by=who))
        refused(forum, NotYours, bring_references_up_to_date, it, by=who)
    refused(forum, NotYours, bring_references_up_to_date, it, by=forum.secretariat)
    table(forum, it)
    Negotiation(forum, it).open_round()
    refused(forum, RoundIsOpen, bring_references_up_to_date, it, by=forum.chair)
    refused(forum, RoundIsOpen, set_reference, it, **means(forum, it, "list", meant=None))
    assert len({row.label for row in forum.rows(ClauseReference, ended_at=None)}) == 2

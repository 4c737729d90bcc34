"""The working text: begun or imported, changed part by part, each part the same part for ever.

They stand in one file as the acts do, in their order.
"""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.cast import Forum, begin, lay_before, part_with, refused, workflow_source, working_parts

from jointstatement.actions.drafting import (
    create_statement,
    drop_upload,
    import_document,
    insert_part,
    keep_upload,
    merge_clauses,
    move_part,
    remove_part,
    reword_part,
    set_style,
    split_clause,
    take_style_endings,
)
from jointstatement.actions.rounds import close_round
from jointstatement.errors import (
    BadInput,
    ChangedMeanwhile,
    NotFound,
    NotYours,
    RoundIsOpen,
    WordingHasMoved,
    WorkflowMistake,
)
from jointstatement.models import Lineage, Statement, Upload, WorkingPart
from jointstatement.terms import LineageKind, PartKind, Visibility
from jointstatement.text.document import Document, Part


def insert(
    forum: Forum, statement_id: str, kind: PartKind, wording: str, after: str | None = None, **named: Any
) -> str:
    part_id = forum.act(insert_part, statement_id, kind=kind, wording=wording, after=after, by=forum.chair, **named)
    return str(part_id)


def reword(forum: Forum, statement_id: str, words: str, wording: str, **named: Any) -> None:
    part = part_with(forum, statement_id, words)
    named = {"expected": part.version, **named}
    forum.act(reword_part, statement_id, part.id, wording=wording, by=forum.chair, **named)


def text_of(forum: Forum, statement_id: str) -> list[str]:
    return [part.wording for part in working_parts(forum, statement_id)]


def items_text(forum: Forum) -> str:
    """Two clauses, the first with items a (with a1 below it) and b."""
    statement_id = begin(forum, "We task the chair", "We thank the host")
    clause = part_with(forum, statement_id, "task").id
    a = insert(forum, statement_id, PartKind.ITEM, "to measure", clause)
    insert(forum, statement_id, PartKind.ITEM, "each spring", a, level=2)
    insert(forum, statement_id, PartKind.ITEM, "to report", a)
    return statement_id


def a_document(*parts: Part) -> Document:
    return Document(parts=parts or IMPORTED)


IMPORTED = (
    Part(PartKind.TITLE, "Port Alder Statement"),
    Part(PartKind.CHAPEAU, "The ministers of the Riverine Cooperation Forum,"),
    Part(PartKind.HEADING, "Water", level=1),
    Part(PartKind.OPERATIVE, "We welcome the gauge of Kell*", ending=" ;", label="Ø"),
    Part(PartKind.OPERATIVE, "We task the chair[^kell]", ending=":", label="Ø"),
    Part(PartKind.ITEM, "to measure", level=1, ending=";", label="a."),
    Part(PartKind.ITEM, "more on measuring", level=1, label=""),
    Part(PartKind.CLOSING, "Done at Port Alder"),
    Part(PartKind.FOOTNOTE, "Without prejudice.", key="kell", mark="*"),
)


def import_text(forum: Forum, document: Document, upload_id: str | None = None) -> str:
    statement_id = forum.act(
        import_document,
        meeting_id=forum.meeting_id,
        style="o-we",
        workflow_name="consensus",
        workflow_source=workflow_source(),
        document=document,
        upload_id=upload_id,
        by=forum.secretariat,
    )
    return str(statement_id)


# A statement begins


def test_statement_begins_with_its_title(forum: Forum) -> None:
    statement_id = begin(forum, title="Statement of *Port Alder*")
    (statement,) = forum.rows(Statement)
    assert statement.model_dump() == {
        "id": statement_id,
        "version": 1,
        "body_id": forum.body_id,
        "meeting_id": forum.meeting_id,
        "workflow": "consensus",
        "workflow_source": workflow_source(),
        "state": "draft",
        "style": "o-we",
        "language": "en",
        "created_at": forum.hour.now,
        "created_by": forum.chair.person_id,
        "adopted_in": "",
        "numbers_from": None,
        "attribution": "all",
    }
    assert [(part.kind, part.wording) for part in working_parts(forum, statement_id)] == [
        (PartKind.TITLE, "Statement of *Port Alder*")
    ]
    assert forum.kinds(f"{statement_id}:office") == ["statement_created"]


def beginning(forum: Forum, **changes: Any) -> dict[str, Any]:
    return {
        "meeting_id": forum.meeting_id,
        "style": "o-we",
        "workflow_name": "consensus",
        "workflow_source": workflow_source(),
        "title": "Joint Statement",
        **changes,
    }


@pytest.mark.parametrize("who", ["head of Borvia", "expert of Borvia", "observer", "administrator"])
def test_statement_is_begun_by_the_office_only(forum: Forum, who: str) -> None:
    refused(forum, NotYours, create_statement, **beginning(forum), by=forum.viewer(who))


def test_statement_of_an_unknown_meeting_is_refused(forum: Forum) -> None:
    refused(forum, NotFound, create_statement, **beginning(forum, meeting_id="0" * 32), by=forum.chair)


def test_statement_under_a_faulty_workflow_is_refused(forum: Forum) -> None:
    refused(forum, WorkflowMistake, create_statement, **beginning(forum, workflow_source="title = 1"), by=forum.chair)


@pytest.mark.parametrize("style", ["", "../etc", "o we", "x" * 61])
def test_style_that_is_no_name_is_refused(forum: Forum, style: str) -> None:
    refused(forum, BadInput, create_statement, **beginning(forum, style=style), by=forum.chair)


@pytest.mark.parametrize("title", ["", "   ", "a\x00b", "x" * 20_001])
def test_title_that_says_nothing_is_refused(forum: Forum, title: str) -> None:
    refused(forum, BadInput, create_statement, **beginning(forum, title=title), by=forum.chair)


# A text is imported


def test_imported_text_keeps_words_endings_labels_keys_and_marks(forum: Forum) -> None:
    statement_id = import_text(forum, a_document())
    assert [
        Part(part.kind, part.wording, part.level, part.ending, part.label, part.key, part.mark)
        for part in working_parts(forum, statement_id)
    ] == list(IMPORTED)
    assert forum.kinds(f"{statement_id}:office") == ["text_imported"]


def test_imported_file_is_dropped_and_its_digest_recorded(forum: Forum) -> None:
    upload_id = forum.act(keep_upload, file_name="a.txt", content=b"x", reading_json="{}", by=forum.secretariat)
    statement_id = import_text(forum, a_document(), upload_id)
    assert forum.rows(Upload) == []
    assert json.loads(forum.last_entry(f"{statement_id}:office").payload)["file"] == {
        "name": "a.txt",
        "digest": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
    }


@pytest.mark.parametrize(
    "parts",
    [
        (Part(PartKind.TITLE, "A"), Part(PartKind.TITLE, "B")),
        (Part(PartKind.CLOSING, "Done"), Part(PartKind.OPERATIVE, "We meet")),
        (Part(PartKind.ITEM, "alone", level=1),),
        (Part(PartKind.HEADING, "Water", level=1), Part(PartKind.ITEM, "below it", level=1)),
        (Part(PartKind.OPERATIVE, "We meet[^x]"),),
        (Part(PartKind.FOOTNOTE, "One", key="x"), Part(PartKind.FOOTNOTE, "Two", key="x")),
        (Part(PartKind.FOOTNOTE, "One"),),
        (Part(PartKind.OPERATIVE, ""),),
        (Part(PartKind.OPERATIVE, "We\x00meet"),),
        (Part(PartKind.HEADING, "Deep", level=7),),
        (Part(PartKind.OPERATIVE, "We meet"),) * 2001,
    ],
)
def test_document_that_is_no_sound_text_is_refused(forum: Forum, parts: tuple[Part, ...]) -> None:
    refused(
        forum,
        BadInput,
        import_document,
        meeting_id=forum.meeting_id,
        style="o-we",
        workflow_name="consensus",
        workflow_source=workflow_source(),
        document=Document(parts=parts),
        upload_id=None,
        by=forum.chair,
    )


def test_upload_waits_for_a_day(forum: Forum) -> None:
    first = forum.act(keep_upload, file_name="a.txt", content=b"x", reading_json="{}", by=forum.chair)
    forum.hour.pass_by(timedelta(hours=24))
    refused(forum, NotFound, drop_upload, first, by=forum.chair)
    second = forum.act(keep_upload, file_name="b.txt", content=b"y", reading_json="{}", by=forum.chair)
    assert [upload.id for upload in forum.rows(Upload)] == [second]


def test_upload_is_dropped_by_its_own_person_only(forum: Forum) -> None:
    upload_id = forum.act(keep_upload, file_name="a.txt", content=b"x", reading_json="{}", by=forum.chair)
    refused(forum, NotFound, drop_upload, upload_id, by=forum.secretariat)
    forum.act(drop_upload, upload_id, by=forum.chair)
    assert forum.rows(Upload) == []


def test_upload_of_a_delegation_is_refused(forum: Forum) -> None:
    refused(
        forum,
        NotYours,
        keep_upload,
        file_name="a.txt",
        content=b"x",
        reading_json="{}",
        by=forum.head("Borvia"),
    )


def test_upload_beyond_its_size_is_refused(forum: Forum) -> None:
    refused(forum, BadInput, keep_upload, file_name="a", content=b"x" * 10_000_001, reading_json="{}", by=forum.chair)


# Parts are inserted


def test_inserted_clause_stands_after_the_one_named(forum: Forum) -> None:
    statement_id = begin(forum, "We meet", "We part")
    part_id = insert(forum, statement_id, PartKind.OPERATIVE, "We talk", part_with(forum, statement_id, "meet").id)
    assert text_of(forum, statement_id) == ["Joint Statement", "We meet", "We talk", "We part"]
    entry = forum.last_entry(f"{statement_id}:office")
    assert (entry.kind, json.loads(entry.payload)["part"], json.loads(entry.payload)["wording"]) == (
        "part_inserted",
        part_id,
        "We talk",
    )


def test_inserted_clause_never_comes_between_a_clause_and_its_items(forum: Forum) -> None:
    statement_id = items_text(forum)
    insert(forum, statement_id, PartKind.OPERATIVE, "We meet", part_with(forum, statement_id, "task").id)
    insert(forum, statement_id, PartKind.HEADING, "Water", part_with(forum, statement_id, "measure").id, level=1)
    assert text_of(forum, statement_id) == [
        "Joint Statement",
        "We task the chair",
        "to measure",
        "each spring",
        "to report",
        "Water",
        "We meet",
        "We thank the host",
    ]


def test_every_kind_has_its_place(forum: Forum) -> None:
    statement_id = begin(forum, "We meet")
    for kind, wording, named in [
        (PartKind.FOOTNOTE, "A note", {"key": "n1"}),
        (PartKind.CLOSING, "Done", {}),
        (PartKind.CHAPEAU, "The ministers,", {}),
        (PartKind.SUBTITLE, "of spring", {}),
        (PartKind.PREAMBULAR, "Recalling the river,", {}),
        (PartKind.FOOTNOTE, "First note", {"key": "n2"}),
    ]:
        insert(forum, statement_id, kind, wording, **named)
    assert text_of(forum, statement_id) == [
        "Joint Statement",
        "of spring",
        "The ministers,",
        "Recalling the river",
        "We meet",
        "Done",
        "First note",
        "A note",
    ]


def test_typed_ending_of_a_clause_is_none_of_its_wording(forum: Forum) -> None:
    statement_id = begin(forum, "We meet; and")
    part = part_with(forum, statement_id, "meet")
    assert (part.wording, part.ending) == ("We meet", None)


def test_footnote_stands_before_its_mark(forum: Forum) -> None:
    statement_id = begin(forum)
    insert(forum, statement_id, PartKind.FOOTNOTE, "Without prejudice.", key="kell", mark="*")
    insert(forum, statement_id, PartKind.OPERATIVE, "We welcome Kell[^kell]")
    assert text_of(forum, statement_id) == ["Joint Statement", "We welcome Kell[^kell]", "Without prejudice."]


@pytest.mark.parametrize(
    "named",
    [
        {"kind": PartKind.TITLE, "wording": "Another title"},
        {"kind": PartKind.OPERATIVE, "wording": " "},
        {"kind": PartKind.OPERATIVE, "wording": ";"},
        {"kind": PartKind.OPERATIVE, "wording": "We\x07meet"},
        {"kind": PartKind.OPERATIVE, "wording": "We meet on\u202e61 June"},
        {"kind": PartKind.OPERATIVE, "wording": "x" * 20_001},
        {"kind": PartKind.OPERATIVE, "wording": "We meet[^nowhere]"},
        {"kind": PartKind.OPERATIVE, "wording": "We meet", "key": "k"},
        {"kind": PartKind.OPERATIVE, "wording": "We meet", "mark": "*"},
        {"kind": PartKind.OPERATIVE, "wording": "We meet", "label": "7."},
        {"kind": PartKind.FOOTNOTE, "wording": "A note"},
        {"kind": PartKind.FOOTNOTE, "wording": "A note", "key": "a b"},
        {"kind": PartKind.FOOTNOTE, "wording": "A note", "key": "known"},
        {"kind": PartKind.ITEM, "wording": "alone"},
        {"kind": PartKind.HEADING, "wording": "Deep", "level": 7},
    ],
)
def test_part_that_cannot_stand_in_the_text_is_refused(forum: Forum, named: dict[str, Any]) -> None:
    statement_id = begin(forum)
    insert(forum, statement_id, PartKind.FOOTNOTE, "A note", key="known")
    refused(forum, BadInput, insert_part, statement_id, after=None, **named, by=forum.chair)


def test_item_deeper_than_its_place_allows_is_refused(forum: Forum) -> None:
    statement_id = begin(forum, "We task the chair")
    clause = part_with(forum, statement_id, "task").id
    refused(
        forum,
        BadInput,
        insert_part,
        statement_id,
        kind=PartKind.ITEM,
        wording="deep",
        level=2,
        after=clause,
        by=forum.chair,
    )


def test_clause_after_the_closing_is_refused(forum: Forum) -> None:
    statement_id = begin(forum)
    closing = insert(forum, statement_id, PartKind.CLOSING, "Done at Port Alder")
    refused(
        forum,
        BadInput,
        insert_part,
        statement_id,
        kind=PartKind.OPERATIVE,
        wording="We meet",
        after=closing,
        by=forum.chair,
    )


def test_part_after_one_of_another_statement_is_refused(forum: Forum) -> None:
    other = part_with(forum, begin(forum, "We meet"), "meet").id
    refused(
        forum,
        NotFound,
        insert_part,
        begin(forum),
        kind=PartKind.OPERATIVE,
        wording="We talk",
        after=other,
        by=forum.chair,
    )


# Parts are reworded


def test_reworded_part_is_the_same_part(forum: Forum) -> None:
    statement_id = begin(forum, "We meet")
    before = part_with(forum, statement_id, "meet")
    reword(forum, statement_id, "meet", "We *gladly* meet")
    after = part_with(forum, statement_id, "gladly")
    assert (after.id, after.wording, after.version) == (before.id, "We *gladly* meet", 2)
    entry = forum.last_entry(f"{statement_id}:office")
    assert (entry.kind, json.loads(entry.payload)) == (
        "part_reworded",
        {
            "part": before.id,
            "before": {"wording": "We meet", "ending": None},
            "after": {"wording": "We *gladly* meet", "ending": None},
        },
    )


def test_own_ending_survives_a_rewording(forum: Forum) -> None:
    statement_id = import_text(forum, a_document())
    reword(forum, statement_id, "gauge", "We praise the gauge")
    assert part_with(forum, statement_id, "gauge").ending == " ;"


def test_typed_ending_takes_the_place_of_an_own_one(forum: Forum) -> None:
    statement_id = import_text(forum, a_document())
    reword(forum, statement_id, "gauge", "We praise the gauge.")
    part = part_with(forum, statement_id, "gauge")
    assert (part.wording, part.ending) == ("We praise the gauge", ".")


def test_ending_can_be_left_to_the_style_or_set(forum: Forum) -> None:
    statement_id = import_text(forum, a_document())
    reword(forum, statement_id, "gauge", "We praise the gauge", ending=None)
    assert part_with(forum, statement_id, "gauge").ending is None
    reword(forum, statement_id, "gauge", "We praise the gauge", ending="; and")
    assert part_with(forum, statement_id, "gauge").ending == "; and"


def test_stale_rewording_is_refused_with_both_texts(forum: Forum) -> None:
    statement_id = begin(forum, "We meet")
    part = part_with(forum, statement_id, "meet")
    reword(forum, statement_id, "meet", "We gladly meet")
    moved = refused(
        forum,
        WordingHasMoved,
        reword_part,
        statement_id,
        part.id,
        wording="We meet often",
        expected=1,
        by=forum.secretariat,
    )
    assert (moved.yours, moved.theirs, moved.version) == ("We meet often", "We gladly meet", 2)


def test_rewording_of_a_part_that_was_taken_out_gives_the_text_back(forum: Forum) -> None:
    statement_id = begin(forum, "We meet")
    part = part_with(forum, statement_id, "meet")
    forum.act(remove_part, statement_id, part.id, expected=1, by=forum.chair)
    moved = refused(
        forum, WordingHasMoved, reword_part, statement_id, part.id, wording="We talk", expected=1, by=forum.chair
    )
    assert (moved.yours, moved.theirs) == ("We talk", "")


def test_changes_elsewhere_leave_an_opened_part_as_it_was_seen(forum: Forum) -> None:
    """Who rewords a clause is not interrupted because others are inserted, moved and removed before it."""
    statement_id = begin(forum, "We meet", "We talk", "We part")
    seen = part_with(forum, statement_id, "part")
    insert(forum, statement_id, PartKind.OPERATIVE, "We eat")
    moving = part_with(forum, statement_id, "meet")
    forum.act(move_part, statement_id, moving.id, after=seen.id, expected=moving.version, by=forum.chair)
    gone = part_with(forum, statement_id, "talk")
    forum.act(remove_part, statement_id, gone.id, expected=gone.version, by=forum.chair)
    forum.act(
        reword_part, statement_id, seen.id, wording="We part friends", expected=seen.version, by=forum.secretariat
    )
    assert text_of(forum, statement_id) == ["Joint Statement", "We eat", "We part friends", "We meet"]


@pytest.mark.parametrize("wording", ["", "x" * 20_001, "We\x00meet", "We meet[^nowhere]", ";"])
def test_wording_that_cannot_be_kept_is_refused(forum: Forum, wording: str) -> None:
    statement_id = begin(forum, "We meet")
    part = part_with(forum, statement_id, "meet")
    refused(forum, BadInput, reword_part, statement_id, part.id, wording=wording, expected=1, by=forum.chair)


def test_ending_that_is_a_text_is_refused(forum: Forum) -> None:
    statement_id = begin(forum, "We meet")
    part = part_with(forum, statement_id, "meet")
    refused(
        forum,
        BadInput,
        reword_part,
        statement_id,
        part.id,
        wording="We meet",
        ending="; and so on and so on and on",
        expected=1,
        by=forum.chair,
    )


# Parts are moved


def test_moved_clause_takes_its_items_along(forum: Forum) -> None:
    statement_id = items_text(forum)
    clause = part_with(forum, statement_id, "task")
    host = part_with(forum, statement_id, "host")
    forum.act(move_part, statement_id, clause.id, after=host.id, expected=clause.version, by=forum.chair)
    assert text_of(forum, statement_id) == [
        "Joint Statement",
        "We thank the host",
        "We task the chair",
        "to measure",
        "each spring",
        "to report",
    ]
    entry = forum.last_entry(f"{statement_id}:office")
    assert (entry.kind, json.loads(entry.payload)) == ("part_moved", {"part": clause.id, "after": host.id})
    assert part_with(forum, statement_id, "task").version == clause.version + 1


def test_moved_item_takes_those_below_it_along(forum: Forum) -> None:
    statement_id = items_text(forum)
    item = part_with(forum, statement_id, "measure")
    after = part_with(forum, statement_id, "report").id
    forum.act(move_part, statement_id, item.id, after=after, expected=item.version, by=forum.chair)
    assert text_of(forum, statement_id)[1:5] == ["We task the chair", "to report", "to measure", "each spring"]


def test_clause_moved_to_the_head_of_the_body(forum: Forum) -> None:
    statement_id = items_text(forum)
    host = part_with(forum, statement_id, "host")
    forum.act(move_part, statement_id, host.id, after=None, expected=host.version, by=forum.chair)
    assert text_of(forum, statement_id)[:3] == ["Joint Statement", "We thank the host", "We task the chair"]


def move_refused(forum: Forum, statement_id: str, words: str, after: str | None) -> None:
    part = part_with(forum, statement_id, words)
    target = part_with(forum, statement_id, after).id if after else None
    refused(forum, BadInput, move_part, statement_id, part.id, after=target, expected=part.version, by=forum.chair)


def test_title_is_not_moved(forum: Forum) -> None:
    move_refused(forum, items_text(forum), "Joint", "host")


def test_clause_is_not_moved_into_itself(forum: Forum) -> None:
    move_refused(forum, items_text(forum), "task", "measure")
    move_refused(forum, items_text(forum), "task", "task")


def test_part_that_stands_there_already_is_not_moved(forum: Forum) -> None:
    move_refused(forum, items_text(forum), "host", "task")


def test_item_is_not_moved_out_of_all_clauses(forum: Forum) -> None:
    move_refused(forum, items_text(forum), "measure", "Joint")


def test_item_is_not_moved_deeper_than_its_new_place_allows(forum: Forum) -> None:
    move_refused(forum, items_text(forum), "each spring", "host")


def test_item_that_others_stand_below_is_not_left_without_a_clause(forum: Forum) -> None:
    """A heading put before the items of a clause would take them from it; it goes behind them instead."""
    statement_id = items_text(forum)
    heading = insert(forum, statement_id, PartKind.HEADING, "Water", part_with(forum, statement_id, "host").id)
    forum.act(
        move_part,
        statement_id,
        heading,
        after=part_with(forum, statement_id, "task").id,
        expected=part_with(forum, statement_id, "Water").version,
        by=forum.chair,
    )
    assert text_of(forum, statement_id)[4:6] == ["to report", "Water"]


def test_stale_move_is_refused(forum: Forum) -> None:
    statement_id = begin(forum, "We meet", "We part")
    part = part_with(forum, statement_id, "part")
    reword(forum, statement_id, "part", "We part friends")
    refused(forum, ChangedMeanwhile, move_part, statement_id, part.id, after=None, expected=1, by=forum.chair)


# Clauses are split and merged


def test_first_half_of_a_split_clause_keeps_the_identity_and_the_items_follow_the_second(forum: Forum) -> None:
    statement_id = items_text(forum)
    part = part_with(forum, statement_id, "task")
    half = forum.act(
        split_clause,
        statement_id,
        part.id,
        first="We trust the chair;",
        second="We task her:",
        expected=part.version,
        by=forum.chair,
    )
    parts = working_parts(forum, statement_id)
    assert [(row.id, row.wording) for row in parts[1:3]] == [(part.id, "We trust the chair"), (half, "We task her")]
    assert [row.wording for row in parts[3:]] == ["to measure", "each spring", "to report", "We thank the host"]
    assert [(row.from_part_id, row.to_part_id, row.how) for row in forum.rows(Lineage)] == [
        (part.id, half, LineageKind.SPLIT)
    ]
    assert forum.last_entry(f"{statement_id}:office").kind == "clause_split"


def test_own_ending_of_a_split_clause_goes_with_its_end(forum: Forum) -> None:
    statement_id = import_text(forum, a_document())
    part = part_with(forum, statement_id, "gauge")
    forum.act(
        split_clause, statement_id, part.id, first="We welcome it", second="We praise it", expected=1, by=forum.chair
    )
    assert [row.ending for row in working_parts(forum, statement_id)[3:5]] == [None, " ;"]


def test_stale_split_is_refused_with_both_texts(forum: Forum) -> None:
    statement_id = begin(forum, "We meet and talk")
    part = part_with(forum, statement_id, "meet")
    reword(forum, statement_id, "meet", "We meet, talk and eat")
    moved = refused(
        forum,
        WordingHasMoved,
        split_clause,
        statement_id,
        part.id,
        first="We meet",
        second="We talk",
        expected=1,
        by=forum.chair,
    )
    assert (moved.yours, moved.theirs) == ("We meet\nWe talk", "We meet, talk and eat")


def test_item_is_not_split(forum: Forum) -> None:
    statement_id = items_text(forum)
    item = part_with(forum, statement_id, "measure")
    refused(forum, BadInput, split_clause, statement_id, item.id, first="a", second="b", expected=1, by=forum.chair)


def test_split_into_a_half_without_words_is_refused(forum: Forum) -> None:
    statement_id = begin(forum, "We meet and talk")
    part = part_with(forum, statement_id, "meet")
    refused(
        forum, BadInput, split_clause, statement_id, part.id, first="We meet", second=" ", expected=1, by=forum.chair
    )


def test_merged_clause_keeps_the_identity_of_the_first_named_and_all_items(forum: Forum) -> None:
    statement_id = items_text(forum)
    first, second = part_with(forum, statement_id, "host"), part_with(forum, statement_id, "task")
    forum.act(
        merge_clauses,
        statement_id,
        first.id,
        second.id,
        wording="We thank the host and task the chair:",
        expected_first=first.version,
        expected_second=second.version,
        by=forum.chair,
    )
    parts = working_parts(forum, statement_id)
    assert [row.wording for row in parts] == [
        "Joint Statement",
        "We thank the host and task the chair",
        "to measure",
        "each spring",
        "to report",
    ]
    assert parts[1].id == first.id
    assert [row.ended_at for row in forum.rows(WorkingPart, id=second.id)] == [forum.hour.now]
    assert [(row.from_part_id, row.to_part_id, row.how) for row in forum.rows(Lineage)] == [
        (second.id, first.id, LineageKind.MERGED)
    ]
    assert forum.last_entry(f"{statement_id}:office").kind == "clauses_merged"


def test_stale_merge_is_refused(forum: Forum) -> None:
    statement_id = begin(forum, "We meet", "We part")
    first, second = part_with(forum, statement_id, "meet"), part_with(forum, statement_id, "part")
    reword(forum, statement_id, "part", "We part friends")
    refused(
        forum,
        WordingHasMoved,
        merge_clauses,
        statement_id,
        first.id,
        second.id,
        wording="We meet and part",
        expected_first=1,
        expected_second=1,
        by=forum.chair,
    )


def test_clause_is_not_merged_with_itself(forum: Forum) -> None:
    statement_id = begin(forum, "We meet")
    part = part_with(forum, statement_id, "meet")
    refused(
        forum,
        BadInput,
        merge_clauses,
        statement_id,
        part.id,
        part.id,
        wording="We meet",
        expected_first=1,
        expected_second=1,
        by=forum.chair,
    )


# Parts are removed


def test_removed_clause_takes_its_items_along(forum: Forum) -> None:
    statement_id = items_text(forum)
    part = part_with(forum, statement_id, "task")
    forum.act(remove_part, statement_id, part.id, expected=part.version, by=forum.chair)
    assert text_of(forum, statement_id) == ["Joint Statement", "We thank the host"]
    entry = forum.last_entry(f"{statement_id}:office")
    assert (entry.kind, len(json.loads(entry.payload)["parts"])) == ("part_removed", 4)


def test_stale_removal_is_refused(forum: Forum) -> None:
    statement_id = begin(forum, "We meet")
    part = part_with(forum, statement_id, "meet")
    reword(forum, statement_id, "meet", "We meet often")
    refused(forum, ChangedMeanwhile, remove_part, statement_id, part.id, expected=1, by=forum.chair)


def test_removed_part_is_not_removed_again(forum: Forum) -> None:
    statement_id = begin(forum, "We meet")
    part = part_with(forum, statement_id, "meet")
    forum.act(remove_part, statement_id, part.id, expected=1, by=forum.chair)
    refused(forum, NotFound, remove_part, statement_id, part.id, expected=2, by=forum.chair)


def test_footnote_that_the_text_points_to_is_not_removed(forum: Forum) -> None:
    statement_id = import_text(forum, a_document())
    note = part_with(forum, statement_id, "prejudice")
    refused(forum, BadInput, remove_part, statement_id, note.id, expected=1, by=forum.chair)
    reword(forum, statement_id, "task", "We task the chair")
    forum.act(remove_part, statement_id, note.id, expected=1, by=forum.chair)


# Endings and style


def test_style_takes_over_the_endings_as_a_visible_act(forum: Forum) -> None:
    statement_id = import_text(forum, a_document())
    forum.act(take_style_endings, statement_id, by=forum.secretariat)
    assert {part.ending for part in working_parts(forum, statement_id)} == {None}
    entry = forum.last_entry(f"{statement_id}:office")
    assert (entry.kind, [row["ending"] for row in json.loads(entry.payload)["endings"]]) == (
        "style_endings_taken",
        [" ;", ":", ";"],
    )


def test_endings_that_are_the_styles_already_are_not_taken_over(forum: Forum) -> None:
    refused(forum, BadInput, take_style_endings, begin(forum, "We meet"), by=forum.secretariat)


def test_style_is_chosen(forum: Forum) -> None:
    statement_id = begin(forum)
    forum.act(set_style, statement_id, style="numbered", by=forum.secretariat)
    assert [statement.style for statement in forum.rows(Statement)] == ["numbered"]
    entry = forum.last_entry(f"{statement_id}:office")
    assert (entry.kind, json.loads(entry.payload)) == ("style_set", {"before": "o-we", "after": "numbered"})


# Who may, and when


def deeds(forum: Forum, statement_id: str) -> list[tuple[Callable[..., Any], tuple[str, ...], dict[str, Any]]]:
    """Every way of changing a text that has the clauses "We meet" and "We part"."""
    meet, part = part_with(forum, statement_id, "meet"), part_with(forum, statement_id, "part")
    return [
        (insert_part, (), {"kind": PartKind.OPERATIVE, "wording": "We talk", "after": None}),
        (reword_part, (meet.id,), {"wording": "We talk", "expected": meet.version}),
        (move_part, (part.id,), {"after": None, "expected": part.version}),
        (split_clause, (meet.id,), {"first": "We", "second": "meet", "expected": meet.version}),
        (
            merge_clauses,
            (meet.id, part.id),
            {"wording": "We meet and part", "expected_first": meet.version, "expected_second": part.version},
        ),
        (remove_part, (meet.id,), {"expected": meet.version}),
        (take_style_endings, (), {}),
        (set_style, (), {"style": "numbered"}),
    ]


def test_text_does_not_change_while_a_round_is_open(forum: Forum) -> None:
    statement_id = begin(forum, "We meet", "We part")
    lay_before(forum, statement_id)
    for action, arguments, named in deeds(forum, statement_id):
        refused(forum, RoundIsOpen, action, statement_id, *arguments, **named, by=forum.chair)


@pytest.mark.parametrize("who", ["head of Borvia", "observer"])
def test_working_text_is_not_there_for_delegations_before_it_is_tabled(forum: Forum, who: str) -> None:
    statement_id = begin(forum, "We meet", "We part")
    for action, arguments, named in deeds(forum, statement_id):
        refused(forum, NotFound, action, statement_id, *arguments, **named, by=forum.viewer(who))


def test_tabled_text_is_changed_by_the_office_only(forum: Forum) -> None:
    statement_id = begin(forum, "We meet", "We part")
    forum.act(close_round, lay_before(forum, statement_id, visibility=Visibility.OPEN), by=forum.chair)
    for who in ("head of Borvia", "expert of Borvia", "observer"):
        for action, arguments, named in deeds(forum, statement_id):
            refused(forum, NotYours, action, statement_id, *arguments, **named, by=forum.viewer(who))


def test_administrator_finds_no_text(forum: Forum) -> None:
    statement_id = begin(forum, "We meet", "We part")
    lay_before(forum, statement_id)
    for action, arguments, named in deeds(forum, statement_id):
        refused(forum, NotFound, action, statement_id, *arguments, **named, by=forum.administrator)

"""The record as people read it."""

from datetime import UTC, datetime

import pytest
from tests.cast import Forum
from tests.on_the_table import Text
from tests.queries.recorded import with_silence_broken

from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound
from jointstatement.queries.record import RecordLine, chain_entries
from jointstatement.terms import Chain, PartKind


@pytest.fixture
def text(forum: Forum) -> Text:
    return with_silence_broken(forum)


def read(forum: Forum, text: Text, viewer: Viewer) -> tuple[RecordLine, ...]:
    with forum.database.reading() as session:
        return chain_entries(session, viewer, text.id)


def said(lines: tuple[RecordLine, ...]) -> list[tuple[Chain, str]]:
    return [(line.chain, line.sentence()) for line in lines]


CIRCULATED = [
    (Chain.CIRCULATED, "A silence procedure on Zero draft began, until 2026-05-05 09:00:00+00:00."),
    (Chain.CIRCULATED, "Istara broke silence on Zero draft."),
]


def test_delegation_reads_what_was_circulated_and_its_own(forum: Forum, text: Text) -> None:
    assert said(read(forum, text, forum.expert("Borvia"))) == [
        *CIRCULATED,
        (Chain.DELEGATION, "A position on Zero draft was taken."),
    ]


def test_office_reads_no_delegations_chain(forum: Forum, text: Text) -> None:
    assert said(read(forum, text, forum.secretariat)) == [
        *CIRCULATED,
        (Chain.OFFICE, "Istara broke silence on Zero draft."),
    ]


def test_observer_reads_what_happened_and_not_who_did_it(forum: Forum, text: Text) -> None:
    lines = read(forum, text, forum.observer)

    assert said(lines) == [CIRCULATED[0], (Chain.CIRCULATED, "Silence on Zero draft was broken.")]
    assert [line.actor for line in lines] == ["Ana Verel", ""]


def test_administrator_reads_no_record(forum: Forum, text: Text) -> None:
    with pytest.raises(NotFound):
        read(forum, text, forum.administrator)


def test_line_names_the_part_and_the_hour(forum: Forum, text: Text) -> None:
    started, broken, *_ = read(forum, text, forum.head("Borvia"))

    assert started.parameters == {"revision": "Zero draft", "due_at": datetime(2026, 5, 5, 9, tzinfo=UTC)}
    assert (broken.part_kind, broken.part, broken.actor) == (PartKind.OPERATIVE, "2", "Head Istara")
    assert broken.hash == forum.last_entry(text.circulated).hash

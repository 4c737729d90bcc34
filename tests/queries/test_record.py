"""The record as people read it, and the check that it is still what was recorded."""

import ast
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text as sql
from sqlmodel import Session
from tests.cast import Forum
from tests.on_the_table import Text, lay_on_the_table

import jointstatement.actions
from jointstatement.access.viewer import Viewer
from jointstatement.actions.attaching import _MADE, _WITHDRAWN
from jointstatement.actions.base_text import _BEGUN
from jointstatement.actions.clause_states import _OF_A_CLAUSE, _OF_A_PACKAGE
from jointstatement.actions.positions import take_position
from jointstatement.actions.silence import break_silence, start_silence
from jointstatement.errors import NotFound
from jointstatement.queries.record import SENTENCES, RecordLine, chain_entries, verify_statement_record
from jointstatement.terms import Chain, PartKind, Position

ACTS = Path(jointstatement.actions.__file__).parent


@pytest.fixture
def text(forum: Forum) -> Text:
    """A text whose silence Istara broke on its second clause, after Borvia took a position."""
    text = lay_on_the_table(forum)
    forum.act(take_position, text.id, part_id=None, position=Position.SUPPORT, by=forum.head("Borvia"))
    forum.act(
        start_silence,
        text.id,
        due_at=forum.hour.now + timedelta(days=1),
        due_as_typed="2026-05-05T11:00 Europe/Vienna",
        by=forum.chair,
    )
    forum.act(break_silence, text.id, part_id=text.clauses[1], reason="The treaty.", by=forum.head("Istara"))
    return text


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


TELLERS = {"tell_all", "_tell_all"}


def kinds_recorded() -> set[str]:
    """The kinds that stand in the code of the acts on a statement, wherever one is named."""
    # Of persons and bodies the chain of administration tells; it belongs to no statement.
    acts = [path for path in ACTS.glob("*.py") if path.stem not in {"persons", "setting_up", "fields", "notices"}]
    found: set[str] = set()
    for node in (node for path in acts for node in ast.walk(ast.parse(path.read_text()))):
        named: list[ast.expr] = []
        if (
            isinstance(node, ast.keyword)
            and node.arg == "kind"
            or isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and node.targets[0].id == "kind"
        ):
            named = [node.value]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TELLERS:
            # Some name what it is about before they name the kind.
            named = [*node.args[2:3], *(each for each in node.args[3:4] if isinstance(each, ast.Constant))]
        found |= {
            constant.value
            for expression in named
            for constant in ast.walk(expression)
            if isinstance(constant, ast.Constant) and isinstance(constant.value, str)
        }
    kept = (_MADE, _WITHDRAWN, _BEGUN, _OF_A_CLAUSE, _OF_A_PACKAGE)
    return found | {kind for kinds in kept for kind in kinds.values()}


def test_every_kind_that_an_act_records_has_a_sentence() -> None:
    recorded = kinds_recorded()

    assert {"silence_broken", "late_objection_received", "adopted", "part_reworded", "position_drafted"} < recorded
    assert recorded - SENTENCES.keys() == set()


def faults(forum: Forum, text: Text) -> list[str]:
    with forum.database.reading() as session:
        return [fault.sentence() for fault in verify_statement_record(session, text.id)]


def tamper(forum: Forum, statement: str, **values: Any) -> None:
    """Somebody changes the tables by hand; whoever can do that can also lift what freezes them."""

    def deed(session: Session, *, now: datetime) -> None:
        lifted = (
            ("frozen_entry_update", "frozen_entry_delete") if forum.database.is_sqlite else ("frozen_entry ON entry",)
        )
        for trigger in lifted:
            session.connection().execute(sql(f"DROP TRIGGER {trigger}"))
        session.connection().execute(sql(statement), values)

    forum.database.write_and_wait(deed)


def test_record_that_nobody_touched_is_sound(forum: Forum, text: Text) -> None:
    assert faults(forum, text) == []


def test_changed_payload_is_found(forum: Forum, text: Text) -> None:
    tamper(
        forum,
        "UPDATE entry SET payload = replace(payload, 'Istara', 'Borvia') WHERE chain_key = :key AND number = 2",
        key=text.circulated,
    )

    assert faults(forum, text) == ["circulated: entry 2 is not what was recorded."]


def test_unreadable_payload_is_found(forum: Forum, text: Text) -> None:
    tamper(forum, "UPDATE entry SET payload = 'no' WHERE chain_key = :key AND number = 1", key=text.office)

    assert "office: entry 1 is not what was recorded." in faults(forum, text)


def test_entry_taken_out_is_found(forum: Forum, text: Text) -> None:
    own = text.own("Borvia")
    tamper(forum, "DELETE FROM entry WHERE chain_key = :key AND number = 1", key=own)

    assert f"{own.partition(':')[2]}: entry 2 does not follow the one before it." in faults(forum, text)


def test_end_of_a_chain_that_was_circulated_is_missed(forum: Forum, text: Text) -> None:
    tamper(forum, "DELETE FROM entry WHERE chain_key = :key AND kind = 'head_sealed'", key=text.own("Kelmora"))

    assert faults(forum, text) == [
        "A head that the circulated entry 1 took in is in no chain.",
        "A head that the circulated entry 2 took in is in no chain.",
    ]


def test_circulated_entry_taken_out_is_missed(forum: Forum, text: Text) -> None:
    tamper(forum, "DELETE FROM entry WHERE chain_key = :key AND number = 2", key=text.circulated)

    assert "office: entry 3 is no seal of the circulated chain." in faults(forum, text)

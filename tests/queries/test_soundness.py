"""The check that the record is still what was recorded."""

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import text as sql
from sqlmodel import Session
from tests.cast import Forum
from tests.on_the_table import Text
from tests.queries.recorded import with_silence_broken

from jointstatement.queries.soundness import verify_statement_record


@pytest.fixture
def text(forum: Forum) -> Text:
    return with_silence_broken(forum)


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

"""From an empty database to the present tables and back, on both databases."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Enum, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, SQLModel
from tests.actions.test_correcting import declare_and_adopt, propose
from tests.actions.test_translating import enter_all, issue
from tests.cast import Hour, begin, gather, lay_before, part_with
from tests.databases import drop_postgresql, postgresql_url, sqlite_url
from tests.on_the_table import lay_on_the_table

from jointstatement import migrations
from jointstatement.actions.adopting import adopt
from jointstatement.actions.answering import answer_comment
from jointstatement.actions.attribution import choose_attribution
from jointstatement.actions.calls import put_call
from jointstatement.actions.consensus import declare_consensus
from jointstatement.actions.correcting import Correction
from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.actions.giving_input import amend, comment_on, submit_input
from jointstatement.actions.proposing import propose_deletion
from jointstatement.actions.rounds import close_round
from jointstatement.actions.silence import start_silence
from jointstatement.actions.supporting import support_amendment
from jointstatement.actions.symbols import change_form_of_symbols
from jointstatement.database import CHANGED_BY_TRIGGERS, Database
from jointstatement.errors import DatabaseIsNewer, DatabaseNotReady
from jointstatement.models import (
    AskedDelegation,
    Body,
    Comment,
    ConsensusDeclaration,
    Entry,
    GivenSymbol,
    Revision,
    Round,
    Silence,
)
from jointstatement.queries.adopted import adopted_document
from jointstatement.terms import (
    Attribution,
    Chain,
    CommentClass,
    ConsensusBasis,
    DispositionKind,
    Visibility,
    Weekday,
    Weight,
)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path, hour: Hour) -> Iterator[Database]:
    url = sqlite_url(tmp_path) if request.param == "sqlite" else postgresql_url()
    opened = Database(url, clock=hour)
    yield opened
    opened.close()
    if request.param == "postgresql":
        drop_postgresql(url)


def test_upgrade_makes_exactly_the_tables_of_the_models(empty: Database) -> None:
    migrations.upgrade(empty)

    with empty.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": _is_ours})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_readers_are_told_of_what_triggers_change(empty: Database) -> None:
    migrations.upgrade(empty)
    triggers = "SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
    if not empty.is_sqlite:
        triggers = (
            "SELECT relname, prosrc FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "JOIN pg_proc ON pg_proc.oid = tgfoid WHERE NOT tgisinternal"
        )

    changed = defaultdict[str, set[str]](set)
    with empty.engine.connect() as connection:
        for table, words in connection.execute(text(triggers)):
            deeds = re.sub(r"\A.* BEGIN", "", words)
            changed[table].update(re.findall(r"(?:INSERT INTO|UPDATE|DELETE FROM) (\w+)", deeds))

    told = CHANGED_BY_TRIGGERS if empty.is_sqlite else {"disposition": CHANGED_BY_TRIGGERS["disposition"]}
    assert {table: tables for table, tables in changed.items() if tables} == told


def test_database_takes_exactly_the_terms_of_every_closed_set(empty: Database) -> None:
    migrations.upgrade(empty)

    looked_at = inspect(empty.engine)
    for table in SQLModel.metadata.tables.values():
        checks = {each["name"]: each["sqltext"] for each in looked_at.get_check_constraints(table.name)}
        for column in table.columns:
            if isinstance(column.type, Enum):
                check = checks[f"ck_{table.name}_{column.type.name}"]
                assert re.findall(r"'(\w+)'", check) == column.type.enums, f"{table.name}.{column.name}"


def test_upgrade_down_and_up_again_works(empty: Database) -> None:
    migrations.upgrade(empty)
    migrations.downgrade(empty, "base")

    assert migrations.upgrade(empty) == migrations.present_revision()


def test_what_older_tables_cannot_hold_goes_with_what_hangs_on_it(empty: Database, hour: Hour) -> None:
    migrations.upgrade(empty)
    forum = gather(empty, hour)
    statement_id = begin(forum, "We meet at the river")
    lay_before(forum, statement_id, visibility=Visibility.OPEN)
    part_id, by = part_with(forum, statement_id, "meet").id, forum.head("Borvia")
    ask = {"reason": "", "weight": Weight.PREFERRED, "by": by}
    deletion = forum.act(propose_deletion, statement_id, part_id, **ask)
    other_words = forum.act(amend, statement_id, part_id, wording="We gladly meet at the river", **ask)
    forum.act(submit_input, statement_id, by=by)
    for amendment_id in (deletion, other_words):
        forum.act(support_amendment, statement_id, amendment_id, by=forum.head("Istara"))

    migrations.downgrade(empty, "0003")

    with empty.engine.connect() as connection:
        assert connection.execute(text("SELECT id FROM amendment")).scalars().all() == [other_words]


def test_older_answers_keep_their_first_hour_beside_what_they_answered(empty: Database, hour: Hour) -> None:
    migrations.upgrade(empty)
    forum = gather(empty, hour)
    statement_id = begin(forum, "We meet at the river")
    lay_before(forum, statement_id, visibility=Visibility.OPEN)
    part_id, by = part_with(forum, statement_id, "meet").id, forum.head("Borvia")
    asked = [
        forum.act(comment_on, statement_id, part_id=part_id, comment_class=CommentClass.EDITORIAL, text=words, by=by)
        for words in ("Why?", "When?")
    ]
    forum.act(submit_input, statement_id, by=by)
    forum.act(close_round, forum.rows(Round)[0].id, by=forum.chair)
    noted = {"disposition": DispositionKind.NOTED, "reply": "Thank you.", "by": forum.chair}
    forum.act(answer_comment, statement_id, asked[0], **noted)
    first = hour.now
    hour.now += timedelta(hours=1)
    forum.act(answer_comment, statement_id, asked[0], **noted)

    migrations.downgrade(empty, "0021")
    migrations.upgrade(empty)

    assert {row.id: row.answered_at for row in forum.rows(Comment)} == {asked[0]: first, asked[1]: None}
    with pytest.raises(DBAPIError, match="disposition is frozen"), empty.engine.begin() as connection:
        connection.execute(text("DELETE FROM disposition"))


def test_older_silence_names_its_breakers_as_its_body_does_and_bodies_keep_the_hours_of_all(
    empty: Database, hour: Hour
) -> None:
    migrations.upgrade(empty)
    forum = gather(empty, hour)

    def name_nobody(session: Session, *, now: datetime) -> None:
        session.get_one(Body, forum.body_id).names_the_breaker = False

    empty.write_and_wait(name_nobody)
    text_id = lay_on_the_table(forum).id
    due_at = hour.now + timedelta(hours=2)
    forum.act(start_silence, text_id, due_at=due_at, due_as_typed="in two hours", by=forum.chair)

    migrations.downgrade(empty, "0028")
    migrations.upgrade(empty)

    (silence,), (body,) = forum.rows(Silence), forum.rows(Body)
    assert silence.names_the_breaker is False
    assert (body.day_begins, body.day_ends, body.working_days.split()) == (time(8), time(20), list(Weekday)[:5])


def test_downgrade_is_refused_where_a_declaration_rests_on_counted_positions(empty: Database, hour: Hour) -> None:
    migrations.upgrade(empty)
    forum = gather(empty, hour)
    statement_id = begin(forum, "We meet at the river")
    lay_before(forum, statement_id)
    (revision,) = forum.rows(Revision)

    def declare(session: Session, *, now: datetime) -> None:
        named = {"statement_id": statement_id, "revision_id": revision.id}
        session.add(ConsensusDeclaration(**named, basis=ConsensusBasis.COUNTED, declared_at=now))

    empty.write_and_wait(declare)

    with pytest.raises(RuntimeError, match="consensus_declaration.basis"):
        migrations.downgrade(empty, "0006")
    migrations.demand_present(empty)


def test_what_older_tables_would_name_is_not_taken_back(empty: Database, hour: Hour) -> None:
    migrations.upgrade(empty)
    forum = gather(empty, hour)
    statement_id = begin(forum, "We meet at the river")
    lay_before(forum, statement_id)
    migrations.downgrade(empty, "0036")
    migrations.upgrade(empty)
    assert [row.attribution for row in forum.rows(Round)] == [Attribution.ALL]

    (in_round,) = forum.rows(Round)
    forum.act(close_round, in_round.id, by=forum.chair)
    forum.act(choose_attribution, statement_id, attribution=Attribution.NONE, by=forum.chair)
    with pytest.raises(RuntimeError, match=r"statement\.attribution"):
        migrations.downgrade(empty, "0046")
    forum.act(choose_attribution, statement_id, attribution=Attribution.OFFICE, by=forum.chair)
    with pytest.raises(RuntimeError, match="authors"):
        migrations.downgrade(empty, "0036")
    migrations.demand_present(empty)


def test_corrigendum_to_a_translation_is_not_taken_for_one_to_the_text(empty: Database, hour: Hour) -> None:
    migrations.upgrade(empty)
    forum = gather(empty, hour)
    adopted = lay_on_the_table(forum)
    declare_and_adopt(forum, adopted)
    propose(forum, adopted)
    migrations.downgrade(empty, "0061")
    migrations.upgrade(empty)
    enter_all(forum, adopted)
    issue(forum, adopted)
    of_translation = (Correction(adopted.clauses[0], "sabah", "akşam"),)
    propose(forum, adopted, language="tr", corrections=of_translation)

    with pytest.raises(RuntimeError, match="corrigendum to a translation"):
        migrations.downgrade(empty, "0061")
    migrations.demand_present(empty)


def test_second_upgrade_changes_nothing(empty: Database) -> None:
    migrations.upgrade(empty)
    migrations.upgrade(empty)

    migrations.demand_present(empty)


def test_empty_database_is_not_ready(empty: Database) -> None:
    with pytest.raises(DatabaseNotReady):
        migrations.demand_present(empty)


def test_older_program_refuses_a_newer_database(empty: Database) -> None:
    migrations.upgrade(empty)
    with empty.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(DatabaseIsNewer):
        migrations.upgrade(empty)
    with pytest.raises(DatabaseIsNewer):
        migrations.demand_present(empty)


@pytest.mark.parametrize("deed", ["UPDATE entry SET kind = 'other'", "DELETE FROM entry"])
def test_database_itself_refuses_to_change_an_entry(empty: Database, deed: str) -> None:
    migrations.upgrade(empty)

    def write_entry(session: Session, *, now: datetime) -> None:
        body = Body(name="Forum", short_name="F")
        session.add(body)
        session.flush()
        session.add(
            Entry(
                chain_key="x", chain=Chain.OFFICE, body_id=body.id, number=1, at=now, kind="kept", payload="{}",
                previous_hash="", hash="0",
            )
        )  # fmt: skip

    empty.write_and_wait(write_entry)

    with pytest.raises(DBAPIError, match="entry is frozen"), empty.engine.begin() as connection:
        connection.execute(text(deed))


def _is_ours(name: str | None, kind: str, parents: object) -> bool:
    """Whether the models say it: full-text search keeps tables or an index of its own, `database.py` tables' states."""
    return not str(name).startswith(("agreed_words", "table_state"))


def test_body_that_is_there_gives_no_symbols_and_those_given_are_forgotten_with_their_tables(
    empty: Database, hour: Hour
) -> None:
    migrations.upgrade(empty)
    forum = gather(empty, hour)
    forum.act(change_form_of_symbols, form="RCF/{year}/{number}", expected=1, by=forum.secretariat)
    text = lay_on_the_table(forum)
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    seen = {"place": "Port Alder", "adopted_on": hour.now.date(), "fingerprint_seen": text.fingerprint}
    forum.act(adopt, text.id, **seen, by=forum.chair)

    migrations.downgrade(empty, "0035")
    migrations.upgrade(empty)

    assert ([row.symbol_form for row in forum.rows(Body)], forum.rows(GivenSymbol)) == ([""], [])
    with empty.reading() as session:
        assert adopted_document(session, forum.observer, text.id).symbol == ""


def test_call_that_was_closed_before_keeps_whom_it_would_ask_and_who_gave(empty: Database, hour: Hour) -> None:
    migrations.upgrade(empty)
    forum = gather(empty, hour)
    how = {"title": "T", "question": "Q", "due_as_typed": "typed", "is_open_to_all": True, "by": forum.secretariat}
    for asks_observers in (True, False):
        due_at = hour.now + timedelta(days=1)
        forum.act(put_call, forum.meeting_id, **how, due_at=due_at, asks_observers=asks_observers)
    hour.pass_by(timedelta(days=1))
    forum.act(close_what_is_due)
    forum.act(put_call, forum.meeting_id, **how, due_at=hour.now + timedelta(days=1), asks_observers=True)
    kept = {(row.call_id, row.delegation_id) for row in forum.rows(AskedDelegation)}
    assert len(kept) == 13 + 12

    migrations.downgrade(empty, "0041")
    migrations.upgrade(empty)

    assert {(row.call_id, row.delegation_id) for row in forum.rows(AskedDelegation)} == kept

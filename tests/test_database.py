"""The one writer: first come first served, committed before it answers, the clock read under the lock."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, NoResultFound
from sqlmodel import Session, col, select
from tests.databases import drop_postgresql, postgresql_url, sqlite_url

from jointstatement import migrations
from jointstatement.database import Database, remembered
from jointstatement.errors import ChangedMeanwhile, NotFound
from jointstatement.models import Body, Delegation


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    url = sqlite_url(tmp_path) if request.param == "sqlite" else postgresql_url()
    opened = Database(url)
    migrations.upgrade(opened)
    yield opened
    opened.close()
    if request.param == "postgresql":
        drop_postgresql(url)


def found(session: Session, name: str, *, now: datetime) -> str:
    body = Body(name=name, short_name=name)
    session.add(body)
    return body.id


def found_and_refuse(session: Session, name: str, *, now: datetime) -> str:
    found(session, name, now=now)
    raise NotFound()


def lengthen(session: Session, body_id: str, *, now: datetime) -> None:
    body = session.exec(select(Body).where(col(Body.id) == body_id)).one()
    body.name += "+"


def names(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.exec(select(Body.name).order_by(col(Body.name))))


def test_write_is_committed_when_it_answers(database: Database) -> None:
    # In a thread of its own, since a browser of other tests may have left an event loop running in this one.
    with ThreadPoolExecutor(1) as aside:
        aside.submit(lambda: asyncio.run(database.write(found, "Forum"))).result()

    assert names(database) == ["Forum"]


def test_refused_action_changes_nothing(database: Database) -> None:
    with pytest.raises(NotFound):
        database.write_and_wait(found_and_refuse, "Forum")

    assert names(database) == []


def test_writers_never_lose_each_others_changes(database: Database) -> None:
    body_id = database.write_and_wait(found, "")
    threads = [
        threading.Thread(target=lambda: [database.write_and_wait(lengthen, body_id, lock=body_id) for _ in range(10)])
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert names(database) == ["+" * 40]


def test_stale_write_is_refused(database: Database) -> None:
    body_id = database.write_and_wait(found, "Forum")

    def change_behind_ones_back(session: Session, *, now: datetime) -> None:
        body = session.exec(select(Body).where(col(Body.id) == body_id)).one()
        session.connection().execute(text("UPDATE body SET version = version + 1"))
        body.name = "Other"

    with pytest.raises(ChangedMeanwhile):
        database.write_and_wait(change_behind_ones_back)

    assert names(database) == ["Forum"]


def join(session: Session, name: str, *, now: datetime) -> None:
    body_id = session.exec(select(Body.id)).one()
    session.add(Delegation(body_id=body_id, name=name, place_in_order=1))


class Asked:
    """What readers ask the database, and how often they had to."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.found: list[str] = []

    def names(self, session: Session, kind: type[Body] | type[Delegation]) -> list[str]:
        def find() -> list[str]:
            self.found.append(kind.__name__)
            return list(session.exec(select(kind.name)))

        return remembered(session, find, "names", kind.__name__)

    def read(self, kind: type[Body] | type[Delegation]) -> list[str]:
        with self.database.reading() as session:
            return self.names(session, kind)

    def both(self) -> tuple[list[str], list[str]]:
        """An answer that is made of two others."""
        with self.database.reading() as session:
            return remembered(
                session, lambda: (self.names(session, Body), self.names(session, Delegation)), "names of both"
            )


def test_answer_is_remembered_until_a_table_that_it_was_read_from_changes(database: Database) -> None:
    database.write_and_wait(found, "Forum")
    asked = Asked(database)

    assert (asked.read(Body), asked.read(Body), asked.read(Delegation)) == (["Forum"], ["Forum"], [])
    database.write_and_wait(join, "Borvia")
    assert (asked.read(Body), asked.read(Delegation)) == (["Forum"], ["Borvia"])
    assert asked.found == ["Body", "Delegation", "Delegation"]


def test_answer_made_of_others_is_found_anew_with_each_of_them(database: Database) -> None:
    database.write_and_wait(found, "Forum")
    asked = Asked(database)

    assert (asked.both(), asked.both()) == ((["Forum"], []), (["Forum"], []))
    database.write_and_wait(join, "Borvia")
    assert (asked.both(), asked.both()) == ((["Forum"], ["Borvia"]), (["Forum"], ["Borvia"]))
    assert asked.found == ["Body", "Delegation", "Delegation"]


def test_row_that_the_session_knows_counts_as_read(database: Database) -> None:
    body_id = database.write_and_wait(found, "Forum")

    def name() -> str:
        with database.reading() as session:
            body = session.get_one(Body, body_id)
            return remembered(session, lambda: body.name, "name")

    assert name() == "Forum"
    database.write_and_wait(lengthen, body_id)
    assert name() == "Forum+"


def test_row_that_is_let_go_while_it_is_read_counts_as_read(database: Database) -> None:
    body_id = database.write_and_wait(found, "Forum")

    def name() -> str:
        with database.reading() as session:
            held = [session.get_one(Body, body_id)]
            return remembered(session, lambda: held.pop().name, "name")

    assert name() == "Forum"
    database.write_and_wait(lengthen, body_id)
    assert name() == "Forum+"


def test_answer_depends_on_what_was_sought_in_vain(database: Database) -> None:
    def find(session: Session) -> str:
        try:
            return remembered(session, lambda: session.exec(select(Body.name)).one(), "name")
        except NoResultFound:
            return "none"

    def ask() -> str:
        with database.reading() as session:
            return remembered(session, lambda: find(session), "name or none")

    assert ask() == "none"
    database.write_and_wait(found, "Forum")
    assert ask() == "Forum"


def test_answer_is_found_anew_in_tables_that_were_upgraded_meanwhile(database: Database) -> None:
    asked = Asked(database)
    assert asked.read(Body) == []
    with Session(database.engine) as beside_the_writer:
        found(beside_the_writer, "Forum", now=database.now())
        beside_the_writer.commit()

    migrations.downgrade(database, "0057")
    migrations.upgrade(database)

    assert asked.read(Body) == ["Forum"]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE body SET name = 'Other'",
        "update body set name = 'Other'",
        "WITH other AS (SELECT 'Other' AS name) UPDATE body SET name = (SELECT name FROM other)",
    ],
)
def test_change_is_noticed_however_it_is_written(database: Database, change: str) -> None:
    database.write_and_wait(found, "Forum")
    asked = Asked(database)
    asked.read(Body)

    database.write_and_wait(lambda session, *, now: session.connection().execute(text(change)))

    assert asked.read(Body) == ["Other"]


def test_change_by_another_process_is_noticed(database: Database) -> None:
    body_id = database.write_and_wait(found, "Forum")
    asked, another = Asked(database), Database(database.url)
    asked.read(Body)

    another.write_and_wait(lengthen, body_id)
    another.close()

    assert asked.read(Body) == ["Forum+"]


def test_refused_action_lets_nothing_be_forgotten(database: Database) -> None:
    database.write_and_wait(found, "Forum")
    asked = Asked(database)
    asked.read(Body)

    with pytest.raises(NotFound):
        database.write_and_wait(found_and_refuse, "Other")

    assert (asked.read(Body), asked.found) == (["Forum"], ["Body"])


def test_reader_of_an_earlier_state_neither_takes_nor_leaves_what_is_of_another(database: Database) -> None:
    body_id = database.write_and_wait(found, "Forum")
    asked = Asked(database)

    with database.reading() as earlier:
        earlier.exec(select(Delegation.name)).all()
        database.write_and_wait(lengthen, body_id)
        assert (asked.read(Body), asked.names(earlier, Body), asked.read(Body)) == (["Forum+"], ["Forum"], ["Forum+"])


def test_answer_is_remembered_for_all_who_read(database: Database) -> None:
    asked = Asked(database)
    with database.reading() as one, database.reading() as another:
        assert (asked.names(one, Body), asked.names(another, Body)) == ([], [])

    assert asked.found == ["Body"]


def test_what_could_not_be_found_is_sought_again(database: Database) -> None:
    def ask() -> str:
        with database.reading() as session:
            return remembered(session, lambda: session.exec(select(Body.name)).one(), "name")

    with pytest.raises(NoResultFound):
        ask()
    database.write_and_wait(found, "Forum")

    assert ask() == "Forum"


def test_reader_forgets_the_oldest_of_very_many_answers(database: Database) -> None:
    asked = []
    with database.reading() as session:
        for number in (*range(2100), 2099, 0):
            remembered(session, lambda number=number: asked.append(number), number)

    assert asked == [*range(2100), 0]


def test_writer_remembers_nothing(database: Database) -> None:
    def rename(session: Session, *, now: datetime) -> list[str]:
        seen = [remembered(session, lambda: session.exec(select(Body.name)).one(), "name")]
        session.exec(select(Body)).one().name = "Other"
        return [*seen, remembered(session, lambda: session.exec(select(Body.name)).one(), "name")]

    database.write_and_wait(found, "Forum")

    assert database.write_and_wait(rename) == ["Forum", "Other"]


@pytest.mark.postgres
def test_of_two_writers_with_one_key_the_second_is_refused() -> None:
    database = Database(url := postgresql_url())
    migrations.upgrade(database)
    both_are_about_to = threading.Barrier(2, timeout=30)

    def found_as_the_only_one(session: Session, name: str, *, now: datetime) -> None:
        both_are_about_to.wait()
        session.add(Body(id="the only one", name=name, short_name=name))

    with ThreadPoolExecutor(2) as people:
        tries = [people.submit(database.write_and_wait, found_as_the_only_one, name) for name in ("A", "B")]
    refusals = [tried.exception() for tried in tries]
    kept = names(database)
    database.close()
    drop_postgresql(url)

    assert [type(refusal) for refusal in refusals if refusal] == [ChangedMeanwhile]
    assert kept == [name for name, refusal in zip("AB", refusals, strict=True) if refusal is None]


@pytest.mark.postgres
def test_of_two_writers_that_wait_for_each_other_one_is_refused() -> None:
    database = Database(url := postgresql_url())
    migrations.upgrade(database)
    for name in ("A", "B"):
        database.write_and_wait(found, name)
    both_have_one = threading.Barrier(2, timeout=30)

    def rename_both(session: Session, first: str, second: str, *, now: datetime) -> None:
        rename = text("UPDATE body SET name = name || :by WHERE short_name = :which")
        session.connection().execute(rename, {"by": f" by {first}", "which": first})
        both_have_one.wait()
        session.connection().execute(rename, {"by": f" by {first}", "which": second})

    with ThreadPoolExecutor(2) as people:
        tries = [people.submit(database.write_and_wait, rename_both, *pair) for pair in ("AB", "BA")]
    refusals = [tried.exception() for tried in tries]
    kept = names(database)
    database.close()
    drop_postgresql(url)

    assert [type(refusal) for refusal in refusals if refusal] == [ChangedMeanwhile]
    done = "A" if refusals[0] is None else "B"
    assert sorted(kept) == [f"A by {done}", f"B by {done}"]


def test_row_that_points_at_nothing_is_a_fault_and_no_refusal(database: Database) -> None:
    def belong_to_nobody(session: Session, *, now: datetime) -> None:
        session.add(Delegation(body_id="nobody", name="Borvia", place_in_order=1))

    with pytest.raises(IntegrityError):
        database.write_and_wait(belong_to_nobody)


@pytest.mark.parametrize("lock", ["", "\x00", "\ud800", "x" * 10_000])
def test_lock_may_have_any_name(database: Database, lock: str) -> None:
    database.write_and_wait(found, "Forum", lock=lock)

    assert names(database) == ["Forum"]


def test_reading_session_cannot_write(database: Database) -> None:
    with database.reading() as session, pytest.raises(DBAPIError):
        session.add(Body(name="Forum", short_name="F"))
        session.flush()

    assert names(database) == []


def test_clock_is_the_databases_and_aware(database: Database) -> None:
    before = datetime.now(UTC)

    assert abs((database.now() - before).total_seconds()) < 60
    assert database.now().utcoffset() == before.utcoffset()


def test_instants_come_back_as_they_were_kept(database: Database) -> None:
    def clock(session: Session, *, now: datetime) -> str:
        return now.isoformat()

    assert datetime.fromisoformat(database.write_and_wait(clock)).tzinfo is not None


def test_sqlite_waits_for_the_disk(tmp_path: Path) -> None:
    """With synchronous=NORMAL a power cut loses what was acknowledged."""
    opened = Database(sqlite_url(tmp_path))

    with opened.engine.begin() as connection:
        settings = [
            connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("synchronous", "journal_mode", "foreign_keys")
        ]
    opened.close()

    assert settings == [2, "wal", 1]

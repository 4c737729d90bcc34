"""The one writer: first come first served, committed before it answers, the clock read under the lock."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import Session, col, select
from tests.databases import drop_postgresql, postgresql_url, sqlite_url

from jointstatement import migrations
from jointstatement.database import Database, remembered, remembered_frozen
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


def test_reader_remembers_an_answer_until_anything_is_written(database: Database) -> None:
    asked = []

    def bodies(session: Session, *question: str) -> list[str]:
        def find() -> list[str]:
            asked.append(question)
            return list(session.exec(select(Body.name)))

        return remembered(session, find, *question)

    def read(*question: str) -> list[str]:
        with database.reading() as session:
            return bodies(session, *question)

    assert (read("bodies"), read("bodies"), read("bodies", "again")) == ([], [], [])
    assert asked == [("bodies",), ("bodies", "again")]

    with database.reading() as reader:
        bodies(reader, "bodies")
        database.write_and_wait(found, "Forum")
        still, of_the_same_state = bodies(reader, "bodies"), list(reader.exec(select(Body.name)))
    assert (still, of_the_same_state, len(asked)) == ([], [], 2)
    assert (read("bodies"), read("bodies"), len(asked)) == (["Forum"], ["Forum"], 3)


def test_next_reader_is_given_the_connection_that_remembers(database: Database) -> None:
    asked: list[str] = []
    with ExitStack() as together:
        for _ in range(3):
            together.enter_context(database.reading()).connection()

    for _ in range(4):
        with database.reading() as session:
            remembered(session, lambda: asked.append("counted"), "how many")

    assert asked == ["counted"]


def test_reader_forgets_the_oldest_of_very_many_answers(database: Database) -> None:
    asked = []
    with database.reading() as session:
        for number in (*range(300), 299, 0):
            remembered(session, lambda number=number: asked.append(number), number)

    assert asked == [*range(300), 0]


def test_what_frozen_rows_answer_is_remembered_whatever_is_written(database: Database) -> None:
    asked: list[str] = []

    def ask() -> None:
        with database.reading() as session:
            remembered_frozen(session, lambda: asked.append("the first revision"), "words", "first")

    ask()
    database.write_and_wait(found, "Forum")
    ask()

    assert asked == ["the first revision"]


def test_writer_remembers_no_frozen_rows(database: Database) -> None:
    def ask(session: Session, *, now: datetime) -> list[int]:
        return [remembered_frozen(session, lambda number=number: number, "words") for number in (1, 2)]

    assert database.write_and_wait(ask) == [1, 2]


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

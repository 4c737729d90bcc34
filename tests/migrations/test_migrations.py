"""From an empty database to the present tables and back, on both databases."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Enum, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, SQLModel
from tests.databases import drop_postgresql, postgresql_url, sqlite_url

from jointstatement import migrations
from jointstatement.database import Database
from jointstatement.errors import DatabaseIsNewer, DatabaseNotReady
from jointstatement.models import Body, Entry
from jointstatement.terms import Chain


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    url = sqlite_url(tmp_path) if request.param == "sqlite" else postgresql_url()
    opened = Database(url)
    yield opened
    opened.close()
    if request.param == "postgresql":
        drop_postgresql(url)


def test_upgrade_makes_exactly_the_tables_of_the_models(empty: Database) -> None:
    migrations.upgrade(empty)

    with empty.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": _is_ours})
        assert compare_metadata(context, SQLModel.metadata) == []


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
    """Whether the models say it; the full-text search keeps tables or an index of its own."""
    return not str(name).startswith("agreed_words")

"""What a migration does to a table that is already there, on both databases, without copying its rows.

SQLite's own way round (copy the table, drop the old one) would set off the foreign keys and lose the triggers that keep
frozen tables frozen.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op


def freeze(table: str) -> None:
    """Makes the database refuse every UPDATE and DELETE on a table."""
    if on_sqlite():
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER frozen_{table}_{deed.lower()} BEFORE {deed} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is frozen'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION frozen_{table}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is frozen'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER frozen_{table} BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION frozen_{table}()"
    )


def thaw(table: str) -> None:
    """Takes the refusal back, so that the table can be changed or dropped."""
    if on_sqlite():
        for deed in ("update", "delete"):
            op.execute(f"DROP TRIGGER frozen_{table}_{deed}")
        return
    op.execute(f"DROP TRIGGER frozen_{table} ON {table}")
    op.execute(f"DROP FUNCTION frozen_{table}()")


def add_column(
    table: str,
    name: str,
    type_: sa.types.TypeEngine[Any],
    *,
    default: str | None = None,
    references: str | None = None,
    terms: tuple[str, Sequence[str]] | None = None,
) -> None:
    """Adds a column: empty in the rows there are, or with `default` (a literal of SQL) in all of them and never empty.

    `references` is a table whose `id` the column names. `terms` are the name of a closed set (the class of its terms in
    small letters) and its values.
    """
    written = type_.compile(dialect=op.get_bind().dialect)
    rules = [f"NOT NULL DEFAULT {default}"] if default is not None else []
    if references:
        rules.append(f"CONSTRAINT fk_{table}_{name} REFERENCES {references} (id)")
    if terms:
        rules.append(f"CONSTRAINT ck_{table}_{terms[0]} {_check(name, terms[1])}")
    op.execute(" ".join([f"ALTER TABLE {table} ADD COLUMN {name} {written}", *rules]))
    if default is not None and not on_sqlite():
        op.execute(f"ALTER TABLE {table} ALTER COLUMN {name} DROP DEFAULT")


def drop_column(table: str, name: str) -> None:
    """Drops a column that `add_column` added, with what it holds; an index on it goes first, by `op.drop_index`."""
    op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")


def change_terms(table: str, column: str, name: str, *, before: Sequence[str], after: Sequence[str]) -> None:
    """Changes which values a column of a closed set takes; `name` is the class of its terms in small letters.

    Raises `RuntimeError` where a row holds a term that is gone, and on SQLite where the table does not take exactly the
    values `before`.
    """
    held: sa.ColumnClause[str] = sa.column(column, sa.String())
    gone = sa.select(sa.func.count()).select_from(sa.table(table)).where(held.is_not(None), held.not_in(after))
    if op.get_bind().execute(gone).scalar_one():
        raise RuntimeError(f"{table}.{column} holds what is none of {', '.join(after)}")
    if not on_sqlite():
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT ck_{table}_{name}")
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT ck_{table}_{name} {_check(column, after)}")
        return
    try:
        _rewrite(table, _check(column, before), _check(column, after))
    except LookupError:
        raise RuntimeError(f"{table}.{column} does not take exactly {', '.join(before)}") from None


def may_be_empty(table: str, column: str) -> None:
    """Lets a column of text be empty that had to be filled."""
    if on_sqlite():
        _rewrite(table, f"\t{column} VARCHAR NOT NULL", f"\t{column} VARCHAR")
    else:
        op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} DROP NOT NULL")


def must_be_filled(table: str, column: str) -> None:
    """Takes that back. Raises `RuntimeError` where a row is empty there."""
    held: sa.ColumnClause[str] = sa.column(column, sa.String())
    empty = sa.select(sa.func.count()).select_from(sa.table(table)).where(held.is_(None))
    if op.get_bind().execute(empty).scalar_one():
        raise RuntimeError(f"{table}.{column} is empty in some rows")
    if on_sqlite():
        _rewrite(table, f"\t{column} VARCHAR,", f"\t{column} VARCHAR NOT NULL,")
    else:
        op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET NOT NULL")


def closed(name: str, values: Sequence[str]) -> sa.Enum:
    """The type of a column that takes the terms of a closed set and no others; `name` as in `change_terms`."""
    return sa.Enum(*values, name=name, native_enum=False, length=32, create_constraint=True)


def on_sqlite() -> bool:
    """Whether the database is SQLite, and not PostgreSQL."""
    return op.get_bind().dialect.name == "sqlite"


def _rewrite(table: str, before: str, after: str) -> None:
    """On SQLite, says other words in the description of a table. Raises `LookupError` where they do not stand once.

    The way that SQLite itself documents for a changed CHECK and for NOT NULL: the rows are not touched, other
    connections read anew.
    """
    connection = op.get_bind()
    sql = connection.execute(
        sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :table"), {"table": table}
    ).scalar_one()
    if sql.count(before) != 1:
        raise LookupError(f"{table} has not once {before!r}")
    connection.exec_driver_sql("PRAGMA writable_schema=ON")
    connection.execute(
        sa.text("UPDATE sqlite_master SET sql = :sql WHERE type = 'table' AND name = :table"),
        {"sql": sql.replace(before, after), "table": table},
    )
    number = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql(f"PRAGMA schema_version={number + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema=OFF")


def _check(column: str, values: Sequence[str]) -> str:
    listed = ", ".join(f"'{value}'" for value in values)
    return f"CHECK ({column} IN ({listed}))"

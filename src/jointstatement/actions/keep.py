"""Writes new rows. The tables point at each other by id alone, so the order in which they are written is said here."""

from sqlmodel import Session, SQLModel


def keep(session: Session, *rows: SQLModel) -> None:
    """Adds the rows in the order given: a row comes after those that it points at."""
    for row in rows:
        session.add(row)
        # Written one by one: without relationships the session does not know that a row needs another to be there.
        session.flush()


def drop(session: Session, *rows: SQLModel) -> None:
    """Deletes the rows in the order given: a row goes before those that it points at."""
    for row in rows:
        session.delete(row)
        # As above: the session would choose its own order.
        session.flush()

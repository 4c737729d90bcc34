"""The symbols of a body's texts: those that were given, and which comes next."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from jointstatement.database import remembered
from jointstatement.models import Body, EnteredSymbol, GivenSymbol, Statement
from jointstatement.text.symbols import counts_by_year, next_in_row, symbol_of


def symbols_of(session: Session, statement_ids: Collection[str]) -> dict[str, str]:
    """The symbols of statements that were found already; a text without one is not in it."""
    rows = select(GivenSymbol.statement_id, GivenSymbol.symbol).where(col(GivenSymbol.statement_id).in_(statement_ids))
    return dict(session.exec(rows).all())


def symbol_given(session: Session, statement_id: str) -> str:
    """The symbol of one such statement, or nothing."""
    given = remembered(session, lambda: symbols_of(session, [statement_id]).get(statement_id), "symbol", statement_id)
    return given or ""


def entered_symbol(session: Session, statement: Statement) -> EnteredSymbol | None:
    """What the office chose for a text to come."""
    return session.exec(select(EnteredSymbol).where(col(EnteredSymbol.statement_id) == statement.id)).first()


def is_taken(session: Session, statement: Statement, folded: str) -> bool:
    """Whether another text of the body has this symbol, or will be given it."""
    return any(
        session.exec(
            select(table.id).where(
                col(table.body_id) == statement.body_id,
                col(table.folded) == folded,
                col(table.statement_id) != statement.id,
            )
        ).first()
        for table in (GivenSymbol, EnteredSymbol)
    )


def coming_symbol(session: Session, statement: Statement, on: date) -> tuple[str, int | None]:
    """The symbol of a text that is adopted or issued on this day, and its number in the row where it is of the row.

    Nothing where the body gives no symbols.
    """
    form = session.exec(select(Body.symbol_form).where(col(Body.id) == statement.body_id)).one()
    if not form:
        return "", None
    entered = entered_symbol(session, statement)
    if entered is not None:
        return entered.symbol, None
    row = select(func.max(GivenSymbol.number)).where(col(GivenSymbol.body_id) == statement.body_id)
    if counts_by_year(form):
        row = row.where(col(GivenSymbol.year) == on.year)
    taken = {
        folded
        for table in (GivenSymbol, EnteredSymbol)
        for folded in session.exec(select(table.folded).where(col(table.body_id) == statement.body_id))
    }
    number = next_in_row(form, year=on.year, last=session.exec(row).one() or 0, taken=taken)
    return symbol_of(form, year=on.year, number=number), number

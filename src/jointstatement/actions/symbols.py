"""Symbols of adopted texts: the form that the body writes them in, another one for a text to come, and the giving."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from jointstatement.access.statements import body_for, statement_for
from jointstatement.access.symbols import coming_symbol, entered_symbol, is_taken
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import optional_line
from jointstatement.actions.keep import drop, keep
from jointstatement.actions.record import record, record_in_office
from jointstatement.errors import N_, BadInput, ChangedMeanwhile, NoSymbols, SymbolTaken
from jointstatement.models import Body, EnteredSymbol, GivenSymbol, Statement
from jointstatement.terms import Chain
from jointstatement.text.symbols import folded, is_form
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_manage_body, may_set_furniture

LONGEST_SYMBOL = 60


def change_form_of_symbols(session: Session, *, form: str, expected: int, by: Viewer, now: datetime) -> None:
    """Changes how the body writes symbols; an empty form gives none. Symbols that were given stay, and are not reused.

    Raises `NotYours`, `ChangedMeanwhile` where it changed since it was seen, and `BadInput`.
    """
    demand(may_manage_body(by.role))
    body = body_for(session, by)
    if body.version != expected:
        raise ChangedMeanwhile()
    form = optional_line("form", form, longest=LONGEST_SYMBOL)
    if form and not is_form(form):
        raise BadInput(
            "form",
            N_(
                "Please write the form with one {{number}} in it and, where you want it, {{year}} or {{short_year}}, "
                "as in RCF/{{year}}/{{number}}; other braces have no meaning."
            ),
        )
    body.symbol_form = form
    keep(session, body)
    record(
        session,
        chain=Chain.ADMINISTRATION,
        kind="symbol_form_changed",
        by=by,
        now=now,
        body_id=body.id,
        payload={"form": form},
    )


def enter_symbol(session: Session, statement_id: str, *, symbol: str, by: Viewer, now: datetime) -> None:
    """The office chooses the symbol that a text will be given, instead of the next in the row; an empty one undoes it.

    Known to the office alone until the text is adopted or issued. Refused as `may_set_furniture` says, with `NoSymbols`
    where the body gives none, and with `SymbolTaken` where another text has it or will be given it.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_set_furniture(workflow_of(statement), situation_of(session, statement, now), by.role))
    symbol = choose_symbol(session, statement, symbol, by=by, now=now)
    record_in_office(
        session,
        statement,
        kind="symbol_entered" if symbol else "symbol_taken_back",
        by=by,
        now=now,
        payload={"symbol": symbol} if symbol else {},
    )


def choose_symbol(
    session: Session, statement: Statement, symbol: str, *, seen: str | None = None, by: Viewer, now: datetime
) -> str:
    """Puts this symbol in the place of what was chosen for a text; an empty one leaves it the next in the row.

    Returns it as it is kept. Raises `BadInput`, also where another was chosen since `seen` was, and `NoSymbols` and
    `SymbolTaken`.
    """
    if not _form_held(session, statement):
        raise NoSymbols()
    symbol = optional_line("symbol", symbol, longest=LONGEST_SYMBOL)
    chosen = entered_symbol(session, statement)
    if seen is not None and (chosen.symbol if chosen else "") not in (seen, symbol):
        if chosen is None:
            raise BadInput("symbol", N_("The office took its choice back meanwhile. Please enter the symbol again."))
        raise BadInput(
            "symbol",
            N_("The office chose {symbol} meanwhile. Please enter the symbol that is to be given."),
            symbol=chosen.symbol,
        )
    if symbol and is_taken(session, statement, folded(symbol)):
        raise SymbolTaken(symbol=symbol)
    free_entered_symbol(session, statement)
    if symbol:
        keep(
            session,
            EnteredSymbol(
                body_id=statement.body_id,
                statement_id=statement.id,
                symbol=symbol,
                folded=folded(symbol),
                at=now,
                by=by.person_id,
            ),
        )
    return symbol


def give_symbol(session: Session, statement: Statement, *, on: date, now: datetime) -> str:
    """Gives a text that is adopted or issued on this day its symbol, once. Returns it, or nothing without a form."""
    if not _form_held(session, statement):
        free_entered_symbol(session, statement)
        return ""
    symbol, number = coming_symbol(session, statement, on)
    given = GivenSymbol(
        body_id=statement.body_id,
        statement_id=statement.id,
        symbol=symbol,
        folded=folded(symbol),
        year=on.year,
        number=number,
        at=now,
    )
    keep(session, given)
    free_entered_symbol(session, statement)
    return symbol


def free_entered_symbol(session: Session, statement: Statement) -> None:
    """A symbol that was chosen for a text that will not come is nobody's again."""
    entered = entered_symbol(session, statement)
    if entered is not None:
        drop(session, entered)


def _form_held(session: Session, statement: Statement) -> str:
    """The form, with the body's row held: of two texts that are adopted at once the second has the next symbol."""
    # A lock that lets rows still point at the body: adoption has written some, and so has the one that waits for it.
    # Held to the end of the transaction, and taken after the lock of the statement. The watch, which adopts several
    # texts at the hour in one transaction, may hold it already while it waits for the next statement's lock.
    held = select(Body.symbol_form).where(col(Body.id) == statement.body_id).with_for_update(key_share=True)
    return session.exec(held).one()

"""The symbols of a body's texts, on their page: how they are written, and which text has which."""

from datetime import date

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.statements import body_for, statements_open_to
from jointstatement.access.viewer import Viewer
from jointstatement.errors import Refusal
from jointstatement.models import Adoption, GivenSymbol, Issuance, Statement
from jointstatement.queries.dashboard import titles_of
from jointstatement.workflow.permit import demand, may_manage_body, may_read_text


class SymbolLine(msgspec.Struct, frozen=True):
    """A symbol and the text that has it."""

    symbol: str
    statement_id: str
    title: str
    adopted_on: date
    """Or issued, where it is a text of the chair's own."""


class SymbolsPage(msgspec.Struct, frozen=True):
    """Everything on the page."""

    version: int
    body: str
    form: str
    """As "RCF/{year}/{number}"; empty where the body gives no symbols."""
    given: tuple[SymbolLine, ...]
    """Of the texts that this person may read, the latest first."""
    to_manage: Refusal | None
    """Why this person changes no form, or nothing where it may."""


def symbols_page(session: Session, viewer: Viewer) -> SymbolsPage:
    """The symbols, for all who read texts and for those who keep the body. Raises `NotYours`."""
    to_manage = may_manage_body(viewer.role)
    if to_manage:
        demand(may_read_text(viewer.role))
    body = body_for(session, viewer)
    rows = session.exec(
        select(GivenSymbol)
        .where(col(GivenSymbol.statement_id).in_(statements_open_to(viewer).with_only_columns(col(Statement.id))))
        .order_by(col(GivenSymbol.at).desc(), col(GivenSymbol.number).desc(), col(GivenSymbol.folded))
    ).all()
    ids = [row.statement_id for row in rows]
    titles = titles_of(session, viewer, ids)
    adopted = select(col(Adoption.statement_id), col(Adoption.adopted_on)).where(col(Adoption.statement_id).in_(ids))
    issued = select(col(Issuance.statement_id), col(Issuance.issued_on)).where(col(Issuance.statement_id).in_(ids))
    days = dict(session.exec(adopted).all()) | dict(session.exec(issued).all())
    return SymbolsPage(
        version=body.version,
        body=body.name,
        form=body.symbol_form,
        given=tuple(
            SymbolLine(row.symbol, row.statement_id, titles.get(row.statement_id, ""), days[row.statement_id])
            for row in rows
        ),
        to_manage=to_manage,
    )

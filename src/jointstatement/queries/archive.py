"""What goes into an archive of a body: the statements and closed calls that a person may read, and their chains."""

from datetime import UTC

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.calls import call_for, calls_open_to
from jointstatement.access.statements import body_for, statement_for, statements_open_to
from jointstatement.access.viewer import Viewer
from jointstatement.models import Adoption, CallForInputs, Entry, Publication, Revision, Statement
from jointstatement.queries.dashboard import titles_of
from jointstatement.queries.record import entries_open_to
from jointstatement.terms import Chain
from jointstatement.workflow.permit import demand, may_take_archive


class ArchivedRevision(msgspec.Struct, frozen=True):
    """One revision."""

    id: str
    number: int
    label: str


class ArchivedStatement(msgspec.Struct, frozen=True):
    """One statement."""

    id: str
    title: str
    revisions: tuple[ArchivedRevision, ...]
    is_adopted: bool


class ArchivedCall(msgspec.Struct, frozen=True):
    """One call for inputs whose hour has come."""

    id: str
    title: str


class Archived(msgspec.Struct, frozen=True):
    """What an archive of the body holds for one person, the earliest first."""

    body: str
    short_name: str
    statements: tuple[ArchivedStatement, ...]
    calls: tuple[ArchivedCall, ...]


class ChainEntry(msgspec.Struct, frozen=True):
    """One entry with all that its hash is made of."""

    chain_key: str
    number: int
    at: str
    kind: str
    actor: str | None
    payload: str
    previous_hash: str
    hash: str


def archived(session: Session, viewer: Viewer) -> Archived:
    """The list of what goes into an archive. Calls whose hour is still to come are in none. Raises `NotYours`."""
    demand(may_take_archive(viewer.role))
    body = body_for(session, viewer)
    statements = session.exec(statements_open_to(viewer).order_by(col(Statement.created_at), col(Statement.id))).all()
    ids = [each.id for each in statements]
    titles = titles_of(session, viewer, ids)
    revisions: dict[str, list[ArchivedRevision]] = {each: [] for each in ids}
    for row in session.exec(select(Revision).where(col(Revision.statement_id).in_(ids)).order_by(col(Revision.number))):
        revisions[row.statement_id].append(ArchivedRevision(row.id, row.number, row.label))
    adopted = set(session.exec(select(Adoption.statement_id).where(col(Adoption.statement_id).in_(ids))))
    calls = session.exec(
        calls_open_to(viewer)
        .where(col(CallForInputs.closed_at).is_not(None))
        .order_by(col(CallForInputs.put_at), col(CallForInputs.id))
    ).all()
    return Archived(
        body=body.name,
        short_name=body.short_name,
        statements=tuple(
            ArchivedStatement(each, titles.get(each, ""), tuple(revisions[each]), each in adopted) for each in ids
        ),
        calls=tuple(ArchivedCall(each.id, each.title) for each in calls),
    )


def archived_chains(session: Session, viewer: Viewer, statement_id: str) -> dict[Chain, tuple[ChainEntry, ...]]:
    """The chains of a statement that a person may read, whole, each from its first entry. Raises `NotFound`."""
    statement = statement_for(session, viewer, statement_id)
    return _chains(session, viewer, f"{statement.id}:")


def archived_chains_of_call(session: Session, viewer: Viewer, call_id: str) -> dict[Chain, tuple[ChainEntry, ...]]:
    """The same of a call for inputs. Raises `NotFound`."""
    return _chains(session, viewer, f"{call_for(session, viewer, call_id).id}:")


def published_copy(session: Session, viewer: Viewer, statement_id: str) -> bytes | None:
    """The published Word file, byte for byte; nothing where none was published. Raises `NotFound`."""
    statement = statement_for(session, viewer, statement_id)
    return session.exec(select(Publication.content).where(col(Publication.statement_id) == statement.id)).first()


def _chains(session: Session, viewer: Viewer, keys: str) -> dict[Chain, tuple[ChainEntry, ...]]:
    rows = session.exec(
        select(Entry)
        .where(col(Entry.chain_key).startswith(keys), entries_open_to(viewer))
        .order_by(col(Entry.chain_key), col(Entry.number))
    )
    chains: dict[Chain, list[ChainEntry]] = {}
    for row in rows:
        chains.setdefault(row.chain, []).append(
            ChainEntry(
                chain_key=row.chain_key,
                number=row.number,
                at=row.at.astimezone(UTC).isoformat(timespec="microseconds"),
                kind=row.kind,
                actor=row.actor_id,
                payload=row.payload,
                previous_hash=row.previous_hash,
                hash=row.hash,
            )
        )
    return {chain: tuple(entries) for chain, entries in chains.items()}

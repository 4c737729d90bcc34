"""Copies of drafts that a delegation takes out: whose they say they are, and who reads which were taken.

The chair's office reads what all delegations took, each delegation what its own persons did, and nobody else anything.
"""

from sqlalchemy import false
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from jointstatement.access.viewer import Viewer
from jointstatement.models import Body, Statement, TakenCopy
from jointstatement.text.naming import Naming


def is_of_delegation(viewer: Viewer) -> bool:
    """Whether what this person takes out is a delegation's copy, and not one of the chair's office."""
    return viewer.delegation_id is not None and not viewer.is_office


def printed_for(viewer: Viewer, body: Body, naming: Naming) -> str:
    """The delegation that a copy for this person names, as the text names it; nothing where it names nobody."""
    names_one = body.copies_are_named and is_of_delegation(viewer)
    return naming.name(viewer.delegation_id or "") if names_one else ""


def copies_open_to(viewer: Viewer, statement: Statement) -> SelectOfScalar[TakenCopy]:
    """The copies taken of a statement that a person may know of."""
    rows = select(TakenCopy).where(col(TakenCopy.statement_id) == statement.id)
    if viewer.is_office:
        return rows
    return rows.where(col(TakenCopy.delegation_id) == viewer.delegation_id if viewer.delegation_id else false())

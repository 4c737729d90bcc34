"""How the delegations are named in one statement, or by the body: whoever shows a delegation asks here for its name.

The profile that was chosen last holds, in its last edition. A text that was adopted, or issued by the chair, keeps
the choice and the edition that held in that hour. Where nothing was chosen the names and their order are those that the
body entered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import union
from sqlmodel import Session, col, select

from jointstatement.access.statements import all_delegations_of, gone_out
from jointstatement.database import remembered
from jointstatement.models import (
    Body,
    Delegation,
    DelegationNames,
    Meeting,
    NamingChoice,
    NamingEdition,
    NamingProfile,
    Statement,
)
from jointstatement.terms import Participation
from jointstatement.text.naming import Names, Naming, sort_key_of


@dataclass(frozen=True, slots=True)
class NamedDelegation:
    """A delegation as one statement names it."""

    id: str
    name: str
    participation: Participation
    entered: str
    """The name under which the body entered it. For comparing, never for showing."""

    @property
    def is_member(self) -> bool:
        """It holds positions, and is counted."""
        return self.participation is Participation.MEMBER


def naming_of(session: Session, statement: Statement) -> Naming:
    """How this statement names the delegations of its body."""
    return remembered(session, lambda: _naming_of(session, statement), "naming", statement.id)


def _naming_of(session: Session, statement: Statement) -> Naming:
    final = gone_out(session, statement.id)
    until = final.at if final else None
    meeting = session.get_one(Meeting, statement.meeting_id)
    profile_id = _chosen(session, statement.body_id, statement.id, until)
    return _naming(session, statement.body_id, profile_id, until, language=statement.language, chair=meeting.chair)


def naming_of_body(session: Session, body_id: str, *, chair: str = "") -> Naming:
    """How the body names its delegations where no statement is spoken of, or none yet."""
    body = session.get_one(Body, body_id)
    return _naming(session, body_id, _chosen(session, body_id, None, None), None, language=body.language, chair=chair)


def delegations_of(session: Session, statement: Statement) -> list[NamedDelegation]:
    """The delegations that hold positions, named and ordered as this statement has them."""
    return [each for each in named(naming_of(session, statement)) if each.is_member]


def named(naming: Naming) -> tuple[NamedDelegation, ...]:
    """All delegations that a naming knows, in its order."""
    rows = {row.delegation_id: row for row in naming.names}
    entered = {owner: form for form, owner in reversed(naming.other_forms)}
    return tuple(
        NamedDelegation(
            id=each,
            name=naming.name(each),
            participation=rows[each].participation,
            entered=entered.get(each, rows[each].state),
        )
        for each in naming.order
    )


def names_of(rows: Sequence[DelegationNames], delegations: Sequence[Delegation]) -> tuple[Names, ...]:
    """The names of all delegations by one edition; a delegation that came later has the name it was entered with."""
    by_delegation = {row.delegation_id: row for row in rows}
    return tuple(_names(by_delegation, each) for each in delegations)


def _naming(
    session: Session, body_id: str, profile_id: str | None, until: datetime | None, *, language: str, chair: str
) -> Naming:
    delegations = all_delegations_of(session, body_id)
    entered = tuple((each.name, each.id) for each in delegations)
    edition = _edition(session, profile_id, until) if profile_id else None
    if edition is None:
        return Naming(
            names=names_of((), delegations), is_sorted=False, language=language, chair=chair, other_forms=entered
        )
    rows = session.exec(select(DelegationNames).where(col(DelegationNames.edition_id) == edition.id)).all()
    return Naming(
        names=names_of(rows, delegations),
        mode=edition.mode,
        noun=edition.noun,
        chair_first=edition.chair_first,
        chair=chair,
        language=language,
        is_sorted=edition.is_sorted,
        known_abbreviations=frozenset(edition.known_abbreviations.split()),
        other_forms=(*entered, *_earlier_forms(session, body_id)),
    )


def _chosen(session: Session, body_id: str, statement_id: str | None, until: datetime | None) -> str | None:
    """The profile that holds: the statement's own, else the body's; `None` for the names as they were entered."""
    choices = session.exec(
        select(NamingChoice)
        .where(
            col(NamingChoice.body_id) == body_id,
            col(NamingChoice.statement_id).is_(None) | (col(NamingChoice.statement_id) == statement_id),
            *([col(NamingChoice.chosen_at) <= until] if until else []),
        )
        .order_by(col(NamingChoice.number))
    ).all()
    last = {choice.statement_id: choice.profile_id for choice in choices}
    return (last.get(statement_id) if statement_id else None) or last.get(None)


def _edition(session: Session, profile_id: str, until: datetime | None) -> NamingEdition | None:
    return session.exec(
        select(NamingEdition)
        .where(
            col(NamingEdition.profile_id) == profile_id,
            *([col(NamingEdition.saved_at) <= until] if until else []),
        )
        .order_by(col(NamingEdition.number).desc())
        .limit(1)
    ).first()


def _earlier_forms(session: Session, body_id: str) -> tuple[tuple[str, str], ...]:
    """Every form under which a delegation ever went, so that what was recorded under it is known again."""
    forms = (DelegationNames.state, DelegationNames.short, DelegationNames.capital, DelegationNames.person)
    rows = session.connection().execute(
        union(
            *(
                select(form, DelegationNames.delegation_id)
                .join(NamingEdition, col(NamingEdition.id) == col(DelegationNames.edition_id))
                .join(NamingProfile, col(NamingProfile.id) == col(NamingEdition.profile_id))
                .where(col(NamingProfile.body_id) == body_id, col(form) != "")
                for form in forms
            )
        )
    )
    return tuple(sorted((form, owner) for form, owner in rows))


def _names(rows: Mapping[str, DelegationNames], delegation: Delegation) -> Names:
    row = rows.get(delegation.id)
    if row is None:
        return Names(delegation_id=delegation.id, state=delegation.name, participation=delegation.participation)
    return Names(
        delegation_id=delegation.id,
        state=row.state,
        short=row.short,
        capital=row.capital,
        person=row.person,
        adjective=row.adjective,
        avoided=tuple(row.avoided.splitlines()),
        footnote=row.footnote,
        mark=row.mark,
        footnote_at=row.footnote_at,
        sort_keys=tuple(map(sort_key_of, row.sort_keys.splitlines())),
        participation=delegation.participation,
    )

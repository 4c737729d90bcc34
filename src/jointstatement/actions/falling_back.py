"""When consensus fails: the chair begins a text of his own from the same clauses, and issues it in his own name.

It needs no consensus and claims none. Who associates itself with it, and who lets it name its dissent, says so itself.
"""

from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256

from sqlmodel import Session, col, select

from jointstatement.access.references import references_when_tabled
from jointstatement.access.statements import body_for, parts_as_cited, statement_for, working_text
from jointstatement.access.viewer import Viewer
from jointstatement.actions.drafting import import_document, insert_part, set_wording
from jointstatement.actions.fields import line
from jointstatement.actions.keep import keep
from jointstatement.actions.objecting import own_delegation
from jointstatement.actions.record import tell_all
from jointstatement.actions.references import copy_references
from jointstatement.actions.step import take
from jointstatement.actions.symbols import give_symbol
from jointstatement.actions.tabled import revision_on_the_table
from jointstatement.errors import (
    N_,
    AlreadyAssociated,
    BadInput,
    NobodyAssociated,
    NotFound,
    NothingToConsentTo,
    SymbolIsAnother,
    TextSeenIsAnother,
)
from jointstatement.models import (
    Association,
    Conversion,
    CopiedPart,
    Delegation,
    Issuance,
    NamingConsent,
    Revision,
    Statement,
)
from jointstatement.models.identity import new_id
from jointstatement.terms import Outcome, PartKind, Verb
from jointstatement.text.document import Document, Part
from jointstatement.text.wording import escape
from jointstatement.workflow.dissent import dissents_on
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import (
    demand,
    may_add_dissent,
    may_associate,
    may_consent_to_be_named,
    may_convert,
    may_end_association,
    may_issue,
)

WORKFLOW = "chairs_statement"
_TITLES = {
    Outcome.CHAIRS_STATEMENT: "Chair’s Statement",
    Outcome.CHAIRS_SUMMARY: "Chair’s Summary",
    Outcome.CONCLUSIONS: "Conclusions of the Chair",
    Outcome.STATEMENT_OF_SOME: "Statement",
}
_FORMULAS = {
    Outcome.CHAIRS_STATEMENT: "In my capacity as Chair of the {body}, I state under my own responsibility:",
    Outcome.CHAIRS_SUMMARY: "In my capacity as Chair of the {body}, I sum up the discussion as I have heard it:",
    Outcome.CONCLUSIONS: "In my capacity as Chair of the {body}, I conclude under my own responsibility:",
    Outcome.STATEMENT_OF_SOME: "We, those members of the {body} that are named below as associated, state:",
}


def convert(
    session: Session, statement_id: str, *, outcome: Outcome, workflow_source: str, by: Viewer, now: datetime
) -> str:
    """The chair begins a text of his own from the clauses of one that consensus failed on. Returns its id.

    It has the author formula of its kind in the place of the chapeau, keeps from which clause each clause came, and is
    linked with the text that failed, which stays as it is. Circulated with that text. Refused as `may_convert` says.
    """
    failed = statement_for(session, by, statement_id)
    demand(may_convert(workflow_of(failed), situation_of(session, failed, now), by.role))
    revision = revision_on_the_table(session, failed)
    kept = [
        part
        for part in parts_as_cited(session, revision)
        if part.kind not in {PartKind.TITLE, PartKind.SUBTITLE, PartKind.CHAPEAU, PartKind.FORMULA, PartKind.CLOSING}
    ]
    formula = _FORMULAS[outcome].format(body=body_for(session, by).name)
    began = (Part(PartKind.TITLE, _TITLES[outcome]), Part(PartKind.CHAPEAU, escape(formula)))
    own_id = import_document(
        session,
        meeting_id=failed.meeting_id,
        style=failed.style,
        workflow_name=WORKFLOW,
        workflow_source=workflow_source,
        document=Document(parts=(*began, *(replace(part, id="") for part in kept))),
        upload_id=None,
        by=by,
        now=now,
    )
    own = session.exec(select(Statement).where(col(Statement.id) == own_id)).one()
    copies = working_text(session, own)[len(began) :]
    keep(
        session,
        Conversion(from_statement_id=failed.id, to_statement_id=own.id, outcome=outcome, at=now, by=by.person_id),
        *(CopiedPart(part_id=copy.id, from_part_id=part.id) for copy, part in zip(copies, kept, strict=True)),
    )
    own_ids = {part.id: copy.id for copy, part in zip(copies, kept, strict=True)}
    copy_references(session, own, references_when_tabled(session, failed, revision), own_ids, now=now)
    # What the chair drafts is nobody else's before it is tabled: the delegations learn that it was begun, and no more.
    _tell(session, failed, kind="converted", by=by, now=now, revision=revision.label, outcome=outcome)
    return own.id


def associate(session: Session, statement_id: str, *, by: Viewer, now: datetime) -> str:
    """A delegation associates itself with the chair's text as it was tabled, or aligns itself with an adopted one.

    Circulated. Returns its id. Refused as `may_associate` says, and with `AlreadyAssociated`.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_associate(workflow_of(statement), situation_of(session, statement, now), by.role))
    delegation = _delegation(session, by)
    revision = revision_on_the_table(session, statement)
    if _association(session, revision, delegation) is not None:
        raise AlreadyAssociated()
    association = Association(
        statement_id=statement.id,
        revision_id=revision.id,
        delegation_id=delegation.id,
        at=now,
        by=by.person_id,
    )
    keep(session, association)
    _tell(session, statement, kind="associated", by=by, now=now, delegation=delegation.name, revision=revision.label)
    return association.id


def end_association(session: Session, statement_id: str, *, by: Viewer, now: datetime) -> None:
    """A delegation no longer stands by the text; what was printed before stays. Circulated.

    Refused as `may_end_association` says, and with `NotFound` where it does not stand by it.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_end_association(workflow_of(statement), situation_of(session, statement, now), by.role))
    delegation = _delegation(session, by)
    revision = revision_on_the_table(session, statement)
    association = _association(session, revision, delegation)
    if association is None:
        raise NotFound()
    association.withdrawn_at = now
    keep(session, association)
    _tell(session, statement, kind="association_ended", by=by, now=now, delegation=delegation.name)


def consent_to_be_named(session: Session, statement_id: str, *, by: Viewer, now: datetime) -> str:
    """A head of delegation lets the chair's text name its delegation among those that did not agree; circulated.

    Returns its id. Refused as `may_consent_to_be_named` says, and with `NothingToConsentTo` where it has consented.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_consent_to_be_named(workflow_of(statement), situation_of(session, statement, now), by.role))
    delegation = own_delegation(session, by)
    known = select(NamingConsent.id).where(
        col(NamingConsent.statement_id) == statement.id, col(NamingConsent.delegation_id) == delegation.id
    )
    if session.exec(known).first() is not None:
        raise NothingToConsentTo()
    consent = NamingConsent(statement_id=statement.id, delegation_id=delegation.id, at=now, by=by.person_id)
    keep(session, consent)
    _tell(session, statement, kind="naming_consented", by=by, now=now, delegation=delegation.name)
    return consent.id


def add_dissent(session: Session, statement_id: str, part_id: str, *, by: Viewer, now: datetime) -> str:
    """The office puts a footnote to a clause that says that not all agreed to it. Returns the footnote's id.

    Its words are counted at this moment from the positions on the text that failed. Refused as `may_add_dissent` says,
    and with `NotFound` for a clause on which nobody stands apart.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_add_dissent(workflow_of(statement), situation_of(session, statement, now), by.role))
    wording = next((each.wording for each in dissents_on(session, statement) if each.part_id == part_id), None)
    if wording is None:
        raise NotFound()
    key = f"dissent-{part_id[:8]}"
    parts = working_text(session, statement)
    note = next((part for part in parts if part.key == key), None)
    if note is not None:
        set_wording(session, statement, parts, note, wording=escape(wording), by=by, now=now, kind="part_reworded")
        return note.id
    note_id = insert_part(
        session, statement_id, kind=PartKind.FOOTNOTE, wording=escape(wording), after=None, key=key, by=by, now=now
    )
    parts = working_text(session, statement)
    clause = next(part for part in parts if part.id == part_id)
    marked = f"{clause.wording}[^{key}]"
    set_wording(session, statement, parts, clause, wording=marked, by=by, now=now, kind="part_reworded")
    return note_id


def issue(
    session: Session,
    statement_id: str,
    *,
    place: str,
    issued_on: date,
    fingerprint_seen: str,
    content: bytes,
    symbol_printed: str = "",
    by: Viewer,
    now: datetime,
) -> str:
    """The chair issues his text: kept with its file, public at once, circulated. Returns the address's last part.

    It is given its symbol, where the body has symbols: the one with which the file was printed.

    Refused as `may_issue` says, with `TextSeenIsAnother`, `SymbolIsAnother`, `NobodyAssociated` for a statement of some
    that fewer than two stand by, and `BadInput` for an empty place or file.
    """
    statement = statement_for(session, by, statement_id)
    situation = situation_of(session, statement, now)
    demand(may_issue(workflow_of(statement), situation, by.role))
    revision = revision_on_the_table(session, statement)
    if fingerprint_seen != revision.fingerprint:
        raise TextSeenIsAnother()
    if not content:
        raise BadInput("content", N_("The file to publish is empty."))
    outcome = session.exec(select(Conversion.outcome).where(col(Conversion.to_statement_id) == statement.id)).first()
    standing_by = session.exec(
        select(Association.id).where(
            col(Association.revision_id) == revision.id, col(Association.withdrawn_at).is_(None)
        )
    ).all()
    if outcome is Outcome.STATEMENT_OF_SOME and len(standing_by) < 2:
        raise NobodyAssociated()
    place = line("place", place)
    take(session, statement, Verb.ISSUE, by=by, now=now, situation=situation)
    issuance = Issuance(
        statement_id=statement.id,
        revision_id=revision.id,
        fingerprint=revision.fingerprint,
        place=place,
        issued_on=issued_on,
        address=new_id(),
        content=content,
        file_digest=sha256(content).hexdigest(),
        issued_at=now,
        issued_by=by.person_id,
    )
    keep(session, issuance)
    symbol = give_symbol(session, statement, on=issued_on, now=now)
    if symbol != symbol_printed:
        raise SymbolIsAnother()
    _tell(
        session,
        statement,
        kind="issued",
        by=by,
        now=now,
        revision=revision.label,
        place=place,
        issued_on=issued_on,
        **({"symbol": symbol} if symbol else {}),
        fingerprint=issuance.fingerprint,
        file_digest=issuance.file_digest,
        address=issuance.address,
    )
    return issuance.address


def _association(session: Session, revision: Revision, delegation: Delegation) -> Association | None:
    return session.exec(
        select(Association).where(
            col(Association.revision_id) == revision.id,
            col(Association.delegation_id) == delegation.id,
            col(Association.withdrawn_at).is_(None),
        )
    ).first()


def _delegation(session: Session, by: Viewer) -> Delegation:
    """The delegation that a person speaks for, observers included. Raises `NotFound` for who speaks for none."""
    delegation = session.exec(select(Delegation).where(col(Delegation.id) == (by.delegation_id or ""))).first()
    if delegation is None:
        raise NotFound()
    return delegation


def _tell(session: Session, statement: Statement, *, kind: str, by: Viewer, now: datetime, **payload: object) -> None:
    notice: dict[str, object] = {name: payload[name] for name in ("delegation", "revision") if name in payload}
    tell_all(session, statement, kind, payload, notice=notice, to=("office", "delegations"), by=by, now=now)

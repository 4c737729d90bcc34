"""Oral revision: between declared consensus and adoption the chair reads out a change, and nobody objects when asked.

It makes a revision of its own, on which consensus is declared anew. Positions on the whole of the text before it stay
what they were, given on that text; whoever objects now stands in the way of adoption as ever.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from jointstatement.access.statements import parts_as_cited, statement_for, working_text
from jointstatement.access.viewer import Viewer
from jointstatement.actions.consensus import set_aside
from jointstatement.actions.drafting import set_wording
from jointstatement.actions.keep import keep
from jointstatement.actions.numbering import numbered_anew
from jointstatement.actions.record import tell_all
from jointstatement.actions.rounds import freeze_working_text
from jointstatement.actions.tabled import part_among, revision_on_the_table
from jointstatement.errors import N_, BadInput, NotFound, NothingToTable, TextSeenIsAnother
from jointstatement.models import ConsensusDeclaration
from jointstatement.terms import ConsensusBasis
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_revise_orally


def revise_orally(
    session: Session,
    statement_id: str,
    *,
    changes: Sequence[tuple[str, str]],
    nobody_objected: bool,
    fingerprint_seen: str,
    by: Viewer,
    now: datetime,
) -> str:
    """The chair enters what was read out: parts and their new wordings; circulated. Returns the revision's id.

    The declaration on the text before is set aside, and consensus found in the room is declared on the new revision.
    Refused as `may_revise_orally` says, with `TextSeenIsAnother` where another text lies on the table than the one that
    was seen, `NotFound` for a part that is not in it, `NothingToTable` where no word is another, and `BadInput` where
    the chair does not confirm that objections were asked for.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_revise_orally(workflow_of(statement), situation_of(session, statement, now), by.role))
    before = revision_on_the_table(session, statement)
    if fingerprint_seen != before.fingerprint:
        raise TextSeenIsAnother()
    if not nobody_objected:
        raise BadInput("nobody_objected", N_("Ask whether anybody objects to the change, and confirm that nobody did."))
    parts = working_text(session, statement)
    own = {part.id: part for part in parts}
    for part_id, wording in changes:
        if part_id not in own:
            raise NotFound()
        set_wording(session, statement, parts, own[part_id], wording=wording, by=by, now=now, kind="part_reworded")
    situation = situation_of(session, statement, now)
    if not situation.text_changed_since_revision:
        raise NothingToTable(revision=before.label)
    revision = freeze_working_text(session, statement, before, is_oral=True, by=by.person_id, now=now)
    set_aside(session, statement, now=now)
    declared = ConsensusDeclaration(
        statement_id=statement.id,
        revision_id=revision.id,
        basis=ConsensusBasis.FOUND_IN_THE_ROOM,
        declared_at=now,
        declared_by=by.person_id,
    )
    keep(session, declared)
    renumbered = numbered_anew(session, statement, before, revision)
    text = parts_as_cited(session, revision)
    told = {
        "label": revision.label,
        "revision": before.label,
        "fingerprint": revision.fingerprint,
        "changes": [{**part_among(text, part_id), "wording": own[part_id].wording} for part_id in dict(changes)],
        **({"renumbered": renumbered} if renumbered else {}),
    }
    tell_all(session, statement, "orally_revised", told, notice={"revision": before.label}, by=by, now=now)
    return revision.id

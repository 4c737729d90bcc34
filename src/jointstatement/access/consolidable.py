"""Amendments that are to be one proposal, with the words that they were made on."""

from collections.abc import Mapping, Sequence

from jointstatement.access.amendments import deeds_of
from jointstatement.errors import Refusal
from jointstatement.models import Amendment
from jointstatement.terms import AmendmentKind
from jointstatement.text.consolidating import (
    Source,
    Together,
    against_one_division,
    against_one_proposal,
    put_together,
)

Wordings = Mapping[tuple[str, str], str]
"""The words of parts, by the ids of revision and part."""


def words_amended(wordings: Wordings, revision_id: str, row: Amendment) -> str:
    """The words of a revision that an amendment would change: of a part, or of two clauses that it joins."""
    parts = (row.part_id, row.other_part_id or "") if row.kind is AmendmentKind.MERGE else (row.part_id,)
    return " ".join(wordings.get((revision_id, each), "") for each in parts)


def together_on(wordings: Wordings, revision_id: str, one: Amendment, rows: Sequence[Amendment]) -> Together:
    """Amendments that ask for the same as `one` does, put together on the words of a revision."""
    return put_together(one.kind, words_amended(wordings, revision_id, one), _sources(wordings, rows))


def against_one(wordings: Wordings, revision_id: str, rows: Sequence[Amendment]) -> Refusal | None:
    """Why amendments of one part cannot be one proposal on a revision; nothing where all ask for the same."""
    labels = {row.id: row.label or "" for row in rows}
    refusal = against_one_proposal(deeds_of(rows), labels)
    if refusal is None and rows and rows[0].kind is AmendmentKind.SPLIT:
        base = words_amended(wordings, revision_id, rows[0])
        return against_one_division(base, _sources(wordings, rows), labels)
    return refusal


def _sources(wordings: Wordings, rows: Sequence[Amendment]) -> list[Source]:
    return [Source(row.id, words_amended(wordings, row.revision_id, row), words_of(row)) for row in rows]


def words_of(row: Amendment) -> tuple[str, ...]:
    """The words that an amendment proposes, of a clause that it divides those of each half."""
    return (row.wording, row.second_wording) if row.kind is AmendmentKind.SPLIT else (row.wording,)

"""The names of delegations as they are typed: a line for each delegation, and what its fields mean."""

import re
from collections.abc import Mapping, Sequence

from jointstatement.errors import N_, BadInput
from jointstatement.terms import FootnoteAt, Participation
from jointstatement.text.naming import Names, sort_key_of


def names_typed(columns: dict[str, Sequence[str]], *, participations: Mapping[str, Participation]) -> tuple[Names, ...]:
    """The names of every delegation out of the columns of a form. Raises `BadInput` where a column is shorter."""
    ids = columns["delegation"]
    if any(len(column) != len(ids) for column in columns.values()):
        raise BadInput("", N_("The form did not come whole. Please open the page again."))
    rows = [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
    return tuple(
        Names(
            delegation_id=row["delegation"],
            state=row["state"],
            short=row["short"],
            capital=row["capital"],
            person=row["person"],
            adjective=row["adjective"],
            avoided=divided(row["avoided"]),
            footnote=row["footnote"],
            mark=row["mark"],
            footnote_at=FootnoteAt(row["footnote_at"]),
            sort_keys=tuple(map(sort_key_of, divided(row["sort_keys"]))),
            participation=participations.get(row["delegation"], Participation.MEMBER),
        )
        for row in rows
    )


def divided(typed: str) -> tuple[str, ...]:
    """What is divided by semicolons, each without white space around it."""
    return tuple(filter(None, (piece.strip() for piece in re.split(r"[;\n]", typed))))

"""References between clauses: what the working text cites, and the deeds on it."""

from typing import Annotated

import msgspec
from litestar.params import FromPath, JSONBody

from jointstatement.actions import referring
from jointstatement.queries.references import references
from jointstatement.terms import Verb
from jointstatement.text.references import Standing
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.api.bodies import Version
from jointstatement.web.api.operations import AnyRequest, deed, read, say
from jointstatement.web.forms import Id
from jointstatement.web.reading import show

TAG = "text"


class CitedClause(msgspec.Struct, frozen=True):
    """A number in the words of a part that cites a clause, or might."""

    part_id: str
    version: int
    label: str
    """As it is said there: "3", "3bis", "PP2"."""
    occurrence: int
    """How many equal numbers stand before it in that part."""
    standing: Standing
    meant: str | None
    """The id of the clause or item that is meant, where it stands in the text."""
    now: str
    """By which that is cited now, written as it is here."""
    is_by_hand: bool


class CitedInText(msgspec.Struct, frozen=True):
    """What the working text cites."""

    references: tuple[CitedClause, ...]
    behind: int
    """How many say another number than their clause has now."""
    lost: int
    """How many mean a clause that stands no more, or none that is known."""
    when_adopted: str
    """Which would be wrong, were the text adopted with the numbers it has; empty where none would."""


class Updated(msgspec.Struct, frozen=True):
    """How many references say another number now."""

    references: int


class Meaning(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number in the words of a part, and the clause or item that it means; without one, none of this text."""

    label: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    expected: Version
    meant: Id | None = None
    occurrence: Annotated[int, msgspec.Meta(ge=0, le=9999)] = 0


@read("/statements/{statement_id:str}/references", Verb.READ_OFFICE, tag=TAG)
async def read_references(request: AnyRequest, statement_id: FromPath[str]) -> CitedInText:
    """The clauses that the working text cites by their numbers, and whether the numbers are right."""
    shown = await show(request, references, viewer_of(request), statement_id, now=now_of(request))
    return CitedInText(
        references=tuple(
            CitedClause(
                part_id=each.place.part_id,
                version=each.version,
                label=each.label,
                occurrence=each.occurrence,
                standing=each.standing,
                meant=each.meant.part_id if each.meant else None,
                now=each.now,
                is_by_hand=each.is_by_hand,
            )
            for each in shown.references
        ),
        behind=shown.behind,
        lost=shown.lost,
        when_adopted=say(request, shown.when_adopted) if shown.when_adopted else "",
    )


@deed("/statements/{statement_id:str}/references", Verb.UPDATE_REFERENCES, tag=TAG, status=201)
async def update_references(request: AnyRequest, statement_id: FromPath[str]) -> Updated:
    """Writes the numbers that clauses have now where the working text cites them by others."""
    return Updated(await act(request, referring.bring_references_up_to_date, statement_id, lock=statement_id))


@deed("/statements/{statement_id:str}/parts/{part_id:str}/references", Verb.SET_REFERENCE, tag=TAG)
async def set_reference(
    request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str], data: JSONBody[Meaning]
) -> None:
    """Says which clause or item a number in the words of a part means, or that it means none."""
    await act(
        request,
        referring.set_reference,
        statement_id,
        part_id,
        label=data.label,
        occurrence=data.occurrence,
        meant=data.meant,
        expected=data.expected,
        lock=statement_id,
    )


handlers = [read_references, update_references, set_reference]

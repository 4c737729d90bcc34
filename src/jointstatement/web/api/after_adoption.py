"""After the gavel: corrections of an adopted text."""

from typing import Annotated

import msgspec
from litestar.params import FromPath, JSONBody

from jointstatement.actions import correcting
from jointstatement.queries.corrigenda import CorrigendumView, corrigenda_page
from jointstatement.terms import CorrectionKind, Verb
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.api.bodies import LONGEST_LIST, Hour, Text
from jointstatement.web.api.operations import AnyRequest, Created, deed, read
from jointstatement.web.api.rounds import hour_of
from jointstatement.web.forms import Id
from jointstatement.web.reading import show

TAG = "after adoption"


class Corrected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For these words of a part read those; empty where the words go."""

    part_id: Id
    for_words: Text
    read_words: Text = ""


class NewCorrigendum(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A correction and the hour until which members may object."""

    kind: CorrectionKind
    corrections: Annotated[tuple[Corrected, ...], msgspec.Meta(max_length=LONGEST_LIST)]
    due_at: Hour
    reason: Text = ""


class Objecting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why; it is welcome and never owed."""

    reason: Text = ""


class Corrigenda(msgspec.Struct, frozen=True):
    """The corrections of a statement, the latest first."""

    corrigenda: tuple[CorrigendumView, ...]


@read("/statements/{statement_id:str}/corrigenda", Verb.READ_TEXT, tag=TAG)
async def corrigenda(request: AnyRequest, statement_id: FromPath[str]) -> Corrigenda:
    """The corrections of an adopted text: in force, before the members, stopped, withdrawn."""
    shown = await show(request, corrigenda_page, viewer_of(request), statement_id, now=now_of(request))
    return Corrigenda(shown.corrigenda)


@deed("/statements/{statement_id:str}/corrigenda", Verb.CORRECT, tag=TAG, status=201)
async def correct(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[NewCorrigendum]) -> Created:
    """Puts a formal correction of the adopted text before the members until an hour."""
    corrections = tuple(
        correcting.Correction(each.part_id, each.for_words, each.read_words) for each in data.corrections
    )
    return Created(
        await act(
            request,
            correcting.propose_corrigendum,
            statement_id,
            kind=data.kind,
            corrections=corrections,
            reason=data.reason,
            lock=statement_id,
            **hour_of(data),
        )
    )


@deed(
    "/statements/{statement_id:str}/corrigenda/{corrigendum_id:str}/object",
    Verb.OBJECT_TO_CORRIGENDUM,
    tag=TAG,
    status=201,
)
async def object_to_corrigendum(
    request: AnyRequest, statement_id: FromPath[str], corrigendum_id: FromPath[str], data: JSONBody[Objecting]
) -> Created:
    """Objects to a corrigendum: before its hour it is stopped at once."""
    deed_of = correcting.object_to_corrigendum
    return Created(await act(request, deed_of, statement_id, corrigendum_id, reason=data.reason, lock=statement_id))


@deed("/statements/{statement_id:str}/corrigenda/{corrigendum_id:str}/withdraw", Verb.WITHDRAW_CORRIGENDUM, tag=TAG)
async def withdraw_corrigendum(request: AnyRequest, statement_id: FromPath[str], corrigendum_id: FromPath[str]) -> None:
    """Takes a corrigendum back before its hour."""
    await act(request, correcting.withdraw_corrigendum, statement_id, corrigendum_id, lock=statement_id)


handlers = [corrigenda, correct, object_to_corrigendum, withdraw_corrigendum]

"""A delegation for its own persons' programs: who acts for the head."""

import msgspec
from litestar.params import JSONBody

from jointstatement.actions import deputies
from jointstatement.queries.delegation import OwnDelegation, own_delegation
from jointstatement.terms import Verb
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.api.bodies import Hour, as_given, instant
from jointstatement.web.api.operations import AnyRequest, Created, deed, read
from jointstatement.web.forms import Id
from jointstatement.web.reading import show

TAG = "body"


class NewDeputy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who acts for the head; `until` null for as long as it is not taken back."""

    person_id: Id
    until: Hour | None = None


@read("/delegation", tag=TAG)
async def delegation(request: AnyRequest) -> OwnDelegation:
    """The person's own delegation: who is in it, and who acts for the head. For its own persons alone."""
    return await show(request, own_delegation, viewer_of(request), now=now_of(request))


@deed("/delegation/deputy", Verb.NAME_DEPUTY, tag=TAG, status=201)
async def name_deputy(request: AnyRequest, data: JSONBody[NewDeputy]) -> Created:
    """Names an expert of the delegation as deputy; who was deputy before is it no more."""
    until = instant("until", data.until) if data.until else None
    as_typed = as_given(data.until) if data.until else ""
    return Created(await act(request, deputies.name_deputy, data.person_id, until=until, until_as_typed=as_typed))


@deed("/delegation/deputy/recall", Verb.NAME_DEPUTY, tag=TAG)
async def recall_deputy(request: AnyRequest) -> None:
    """Takes it back, at once, that somebody acts for the head."""
    await act(request, deputies.recall_deputy)


handlers = [delegation, name_deputy, recall_deputy]

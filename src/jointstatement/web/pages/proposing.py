"""A delegate proposes more than other words: to delete a part, a new one, another place, to split, to join."""

from typing import Any, Literal

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.actions import proposing as verbs
from jointstatement.errors import N_, BadInput
from jointstatement.queries.proposing import proposing
from jointstatement.terms import AmendmentKind, Weight
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.forms import Given, Id, OptionalId, Text, answer_form
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page
from jointstatement.web.styles import markers_of

AnyRequest = Request[Any, Any, Any]


class ProposalForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One proposal; which fields it needs, its kind says."""

    kind: Literal["delete", "add_after", "move", "split", "merge"]
    new_wording: Text = ""
    first: Text = ""
    second: Text = ""
    joined: Text = ""
    after_id: OptionalId = ""
    with_part_id: Id | None = None
    reason: Text = ""
    weight: Weight = Weight.PREFERRED


@get("/statements/{statement_id:str}/parts/{part_id:str}/propose")
async def propose_page(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[str]:
    """What may be proposed for one part besides other words."""
    return await _page(request, statement_id, part_id, Given())


@post("/statements/{statement_id:str}/parts/{part_id:str}/propose")
async def propose(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[Any]:
    """Drafts one such amendment."""

    async def deed(form: ProposalForm) -> Response[Any]:
        named: dict[str, Any] = {"reason": form.reason, "weight": form.weight, "lock": statement_id}
        match form.kind:
            case AmendmentKind.DELETE:
                await act(request, verbs.propose_deletion, statement_id, part_id, **named)
            case AmendmentKind.ADD_AFTER:
                await act(request, verbs.propose_part, statement_id, part_id, wording=form.new_wording, **named)
            case AmendmentKind.MOVE:
                await act(request, verbs.propose_move, statement_id, part_id, after_id=form.after_id or None, **named)
            case AmendmentKind.SPLIT:
                halves = {"first": form.first, "second": form.second}
                await act(request, verbs.propose_split, statement_id, part_id, **halves, **named)
            case _:
                if form.with_part_id is None:
                    raise BadInput("with_part_id", N_("Please choose a clause."))
                other = {"with_part_id": form.with_part_id, "wording": form.joined}
                await act(request, verbs.propose_merger, statement_id, part_id, **other, **named)
        return go_to(request, f"/statements/{statement_id}/parts/{part_id}?saved=yes")

    return await answer_form(
        request, ProposalForm, deed, again=lambda given: _page(request, statement_id, part_id, given)
    )


async def _page(request: AnyRequest, statement_id: str, part_id: str, given: Given) -> Response[str]:
    shown = await show(request, proposing, viewer_of(request), statement_id, part_id, now=now_of(request))
    # A refusal of the action names its own field; on this page two kinds have a wording.
    renamed = {"add_after": "new_wording", "merge": "joined"}.get(given.value("kind"))
    errors = {renamed if name == "wording" and renamed else name: said for name, said in given.errors.items()}
    given = Given(values=given.values, errors=errors, refusal=given.refusal, status_code=given.status_code)
    return page(
        request,
        "proposing/page.html",
        status_code=given.status_code,
        given=given,
        none_given=Given(),
        head=shown.head,
        shown=shown,
        place=shown.place,
        weights=tuple(Weight),
        marks=shown.marks,
        markers=markers_of(request, shown.head.style),
    )


handlers = [propose_page, propose]

"""All operations under one address, and what stands before and behind every one of them."""

from functools import cache
from typing import Any

import msgspec
from litestar import get
from litestar.connection import Request
from litestar.exceptions import ValidationException
from litestar.response import Response
from litestar.router import Router

from jointstatement.errors import N_, BadInput, NotFound, Refusal, WordingHasMoved
from jointstatement.web.api import (
    after_adoption,
    agreed_language,
    answering,
    archive,
    base_text,
    body,
    brackets,
    calls,
    chairing,
    clause_states,
    comment_tables,
    commitments,
    composing,
    consolidating,
    copies,
    deciding,
    delegation,
    desk,
    drafting,
    giving_input,
    groups,
    holidays,
    naming,
    notice_periods,
    proposing_silence,
    reading,
    references,
    reopening_requests,
    returned,
    reviewing,
    rolling,
    rounds,
    silence_rules,
    styles,
    suspending,
    symbols,
    translations,
    verifying,
    written,
)
from jointstatement.web.api.bodies import BODY_BYTES, ApiRequest, demand_sound_request
from jointstatement.web.api.description import describe
from jointstatement.web.api.operations import PROBLEM, say
from jointstatement.web.refusals import Problem, status_of

ADDRESS = "/api/v1"
TITLES = {404: "Not found", 409: "Conflict", 422: "Cannot be taken as it is"}


class Moved(Problem, frozen=True, kw_only=True):
    """A stale write: both texts, and the version that `expected` has to name now."""

    yours: str
    theirs: str
    version: int


@get("/openapi.json", include_in_schema=False)
async def description() -> Response[bytes]:
    """The interface, described."""
    return Response(_description(), media_type="application/json")


def api_router() -> Router:
    """Every operation, for an application to register."""
    return Router(
        ADDRESS,
        route_handlers=[
            description,
            *reading.handlers,
            *rolling.handlers,
            *copies.handlers,
            *drafting.handlers,
            *references.handlers,
            *rounds.handlers,
            *suspending.handlers,
            *answering.handlers,
            *giving_input.handlers,
            *delegation.handlers,
            *groups.handlers,
            *returned.handlers,
            *reviewing.handlers,
            *comment_tables.handlers,
            *deciding.handlers,
            *notice_periods.handlers,
            *proposing_silence.handlers,
            *desk.handlers,
            *composing.handlers,
            *consolidating.handlers,
            *brackets.handlers,
            *clause_states.handlers,
            *reopening_requests.handlers,
            *after_adoption.handlers,
            *commitments.handlers,
            *body.handlers,
            *silence_rules.handlers,
            *translations.handlers,
            *symbols.handlers,
            *verifying.handlers,
            *written.handlers,
            *holidays.handlers,
            *styles.handlers,
            *naming.handlers,
            *agreed_language.handlers,
            *base_text.handlers,
            *archive.handlers,
            *calls.handlers,
            *chairing.handlers,
        ],
        request_class=ApiRequest,
        request_max_body_size=BODY_BYTES,
        before_request=demand_sound_request,
        exception_handlers={ValidationException: _not_valid, WordingHasMoved: _moved},
    )


@cache
def _description() -> bytes:
    return describe(api_router())


def _not_valid(request: Request[Any, Any, Any], fault: Exception) -> Response[bytes]:
    """A parameter of the address that cannot be taken; in the path itself, an address that is not there."""
    assert isinstance(fault, ValidationException)
    found: list[dict[str, Any]] = [each for each in fault.extra or () if isinstance(each, dict)]
    if any(each.get("source") == "path" for each in found):
        return _problem(request, NotFound())
    field = str(found[0].get("key", "")) if found else ""
    return _problem(request, BadInput(field, N_("This cannot be taken as it is. Please choose or type it again.")))


def _moved(request: Request[Any, Any, Any], refusal: Exception) -> Response[bytes]:
    assert isinstance(refusal, WordingHasMoved)
    return _answer(
        Moved(
            **_told(request, refusal),
            yours=refusal.yours,
            theirs=refusal.theirs,
            version=refusal.version,
        )
    )


def _problem(request: Request[Any, Any, Any], refusal: Refusal) -> Response[bytes]:
    field = refusal.field if isinstance(refusal, BadInput) else ""
    return _answer(Problem(**_told(request, refusal), field=field))


def _told(request: Request[Any, Any, Any], refusal: Refusal) -> dict[str, Any]:
    status = status_of(refusal)
    return {
        "type": "about:blank",
        "title": TITLES[status],
        "status": status,
        "detail": say(request, refusal),
        "refusal": type(refusal).__name__,
    }


def _answer(problem: Problem) -> Response[bytes]:
    return Response(msgspec.json.encode(problem), status_code=problem.status, media_type=PROBLEM)

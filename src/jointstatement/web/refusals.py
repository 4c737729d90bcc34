"""Refusals and faults as answers: one table of statuses, one page, one partial, one problem document."""

import logging
from datetime import datetime
from typing import Any

import msgspec
from litestar.connection import Request
from litestar.exceptions import HTTPException
from litestar.response import Response
from litestar.types import ExceptionHandlersMap

from jointstatement import errors
from jointstatement.errors import N_, BadInput, Refusal, StillMissing
from jointstatement.web.door import API
from jointstatement.web.rendering import is_htmx, page, translator
from jointstatement.web.sentences import sentence_of, sentences_of

AnyRequest = Request[Any, Any, Any]

NAMES = "names"
"""Where an operation keeps what its JSON calls the fields that refusals name otherwise."""
_log = logging.getLogger("jointstatement.web")

STATUS: dict[type[Refusal], int] = {
    errors.NotFound: 404,
    errors.NotSignedIn: 401,
    errors.FromElsewhere: 403,
    errors.NotYours: 403,
    errors.BadInput: 422,
    errors.UnreadableFile: 422,
    errors.WorkflowMistake: 422,
    errors.StyleMistake: 422,
    errors.SettingMistake: 500,
}
"""All other refusals are conflicts with what is now: 409."""

_SENTENCES = {
    400: N_("The request could not be understood."),
    404: errors.NotFound.message,
    405: N_("This cannot be done at this address."),
    413: N_("This is too large. A form may hold 64 KB, a file 5 MB."),
    415: N_("The request came in a form that is not known here."),
    500: N_("Something went wrong on our side. Nothing of what you sent was changed; please try again in a moment."),
    503: N_("The server is busy or its disk is full. Nothing was changed; please try again in a moment."),
}


_TITLES = {
    400: "Bad request",
    401: "Not signed in",
    403: "Forbidden",
    404: "Not found",
    405: "Method not allowed",
    409: "Conflict",
    413: "Too large",
    415: "Unsupported media type",
    422: "Cannot be taken as it is",
}


class Problem(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A refusal as problem details (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    refusal: str = ""
    """The name of the refusal, for programs."""
    field: str = ""
    missing: tuple[str, ...] = ()
    moments: tuple[datetime, ...] = ()
    """Working moments that would be taken instead."""


def status_of(refusal: Refusal) -> int:
    """The status of a refusal: its own in the table, its nearest ancestor's, or 409."""
    return next((STATUS[kind] for kind in type(refusal).__mro__ if kind in STATUS), 409)


def exception_handlers() -> ExceptionHandlersMap:
    """What turns everything that is raised into an answer."""
    return {
        Refusal: _refused,
        HTTPException: _refused_by_protocol,
        Exception: _failed,
    }


def _refused(request: AnyRequest, refusal: Exception) -> Response[Any]:
    assert isinstance(refusal, Refusal)
    translate = translator(request)
    status, sentence = status_of(refusal), sentence_of(refusal, translate)
    missing = sentences_of(refusal, translate) if isinstance(refusal, StillMissing) else ()
    if _wants_problem(request):
        return _problem(
            Problem(
                type="about:blank",
                title=_title(status),
                status=status,
                detail=sentence,
                refusal=type(refusal).__name__,
                field=_field(request, refusal.field) if isinstance(refusal, BadInput) else "",
                missing=missing,
                moments=refusal.moments if isinstance(refusal, errors.NotAWorkingMoment) else (),
            )
        )
    return _shown(request, status, sentence, refusal=refusal, missing=missing)


def _field(request: AnyRequest, name: str) -> str:
    """A field as the operation's own JSON names it: of `part_3`, the third of a list, the entry with the number 2."""
    handler = request.scope.get("route_handler")
    names = handler.opt.get(NAMES, {}) if handler is not None else {}
    kind, _, number = name.rpartition("_")
    if kind in names and number.isdecimal():
        return str(names[kind]).format(int(number) - 1)
    return str(names.get(name, name))


def _refused_by_protocol(request: AnyRequest, fault: Exception) -> Response[Any]:
    assert isinstance(fault, HTTPException)
    if fault.status_code >= 500:
        return _failed(request, fault)
    return _plain(request, fault.status_code)


def _failed(request: AnyRequest, fault: Exception) -> Response[Any]:
    _log.error("%s %s failed", request.method, request.scope["path"], exc_info=fault)
    return _plain(request, 500)


def _plain(request: AnyRequest, status: int) -> Response[Any]:
    sentence = translator(request)(_SENTENCES.get(status, _SENTENCES[400]))
    if _wants_problem(request):
        return _problem(Problem(type="about:blank", title=_title(status), status=status, detail=sentence))
    return _shown(request, status, sentence)


def _shown(
    request: AnyRequest,
    status: int,
    sentence: str,
    *,
    refusal: Refusal | None = None,
    missing: tuple[str, ...] = (),
) -> Response[Any]:
    template = "refusals/_refusal.html" if is_htmx(request) else "refusals/page.html"
    return page(
        request,
        template,
        status_code=status,
        status=status,
        sentence=sentence,
        refusal=refusal,
        missing=missing,
    )


def _problem(problem: Problem) -> Response[bytes]:
    return Response(
        msgspec.json.encode(problem),
        status_code=problem.status,
        media_type="application/problem+json",
    )


def _wants_problem(request: AnyRequest) -> bool:
    return request.scope["path"].startswith(API)


def _title(status: int) -> str:
    return _TITLES.get(status, "Server error")

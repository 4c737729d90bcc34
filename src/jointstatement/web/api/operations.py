"""How an operation of the interface is declared: its address, the verb it carries out, and every way it is refused."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec

from jointstatement.errors import Missing, Refusal
from jointstatement.terms import Verb
from jointstatement.web.admission import settings_of
from jointstatement.web.refusals import NAMES, Problem
from jointstatement.web.rendering import translator
from jointstatement.web.sentences import sentence_of

AnyRequest = Request[Any, Any, Any]
F = TypeVar("F", bound=Callable[..., Any])

PROBLEM = "application/problem+json"
_REFUSALS = {
    400: "What was sent could not be understood.",
    401: "No live token came with the request.",
    403: "It is not for this person.",
    404: "There is no such thing, or none that this person may know of.",
}
_REFUSALS_OF_ACTS = _REFUSALS | {
    409: "What is now does not allow it; `missing` lists what still stands in the way.",
    413: "The request is too large.",
    415: "The body is not JSON.",
    422: "A field cannot be taken as it is; `field` names it.",
}


class Created(msgspec.Struct, frozen=True):
    """What came of an act."""

    id: str


class OwnSecret(msgspec.Struct, frozen=True):
    """A secret that is shown this once and kept nowhere."""

    secret: str


class PersonalLink(msgspec.Struct, frozen=True):
    """A personal link, shown this once and kept nowhere."""

    address: str


def read(path: str, verb: Verb | None = None, *, tag: str) -> Callable[[F], HTTPRouteHandler]:
    """Declares a GET operation. `verb` is the right to read that it stands for; its summary is its first sentence."""

    def register(handler: F) -> HTTPRouteHandler:
        return get(path, **_described(handler, verb, tag, _REFUSALS | {422: _REFUSALS_OF_ACTS[422]}))(handler)

    return register


def deed(
    path: str,
    verb: Verb | None = None,
    *,
    tag: str,
    status: int = 204,
    largest_body: int | None = None,
    names: Mapping[str, str] | None = None,
) -> Callable[[F], HTTPRouteHandler]:
    """Declares a POST operation that carries out `verb`: 201 where something is created, 204 where nothing is told.

    `names` says what its JSON calls a field that a refusal names otherwise ("file"), or names with a number.
    """

    def register(handler: F) -> HTTPRouteHandler:
        described = _described(handler, verb, tag, _REFUSALS_OF_ACTS)
        described["opt"][NAMES] = dict(names or {})
        if largest_body is not None:
            described["request_max_body_size"] = largest_body
        return post(path, status_code=status, **described)(handler)

    return register


def say(request: AnyRequest, said: Refusal | Missing) -> str:
    """A refusal, or one thing still missing, as a sentence in the installation's language."""
    return sentence_of(said, translator(request))


def link_of(request: AnyRequest, secret: str) -> PersonalLink:
    """The address with which a person signs in."""
    return PersonalLink(f"{settings_of(request).address}/sign-in/{secret}")


def _described(handler: Callable[..., Any], verb: Verb | None, tag: str, refusals: dict[int, str]) -> dict[str, Any]:
    return {
        "operation_id": handler.__name__,
        "summary": (handler.__doc__ or "").strip().split("\n", 1)[0],
        "tags": [tag],
        "opt": {"verb": verb},
        "responses": {
            status: ResponseSpec(Problem, generate_examples=False, description=words, media_type=PROBLEM)
            for status, words in refusals.items()
        },
    }

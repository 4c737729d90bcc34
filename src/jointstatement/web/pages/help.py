"""Help: how it works in short, the keys, and every component in every state on one page."""

from typing import Any

from litestar import get
from litestar.connection import Request
from litestar.response import Response

from jointstatement.errors import WordingHasMoved
from jointstatement.terms import DispositionKind, Position, Weight
from jointstatement.text.compare import compare
from jointstatement.web.forms import Given
from jointstatement.web.rendering import page

AnyRequest = Request[Any, Any, Any]

_OLD = "We call upon the harbour authorities to figure out the way to help coastal members which have no pilots yet"
_NEW = "We invite the harbour authorities to explore ways to help coastal members which have no *trained* pilots yet"


@get("/help")
async def help_page(request: AnyRequest) -> Response[str]:
    """The words, the marks and the keys."""
    return page(request, "help/page.html", positions=list(Position))


@get("/help/components")
async def components(request: AnyRequest) -> Response[str]:
    """Every component in every state, to look at after a change of the style sheet."""
    given = Given(
        values={"reason": "", "part": "", "wording": _NEW},
        errors={"reason": "Please fill in this field.", "part": "Please choose a clause."},
        status_code=200,
    )
    moved = Given(values={"wording": _NEW}, refusal=WordingHasMoved(yours=_NEW, theirs=_OLD, version=3))
    return page(
        request,
        "help/components.html",
        given=given,
        moved=moved,
        comparison=compare(_OLD, _NEW),
        from_theirs=compare(_OLD, _NEW),
        positions=list(Position),
        dispositions=list(DispositionKind),
        weights=list(Weight),
    )


handlers = [help_page, components]

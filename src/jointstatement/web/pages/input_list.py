"""The one list of comments and amendments: its filters stand in the address, so that what they find can be shared."""

from enum import StrEnum
from typing import Any, TypeVar

from litestar import get
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.queries.input_list import NOBODY, Answered, Kind, Standing, Wanted, input_list
from jointstatement.terms import CommentClass, DispositionKind
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.reading import show
from jointstatement.web.rendering import page

AnyRequest = Request[Any, Any, Any]
Term = TypeVar("Term", bound=StrEnum)

LONGEST_SEARCH = 200
FILTERS = Wanted.__struct_fields__
"""What may stand in the address; a filter that is unknown shows all."""


@get("/statements/{statement_id:str}/list")
async def all_input(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """All comments and amendments that the person may read, or those that are wanted."""
    typed = request.query_params
    wished = str(typed.get("first", ""))
    shown = await show(
        request,
        input_list,
        viewer_of(request),
        statement_id,
        wanted=wanted_in(request),
        first=int(wished) if wished.isascii() and wished.isdigit() and len(wished) < 7 else 1,
        now=now_of(request),
    )
    return page(
        request,
        "input_list/page.html",
        head=shown.head,
        shown=shown,
        marks=shown.marks,
        asked={name: str(getattr(shown.wanted, name)) for name in FILTERS if getattr(shown.wanted, name)},
        kinds=tuple(Kind),
        classes=tuple(CommentClass),
        nobody=NOBODY,
    )


def wanted_in(request: AnyRequest) -> Wanted:
    """What the filters in the address want; one that is unknown wants nothing."""
    typed = {name: str(request.query_params.get(name, ""))[:LONGEST_SEARCH] for name in FILTERS}
    return Wanted(
        part=typed["part"],
        kind=_one_of(Kind, typed["kind"]),
        comment_class=_one_of(CommentClass, typed["comment_class"]),
        author=typed["author"],
        written_by=typed["written_by"],
        standing=_one_of(Standing, typed["standing"]),
        answer=_one_of(Answered, typed["answer"]) or _one_of(DispositionKind, typed["answer"]),
        assigned=typed["assigned"],
        words=typed["words"],
    )


def _one_of(terms: type[Term], typed: str) -> Term | None:
    return next((each for each in terms if each == typed), None)


handlers = [all_input]

"""Agreed language for programs: the search over all adopted clauses, and what is nearest to a drafted clause."""

from litestar.params import FromPath, FromQuery

from jointstatement.queries.agreed_language import LONGEST_SEARCH, AgreedPage, NearAgreed, agreed_page, near_agreed
from jointstatement.terms import Verb
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.api.operations import AnyRequest, read
from jointstatement.web.reading import show

TAG = "memory"


@read("/agreed", Verb.READ_TEXT, tag=TAG)
async def agreed_language(request: AnyRequest, words: FromQuery[str] = "") -> AgreedPage:
    """The adopted clauses of the body that have all these words, those agreed last first.

    A word finds all that begin with it; words in quotation marks have to stand as they are.
    """
    return await show(request, agreed_page, viewer_of(request), words[:LONGEST_SEARCH])


@read("/statements/{statement_id:str}/text/{part_id:str}/agreed", Verb.READ_OFFICE, tag=TAG)
async def nearest_agreed_language(
    request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]
) -> NearAgreed:
    """The agreed language that is nearest to a clause of the working text; for the chair's office."""
    return await show(request, near_agreed, viewer_of(request), statement_id, part_id, now=now_of(request))


handlers = [agreed_language, nearest_agreed_language]

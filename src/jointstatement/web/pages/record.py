"""The record of a statement: what happened, in sentences, and whether the chain of entries holds."""

from typing import Any

import msgspec
from litestar import get
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.queries.record import RecordLine, chain_entries
from jointstatement.queries.soundness import verify_statement_record
from jointstatement.queries.statement import statement_head
from jointstatement.terms import Chain
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.occasions import sentence_told
from jointstatement.web.reading import show
from jointstatement.web.rendering import page, translator

AnyRequest = Request[Any, Any, Any]


class Told(msgspec.Struct, frozen=True):
    """One entry with its sentence in the reader's language."""

    line: RecordLine
    sentence: str


@get("/statements/{statement_id:str}/record")
async def record(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """The entries that the person may read, chain by chain."""
    head = await show(request, statement_head, viewer_of(request), statement_id, now=now_of(request))
    lines = await show(request, chain_entries, viewer_of(request), statement_id)
    faults = await show(request, verify_statement_record, statement_id)
    translate = translator(request)
    return page(
        request,
        "record/page.html",
        head=head,
        chains=told_in_chains(request, lines, head.time_zone),
        faults=[sentence_told(fault.message, fault.parameters, head.time_zone, translate) for fault in faults],
    )


def told_in_chains(request: AnyRequest, lines: tuple[RecordLine, ...], zone: str) -> list[tuple[Chain, list[Told]]]:
    """The entries chain by chain, each with its sentence in the reader's language."""
    translate = translator(request)
    told = [Told(line, sentence_told(line.message, line.parameters, zone, translate)) for line in lines]
    return [(chain, group) for chain in Chain if (group := [each for each in told if each.line.chain is chain])]


handlers = [record]

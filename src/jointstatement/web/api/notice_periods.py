"""The notice of a text, for programs: the body's rule, and the chair's waiver; it is read with body and adoption."""

import msgspec
from litestar.params import FromPath, JSONBody

from jointstatement.actions.notice_periods import ask_notice, waive_notice
from jointstatement.terms import Verb
from jointstatement.web.acting import act
from jointstatement.web.api.bodies import Count, Fingerprint, Text, Version
from jointstatement.web.api.operations import AnyRequest, Created, deed


class AskedNotice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For how many hours a text is before the members before it is decided; 0 for none."""

    shortest_notice_hours: Count
    expected: Version


class WaivedNotice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why the text is decided sooner; it is owed, and circulated. And which text was seen."""

    reason: Text
    fingerprint_seen: Fingerprint


@deed("/body/notice", Verb.MANAGE_BODY, tag="body")
async def ask(request: AnyRequest, data: JSONBody[AskedNotice]) -> None:
    """Says for how long a text that is tabled from now on is before the members before it is decided."""
    await act(request, ask_notice, **msgspec.structs.asdict(data))


@deed("/statements/{statement_id:str}/notice/waive", Verb.WAIVE_NOTICE, tag="decision", status=201)
async def waive(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[WaivedNotice]) -> Created:
    """Lets the latest revision be decided before its notice has run; nothing takes it back."""
    named = msgspec.structs.asdict(data)
    return Created(await act(request, waive_notice, statement_id, lock=statement_id, **named))


handlers = [ask, waive]

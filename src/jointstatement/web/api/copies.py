"""Copies of drafts, for programs: which were taken out, and the body's rules for them."""

import msgspec
from litestar.params import FromPath, JSONBody

from jointstatement.actions.copies import change_copy_rules
from jointstatement.queries.copies import CopyLine, CopyRules, copies_page, copy_rules
from jointstatement.terms import Verb
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.api.bodies import Version
from jointstatement.web.api.operations import AnyRequest, deed, read
from jointstatement.web.reading import show


class Copies(msgspec.Struct, frozen=True):
    """Whether the body keeps who takes drafts out, and those that were kept, the latest first."""

    is_logged: bool
    taken: tuple[CopyLine, ...]


class NewCopyRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What holds for copies of drafts from now on."""

    copies_are_named: bool
    copies_are_logged: bool
    expected: Version


@read("/statements/{statement_id:str}/copies", Verb.EXPORT_DRAFT, tag="text")
async def copies(request: AnyRequest, statement_id: FromPath[str]) -> Copies:
    """The drafts that delegations took out, for the chair's office; for a delegation those of its own persons."""
    shown = await show(request, copies_page, viewer_of(request), statement_id, now=now_of(request))
    return Copies(shown.is_logged, shown.lines)


@read("/body/copy-rules", Verb.READ_NEGOTIATION, tag="body")
async def rules_of_copies(request: AnyRequest) -> CopyRules:
    """Whether drafts say whose copy they are, and whether the body keeps who took them out."""
    return await show(request, copy_rules, viewer_of(request))


@deed("/body/copy-rules", Verb.MANAGE_BODY, tag="body")
async def change_rules_of_copies(request: AnyRequest, data: JSONBody[NewCopyRules]) -> None:
    """Changes whether drafts say whose copy they are, and whether the body keeps who took them out from now on."""
    await act(request, change_copy_rules, **msgspec.structs.asdict(data))


handlers = [copies, rules_of_copies, change_rules_of_copies]

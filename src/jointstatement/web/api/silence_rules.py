"""The body's rules for its silence procedures."""

import msgspec
from litestar.params import JSONBody

from jointstatement.actions.silence_rules import SilenceRules, change_silence_rules
from jointstatement.queries.silence_rules import silence_rules_page
from jointstatement.terms import Verb
from jointstatement.web.acting import act
from jointstatement.web.admission import viewer_of
from jointstatement.web.api.bodies import Count, Version
from jointstatement.web.api.operations import AnyRequest, deed, read
from jointstatement.web.reading import show

TAG = "body"


class RulesOfSilence(msgspec.Struct, frozen=True):
    """What the body says of silence procedures."""

    version: int
    shortest_silence_hours: int
    shortest_reissue_hours: int
    whole_open_on_reissue: bool
    time_request_breaks: bool


class NewRulesOfSilence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rules as they are from now on; the shortest silence on a whole text is among the body's other rules."""

    expected: Version
    shortest_reissue_hours: Count
    whole_open_on_reissue: bool
    time_request_breaks: bool


@read("/body/silence-rules", Verb.READ_NEGOTIATION, tag=TAG)
async def rules(request: AnyRequest) -> RulesOfSilence:
    """The body's rules for its silence procedures."""
    shown = await show(request, silence_rules_page, viewer_of(request))
    return msgspec.convert(shown, RulesOfSilence, from_attributes=True)


@deed("/body/silence-rules", Verb.MANAGE_BODY, tag=TAG)
async def change_rules(request: AnyRequest, data: JSONBody[NewRulesOfSilence]) -> None:
    """Changes the body's rules for its silence procedures; one that runs keeps those under which it started."""
    named = msgspec.structs.asdict(data)
    expected = named.pop("expected")
    await act(request, change_silence_rules, rules=SilenceRules(**named), expected=expected)


handlers = [rules, change_rules]

"""The chair's office composes amendments into the working text."""

from typing import Annotated

import msgspec
from litestar.params import FromPath, FromQuery, JSONBody

from jointstatement.actions import composing as verbs
from jointstatement.queries.composing import PartComposition, composing, composing_part
from jointstatement.queries.origins import Origins, origins_page
from jointstatement.queries.shown import Proposal
from jointstatement.terms import Verb
from jointstatement.text.composing import Choice
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.api.bodies import LONGEST_LIST, DraftVersion, Text, Version
from jointstatement.web.api.operations import AnyRequest, Created, deed, read
from jointstatement.web.forms import Id
from jointstatement.web.reading import show

TAG = "input"


class LiveAmendments(msgspec.Struct, frozen=True):
    """All amendments that are still to be decided on, on the words that stand there now."""

    in_one_press: tuple[Proposal, ...]
    """Those that go in without anybody having to choose."""
    parts: tuple[PartComposition, ...]
    gone: tuple[Proposal, ...]
    """Those of parts that have left the text."""


class Chosen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The amendments that go into the text in one press."""

    amendments: Annotated[list[Id], msgspec.Meta(max_length=LONGEST_LIST)]


class Taken(msgspec.Struct, frozen=True):
    """How many amendments went into the text."""

    accepted: int


class ChoiceAt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is to stand at a place in dispute: an amendment's words, words of one's own, or without both the text's."""

    number: Annotated[int, msgspec.Meta(ge=0, le=10_000)]
    """The number of the dispute."""
    amendment: Id | None = None
    words: Text | None = None


class Choices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The choices on one part; `expected` is the version of the part that was seen."""

    expected: Version
    choices: Annotated[list[ChoiceAt], msgspec.Meta(max_length=LONGEST_LIST)] = []
    reply: Text = ""


class SavedChoices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The choices so far; `expected` is the version of what was saved before, 0 for nothing."""

    expected: DraftVersion = 0
    choices: Annotated[list[ChoiceAt], msgspec.Meta(max_length=LONGEST_LIST)] = []


class Answered(msgspec.Struct, frozen=True):
    """The labels of the amendments that were answered in the same press."""

    labels: tuple[str, ...]


@read("/statements/{statement_id:str}/composition", Verb.READ_OFFICE, tag=TAG)
async def composition(request: AnyRequest, statement_id: FromPath[str]) -> LiveAmendments:
    """What the live amendments give together: what goes in at once, and what is in dispute, by words."""
    shown = await show(request, composing, viewer_of(request), statement_id, now=now_of(request))
    return LiveAmendments(shown.in_one_press, shown.parts, shown.gone)


@read("/statements/{statement_id:str}/parts/{part_id:str}/composition", Verb.READ_OFFICE, tag=TAG)
async def composition_of_part(
    request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]
) -> PartComposition:
    """The same of one part that has live amendments."""
    _, part = await show(request, composing_part, viewer_of(request), statement_id, part_id, now=now_of(request))
    return part


@read("/statements/{statement_id:str}/origins", Verb.READ_OFFICE, tag="text")
async def origins(request: AnyRequest, statement_id: FromPath[str], revision: FromQuery[str] = "") -> Origins:
    """Where every word of the working text comes from, or of a revision, by its number or label."""
    return await show(request, origins_page, viewer_of(request), statement_id, revision=revision, now=now_of(request))


@deed("/statements/{statement_id:str}/composition", Verb.INCORPORATE, tag=TAG, status=201)
async def compose_together(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[Chosen]) -> Taken:
    """Takes amendments that do not collide into the working text, all or none, and accepts them."""
    ids = data.amendments
    return Taken(await act(request, verbs.compose_together, statement_id, amendment_ids=ids, lock=statement_id))


@deed("/statements/{statement_id:str}/parts/{part_id:str}/composition", Verb.INCORPORATE, tag=TAG, status=201)
async def compose_part(
    request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str], data: JSONBody[Choices]
) -> Answered:
    """Composes the live amendments of a part, with a choice for each place in dispute."""
    labels = await act(
        request,
        verbs.compose_part,
        statement_id,
        part_id,
        choices=_choices(data.choices),
        reply=data.reply,
        expected=data.expected,
        lock=statement_id,
    )
    return Answered(labels)


@deed("/statements/{statement_id:str}/parts/{part_id:str}/composition/save", Verb.INCORPORATE, tag=TAG, status=201)
async def save_merge(
    request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str], data: JSONBody[SavedChoices]
) -> Created:
    """Keeps the choices so far, for whoever of the office goes on; refused with both where somebody else was faster."""
    return Created(
        await act(
            request,
            verbs.save_merge,
            statement_id,
            part_id,
            choices=_choices(data.choices),
            expected=data.expected,
            lock=statement_id,
        )
    )


@deed("/statements/{statement_id:str}/parts/{part_id:str}/composition/drop", Verb.INCORPORATE, tag=TAG)
async def drop_merge(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> None:
    """Gives a merge in progress up; the text stays as it is."""
    await act(request, verbs.drop_merge, statement_id, part_id, lock=statement_id)


def _choices(given: list[ChoiceAt]) -> dict[int, Choice]:
    return {each.number: Choice(each.amendment or "", each.words) for each in given}


handlers = [composition, composition_of_part, origins, compose_together, compose_part, save_merge, drop_merge]

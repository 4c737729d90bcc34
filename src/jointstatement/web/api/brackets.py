"""Brackets and placeholders of the text."""

from typing import Annotated, Any

import msgspec
from litestar.params import FromPath, JSONBody

from jointstatement.actions import brackets as verbs
from jointstatement.queries.brackets import OpenPart, open_places
from jointstatement.terms import Verb
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.api.bodies import LONGEST_LIST, Text, Version
from jointstatement.web.api.operations import AnyRequest, deed, read
from jointstatement.web.forms import Id
from jointstatement.web.reading import show

TAG = "text"
AT = "/statements/{statement_id:str}/parts/{part_id:str}/brackets"

Number = Annotated[int, msgspec.Meta(ge=0, le=10_000)]
"""Of a bracket within its part, counted from 0."""
Choice = Annotated[int, msgspec.Meta(ge=-1, le=10_000)]
"""Of an alternative as it is read, counted from 0; -1, or none, is to leave the words out."""


class NewBracket(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of a part, without any the whole part, and what else might stand there."""

    expected: Version
    words: Text = ""
    others: Annotated[list[Text], msgspec.Meta(max_length=LONGEST_LIST)] = []


class PartSeen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The version of the part that was seen."""

    expected: Version


class Outcome(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is to stand in the place of a bracket: an alternative, words of one's own, or without both nothing."""

    expected: Version
    bracket: Number
    choice: Choice | None = None
    words: Text | None = None


class Filling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is put in the place of a placeholder."""

    expected: Version
    bracket: Number
    words: Text


class Sponsors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who stands behind an alternative of a bracket; without one, behind leaving the words out."""

    expected: Version
    bracket: Number
    delegations: Annotated[list[Id], msgspec.Meta(max_length=LONGEST_LIST)]
    choice: Choice | None = None


class OpenWords(msgspec.Struct, frozen=True):
    """What is open in the words of one text."""

    revision: str
    """The label of the revision that it is; empty for the working text."""
    parts: tuple[OpenPart, ...]
    """Those with a bracket or a placeholder, in the order of the text."""
    open: int
    """How many brackets are open, at every depth."""
    placeholders: int
    """How many placeholders wait to be filled."""


class Put(msgspec.Struct, frozen=True):
    """How many brackets were put."""

    brackets: int


class PutAt(msgspec.Struct, frozen=True):
    """The number of the new bracket within its part."""

    number: int


@read("/statements/{statement_id:str}/brackets", Verb.READ_NEGOTIATION, tag=TAG)
async def open_brackets(request: AnyRequest, statement_id: FromPath[str]) -> OpenWords:
    """The open brackets and placeholders: of the working text for the chair's office, else of the tabled text."""
    shown = await show(request, open_places, viewer_of(request), statement_id, now=now_of(request))
    return OpenWords(shown.revision, shown.parts, shown.open, shown.placeholders)


@deed(AT, Verb.PUT_IN_BRACKETS, tag=TAG, status=201)
async def put_in_brackets(
    request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str], data: JSONBody[NewBracket]
) -> PutAt:
    """Puts words of a part in brackets, alone or with others to choose from."""
    number = await act(
        request,
        verbs.put_in_brackets,
        statement_id,
        part_id,
        words=data.words,
        others=data.others,
        expected=data.expected,
        lock=statement_id,
    )
    return PutAt(number)


@deed(f"{AT}/disputes", Verb.PUT_IN_BRACKETS, tag=TAG, status=201)
async def put_disputes_in_brackets(
    request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str], data: JSONBody[PartSeen]
) -> Put:
    """Puts the places where live amendments collide in brackets, with their authors behind them."""
    expected = data.expected
    return Put(
        await act(request, verbs.put_disputes_in_brackets, statement_id, part_id, expected=expected, lock=statement_id)
    )


@deed(f"{AT}/resolve", Verb.RESOLVE_BRACKET, tag=TAG)
async def resolve_bracket(
    request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str], data: JSONBody[Outcome]
) -> None:
    """Resolves a bracket; given both, the words of one's own stand there."""
    seen: dict[str, Any] = {"number": data.bracket, "expected": data.expected, "lock": statement_id}
    if data.words is not None:
        await act(request, verbs.settle_bracket, statement_id, part_id, words=data.words, **seen)
    elif data.choice is not None and data.choice >= 0:
        await act(request, verbs.choose_alternative, statement_id, part_id, choice=data.choice, **seen)
    else:
        await act(request, verbs.leave_out, statement_id, part_id, **seen)


@deed(f"{AT}/fill", Verb.FILL_PLACEHOLDER, tag=TAG)
async def fill_placeholder(
    request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str], data: JSONBody[Filling]
) -> None:
    """Fills a placeholder."""
    await act(
        request,
        verbs.fill_placeholder,
        statement_id,
        part_id,
        number=data.bracket,
        words=data.words,
        expected=data.expected,
        lock=statement_id,
    )


@deed(f"{AT}/sponsors", Verb.NAME_SPONSORS, tag=TAG)
async def name_sponsors(
    request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str], data: JSONBody[Sponsors]
) -> None:
    """Notes who stands behind an alternative, in the place of whoever was noted before."""
    await act(
        request,
        verbs.name_sponsors,
        statement_id,
        part_id,
        number=data.bracket,
        choice=-1 if data.choice is None else data.choice,
        delegation_ids=data.delegations,
        expected=data.expected,
        lock=statement_id,
    )


handlers = [
    open_brackets,
    put_in_brackets,
    put_disputes_in_brackets,
    resolve_bracket,
    fill_placeholder,
    name_sponsors,
]

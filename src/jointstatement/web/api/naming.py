"""How the body names its delegations, by which profile a statement does, and a look through its working text."""

from typing import Annotated

import msgspec
from litestar.params import FromPath, JSONBody

from jointstatement.actions import naming
from jointstatement.queries.looking_through import looked_through
from jointstatement.queries.naming import (
    ListedNames,
    ProfileLine,
    ProfilePage,
    profile_page,
    profiles_page,
    statement_names,
)
from jointstatement.terms import CollectiveNoun, FootnoteAt, NamingMode, Participation, PartKind, Verb
from jointstatement.text.lint import Subject
from jointstatement.text.naming import Names
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.api.bodies import Line
from jointstatement.web.api.operations import AnyRequest, Created, deed, read, say
from jointstatement.web.forms import Id, OptionalId, Version
from jointstatement.web.reading import show

TAG = "body"
AnyLine = Annotated[str, msgspec.Meta(max_length=500)]


class NewProfile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A profile to begin."""

    title: Line


class ChosenProfile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A profile, or none: for the names as they were entered, or as the body names them."""

    profile_id: OptionalId = ""


class GivenNames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The names of one delegation."""

    delegation_id: Id
    state: AnyLine
    short: AnyLine = ""
    capital: AnyLine = ""
    person: AnyLine = ""
    adjective: AnyLine = ""
    avoided: tuple[AnyLine, ...] = ()
    footnote: Annotated[str, msgspec.Meta(max_length=2000)] = ""
    mark: AnyLine = ""
    footnote_at: FootnoteAt = FootnoteAt.FIRST
    sort_keys: tuple[tuple[AnyLine, AnyLine], ...] = ()
    """Language and key; the language "" is for all others."""


class SavedProfile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A profile, with the names of every delegation."""

    expected: Version
    """The edition that was seen."""
    mode: NamingMode
    noun: CollectiveNoun
    names: tuple[GivenNames, ...]
    chair_first: bool = False
    is_sorted: bool = False
    known_abbreviations: Annotated[str, msgspec.Meta(max_length=2000)] = ""


class NamesOfStatement(msgspec.Struct, frozen=True):
    """How a statement names the delegations."""

    chosen: str
    """The statement's own profile; empty where it follows the body."""
    listed: ListedNames


class TextWarning(msgspec.Struct, frozen=True):
    """Something in a part that a person may want to look at."""

    part_id: str
    kind: PartKind
    label: str
    subject: Subject
    start: int
    end: int
    words: str
    sentence: str


@read("/body/names", tag=TAG)
async def naming_profiles(request: AnyRequest) -> tuple[ProfileLine, ...]:
    """The naming profiles of the body; for its secretariat."""
    return (await show(request, profiles_page, viewer_of(request))).profiles


@read("/body/names/{profile_id:str}", tag=TAG)
async def naming_profile(request: AnyRequest, profile_id: FromPath[str]) -> ProfilePage:
    """One naming profile in its last edition; for the body's secretariat."""
    return await show(request, profile_page, viewer_of(request), profile_id)


@deed("/body/names", Verb.MANAGE_NAMES, tag=TAG, status=201)
async def begin_naming_profile(request: AnyRequest, data: JSONBody[NewProfile]) -> Created:
    """Begins a naming profile with the names as they were entered."""
    return Created(await act(request, naming.begin_naming_profile, title=data.title))


@deed("/body/names/{profile_id:str}", Verb.MANAGE_NAMES, tag=TAG)
async def save_naming_profile(request: AnyRequest, profile_id: FromPath[str], data: JSONBody[SavedProfile]) -> None:
    """Saves a further edition of a naming profile, which statements in work follow at once."""
    known = (await show(request, profile_page, viewer_of(request), profile_id)).names
    participations = {row.delegation_id: row.participation for row in known}
    await act(
        request,
        naming.save_naming_profile,
        profile_id,
        mode=data.mode,
        noun=data.noun,
        chair_first=data.chair_first,
        is_sorted=data.is_sorted,
        known_abbreviations=data.known_abbreviations,
        names=tuple(
            Names(
                **msgspec.structs.asdict(each),
                participation=participations.get(each.delegation_id, Participation.MEMBER),
            )
            for each in data.names
        ),
        expected=data.expected,
    )


@deed("/body/names/choose", Verb.MANAGE_NAMES, tag=TAG)
async def choose_body_naming(request: AnyRequest, data: JSONBody[ChosenProfile]) -> None:
    """Chooses by which naming profile the body names its delegations."""
    await act(request, naming.choose_body_naming, data.profile_id)


@read("/statements/{statement_id:str}/names", Verb.READ_OFFICE, tag="statement")
async def names_of_statement(request: AnyRequest, statement_id: FromPath[str]) -> NamesOfStatement:
    """How a statement names the delegations; for the chair's office."""
    shown = await show(request, statement_names, viewer_of(request), statement_id, now=now_of(request))
    return NamesOfStatement(shown.chosen, shown.listed)


@deed("/statements/{statement_id:str}/names", Verb.CHOOSE_NAMES, tag="statement")
async def choose_statement_naming(
    request: AnyRequest, statement_id: FromPath[str], data: JSONBody[ChosenProfile]
) -> None:
    """Chooses by which naming profile a statement names the delegations, until it is adopted."""
    await act(request, naming.choose_statement_naming, statement_id, profile_id=data.profile_id)


@read("/statements/{statement_id:str}/text/warnings", Verb.READ_OFFICE, tag="drafting")
async def text_warnings(request: AnyRequest, statement_id: FromPath[str]) -> tuple[TextWarning, ...]:
    """What readers of the working text may stumble over; it blocks nothing."""
    shown = await show(request, looked_through, viewer_of(request), statement_id, now=now_of(request))
    return tuple(
        TextWarning(
            part_id=part.part_id,
            kind=part.kind,
            label=part.label,
            subject=line.subject,
            start=line.start,
            end=line.end,
            words=line.words,
            sentence=say(request, line.said),
        )
        for part in shown.parts
        for line in part.warnings
    )


handlers = [
    naming_profiles,
    naming_profile,
    begin_naming_profile,
    save_naming_profile,
    choose_body_naming,
    names_of_statement,
    choose_statement_naming,
    text_warnings,
]

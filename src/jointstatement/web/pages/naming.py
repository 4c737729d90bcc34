"""How the body names its delegations: its profiles, one of them with a preview, and the choice of a statement."""

from typing import Annotated, Any

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.actions.naming import (
    begin_naming_profile,
    choose_body_naming,
    choose_statement_naming,
    save_naming_profile,
)
from jointstatement.queries.looking_through import looked_through
from jointstatement.queries.naming import ListedNames, listed_names, profile_page, profiles_page, statement_names
from jointstatement.terms import CollectiveNoun, FootnoteAt, NamingMode
from jointstatement.text.naming import Names, Naming, demand_sound
from jointstatement.web.acting import act
from jointstatement.web.admission import admitted, now_of, viewer_of
from jointstatement.web.forms import Given, Id, Line, OptionalId, Version, answer_form
from jointstatement.web.naming import names_typed
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page

AnyRequest = Request[Any, Any, Any]

Footnote = Annotated[str, msgspec.Meta(max_length=2000)]
_COLUMNS = (
    "delegation", "state", "short", "capital", "person", "adjective", "avoided", "footnote", "mark", "footnote_at",
    "sort_keys",
)  # fmt: skip
NAMES_BYTES = 512 * 1024


class NewProfile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A profile to begin."""

    title: Line


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which profile; none for the names as they were entered, or as the body names them."""

    profile_id: OptionalId = ""


class ProfileForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A profile, with a line of fields for each delegation."""

    version: Version
    mode: NamingMode
    noun: CollectiveNoun
    delegation: list[Id]
    state: list[Line]
    short: list[Line]
    capital: list[Line]
    person: list[Line]
    adjective: list[Line]
    avoided: list[Line]
    footnote: list[Footnote]
    mark: list[Line]
    footnote_at: list[FootnoteAt]
    sort_keys: list[Line]
    order: Line = "own"
    chair_first: Line = ""
    known_abbreviations: Footnote = ""


@get("/body/names")
async def profiles(request: AnyRequest) -> Response[str]:
    """The naming profiles of the body."""
    return await _profiles(request, Given())


@post("/body/names")
async def begin_profile(request: AnyRequest) -> Response[Any]:
    """Begins a profile with the names as they were entered."""

    async def deed(form: NewProfile) -> Response[Any]:
        profile_id = await act(request, begin_naming_profile, title=form.title)
        return go_to(request, f"/body/names/{profile_id}")

    return await answer_form(request, NewProfile, deed, again=lambda given: _profiles(request, given))


@post("/body/names/choose")
async def choose_for_body(request: AnyRequest) -> Response[Any]:
    """Chooses by which profile the body names its delegations."""

    async def deed(form: Choice) -> Response[Any]:
        await act(request, choose_body_naming, form.profile_id)
        return go_to(request, "/body/names")

    return await answer_form(request, Choice, deed, again=lambda given: _profiles(request, given))


@get("/body/names/{profile_id:str}")
async def profile(request: AnyRequest, profile_id: FromPath[str]) -> Response[str]:
    """One profile, every name in a box."""
    return await _profile(request, profile_id, Given())


@post("/body/names/{profile_id:str}", request_max_body_size=NAMES_BYTES)
async def save_profile(request: AnyRequest, profile_id: FromPath[str]) -> Response[Any]:
    """Saves a profile."""

    async def deed(form: ProfileForm) -> Response[Any]:
        await act(
            request,
            save_naming_profile,
            profile_id,
            mode=form.mode,
            noun=form.noun,
            chair_first=form.chair_first == "yes",
            is_sorted=form.order == "sorted",
            known_abbreviations=form.known_abbreviations,
            names=await _names(request, profile_id, form),
            expected=form.version,
        )
        return go_to(request, f"/body/names/{profile_id}")

    return await answer_form(request, ProfileForm, deed, again=lambda given: _profile(request, profile_id, given))


@post("/body/names/{profile_id:str}/preview", request_max_body_size=NAMES_BYTES)
async def preview_profile(request: AnyRequest, profile_id: FromPath[str]) -> Response[Any]:
    """Shows the list that these names would make; changes nothing."""

    async def deed(form: ProfileForm) -> Response[Any]:
        names = await _names(request, profile_id, form)
        demand_sound(form.mode, names)
        naming = Naming(
            names=names,
            mode=form.mode,
            noun=form.noun,
            language=admitted(request).surroundings.language,
            is_sorted=form.order == "sorted",
        )
        values = {name: _as_typed(value) for name, value in msgspec.to_builtins(form).items()}
        return await _profile(request, profile_id, Given(values=values), listed_names(naming))

    return await answer_form(request, ProfileForm, deed, again=lambda given: _profile(request, profile_id, given))


@get("/statements/{statement_id:str}/names")
async def names_of_statement(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """How one statement names the delegations."""
    return await _of_statement(request, statement_id, Given())


@post("/statements/{statement_id:str}/names")
async def choose_for_statement(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Chooses by which profile one statement names the delegations."""

    async def deed(form: Choice) -> Response[Any]:
        await act(request, choose_statement_naming, statement_id, profile_id=form.profile_id)
        return go_to(request, f"/statements/{statement_id}/names")

    return await answer_form(request, Choice, deed, again=lambda given: _of_statement(request, statement_id, given))


@get("/statements/{statement_id:str}/draft/warnings")
async def warnings(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """A look through the working text."""
    shown = await show(request, looked_through, viewer_of(request), statement_id, now=now_of(request))
    return page(request, "drafting/warnings.html", shown=shown, head=shown.head)


async def _names(request: AnyRequest, profile_id: str, form: ProfileForm) -> tuple[Names, ...]:
    known = await show(request, profile_page, viewer_of(request), profile_id)
    participations = {row.delegation_id: row.participation for row in known.names}
    return names_typed({name: getattr(form, name) for name in _COLUMNS}, participations=participations)


def _as_typed(value: Any) -> str | list[str]:
    return [str(each) for each in value] if isinstance(value, list) else str(value)


async def _profiles(request: AnyRequest, given: Given) -> Response[str]:
    shown = await show(request, profiles_page, viewer_of(request))
    return page(
        request, "naming/profiles.html", status_code=given.status_code, shown=shown, given=given, modes=NamingMode
    )


async def _profile(
    request: AnyRequest, profile_id: str, given: Given, preview: ListedNames | None = None
) -> Response[str]:
    shown = await show(request, profile_page, viewer_of(request), profile_id)
    return page(
        request,
        "naming/profile.html",
        status_code=given.status_code,
        shown=shown,
        given=given,
        typed=_typed(given, len(shown.names)),
        preview=preview,
        modes=NamingMode,
        nouns=CollectiveNoun,
        places=FootnoteAt,
    )


def _typed(given: Given, count: int) -> dict[str, list[str]]:
    """What was typed, column by column; nothing for a page that is opened, or whose delegations are others by now."""
    columns: dict[str, list[str]] = {}
    for name in _COLUMNS:
        value = given.values.get(name, [])
        column = [value] if isinstance(value, str) else list(value)
        if len(column) != count:
            return {}
        columns[name] = column
    return columns


async def _of_statement(request: AnyRequest, statement_id: str, given: Given) -> Response[str]:
    shown = await show(request, statement_names, viewer_of(request), statement_id, now=now_of(request))
    return page(
        request,
        "naming/statement.html",
        status_code=given.status_code,
        shown=shown,
        head=shown.head,
        given=given,
    )


handlers = [
    profiles,
    begin_profile,
    choose_for_body,
    profile,
    save_profile,
    preview_profile,
    names_of_statement,
    choose_for_statement,
    warnings,
]

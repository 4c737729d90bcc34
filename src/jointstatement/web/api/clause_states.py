"""How far the clauses have come, and what is agreed together or not at all."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
from litestar.params import FromPath, JSONBody

from jointstatement.actions import binding
from jointstatement.actions import clause_states as verbs
from jointstatement.actions.binding import Picked
from jointstatement.actions.clause_states import Resolution
from jointstatement.queries.clause_states import PackageLine, StatedClause
from jointstatement.queries.clause_states import clause_states as states_of
from jointstatement.terms import ClauseState, Verb
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.api.bodies import LONGEST_LIST, Hour, Line, Text, Version, as_given, instant
from jointstatement.web.api.brackets import Choice, Number
from jointstatement.web.api.operations import AnyRequest, Created, deed, read
from jointstatement.web.forms import Id
from jointstatement.web.reading import show

TAG = "text"
CLAUSE = "/statements/{statement_id:str}/parts/{part_id:str}"
PACKAGE = "/statements/{statement_id:str}/packages/{package_id:str}"

Digest = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
Ids = Annotated[list[Id], msgspec.Meta(max_length=LONGEST_LIST)]


class NewState(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was agreed, on the words that were seen; what follows from the words themselves is not taken."""

    state: ClauseState
    seen: Digest
    """As it was told with the clause or the package."""
    awaited: Ids = []
    """Whose agreement, or confirmation, is awaited."""
    confirm_by: Hour | None = None
    reason: Line = ""


class BracketOutcome(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is to stand in the place of a bracket: an alternative, words of one's own, or without both nothing."""

    number: Number
    """Of the bracket among those of the package."""
    choice: Choice | None = None
    words: Text | None = None


class NewPackageState(NewState, frozen=True, forbid_unknown_fields=True):
    """What was agreed on a whole package, with what is to stand in the place of each of its open brackets."""

    brackets: Annotated[list[BracketOutcome], msgspec.Meta(max_length=LONGEST_LIST)] = []


class Reopening(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why what was agreed is taken back."""

    reason: Line = ""


class BracketSeen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A bracket of the working text, as it was told among the open ones."""

    part: Id
    bracket: Number
    """Its number within the part."""
    expected: Version


class NewPackage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Clauses and brackets of the tabled text that are agreed together or not at all."""

    title: Line
    parts: Ids = []
    brackets: Annotated[list[BracketSeen], msgspec.Meta(max_length=LONGEST_LIST)] = []


class HowFar(msgspec.Struct, frozen=True):
    """How far one text has come."""

    revision: str
    """The label of the revision that it is; empty for the working text."""
    clauses: tuple[StatedClause, ...]
    packages: tuple[PackageLine, ...]


@read("/statements/{statement_id:str}/clause-states", Verb.READ_NEGOTIATION, tag=TAG)
async def clause_states(request: AnyRequest, statement_id: FromPath[str]) -> HowFar:
    """How far the clauses have come, and the packages: of the working text for the office, else of the tabled text."""
    shown = await show(request, states_of, viewer_of(request), statement_id, now=now_of(request))
    return HowFar(shown.revision, shown.clauses, shown.packages)


@deed(f"{CLAUSE}/state", Verb.NOTE_CLAUSE_STATE, tag=TAG)
async def note_clause_state(
    request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str], data: JSONBody[NewState]
) -> None:
    """Notes what was agreed at the table on a clause with its items."""
    await act(request, verbs.note_clause_state, statement_id, part_id, lock=statement_id, **_noted(data))


@deed(f"{CLAUSE}/reopen", Verb.REOPEN_CLAUSE, tag=TAG)
async def reopen_clause(
    request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str], data: JSONBody[Reopening]
) -> None:
    """Takes back that a clause, and what is bound to it, was agreed."""
    await act(request, verbs.reopen_clause, statement_id, part_id, reason=data.reason, lock=statement_id)


@deed("/statements/{statement_id:str}/packages", Verb.BIND_PACKAGE, tag=TAG, status=201)
async def bind_package(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[NewPackage]) -> Created:
    """Binds clauses and brackets together: they are agreed together or not at all."""
    return Created(
        await act(
            request,
            binding.bind_package,
            statement_id,
            title=data.title,
            part_ids=data.parts,
            picked=[Picked(each.part, each.bracket, each.expected) for each in data.brackets],
            lock=statement_id,
        )
    )


@deed(f"{PACKAGE}/state", Verb.NOTE_CLAUSE_STATE, tag=TAG, names={"outcomes": "brackets"})
async def note_package_state(
    request: AnyRequest, statement_id: FromPath[str], package_id: FromPath[str], data: JSONBody[NewPackageState]
) -> None:
    """Notes what was agreed at the table on all clauses of a package, and resolves all its brackets."""
    await act(
        request,
        verbs.note_package_state,
        statement_id,
        package_id,
        resolutions=[
            Resolution(each.number, None if each.choice == -1 else each.choice, each.words) for each in data.brackets
        ],
        lock=statement_id,
        **_noted(data),
    )


@deed(f"{PACKAGE}/free", Verb.FREE_PACKAGE, tag=TAG)
async def free_package(request: AnyRequest, statement_id: FromPath[str], package_id: FromPath[str]) -> None:
    """Frees what was bound together; each clause then stands by itself."""
    await act(request, binding.free_package, statement_id, package_id, lock=statement_id)


def _noted(data: NewState) -> dict[str, Any]:
    hour: datetime | None = data.confirm_by
    return {
        "state": data.state,
        "seen": data.seen,
        "awaited": data.awaited,
        "reason": data.reason,
        **({"confirm_by": instant("confirm_by", hour), "confirm_as_typed": as_given(hour)} if hour else {}),
    }


handlers = [
    clause_states,
    note_clause_state,
    reopen_clause,
    bind_package,
    note_package_state,
    free_package,
]

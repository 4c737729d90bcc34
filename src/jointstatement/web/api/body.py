"""The body, its meetings and its persons: what the secretariat keeps."""

from datetime import date
from typing import Annotated, Any

import msgspec
from litestar.params import FromPath, JSONBody

from jointstatement.actions import persons, setting_up
from jointstatement.actions.notices import read_notices
from jointstatement.terms import Participation, Role, Verb
from jointstatement.web.acting import act
from jointstatement.web.admission import viewer_of
from jointstatement.web.api.bodies import LONGEST_LIST, Count, Hour, Line, Version, day, instant
from jointstatement.web.api.operations import AnyRequest, Created, OwnSecret, PersonalLink, deed, link_of
from jointstatement.web.forms import Id

TAG = "body"
OWN_TAG = "own"


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the body's own rules say."""

    marking: Line
    shortest_silence_hours: Count
    names_the_breaker: bool
    matrix_open_to_members: bool
    expected: Version


class NewDelegation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A delegation, under the name and at the place that the body itself uses."""

    name: Line
    order: Count
    participation: Participation = Participation.MEMBER


class ReadByGuests(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What guests read: drafts too, or adopted texts alone."""

    drafts: bool
    expected: Version


class ChangedParticipation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """As what a delegation takes part from now on that is no member."""

    participation: Participation
    expected: Version


class NewMeeting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A meeting of the body."""

    title: Line
    place: Line
    starts_on: date
    ends_on: date
    time_zone: Line
    chair: Line
    co_chairs: Annotated[tuple[Line, ...], msgspec.Meta(max_length=20)] = ()
    secretariat: Line = ""


class ChangedMeeting(NewMeeting, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A meeting as it is from now on."""

    expected: Version


class Participant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the list of participants, as typed."""

    name: Line
    rank: Line
    delegation: Line


class Participants(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The list of participants, in its order."""

    participants: Annotated[tuple[Participant, ...], msgspec.Meta(max_length=LONGEST_LIST)]


class Signatory(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the signature block, as typed."""

    name: Line
    for_whom: Line


class Signatories(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The signature block, in its order."""

    signatories: Annotated[tuple[Signatory, ...], msgspec.Meta(max_length=LONGEST_LIST)]


class NewPerson(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person and the role that he or she is given."""

    name: Line
    role: Role
    delegation_id: Id | None = None


class LinkUntil(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Until when a link signs in; null for as long as it is not revoked."""

    expires_at: Hour | None = None


class NewHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The name of a new head."""

    name: Line


class ReadUntil(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The hour at which the list was read."""

    until: Hour


@deed("/body/rules", Verb.MANAGE_BODY, tag=TAG)
async def change_body_rules(request: AnyRequest, data: JSONBody[Rules]) -> None:
    """Changes the body's marking and its own rules."""
    await act(request, setting_up.change_body_rules, viewer_of(request).body_id, **msgspec.structs.asdict(data))


@deed("/body/delegations", Verb.MANAGE_BODY, tag=TAG, status=201)
async def add_delegation(request: AnyRequest, data: JSONBody[NewDelegation]) -> Created:
    """Adds a delegation to the body."""
    named = msgspec.structs.asdict(data)
    return Created(await act(request, setting_up.add_delegation, viewer_of(request).body_id, **named))


@deed("/body/delegations/{delegation_id:str}/participation", Verb.MANAGE_BODY, tag=TAG)
async def change_participation(
    request: AnyRequest, delegation_id: FromPath[str], data: JSONBody[ChangedParticipation]
) -> None:
    """Says as what a delegation takes part that is no member: its persons have that role at once."""
    named = msgspec.structs.asdict(data)
    await act(request, setting_up.change_participation, delegation_id, **named, lock=viewer_of(request).body_id)


@deed("/body/guests", Verb.MANAGE_BODY, tag=TAG)
async def choose_what_guests_read(request: AnyRequest, data: JSONBody[ReadByGuests]) -> None:
    """Says whether guests read tabled texts, or adopted texts alone."""
    named = msgspec.structs.asdict(data)
    await act(request, setting_up.choose_what_guests_read, viewer_of(request).body_id, **named)


@deed("/body/meetings", Verb.MANAGE_BODY, tag=TAG, status=201)
async def hold_meeting(request: AnyRequest, data: JSONBody[NewMeeting]) -> Created:
    """Enters a meeting of the body."""
    return Created(await act(request, setting_up.hold_meeting, viewer_of(request).body_id, **_meeting(data)))


@deed("/body/meetings/{meeting_id:str}/change", Verb.MANAGE_BODY, tag=TAG)
async def change_meeting(request: AnyRequest, meeting_id: FromPath[str], data: JSONBody[ChangedMeeting]) -> None:
    """Changes what is known of a meeting; hours already set stay the instants they are."""
    await act(request, setting_up.change_meeting, meeting_id, **_meeting(data))


@deed("/body/meetings/{meeting_id:str}/participants", Verb.SET_FURNITURE, tag=TAG)
async def set_participants(request: AnyRequest, meeting_id: FromPath[str], data: JSONBody[Participants]) -> None:
    """Replaces a meeting's list of participants."""
    lines = [(line.name, line.rank, line.delegation) for line in data.participants]
    await act(request, setting_up.set_participants, meeting_id, lines)


@deed("/statements/{statement_id:str}/signatories", Verb.SET_FURNITURE, tag=TAG)
async def set_signatories(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[Signatories]) -> None:
    """Replaces a statement's signature block, until adoption."""
    lines = [(line.name, line.for_whom) for line in data.signatories]
    await act(request, setting_up.set_signatories, statement_id, lines, lock=statement_id)


@deed("/persons", Verb.MANAGE_PERSONS, tag=TAG, status=201)
async def admit_person(request: AnyRequest, data: JSONBody[NewPerson]) -> Created:
    """Gives a person a role in the body."""
    named = msgspec.structs.asdict(data)
    return Created(await act(request, persons.admit_person, viewer_of(request).body_id, **named))


@deed("/persons/{person_id:str}/end", Verb.MANAGE_PERSONS, tag=TAG)
async def end_person(request: AnyRequest, person_id: FromPath[str]) -> None:
    """Ends a person's access at once; what the person entered stays."""
    await act(request, persons.end_person, person_id)


@deed("/persons/{person_id:str}/links", Verb.MANAGE_PERSONS, tag=TAG, status=201)
async def issue_link(request: AnyRequest, person_id: FromPath[str], data: JSONBody[LinkUntil]) -> PersonalLink:
    """Makes a further personal link; the person's others stay."""
    return link_of(request, await act(request, persons.issue_link, person_id, **_until(data)))


@deed("/persons/{person_id:str}/links/reissue", Verb.REISSUE_LINK, tag=TAG, status=201)
async def reissue_link(request: AnyRequest, person_id: FromPath[str], data: JSONBody[LinkUntil]) -> PersonalLink:
    """Makes a new personal link in the place of a lost one; all others of the person are dead."""
    return link_of(request, await act(request, persons.reissue_link, person_id, **_until(data)))


@deed("/body/delegations/{delegation_id:str}/head", Verb.REPLACE_HEAD, tag=TAG, status=201)
async def replace_head(request: AnyRequest, delegation_id: FromPath[str], data: JSONBody[NewHead]) -> PersonalLink:
    """Puts a new head at a delegation; its drafts and input stay."""
    return link_of(request, await act(request, persons.replace_head, delegation_id, name=data.name))


@deed("/tokens", Verb.CREATE_TOKEN, tag=OWN_TAG, status=201)
async def create_token(request: AnyRequest) -> OwnSecret:
    """Makes a further personal token for programs."""
    return OwnSecret(await act(request, persons.create_token, viewer_of(request).person_id))


@deed("/tokens/{token_id:str}/revoke", tag=OWN_TAG)
async def revoke_token(request: AnyRequest, token_id: FromPath[str]) -> None:
    """Ends a personal token."""
    await act(request, persons.revoke_token, token_id)


@deed("/notices/read", tag=OWN_TAG)
async def mark_notices_read(request: AnyRequest, data: JSONBody[ReadUntil]) -> None:
    """Marks one's own notices as read, up to the hour at which they were."""
    await act(request, read_notices, until=instant("until", data.until))


def _meeting(data: NewMeeting) -> dict[str, Any]:
    return msgspec.structs.asdict(data) | {
        "starts_on": day("starts_on", data.starts_on),
        "ends_on": day("ends_on", data.ends_on),
    }


def _until(data: LinkUntil) -> dict[str, Any]:
    return {"expires_at": instant("expires_at", data.expires_at) if data.expires_at else None}


handlers = [
    change_body_rules,
    add_delegation,
    change_participation,
    choose_what_guests_read,
    hold_meeting,
    change_meeting,
    set_participants,
    set_signatories,
    admit_person,
    end_person,
    issue_link,
    reissue_link,
    replace_head,
    create_token,
    revoke_token,
    mark_notices_read,
]

"""How a body names its delegations: profiles are written, saved edition by edition, and chosen.

Whom a name offends objects to the part where it stands. There is no name for one reader alone.
"""

import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from jointstatement.access.naming import names_of
from jointstatement.access.statements import all_delegations_of, statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.deadlines import let_hours_fall
from jointstatement.actions.fields import line, optional_line, optional_text
from jointstatement.actions.keep import keep
from jointstatement.actions.record import record, record_in_office
from jointstatement.database import take_lock
from jointstatement.errors import N_, BadInput, ChangedMeanwhile, NotFound
from jointstatement.models import DelegationNames, NamingChoice, NamingEdition, NamingProfile
from jointstatement.terms import Chain, CollectiveNoun, NamingMode
from jointstatement.text.naming import Names, demand_sound
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_choose_names, may_manage_names

_LONGEST_NAME = 200
_LONGEST_FOOTNOTE = 2000


def begin_naming_profile(session: Session, *, title: str, by: Viewer, now: datetime) -> str:
    """Begins a profile with the names that the body entered, by state and in the body's order. Returns its id.

    Raises `NotYours`, and `BadInput` for a title that is none or that another profile has.
    """
    demand(may_manage_names(by.role))
    title = line("title", title)
    # Compared here: a database may know the two cases of the letters A to Z alone.
    titles = session.exec(select(NamingProfile.title).where(col(NamingProfile.body_id) == by.body_id))
    if title.casefold() in {each.casefold() for each in titles}:
        raise BadInput("title", N_("There is a profile “{title}” already. Please choose another title."), title=title)
    profile = NamingProfile(body_id=by.body_id, title=title, created_at=now, created_by=by.person_id)
    keep(session, profile)
    _save(
        session,
        profile,
        number=1,
        mode=NamingMode.STATE,
        noun=CollectiveNoun.MEMBERS,
        chair_first=False,
        is_sorted=False,
        known_abbreviations="",
        names=names_of((), all_delegations_of(session, by.body_id)),
        by=by,
        now=now,
    )
    _record(session, "naming_profile_begun", {"profile_id": profile.id, "title": title}, by=by, now=now)
    return profile.id


def save_naming_profile(
    session: Session,
    profile_id: str,
    *,
    mode: NamingMode,
    noun: CollectiveNoun,
    chair_first: bool,
    is_sorted: bool,
    known_abbreviations: str,
    names: Sequence[Names],
    expected: int,
    by: Viewer,
    now: datetime,
) -> None:
    """Saves a profile as a further edition, which texts in work follow at once; adopted ones keep the names they have.

    `names` are those of every delegation of the body, each once. Raises `NotYours`, `NotFound`, `ChangedMeanwhile`
    where another edition was saved since, `BadInput` for names that cannot be taken, and what `demand_sound` refuses.
    """
    profile = _profile_for(session, profile_id, by=by)
    last = session.exec(select(func.max(NamingEdition.number)).where(col(NamingEdition.profile_id) == profile.id)).one()
    if last != expected:
        raise ChangedMeanwhile()
    delegations = all_delegations_of(session, by.body_id)
    if sorted(row.delegation_id for row in names) != sorted(each.id for each in delegations):
        raise BadInput("names", N_("The body has other delegations by now. Please open the page again."))
    cleaned = [_cleaned(row, place) for place, row in enumerate(names, start=1)]
    demand_sound(mode, cleaned)
    _save(
        session,
        profile,
        number=expected + 1,
        mode=mode,
        noun=noun,
        chair_first=chair_first,
        is_sorted=is_sorted,
        known_abbreviations=" ".join(sorted(set(optional_text("known", known_abbreviations).split()))),
        names=cleaned,
        by=by,
        now=now,
    )
    told = {"profile_id": profile.id, "title": profile.title, "edition": expected + 1, "mode": mode}
    _record(session, "naming_profile_saved", told, by=by, now=now)


def choose_body_naming(session: Session, profile_id: str, *, by: Viewer, now: datetime) -> None:
    """Chooses the profile of the body, which every statement follows that has none of its own; "" for none.

    Raises `NotYours`, `NotFound`.
    """
    demand(may_manage_names(by.role))
    profile = _profile_for(session, profile_id, by=by) if profile_id else None
    _choose(session, None, profile, by=by, now=now)
    title = {"title": profile.title} if profile else {}
    _record(session, "body_naming_chosen", {"profile_id": profile_id, **title}, by=by, now=now)


def choose_statement_naming(session: Session, statement_id: str, *, profile_id: str, by: Viewer, now: datetime) -> None:
    """Chooses the profile of one statement; "" to follow its body again.

    Whoever calls it holds the lock of the body, for its choices are counted through. Raises `NotFound`, `NotYours`, and
    `NamesStand` after adoption.
    """
    # Of the statement too: it is adopted before the choice or after it, and not meanwhile.
    take_lock(session, statement_id)
    let_hours_fall(session, statement_id, now=now)
    statement = statement_for(session, by, statement_id)
    demand(may_choose_names(workflow_of(statement), situation_of(session, statement, now), by.role))
    profile = _of_body(session, profile_id, by=by) if profile_id else None
    _choose(session, statement.id, profile, by=by, now=now)
    record_in_office(
        session,
        statement,
        kind="statement_naming_chosen",
        by=by,
        now=now,
        payload={"profile_id": profile_id, **({"title": profile.title} if profile else {})},
    )


def _save(
    session: Session,
    profile: NamingProfile,
    *,
    number: int,
    mode: NamingMode,
    noun: CollectiveNoun,
    chair_first: bool,
    is_sorted: bool,
    known_abbreviations: str,
    names: Sequence[Names],
    by: Viewer,
    now: datetime,
) -> None:
    edition = NamingEdition(
        profile_id=profile.id,
        number=number,
        mode=mode,
        noun=noun,
        chair_first=chair_first,
        is_sorted=is_sorted,
        known_abbreviations=known_abbreviations,
        saved_at=now,
        saved_by=by.person_id,
    )
    rows = [
        DelegationNames(
            edition_id=edition.id,
            delegation_id=row.delegation_id,
            state=row.state,
            short=row.short,
            capital=row.capital,
            person=row.person,
            adjective=row.adjective,
            avoided="\n".join(row.avoided),
            footnote=row.footnote,
            mark=row.mark,
            footnote_at=row.footnote_at,
            sort_keys="\n".join(f"{language} {key}".strip() for language, key in row.sort_keys),
        )
        for row in names
    ]
    keep(session, edition, *rows)


def _cleaned(row: Names, place: int) -> Names:
    """The names of one delegation as they may be kept. Raises `BadInput`."""

    def one(field: str, value: str) -> str:
        return optional_line(f"{field}-{place}", value, longest=_LONGEST_NAME)

    avoided = (one("avoided", each) for each in row.avoided)
    keys = ((language, one("sort_keys", key)) for language, key in row.sort_keys)
    return Names(
        delegation_id=row.delegation_id,
        state=one("state", row.state),
        short=one("short", row.short),
        capital=one("capital", row.capital),
        person=one("person", row.person),
        adjective=one("adjective", row.adjective),
        avoided=tuple(dict.fromkeys(filter(None, avoided))),
        footnote=optional_line(f"footnote-{place}", row.footnote, longest=_LONGEST_FOOTNOTE),
        mark=_mark(f"mark-{place}", row.mark),
        footnote_at=row.footnote_at,
        sort_keys=tuple({language: key for language, key in keys if key}.items()),
        participation=row.participation,
    )


def _mark(field: str, value: str) -> str:
    value = optional_line(field, value, longest=8)
    if value and not re.fullmatch(r"[^\w\s]+", value):
        raise BadInput(field, N_("A mark is made of signs, as “*”."))
    return value


def _choose(
    session: Session, statement_id: str | None, profile: NamingProfile | None, *, by: Viewer, now: datetime
) -> None:
    last = session.exec(select(func.max(NamingChoice.number)).where(col(NamingChoice.body_id) == by.body_id)).one()
    keep(
        session,
        NamingChoice(
            body_id=by.body_id,
            number=(last or 0) + 1,
            statement_id=statement_id,
            profile_id=profile.id if profile else None,
            chosen_at=now,
            chosen_by=by.person_id,
        ),
    )


def _profile_for(session: Session, profile_id: str, *, by: Viewer) -> NamingProfile:
    demand(may_manage_names(by.role))
    return _of_body(session, profile_id, by=by)


def _of_body(session: Session, profile_id: str, *, by: Viewer) -> NamingProfile:
    profile = session.exec(
        select(NamingProfile).where(col(NamingProfile.id) == profile_id, col(NamingProfile.body_id) == by.body_id)
    ).first()
    if profile is None:
        raise NotFound()
    return profile


def _record(session: Session, kind: str, payload: dict[str, object], *, by: Viewer, now: datetime) -> None:
    record(
        session,
        chain=Chain.ADMINISTRATION,
        kind=kind,
        by=by,
        now=now,
        body_id=by.body_id,
        payload=payload,
    )

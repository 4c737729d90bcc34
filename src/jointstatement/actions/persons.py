"""Persons and how they come in: admission, personal links, sign-ins, tokens.

Without `by` it is the installation itself that acts, from its command line. A secret is answered once and kept as a
hash only. Signing in and out leaves no entry: the record would tell who opened the text, and when.
"""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from jointstatement.access.admission import hash_of_secret, link_of_secret, new_secret, viewer_of_person
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import coming_hour, line
from jointstatement.actions.keep import drop, keep
from jointstatement.actions.once import Secret
from jointstatement.actions.record import record
from jointstatement.errors import N_, BadInput, NotFound, NotYours
from jointstatement.models import ApiToken, Body, Delegation, Person, SignIn, SignInLink
from jointstatement.terms import ATTENDING, DELEGATES, NEVER_ADMITTED, ROLE_OF, Chain, Role
from jointstatement.workflow.permit import (
    demand,
    may_create_token,
    may_manage_persons,
    may_reissue_link,
    may_replace_head,
)

LENGTH_OF_A_SIGN_IN = timedelta(hours=12)
"""After that the personal link is opened again."""


def admit_person(
    session: Session,
    body_id: str,
    *,
    name: str,
    role: Role,
    delegation_id: str | None = None,
    by: Viewer | None,
    now: datetime,
) -> str:
    """Gives a person a role; heads and experts belong to a member delegation; observers and guests to a
    delegation that takes part as such, or to none; who speaks for a partner belongs to it.

    A delegation has one head at a time: a further one comes by `replace_head`. Returns the person's id.
    """
    body = session.get(Body, body_id)
    if body is None or (by is not None and by.body_id != body.id):
        raise NotFound()
    if by is not None:
        demand(may_manage_persons(by.role))
    delegation = _delegation_for(session, body.id, delegation_id) if delegation_id else None
    _demand_fitting(role, delegation)
    if role is Role.HEAD and delegation and _head_of(session, delegation) is not None:
        raise BadInput(
            "role", N_("{delegation} has a head of delegation. Replace the head instead."), delegation=delegation.name
        )
    return _admit(session, body.id, name=name, role=role, delegation=delegation, by=by, now=now)


def end_person(session: Session, person_id: str, *, by: Viewer | None, now: datetime) -> None:
    """Ends a person's access at once: links and tokens are revoked, sign-ins end. What they entered stays."""
    person = _person_for(session, by, person_id)
    if by is not None:
        demand(may_manage_persons(by.role))
        if by.person_id == person.id:
            raise BadInput("person_id", N_("You cannot end your own access. Please ask somebody else to do it."))
    _end(session, person, by=by, now=now)


def issue_link(
    session: Session, person_id: str, *, by: Viewer | None, now: datetime, expires_at: datetime | None = None
) -> Secret:
    """Makes a further personal link; the person's others stay. Returns its secret, which is shown once."""
    person = _person_for(session, by, person_id)
    if by is not None:
        demand(may_manage_persons(by.role))
    return _issue(session, person, kind="link_issued", by=by, now=now, expires_at=expires_at)


def reissue_link(
    session: Session, person_id: str, *, by: Viewer | None, now: datetime, expires_at: datetime | None = None
) -> Secret:
    """Makes a new personal link in the place of a lost one: all others of the person and their sign-ins are dead.

    Returns the new link's secret, which is shown once.
    """
    person = _person_for(session, by, person_id)
    if by is not None:
        demand(may_reissue_link(by.role))
    _revoke_links(session, person, now=now)
    return _issue(session, person, kind="link_reissued", by=by, now=now, expires_at=expires_at)


def replace_head(session: Session, delegation_id: str, *, name: str, by: Viewer | None, now: datetime) -> Secret:
    """Puts a new head at a delegation: the old one's access ends, drafts and input stay the delegation's.

    Returns the secret of the new head's personal link, which is shown once.
    """
    delegation = session.get(Delegation, delegation_id)
    if delegation is None or (by is not None and by.body_id != delegation.body_id):
        raise NotFound()
    if by is not None:
        demand(may_replace_head(by.role))
    _demand_fitting(Role.HEAD, delegation)
    former = _head_of(session, delegation)
    if former is not None:
        _end(session, former, by=by, now=now)
    head_id = _admit(session, delegation.body_id, name=name, role=Role.HEAD, delegation=delegation, by=by, now=now)
    head = _person_for(session, by, head_id)
    record(
        session,
        chain=Chain.ADMINISTRATION,
        kind="head_replaced",
        by=by,
        now=now,
        body_id=delegation.body_id,
        payload={"delegation": delegation.id, "former": former.id if former else None, "head": head.id},
    )
    return _issue(session, head, kind="link_issued", by=by, now=now, expires_at=None)


def sign_in(session: Session, link_secret: str, *, now: datetime) -> Secret:
    """Opens a session by a personal link. Returns the session's secret, a new one each time. Raises `NotSignedIn`."""
    link = link_of_secret(session, link_secret, now=now)
    viewer = viewer_of_person(session, link.person_id)
    secret = Secret(new_secret())
    keep(
        session,
        SignIn(
            person_id=viewer.person_id,
            link_id=link.id,
            token_hash=hash_of_secret(secret),
            started_at=now,
            expires_at=now + LENGTH_OF_A_SIGN_IN,
        ),
    )
    return secret


def sign_out(session: Session, session_secret: str, *, now: datetime) -> None:
    """Ends one session; one that has ended already stays ended."""
    row = session.exec(select(SignIn).where(col(SignIn.token_hash) == hash_of_secret(session_secret))).first()
    if row is not None:
        drop(session, row)


def create_token(session: Session, person_id: str, *, by: Viewer | None, now: datetime) -> Secret:
    """Makes a personal token for programs; each person makes their own. Returns it; it is shown once."""
    person = _person_for(session, by, person_id)
    if by is not None:
        demand(may_create_token(by.role))
        _demand_own(by, person)
    secret = Secret(new_secret())
    token = ApiToken(person_id=person.id, token_hash=hash_of_secret(secret), issued_at=now)
    keep(session, token)
    _record(session, person, kind="token_created", by=by, now=now, payload={"token": token.id})
    return secret


def revoke_token(session: Session, token_id: str, *, by: Viewer | None, now: datetime) -> None:
    """Ends a personal token: one's own, or anybody's by those who manage persons.

    To all others another's token is not there: `NotFound`, as for one that never was.
    """
    token = session.get(ApiToken, token_id)
    if token is None:
        raise NotFound()
    person = _person_for(session, by, token.person_id)
    if by is not None and by.person_id != person.id and may_manage_persons(by.role):
        raise NotFound()
    if token.revoked_at is not None:
        return
    token.revoked_at = now
    session.add(token)
    _record(session, person, kind="token_revoked", by=by, now=now, payload={"token": token.id})


def _person_for(session: Session, by: Viewer | None, person_id: str) -> Person:
    """A person with access, of the same body."""
    person = session.get(Person, person_id)
    if person is None or person.ended_at is not None or (by is not None and by.body_id != person.body_id):
        raise NotFound()
    return person


def _delegation_for(session: Session, body_id: str, delegation_id: str) -> Delegation:
    delegation = session.get(Delegation, delegation_id)
    if delegation is None or delegation.body_id != body_id:
        raise NotFound()
    return delegation


def _demand_fitting(role: Role, delegation: Delegation | None) -> None:
    if role in NEVER_ADMITTED:
        raise BadInput("role", _NEVER_ADMITTED[role])
    if role in DELEGATES:
        if delegation is None or not delegation.is_member:
            raise BadInput("delegation_id", N_("A head or expert belongs to a member delegation. Please name it."))
    elif role is Role.PARTNER and delegation is None:
        raise BadInput("delegation_id", N_("Who speaks for a partner belongs to it. Please name the partner."))
    elif role in ATTENDING:
        if delegation is not None and delegation.is_member:
            raise BadInput(
                "delegation_id", N_("An observer, a partner or a guest does not belong to a member delegation.")
            )
        if delegation is not None and ROLE_OF[delegation.participation] is not role:
            raise BadInput(
                "role",
                N_("{delegation} takes part as something else. Please give the person that role."),
                delegation=delegation.name,
            )
    elif delegation is not None:
        raise BadInput("delegation_id", N_("The chair's office and administrators belong to no delegation."))


_NEVER_ADMITTED = {
    Role.DEPUTY: N_("Nobody is admitted as deputy: a head of delegation names one of its experts."),
    Role.FORMER_CHAIR: N_("Nobody is admitted as former chair: whoever hands the chair over becomes one."),
    Role.INCOMING_CHAIR: N_("Nobody is admitted as incoming chair: a planned handover names who comes."),
}


def _demand_own(by: Viewer, person: Person) -> None:
    if by.person_id != person.id:
        raise NotYours(who=person.name)


def _head_of(session: Session, delegation: Delegation) -> Person | None:
    return session.exec(
        select(Person).where(
            col(Person.delegation_id) == delegation.id,
            col(Person.role) == Role.HEAD,
            col(Person.ended_at).is_(None),
        )
    ).first()


def _admit(
    session: Session,
    body_id: str,
    *,
    name: str,
    role: Role,
    delegation: Delegation | None,
    by: Viewer | None,
    now: datetime,
) -> str:
    person = Person(
        body_id=body_id, name=line("name", name), role=role, delegation_id=delegation.id if delegation else None
    )
    keep(session, person)
    _record(
        session,
        person,
        kind="person_admitted",
        by=by,
        now=now,
        payload={"name": person.name, "role": role, "delegation": person.delegation_id},
    )
    return person.id


def _end(session: Session, person: Person, *, by: Viewer | None, now: datetime) -> None:
    person.ended_at = now
    session.add(person)
    _revoke_links(session, person, now=now)
    live_tokens = select(ApiToken).where(col(ApiToken.person_id) == person.id, col(ApiToken.revoked_at).is_(None))
    for token in session.exec(live_tokens).all():
        token.revoked_at = now
        session.add(token)
    _record(session, person, kind="person_ended", by=by, now=now, payload={})


def _revoke_links(session: Session, person: Person, *, now: datetime) -> None:
    drop(session, *session.exec(select(SignIn).where(col(SignIn.person_id) == person.id)).all())
    live_links = select(SignInLink).where(col(SignInLink.person_id) == person.id, col(SignInLink.revoked_at).is_(None))
    for link in session.exec(live_links).all():
        link.revoked_at = now
        session.add(link)


def _issue(
    session: Session,
    person: Person,
    *,
    kind: str,
    by: Viewer | None,
    now: datetime,
    expires_at: datetime | None,
) -> Secret:
    secret = Secret(new_secret())
    link = SignInLink(
        person_id=person.id,
        token_hash=hash_of_secret(secret),
        issued_at=now,
        issued_by=by.person_id if by else None,
        expires_at=coming_hour("expires_at", expires_at, now=now) if expires_at else None,
    )
    keep(session, link)
    _record(session, person, kind=kind, by=by, now=now, payload={"link": link.id, "expires_at": link.expires_at})
    return secret


def _record(
    session: Session,
    person: Person,
    *,
    kind: str,
    by: Viewer | None,
    now: datetime,
    payload: dict[str, object],
) -> None:
    record(
        session,
        chain=Chain.ADMINISTRATION,
        kind=kind,
        by=by,
        now=now,
        body_id=person.body_id,
        payload={"person": person.id, **payload},
    )

"""The statement styles of a body's own: which there are, which are offered, what one of them is made of."""

from datetime import datetime
from typing import Literal

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.statements import body_for
from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound
from jointstatement.models import Person, StatementStyle
from jointstatement.workflow.permit import demand, may_manage_styles


class StyleLine(msgspec.Struct, frozen=True):
    """One file of the body's, on the page of its styles."""

    id: str
    name: str
    title: str
    based_on: str
    state: Literal["waiting", "used", "withdrawn"]
    uploaded_at: datetime
    uploaded_by: str
    digest: str


class StyleFiles(msgspec.Struct, frozen=True):
    """What a style is made of."""

    name: str
    title: str
    rules: str
    content: bytes


class OfferedStyle(msgspec.Struct, frozen=True):
    """A style that a statement may be begun in."""

    name: str
    title: str


class StylesPage(msgspec.Struct, frozen=True):
    """Everything on the page of the body's styles."""

    body: str
    styles: tuple[StyleLine, ...]
    """Those that wait, then those in use, then those withdrawn; in each the latest first."""


_STATES = ("waiting", "used", "withdrawn")


def styles_page(session: Session, viewer: Viewer) -> StylesPage:
    """The styles of the person's body; for those who keep them. Raises `NotYours`."""
    demand(may_manage_styles(viewer.role))
    rows = session.exec(
        select(StatementStyle, Person)
        .join(Person, col(Person.id) == col(StatementStyle.uploaded_by))
        .where(col(StatementStyle.body_id) == viewer.body_id)
        .order_by(col(StatementStyle.uploaded_at).desc(), col(StatementStyle.id))
    )
    lines = [_line(style, person) for style, person in rows]
    return StylesPage(body_for(session, viewer).name, tuple(sorted(lines, key=lambda each: _STATES.index(each.state))))


def style_line(session: Session, viewer: Viewer, style_id: str) -> StyleLine:
    """One of them. Raises `NotYours`, `NotFound`."""
    demand(may_manage_styles(viewer.role))
    found = session.exec(
        select(StatementStyle, Person)
        .join(Person, col(Person.id) == col(StatementStyle.uploaded_by))
        .where(col(StatementStyle.id) == style_id, col(StatementStyle.body_id) == viewer.body_id)
    ).first()
    if found is None:
        raise NotFound()
    return _line(*found)


def offered_styles(session: Session, viewer: Viewer) -> tuple[OfferedStyle, ...]:
    """The styles of the person's body that a statement may be begun in, in order of their titles."""
    rows = session.exec(
        select(StatementStyle.name, StatementStyle.title)
        .where(
            col(StatementStyle.body_id) == viewer.body_id,
            col(StatementStyle.taken_at).is_not(None),
            col(StatementStyle.withdrawn_at).is_(None),
        )
        .order_by(col(StatementStyle.title), col(StatementStyle.name))
    )
    return tuple(OfferedStyle(name, title) for name, title in rows)


def style_files(session: Session, name: str) -> StyleFiles | None:
    """What the style of that name is made of, for whoever prints a text that is in it; `None` where there is none."""
    style = session.exec(select(StatementStyle).where(col(StatementStyle.name) == name)).first()
    return None if style is None else StyleFiles(style.name, style.title, style.rules, style.content)


def _line(style: StatementStyle, person: Person) -> StyleLine:
    state: Literal["waiting", "used", "withdrawn"] = "waiting" if style.taken_at is None else "used"
    return StyleLine(
        id=style.id,
        name=style.name,
        title=style.title,
        based_on=style.based_on,
        state="withdrawn" if style.withdrawn_at is not None else state,
        uploaded_at=style.uploaded_at,
        uploaded_by=person.name,
        digest=style.digest,
    )

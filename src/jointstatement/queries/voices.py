"""Who gave something, as far as a person learns of it.

By the rule of its round, and with the group for which it was given; `access/attribution` has the rule.
"""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import ColumnElement, or_
from sqlmodel import col

from jointstatement.access.attribution import given_by_known, is_named_in, knows_whose, office_knows
from jointstatement.models import Amendment, Comment, PositionTaken, Round
from jointstatement.queries.statement import Scene
from jointstatement.text.naming import OFFICE, UNNAMED, for_group, in_group

Given = TypeVar("Given", Comment, Amendment)


def voice_of(scene: Scene, row: Comment | Amendment) -> str:
    """Who gave it: a delegation, or one for its group, "Borvia for the Upper River Group (Borvia, Galdria)"."""
    if not is_told(scene, row):
        return UNNAMED
    group = scene.groups.get(row.submission_id or "")
    if group is None:
        return name_of(scene, row.delegation_id)
    members = [each.name for each in scene.members if each.id in group.member_ids]
    return for_group(name_of(scene, row.delegation_id), group.name, members)


def author_of(scene: Scene, row: Comment | Amendment) -> str:
    """The delegation that gave it, as far as the person learns of it."""
    return name_of(scene, row.delegation_id) if is_told(scene, row) else UNNAMED


def stance_voice(scene: Scene, row: PositionTaken) -> str:
    """Whose position it is, with the group for which or by which it was taken."""
    return in_group(name_of(scene, row.delegation_id), group_of(scene, row))


def group_of(scene: Scene, row: PositionTaken) -> str:
    """The name of the group for which a position was taken; empty where a delegation took it for itself alone."""
    group = scene.groups.get(row.group_edition_id or "")
    return group.name if group else ""


def in_given_order(scene: Scene, rows: Sequence[Given]) -> list[Given]:
    """Input as it was written; where somebody is not named, by its labels, which tell nothing of whose it is."""
    if all(is_told(scene, row) for row in rows):
        return list(rows)
    return sorted(
        rows,
        key=lambda row: (
            row.label is None,
            round_of(scene, row).number if row.label else 0,
            len(row.label or ""),
            row.label or "",
        ),
    )


def is_told(scene: Scene, row: Comment | Amendment) -> bool:
    """Whether the person learns who gave it: by the rule of its round, or as its own or given for it."""
    if row.delegation_id is None:
        return True
    group = scene.groups.get(row.submission_id or "")
    in_round = round_of(scene, row)
    named = {"is_named": is_named_in(in_round), "office_knows": office_knows(in_round)}
    return (
        knows_whose(scene.viewer, row.delegation_id, **named)
        or group is not None
        and scene.viewer.delegation_id in group.told_ids
    )


def told_of(scene: Scene, kind: type[Comment] | type[Amendment]) -> ColumnElement[bool]:
    """The same among rows of the database."""
    through = [key for key, group in scene.groups.items() if scene.viewer.delegation_id in group.told_ids]
    return or_(given_by_known(scene.viewer, scene.statement, kind), col(kind.submission_id).in_(through))


def is_viewers_own(scene: Scene, row: Comment | Amendment) -> bool:
    """Whether the person's own delegation gave it; what nobody's delegation gave is not that of who has none."""
    return row.delegation_id is not None and row.delegation_id == scene.viewer.delegation_id


def round_of(scene: Scene, row: Comment | Amendment) -> Round:
    """The round in which it was given."""
    return next(each for each in scene.rounds if each.id == row.round_id)


def name_of(scene: Scene, delegation_id: str | None) -> str:
    """A delegation as the body writes it; who is no member is marked, wherever what it says is shown or printed.

    With one word for all of them: what a delegation takes part as now is not what it gave something as.
    """
    if delegation_id is None:
        return OFFICE
    if delegation_id in scene.attending:
        return scene.attending[delegation_id]
    return scene.names.get(delegation_id, "")


def name_behind(scene: Scene, delegation_id: str, in_round: Round, *, is_named: bool) -> str:
    """Who replied to the input of a round or stands behind it, to who does not learn which it is as one of them."""
    known = is_known_behind(scene, delegation_id, in_round, is_named=is_named)
    return name_of(scene, delegation_id) if known else UNNAMED


def is_known_behind(scene: Scene, delegation_id: str, in_round: Round, *, is_named: bool) -> bool:
    """Whether the person learns which delegation it is."""
    return knows_whose(scene.viewer, delegation_id, is_named=is_named, office_knows=office_knows(in_round))

"""What is open in the words of a text: its brackets and placeholders, part by part, with who stands behind them."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlmodel import Session

from jointstatement.access.attribution import knows_whose
from jointstatement.access.brackets import Backing, backing_of, sponsors_as_tabled, sponsors_now
from jointstatement.access.clause_states import Bound
from jointstatement.access.statements import working_text
from jointstatement.access.viewer import Viewer
from jointstatement.errors import Refusal
from jointstatement.queries.clause_states import Stated, packages_in, stated_with_items
from jointstatement.queries.places import Place, places_of
from jointstatement.queries.redline import marks_of
from jointstatement.queries.statement import Scene, StatementHead, head_of, negotiation_scene
from jointstatement.text.brackets import Bracket, BracketKind, brackets
from jointstatement.text.document import Part
from jointstatement.text.naming import UNNAMED, counted
from jointstatement.text.number import alternative_label
from jointstatement.workflow import permit


class Alternative(msgspec.Struct, frozen=True):
    """One of the things that may stand in the place of a bracket."""

    number: int
    """Counted from 0; -1 is to leave the words out."""
    label: str
    """Of one that stands for a whole clause: what it is cited by, "4", "4alt", "4alt2"; else empty."""
    words: str
    sponsors: tuple[str, ...]
    """The names of those who stand behind it; last how many more, where their names are not told."""
    sponsor_ids: tuple[str, ...]
    """Of those who are named."""


class OpenBracket(msgspec.Struct, frozen=True):
    """A place in the words that is not agreed, or a placeholder."""

    number: int
    """Within its part."""
    kind: BracketKind
    depth: int
    """In how many brackets it stands."""
    words: str
    """With its signs."""
    alternatives: tuple[Alternative, ...]
    """Its own in order, and to leave the words out; of a placeholder none."""
    package: str
    """The title of the package with which it, or a bracket in it, is resolved; else empty."""
    package_id: str


class LoneSign(msgspec.Struct, frozen=True):
    """A sign of a bracket without its partner."""

    sentence: str
    around: str


class OpenPart(msgspec.Struct, frozen=True):
    """A part with something open in its words."""

    place: Place
    wording: str
    version: int
    """Of the working text; 0 in a revision."""
    brackets: tuple[OpenBracket, ...]
    alone: tuple[LoneSign, ...]
    stated: Stated | None
    """How far it has come at the table; of an item, the clause that it goes with."""

    @property
    def open(self) -> int:
        """How many brackets are open, at every depth; a sign without its partner counts as one."""
        return len(self.brackets) - self.placeholders + len(self.alone)

    @property
    def placeholders(self) -> int:
        """How many of them wait to be filled."""
        return sum(each.kind is BracketKind.PLACEHOLDER for each in self.brackets)


class OpenPlaces(msgspec.Struct, frozen=True):
    """All that is open in the words of one text."""

    head: StatementHead
    revision: str
    """The label of the revision that it is; empty for the working text."""
    refusal: Refusal | None
    """Why nothing of it can be resolved now, or nothing where it can."""
    parts: tuple[OpenPart, ...]
    delegations: tuple[tuple[str, str], ...]
    """Who may stand behind an alternative, for the chair's office."""
    marks: dict[str, str]

    @property
    def open(self) -> int:
        """How many brackets are open in the whole text."""
        return sum(part.open for part in self.parts)

    @property
    def placeholders(self) -> int:
        """How many placeholders wait to be filled in the whole text."""
        return sum(part.placeholders for part in self.parts)


def open_places(session: Session, viewer: Viewer, statement_id: str, *, now: datetime) -> OpenPlaces:
    """What is open: in the working text for the chair's office, in the revision tabled last for delegates.

    Delegates see who stood behind what when it was tabled. Raises `NotFound`, `NotYours`.
    """
    scene = negotiation_scene(session, viewer, statement_id, now)
    if viewer.is_office:
        parts, rows = scene.working, sponsors_now(session, scene.statement)
        versions = {row.id: row.version for row in working_text(session, scene.statement)}
    else:
        parts, versions = scene.text, {}
        rows = sponsors_as_tabled(session, scene.statement, scene.revisions[-1]) if scene.revisions else []
    stated = stated_with_items(session, scene, parts)
    packages = packages_in(session, scene)
    shown = []
    for part, place in zip(parts, places_of(parts), strict=True):
        found = brackets(part.wording)
        if found.open:
            behind = backing_of(rows, part.id, found)
            told = [
                row for row in rows if knows_whose(viewer, row.delegation_id, is_named=row.is_named, office_knows=True)
            ]
            known = backing_of(told, part.id, found)
            shown.append(
                OpenPart(
                    place=place,
                    wording=part.wording,
                    version=versions.get(part.id, 0),
                    brackets=tuple(
                        _open(
                            each,
                            _depth(each, found.all),
                            behind[each.number],
                            known[each.number],
                            scene.names,
                            _package_of(each, part, packages),
                            cited_as=place.label if part.is_clause and each.words == part.wording else "",
                        )
                        for each in found.all
                    ),
                    stated=stated.get(part.id),
                    alone=tuple(LoneSign(each.sentence, each.around) for each in found.unbalanced),
                )
            )
    return OpenPlaces(
        head=head_of(scene),
        revision="" if viewer.is_office else _label(scene),
        refusal=permit.may_resolve_bracket(scene.workflow, scene.situation, viewer.role),
        parts=tuple(shown),
        delegations=tuple((each.id, each.name) for each in scene.members) if viewer.is_office else (),
        marks=marks_of(parts),
    )


def _package_of(bracket: Bracket, part: Part, packages: Sequence[Bound]) -> Bound | None:
    """The package that binds a bracket, or one that stands in it."""
    for package in packages:
        for each in package.brackets:
            found = each.in_words(part.wording) if each.part_id == part.id else None
            if found and bracket.start <= found.start and found.end <= bracket.end:
                return package
    return None


def _open(
    bracket: Bracket,
    depth: int,
    behind: Backing,
    known: Backing,
    names: dict[str, str],
    package: Bound | None,
    *,
    cited_as: str,
) -> OpenBracket:
    """With `cited_as`, the label of the clause whose words it holds from the first to the last."""
    choices: list[tuple[int, str]] = []
    if bracket.kind is not BracketKind.PLACEHOLDER:
        choices = [*enumerate(choice.words for choice in bracket.choices), (-1, "")]
    return OpenBracket(
        number=bracket.number,
        kind=bracket.kind,
        depth=depth,
        words=bracket.words,
        alternatives=tuple(
            Alternative(
                number,
                alternative_label(cited_as, number) if cited_as and number >= 0 else "",
                words,
                _named(behind.get(words, ()), known.get(words, ()), names),
                tuple(known.get(words, ())),
            )
            for number, words in choices
        ),
        package=package.title if package else "",
        package_id=package.id if package else "",
    )


def _named(ids: Sequence[str], known: Sequence[str], names: dict[str, str]) -> tuple[str, ...]:
    """The names in the order in which the statement has them, and how many others there are."""
    told = [name for each, name in names.items() if each in ids and each in known]
    return counted([*told, *(UNNAMED for each in ids if each not in known)])


def _depth(bracket: Bracket, every: Sequence[Bracket]) -> int:
    return sum(other.start < bracket.start and bracket.end <= other.end for other in every)


def _label(scene: Scene) -> str:
    return scene.revisions[-1].label if scene.revisions else ""

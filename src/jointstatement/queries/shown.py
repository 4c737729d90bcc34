"""What delegations gave on a statement, as pages show it: frozen values, with what follows from them alone.

`queries/given` fits into them what it loaded; nothing here knows a database or asks who reads.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from jointstatement.queries.places import Place
from jointstatement.terms import AmendmentKind, CommentClass, DispositionKind, Position, ReserveKind, Visibility, Weight
from jointstatement.text.compare import Segment
from jointstatement.text.naming import counted, in_group

_WEIGHTIEST_FIRST = (
    Position.OBJECT,
    Position.RESERVE,
    Position.ABSTAIN,
    Position.AD_REFERENDUM,
    Position.CAN_LIVE_WITH,
    Position.SUPPORT,
)


class Underway(msgspec.Struct, frozen=True):
    """The latest round on the revision that lies on the table, open or closed."""

    number: int
    visibility: Visibility
    due_at: datetime
    is_open: bool
    """Its closing is not recorded yet."""
    is_over: bool
    """Its hour has passed, or it was closed."""

    @property
    def hides_input(self) -> bool:
        """Nobody reads yet what the others give."""
        return self.is_open and self.is_blind

    @property
    def is_blind(self) -> bool:
        """Nobody reads input before the hour."""
        return self.visibility is Visibility.BLIND

    @property
    def is_for_chair(self) -> bool:
        """The chair's office alone reads input."""
        return self.visibility is Visibility.CHAIR_ONLY


class Said(msgspec.Struct, frozen=True):
    """What the author of a comment or amendment says of the chair's answer."""

    is_content: bool
    word: str


class Answer(msgspec.Struct, frozen=True):
    """The chair's disposition of a comment or amendment, with the reply."""

    id: str
    disposition: DispositionKind
    reply: str
    covered_in: Place | None
    """The part in which it is covered, where one was named."""
    said: Said | None
    """By the author, of this answer; for the author and the chair's office."""


class ReplyLine(msgspec.Struct, frozen=True):
    """A reply to a comment."""

    id: str
    delegation: str
    """Empty for the chair's office."""
    text: str
    replied_at: datetime
    is_own: bool
    """The viewer's own side gave it."""


class Read(msgspec.Struct, frozen=True):
    """What the head said of a draft as it is now."""

    is_cleared: bool
    word: str
    """To who wrote it, where the draft goes back."""


class Remark(msgspec.Struct, frozen=True):
    """A comment as it is shown."""

    id: str
    version: int
    label: str
    place: Place
    delegation: str
    comment_class: CommentClass
    text: str
    quoted: str
    """The words that it is about; empty where it is about the whole part."""
    quoted_at: tuple[int, int] | None
    """Where they stand in the text on the table, counted in words and signs; none where they are gone."""
    is_draft: bool
    is_for_chair: bool
    """Given in a round for the chair alone: no other delegation reads it."""
    is_late: bool
    is_admitted: bool | None
    """Of late input: whether the chair admitted it; none while nothing was said."""
    received_at: datetime | None
    """When it came on paper, where the secretariat entered it."""
    is_withdrawn: bool
    given_on: str
    """The label of its revision."""
    is_current: bool
    """Given on the revision that lies on the table."""
    replaces: str
    """The label of the own comment whose place a draft takes; "C" where it has none yet, empty for none."""
    replacement: int
    """The version of the own draft that is to take its place, 0 for none."""
    read: Read | None
    """Of a draft of the viewer's own delegation."""
    replies: tuple[ReplyLine, ...]
    """In the order in which they were given."""
    answer: Answer | None

    @property
    def is_heard(self) -> bool:
        """It came in time, or late and was admitted."""
        return not self.is_late or self.is_admitted is True

    @property
    def needs_answer(self) -> bool:
        """It waits for the chair's answer."""
        return self.answer is None and self.is_heard

    @property
    def takes_replies(self) -> bool:
        """It is circulated, and stands."""
        return bool(self.label) and not self.is_withdrawn


class Backing(msgspec.Struct, frozen=True):
    """A delegation behind an amendment of another's."""

    id: str
    delegation: str
    is_co_sponsor: bool
    asks: bool
    """It asks to co-sponsor; for itself and the author alone."""
    is_own: bool


class TakenOver(msgspec.Struct, frozen=True):
    """The withdrawn amendment that another one began as."""

    label: str
    delegation: str
    """Who withdrew it, as far as the person learns of it."""


class Source(msgspec.Struct, frozen=True):
    """An amendment under the consolidated proposal that stands for it, or stood for it until its delegation said no."""

    id: str
    label: str
    delegation: str
    is_own: bool
    short_redline: tuple[Segment, ...]
    reason: str
    backing: tuple[Backing, ...]
    stands: bool
    """In the consolidated proposal; else it stands by itself again."""
    has_objected: bool
    """Its delegation wants it to stand by itself."""
    objection: str
    """Why, where it said so."""

    @property
    def is_late(self) -> bool:
        """It was objected to after the hour, and stands all the same."""
        return self.stands and self.has_objected

    @property
    def co_sponsors(self) -> tuple[str, ...]:
        """Those that propose it with its author."""
        return sponsors_among(self.backing)

    @property
    def supporters(self) -> tuple[str, ...]:
        """Those that support it and are no sponsors."""
        return supporters_among(self.backing)


class Consolidated(msgspec.Struct, frozen=True):
    """What a consolidated proposal was made of."""

    due_at: datetime
    """Until when delegations may want their amendments out of it."""
    is_open: bool
    """That hour is to come."""
    sources: tuple[Source, ...]

    @property
    def standing(self) -> tuple[Source, ...]:
        """Those for which it stands."""
        return tuple(each for each in self.sources if each.stands)


class Proposal(msgspec.Struct, frozen=True):
    """An amendment as it is shown."""

    id: str
    version: int
    label: str
    place: Place
    delegation: str
    kind: AmendmentKind
    wording: str
    """The proposed words of the part, of the new part, of the first half or of both clauses joined; else empty."""
    second_wording: str
    """Of a clause that is split, the second half."""
    other: Place | None
    """The clause that is joined to the part, or the part after which it would stand; of a move, `None` for the head."""
    redline: tuple[Segment, ...]
    """Against the words it was made on."""
    short_redline: tuple[Segment, ...]
    """The same, cut down to the changes."""
    weight: Weight
    reason: str
    is_draft: bool
    is_for_chair: bool
    """Given in a round for the chair alone."""
    is_late: bool
    is_admitted: bool | None
    """Of late input: whether the chair admitted it; none while nothing was said."""
    received_at: datetime | None
    """When it came on paper, where the secretariat entered it."""
    is_withdrawn: bool
    given_on: str
    is_current: bool
    backing: tuple[Backing, ...]
    """The other delegations that stand behind it, in the body's order; last those that are not named."""
    taken_over: TakenOver | None
    """What it began as, where its delegation took it over from another."""
    read: Read | None
    """Of a draft of the viewer's own delegation, what its head said of it."""
    answer: Answer | None
    consolidated: Consolidated | None = None
    """Of a proposal that the chair's office made of several."""
    stands_in: str = ""
    """The label of the consolidated proposal that stands for it, and with which it is answered."""
    stands_in_id: str = ""
    """The id of that proposal; empty for none."""

    @property
    def is_heard(self) -> bool:
        """It came in time, or late and was admitted."""
        return not self.is_late or self.is_admitted is True

    @property
    def needs_answer(self) -> bool:
        """It waits for the chair's answer."""
        return self.answer is None and self.is_heard and not self.stands_in

    @property
    def co_sponsors(self) -> tuple[str, ...]:
        """Those that propose it with its author."""
        return sponsors_among(self.backing)

    @property
    def supporters(self) -> tuple[str, ...]:
        """Those that support it and are no sponsors."""
        return supporters_among(self.backing)

    @property
    def own_backing(self) -> Backing | None:
        """That of the viewer's delegation."""
        return next((each for each in self.backing if each.is_own), None)


class Stance(msgspec.Struct, frozen=True):
    """A position as it is shown."""

    delegation: str
    group: str
    """The group for which it was taken; empty where a delegation took it for itself alone."""
    is_spoken_for: bool
    """The group took it for the delegation."""
    place: Place
    position: Position
    reason: str
    would_lift_if: str
    reserve_kind: ReserveKind | None
    confirm_by: datetime | None
    """Of an agreement ad referendum, until when it is to be confirmed."""
    confirm_as_typed: str
    """The same as wall time with its zone."""
    is_draft: bool
    is_late: bool
    given_on: str
    is_current: bool
    """Given on the revision that lies on the table; or an objection or reserve, which stands until it is lifted."""
    is_earlier: bool
    """Given on an earlier revision."""

    @property
    def who(self) -> str:
        """The delegation, with the group for which or by which it was taken."""
        return in_group(self.delegation, self.group)

    @property
    def speaks(self) -> bool:
        """It says more than what is held."""
        is_plain = self.reserve_kind in (None, ReserveKind.GENERAL) and self.confirm_by is None
        return bool(self.reason or self.would_lift_if) or not is_plain


class StanceGroup(msgspec.Struct, frozen=True):
    """Delegations that hold the same."""

    position: Position | None
    """None for those whose position is awaited."""
    given_on: str
    """The label of the earlier revision on which it was given; empty for the one that lies on the table."""
    is_current: bool
    delegations: tuple[str, ...]


def grouped(stances: Iterable[Stance]) -> tuple[StanceGroup, ...]:
    """Who holds what, the weightiest first; what was given on an earlier revision by itself, and after the rest."""
    names: dict[tuple[bool, int, str], list[Stance]] = {}
    for each in stances:
        given_on = each.given_on if each.is_earlier else ""
        names.setdefault((not each.is_current, _WEIGHTIEST_FIRST.index(each.position), given_on), []).append(each)
    return tuple(
        StanceGroup(
            position=group[0].position,
            given_on=given_on,
            is_current=group[0].is_current,
            delegations=tuple(each.who for each in group),
        )
        for (_, _, given_on), group in sorted(names.items(), key=lambda item: item[0])
    )


def sponsors_among(backing: Sequence[Backing]) -> tuple[str, ...]:
    """Those that propose an amendment with its author."""
    return counted([each.delegation for each in backing if each.is_co_sponsor])


def supporters_among(backing: Sequence[Backing]) -> tuple[str, ...]:
    """Those that support an amendment and are no sponsors."""
    return counted([each.delegation for each in backing if not each.is_co_sponsor])


def backing_said(backing: Sequence[Backing]) -> str:
    """Who else stands behind an amendment, as a sentence for files; empty where nobody does."""
    sponsors = ", ".join(sponsors_among(backing))
    supporters = ", ".join(supporters_among(backing))
    said = (f"Co-sponsored by {sponsors}." if sponsors else "", f"Supported by {supporters}." if supporters else "")
    return " ".join(filter(None, said))


def taken_over_said(former: TakenOver | None) -> str:
    """The withdrawn amendment that one began as, as a sentence for files; empty where it began as none."""
    return f"Taken over from {former.label} ({former.delegation}), withdrawn." if former else ""


def consolidated_said(of: Consolidated | None, stands_in: str) -> str:
    """What a proposal was made of, or which one stands for it, as a sentence for files; empty where neither is so."""
    if of is not None:
        # Once it is over none stands in it any more.
        said = "Consolidated from" if of.standing else "Was consolidated from"
        return f"{said} {', '.join(f'{each.label} ({each.delegation})' for each in of.standing or of.sources)}."
    return f"Consolidated as {stands_in}." if stands_in else ""

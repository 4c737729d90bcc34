"""Guards: each answers in words what still stands in the way, and answers nothing when nothing does.

The same sentences fill the panel "what blocks", the button and the refusal. None of them makes consent out of silence:
who has not answered is awaited, not agreed.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from jointstatement.errors import N_, Missing
from jointstatement.terms import Abstention, DecisionRule
from jointstatement.text.days import NamedHour
from jointstatement.workflow.decision import needed_in_favour, needed_present
from jointstatement.workflow.situation import Situation

Guard = Callable[[Situation], tuple[Missing, ...]]


def has_clauses(situation: Situation) -> tuple[Missing, ...]:
    """The text has at least one clause."""
    if situation.clauses:
        return ()
    return (Missing(N_("The text has no clause yet.")),)


def text_is_tabled(situation: Situation) -> tuple[Missing, ...]:
    """The working text is, word for word, the revision that was tabled last."""
    if situation.revision is None:
        return (Missing(N_("No revision of the text has been tabled yet.")),)
    if situation.text_changed_since_revision:
        return (
            Missing(
                N_("The text has changed since {revision}: table it as a new revision, or take the changes back."),
                revision=situation.revision,
            ),
        )
    return ()


def of_every_decision(situation: Situation) -> tuple[Missing, ...]:
    """What still stands in the way of any decision on a text, whatever its workflow."""
    return tuple(sentence for guard in OF_EVERY_DECISION for sentence in guard(situation))


def has_standing(situation: Situation) -> tuple[Missing, ...]:
    """The revision on the table is no non-paper."""
    if not situation.non_paper:
        return ()
    return (
        Missing(
            N_("{revision} has no standing, and nothing is decided on it: table a revision that is no non-paper."),
            revision=situation.revision,
        ),
    )


def notice_given(situation: Situation) -> tuple[Missing, ...]:
    """The current revision was before the members for as long as the body asks, or the chair has waived that."""
    if situation.decidable_from is None:
        return ()
    return (
        Missing(
            N_("{revision} may be decided from {hour} on: until then its notice runs, unless the chair waives it."),
            revision=situation.revision,
            hour=NamedHour(situation.decidable_from),
        ),
    )


def requests_answered(situation: Situation) -> tuple[Missing, ...]:
    """Whoever asked that a clause be re-opened has the chair's answer."""
    if not situation.reopening_requests:
        return ()
    return (
        Missing(
            N_("Requests to re-open a clause without an answer from the chair: {count}."),
            count=situation.reopening_requests,
        ),
    )


OF_EVERY_DECISION: tuple[Guard, ...] = (has_standing, requests_answered)
"""Asked of whatever decides on a text, beside a workflow's own guards, and so in one that began earlier."""


def no_open_bracket(situation: Situation) -> tuple[Missing, ...]:
    """No bracket is open in the text, every placeholder is filled, and no package is agreed by half."""
    lacking: list[Missing] = []
    if situation.open_brackets:
        lacking.append(Missing(N_("Brackets still open in the text: {count}."), count=situation.open_brackets))
    if situation.placeholders:
        lacking.append(
            Missing(
                N_("Placeholders still to be filled: {count} ({places})."),
                count=len(situation.placeholders),
                places=", ".join(situation.placeholders),
            )
        )
    lacking += (
        Missing(
            N_("The package “{package}” is agreed by half: agree all of it together, re-open it, or free it."),
            package=package,
        )
        for package in situation.packages_by_half
    )
    return tuple(lacking)


def _not_carried(situation: Situation) -> tuple[Missing, ...]:
    if not _carried(replace(situation, tells_numbers=True)):
        return ()
    return (Missing(N_("{revision} has not the number in favour that the rule needs."), revision=situation.revision),)


def round_closed(situation: Situation) -> tuple[Missing, ...]:
    """No round is open."""
    if not situation.round_open:
        return ()
    return (Missing(N_("A round is still open.")),)


def all_answered(situation: Situation) -> tuple[Missing, ...]:
    """Every comment and every amendment has a disposition."""
    if not situation.unanswered:
        return ()
    return (
        Missing(N_("Comments and amendments without an answer from the chair: {count}."), count=situation.unanswered),
    )


def no_objection(situation: Situation) -> tuple[Missing, ...]:
    """No objection stands, to the whole or to any part.

    Under consensus minus n, not more than n delegations stand apart. Under a majority no objection stands in the way
    here: one to the whole is a vote against, which `rule_satisfied` counts, and one to a part is no vote.
    """
    if situation.decision.rule is DecisionRule.MAJORITY:
        return ()
    if situation.decision.rule is DecisionRule.CONSENSUS_MINUS:
        if len(situation.standing_apart) <= situation.decision.minus:
            return ()
        return _standing(
            situation.standing_apart,
            situation,
            named=N_("Objecting or reserving on {revision}: {count} ({names}). The rule leaves aside {minus} at most."),
            counted=N_("Objecting or reserving on {revision}: {count}. The rule leaves aside {minus} at most."),
            untold=N_("More delegations object to {revision} or reserve on it than the rule leaves aside."),
            minus=situation.decision.minus,
        )
    return _standing(
        situation.objections,
        situation,
        named=N_("Objections standing on {revision}: {count} ({names})."),
        counted=N_("Objections standing on {revision}: {count}."),
        untold=N_("There is objection to {revision}."),
    )


def no_reserve(situation: Situation) -> tuple[Missing, ...]:
    """No reserve is open: each has been lifted, or converted into a reservation or a statement.

    Under consensus minus n an open reserve counts as an objection does, and under a majority it is no vote.
    """
    if situation.decision.rule in {DecisionRule.CONSENSUS_MINUS, DecisionRule.MAJORITY}:
        return ()
    return _standing(
        situation.reserves,
        situation,
        named=N_("Reserves not yet lifted or converted on {revision}: {count} ({names})."),
        counted=N_("Reserves not yet lifted or converted on {revision}: {count}."),
        untold=N_("Not every reserve on {revision} is lifted or converted."),
    )


def ad_referendum_confirmed(situation: Situation) -> tuple[Missing, ...]:
    """Nobody's agreement still waits for its capital."""
    return _standing(
        situation.ad_referendum,
        situation,
        named=N_("Answers to {revision} given ad referendum and not yet confirmed: {count} ({names})."),
        counted=N_("Answers to {revision} given ad referendum and not yet confirmed: {count}."),
        untold=N_("Not every answer to {revision} that was given ad referendum is confirmed."),
    )


def all_in_writing(situation: Situation) -> tuple[Missing, ...]:
    """Every member has answered the whole of the current revision: no answer is not consent."""
    if situation.revision is None:
        return (Missing(N_("No member can answer in writing before a revision is tabled.")),)
    return _standing(
        situation.awaited,
        situation,
        named=N_("No answer is not consent. Written answers awaited on {revision}: {count} of {members} ({names})."),
        counted=N_("No answer is not consent. Written answers awaited on {revision}: {count} of {members}."),
        untold=N_("No answer is not consent. Written answers are still awaited on {revision}."),
        members=situation.members,
    )


def written_procedure_ended(situation: Situation) -> tuple[Missing, ...]:
    """The members were asked for their answers until an hour, and that has come."""
    if situation.written_ended:
        return ()
    if situation.revision is None:
        return (Missing(N_("No member can answer in writing before a revision is tabled.")),)
    return (Missing(N_("A written procedure on {revision} has to reach its hour first."), revision=situation.revision),)


def rule_satisfied(situation: Situation) -> tuple[Missing, ...]:
    """What the rule asks for beyond the absence of objection: every member's agreement, or a quorum and a majority."""
    if not situation.decision.counts_positions:
        return ()
    if situation.revision is None:
        return (Missing(N_("No member can agree to a text before a revision is tabled.")),)
    if situation.decision.rule is DecisionRule.UNANIMITY:
        return _unanimous(situation)
    return _carried(situation)


def _unanimous(situation: Situation) -> tuple[Missing, ...]:
    lacking = _standing(
        situation.awaited,
        situation,
        named=N_("Unanimity needs every member. No answer yet on {revision}: {count} of {members} ({names})."),
        counted=N_("Unanimity needs every member. No answer yet on {revision}: {count} of {members}."),
        untold=N_("Unanimity needs every member. Answers are still awaited on {revision}."),
        members=situation.members,
    )
    lacking += ad_referendum_confirmed(situation)
    if situation.decision.abstention is Abstention.WITHHOLDS:
        lacking += _standing(
            situation.abstaining,
            situation,
            named=N_("Unanimity needs every member. Abstaining on {revision}: {count} ({names})."),
            counted=N_("Unanimity needs every member. Abstaining on {revision}: {count}."),
            untold=N_("Unanimity needs every member. There is abstention on {revision}."),
        )
    return lacking


def _carried(situation: Situation) -> tuple[Missing, ...]:
    if not situation.tells_numbers:
        return _not_carried(situation)
    lacking: list[Missing] = []
    quorum = needed_present(situation.decision, members=situation.members)
    if situation.answered < quorum:
        lacking.append(
            Missing(
                N_(
                    "The quorum is {quorum} of {members} members with a position on the whole of {revision}; so far "
                    "{count} have one."
                ),
                quorum=quorum,
                members=situation.members,
                revision=situation.revision,
                count=situation.answered,
            )
        )
    in_favour, against = len(situation.in_favour), len(situation.against)
    needed = needed_in_favour(situation.decision, members=situation.members, in_favour=in_favour, against=against)
    if in_favour < needed:
        lacking.append(
            Missing(
                N_(
                    "In favour of {revision}: {count}; needed: {needed}. Against: {against}; abstaining: {abstaining}; "
                    "awaited: {awaited}."
                ),
                revision=situation.revision,
                count=in_favour,
                needed=needed,
                against=against,
                abstaining=len(situation.abstaining),
                awaited=len(situation.awaited),
            )
        )
    return tuple(lacking)


def silence_not_running(situation: Situation) -> tuple[Missing, ...]:
    """No silence procedure is running."""
    if not situation.silence_running:
        return ()
    return (Missing(N_("A silence procedure is running; it ends at its hour.")),)


def silence_not_broken(situation: Situation) -> tuple[Missing, ...]:
    """The latest silence was not broken, or those who broke it have taken a position since.

    Where the rule counts objections, those who broke it are counted with them, and the break itself decides nothing.
    """
    if situation.decision.rule in {DecisionRule.CONSENSUS_MINUS, DecisionRule.MAJORITY}:
        return ()
    if not situation.silence_broken:
        return ()
    return (
        Missing(
            N_(
                "Silence was broken on {revision}: hear those who broke it, table a new revision, "
                "or start a further silence procedure."
            ),
            revision=situation.revision,
        ),
    )


def silence_held(situation: Situation) -> tuple[Missing, ...]:
    """A silence procedure on the current revision reached its hour unbroken."""
    if situation.silence_held:
        return ()
    if situation.revision is None:
        return (Missing(N_("No silence procedure has been held: there is no revision to put under silence.")),)
    return (
        Missing(
            N_("A silence procedure on {revision} has to reach its hour unbroken first."), revision=situation.revision
        ),
    )


def announcement_not_withheld(situation: Situation) -> tuple[Missing, ...]:
    """The chair does not withhold the announcement of the result of silence."""
    if not situation.announcement_withheld:
        return ()
    return (Missing(N_("The chair withholds the announcement of the result, until that is lifted with a reason.")),)


def review_not_open(situation: Situation) -> tuple[Missing, ...]:
    """No editorial review is open."""
    if not situation.review_open:
        return ()
    return (Missing(N_("An editorial review is open: its changes wait for the members’ hour, or for the office.")),)


def consensus_declared(situation: Situation) -> tuple[Missing, ...]:
    """The chair has declared consensus on the current revision."""
    if situation.consensus_declared:
        return ()
    return (Missing(N_("The chair has not declared consensus on this text.")),)


def adopted(situation: Situation) -> tuple[Missing, ...]:
    """Adoption has been declared."""
    if situation.adopted:
        return ()
    return (Missing(N_("The statement has not been adopted.")),)


GUARDS: Mapping[str, Guard] = MappingProxyType(
    {
        guard.__name__: guard
        for guard in (
            has_clauses,
            text_is_tabled,
            notice_given,
            no_open_bracket,
            round_closed,
            all_answered,
            no_objection,
            no_reserve,
            ad_referendum_confirmed,
            all_in_writing,
            written_procedure_ended,
            rule_satisfied,
            silence_not_running,
            silence_not_broken,
            silence_held,
            announcement_not_withheld,
            review_not_open,
            consensus_declared,
            adopted,
        )
    }
)
"""Every guard by the name that a workflow file writes under `needs`."""


def missing(needs: tuple[str, ...], situation: Situation) -> tuple[Missing, ...]:
    """What the named guards still miss, in the order of their names."""
    return tuple(sentence for name in needs for sentence in GUARDS[name](situation))


def information(situation: Situation) -> tuple[Missing, ...]:
    """What a chair should know and what blocks nothing: sentences of the same kind, for beside the panel.

    Whoever is awaited is named here as awaited; that nobody has objected is said only together with that.
    """
    if situation.revision is None:
        return ()
    told: list[Missing] = []
    opening = not situation.objections and not situation.reserves and not situation.silence_broken
    # Where numbers are not told: once there is objection, who is awaited would tell for how many it was made.
    if situation.awaited and (opening or situation.tells_numbers):
        told += _standing(
            situation.awaited,
            situation,
            named=N_("No objection to {revision} so far; {count} of {members} awaited ({names}).")
            if opening
            else N_("No position yet on {revision} as a whole: {count} of {members} ({names})."),
            counted=N_("No objection to {revision} so far; {count} of {members} awaited.")
            if opening
            else N_("No position yet on {revision} as a whole: {count} of {members}."),
            untold=N_("No objection to {revision} so far; members are awaited."),
            members=situation.members,
        )
    elif situation.members and situation.tells_numbers:
        told.append(
            Missing(
                N_("Every delegation has taken a position on {revision}: {count}."),
                revision=situation.revision,
                count=situation.members,
            )
        )
    told += ad_referendum_confirmed(situation)
    told += _no_votes(situation)
    if situation.essential_declined:
        told.append(
            Missing(
                N_("Amendments that their authors called essential, answered without acceptance: {count}."),
                count=situation.essential_declined,
            )
        )
    if situation.silence_held:
        told.append(Missing(N_("Silence held on {revision}."), revision=situation.revision))
    return tuple(told)


def _no_votes(situation: Situation) -> tuple[Missing, ...]:
    """Of a majority: whose objection counts in no vote, because it is to a part alone."""
    if situation.decision.rule is not DecisionRule.MAJORITY:
        return ()
    return _standing(
        tuple((Counter(situation.objections) - Counter(situation.against)).elements()),
        situation,
        named=N_("Objecting to a part of {revision}, which is no vote on the whole: {count} ({names})."),
        counted=N_("Objecting to a part of {revision}, which is no vote on the whole: {count}."),
        untold=N_("There is objection to parts of {revision}, which is no vote on the whole."),
    )


def _standing(
    delegations: tuple[str, ...], situation: Situation, *, named: str, counted: str, untold: str, **parameters: object
) -> tuple[Missing, ...]:
    if not delegations:
        return ()
    if not situation.tells_numbers:
        return (Missing(untold, revision=situation.revision),)
    facts = {"revision": situation.revision, "count": len(delegations), **parameters}
    if all(delegations):
        return (Missing(named, names=", ".join(delegations), **facts),)
    return (Missing(counted, **facts),)

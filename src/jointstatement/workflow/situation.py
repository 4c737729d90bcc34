"""The facts on which guards and permits decide, as one plain value; loaded elsewhere, judged here."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from jointstatement.terms import Role
from jointstatement.workflow.decision import Decision


@dataclass(frozen=True, slots=True)
class Suspended:
    """That the negotiation is suspended, as everybody who reads the text is told it."""

    since: datetime
    """In the zone of the meeting."""
    by: Role
    reason: str
    until: date | None
    """The day until which it is foreseen; it drives nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Where one statement is and what holds there, at one instant of the database's clock.

    No field has a default, so that nobody forgets a fact that blocks. *The current revision* is the one tabled last;
    without one, everything that belongs to it is empty, zero or false. One that came of an editorial review is
    the same text as the one before: what was given on that, and a silence, belong to it too. Delegations are named as
    the body writes them, in the body's order. While a blind round is open its input and positions are left out: nobody
    reads them before the hour, and every guard that counts them stands beside `round_closed`.
    """

    state: str
    """The name of the state in the statement's own workflow."""
    suspended: Suspended | None
    """The suspension of the negotiation, beside its state; None where it goes on."""

    clauses: int
    """Preambular and operative clauses in the working text."""
    open_brackets: int
    """Brackets still open in the working text, at every depth, and signs without a partner; placeholders are not."""
    placeholders: tuple[str, ...]
    """Placeholders of the working text that wait to be filled, as they stand there ("[date]")."""
    packages_by_half: tuple[str, ...]
    """Packages of which some clauses and brackets are settled and some are not, by their titles."""
    revision: str | None
    """The label of the current revision ("Zero draft", "Rev.1"); None before the first was tabled."""
    same_text: frozenset[str]
    """The ids of the current revision and of those that it came from by editorial review alone."""
    revisions: int
    """How many revisions were tabled."""
    text_changed_since_revision: bool
    """Whether the working text differs from the current revision; False while there is none."""
    numbered_anew: bool
    """Whether clauses have another number than in the current revision because the chair numbered them anew."""

    non_paper: bool
    """Whether the current revision was circulated as a non-paper, without standing."""

    notice_hours: int
    """For how many hours the current revision is before the members before it is decided; 0 where none are asked."""
    notice_waived: bool
    """Whether the chair lets it be decided before they have passed."""
    decidable_from: datetime | None
    """The hour at which they will have passed, in the zone of the meeting; None where none is to come."""

    round_open: bool
    """Whether a round was opened and its closing, by the chair or by its hour, is not recorded yet."""
    round_due_at: datetime | None
    """The hour of the open round, in UTC; None when no round is open."""
    rounds_held: int
    """Rounds opened so far, the open one included."""
    round_revision: str | None
    """The label of the revision that the latest round put before the delegations; None before the first round."""
    blind_round_open: bool
    """Whether the open round is one in which nobody reads what is given before its hour."""
    concepts_only: bool
    """Whether the latest round takes comments on concepts alone."""
    unanswered: int
    """Submitted comments and amendments of delegations, of all rounds, neither withdrawn nor given a disposition; what
    observers gave waits for nothing."""
    reopening_requests: int
    """Requests that a clause be re-opened, neither withdrawn nor answered. Who asked knows of its own, and the office
    of all; no other does."""
    essential_declined: int
    """Amendments of weight *essential*, answered otherwise than accepted (in full, with changes or in part)."""

    decision: Decision
    """The rule of the statement's own workflow. Members that it excludes are in none of the fields below."""
    members: int
    """Delegations whose consent counts; observers and the chair's office are none of them."""
    answered: int
    """How many of them have a position on the whole of the current revision."""
    awaited: tuple[str, ...]
    """Those who have none; `members` is `answered` and these together. Nobody before the first revision."""
    objections: tuple[str, ...]
    """Delegations with an objection that stands: their latest position on the whole, or on a part that is still in the
    text, is *object*. Tabling a further revision lifts none."""
    reserves: tuple[str, ...]
    """Delegations with a *reserve* that stands in the same way."""
    ad_referendum: tuple[str, ...]
    """Delegations whose latest position on the whole of the current revision is *ad referendum*."""
    standing_apart: tuple[str, ...]
    """Delegations of `objections` and `reserves`, each once."""
    in_favour: tuple[str, ...]
    """Delegations that support the whole of the current revision or can live with it."""
    against: tuple[str, ...]
    """Delegations of `objections` whose objection is to the whole."""
    abstaining: tuple[str, ...]
    """Delegations that abstain on the whole of the current revision."""

    silence_running: bool
    """Whether a silence procedure was started and no outcome (held, broken, withdrawn) is recorded yet."""
    silence_due_at: datetime | None
    """The hour of the running silence, in UTC; None when none is running."""
    silence_held: bool
    """Whether the latest silence on the current revision is recorded as held: it reached its hour unbroken."""
    silence_held_until: datetime | None
    """That hour, in the zone of the meeting; None where silence did not hold."""
    silence_broken: bool
    """Whether the latest silence on the current revision was broken, and some delegation that broke it has not taken
    a position on the whole of that revision since."""

    silence_proposed_on: str | None
    """The revision on which silence is proposed, neither begun with, refused nor withdrawn yet; None for none."""
    silence_refusable_until: datetime | None
    """The hour until which members may still refuse, in the zone of the meeting; None where none is to come."""
    silence_refused: bool
    """Whether the latest proposal was for the current revision, and was refused."""

    written_running: bool
    """Whether a written procedure was started and neither its hour nor its withdrawal is recorded yet."""
    written_ended: bool
    """Whether the latest written procedure on the current revision is recorded as having reached its hour."""
    announcement_withheld: bool
    """Whether the chair withholds the announcement of a silence's result and has not lifted that."""

    review_open: bool
    """Whether an editorial review was opened and its end is not recorded yet."""
    review_due_at: datetime | None
    """The hour until which members may object to its changes, in UTC; None until they are put before them."""
    consensus_declared: bool
    """Whether the chair has declared consensus on the current revision, or on the text that it came from by editorial
    review alone, and not taken it back."""
    adopted: bool
    """Whether adoption has been declared."""
    statements_open: bool
    """Whether the hour until which statements are taken after adoption is still to come; False before adoption."""
    published: bool
    """Whether the adopted text has been published."""

    tells_numbers: bool = True
    """Whether its reader may know how many delegations hold what; the sentences then leave the numbers out."""

    def without_names(self) -> "Situation":
        """The same facts with no delegation named, for a reader who may know how many but not who.

        The numbers stay; sentences that would list names then leave the list out.
        """
        return replace(
            self,
            awaited=("",) * len(self.awaited),
            objections=("",) * len(self.objections),
            reserves=("",) * len(self.reserves),
            ad_referendum=("",) * len(self.ad_referendum),
            standing_apart=("",) * len(self.standing_apart),
            in_favour=("",) * len(self.in_favour),
            against=("",) * len(self.against),
            abstaining=("",) * len(self.abstaining),
        )

    def without_numbers(self) -> "Situation":
        """The same facts for a reader who may not know how many broke silence: several at once may be one group."""
        return replace(self.without_names(), tells_numbers=False)

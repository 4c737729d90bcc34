"""A negotiation in any order that is decided by a rule, after notice, with silence proposed, and is asked to go back.

Beside what the others do and look up: what was declared or adopted is counted once more from the positions alone, no
decision comes before its notice or over a request that waits, silence that is proposed begins after the hour to refuse
and not where one refused, and nobody reads what another delegation asked of the chair.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from functools import partial
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule
from tests.actions.proceedings import Proceedings, hours, is_tabled, places, speakers
from tests.actions.proceedings_of_many import ProceedingsOfMany
from tests.actions.test_proposing_silence import by_proposal
from tests.cast import MEMBERS, Forum

from jointstatement.access.reopening_requests import requests_open_to
from jointstatement.actions.adopting import adopt
from jointstatement.actions.clause_states import reopen_clause
from jointstatement.actions.consensus import declare_consensus, move_to_consensus
from jointstatement.actions.endorsing import endorse, reopen_endorsed
from jointstatement.actions.notice_periods import ask_notice, waive_notice
from jointstatement.actions.positions import take_position
from jointstatement.actions.proposing_silence import (
    begin_proposed_silence,
    propose_silence,
    record_refusal,
    refuse_silence,
    withdraw_proposal,
)
from jointstatement.actions.requesting_reopening import (
    decline_reopening,
    request_reopening,
    withdraw_reopening_request,
)
from jointstatement.actions.rounds import table_revision
from jointstatement.actions.silence import start_silence
from jointstatement.actions.written import start_written_procedure
from jointstatement.models import (
    Body,
    PositionTaken,
    ReopeningRequest,
    Revision,
    Silence,
    SilenceProposal,
    SilenceRefusal,
)
from jointstatement.terms import Position, ProposalOutcome, ReopeningAnswer

ASKING = (start_silence, begin_proposed_silence, start_written_procedure)
"""With which the members are asked to decide."""
DECIDING = (declare_consensus, adopt)
ANSWERING = (decline_reopening, withdraw_reopening_request, reopen_clause, reopen_endorsed, table_revision)
"""With which a request to re-open a clause comes to an end."""
IN_FAVOUR = (Position.SUPPORT, Position.CAN_LIVE_WITH)


@dataclass(frozen=True)
class Count:
    """How many members hold what on a text."""

    in_favour: int
    against: int
    answered: int
    abstaining: int
    apart: int
    """Who objects or reserves, to the whole or to a part."""


@dataclass(frozen=True)
class Rule:
    """A rule of decision, as README tells it, in a workflow that has it or comes to have it."""

    workflow: str
    allows: Callable[[Count], bool]
    votes: tuple[tuple[int, int, int], ...]
    """How many are for a text, against it and abstain: the last is carried, and those before it fail by one."""
    shipped: str = ""
    instead: str = ""
    """What the workflow's own file says, and what stands there instead."""


def minus(most: int) -> Rule:
    """Consensus minus so many."""
    votes = ((6, most + 1, 0), (6, most, 0))
    instead = f"minus = {most}"
    return Rule("consensus_minus_one", lambda count: count.apart <= most, votes, "minus = 1", instead)


def majority(
    share: str, of: str, quorum: str, *votes: tuple[int, int, int], needs: Fraction, present: Fraction
) -> Rule:
    """So large a share of those who vote or of all members, where so many are present; a half is to be passed."""

    def allows(count: Count) -> bool:
        whole = len(MEMBERS) if of == "members" else count.in_favour + count.against
        is_enough = count.in_favour > needs * whole if needs == HALF else count.in_favour >= needs * whole
        return is_enough and count.in_favour > 0 and count.answered >= present * len(MEMBERS)

    shipped = 'majority = "simple"\nof = "voting"\nquorum = "half"'
    return Rule("majority", allows, votes, shipped, f'majority = "{share}"\nof = "{of}"\nquorum = "{quorum}"')


THIRD, HALF, TWO_THIRDS, THREE_QUARTERS = Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), Fraction(3, 4)
RULES = {
    "unanimity": Rule(
        "unanimity",
        lambda count: count.in_favour == len(MEMBERS) and not count.apart,
        ((11, 0, 1), (11, 1, 0), (12, 0, 0)),
    ),
    "unanimity of those who do not abstain": Rule(
        "unanimity",
        lambda count: count.in_favour + count.abstaining == len(MEMBERS) and not count.apart,
        ((10, 0, 1), (10, 1, 1), (10, 0, 2)),
        shipped='abstention = "withholds"',
        instead='abstention = "agrees"',
    ),
    "consensus_minus_one": minus(1),
    "consensus minus two": minus(2),
    "consensus minus three": minus(3),
    "majority": majority("simple", "voting", "half", (3, 2, 0), (3, 3, 0), (4, 2, 0), needs=HALF, present=HALF),
    "two thirds of a third": majority(
        "two_thirds", "voting", "one_third", (2, 1, 0), (3, 2, 0), (4, 2, 0), needs=TWO_THIRDS, present=THIRD
    ),
    "three quarters of two thirds": majority(
        "three_quarters",
        "voting",
        "two_thirds",
        (6, 1, 0),
        (5, 3, 0),
        (6, 2, 0),
        needs=THREE_QUARTERS,
        present=TWO_THIRDS,
    ),
    "half of the members, all present": majority(
        "simple", "members", "all", (7, 1, 3), (6, 1, 5), (7, 1, 4), needs=HALF, present=Fraction(1)
    ),
    "two thirds of the members": majority(
        "two_thirds", "members", "half", (7, 0, 5), (8, 0, 4), needs=TWO_THIRDS, present=HALF
    ),
    "three quarters of the members": majority(
        "three_quarters", "members", "half", (8, 1, 3), (9, 1, 2), needs=THREE_QUARTERS, present=HALF
    ),
}


@dataclass(frozen=True)
class Proposed:
    """What was proposed of a silence that may begin."""

    revision_id: str
    refuse_until: datetime
    due_at: datetime


def is_proposed(proceedings: Proceedings) -> bool:
    return proceedings.workflow == "proposal" and proceedings.state == "consensus"


class ProceedingsOfDeciding(ProceedingsOfMany):
    """The same statement, with all that leads to a decision or back from it."""

    on_no_statement = ProceedingsOfMany.on_no_statement | {ask_notice}
    while_suspended = ProceedingsOfMany.while_suspended | {ask_notice}

    def __init__(self, forum: Forum, workflow: str, seen: Counter[str], beginning: str = "") -> None:
        self.rule = RULES.get(workflow)
        super().__init__(forum, self.rule.workflow if self.rule else workflow, seen, beginning)
        self.notice = 0
        self.tabled: dict[str, datetime] = {}
        """The hour from which each revision may be decided."""
        self.waived: set[str] = set()
        self.proposed: Proposed | None = None
        self.asked: dict[str, tuple[str, str]] = {}
        """Who asked for which part."""
        self.waited: set[str] = set()
        """What of it had no answer after the last deed."""
        self.weighed_at = -1

    def source(self) -> str:
        if self.workflow == "proposal":
            return by_proposal("silence")
        shipped = super().source()
        if self.rule:
            assert self.rule.shipped in shipped
            return shipped.replace(self.rule.shipped, self.rule.instead)
        return shipped

    def bring_to(self, beginning: str, at: int) -> None:
        match beginning:
            case "asked to re-open":
                self.ask_again(who="Borvia", at=at or 1, agreed=True)
                self.ask_again(who="Cestria", at=at or 1, agreed=False)
                self.declare(self.basis)
                self.decline_requests()
                self.ask_again(who="Borvia", at=at or 1, agreed=False)
            case "noticed":
                self.ask_for_notice(length=48)
                self.reword(words="We dredge fords", at=at)
                self.table()
                self.ask_the_members()
                self.declare(self.basis)
                self.waive()
            case "voted":
                assert self.rule
                for vote in self.rule.votes:
                    assert self.state == "consensus", f"decided before {vote}"
                    self.vote(*vote, position=Position.OBJECT)
                assert self.state == "adoption", f"not decided with {vote}"
            case "refused":
                self.propose(until=5)
                self.begin_as_proposed()
                self.refuse(who="Borvia")
                self.wait(time=5)
                self.begin_as_proposed()
            case _:
                super().bring_to(beginning, at)

    def drive(self) -> None:
        """First those who asked have their answer, and who waits for the end of a notice does not."""
        if self.rows(ReopeningRequest):
            self.decline_requests()
        if self.notice and self.state in {"consensus", "adoption"}:
            self.waive()
        super().drive()

    # The chair's office --------------------------------------------------------------------------------------------

    @rule(length=st.sampled_from((0, 24, 48)), sure=st.integers(0, 3))
    def ask_for_notice(self, length: int, sure: int = 0) -> None:
        (body,) = self.rows(Body)
        asked = {"shortest_notice_hours": length, "expected": body.version}
        if not sure and self.does(ask_notice, **asked, by=self.forum.secretariat):
            self.notice = length

    @precondition(lambda self: self.notice)
    @rule()
    def waive(self) -> None:
        if revision := self.latest_revision():
            seen = {"reason": "The summit is near.", "fingerprint_seen": revision.fingerprint}
            if self.attempt(waive_notice, **seen, by=self.forum.chair):
                self.waived |= self.same_text(revision)

    @precondition(is_proposed)
    @rule(until=hours)
    def propose(self, until: int) -> None:
        self.attempt(table_revision, by=self.forum.chair)
        refuse_until = self.forum.hour.now + timedelta(hours=until)
        due_at = refuse_until + timedelta(hours=72)
        typed = {"due_as_typed": "as typed", "refuse_as_typed": "as typed", "on_purpose": True}
        named = {"due_at": due_at, "refuse_until": refuse_until, **typed}
        revision = self.latest_revision()
        if self.attempt(propose_silence, **named, by=self.forum.chair) and revision:
            self.proposed = Proposed(revision.id, refuse_until, due_at)

    @precondition(is_proposed)
    @rule()
    def begin_as_proposed(self) -> None:
        begun = self.attempt(begin_proposed_silence, by=self.forum.chair)
        if begun:
            (silence,) = self.rows(Silence, id=begun)
            begun_as = Proposed(silence.revision_id, self.forum.hour.now, silence.due_at)
            assert self.proposed, "silence began after a refusal, or without having been proposed"
            assert begun_as.refuse_until >= self.proposed.refuse_until, "silence began before the hour to refuse"
            assert (begun_as.revision_id, begun_as.due_at) == (self.proposed.revision_id, self.proposed.due_at)
            self.proposed = None

    @precondition(is_proposed)
    @rule()
    def take_the_proposal_back(self) -> None:
        if self.does(withdraw_proposal, by=self.forum.chair):
            self.proposed = None

    def begin_silence(self) -> None:
        super().begin_silence()
        if self.workflow == "proposal":
            self.propose(until=1)
            self.wait(time=1)
            self.begin_as_proposed()

    @precondition(lambda self: self.rows(ReopeningRequest))
    @rule()
    def decline_requests(self) -> None:
        for row in self.waiting():
            self.attempt(decline_reopening, row.id, reason="We agreed.", by=self.forum.chair)

    # The delegations -----------------------------------------------------------------------------------------------

    @precondition(lambda self: self.rule and self.state == "consensus")
    @rule(
        yes=st.sampled_from((3, 5, 6, 11, 12)),
        no=st.integers(0, 4),
        abstaining=st.integers(0, 2),
        position=st.sampled_from((Position.OBJECT, Position.RESERVE)),
    )
    def vote(self, yes: int, no: int, abstaining: int, position: Position) -> None:
        """So many hold this and so many that, as near to what is needed as may be; then the chair declares it."""
        self.attempt(table_revision, by=self.forum.chair)
        takes = partial(self.attempt, take_position, part_id=None)
        votes = [position] * no + [Position.SUPPORT] * yes + [Position.ABSTAIN] * abstaining
        for who, held in zip(MEMBERS, votes, strict=False):
            takes(position=held, by=self.forum.head(who))
        self.declare(self.basis)

    @precondition(is_proposed)
    @rule(who=speakers)
    def refuse(self, who: str) -> None:
        self.is_refused(self.attempt(refuse_silence, by=self.forum.head(who)), at=self.forum.hour.now)

    @precondition(is_proposed)
    @rule(who=speakers, ago=hours)
    def refuse_in_the_room(self, who: str, ago: int) -> None:
        at = self.forum.hour.now - timedelta(hours=ago)
        named = {"delegation_id": self.forum.delegations[who], "received_at": at}
        self.is_refused(self.attempt(record_refusal, **named, by=self.forum.secretariat), at=at)

    def is_refused(self, refusal: str | None, *, at: datetime) -> None:
        if refusal:
            assert self.proposed and at < self.proposed.refuse_until, "refused after the hour"
            self.proposed = None

    @precondition(is_tabled)
    @rule(who=speakers, at=places, agreed=st.booleans())
    def ask_again(self, who: str, at: int, agreed: bool) -> None:
        """For a clause that the chair notes as agreed before, or for one that may be open."""
        if agreed:
            self.note_a_clause(at=at)
        if part_id := self.tabled_part(at):
            given = self.attempt(request_reopening, part_id, reason="The river has risen.", by=self.forum.head(who))
            if given:
                self.asked[given] = (self.forum.delegations[who], part_id)

    @precondition(lambda self: self.rows(ReopeningRequest))
    @rule(who=speakers)
    def ask_no_more(self, who: str) -> None:
        for row in self.waiting():
            withdrawn = self.does(withdraw_reopening_request, row.id, by=self.forum.head(who))
            assert not withdrawn or row.delegation_id == self.forum.delegations[who], "another's request is withdrawn"

    # What must stay true ---------------------------------------------------------------------------------------------

    def after(self, action: Callable[..., Any], answer: Any) -> None:
        super().after(action, answer)
        assert self.workflow != "proposal" or action is not start_silence, "silence began without the members"
        revision = self.latest_revision()
        # Endorsing leaves a clause blank where it was not yet, and tables that by itself.
        if action in (table_revision, endorse) and revision:
            self.tabled.setdefault(revision.id, self.forum.hour.now + timedelta(hours=self.notice))
        if action in (*ASKING, *DECIDING) and revision:
            self.notice_was_given(revision)
        if action in (*ASKING, *DECIDING, move_to_consensus):
            assert not self.waiting(), f"{action.__name__} over a request to re-open a clause"
        if action in DECIDING:
            self.nobody_objects({part.part_id for part in self.revision_parts(revision)})
        if self.asked:
            waiting = {row.id for row in self.waiting()}
            assert action in ANSWERING or self.waited <= waiting, f"{action.__name__} answers a request"
            self.waited = waiting

    def notice_was_given(self, revision: Revision) -> None:
        from_when = min(self.tabled[each] for each in self.same_text(revision) if each in self.tabled)
        assert from_when <= self.forum.hour.now or revision.id in self.waived, "decided before its notice had run"

    def nobody_objects(self, in_text: set[str]) -> None:
        """As far as the rule of the workflow asks that."""
        if self.rule:
            count = self.count(in_text)
            assert self.rule.allows(count), f"decided by {self.workflow}, {self.rule.instead}, with {count}"
        else:
            super().nobody_objects(in_text)

    def count(self, in_text: set[str]) -> Count:
        revision = self.latest_revision()
        same = self.same_text(revision) if revision else set()
        on_whole = {row.delegation_id: row for row in self.positions() if self.is_on_whole(row, same)}
        held = [row.position for row in on_whole.values() if not row.lapsed_at]
        blocking = self.blocking(in_text)
        against = {row.delegation_id for row in blocking if row.position is Position.OBJECT and not row.part_id}
        apart = {row.delegation_id for row in blocking}
        abstaining = held.count(Position.ABSTAIN)
        return Count(sum(each in IN_FAVOUR for each in held), len(against), len(held), abstaining, len(apart))

    def is_on_whole(self, row: PositionTaken, same: set[str]) -> bool:
        return row.part_id is None and row.submitted_at is not None and row.revision_id in same

    @invariant()
    def what_was_asked_has_its_answer(self) -> None:
        """Looked up when something has changed."""
        if self.changes() != self.weighed_at:
            self.weighed_at = self.changes()
            self.refused_silence_never_began()
            if self.asked:
                self.requests_are_kept()
                self.requests_are_read_by_their_own_and_the_office()

    def refused_silence_never_began(self) -> None:
        if self.workflow != "proposal":
            return
        refused = {row.proposal_id for row in self.rows(SilenceRefusal)}
        for proposal in self.rows(SilenceProposal):
            assert (proposal.id in refused) is (proposal.outcome is ProposalOutcome.REFUSED)
            assert proposal.id not in refused or proposal.silence_id is None, "silence began after a refusal"

    def requests_are_kept(self) -> None:
        rows = sorted(self.rows(ReopeningRequest), key=lambda row: row.number)
        assert self.asked == {row.id: (row.delegation_id, row.part_id) for row in rows}, "a request was lost"
        declined = set()
        for row in rows:
            asked = (row.delegation_id, row.part_id, row.revision_id, row.note_number)
            assert asked not in declined, "what was declined was asked of the same text again"
            if row.answer is ReopeningAnswer.DECLINED:
                declined.add(asked)
        latest = {part.part_id: part.wording for part in self.revision_parts(self.latest_revision())}
        assert all(row.part_id in latest for row in self.waiting()), "a request waits for a clause that is gone"

    def requests_are_read_by_their_own_and_the_office(self) -> None:
        with self.forum.database.reading() as session:
            for who, reader in self.readers.items():
                read = {row.id for row in requests_open_to(session, reader, self.statement)}
                own = {given for given, (delegation, _) in self.asked.items() if delegation == reader.delegation_id}
                assert read == (set(self.asked) if reader.is_office else own), f"{who} reads {len(read)} requests"

    def teardown(self) -> None:
        """And no chain tells what a delegation asked of the chair but its own and the office's."""
        own = {f"{self.statement_id}:delegation:{delegation}" for delegation, _ in self.asked.values()}
        told = {each.chain_key for each in self.forum.entries() if each.kind == "reopening_requested"}
        assert told <= {*own, f"{self.statement_id}:office"}
        super().teardown()

    # How it is done ------------------------------------------------------------------------------------------------

    def waiting(self) -> list[ReopeningRequest]:
        """The requests that have come to no end, in order."""
        rows = [row for row in self.rows(ReopeningRequest) if row.answer is None and not row.withdrawn_at]
        return sorted(rows, key=lambda row: row.number)

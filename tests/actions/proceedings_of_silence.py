"""A negotiation in any order in which silence and written answers go every way, and clauses are bound together.

Beside what `proceedings.py` does and looks up: an hour that was set is never cut short, an objection counts by the hour
at which it came, what was acknowledged is not lost, an announcement that is withheld is not made, what is bound is
agreed together, and nobody reads what was told to the chair's office alone.
"""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule
from tests.actions.proceedings import Proceedings, hours, in_consensus, is_tabled, places, speakers
from tests.cast import Forum
from tests.negotiation import rules_of

from jointstatement.access.clause_states import states_noted
from jointstatement.actions.announcing import lift_withholding, resume_silence, withhold_announcement
from jointstatement.actions.binding import bind_package, free_package
from jointstatement.actions.clause_states import note_clause_state, reopen_clause
from jointstatement.actions.rounds import table_revision
from jointstatement.actions.silence import (
    BrokenOn,
    acknowledge_receipt,
    add_to_break,
    break_silence,
    extend_silence,
    request_time,
    start_silence,
)
from jointstatement.actions.written import (
    answer_in_writing,
    extend_written_procedure,
    record_written_answer,
    withdraw_written_procedure,
)
from jointstatement.models import (
    Adoption,
    AnnouncementWithheld,
    Package,
    PackagePart,
    Silence,
    SilenceBreak,
    SilenceExtension,
    Suspension,
    WrittenProcedure,
)
from jointstatement.queries.silence import silence_page
from jointstatement.terms import AGREED_STATES, ClauseState, ConsensusBasis, Position, SilenceOutcome, WrittenAnswer
from jointstatement.text.clause_states import words_seen

LISTENER = "Borvia"
"""A member whose head looks at the page of the silence after each deed."""


def may_answer(proceedings: Proceedings) -> bool:
    return proceedings.workflow == "written" and proceedings.state == "consensus"


class ProceedingsOfSilence(Proceedings):
    """The same statement, with all that can be done about its silence, its written answers and its packages."""

    def __init__(self, forum: Forum, workflow: str, seen: Counter[str], beginning: str = "") -> None:
        super().__init__(forum, workflow, seen, beginning)
        self.broken: dict[str, tuple[str, str | None]] = {}
        self.listened_at = -1

    def drive(self) -> None:
        """Then the chair clears away what stood in the way of itself."""
        super().drive()
        if self.state in {"consensus", "adoption"}:
            if any(row.lifted_at is None for row in self.rows(AnnouncementWithheld)):
                self.attempt(lift_withholding, reason="All were heard.", by=self.forum.chair)
            for package_id in self.packages():
                self.attempt(free_package, package_id, by=self.forum.chair)

    # The chair's office --------------------------------------------------------------------------------------------

    @precondition(in_consensus)
    @rule(later=hours)
    def put_again_on_changes(self, later: int) -> None:
        self.attempt(start_silence, on_changes=True, **self.due_in(later), by=self.forum.chair)

    @precondition(in_consensus)
    @rule(later=hours)
    def give_a_later_hour(self, later: int) -> None:
        self.be_silent()
        for running in self.rows(Silence, ended_at=None):
            due_at = running.due_at + timedelta(hours=later)
            named = {"due_at": due_at, "due_as_typed": "later", "on_purpose": True}
            self.attempt(extend_silence, **named, by=self.forum.chair)

    @precondition(in_consensus)
    @rule(later=hours)
    def resume(self, later: int) -> None:
        self.be_silent_to_the_end()
        self.attempt(resume_silence, reason="Some were cut off.", **self.due_in(later), by=self.forum.chair)

    @precondition(in_consensus)
    @rule()
    def withhold(self) -> None:
        self.be_silent_to_the_end()
        self.attempt(withhold_announcement, reason="The line was cut.", by=self.forum.chair)

    @precondition(may_answer)
    @rule(later=hours)
    def extend_the_hour_of_answers(self, later: int) -> None:
        self.ask_in_writing()
        self.attempt(extend_written_procedure, **self.due_in(later), by=self.forum.chair)

    @precondition(may_answer)
    @rule()
    def withdraw_the_written_procedure(self) -> None:
        self.attempt(withdraw_written_procedure, by=self.forum.chair)

    @precondition(may_answer)
    @rule(who=speakers, answer=st.sampled_from(WrittenAnswer), ago=hours)
    def enter_an_answer_on_paper(self, who: str, answer: WrittenAnswer, ago: int) -> None:
        self.attempt(
            record_written_answer,
            delegation_id=self.forum.delegations[who],
            answer=answer,
            received_at=self.forum.hour.now - timedelta(hours=ago),
            by=self.forum.secretariat,
        )

    @precondition(is_tabled)
    @rule(at=places)
    def note_a_clause(self, at: int) -> None:
        if part := self.working_part(at):
            seen = words_seen([part])
            state = ClauseState.AGREED_INFORMALLY
            self.attempt(note_clause_state, part.id, state=state, seen=seen, by=self.forum.chair)

    @precondition(is_tabled)
    @rule(at=places, to=places)
    def bind(self, at: int, to: int) -> None:
        parts = [part.id for part in (self.working_part(at), self.working_part(to)) if part]
        self.attempt(bind_package, title="One with the other", part_ids=parts, by=self.forum.chair)

    @precondition(is_tabled)
    @rule(at=places)
    def reopen_a_clause(self, at: int) -> None:
        if part := self.working_part(at):
            self.attempt(reopen_clause, part.id, by=self.forum.chair)

    # The delegations -----------------------------------------------------------------------------------------------

    @precondition(in_consensus)
    @rule(who=speakers)
    def acknowledge(self, who: str) -> None:
        self.be_silent()
        self.attempt(acknowledge_receipt, by=self.forum.expert(who))

    @precondition(in_consensus)
    @rule(who=speakers)
    def ask_for_time(self, who: str) -> None:
        self.be_silent()
        self.attempt(request_time, reason="Our capital is asleep.", by=self.forum.head(who))

    @precondition(in_consensus)
    @rule(who=speakers, at=places, to=places)
    def break_on_several(self, who: str, at: int, to: int) -> None:
        self.be_silent()
        further = [BrokenOn(part_id)] if (part_id := self.tabled_part(to)) else []
        on = self.tabled_part(at)
        given = self.attempt(break_silence, part_id=on, further=further, by=self.forum.head(who))
        if given:
            self.broken[given] = (self.forum.delegations[who], on)

    @precondition(in_consensus)
    @rule(who=speakers)
    def explain_a_break(self, who: str) -> None:
        for row in sorted(self.rows(SilenceBreak), key=self.age):
            self.attempt(add_to_break, row.id, reason="It goes too far.", by=self.forum.head(who))

    @precondition(may_answer)
    @rule(who=speakers, answer=st.sampled_from(WrittenAnswer))
    def answer(self, who: str, answer: WrittenAnswer) -> None:
        self.ask_in_writing()
        self.attempt(answer_in_writing, answer=answer, by=self.forum.head(who))

    # What must stay true ---------------------------------------------------------------------------------------------

    @invariant()
    def silence_keeps_what_it_says(self) -> None:
        """Looked up when something has changed."""
        if self.changes() != self.listened_at:
            self.listened_at = self.changes()
            silences = sorted(self.rows(Silence), key=lambda row: row.number)
            self.no_hour_is_cut_short(silences)
            self.objections_count_by_their_hour(silences)
            self.members_read_nothing_of_the_office(silences)
            self.adoption_was_announced_of_a_whole(silences)

    def no_hour_is_cut_short(self, silences: list[Silence]) -> None:
        now = self.forum.hour.now
        for silence in silences:
            moved = sorted(self.rows(SilenceExtension, silence_id=silence.id), key=lambda row: row.to_due_at)
            assert all(row.from_due_at < row.to_due_at for row in moved)
            assert not moved or moved[-1].to_due_at == silence.due_at, "an hour was moved and is another"
            if silence.outcome is SilenceOutcome.HELD:
                assert silence.ended_at == silence.due_at <= now, "silence was held before its hour"
        assert sum(silence.ended_at is None for silence in silences) <= 1
        for procedure in self.rows(WrittenProcedure):
            assert procedure.is_withdrawn or procedure.ended_at in {None, procedure.due_at}

    def objections_count_by_their_hour(self, silences: list[Silence]) -> None:
        breaks = self.rows(SilenceBreak)
        for silence in silences:
            in_time = [row for row in breaks if row.silence_id == silence.id and not row.is_late]
            assert bool(in_time) is (silence.outcome is SilenceOutcome.BROKEN)
            hour = self.hour_of(silence)
            assert all(silence.started_at <= row.at < hour for row in in_time), "a late objection broke it"
        kept = {row.id: (row.delegation_id, row.part_id) for row in breaks}
        assert self.broken.items() <= kept.items(), "an objection was lost"

    def members_read_nothing_of_the_office(self, silences: list[Silence]) -> None:
        if not silences:
            return
        reader = self.forum.head(LISTENER)
        with self.forum.database.reading() as session:
            page = silence_page(session, reader, self.statement_id, now=self.forum.hour.now, rules_of=rules_of)
        assert (page.receipts, page.members) == ((), ())
        assert {each.delegation for each in page.time_requests} <= {LISTENER}
        lines = [*filter(None, [page.current]), *page.before]
        assert all(each.is_own for line in lines for each in line.breaks if each.is_late), "a late objection is told"

    def adoption_was_announced_of_a_whole(self, silences: list[Silence]) -> None:
        adoptions: list[Any] = self.rows(Adoption)
        if not adoptions:
            return
        (adoption,) = adoptions
        assert all(row.lifted_at for row in self.rows(AnnouncementWithheld)), "adopted while that was withheld"
        revision = self.latest_revision()
        last = max(self.silences_on(revision) if revision else (), default=None, key=_number)
        if self.basis is ConsensusBasis.SILENCE_HELD and last is not None:
            assert last.due_at <= adoption.adopted_at, "adopted before the hour to which it was moved"
        in_text = {part.part_id for part in self.revision_parts(self.latest_revision())}
        with self.forum.database.reading() as session:
            noted = states_noted(session, self.statement)
        for package_id in self.packages():
            bound = in_text & {row.part_id for row in self.rows(PackagePart, package_id=package_id)}
            assert len({noted.get(part_id) in AGREED_STATES for part_id in bound}) <= 1, "a package was torn"

    def teardown(self) -> None:
        """Where none has come to its end yet, everybody brings this one there, so that adoption is always looked at."""
        for _ in range(9):
            if self.seen["adopted"] or self.state in {"adopted", "published", "withdrawn"}:
                break
            if self.state == "consensus":
                # Somebody is awaited yet, or silence is; what is consented to afterwards is declared by the next.
                self.declare(self.basis)
                self.all_consent(Position.SUPPORT)
            self.drive()
            self.what_must_stay_true()
            self.silence_keeps_what_it_says()
        super().teardown()

    # How it is done ------------------------------------------------------------------------------------------------

    def be_silent(self) -> None:
        """Silence runs, where it can."""
        if not self.silence_runs:
            self.attempt(table_revision, by=self.forum.chair)
            self.silence()

    def be_silent_to_the_end(self) -> None:
        """A silence has reached its hour, where it can."""
        self.be_silent()
        if self.silence_runs:
            self.wait(73)

    def due_in(self, later: int) -> dict[str, Any]:
        """An hour from now, on purpose, whatever hour of the day that is."""
        due_at = self.forum.hour.now + timedelta(hours=later)
        return {"due_at": due_at, "due_as_typed": "as typed", "on_purpose": True}

    def hour_of(self, silence: Silence) -> datetime:
        """Until which an objection is on time: later by as long as a suspension kept members from making it."""
        hour = silence.due_at
        for row in sorted(self.rows(Suspension), key=lambda row: row.number):
            if row.ended_at and silence.started_at <= row.suspended_at < hour:
                hour += row.ended_at - row.suspended_at
        return hour

    def packages(self) -> list[str]:
        """What is bound together now."""
        return sorted(row.id for row in self.rows(Package) if row.freed_at is None)


def _number(silence: Silence) -> int:
    return silence.number

"""A negotiation in any order in which groups speak, deputies act, authors go unnamed and a text is endorsed in part.

Beside what `proceedings.py` and `proceedings_of_silence.py` do and look up: what was endorsed keeps its words and its
grid, a group's break counts for each member that did not decline it and for no other, nobody reads an author that may
not, nor who broke silence where the body does not name breakers, and who is no deputy any more does nothing for the
head.
"""

from collections import Counter
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule
from tests.actions.proceedings import WORDS, Proceedings, in_consensus, is_tabled, may_draft, places, speakers
from tests.actions.proceedings_of_silence import LISTENER, ProceedingsOfSilence
from tests.cast import Forum, working_parts
from tests.negotiation import rules_of

from jointstatement.access.admission import in_the_role_of_now
from jointstatement.access.endorsements import endorsed
from jointstatement.access.input import positions_open_to
from jointstatement.access.viewer import Viewer
from jointstatement.actions.attribution import choose_attribution
from jointstatement.actions.breaking import decline_break
from jointstatement.actions.consensus import move_to_consensus, return_to_comments
from jointstatement.actions.deputies import name_deputy, recall_deputy
from jointstatement.actions.drafting import reword_part
from jointstatement.actions.endorsing import endorse, reopen_endorsed
from jointstatement.actions.groups import begin_group
from jointstatement.actions.opting_out import opt_out, rejoin
from jointstatement.actions.positions import take_position
from jointstatement.actions.rounds import table_revision
from jointstatement.actions.setting_up import change_body_rules
from jointstatement.actions.silence import break_silence
from jointstatement.models import (
    Amendment,
    Body,
    Comment,
    Disposition,
    EndorsedPosition,
    Endorsement,
    LeftClause,
    Notice,
    PositionTaken,
    Round,
    SilenceBreak,
    SilenceBreakMember,
)
from jointstatement.queries.listing import given_input
from jointstatement.queries.record import chain_entries
from jointstatement.queries.silence import silence_page
from jointstatement.terms import Attribution, PartKind, Position, Role, Visibility

UNNAMED = (Attribution.OFFICE, Attribution.NONE)
SPEAKER, GROUP = "Aldmark", ("Aldmark", "Borvia", "Cestria")
BYSTANDER = "Istara"
"""A member that breaks no silence, and for which nobody does."""


def something_is_endorsed(proceedings: Proceedings) -> bool:
    return bool(proceedings.rows(Endorsement))


class ProceedingsOfMany(ProceedingsOfSilence):
    """The same statement, with all that is done for others and with a view to another level."""

    on_no_statement = ProceedingsOfSilence.on_no_statement | {name_deputy, recall_deputy}
    while_suspended = ProceedingsOfSilence.while_suspended | {name_deputy, recall_deputy}

    def __init__(self, forum: Forum, workflow: str, seen: Counter[str], beginning: str = "") -> None:
        super().__init__(forum, workflow, seen, beginning)
        self.grids: dict[str, tuple[Any, ...]] = {}
        self.told_at = -1

    def gather(self) -> None:
        """A group of those who do all sorts of things."""
        super().gather()
        if self.beginning == "in confidence":
            self.name_no_breaker()
        named = self.forum.delegations
        self.group_id = self.forum.act(
            begin_group,
            name="Upper River Group",
            member_ids=[named[each] for each in GROUP],
            speaker_id=named[SPEAKER],
            by=self.forum.secretariat,
        )

    def name_no_breaker(self) -> None:
        """From now on nobody is to learn who breaks silence, while members would read each other's positions."""
        (body,) = self.rows(Body)
        self.forum.act(
            change_body_rules,
            self.forum.body_id,
            marking=body.marking,
            shortest_silence_hours=body.shortest_silence_hours,
            names_the_breaker=False,
            matrix_open_to_members=True,
            expected=body.version,
            by=self.forum.secretariat,
        )

    def bring_to(self, beginning: str, at: int) -> None:
        match beginning:
            case "endorsed":
                self.endorse(at=at)
            case "in confidence":
                self.be_silent()
                self.break_silence(who=GROUP[2], at=at)
                self.break_for_the_group(at=at + 1)
                self.decline_the_break(who=GROUP[1])
            case "broken by a group":
                self.break_for_the_group(at=at)
                self.decline_the_break(who=GROUP[1])
                self.suspend(sure=0)
                if self.is_suspended:
                    self.wait(time=73)
                    self.go_on()
                    self.break_silence(who=GROUP[1], at=at)
            case "unnamed":
                self.step(action=return_to_comments)
                self.name_authors_or_not(attribution=UNNAMED[at % 2])
                self.open(visibility=Visibility.BLIND)
                self.comment(who=GROUP[2], at=at, text="Which lock?")
                self.submit(who=GROUP[2])
                self.suspend(sure=0)
                self.submit(who=GROUP[2])
                self.wait(time=73)
                self.go_on()
                self.close()
                self.step(action=move_to_consensus)
            case _:
                super().bring_to(beginning, at)

    def drive(self) -> None:
        """First the higher level words what was left to it."""
        left = {row.part_id for row in self.rows(LeftClause)}
        for part in working_parts(self.forum, self.statement_id):
            if part.id in left and part.wording.startswith("[") and not self.open_round_id:
                self.attempt(reword_part, part.id, wording=WORDS[3], expected=part.version, by=self.forum.chair)
        super().drive()

    # The chair's office --------------------------------------------------------------------------------------------

    @precondition(in_consensus)
    @rule(at=places)
    def endorse(self, at: int) -> None:
        """The members consent to all but one clause; where the decision rests on the very words it is blank before."""
        clauses = [part for part in working_parts(self.forum, self.statement_id) if part.kind is PartKind.OPERATIVE]
        if not clauses:
            return
        left = clauses[at % len(clauses)]
        if self.workflow != "consensus":
            blank = {"wording": "[Paragraph left to leaders]", "expected": left.version}
            self.attempt(reword_part, left.id, **blank, by=self.forum.chair)
        self.attempt(table_revision, by=self.forum.chair)
        self.ask_the_members()
        self.all_consent(position=Position.SUPPORT)
        if revision := self.latest_revision():
            self.attempt(
                endorse,
                adoption_at="the Summit in Port Alder",
                left=[left.id],
                reason="Not for this level.",
                basis=self.basis,
                fingerprint_seen=revision.fingerprint,
                by=self.forum.chair,
            )

    @precondition(something_is_endorsed)
    @rule(at=places)
    def reopen_what_was_endorsed(self, at: int) -> None:
        part_id = self.tabled_part(at)
        self.attempt(reopen_endorsed, part_ids=[part_id] if part_id else [], reason="Asked for.", by=self.forum.chair)

    @precondition(may_draft)
    @rule(attribution=st.sampled_from(Attribution))
    def name_authors_or_not(self, attribution: Attribution) -> None:
        self.attempt(choose_attribution, attribution=attribution, by=self.forum.chair)

    # The delegations -----------------------------------------------------------------------------------------------

    @precondition(in_consensus)
    @rule(at=places)
    def break_for_the_group(self, at: int) -> None:
        self.be_silent()
        on = self.tabled_part(at)
        given = self.attempt(break_silence, part_id=on, group_id=self.group_id, by=self.forum.head(SPEAKER))
        if given:
            self.broken[given] = (self.forum.delegations[SPEAKER], on)

    @precondition(lambda self: self.rows(SilenceBreakMember))
    @rule(who=speakers)
    def decline_the_break(self, who: str) -> None:
        for row in sorted(self.rows(SilenceBreak), key=self.age):
            self.attempt(decline_break, row.id, by=self.forum.head(who))

    @precondition(is_tabled)
    @rule(who=speakers)
    def speak_for_oneself(self, who: str) -> None:
        self.attempt(opt_out, self.group_id, by=self.forum.head(who))

    @precondition(is_tabled)
    @rule(who=speakers)
    def let_the_group_speak(self, who: str) -> None:
        self.attempt(rejoin, self.group_id, by=self.forum.head(who))

    @rule(who=speakers)
    def name_a_deputy(self, who: str) -> None:
        self.attempt(name_deputy, self.forum.expert(who).person_id, by=self.forum.head(who))

    @rule(who=speakers)
    def recall_the_deputy(self, who: str) -> None:
        self.attempt(recall_deputy, by=self.forum.head(who))

    @precondition(is_tabled)
    @rule(who=speakers, at=places, position=st.sampled_from(Position))
    def hold_for_the_head(self, who: str, at: int, position: Position) -> None:
        by = self.as_of_now(who)
        taken = self.does(take_position, part_id=self.tabled_part(at), position=position, by=by)
        assert by.role is Role.DEPUTY or not taken, "an expert acts for the head"

    # What must stay true ---------------------------------------------------------------------------------------------

    @invariant()
    def what_is_done_for_others_stays_theirs(self) -> None:
        """Looked up when something has changed."""
        if self.changes() != self.told_at:
            self.told_at = self.changes()
            self.what_was_endorsed_keeps_its_words()
            self.a_groups_break_counts_for_its_members_alone()
            self.nobody_reads_an_author_that_may_not()
            if self.beginning == "in confidence":
                self.nobody_learns_who_broke_silence()

    def what_was_endorsed_keeps_its_words(self) -> None:
        for row in self.rows(EndorsedPosition):
            frozen = (row.endorsement_id, row.delegation_id, row.part_id, row.position, row.reason)
            assert self.grids.setdefault(row.id, frozen) == frozen, "the grid of an endorsement moved"
        assert self.grids.keys() == {row.id for row in self.rows(EndorsedPosition)}, "a frozen position is gone"
        with self.forum.database.reading() as session:
            holding = endorsed(session, self.statement)
        if holding is None:
            return
        closed = {part.id: part.wording for part in holding.parts if part.id in holding.closed}
        standing = {part.id: part.wording for part in working_parts(self.forum, self.statement_id)}
        tabled = {part.part_id: part.wording for part in self.revision_parts(self.latest_revision())}
        assert closed.items() <= standing.items(), "an endorsed clause was changed on the desk"
        assert closed.items() <= tabled.items(), "an endorsed clause was tabled in other words"

    def a_groups_break_counts_for_its_members_alone(self) -> None:
        breaks = {row.id: row for row in self.rows(SilenceBreak)}
        others = {self.forum.delegations[each] for each in GROUP if each != SPEAKER}
        for member in self.rows(SilenceBreakMember):
            broken = breaks[member.break_id]
            assert broken.group_edition_id and member.delegation_id in others
            taken = [
                row
                for row in self.rows(PositionTaken, delegation_id=member.delegation_id)
                if row.part_id == broken.part_id and row.spoken_by and row.position is Position.OBJECT
            ]
            assert taken, "a group's break counts for a member that does not object"
            if member.declined_at:
                standing = [row for row in taken if not row.lapsed_at and row.submitted_at <= member.declined_at]
                assert not standing, "a member still objects to what it does not share"

    def nobody_reads_an_author_that_may_not(self) -> None:
        unnamed = {row.id: row.attribution for row in self.rows(Round) if row.attribution is not Attribution.ALL}
        if not unnamed:
            return
        answered = {row.comment_id or row.amendment_id for row in self.rows(Disposition)}
        given = {row.id: row for kind in (Comment, Amendment) for row in self.rows(kind) if row.round_id in unnamed}
        waiting = {
            row.round_id
            for row in given.values()
            if row.submitted_at and not row.withdrawn_at and row.id not in answered
        }
        for reader in (self.forum.head(LISTENER), self.forum.chair):
            with self.forum.database.reading() as session:
                seen = given_input(session, reader, self.statement_id, now=self.forum.hour.now)
            for line in (*seen.comments, *seen.amendments):
                row = given.get(line.id)
                if row is None or row.delegation_id == reader.delegation_id:
                    continue
                learns_late = unnamed[row.round_id] is Attribution.NONE and row.round_id in waiting
                if learns_late or not reader.is_office:
                    assert not [name for name in self.forum.delegations if name in line.delegation], "an author is read"

    def nobody_learns_who_broke_silence(self) -> None:
        if not self.rows(SilenceBreak):
            return
        reader, now = self.forum.head(BYSTANDER), self.forum.hour.now
        with self.forum.database.reading() as session:
            page = silence_page(session, reader, self.statement_id, now=now, rules_of=rules_of)
            positions = list(session.exec(positions_open_to(reader, self.statement)))
            record = chain_entries(session, reader, self.statement_id)
        lines = [*filter(None, [page.current]), *page.before]
        assert not [each for line in lines for each in line.breaks if each.delegation or each.group or each.members]
        assert {row.delegation_id for row in positions} <= {reader.delegation_id}, "a position tells who broke silence"
        told = [f"{line.actor} {line.parameters}" for line in record if line.kind == "silence_broken"]
        notices = self.rows(Notice, person_id=reader.person_id, kind="silence_broken")
        for words in (*told, *(row.parameters for row in notices)):
            assert not [name for name in GROUP if name in words], f"who broke silence is told: {words}"

    # How it is done ------------------------------------------------------------------------------------------------

    def as_of_now(self, who: str) -> Viewer:
        """An expert in the role that the door would admit now."""
        with self.forum.database.reading() as session:
            return in_the_role_of_now(session, self.forum.expert(who), now=self.forum.hour.now)

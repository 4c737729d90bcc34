"""A negotiation in any order: everybody does whatever comes to mind, and what must stay true is looked up in the rows.

The machine knows no rule of the workflow. It notes what was acknowledged, tries deeds one after the other, and after
each looks whether a refusal changed something, an acknowledged word is lost, a frozen text has moved, or somebody
loads what is not for them. When a text is adopted it reads from the rows alone that nothing stood in its way.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from itertools import cycle
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import make_url
from sqlmodel import Session, select
from tests.cast import MEMBERS, Forum, begin, said_in, workflow_source, working_parts

from jointstatement.access.input import amendments_open_to, comments_open_to, positions_open_to
from jointstatement.access.viewer import Viewer
from jointstatement.actions.adopting import adopt
from jointstatement.actions.answering import answer_amendment, answer_comment, incorporate
from jointstatement.actions.attaching import reserve
from jointstatement.actions.consensus import (
    declare_consensus,
    move_to_consensus,
    reopen,
    return_to_comments,
    withdraw_statement,
)
from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.actions.drafting import insert_part, move_part, remove_part, reword_part
from jointstatement.actions.giving_input import amend, comment_on, submit_input, withdraw_amendment, withdraw_comment
from jointstatement.actions.positions import lift, take_position
from jointstatement.actions.publishing import publish
from jointstatement.actions.record import verify_chain
from jointstatement.actions.rounds import close_round, extend_round, open_round, table_revision
from jointstatement.actions.silence import (
    break_silence,
    extend_silence,
    record_objection,
    start_silence,
    withdraw_silence,
)
from jointstatement.actions.suspending import resume, suspend
from jointstatement.actions.written import start_written_procedure
from jointstatement.errors import NotFound, Refusal
from jointstatement.models import (
    AdoptedPosition,
    Adoption,
    Amendment,
    Comment,
    ConsensusDeclaration,
    Disposition,
    EditorialReview,
    Entry,
    PositionTaken,
    Revision,
    RevisionPart,
    Round,
    Silence,
    SilenceBreak,
    Statement,
)
from jointstatement.queries.people import surroundings
from jointstatement.queries.statement import scene_of
from jointstatement.queries.tallies import tallies
from jointstatement.terms import (
    CommentClass,
    ConsensusBasis,
    DispositionKind,
    PartKind,
    Position,
    ReservationKind,
    SilenceOutcome,
    Visibility,
    Weight,
)

SPEAKERS = ("Aldmark", "Borvia", "Cestria")
"""The members that do all sorts of things; the others only consent when all do."""
READERS = ("chair", "head of Borvia", "expert of Cestria", "observer")
WORDS = ("We keep the locks open", "We keep the locks open at night", "We keep the [date] in mind", "We dredge fords")
AGREEING = (Position.SUPPORT, Position.CAN_LIVE_WITH, Position.ABSTAIN)
BASES = {
    "silence": ConsensusBasis.SILENCE_HELD,
    "proposal": ConsensusBasis.SILENCE_HELD,
    "unanimity": ConsensusBasis.COUNTED,
    "majority": ConsensusBasis.COUNTED,
}
"""On what consensus is declared, where it is not found in the room."""
ANSWERS = (DispositionKind.ACCEPTED, DispositionKind.NOTED, DispositionKind.NOT_ACCEPTED)


def blocks(row: PositionTaken) -> bool:
    """Whether a position stands in the way of consensus."""
    return row.position in {Position.OBJECT, Position.RESERVE}


speakers = st.sampled_from(SPEAKERS)
places = st.integers(min_value=0, max_value=4)
"""0 is the text as a whole, the others are parts of it."""
hours = st.sampled_from((1, 5, 30, 73))


def may_draft(proceedings: "Proceedings") -> bool:
    return proceedings.state in {"draft", "comments", "consensus"} and not proceedings.open_round_id


def gives_input(proceedings: "Proceedings") -> bool:
    return proceedings.state == "comments"


def in_consensus(proceedings: "Proceedings") -> bool:
    return proceedings.state == "consensus"


def is_silent(proceedings: "Proceedings") -> bool:
    return proceedings.silence_runs


def is_tabled(proceedings: "Proceedings") -> bool:
    return proceedings.state in {"comments", "consensus", "adoption"}


class Proceedings(RuleBasedStateMachine):
    """One statement of one workflow, and everybody who has to do with it."""

    on_no_statement: frozenset[Callable[..., Any]] = frozenset({close_round, extend_round})
    """Actions whose first argument is not the statement's id."""
    while_suspended: frozenset[Callable[..., Any]] = frozenset({comment_on, amend, withdraw_statement})
    """All that is not refused while the negotiation is suspended."""

    def __init__(self, forum: Forum, workflow: str, seen: Counter[str], beginning: str = "") -> None:
        super().__init__()
        self.forum = forum
        self.workflow = workflow
        self.seen = seen
        self.beginning = beginning
        self.acknowledged: dict[tuple[type[Comment | Amendment], str], str] = {}
        self.came: dict[str, int] = {}
        """What was given, by its id, in the order in which it came."""
        self.frozen: dict[str, list[tuple[Any, ...]]] = {}
        self.readers = {who: forum.viewer(who) for who in READERS}
        self.onlookers = cycle(self.readers.values())
        self.watch = sqlite3.connect(str(make_url(forum.database.url).database), isolation_level=None)

    @initialize(steps=st.sampled_from((3, 3, 1, 2)), at=places)
    def begin(self, steps: int, at: int) -> None:
        """As it comes, or far enough for what is seldom reached by chance."""
        self.gather()
        clauses = ("We meet again", "We share our readings")
        self.statement_id = begin(self.forum, *clauses, workflow=self.workflow, source=self.source())
        self.look()
        for _ in range(3 if self.beginning else steps):
            self.drive()
        self.bring_to(self.beginning, at)

    def gather(self) -> None:
        """What the body has before there is a text."""

    def source(self) -> str:
        """The workflow as its file has it."""
        return workflow_source(self.workflow)

    def bring_to(self, beginning: str, at: int) -> None:
        """From the beginning of consensus to some way of going on, with some part of the text."""
        assert not beginning, f"nobody brings a negotiation to “{beginning}”"

    # The chair's office --------------------------------------------------------------------------------------------

    @rule(steps=st.integers(1, 4))
    def drive_on(self, steps: int) -> None:
        """The chair's office gets on with it, so that negotiations get somewhere."""
        for _ in range(steps):
            self.drive()

    @rule()
    def drive_once(self) -> None:
        self.drive()

    def drive(self) -> None:
        """What seems to come next."""
        if self.is_suspended:
            self.go_on()
        match self.state:
            case "draft":
                self.attempt(table_revision, by=self.forum.chair)
                self.open(Visibility.BLIND)
            case "comments" if self.open_round_id:
                self.wait(73)
            case "comments":
                self.answer_all(DispositionKind.ACCEPTED)
                self.attempt(table_revision, by=self.forum.chair)
                self.attempt(move_to_consensus, by=self.forum.chair)
            case "consensus":
                self.attempt(table_revision, by=self.forum.chair)
                self.ask_the_members()
                self.declare(self.basis)
            case "adoption":
                self.adopt()

    @property
    def basis(self) -> ConsensusBasis:
        """On what this workflow lets consensus be declared."""
        return BASES.get(self.workflow, ConsensusBasis.FOUND_IN_THE_ROOM)

    def ask_the_members(self) -> None:
        """Until the hour, where the workflow has one."""
        match self.workflow:
            case "written":
                self.ask_in_writing()
                self.all_consent(Position.SUPPORT)
                self.wait(73)
            case "silence" | "proposal":
                self.silence()
                self.wait(73)
            case "unanimity" | "majority":
                self.all_consent(Position.CAN_LIVE_WITH)

    @precondition(may_draft)
    @rule(visibility=st.sampled_from(Visibility))
    def open(self, visibility: Visibility) -> None:
        due_at = self.forum.hour.now + timedelta(hours=72)
        named = {"due_at": due_at, "due_as_typed": "as typed", "on_purpose": True}
        self.attempt(open_round, visibility=visibility, by=self.forum.chair, **named)

    @precondition(lambda self: self.open_round_id)
    @rule()
    def close(self) -> None:
        self.attempt(close_round, self.open_round_id, by=self.forum.chair)

    @precondition(lambda self: self.open_round_id)
    @rule(later=hours)
    def extend(self, later: int) -> None:
        due_at = self.forum.hour.now + timedelta(hours=later)
        self.attempt(extend_round, self.open_round_id, due_at=due_at, due_as_typed="later", by=self.forum.secretariat)

    @precondition(may_draft)
    @rule(words=st.sampled_from(WORDS), at=places)
    def reword(self, words: str, at: int) -> None:
        if part := self.working_part(at):
            self.attempt(reword_part, part.id, wording=words, expected=part.version, by=self.forum.chair)

    @precondition(may_draft)
    @rule(words=st.sampled_from(WORDS), at=places)
    def insert(self, words: str, at: int) -> None:
        part = self.working_part(at)
        after = part.id if part and part.kind is PartKind.OPERATIVE else None
        self.attempt(insert_part, kind=PartKind.OPERATIVE, wording=words, after=after, by=self.forum.secretariat)

    @precondition(may_draft)
    @rule(at=places)
    def remove(self, at: int) -> None:
        if part := self.working_part(at):
            self.attempt(remove_part, part.id, expected=part.version, by=self.forum.chair)

    @precondition(may_draft)
    @rule(at=places, to=places)
    def move(self, at: int, to: int) -> None:
        part, after = self.working_part(at), self.working_part(to)
        if part and after:
            self.attempt(move_part, part.id, after=after.id, expected=part.version, by=self.forum.chair)

    @precondition(may_draft)
    @rule()
    def table(self) -> None:
        self.attempt(table_revision, by=self.forum.co_chair)

    @precondition(may_draft)
    @rule(disposition=st.sampled_from(ANSWERS))
    def answer_all(self, disposition: DispositionKind) -> None:
        answered = {row.comment_id or row.amendment_id for row in self.rows(Disposition)}
        for kind, action in ((Comment, answer_comment), (Amendment, answer_amendment)):
            for row in sorted(self.rows(kind), key=self.age):
                if row.id not in answered and row.submitted_at and not row.withdrawn_at:
                    self.attempt(action, row.id, disposition=disposition, reply="Heard.", by=self.forum.secretariat)

    @precondition(may_draft)
    @rule()
    def take_in_an_amendment(self) -> None:
        standing = {part.id: part for part in working_parts(self.forum, self.statement_id)}
        for row in sorted(self.rows(Amendment), key=self.age):
            if row.submitted_at and row.part_id in standing:
                expected = standing[row.part_id].version
                self.attempt(incorporate, row.id, reply="Taken in.", expected=expected, by=self.forum.chair)
                return

    @precondition(lambda self: self.state in {"comments", "consensus", "adoption"})
    @rule(action=st.sampled_from((move_to_consensus, return_to_comments, reopen)))
    def step(self, action: Callable[..., Any]) -> None:
        self.attempt(action, by=self.forum.chair)

    @precondition(in_consensus)
    @rule(basis=st.sampled_from(ConsensusBasis))
    def declare(self, basis: ConsensusBasis) -> None:
        self.attempt(declare_consensus, basis=basis, by=self.forum.chair)

    @precondition(in_consensus)
    @rule()
    def silence(self) -> None:
        self.begin_silence()

    def begin_silence(self) -> None:
        """As the workflow has it begun."""
        due_at = self.forum.hour.now + timedelta(hours=72)
        self.attempt(start_silence, due_at=due_at, due_as_typed="as typed", on_purpose=True, by=self.forum.chair)

    def ask_in_writing(self) -> None:
        due_at = self.forum.hour.now + timedelta(hours=72)
        self.attempt(start_written_procedure, due_at=due_at, due_as_typed="t", on_purpose=True, by=self.forum.chair)

    @precondition(is_silent)
    @rule(later=hours)
    def extend_silence(self, later: int) -> None:
        due_at = self.forum.hour.now + timedelta(hours=later)
        self.attempt(extend_silence, due_at=due_at, due_as_typed="later", on_purpose=True, by=self.forum.chair)

    @precondition(is_silent)
    @rule()
    def withdraw_silence(self) -> None:
        self.attempt(withdraw_silence, by=self.forum.chair)

    @precondition(in_consensus)
    @rule(who=speakers, ago=hours)
    def enter_an_objection_on_paper(self, who: str, ago: int) -> None:
        received_at = self.forum.hour.now - timedelta(hours=ago)
        self.attempt(
            record_objection,
            delegation_id=self.forum.delegations[who],
            part_id=None,
            received_at=received_at,
            by=self.forum.secretariat,
        )

    @precondition(lambda self: self.state in {"consensus", "adoption"})
    @rule()
    def adopt(self) -> None:
        revision = self.latest_revision()
        self.attempt(
            adopt,
            place="Port Alder",
            adopted_on=self.forum.hour.now.date(),
            fingerprint_seen=revision.fingerprint if revision else "",
            by=self.forum.chair,
        )

    @precondition(lambda self: self.state in {"adoption", "adopted"})
    @rule()
    def publish(self) -> None:
        self.attempt(publish, content=b"the printed text", by=self.forum.secretariat)

    @precondition(lambda self: self.state == "adoption")
    @rule(sure=st.integers(0, 9))
    def give_up(self, sure: int) -> None:
        if not sure:
            self.attempt(withdraw_statement, by=self.forum.chair)
            self.is_suspended = False

    @precondition(lambda self: not self.is_suspended)
    @rule(sure=st.integers(0, 3))
    def suspend(self, sure: int) -> None:
        if not sure and self.attempt(suspend, reason="For consultations.", by=self.forum.secretariat):
            self.is_suspended = True

    @precondition(lambda self: self.is_suspended)
    @rule()
    def go_on(self) -> None:
        self.act(resume, self.statement_id, by=self.forum.chair)
        self.is_suspended = False

    # The delegations -----------------------------------------------------------------------------------------------

    @precondition(gives_input)
    @rule(who=speakers, at=places, text=st.sampled_from(("Which lock?", "Please say when.")))
    def comment(self, who: str, at: int, text: str) -> None:
        given = self.attempt(
            comment_on,
            part_id=self.tabled_part(at),
            comment_class=CommentClass.SUBSTANTIVE,
            text=text,
            by=self.forum.expert(who),
        )
        if given:
            self.acknowledged[Comment, given] = text

    @precondition(gives_input)
    @rule(who=speakers, at=places, words=st.sampled_from(WORDS))
    def amend(self, who: str, at: int, words: str) -> None:
        if part_id := self.tabled_part(at):
            given = self.attempt(
                amend, part_id, wording=words, reason="", weight=Weight.PREFERRED, by=self.forum.expert(who)
            )
            if given:
                self.acknowledged[Amendment, given] = words

    @precondition(gives_input)
    @rule(who=speakers)
    def submit(self, who: str) -> None:
        self.attempt(submit_input, by=self.forum.head(who))

    @precondition(gives_input)
    @rule(who=speakers)
    def withdraw_input(self, who: str) -> None:
        for kind, action in ((Comment, withdraw_comment), (Amendment, withdraw_amendment)):
            for row in sorted(self.rows(kind), key=self.age):
                if row.delegation_id == self.forum.delegations[who]:
                    self.attempt(action, row.id, by=self.forum.head(who))
                    return

    @precondition(is_tabled)
    @rule(who=speakers, at=places, position=st.sampled_from(Position))
    def hold(self, who: str, at: int, position: Position) -> None:
        self.attempt(take_position, part_id=self.tabled_part(at), position=position, by=self.forum.head(who))

    @precondition(is_tabled)
    @rule(who=speakers, at=places)
    def lift(self, who: str, at: int) -> None:
        self.attempt(lift, part_id=self.tabled_part(at), by=self.forum.head(who))

    @precondition(lambda self: self.state == "consensus")
    @rule(position=st.sampled_from(AGREEING))
    def all_consent(self, position: Position) -> None:
        """Every member consents to the whole, and lifts what stands in the way."""
        revision = self.latest_revision()
        held = {(row.delegation_id, row.part_id): row for row in self.positions()}
        for who in MEMBERS:
            delegation_id = self.forum.delegations[who]
            blocking = {part for (owner, part), row in held.items() if owner == delegation_id and blocks(row)}
            whole = held.get((delegation_id, None))
            if not whole or not revision or whole.revision_id != revision.id:
                blocking.add(None)
            for part_id in sorted(blocking, key=str):
                self.attempt(take_position, part_id=part_id, position=position, by=self.forum.head(who))

    @precondition(in_consensus)
    @rule(who=speakers, at=places)
    def break_silence(self, who: str, at: int) -> None:
        self.attempt(break_silence, part_id=self.tabled_part(at), by=self.forum.head(who))

    @precondition(lambda self: self.state == "adoption")
    @rule(who=speakers)
    def reserve(self, who: str) -> None:
        self.attempt(
            reserve, part_ids=(), kind=ReservationKind.RESERVATION, text="As far as we may.", by=self.forum.head(who)
        )

    # Those who may not, and the clock --------------------------------------------------------------------------------

    @rule(
        action=st.sampled_from((table_revision, move_to_consensus, submit_input)),
        who=st.sampled_from(("expert of Borvia", "observer", "administrator")),
    )
    def presume(self, action: Callable[..., Any], who: str) -> None:
        assert self.attempt(action, by=self.forum.viewer(who)) is None, f"{who} may {action.__name__}"

    @rule(time=hours)
    def wait(self, time: int) -> None:
        self.forum.hour.pass_by(timedelta(hours=time))
        fallen = self.act(close_what_is_due)
        assert not (self.is_suspended and fallen), "an hour fell while the negotiation was suspended"

    # What must stay true ---------------------------------------------------------------------------------------------

    @invariant()
    def what_must_stay_true(self) -> None:
        """Looked up when something has changed."""
        if self.changes() != self.looked_at:
            self.looked_at = self.changes()
            self.nothing_acknowledged_is_lost()
            self.nothing_frozen_moves()
            self.nobody_loads_what_is_not_for_them()
            self.adoption_had_nothing_in_its_way()
            self.nobody_is_told_what_was_true_before()

    def nothing_acknowledged_is_lost(self) -> None:
        for (kind, given), words in self.acknowledged.items():
            (row,) = self.rows(kind, id=given)
            assert (row.wording if isinstance(row, Amendment) else row.text) == words

    def nothing_frozen_moves(self) -> None:
        for revision in self.rows(Revision):
            text = [(row.place_in_order, row.part_id, row.wording, row.ending) for row in self.revision_parts(revision)]
            assert self.frozen.setdefault(revision.id, text) == text

    def nobody_loads_what_is_not_for_them(self) -> None:
        rounds = self.rows(Round)
        blind = {row.id for row in rounds if row.visibility is Visibility.BLIND and row.closed_at is None}
        for_chair = {row.id for row in rounds if row.visibility is Visibility.CHAIR_ONLY}
        with self.forum.database.reading() as session:
            for who, viewer in self.readers.items():
                for open_to in (comments_open_to, amendments_open_to, positions_open_to):
                    for row in session.exec(open_to(viewer, self.statement)):
                        if row.delegation_id != viewer.delegation_id:
                            assert row.submitted_at is not None, f"{who} loads a draft of others"
                            assert row.round_id not in blind, f"{who} loads blind input before the hour"
                            assert viewer.is_office or row.round_id not in for_chair, f"{who} loads the chair's own"

    def nobody_is_told_what_was_true_before(self) -> None:
        """After each change another person looks, and readers remember what they found some changes ago."""
        viewer = next(self.onlookers)
        with self.forum.database.reading() as session:
            remembered = self.seen_by(viewer, session)
        with Session(self.forum.database.engine) as session:
            assert remembered == self.seen_by(viewer, session)

    def seen_by(self, viewer: Viewer, session: Session) -> tuple[Any, ...] | None:
        try:
            scene = scene_of(session, viewer, self.statement_id, self.forum.hour.now)
        except NotFound:
            return None
        loaded = scene.situation, scene.naming, scene.groups, scene.texts, scene.final, scene.working, scene.symbol
        return *loaded, tallies(session, scene), surroundings(session, viewer)

    def adoption_had_nothing_in_its_way(self) -> None:
        adoptions = self.rows(Adoption)
        assert bool(adoptions) is (self.state in {"adopted", "published"})
        if not adoptions or self.seen_adopted:
            return
        self.seen_adopted = True
        self.seen["adopted"] += 1
        (adoption,) = adoptions
        revision = self.latest_revision()
        assert revision is not None and adoption.revision_id == revision.id
        text = self.revision_parts(revision)
        assert not any("[" in part.wording for part in text), "adopted with an open bracket"
        assert self.open_round_id == "", "adopted in an open round"
        assert not [row for row in self.rows(Silence) if row.ended_at is None], "adopted under silence"
        self._nothing_unanswered()
        self.nobody_objects({part.part_id for part in text})
        declared = [row for row in self.rows(ConsensusDeclaration) if not row.set_aside_at]
        assert any(row.revision_id in self.same_text(revision) for row in declared), (
            "adopted without declared consensus"
        )
        if self.basis is ConsensusBasis.SILENCE_HELD:
            self._silence_was_held(revision)
        if self.workflow == "written":
            self._all_have_answered(revision)

    def _nothing_unanswered(self) -> None:
        answered = {row.comment_id or row.amendment_id for row in self.rows(Disposition)}
        for kind in (Comment, Amendment):
            for row in self.rows(kind):
                counts = row.submitted_at and not row.withdrawn_at and (row.is_admitted or not row.is_late)
                assert row.id in answered or not counts, "adopted with input unanswered"

    def nobody_objects(self, in_text: set[str]) -> None:
        assert not self.blocking(in_text), "adopted over an objection"

    def _silence_was_held(self, revision: Revision) -> None:
        last = max(self.silences_on(revision), key=lambda row: row.number)
        assert last.outcome is SilenceOutcome.HELD, "adopted without silence held"
        breaks = [row for row in self.rows(SilenceBreak) if row.silence_id == last.id]
        assert all(row.is_late or row.at >= last.due_at for row in breaks), "adopted though silence was broken"

    def _all_have_answered(self, revision: Revision) -> None:
        whole = {
            row.delegation_id
            for row in self.rows(PositionTaken)
            if row.revision_id in self.same_text(revision) and row.part_id is None and row.submitted_at
        }
        assert whole == {self.forum.delegations[name] for name in MEMBERS}, "adopted before all have answered"
        assert self.rows(AdoptedPosition), "the answers are not kept with the decision"

    def teardown(self) -> None:
        """Every chain is sound, and no hour has taken effect twice."""
        chains: dict[str, list[Entry]] = {}
        for entry in self.forum.entries():
            chains.setdefault(entry.chain_key, []).append(entry)
        for entries in chains.values():
            assert verify_chain(entries) == ()
        kinds = Counter(entry.kind for entries in chains.values() for entry in entries)
        closed = sum(row.closed_at is not None for row in self.rows(Round))
        assert kinds["round_closed"] + kinds["round_for_chair_closed"] == closed
        ended = [said_in(entry)["silence_id"] for entry in self.forum.entries() if entry.kind == "silence_held"]
        assert len(ended) == len(set(ended)), "the hour of a silence took effect twice"
        assert {row.id for row in self.rows(Silence) if row.outcome is SilenceOutcome.HELD} <= set(ended)
        self.seen["negotiations"] += 1
        self.watch.close()

    # How it is done ------------------------------------------------------------------------------------------------

    seen_adopted = False
    is_suspended = False
    looked_at = -1
    state = ""
    open_round_id = ""
    silence_runs = False

    def attempt(self, action: Callable[..., Any], *arguments: str, **named: Any) -> Any:
        """Somebody tries something: what it returns, or None where it is refused and has changed nothing."""
        on = () if action in self.on_no_statement else (self.statement_id,)
        before = self.changes()
        try:
            answer = self.act(action, *on, *arguments, **named)
        except Refusal as refusal:
            assert self.changes() == before, f"{type(refusal).__name__} changed something"
            self.seen[type(refusal).__name__] += 1
            return None
        self.seen[action.__name__] += 1
        if isinstance(answer, str):
            self.came.setdefault(answer, len(self.came))
        self.after(action, answer)
        return answer

    def after(self, action: Callable[..., Any], answer: Any) -> None:
        """What has to hold when this was just done."""
        assert not self.is_suspended or action in self.while_suspended, f"{action.__name__} while suspended"

    def does(self, action: Callable[..., Any], *arguments: str, **named: Any) -> bool:
        """The same for what returns nothing: whether it was done."""
        before = self.seen[action.__name__]
        self.attempt(action, *arguments, **named)
        return self.seen[action.__name__] > before

    def act(self, action: Callable[..., Any], *arguments: str, **named: Any) -> Any:
        answer = self.forum.database.write_and_wait(action, *arguments, lock=self.statement_id, **named)
        self.look()
        return answer

    def rows(self, table: type[Any], **where: object) -> list[Any]:
        return self.forum.rows(table, **where)

    def age(self, row: Any) -> tuple[int, str]:
        """The order in which rows came: by their ids, which are drawn by lot, no negotiation could be held again."""
        return self.came.get(row.id, len(self.came)), row.id

    def changes(self) -> int:
        """Counts up with every change that anybody has committed."""
        return int(self.watch.execute("PRAGMA data_version").fetchone()[0])

    def positions(self) -> list[PositionTaken]:
        """In the order in which each delegation took its own."""
        return sorted(self.rows(PositionTaken), key=lambda row: row.number)

    def look(self) -> None:
        """Where the statement is now, read once after every deed."""
        with self.forum.database.reading() as session:
            self.statement = session.exec(select(Statement).where(Statement.id == self.statement_id)).one()
        self.state = self.statement.state
        self.open_round_id = next((row.id for row in self.rows(Round) if row.closed_at is None), "")
        self.silence_runs = any(row.ended_at is None for row in self.rows(Silence))

    def latest_revision(self) -> Revision | None:
        return max(self.rows(Revision), key=lambda row: row.number, default=None)

    def same_text(self, revision: Revision) -> set[str]:
        """The revision and those of which it is what an editorial review left."""
        before = {row.reviewed_as: row.revision_id for row in self.rows(EditorialReview) if row.reviewed_as}
        same = [revision.id]
        while same[-1] in before:
            same.append(before[same[-1]])
        return set(same)

    def silences_on(self, revision: Revision) -> list[Silence]:
        same = self.same_text(revision)
        return [row for row in self.rows(Silence) if row.revision_id in same]

    def blocking(self, in_text: set[str]) -> list[PositionTaken]:
        """What each delegation said last of the whole, or of a part of the text, where that is in the way."""
        last = {(row.delegation_id, row.part_id): row for row in self.positions() if row.submitted_at}
        standing = [row for row in last.values() if blocks(row) and row.lapsed_at is None]
        return [row for row in standing if row.part_id is None or row.part_id in in_text]

    def revision_parts(self, revision: Revision | None) -> list[RevisionPart]:
        found = self.rows(RevisionPart, revision_id=revision.id) if revision else []
        return sorted(found, key=lambda row: row.place_in_order)

    def tabled_part(self, at: int) -> str | None:
        parts = self.revision_parts(self.latest_revision())
        return parts[at % len(parts)].part_id if at and parts else None

    def working_part(self, at: int) -> Any:
        parts = working_parts(self.forum, self.statement_id)
        return parts[at % len(parts)] if parts else None

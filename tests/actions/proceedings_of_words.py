"""A negotiation in any order in which words are taken over, consolidated, looked through for slips and translated.

Beside what the others do and look up: an editorial review leaves the text with what nobody objected to, to the letter,
and nothing is adopted during one; who wants an amendment out of a consolidated proposal has it out, and nothing stands
in two places or is lost in one; nothing is taken over but what another withdrew; and what is issued in another
language is whole, never changes, and is read by nobody before.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule
from tests.actions.proceedings import WORDS, gives_input, hours, is_tabled, may_draft, places, speakers
from tests.actions.proceedings_of_deciding import ProceedingsOfDeciding
from tests.actions.proceedings_of_silence import LISTENER
from tests.cast import Forum

from jointstatement.access.translations import entered_parts, last_translations
from jointstatement.actions.adopting import adopt
from jointstatement.actions.consensus import reopen, return_to_comments, withdraw_statement
from jointstatement.actions.consolidating import consolidate, object_to_consolidation, undo_consolidation
from jointstatement.actions.giving_input import withdraw_amendment
from jointstatement.actions.reviewing import (
    change_editorially,
    drop_editorial_change,
    object_to_editorial_change,
    open_editorial_review,
    put_editorial_changes,
    withdraw_editorial_review,
)
from jointstatement.actions.taking_over import take_over
from jointstatement.actions.translating import enter_translation, issue_translation
from jointstatement.models import (
    AdoptedPosition,
    Adoption,
    Amendment,
    Consolidation,
    ConsolidationSource,
    Disposition,
    EditorialReview,
    IssuedTranslation,
    IssuedTranslationPart,
    Round,
    TranslatedPart,
)
from jointstatement.queries.reviewing import reviewing_page
from jointstatement.terms import EditorialOutcome, TranslationStatus, Visibility

LANGUAGE = "fr"


@dataclass
class Slip:
    """A change of the first words of a part, or of its last."""

    part_id: str
    at_the_end: bool
    before: str
    after: str
    stands: bool = True

    def mend(self, wording: str) -> str:
        """The part as it should read."""
        if self.at_the_end:
            return wording.removesuffix(self.before) + self.after
        return self.after + wording.removeprefix(self.before)


@dataclass
class Review:
    """An editorial review as the machine remembers it."""

    slips: dict[str, Slip] = field(default_factory=dict)
    due_at: datetime | None = None
    is_given_up: bool = False


def may_be_adopted(proceedings: "ProceedingsOfWords") -> bool:
    return proceedings.state == "adoption"


def is_under_review(proceedings: "ProceedingsOfWords") -> bool:
    return bool(proceedings.reviews) and proceedings.state in {"adoption", "adopted"}


def is_consolidated(proceedings: "ProceedingsOfWords") -> bool:
    return bool(proceedings.rows(Consolidation))


class ProceedingsOfWords(ProceedingsOfDeciding):
    """The same statement, with all that is done to words besides drafting and amending them."""

    while_suspended = ProceedingsOfDeciding.while_suspended | {take_over, enter_translation}

    def __init__(self, forum: Forum, workflow: str, seen: Counter[str], beginning: str = "") -> None:
        super().__init__(forum, workflow, seen, beginning)
        self.reviews: dict[str, Review] = {}
        self.entered: dict[str, tuple[str, str]] = {}
        """What was entered of each part, and the words that it translates."""
        self.issued: dict[str, dict[str, str]] = {}
        self.read_at = -1

    def bring_to(self, beginning: str, at: int) -> None:
        match beginning:
            case "reviewed":
                self.ask_the_members()
                self.declare(self.basis)
                self.open_review()
                for at_the_end in (False, True):
                    self.enter_a_change(at=at, at_the_end=at_the_end)
                self.enter_a_change(at=at + 1, at_the_end=True)
                self.put_the_changes(later=30)
                self.object_to_a_change(who="Cestria", which=at)
                self.adopt()
                self.wait(time=30)
            case "amended":
                self.step(action=return_to_comments)
                self.open(visibility=Visibility.OPEN)
                for who, words in zip(("Aldmark", "Borvia", "Cestria"), (WORDS[0], WORDS[1], WORDS[3]), strict=True):
                    self.amend(who=who, at=at or 1, words=words)
                    self.submit(who=who)
                self.withdraw_input(who="Cestria")
                for which in (2, 1, 0):
                    self.take_it_over(who="Aldmark", which=which)
                self.take_it_over_again_and_again()
                self.wait(time=73)
                self.consolidate(which=0, later=30)
                self.want_it_out(who="Borvia")
                self.consolidate(which=0, later=30)
            case "translated":
                self.translate_all()
                self.issue(status=TranslationStatus.OFFICIAL)
                self.reword(words="We dredge fords", at=at)
                self.table()
                self.issue(status=TranslationStatus.AUTHENTIC)
            case _:
                super().bring_to(beginning, at)

    def drive(self) -> None:
        """What the office found is put before the members until their hour."""
        super().drive()
        if self.state == "adoption" and any(row.ended_at is None for row in self.rows(EditorialReview)):
            self.put_the_changes(later=5)
            self.wait(time=73)
            self.give_the_review_up()

    # The chair's office --------------------------------------------------------------------------------------------

    @precondition(may_be_adopted)
    @rule()
    def open_review(self) -> None:
        revision = self.latest_revision()
        assert revision is not None
        seen = {"fingerprint_seen": revision.fingerprint}
        if opened := self.attempt(open_editorial_review, **seen, by=self.forum.secretariat):
            self.reviews[opened] = Review()

    @precondition(is_under_review)
    @rule(at=places, at_the_end=st.booleans())
    def enter_a_change(self, at: int, at_the_end: bool) -> None:
        if part := self.working_part(at):
            before = part.wording.split()[-1 if at_the_end else 0]
            slip = Slip(part.id, at_the_end, before, f"as mended {before}")
            words = {"part_id": slip.part_id, "before": slip.before, "after": slip.after}
            if given := self.attempt(change_editorially, **words, by=self.forum.secretariat):
                self.last_review.slips[given] = slip

    @precondition(is_under_review)
    @rule(which=places)
    def drop_a_change(self, which: int) -> None:
        change_id = self.change(which)
        if change_id and self.does(drop_editorial_change, change_id, by=self.forum.secretariat):
            del self.last_review.slips[change_id]

    @precondition(is_under_review)
    @rule(later=hours)
    def put_the_changes(self, later: int) -> None:
        hour = self.due_in(later)
        if self.does(put_editorial_changes, **hour, by=self.forum.chair):
            self.last_review.due_at = hour["due_at"]

    @precondition(is_under_review)
    @rule()
    def give_the_review_up(self) -> None:
        if self.does(withdraw_editorial_review, by=self.forum.chair):
            self.last_review.is_given_up = True

    @precondition(may_draft)
    @rule(which=places, later=hours)
    def consolidate(self, which: int, later: int) -> None:
        """What waits for an answer on one part."""
        answered = {row.amendment_id for row in self.rows(Disposition)}
        waiting: dict[str, list[Amendment]] = {}
        for row in sorted(self.rows(Amendment), key=self.age):
            if row.submitted_at and not row.withdrawn_at and row.delegation_id and row.id not in answered:
                waiting.setdefault(row.part_id, []).append(row)
        if waiting:
            sources = list(waiting.values())[which % len(waiting)]
            words = " and ".join(dict.fromkeys(row.wording for row in sources))
            ids = [row.id for row in sources]
            self.attempt(consolidate, amendment_ids=ids, wording=words, **self.due_in(later), by=self.forum.chair)

    @precondition(is_consolidated)
    @rule(which=places)
    def undo_a_consolidation(self, which: int) -> None:
        proposals = sorted(self.rows(Consolidation), key=self.age)
        self.attempt(undo_consolidation, proposals[which % len(proposals)].id, by=self.forum.chair)

    @precondition(is_tabled)
    @rule(at=places)
    def translate(self, at: int) -> None:
        revision = self.latest_revision()
        parts = self.revision_parts(revision)
        if revision and parts:
            part = parts[at % len(parts)]
            versions = {row.part_id: row.version for row in self.rows(TranslatedPart)}
            words = f"En français {part.wording}"
            named = {"wording": words, "revision_id": revision.id, "expected": versions.get(part.part_id, 0)}
            if self.does(enter_translation, LANGUAGE, part.part_id, **named, by=self.forum.secretariat):
                self.entered[part.part_id] = (words, part.wording)

    @precondition(is_tabled)
    @rule()
    def translate_all(self) -> None:
        for at, part in enumerate(self.revision_parts(self.latest_revision())):
            if self.entered.get(part.part_id, ("", ""))[1] != part.wording:
                self.translate(at=at)

    @precondition(lambda self: self.entered)
    @rule(status=st.sampled_from(TranslationStatus))
    def issue(self, status: TranslationStatus) -> None:
        revision = self.latest_revision()
        assert revision is not None
        seen = sum(row.version for row in self.rows(TranslatedPart))
        named = {"status": status, "revision_id": revision.id, "seen": seen}
        if given := self.attempt(issue_translation, LANGUAGE, **named, by=self.forum.secretariat):
            text = self.revision_parts(revision)
            behind = [part.wording for part in text if self.entered.get(part.part_id, ("", ""))[1] != part.wording]
            assert not behind, f"issued without {behind}"
            self.issued[given] = {part.part_id: self.entered[part.part_id][0] for part in text}

    # The delegations -----------------------------------------------------------------------------------------------

    @precondition(is_under_review)
    @rule(who=speakers, which=places)
    def object_to_a_change(self, who: str, which: int) -> None:
        if change_id := self.change(which):
            given = self.attempt(object_to_editorial_change, change_id, by=self.forum.head(who))
            if given and self.is_before(self.last_review.due_at):
                self.last_review.slips[change_id].stands = False

    @precondition(gives_input)
    @rule(who=speakers, which=places)
    def take_it_over(self, who: str, which: int) -> None:
        """Withdrawn ones come first; the others stand, and are not taken from anybody."""
        given_before = sorted(self.rows(Amendment), key=lambda row: (row.withdrawn_at is None, self.age(row)))
        if given_before:
            former = given_before[which % len(given_before)]
            if given := self.attempt(take_over, former.id, by=self.forum.expert(who)):
                (draft,) = self.rows(Amendment, id=given)
                assert draft.revision_id != former.revision_id or draft.wording == former.wording
                self.acknowledged[Amendment, given] = draft.wording

    @precondition(is_consolidated)
    @rule(who=speakers)
    def want_it_out(self, who: str) -> None:
        own = {row.id for row in self.rows(Amendment) if row.delegation_id == self.forum.delegations[who]}
        hours_of = {row.id: row.due_at for row in self.rows(Consolidation)}
        standing = [row for row in self.rows(ConsolidationSource) if row.left_at is None and row.amendment_id in own]
        for place in sorted(standing, key=lambda row: self.came[row.amendment_id]):
            if self.does(object_to_consolidation, place.amendment_id, by=self.forum.head(who)):
                (now,) = self.rows(ConsolidationSource, id=place.id)
                in_time = self.is_before(hours_of[place.consolidation_id])
                assert bool(now.left_at) is in_time, "an objection to a consolidated proposal counts by its hour"

    def take_it_over_again_and_again(self) -> None:
        """What Cestria withdrew stands once for each other delegation; who withdraws it again may take it over anew."""
        assert not self.takes_over("Aldmark") and not self.takes_over("Cestria")
        self.submit(who="Aldmark")
        assert not self.takes_over("Aldmark"), "what was handed in is taken over a second time"
        taken = self.takes_over("Borvia")
        assert taken, "another delegation may not take it over"
        self.submit(who="Borvia")
        self.attempt(withdraw_amendment, taken, by=self.forum.head("Borvia"))
        assert self.takes_over("Borvia"), "what was withdrawn again may not be taken over anew"

    def takes_over(self, who: str) -> str:
        """A delegation takes over what was withdrawn first: its draft, or nothing where that is refused."""
        (former,) = self.rows(Amendment, delegation_id=self.forum.delegations["Cestria"])
        return self.attempt(take_over, former.id, by=self.forum.expert(who)) or ""

    # What must stay true ---------------------------------------------------------------------------------------------

    def after(self, action: Callable[..., Any], answer: Any) -> None:
        super().after(action, answer)
        if action is adopt:
            assert not self.reviews or self.last_review.is_given_up or not self.is_before(self.last_review.due_at), (
                "adopted during an editorial review"
            )
            self.what_was_held_is_in_the_grid()
        if action in (reopen, withdraw_statement) and self.reviews and self.is_before(self.last_review.due_at):
            self.last_review.is_given_up = True

    def what_was_held_is_in_the_grid(self) -> None:
        revision = self.latest_revision()
        same = self.same_text(revision) if revision else set()
        last = {row.delegation_id: row for row in self.positions() if self.is_on_whole(row, same)}
        held = {(delegation, row.position) for delegation, row in last.items() if not row.lapsed_at}
        frozen = {(row.delegation_id, row.position) for row in self.rows(AdoptedPosition, part_id=None)}
        assert held <= frozen, "a position on the text before its editorial review was lost"

    @invariant()
    def words_are_where_they_belong(self) -> None:
        """Looked up when something has changed."""
        if self.changes() != self.read_at:
            self.read_at = self.changes()
            if self.reviews:
                self.reviews_change_what_stands_and_nothing_else()
                self.changes_are_read_when_they_are_put()
            if self.rows(Consolidation):
                self.amendments_stand_in_one_place()
            self.only_what_was_withdrawn_is_taken_over()
            if self.entered:
                self.translations_are_read_when_they_are_issued()

    def reviews_change_what_stands_and_nothing_else(self) -> None:
        for row in self.rows(EditorialReview):
            review = self.reviews[row.id]
            standing = [slip for slip in review.slips.values() if slip.stands]
            assert row.ended_at is not None or row.reviewed_as is None
            if row.ended_at is not None:
                assert (row.outcome is not EditorialOutcome.REVIEWED) is review.is_given_up, "a review ended otherwise"
            if row.outcome is EditorialOutcome.REVIEWED:
                assert row.ended_at == review.due_at, "a review ended at another hour"
                assert bool(row.reviewed_as) is bool(standing)
            if row.reviewed_as:
                text = {part_id: wording for _, part_id, wording, _ in self.frozen[row.revision_id]}
                for slip in standing:
                    text[slip.part_id] = slip.mend(text[slip.part_id])
                reviewed = {part_id: wording for _, part_id, wording, _ in self.frozen[row.reviewed_as]}
                assert reviewed == text, "an editorial review left another text than was before the members"

    def changes_are_read_when_they_are_put(self) -> None:
        if self.last_review.due_at is None:
            with self.forum.database.reading() as session:
                page = reviewing_page(session, self.forum.head(LISTENER), self.statement_id, now=self.forum.hour.now)
            assert page.reviews[0].changes == (), "a delegation reads changes that are not put before it"

    def amendments_stand_in_one_place(self) -> None:
        answered = {row.amendment_id for row in self.rows(Disposition)}
        standing = [row for row in self.rows(ConsolidationSource) if row.left_at is None]
        assert len({row.amendment_id for row in standing}) == len(standing), "an amendment stands in two proposals"
        for row in self.rows(Consolidation):
            (proposal,) = self.rows(Amendment, id=row.id)
            sources = [each.amendment_id for each in standing if each.consolidation_id == row.id]
            assert not sources if proposal.withdrawn_at else len(sources) >= 2, "a proposal of less than two"
            told = "a source is answered otherwise than the proposal in which it stands"
            assert all((each in answered) is (row.id in answered) for each in sources), told

    def only_what_was_withdrawn_is_taken_over(self) -> None:
        amendments = {row.id: row for row in self.rows(Amendment)}
        taken = [row for row in amendments.values() if row.taken_over_from]
        if not taken:
            return
        last_round = max(self.rows(Round), key=lambda row: row.number).id
        for row in taken:
            former = amendments[row.taken_over_from or ""]
            assert former.withdrawn_at and former.delegation_id != row.delegation_id
        standing = [
            (row.delegation_id, row.taken_over_from)
            for row in taken
            if not row.withdrawn_at and (row.submitted_at or row.round_id == last_round)
        ]
        assert len(set(standing)) == len(standing), "an amendment was taken over twice by one delegation"

    def translations_are_read_when_they_are_issued(self) -> None:
        for issued in self.rows(IssuedTranslation):
            rows = self.rows(IssuedTranslationPart, translation_id=issued.id)
            assert self.issued[issued.id] == {row.part_id: row.wording for row in rows}, "issued words have changed"
        with self.forum.database.reading() as session:
            for who, reader in self.readers.items():
                assert reader.is_office or not entered_parts(session, reader, self.statement), f"{who} reads a draft"
            public = last_translations(session, self.statement).values()
        adopted = {row.revision_id: row.adopted_at for row in self.rows(Adoption)}
        assert all(each.revision_id in adopted for each in public), "the public reads what was not adopted"
        assert all(each.issued_at >= adopted[each.revision_id] for each in public)

    # How it is done ------------------------------------------------------------------------------------------------

    @property
    def last_review(self) -> Review:
        return list(self.reviews.values())[-1]

    def change(self, which: int) -> str:
        """One of the changes of the last review."""
        entered = list(self.last_review.slips)
        return entered[which % len(entered)] if entered else ""

    def is_before(self, due_at: datetime | None) -> bool:
        """Whether the hour is to come, or none was set yet."""
        return due_at is None or self.forum.hour.now < due_at

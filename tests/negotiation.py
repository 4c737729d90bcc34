"""A statement of the forum on its way: a short text of our own, tabled, in a round, answered."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.cast import Forum, scene, workflow_source

from jointstatement.actions.drafting import import_document
from jointstatement.actions.persons import issue_link, sign_in
from jointstatement.actions.rounds import close_round, open_round, table_revision
from jointstatement.documents.style import load_style
from jointstatement.models import RevisionPart, WorkingPart
from jointstatement.settings import Settings
from jointstatement.terms import PartKind, Visibility
from jointstatement.text.document import Document, Part
from jointstatement.text.punctuate import EndingRules

CLAUSES = (
    "We thank Cestria for its hospitality in Port Alder and for the care with which this meeting was prepared",
    "We reaffirm that the river belongs to no one and serves all who live along it, from the springs to the estuary",
    "We agree to share the readings of our gauges every six hours, and within the hour when the water rises",
    "We ask the secretariat to draw up, by the end of the year, a list of the bridges whose clearance is unknown",
    "We note with concern that the ferry crossings at Old Lock[^lock] and at Reed Island have been closed since spring",
    "We will meet again in the first half of next year, in a place that the next chair will name",
)
TITLE = "Joint Statement on the Free Passage of the River"


def text_of(*clauses: str) -> Document:
    """The text as a file would bring it."""
    return Document(
        parts=(
            Part(PartKind.TITLE, TITLE),
            Part(PartKind.SUBTITLE, "7^th^ Ministerial Meeting, Port Alder, 18 and 19 June 2026"),
            Part(PartKind.CHAPEAU, "We, the ministers of the Riverine Cooperation Forum, met in Port Alder and state:"),
            *(Part(PartKind.OPERATIVE, clause) for clause in clauses),
            Part(PartKind.ITEM, "the readings of the upper gauges", level=1),
            Part(PartKind.ITEM, "the readings of the lower gauges", level=1),
            Part(PartKind.CLOSING, "Done at Port Alder in a single original."),
            Part(PartKind.FOOTNOTE, "Known to some members as New Lock.", key="lock", mark="*"),
        )
    )


@dataclass
class Negotiation:
    """One statement, and what its tests say about it again and again."""

    forum: Forum
    id: str

    def clause(self, number: int) -> str:
        """The id of a clause, counted in the text as it was imported."""
        parts = self.forum.rows(WorkingPart, statement_id=self.id)
        clauses = sorted((part for part in parts if part.kind is PartKind.OPERATIVE), key=lambda p: p.place_in_order)
        return clauses[number - 1].id

    def version(self, part_id: str) -> int:
        """The version of a part now."""
        return self.forum.rows(WorkingPart, id=part_id)[0].version

    def wording(self, part_id: str) -> str:
        """The working words of a part."""
        return self.forum.rows(WorkingPart, id=part_id)[0].wording

    def table(self) -> str:
        """The chair tables a revision."""
        return table(self.forum, self.id)

    def open_round(self, visibility: Visibility = Visibility.BLIND, *, days: int = 3) -> str:
        """The chair opens a round for some days."""
        return open_for(self.forum, self.id, visibility, days)

    def close_round(self, round_id: str) -> None:
        """The chair closes the round."""
        self.forum.act(close_round, round_id, by=self.forum.chair)

    def revision_part(self, revision_id: str, part_id: str) -> RevisionPart:
        """A part as it stands in a revision."""
        return self.forum.rows(RevisionPart, revision_id=revision_id, part_id=part_id)[0]

    def now(self) -> datetime:
        """The clock of the database."""
        return self.forum.database.now().astimezone(UTC)


def begin(forum: Forum, *clauses: str, workflow: str = "consensus") -> Negotiation:
    """The chair's office imports the text; nobody else sees it yet."""
    return Negotiation(forum, bring_in(forum, clauses or CLAUSES, workflow))


@scene
def bring_in(forum: Forum, clauses: tuple[str, ...], workflow: str) -> str:
    """The chair's office imports the text. Returns the statement's id."""
    return str(
        forum.act(
            import_document,
            meeting_id=forum.meeting_id,
            style="o-we",
            workflow_name=workflow,
            workflow_source=workflow_source(workflow),
            document=text_of(*clauses),
            upload_id=None,
            by=forum.chair,
        )
    )


@scene
def table(forum: Forum, statement_id: str) -> str:
    """The chair tables a revision. Returns its id."""
    return str(forum.act(table_revision, statement_id, by=forum.chair))


@scene
def open_for(forum: Forum, statement_id: str, visibility: Visibility, days: int) -> str:
    """The chair opens a round for some days. Returns its id."""
    due_at = forum.database.now().astimezone(UTC) + timedelta(days=days)
    return str(
        forum.act(
            open_round,
            statement_id,
            due_at=due_at,
            due_as_typed=f"{due_at:%Y-%m-%dT%H:%M} UTC",
            visibility=visibility,
            by=forum.chair,
        )
    )


def rules_of(style: str) -> EndingRules:
    """The ending rules of a shipped style."""
    return load_style(style, Settings().all_style_folders).endings


def sit_down(forum: Forum, window: Any, who: str) -> Any:  # Any: a browser of tests/web, which this room does not know
    """Signs somebody of the forum in at a window, and hands the window back."""
    link = forum.database.write_and_wait(issue_link, forum.persons[who], by=None)
    window.cookies.set("session", str(forum.database.write_and_wait(sign_in, str(link))))
    return window

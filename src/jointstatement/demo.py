"""The example conference: an invented forum of twelve, in mid-negotiation, made by the program's own verbs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from jointstatement.access.admission import viewer_of_person
from jointstatement.access.statements import latest_revision, revision_text, statement_for
from jointstatement.actions.adopting import adopt
from jointstatement.actions.answering import answer_amendment, answer_comment, incorporate
from jointstatement.actions.attaching import reserve
from jointstatement.actions.consensus import declare_consensus, move_to_consensus
from jointstatement.actions.drafting import import_document
from jointstatement.actions.giving_input import amend, comment_on, submit_input
from jointstatement.actions.persons import admit_person, issue_link
from jointstatement.actions.positions import take_position
from jointstatement.actions.publishing import publish
from jointstatement.actions.rounds import close_round, open_round, table_revision
from jointstatement.actions.setting_up import add_delegation, found_body, hold_meeting, set_participants
from jointstatement.database import Database
from jointstatement.documents.files import print_document
from jointstatement.documents.plain import read_plain
from jointstatement.documents.style import load_style
from jointstatement.models import Revision, RevisionPart
from jointstatement.queries.adopted import adopted_document
from jointstatement.queries.register import all_bodies, all_persons
from jointstatement.settings import Settings
from jointstatement.terms import (
    CommentClass,
    ConsensusBasis,
    DispositionKind,
    Participation,
    PartKind,
    Position,
    ReservationKind,
    Role,
    Visibility,
    Weight,
)
from jointstatement.workflow.definition import read_source, workflow_files

MEMBERS = (
    "Aldmark",
    "Borvia",
    "Cestria",
    "Dravenia",
    "Elmoria",
    "Fenland",
    "Galdria",
    "Hestvik",
    "Istara",
    "Kelmora",
    "Jorvland",
    "Lusatia",
)
"""In the forum's own order: Kelmora stands before Jorvland."""
HEADS = dict(
    zip(
        MEMBERS,
        (
            "Mira Holt",
            "Andrej Senn",
            "Lucia Varga",
            "Pavel Orlo",
            "Noor Elsing",
            "Kirsten Fenn",
            "Goran Dalmas",
            "Sigrid Hest",
            "Ilias Tarou",
            "Katya Mor",
            "Jens Orvik",
            "Rasa Luzin",
        ),
        strict=True,
    )
)
"""Who leads each delegation. The chair's own member has a head too, and it is another person than the chair."""
ZONE = "Europe/Lisbon"
_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class _Proposal:
    """Other words for some words of one clause."""

    by: str
    clause: int
    instead_of: str
    words: str
    reason: str
    weight: Weight


FIRST_ROUND = (
    _Proposal("Aldmark", 5, "October", "September", "The autumn floods begin in September.", Weight.PREFERRED),
    _Proposal("Fenland", 2, "taking over", "assuming", "", Weight.EDITORIAL),
)
SECOND_ROUND = (
    _Proposal("Borvia", 7, "a fair way", "an equitable way", "The term of the basin convention.", Weight.ESSENTIAL),
    _Proposal("Hestvik", 7, "a fair way", "a fair and transparent way", "", Weight.PREFERRED),
    _Proposal("Galdria", 6, "ice jams", "ice jams, dyke failures", "Last winter’s breach.", Weight.PREFERRED),
)
"""Two of them touch the same words."""


@dataclass(frozen=True, slots=True)
class ExampleLink:
    """A personal link of somebody in the example."""

    who: str
    secret: str


def set_up_example(database: Database, settings: Settings) -> tuple[ExampleLink, ...]:
    """Makes the example where the database is empty; returns a fresh link for everybody in it."""
    with database.reading() as session:
        is_there = bool(all_bodies(session))
    if not is_there:
        conference = _Conference(database, settings)
        conference.gather()
        conference.adopt_last_years_text()
        conference.negotiate_this_years_text()
    with database.reading() as session:
        persons = all_persons(session)
    return tuple(
        ExampleLink(
            who=f"{person.delegation} ({person.name})" if person.delegation else person.name,
            secret=database.write_and_wait(issue_link, person.id, by=None),
        )
        for person in persons
        if person.role is not Role.EXPERT
    )


@dataclass
class _Conference:
    """The forum while it is being set up: who is who, by name."""

    database: Database
    settings: Settings
    body_id: str = ""
    persons: dict[str, str] = field(default_factory=dict)

    def act(self, verb: Callable[..., Any], *things: Any, by: str, **named: Any) -> Any:
        """Lets somebody act, as the web would."""
        with self.database.reading() as session:
            viewer = viewer_of_person(session, self.persons[by])
        return self.database.write_and_wait(verb, *things, by=viewer, lock=self.body_id, **named)

    def gather(self) -> None:
        """The body, its delegations and its persons."""
        self.body_id = self.database.write_and_wait(
            found_body, name="Riverine Cooperation Forum", short_name="RCF", marking="Delegations only"
        )
        self._admit("Secretariat", "Tomas Reed, Secretariat", Role.SECRETARIAT)
        self._admit("Chair", "Ines Calder, Chair’s office", Role.CHAIR)
        self._admit("Co-chair", "Jon Aspel, Co-chair’s office", Role.CO_CHAIR)
        self._admit("Administrator", "Vera Noll, Administrator", Role.ADMINISTRATOR)
        for order, name in enumerate((*MEMBERS, "Estuary Council"), start=1):
            participation = Participation.MEMBER if name in MEMBERS else Participation.OBSERVER
            delegation_id = self.act(
                add_delegation, self.body_id, name=name, order=order, participation=participation, by="Secretariat"
            )
            if participation is Participation.OBSERVER:
                self._admit(name, "Dora Quill", Role.OBSERVER, delegation_id)
            else:
                self._admit(name, HEADS[name], Role.HEAD, delegation_id)
                self._admit(f"{name}, expert", f"Expert of {name}", Role.EXPERT, delegation_id)

    def adopt_last_years_text(self) -> None:
        """The conclusions of the seventh meeting: adopted with a statement attached, and published."""
        meeting_id = self.act(
            hold_meeting,
            self.body_id,
            title="7th Ministerial Meeting",
            place="Galdria City",
            starts_on=date(2025, 6, 11),
            ends_on=date(2025, 6, 11),
            time_zone=ZONE,
            chair="Galdria",
            secretariat="RCF Secretariat",
            by="Secretariat",
        )
        statement_id = self._import("seventh-meeting.txt", meeting_id, "numbered")
        self.act(table_revision, statement_id, by="Chair")
        self._hold_round(statement_id, ())
        self.act(move_to_consensus, statement_id, by="Chair")
        for name in MEMBERS:
            self.act(take_position, statement_id, part_id=None, position=Position.SUPPORT, by=name)
        self.act(declare_consensus, statement_id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by="Chair")
        self.act(
            reserve,
            statement_id,
            part_ids=(self._clause(statement_id, 3),),
            kind=ReservationKind.EXPLANATION,
            text="Istara joins the consensus and recalls that its delta stations can be levelled only at low water.",
            by="Istara",
        )
        self.act(
            adopt,
            statement_id,
            place="Galdria City",
            adopted_on=date(2025, 6, 11),
            fingerprint_seen=self._fingerprint(statement_id),
            by="Chair",
        )
        with self.database.reading() as session:
            document = adopted_document(session, viewer_of_person(session, self.persons["Chair"]), statement_id)
        style = load_style(document.style, self.settings.all_style_folders)
        self.act(publish, statement_id, content=print_document(document, style, "docx"), by="Secretariat")

    def negotiate_this_years_text(self) -> None:
        """The statement of the eighth meeting: one round is over, Rev.1 is tabled, the second round is open."""
        meeting_id = self.act(
            hold_meeting,
            self.body_id,
            title="8th Ministerial Meeting",
            place="Portmere",
            starts_on=date(2026, 6, 3),
            ends_on=date(2026, 6, 5),
            time_zone=ZONE,
            chair="Cestria",
            co_chairs=("Fenland",),
            secretariat="RCF Secretariat",
            by="Secretariat",
        )
        self.act(
            set_participants,
            meeting_id,
            [(HEADS[name], "Minister for Water", name) for name in MEMBERS],
            by="Secretariat",
        )
        statement_id = self._import("eighth-meeting.txt", meeting_id, "o-we")
        self.act(table_revision, statement_id, by="Chair")
        given = self._hold_round(statement_id, FIRST_ROUND)
        self.act(incorporate, statement_id, given["Aldmark"], wording=None, disposition=DispositionKind.ACCEPTED,
                 reply="With thanks.", expected=1, by="Chair")  # fmt: skip
        self.act(answer_amendment, statement_id, given["Fenland"], disposition=DispositionKind.NOT_ACCEPTED,
                 reply="“Taking over” is the wording of the earlier statements.", by="Chair")  # fmt: skip
        self.act(answer_comment, statement_id, given["remark of Fenland"], disposition=DispositionKind.NOTED,
                 reply="", by="Chair")  # fmt: skip
        self.act(table_revision, statement_id, by="Chair")
        self._open(statement_id, Visibility.OPEN, days=3)
        self._second_round(statement_id)

    def _second_round(self, statement_id: str) -> None:
        """Six delegations have handed in their input; two of them touch the same words."""
        self._propose(statement_id, SECOND_ROUND)
        self.act(
            comment_on,
            statement_id,
            part_id=self._clause(statement_id, 8),
            comment_class=CommentClass.SUBSTANTIVE,
            text="Could the training begin with the stations at the confluence?",
            by="Dravenia",
        )
        self.act(
            comment_on,
            statement_id,
            part_id=None,
            comment_class=CommentClass.EDITORIAL,
            text="Please use “withdrawals” throughout.",
            by="Istara",
        )
        self.act(
            take_position,
            statement_id,
            part_id=self._clause(statement_id, 7),
            position=Position.OBJECT,
            reason="The clause tasks the incoming Chairmanship before it has been consulted.",
            would_lift_if="“Task” becomes “invite”.",
            by="Fenland",
        )
        for name in ("Borvia", "Hestvik", "Galdria", "Dravenia", "Istara", "Fenland"):
            for number in (1, 2, 3, 4, 5, 9):
                part_id = self._clause(statement_id, number)
                self.act(take_position, statement_id, part_id=part_id, position=Position.SUPPORT, by=name)
            self.act(submit_input, statement_id, by=name)

    def _admit(self, who: str, name: str, role: Role, delegation_id: str | None = None) -> None:
        self.persons[who] = self.database.write_and_wait(
            admit_person, self.body_id, name=name, role=role, delegation_id=delegation_id, by=None, lock=self.body_id
        )

    def _import(self, text: str, meeting_id: str, style: str) -> str:
        reading = read_plain(files("jointstatement.example").joinpath(text).read_bytes(), name=text)
        path = workflow_files(self.settings.all_workflow_folders)["consensus"]
        return str(
            self.act(
                import_document,
                meeting_id=meeting_id,
                style=style,
                workflow_name="consensus",
                workflow_source=read_source(path),
                document=reading.document,
                upload_id=None,
                by="Secretariat",
            )
        )

    def _hold_round(self, statement_id: str, proposals: tuple[_Proposal, ...]) -> dict[str, str]:
        """A round that is over; returns the amendments' ids by their delegations, and that of a remark."""
        round_id = self._open(statement_id, Visibility.BLIND, days=1)
        given = self._propose(statement_id, proposals)
        if given:
            given["remark of Fenland"] = self.act(
                comment_on,
                statement_id,
                part_id=self._clause(statement_id, 9),
                comment_class=CommentClass.TECHNICAL,
                text="Fenland will propose dates by September.",
                by="Fenland",
            )
        for proposal in proposals:
            self.act(submit_input, statement_id, by=proposal.by)
        self.act(close_round, round_id, by="Chair")
        return given

    def _propose(self, statement_id: str, proposals: tuple[_Proposal, ...]) -> dict[str, str]:
        """Drafts amendments; returns their ids by their delegations."""
        wordings = dict(self._parts(statement_id, lambda part: (part.part_id, part.wording)))
        given = {}
        for proposal in proposals:
            part_id = self._clause(statement_id, proposal.clause)
            given[proposal.by] = self.act(
                amend,
                statement_id,
                part_id,
                wording=wordings[part_id].replace(proposal.instead_of, proposal.words),
                reason=proposal.reason,
                weight=proposal.weight,
                by=proposal.by,
            )
        return given

    def _open(self, statement_id: str, visibility: Visibility, *, days: int) -> str:
        due_at = self.database.now() + timedelta(days=days)
        local = due_at.astimezone(ZoneInfo(ZONE)).replace(hour=18, minute=0, second=0, microsecond=0)
        # The example is set up on any day, and no round ends at the weekend.
        local += timedelta(days=7 - local.weekday() if local.weekday() > _FRIDAY else 0)
        return str(
            self.act(
                open_round,
                statement_id,
                due_at=local,
                due_as_typed=f"{local:%Y-%m-%dT%H:%M} {ZONE}",
                visibility=visibility,
                by="Chair",
            )
        )

    def _clause(self, statement_id: str, number: int) -> str:
        clauses = [part_id for part_id, kind in self._parts(statement_id, lambda part: (part.part_id, part.kind))
                   if kind is PartKind.OPERATIVE]  # fmt: skip
        return clauses[number - 1]

    def _parts(self, statement_id: str, of: Callable[[RevisionPart], tuple[str, Any]]) -> list[tuple[str, Any]]:
        with self.database.reading() as session:
            return [of(part) for part in revision_text(session, self._revision(session, statement_id))]

    def _fingerprint(self, statement_id: str) -> str:
        with self.database.reading() as session:
            return self._revision(session, statement_id).fingerprint

    def _revision(self, session: Session, statement_id: str) -> Revision:
        """The revision tabled last, as the chair sees it."""
        chair = viewer_of_person(session, self.persons["Chair"])
        revision = latest_revision(session, statement_for(session, chair, statement_id))
        assert revision is not None, "the example looks only at what it has tabled"
        return revision

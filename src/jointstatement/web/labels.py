"""One label each, everywhere: how the words of the glossary are written for people, and with which icon."""

from enum import StrEnum

from jointstatement.errors import N_
from jointstatement.terms import (
    AddresseeKind,
    Chain,
    ClauseState,
    CollectiveNoun,
    CommentClass,
    CommitmentState,
    ConsensusBasis,
    CorrigendumOutcome,
    DecisionRule,
    DispositionKind,
    FootnoteAt,
    NamingMode,
    Outcome,
    Participation,
    PartKind,
    Position,
    PublicationExtent,
    ReservationKind,
    ReserveKind,
    Role,
    SilenceOutcome,
    Visibility,
    Weight,
)

# Terms of two glossaries may have the same value ("editorial"), and equal strings are one key.
_LABELS: dict[tuple[type[StrEnum], StrEnum], str] = {
    (type(term), term): label
    for term, label in (
        (Position.SUPPORT, N_("Supports")),
        (Position.CAN_LIVE_WITH, N_("Can live with it")),
        (Position.AD_REFERENDUM, N_("Agrees ad referendum")),
        (Position.RESERVE, N_("Reserves")),
        (Position.OBJECT, N_("Objects")),
        (Position.ABSTAIN, N_("Stands aside")),
        (ReserveKind.SCRUTINY, N_("Scrutiny reserve")),
        (ReserveKind.AWAITING_INSTRUCTIONS, N_("Reserve, awaiting instructions")),
        (ReserveKind.LINGUISTIC, N_("Linguistic reserve")),
        (ReserveKind.GENERAL, N_("General reserve")),
        (DispositionKind.ACCEPTED, N_("Accepted")),
        (DispositionKind.ACCEPTED_WITH_CHANGES, N_("Accepted with changes")),
        (DispositionKind.ACCEPTED_IN_PART, N_("Accepted in part")),
        (DispositionKind.NOT_ACCEPTED, N_("Not accepted")),
        (DispositionKind.NOTED, N_("Noted")),
        (DispositionKind.COVERED_ELSEWHERE, N_("Covered elsewhere")),
        (DispositionKind.DEFERRED, N_("Deferred")),
        (DispositionKind.WITHDRAWN, N_("Withdrawn")),
        (DispositionKind.OUT_OF_SCOPE, N_("Out of scope")),
        (CommentClass.EDITORIAL, N_("Editorial comment")),
        (CommentClass.SUBSTANTIVE, N_("Substantive comment")),
        (CommentClass.TECHNICAL, N_("Technical comment")),
        (CommentClass.TRANSLATION, N_("Translation comment")),
        (Weight.EDITORIAL, N_("Editorial")),
        (Weight.PREFERRED, N_("Preferred")),
        (Weight.ESSENTIAL, N_("Essential")),
        (NamingMode.STATE, N_("Name in full")),
        (NamingMode.SHORT, N_("Short name")),
        (NamingMode.CAPITAL, N_("Capital")),
        (NamingMode.PERSON, N_("Person")),
        (NamingMode.NONE, N_("No name")),
        (CollectiveNoun.MEMBERS, N_("members")),
        (CollectiveNoun.PARTICIPANTS, N_("participants")),
        (CollectiveNoun.ECONOMIES, N_("economies")),
        (CollectiveNoun.PARTNERS, N_("partners")),
        (FootnoteAt.FIRST, N_("At the first mention")),
        (FootnoteAt.EACH, N_("At each mention")),
        (Role.CHAIR, N_("Chair")),
        (Role.CO_CHAIR, N_("Co-chair")),
        (Role.SECRETARIAT, N_("Secretariat")),
        (Role.HEAD, N_("Head of delegation")),
        (Role.DEPUTY, N_("Deputy head of delegation")),
        (Role.EXPERT, N_("Expert")),
        (Role.OBSERVER, N_("Observer")),
        (Role.PARTNER, N_("Partner")),
        (Role.GUEST, N_("Guest")),
        (Participation.MEMBER, N_("Member")),
        (Participation.OBSERVER, N_("Observer")),
        (Participation.PARTNER, N_("Partner")),
        (Participation.GUEST, N_("Guest")),
        (Role.ADMINISTRATOR, N_("Administrator")),
        (Role.FORMER_CHAIR, N_("Former chair")),
        (Role.INCOMING_CHAIR, N_("Incoming chair")),
        (Visibility.BLIND, N_("Nobody reads input before the hour")),
        (Visibility.OPEN, N_("Input is open to all as it is submitted")),
        (Visibility.CHAIR_ONLY, N_("The chair’s office alone reads input, after the hour too")),
        (PartKind.TITLE, N_("Title")),
        (PartKind.SUBTITLE, N_("Subtitle")),
        (PartKind.CHAPEAU, N_("Chapeau")),
        (PartKind.FORMULA, N_("Formula")),
        (PartKind.HEADING, N_("Heading")),
        (PartKind.PREAMBULAR, N_("Preambular clause")),
        (PartKind.OPERATIVE, N_("Clause")),
        (PartKind.ITEM, N_("Item")),
        (PartKind.CLOSING, N_("Closing")),
        (PartKind.FOOTNOTE, N_("Footnote")),
        (ConsensusBasis.SILENCE_HELD, N_("Silence held")),
        (ConsensusBasis.FOUND_IN_THE_ROOM, N_("Found in the room")),
        (ConsensusBasis.COUNTED, N_("On the positions that were taken")),
        (DecisionRule.CONSENSUS, N_("Consensus")),
        (DecisionRule.UNANIMITY, N_("Unanimity")),
        (DecisionRule.CONSENSUS_MINUS, N_("Consensus minus")),
        (DecisionRule.MAJORITY, N_("Majority")),
        (SilenceOutcome.HELD, N_("Silence held")),
        (SilenceOutcome.BROKEN, N_("Silence was broken")),
        (SilenceOutcome.WITHDRAWN, N_("Withdrawn")),
        (ReservationKind.RESERVATION, N_("Reservation")),
        (ReservationKind.STATEMENT, N_("Statement")),
        (ReservationKind.EXPLANATION, N_("Explanation of position")),
        (ReservationKind.INTERPRETATIVE, N_("Interpretative statement")),
        (ReservationKind.DISSOCIATION, N_("Dissociation")),
        (ReservationKind.FOOTNOTE, N_("Footnote")),
        (PublicationExtent.WHOLE, N_("As a whole, with what is attached")),
        (PublicationExtent.WITHOUT_ATTACHMENTS, N_("The text alone, without what is attached")),
        (PublicationExtent.IN_PART, N_("In part")),
        (Outcome.CHAIRS_STATEMENT, N_("Chair’s statement")),
        (Outcome.CHAIRS_SUMMARY, N_("Chair’s summary")),
        (Outcome.CONCLUSIONS, N_("Conclusions of the chair")),
        (Outcome.STATEMENT_OF_SOME, N_("Statement of some members")),
        (AddresseeKind.MEMBERS, N_("The members together")),
        (AddresseeKind.MEMBER, N_("A member")),
        (AddresseeKind.ROLE, N_("An office, by its name")),
        (AddresseeKind.OUTSIDE, N_("Somebody outside, by name")),
        (CommitmentState.UNDER_WAY, N_("Under way")),
        (CommitmentState.DONE, N_("Done")),
        (CommitmentState.NOT_DONE, N_("Not done")),
        (CorrigendumOutcome.IN_FORCE, N_("In force")),
        (CorrigendumOutcome.STOPPED, N_("Stopped by an objection")),
        (CorrigendumOutcome.WITHDRAWN, N_("Withdrawn")),
        (ClauseState.OPEN, N_("Open")),
        (ClauseState.BRACKETED, N_("In brackets")),
        (ClauseState.AGREED_INFORMALLY, N_("Agreed informally")),
        (ClauseState.PENDING, N_("Agreed pending")),
        (ClauseState.AGREED_AD_REFERENDUM, N_("Agreed ad referendum")),
        (ClauseState.AGREED, N_("Agreed at the table")),
        (ClauseState.REOPENED, N_("Re-opened")),
        (Chain.CIRCULATED, N_("Circulated acts")),
        (Chain.OFFICE, N_("The chair’s office")),
        (Chain.DELEGATION, N_("The delegation")),
        (Chain.ADMINISTRATION, N_("Administration")),
    )
}

_LETTERS: dict[Position | None, str] = {
    Position.SUPPORT: N_("S"),
    Position.CAN_LIVE_WITH: N_("L"),
    Position.AD_REFERENDUM: N_("AR"),
    Position.RESERVE: N_("R"),
    Position.OBJECT: N_("O"),
    Position.ABSTAIN: N_("–"),
    None: "",
}

AWAITED = "await"
"""The icon and colour of a position that nobody has taken yet."""


def label_of(term: StrEnum | None) -> str:
    """The message id of a term's label; `None` is a position that is awaited."""
    return N_("Awaited") if term is None else _LABELS[type(term), term]


def letter_of(position: Position | None) -> str:
    """The message id of the letter that stands for a position in the matrix."""
    return _LETTERS[position]


def icon_of(position: Position | None) -> str:
    """The name of a position's icon and of its colour (`k-…`)."""
    return AWAITED if position is None else position.value

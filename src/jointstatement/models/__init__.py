"""What is kept: tables only, no verbs and no queries.

Every row has a random 128-bit id, so that no id tells how many others there are. Facts with an author and a date are
rows. Rows that are frozen (revisions, entries, adoptions, publications) are never updated; the database refuses it.
"""

from jointstatement.models.answering import Assignment, ReadyAnswer, Verdict
from jointstatement.models.body import Body, CoChair, Delegation, Holiday, Meeting, Participant, Signatory
from jointstatement.models.brackets import BracketSponsor
from jointstatement.models.calls import (
    AskedDelegation,
    CallExtension,
    CallForInputs,
    Contribution,
    ContributionFile,
    TextFromCall,
)
from jointstatement.models.chairing import ChairTerm, IncomingPerson
from jointstatement.models.clause_state import ClauseNote, ClauseNoteAwaited, Package, PackageBracket, PackagePart
from jointstatement.models.composing import MergeInProgress
from jointstatement.models.consolidating import Consolidation, ConsolidationSource
from jointstatement.models.copies import TakenCopy
from jointstatement.models.decision import (
    AdoptedPosition,
    Adoption,
    AnnouncementWithheld,
    Association,
    ConsensusDeclaration,
    Conversion,
    CopiedPart,
    Corrigendum,
    CorrigendumLine,
    CorrigendumObjection,
    Issuance,
    NamingConsent,
    NoticeWaiver,
    Publication,
    PublicationOmission,
    Receipt,
    Reservation,
    ReservationPart,
    ReservationParty,
    Silence,
    SilenceBreak,
    SilenceBreakMember,
    SilenceExtension,
    TimeRequest,
    Withholding,
    WrittenProcedure,
)
from jointstatement.models.deputy import Deputyship
from jointstatement.models.endorsing import EndorsedPosition, Endorsement, EndorsementReopened, LeftClause
from jointstatement.models.groups import DelegationGroup, GroupEdition, GroupMember, GroupOptOut
from jointstatement.models.inner_hour import InnerHour
from jointstatement.models.memory import AgreedClause, BaseText, Commitment, CommitmentReport, NotAgreedBase
from jointstatement.models.naming import DelegationNames, NamingChoice, NamingEdition, NamingProfile
from jointstatement.models.negotiation import (
    SAYS_WHY,
    Amendment,
    AmendmentSupport,
    Clearance,
    Comment,
    Disposition,
    Incorporation,
    PositionTaken,
    Reply,
    ReturnedUpload,
    Round,
    RoundExtension,
    Submission,
)
from jointstatement.models.person import AnsweredRequest, ApiToken, Person, SignIn, SignInLink
from jointstatement.models.proposed_silence import SilenceProposal, SilenceProposalMember, SilenceRefusal
from jointstatement.models.record import Entry, Notice
from jointstatement.models.references import ClauseReference
from jointstatement.models.reopening_request import ReopeningRequest
from jointstatement.models.reviewing import EditorialChange, EditorialObjection, EditorialReview
from jointstatement.models.statement import Lineage, Revision, RevisionPart, Statement, Upload, WorkingPart
from jointstatement.models.style import StatementStyle
from jointstatement.models.suspending import Suspension
from jointstatement.models.symbols import EnteredSymbol, GivenSymbol
from jointstatement.models.translation import IssuedTranslation, IssuedTranslationPart, TranslatedPart

__all__ = [
    "SAYS_WHY",
    "AdoptedPosition",
    "Adoption",
    "AgreedClause",
    "Amendment",
    "AmendmentSupport",
    "AnnouncementWithheld",
    "AnsweredRequest",
    "ApiToken",
    "AskedDelegation",
    "Assignment",
    "Association",
    "BaseText",
    "Body",
    "BracketSponsor",
    "CallExtension",
    "CallForInputs",
    "ChairTerm",
    "ClauseNote",
    "ClauseNoteAwaited",
    "ClauseReference",
    "CoChair",
    "Clearance",
    "Comment",
    "Commitment",
    "CommitmentReport",
    "ConsensusDeclaration",
    "Consolidation",
    "ConsolidationSource",
    "Contribution",
    "ContributionFile",
    "Conversion",
    "CopiedPart",
    "Corrigendum",
    "CorrigendumLine",
    "CorrigendumObjection",
    "Delegation",
    "DelegationGroup",
    "DelegationNames",
    "Deputyship",
    "Disposition",
    "EditorialChange",
    "EditorialObjection",
    "EditorialReview",
    "EndorsedPosition",
    "Endorsement",
    "EndorsementReopened",
    "EnteredSymbol",
    "Entry",
    "GivenSymbol",
    "Holiday",
    "GroupEdition",
    "GroupMember",
    "GroupOptOut",
    "IncomingPerson",
    "Incorporation",
    "InnerHour",
    "Issuance",
    "IssuedTranslation",
    "IssuedTranslationPart",
    "LeftClause",
    "Lineage",
    "Meeting",
    "MergeInProgress",
    "NamingChoice",
    "NamingConsent",
    "NamingEdition",
    "NamingProfile",
    "NotAgreedBase",
    "Notice",
    "NoticeWaiver",
    "Package",
    "PackageBracket",
    "PackagePart",
    "Participant",
    "Person",
    "PositionTaken",
    "Publication",
    "PublicationOmission",
    "ReadyAnswer",
    "Receipt",
    "ReopeningRequest",
    "Reply",
    "Reservation",
    "ReservationPart",
    "ReservationParty",
    "ReturnedUpload",
    "Revision",
    "RevisionPart",
    "Round",
    "RoundExtension",
    "SignIn",
    "SignInLink",
    "Signatory",
    "Silence",
    "SilenceBreak",
    "SilenceBreakMember",
    "SilenceExtension",
    "SilenceProposal",
    "SilenceProposalMember",
    "SilenceRefusal",
    "Statement",
    "StatementStyle",
    "Submission",
    "Suspension",
    "TakenCopy",
    "TextFromCall",
    "TimeRequest",
    "TranslatedPart",
    "Upload",
    "Verdict",
    "Withholding",
    "WorkingPart",
    "WrittenProcedure",
]

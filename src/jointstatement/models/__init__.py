"""What is kept: tables only, no verbs and no queries.

Every row has a random 128-bit id, so that no id tells how many others there are. Facts with an author and a date are
rows. Rows that are frozen (revisions, entries, adoptions, publications) are never updated; the database refuses it.
"""

from jointstatement.models.answering import Assignment, ReadyAnswer, Verdict
from jointstatement.models.body import Body, CoChair, Delegation, Meeting, Participant, Signatory
from jointstatement.models.brackets import BracketSponsor
from jointstatement.models.composing import MergeInProgress
from jointstatement.models.decision import (
    AdoptedPosition,
    Adoption,
    Association,
    ConsensusDeclaration,
    Conversion,
    CopiedPart,
    Corrigendum,
    CorrigendumLine,
    CorrigendumObjection,
    Issuance,
    NamingConsent,
    Publication,
    PublicationOmission,
    Receipt,
    Reservation,
    ReservationPart,
    ReservationParty,
    Silence,
    SilenceBreak,
    SilenceExtension,
    TimeRequest,
    Withholding,
)
from jointstatement.models.memory import AgreedClause, BaseText
from jointstatement.models.naming import DelegationNames, NamingChoice, NamingEdition, NamingProfile
from jointstatement.models.negotiation import (
    Amendment,
    AmendmentSupport,
    Comment,
    Disposition,
    Incorporation,
    PositionTaken,
    ReturnedUpload,
    Round,
    RoundExtension,
    Submission,
)
from jointstatement.models.person import AnsweredRequest, ApiToken, Person, SignIn, SignInLink
from jointstatement.models.record import Entry, Notice
from jointstatement.models.statement import Lineage, Revision, RevisionPart, Statement, Upload, WorkingPart
from jointstatement.models.style import StatementStyle

__all__ = [
    "AdoptedPosition",
    "Adoption",
    "AgreedClause",
    "Amendment",
    "AmendmentSupport",
    "AnsweredRequest",
    "ApiToken",
    "Assignment",
    "Association",
    "BaseText",
    "Body",
    "BracketSponsor",
    "CoChair",
    "Comment",
    "ConsensusDeclaration",
    "Conversion",
    "CopiedPart",
    "Corrigendum",
    "CorrigendumLine",
    "CorrigendumObjection",
    "Delegation",
    "DelegationNames",
    "Disposition",
    "Entry",
    "Incorporation",
    "Issuance",
    "Lineage",
    "Meeting",
    "MergeInProgress",
    "NamingChoice",
    "NamingConsent",
    "NamingEdition",
    "NamingProfile",
    "Notice",
    "Participant",
    "Person",
    "PositionTaken",
    "Publication",
    "PublicationOmission",
    "ReadyAnswer",
    "Receipt",
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
    "SilenceExtension",
    "Statement",
    "StatementStyle",
    "Submission",
    "TimeRequest",
    "Upload",
    "Verdict",
    "Withholding",
    "WorkingPart",
]

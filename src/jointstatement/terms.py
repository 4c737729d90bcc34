"""The glossary: every closed set of the trade, one word per thing, the same in code, pages and API."""

from enum import StrEnum


class PartKind(StrEnum):
    """What a part of a statement is. Clauses are the preambular and the operative parts."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    CHAPEAU = "chapeau"
    FORMULA = "formula"
    """An enacting formula between the preamble and the operative part ("Hereby decide to:")."""
    HEADING = "heading"
    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    ITEM = "item"
    CLOSING = "closing"
    FOOTNOTE = "footnote"


CLAUSE_KINDS = frozenset({PartKind.PREAMBULAR, PartKind.OPERATIVE})


class Role(StrEnum):
    """What a person may be. The chair's office and the chair's delegation are two seats."""

    CHAIR = "chair"
    CO_CHAIR = "co_chair"
    SECRETARIAT = "secretariat"
    HEAD = "head"
    """Head of a delegation: clears and submits its input, takes its positions."""
    DEPUTY = "deputy"
    """An expert whom the head named: acts for the head until a text is decided on. Held for a time, never admitted."""
    EXPERT = "expert"
    """Drafts a delegation's input; the head submits it."""
    OBSERVER = "observer"
    PARTNER = "partner"
    """Speaks for a partner."""
    GUEST = "guest"
    ADMINISTRATOR = "administrator"
    """Runs the installation: persons, links, backups. Reads no negotiation."""
    FORMER_CHAIR = "former_chair"
    """Held the chair until a handover: reads what there was then, and acts no more."""
    INCOMING_CHAIR = "incoming_chair"
    """Comes with the next term, and reads beside the chair; it is never a person's own role, and nobody acts in it."""


class Participation(StrEnum):
    """As what a delegation takes part. Only members hold positions, are awaited and are counted."""

    MEMBER = "member"
    OBSERVER = "observer"
    """Reads tabled texts, and comments where the workflow lets it."""
    PARTNER = "partner"
    """The same, listed by itself: one that aligns itself with what was adopted."""
    GUEST = "guest"
    """Reads tabled texts and gives nothing."""


CHAIRS_OFFICE = frozenset({Role.CHAIR, Role.CO_CHAIR, Role.SECRETARIAT})
DELEGATES = frozenset({Role.HEAD, Role.DEPUTY, Role.EXPERT})
NEVER_ADMITTED = frozenset({Role.DEPUTY, Role.FORMER_CHAIR, Role.INCOMING_CHAIR})
"""Nobody is admitted as such: the head, a handover and the body's rule make them."""

COMMENTING = frozenset({Role.OBSERVER, Role.PARTNER})
"""Comment where the workflow lets them, and are asked in a call that asks observers."""
ATTENDING = COMMENTING | {Role.GUEST}
"""Of no member: they hold no position and read no input of others."""
ROLE_OF = {
    Participation.OBSERVER: Role.OBSERVER,
    Participation.PARTNER: Role.PARTNER,
    Participation.GUEST: Role.GUEST,
}
"""The role of the persons of those that attend without being members."""


class Attribution(StrEnum):
    """Who learns which delegation put forward a comment, an amendment or an alternative in brackets, or backs it."""

    ALL = "all"
    OFFICE = "office"
    """The chair's office, and each delegation of what is its own."""
    NONE = "none"
    """Each delegation of what is its own; the chair's office once it has answered everything that the round brought."""


class Visibility(StrEnum):
    """Who reads the input of a round while it is open."""

    BLIND = "blind"
    """Nobody, the chair included, before the round closes."""
    OPEN = "open"
    """All delegations and the chair, from the moment of submission."""
    CHAIR_ONLY = "chair_only"
    """The chair's office, from the moment of submission; other delegations never, after the hour neither."""


class CommentClass(StrEnum):
    """The four classes of comment of the Codex online commenting system."""

    EDITORIAL = "editorial"
    SUBSTANTIVE = "substantive"
    TECHNICAL = "technical"
    TRANSLATION = "translation"


class AmendmentKind(StrEnum):
    """What an amendment would do to the part that it is made on."""

    REPLACE = "replace"
    """Other words for it."""
    DELETE = "delete"
    ADD_AFTER = "add_after"
    """A new part of its kind after it."""
    MOVE = "move"
    SPLIT = "split"
    MERGE = "merge"
    """Another clause joined to it."""


class Weight(StrEnum):
    """How much an amendment matters to its author. Information only: it never blocks."""

    EDITORIAL = "editorial"
    PREFERRED = "preferred"
    ESSENTIAL = "essential"


class Position(StrEnum):
    """What a delegation holds on a part or on the whole text; no position is *awaited*."""

    SUPPORT = "support"
    CAN_LIVE_WITH = "can_live_with"
    AD_REFERENDUM = "ad_referendum"
    RESERVE = "reserve"
    """An open reserve (scrutiny, instructions, linguistic); blocks until lifted or converted."""
    OBJECT = "object"
    ABSTAIN = "abstain"


class WrittenAnswer(StrEnum):
    """What a member answers in a written procedure; it is its position on the whole."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


class ReserveKind(StrEnum):
    """For what a delegation keeps its position open."""

    SCRUTINY = "scrutiny"
    """Its parliament or government has not finished."""
    AWAITING_INSTRUCTIONS = "awaiting_instructions"
    LINGUISTIC = "linguistic"
    GENERAL = "general"


BLOCKING_POSITIONS = frozenset({Position.OBJECT, Position.RESERVE})


class DispositionKind(StrEnum):
    """How the chair answers a comment or an amendment."""

    ACCEPTED = "accepted"
    ACCEPTED_WITH_CHANGES = "accepted_with_changes"
    ACCEPTED_IN_PART = "accepted_in_part"
    NOT_ACCEPTED = "not_accepted"
    NOTED = "noted"
    COVERED_ELSEWHERE = "covered_elsewhere"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"
    OUT_OF_SCOPE = "out_of_scope"


class ConsensusBasis(StrEnum):
    """On what the chair declares consensus."""

    SILENCE_HELD = "silence_held"
    FOUND_IN_THE_ROOM = "found_in_the_room"
    COUNTED = "counted"
    """On the positions that the members took, under a rule that asks for agreement and not for absence of objection."""


class DecisionRule(StrEnum):
    """By which rule a statement's workflow decides."""

    CONSENSUS = "consensus"
    """Nobody objects."""
    UNANIMITY = "unanimity"
    """Every member agrees to the whole; whoever has not answered has not agreed."""
    CONSENSUS_MINUS = "consensus_minus"
    """As consensus, but up to a number of objections do not stand in its way."""
    MAJORITY = "majority"
    """The positions on the whole are counted."""


class Majority(StrEnum):
    """How many have to be in favour."""

    SIMPLE = "simple"
    """More than half."""
    TWO_THIRDS = "two_thirds"
    THREE_QUARTERS = "three_quarters"


class CountedOf(StrEnum):
    """Of whom a majority is counted."""

    MEMBERS = "members"
    VOTING = "voting"
    """Those in favour and those against."""


class Quorum(StrEnum):
    """How many members have to take a position before a majority is counted."""

    ONE_THIRD = "one_third"
    HALF = "half"
    TWO_THIRDS = "two_thirds"
    ALL = "all"


class Abstention(StrEnum):
    """What abstaining means where every member has to agree."""

    AGREES = "agrees"
    WITHHOLDS = "withholds"


class Unconfirmed(StrEnum):
    """What becomes of an agreement ad referendum that was not confirmed by its hour; never consent."""

    AWAITED = "awaited"
    """It lapses: the delegation is awaited again."""
    CHAIR_DECIDES = "chair_decides"
    """The chair lets it lapse, or gives a later hour."""


class SilenceOutcome(StrEnum):
    """How a silence procedure ended."""

    HELD = "held"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"


class ProposalOutcome(StrEnum):
    """What became of a proposal to put a text under silence."""

    BEGUN = "begun"
    """Nobody refused, and silence began as it was proposed."""
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    OVERTAKEN = "overtaken"
    """Another text lay on the table when the next was made."""


class ReservationKind(StrEnum):
    """What a delegation attaches to the text without blocking it."""

    RESERVATION = "reservation"
    """It does not hold itself bound in this point."""
    STATEMENT = "statement"
    """Of any other kind, as one about how late the text came."""
    EXPLANATION = "explanation"
    """Why it joins consensus, or what it regrets in it."""
    INTERPRETATIVE = "interpretative"
    """How it reads the text."""
    DISSOCIATION = "dissociation"
    """From clauses, while it joins consensus on the rest."""
    FOOTNOTE = "footnote"
    """To one part, or to its own name: offered before adoption, and printed in the text, at its place."""


class TranslationStatus(StrEnum):
    """How a text in another language stands beside the original."""

    AUTHENTIC = "authentic"
    """As good as the original: neither counts more."""
    OFFICIAL = "official"
    """The body's own translation; where they differ, the original counts."""
    UNOFFICIAL = "unofficial"
    """For the reader's convenience."""


class PublicationExtent(StrEnum):
    """How much of an adopted text is made public."""

    WHOLE = "whole"
    WITHOUT_ATTACHMENTS = "without_attachments"
    IN_PART = "in_part"
    """Chosen clauses; where one is left out that is marked, and nothing that is attached is printed."""


class Outcome(StrEnum):
    """What becomes of a text that consensus failed on, in the chair's own name."""

    CHAIRS_STATEMENT = "chairs_statement"
    CHAIRS_SUMMARY = "chairs_summary"
    CONCLUSIONS = "conclusions"
    STATEMENT_OF_SOME = "statement_of_some"


class CorrectionKind(StrEnum):
    """What a correction of an adopted text is."""

    FORMAL = "formal"
    """A slip: of the pen, of a number, of a name."""
    SUBSTANTIVE = "substantive"
    """It changes the meaning, and is a new decision."""


class EditorialOutcome(StrEnum):
    """How an editorial review ended."""

    REVIEWED = "reviewed"
    """Its hour came: what nobody objected to is the text."""
    WITHDRAWN = "withdrawn"
    SET_ASIDE = "set_aside"
    """The text went back, and consensus with it."""


class SubstanceSign(StrEnum):
    """What in a change tells that it may be more than editorial. A warning, never a bar."""

    NUMBER = "number"
    NEGATION = "negation"
    OBLIGATION = "obligation"


class CorrigendumOutcome(StrEnum):
    """How a corrigendum ended."""

    IN_FORCE = "in_force"
    """Its hour came and nobody had objected."""
    STOPPED = "stopped"
    """By an objection."""
    WITHDRAWN = "withdrawn"


class ClauseState(StrEnum):
    """How far a clause has come at the table. It decides nothing: guards count positions and brackets."""

    OPEN = "open"
    BRACKETED = "bracketed"
    """Words of it stand in brackets."""
    AGREED_INFORMALLY = "agreed_informally"
    PENDING = "pending"
    """Agreed by those who spoke; named delegations have yet to."""
    AGREED_AD_REFERENDUM = "agreed_ad_referendum"
    """To be confirmed by an hour."""
    AGREED = "agreed"
    REOPENED = "reopened"
    """It was agreed; then its words changed, or the chair re-opened it."""


AGREED_STATES = frozenset(
    {
        ClauseState.AGREED_INFORMALLY,
        ClauseState.PENDING,
        ClauseState.AGREED_AD_REFERENDUM,
        ClauseState.AGREED,
    }
)
"""The states that the chair notes; each goes when the words change."""


class ReopeningAnswer(StrEnum):
    """What came of a request that a clause be re-opened."""

    REOPENED = "reopened"
    WORDS_CHANGED = "words_changed"
    """It was re-opened, and its words changed."""
    LEFT_THE_TEXT = "left_the_text"
    """The clause was taken out, or joined to another."""
    DECLINED = "declined"


class AddresseeKind(StrEnum):
    """Whom a commitment addresses."""

    MEMBERS = "members"
    """All of them together."""
    MEMBER = "member"
    ROLE = "role"
    """An office that changes its holder, as "Chair 2027"."""
    OUTSIDE = "outside"
    """A body or a person that is no part of this one."""


class CommitmentState(StrEnum):
    """How far a commitment is, as the last report on it says; without a report nothing is known."""

    UNDER_WAY = "under_way"
    DONE = "done"
    NOT_DONE = "not_done"


class LineageKind(StrEnum):
    """How a part came out of another."""

    SPLIT = "split"
    MERGED = "merged"


class Allowance(StrEnum):
    """What a state of a workflow lets people do besides taking steps."""

    DRAFT = "draft"
    COMMENT = "comment"
    AMEND = "amend"
    TAKE_POSITIONS = "take_positions"
    DISPOSE = "dispose"
    TABLE = "table"
    SILENCE = "silence"
    WRITTEN = "written"
    RESERVE = "reserve"


class Verb(StrEnum):
    """Everything a person may do, in the order in which it happens; `workflows/roles.toml` says who may."""

    PUT_CALL = "put_call"
    """The office asks for inputs before there is a text, until an exact hour."""
    EXTEND_CALL = "extend_call"
    CONTRIBUTE = "contribute"
    """A delegation gives its inputs to a call: words, files or both."""
    WITHDRAW_CONTRIBUTION = "withdraw_contribution"
    CREATE_STATEMENT = "create_statement"
    IMPORT_TEXT = "import_text"
    INSERT_PART = "insert_part"
    REWORD_PART = "reword_part"
    MOVE_PART = "move_part"
    SPLIT_CLAUSE = "split_clause"
    MERGE_CLAUSES = "merge_clauses"
    REMOVE_PART = "remove_part"
    APPLY_STYLE_ENDINGS = "apply_style_endings"
    RENUMBER_CLAUSES = "renumber_clauses"
    """The numbers that were held since they were tabled give way to 1, 2, 3 …."""
    UPDATE_REFERENCES = "update_references"
    """The words cite the clauses that they mean by the numbers of now."""
    SET_REFERENCE = "set_reference"
    """The office says which clause a number in the words means, or that it means none."""
    SET_FURNITURE = "set_furniture"
    """Participants, ranks, signature block: what is printed around the text."""
    CHOOSE_ATTRIBUTION = "choose_attribution"
    """Whether delegations learn who puts forward what, from the next round on."""
    LEARN_AUTHORS = "learn_authors"
    """The chair's office learns whose input a round brought, when all of it is answered."""
    TABLE_REVISION = "table_revision"
    CIRCULATE_NON_PAPER = "circulate_non_paper"
    """A revision without standing: it is discussed, and nothing is decided on it."""
    OPEN_ROUND = "open_round"
    EXTEND_ROUND = "extend_round"
    CLOSE_ROUND = "close_round"
    COMMENT = "comment"
    AMEND = "amend"
    TAKE_OVER = "take_over"
    """A delegation drafts anew, as its own, what another one put forward and withdrew."""
    SUBMIT_INPUT = "submit_input"
    CLEAR_INPUT = "clear_input"
    """The head clears a draft of the delegation, or sends it back to who wrote it."""
    SET_INNER_HOUR = "set_inner_hour"
    """The hour by which the experts of a delegation hand in to its head, known to nobody else."""
    RECORD_INPUT = "record_input"
    """What a delegation sent on paper or by mail, entered for it with its hour of receipt."""
    WITHDRAW_INPUT = "withdraw_input"
    SUPPORT_AMENDMENT = "support_amendment"
    """A delegation stands behind another's amendment, or asks to co-sponsor it."""
    ACCEPT_CO_SPONSOR = "accept_co_sponsor"
    WITHDRAW_SUPPORT = "withdraw_support"
    CONSOLIDATE = "consolidate"
    """The office puts amendments of one part into one proposal that stands in their place, or gives it other words."""
    OBJECT_TO_CONSOLIDATION = "object_to_consolidation"
    """A delegation wants its amendment to stand by itself."""
    UNDO_CONSOLIDATION = "undo_consolidation"
    REPLY = "reply"
    """Replies to a comment that was circulated, or takes the own reply back; a reply needs no disposition."""
    OPT_OUT = "opt_out"
    """A member of a group speaks for itself on one text, or lets the group speak for it again."""
    TAKE_POSITION = "take_position"
    CONVERT_RESERVE = "convert_reserve"
    """A reserve is lifted, and what it was about attached as a reservation or a statement."""
    DECIDE_ON_CONFIRMATION = "decide_on_confirmation"
    """The chair on an agreement ad referendum: it lapses, or a later hour is given. It never becomes consent."""
    DISPOSE = "dispose"
    ASSIGN_INPUT = "assign_input"
    """Says who of the chair's office answers a comment or an amendment."""
    KEEP_READY_ANSWERS = "keep_ready_answers"
    """The office's list of standard replies."""
    ADMIT_LATE_INPUT = "admit_late_input"
    """The chair says of input that came after the hour whether it is heard."""
    JUDGE_ANSWER = "judge_answer"
    """The author says of an answer whether it is content with it."""
    INCORPORATE = "incorporate"
    PUT_IN_BRACKETS = "put_in_brackets"
    """Words that are not agreed stand in the text in brackets."""
    RESOLVE_BRACKET = "resolve_bracket"
    NAME_SPONSORS = "name_sponsors"
    """The office notes who stands behind an alternative of a bracket."""
    FILL_PLACEHOLDER = "fill_placeholder"
    """What was not known yet is put in; no new round is needed for it."""
    NOTE_CLAUSE_STATE = "note_clause_state"
    """The chair notes of a clause what was agreed on it at the table."""
    REOPEN_CLAUSE = "reopen_clause"
    """The chair takes back that a clause, or what is bound together, was agreed."""
    REQUEST_REOPENING = "request_reopening"
    """A delegation asks that a clause that was agreed or endorsed be opened again."""
    RECORD_REOPENING_REQUEST = "record_reopening_request"
    """The same, made in the room or on paper and entered for the delegation."""
    WITHDRAW_REOPENING_REQUEST = "withdraw_reopening_request"
    DECLINE_REOPENING = "decline_reopening"
    """The chair leaves the clause as it was agreed, with a reason."""
    BIND_PACKAGE = "bind_package"
    """Clauses are agreed together or not at all."""
    FREE_PACKAGE = "free_package"
    TO_CONSENSUS = "to_consensus"
    RETURN_TO_COMMENTS = "return_to_comments"
    WAIVE_NOTICE = "waive_notice"
    """The chair lets a revision be decided before the notice that the body asks for has run."""
    START_SILENCE = "start_silence"
    PROPOSE_SILENCE = "propose_silence"
    """Where the procedure itself needs consensus: the chair says with which hour it would begin."""
    REFUSE_SILENCE = "refuse_silence"
    """A delegation does not agree that silence be begun; it says nothing of the text."""
    RECORD_REFUSAL = "record_refusal"
    """A refusal that was made in the room, entered with its hour."""
    WITHDRAW_PROPOSAL = "withdraw_proposal"
    BEGIN_PROPOSED_SILENCE = "begin_proposed_silence"
    ACKNOWLEDGE_RECEIPT = "acknowledge_receipt"
    REQUEST_TIME = "request_time"
    """A delegation asks for a later hour of silence; no objection, unless the body's rule makes it one."""
    BREAK_SILENCE = "break_silence"
    DECLINE_BREAK = "decline_break"
    """A member says that it does not share the break that its group made for it."""
    RECORD_OBJECTION = "record_objection"
    """An objection that came on paper or by telephone, entered with its hour of receipt."""
    EXTEND_SILENCE = "extend_silence"
    WITHDRAW_SILENCE = "withdraw_silence"
    RESUME_SILENCE = "resume_silence"
    """After the hour, where the room was cut off: silence on the same words until a further hour."""
    WITHHOLD_ANNOUNCEMENT = "withhold_announcement"
    """The result of a silence that was held is not announced for now."""
    LIFT_WITHHOLDING = "lift_withholding"
    START_WRITTEN_PROCEDURE = "start_written_procedure"
    """The members are asked for a yes or a no in writing, until an exact hour."""
    EXTEND_WRITTEN_PROCEDURE = "extend_written_procedure"
    WITHDRAW_WRITTEN_PROCEDURE = "withdraw_written_procedure"
    ANSWER_IN_WRITING = "answer_in_writing"
    RECORD_WRITTEN_ANSWER = "record_written_answer"
    """An answer that came on paper, entered with its hour of receipt."""
    ENDORSE = "endorse"
    """The chair declares a text endorsed with a view to adoption at a higher level, with clauses left to it."""
    REOPEN_ENDORSED = "reopen_endorsed"
    """The chair re-opens clauses of an endorsed text, or takes the endorsement back."""
    DECLARE_CONSENSUS = "declare_consensus"
    REOPEN = "reopen"
    """The chair takes a declared consensus back, before adoption."""
    REVISE_ORALLY = "revise_orally"
    """The chair reads out a change between declared consensus and adoption."""
    OPEN_EDITORIAL_REVIEW = "open_editorial_review"
    """Between declared consensus and adoption the office looks for slips of the pen."""
    CHANGE_EDITORIALLY = "change_editorially"
    PUT_EDITORIAL_CHANGES = "put_editorial_changes"
    """They lie before the members, until an exact hour."""
    OBJECT_TO_EDITORIAL_CHANGE = "object_to_editorial_change"
    WITHDRAW_EDITORIAL_REVIEW = "withdraw_editorial_review"
    RESERVE = "reserve"
    CHANGE_RESERVATION = "change_reservation"
    JOIN_RESERVATION = "join_reservation"
    """A delegation joins what another attaches, having been asked."""
    WITHDRAW_RESERVATION = "withdraw_reservation"
    ADOPT = "adopt"
    WITHHOLD = "withhold"
    """The decision that the adopted text is not public."""
    PUBLISH = "publish"
    TRANSLATE = "translate"
    """The office enters a tabled or adopted text in another language, part by part or out of a file."""
    ISSUE_TRANSLATION = "issue_translation"
    """A translation is frozen and put before the members, with its standing beside the original."""
    CORRECT = "correct"
    """A corrigendum to the adopted text, put before the members until an hour."""
    OBJECT_TO_CORRIGENDUM = "object_to_corrigendum"
    WITHDRAW_CORRIGENDUM = "withdraw_corrigendum"
    AMEND_ADOPTED = "amend_adopted"
    """A new decision that changes what an adopted text means: a statement that begins with its words."""
    KEEP_COMMITMENTS = "keep_commitments"
    """The office confirms, edits and drops what an adopted text commits to."""
    REPORT_ON_COMMITMENT = "report_on_commitment"
    ASSOCIATE = "associate"
    """A delegation stands by a text that others made: aligned with an adopted one, associated with the chair's."""
    END_ASSOCIATION = "end_association"
    """It does so no longer, whatever it takes part as by now."""
    CONVERT = "convert"
    """The chair begins a text of his own from the clauses of one that consensus failed on."""
    CONSENT_TO_BE_NAMED = "consent_to_be_named"
    """A delegation lets the chair's text name it among those that did not agree."""
    ADD_DISSENT = "add_dissent"
    """A footnote that says that not all agreed to a clause of the chair's text."""
    ISSUE = "issue"
    """The chair's own text goes out."""
    SUSPEND = "suspend"
    """The office suspends the negotiation of a text, in whatever state it is."""
    RESUME = "resume"
    WITHDRAW_STATEMENT = "withdraw_statement"
    READ_CALLS = "read_calls"
    """The calls for inputs that are put to one, and what one may know of the answers."""
    READ_TEXT = "read_text"
    """The revisions that were tabled."""
    READ_NEGOTIATION = "read_negotiation"
    """The tabled revisions, the rounds and the input that is open to all delegations."""
    READ_MATRIX = "read_matrix"
    READ_OFFICE = "read_office"
    """What belongs to the chair's office: the working text, its notes and its chain."""
    READ_DESK = "read_desk"
    """The working text and the answers that are being prepared, beside the chair."""
    EXPORT_DRAFT = "export_draft"
    TAKE_ARCHIVE = "take_archive"
    """One file with everything of the body that one may read."""
    MANAGE_BODY = "manage_body"
    """The body, its members, its meetings."""
    MANAGE_STYLES = "manage_styles"
    """The statement styles of the body's own."""
    MANAGE_NAMES = "manage_names"
    """The naming profiles of the body, and which of them names the delegations."""
    CHOOSE_NAMES = "choose_names"
    """Which naming profile one statement follows."""
    MANAGE_PERSONS = "manage_persons"
    MANAGE_CHAIR = "manage_chair"
    """Who holds the chair, and the handover to the next."""
    REISSUE_LINK = "reissue_link"
    REPLACE_HEAD = "replace_head"
    NAME_DEPUTY = "name_deputy"
    """The head says who acts for the head, and takes it back."""
    CREATE_TOKEN = "create_token"


STEP_VERBS = frozenset(
    {
        Verb.OPEN_ROUND,
        Verb.TO_CONSENSUS,
        Verb.RETURN_TO_COMMENTS,
        Verb.DECLARE_CONSENSUS,
        Verb.REOPEN,
        Verb.ADOPT,
        Verb.PUBLISH,
        Verb.ISSUE,
        Verb.WITHDRAW_STATEMENT,
    }
)
"""The verbs that are steps of a workflow: they say where a statement goes. All others leave its state alone."""


class BaseStanding(StrEnum):
    """What became of a text from which another one began."""

    ADOPTED = "adopted"
    LAPSED = "lapsed"
    """It was given up: nothing in it is agreed."""
    ISSUED = "issued"
    """The chair's own text, which went out in the chair's name: it claims nobody's agreement."""


class AtEndOfSilence(StrEnum):
    """What the unbroken end of a silence procedure does."""

    ANNOUNCE = "announce"
    """Silence is recorded as held; the chair's announcement adopts."""
    ADOPT = "adopt"


class SilenceBegins(StrEnum):
    """Who lets a silence procedure begin."""

    BY_THE_CHAIR = "chair"
    BY_PROPOSAL = "proposal"
    """The chair proposes it, and it begins where no member refuses: the procedure itself needs consensus."""


class OffHours(StrEnum):
    """Why an hour is no working moment, in the zone of its meeting."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    NIGHT = "night"


class Weekday(StrEnum):
    """The days of the week, in their order."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class NamingMode(StrEnum):
    """By what a text names the delegations."""

    STATE = "state"
    SHORT = "short"
    CAPITAL = "capital"
    PERSON = "person"
    NONE = "none"
    """Not at all: a list counts them."""


class CollectiveNoun(StrEnum):
    """What the delegations are called together."""

    MEMBERS = "members"
    PARTICIPANTS = "participants"
    ECONOMIES = "economies"
    PARTNERS = "partners"


class FootnoteAt(StrEnum):
    """Where a name's footnote is called."""

    FIRST = "first"
    EACH = "each"


class CopyKind(StrEnum):
    """What of a text under negotiation is taken out in a file."""

    DRAFT = "draft"
    DRAFT_WITH_STATES = "draft_with_states"
    ROLLING_TEXT = "rolling_text"
    CHANGES = "changes"
    """The way from one text to another, tracked."""
    COMMENTS = "comments"


class Chain(StrEnum):
    """The chains of entries. One counter for all would tell that somebody acted."""

    CIRCULATED = "circulated"
    OFFICE = "office"
    DELEGATION = "delegation"
    ADMINISTRATION = "administration"

"""Who may do what, now: for every deed a question, in the order of the deeds; buttons and actions ask the same one.

Three things decide, in this order: the table of roles (`workflows/roles.toml`), the state of the statement (what its
workflow allows there, or the guards of a step), and the facts of the moment (an open round, a running silence). That
the negotiation is suspended comes before the last two, for all deeds at once. Whose input it is, and whether a part can
be seen at all, is decided where things are loaded. The questions stand in one file, long as it is, so that who may do
what is read in one place.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType

import msgspec

from jointstatement.errors import (
    AlreadyCirculated,
    AlreadyPublished,
    AnnouncementIsWithheld,
    AnswerInstead,
    ConceptsOnly,
    ConsensusHasNotFailed,
    CorrectInstead,
    EditorialChangesEndFirst,
    EditorialReviewIsOpen,
    GiveItInTheRound,
    HourOfSilenceHasPassed,
    HourToRefuseHasPassed,
    NamesStand,
    NoEditorialReviewOpen,
    NoNoticeAsked,
    NoRoundOpen,
    NoSilenceHeld,
    NoSilenceProposed,
    NoSilenceRunning,
    NotAllowedNow,
    NoTextOfTheChairs,
    NothingToTable,
    NothingWithheld,
    NoticeHasRun,
    NoticeIsWaived,
    NotSuspended,
    NotTabledYet,
    NotYours,
    NoWrittenProcedureRunning,
    ObjectInstead,
    OralRevisionNeedsMore,
    PositionsAreNoBasis,
    PositionsAreTheBasis,
    ProposalIsOfAnotherText,
    ProposalOfSilenceEndsFirst,
    Refusal,
    RoundIsOpen,
    RoundStandsStill,
    SilenceAlreadyRefused,
    SilenceEndsFirst,
    SilenceIsProposed,
    SilenceIsProposedFirst,
    SilenceIsRunning,
    SilenceMayStillBeRefused,
    SilenceNeedsNoProposal,
    SilenceWasRefused,
    StatementsStand,
    StillMissing,
    StillOpenToObjection,
    WorkflowMistake,
    WrittenProcedureEndsFirst,
    WrittenProcedureIsRunning,
)
from jointstatement.settings import shipped
from jointstatement.terms import COMMENTING, STEP_VERBS, Allowance, ConsensusBasis, Role, SilenceBegins, Verb
from jointstatement.text.brackets import is_left
from jointstatement.text.days import NamedHour
from jointstatement.workflow import guards
from jointstatement.workflow.definition import CHAIRS_OWN, Workflow, meant, read_source
from jointstatement.workflow.procedure import WHILE_SUSPENDED, step_refusal, those, while_suspended
from jointstatement.workflow.situation import Situation

ADMINISTRATION = frozenset(
    {
        Verb.MANAGE_BODY,
        Verb.MANAGE_STYLES,
        Verb.MANAGE_PERSONS,
        Verb.MANAGE_CHAIR,
        Verb.REISSUE_LINK,
        Verb.REPLACE_HEAD,
        Verb.CREATE_TOKEN,
    }
)
"""The only verbs that the table may give an administrator."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: who may, and which allowances of a state let it happen (any of them; empty: no state)."""

    by: tuple[Role, ...]
    allowances: frozenset[Allowance]


def demand(refusal: Refusal | None) -> None:
    """Raises the refusal, if there is one: an action's first line is `demand(may_comment(…))`."""
    if refusal:
        raise refusal


def may_at_all(verb: Verb, role: Role) -> Refusal | None:
    """Whether the role carries this verb, whatever the statement; `NotYours` where it does not."""
    rule = role_table()[verb]
    return None if role in rule.by else NotYours(who=those(rule.by))


def may(verb: Verb, workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Why this role cannot do this now, or None where it can: the one mechanism behind every question below.

    `NotYours` where the role does not carry it, `NegotiationIsSuspended` while nothing may change, `NotAllowedNow`
    where the state does not allow it, `StillMissing` where guards are not satisfied, or the fact of the moment that
    forbids it (`RoundIsOpen`, `SilenceIsRunning` …).
    """
    refusal = may_at_all(verb, role) or _observers_refusal(verb, workflow, role)
    if refusal is None and verb not in WHILE_SUSPENDED:
        refusal = while_suspended(situation)
    if refusal:
        return refusal
    if verb in STEP_VERBS:
        return step_refusal(workflow, situation, verb, role) or _of_the_moment(verb, situation)
    if verb is Verb.ENDORSE:
        # Decided where consensus is declared, on what is not left; the step itself is not taken.
        return step_refusal(workflow, situation, Verb.DECLARE_CONSENSUS, role)
    if verb in _ATTACHING and situation.adopted:
        return None if verb is Verb.RESERVE or situation.statements_open else StatementsStand()
    state = workflow.states[situation.state]
    allowances = role_table()[verb].allowances
    if allowances and not allowances & state.allows:
        return NotAllowedNow(state=state.title)
    if verb in _ALSO_AFTERWARDS:
        return _objection_refusal(verb, workflow, situation)
    return _of_the_moment(verb, situation) or _of_the_workflow(verb, workflow, situation)


def may_put_call(role: Role) -> Refusal | None:
    """Whether this role puts calls for inputs."""
    return may_at_all(Verb.PUT_CALL, role)


def may_extend_call(role: Role) -> Refusal | None:
    """Whether this role moves the hour of a call; whether that has come, the action asks."""
    return may_at_all(Verb.EXTEND_CALL, role)


def may_contribute(role: Role) -> Refusal | None:
    """Whether this role gives its delegation's inputs to a call; after the hour they are kept as late."""
    return may_at_all(Verb.CONTRIBUTE, role)


def may_withdraw_contribution(role: Role) -> Refusal | None:
    """Whether this role takes its delegation's inputs to a call back; only before the hour, which the action asks."""
    return may_at_all(Verb.WITHDRAW_CONTRIBUTION, role)


def _observers_refusal(verb: Verb, workflow: Workflow, role: Role) -> Refusal | None:
    """What an observer or a partner gives is a matter of the workflow."""
    if role not in COMMENTING or verb not in _OF_ROUNDS or workflow.observers_comment:
        return None
    return NotYours(who=those(tuple(each for each in role_table()[verb].by if each not in COMMENTING)))


_OF_ROUNDS = frozenset({Verb.COMMENT, Verb.SUBMIT_INPUT, Verb.WITHDRAW_INPUT})


def may_create_statement(role: Role) -> Refusal | None:
    """Whether this role begins statements."""
    return may_at_all(Verb.CREATE_STATEMENT, role)


def may_import_text(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a read text may replace the working text: only before anything is tabled (`AlreadyCirculated`)."""
    return may(Verb.IMPORT_TEXT, workflow, situation, role)


def may_insert_part(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a part may be added to the working text; as every edit, not under silence and not in an open round."""
    return may(Verb.INSERT_PART, workflow, situation, role)


def may_reword_part(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the words of a part may change."""
    return may(Verb.REWORD_PART, workflow, situation, role)


def may_move_part(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a part may get another place."""
    return may(Verb.MOVE_PART, workflow, situation, role)


def may_split_clause(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a clause may be divided in two."""
    return may(Verb.SPLIT_CLAUSE, workflow, situation, role)


def may_merge_clauses(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether clauses may be joined into one."""
    return may(Verb.MERGE_CLAUSES, workflow, situation, role)


def may_remove_part(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a part may be taken out."""
    return may(Verb.REMOVE_PART, workflow, situation, role)


def may_apply_style_endings(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether an imported text's own closing punctuation may give way to the style's."""
    return may(Verb.APPLY_STYLE_ENDINGS, workflow, situation, role)


def may_renumber_clauses(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the clauses may be counted anew, whatever they were called when they were tabled."""
    return may(Verb.RENUMBER_CLAUSES, workflow, situation, role)


def may_update_references(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether references to clauses may be written with the numbers of now."""
    return may(Verb.UPDATE_REFERENCES, workflow, situation, role)


def may_set_reference(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether it may be said which clause a number in the words means."""
    return may(Verb.SET_REFERENCE, workflow, situation, role)


def may_set_furniture(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether participants and signature block may be entered: until adoption, for they are none of the text."""
    return may(Verb.SET_FURNITURE, workflow, situation, role)


def may_choose_attribution(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether it may be chosen who learns what comes from whom; not in an open round, which has its rule."""
    return may(Verb.CHOOSE_ATTRIBUTION, workflow, situation, role)


def may_learn_authors(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the office may learn whose input a round brought; whether all of it is answered is asked by the deed."""
    return may(Verb.LEARN_AUTHORS, workflow, situation, role)


def may_table_revision(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the working text may be frozen as the next revision: `NothingToTable` where no word has changed."""
    return may(Verb.TABLE_REVISION, workflow, situation, role)


def may_circulate_non_paper(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the working text may be circulated without standing; `NothingToTable` where no word has changed."""
    return may(Verb.CIRCULATE_NON_PAPER, workflow, situation, role)


def may_open_round(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a round may be opened on the current revision: a step of the workflow."""
    return may(Verb.OPEN_ROUND, workflow, situation, role)


def may_extend_round(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the hour of the open round may be moved (`NoRoundOpen`)."""
    return may(Verb.EXTEND_ROUND, workflow, situation, role)


def may_close_round(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the open round may be closed before its hour (`NoRoundOpen`)."""
    return may(Verb.CLOSE_ROUND, workflow, situation, role)


def may_comment(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a comment may be drafted.

    The hour does not refuse it: after it, input is kept as late until a further revision is tabled (`NoRoundOpen`).
    """
    return may(Verb.COMMENT, workflow, situation, role)


def may_amend(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether an amendment may be drafted; late as a comment may be. `ConceptsOnly` in a round that takes none."""
    return may(Verb.AMEND, workflow, situation, role)


def may_take_over(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a withdrawn amendment of another delegation may be drafted anew as one's own; late as any amendment."""
    return may(Verb.TAKE_OVER, workflow, situation, role)


def may_submit_input(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a delegation's input may be handed in; late as a comment may be."""
    return may(Verb.SUBMIT_INPUT, workflow, situation, role)


def may_clear_input(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a draft of a delegation may be cleared for submission, or sent back to who wrote it."""
    return may(Verb.CLEAR_INPUT, workflow, situation, role)


def may_set_inner_hour(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether an hour may be set within a delegation, by which its experts hand in; before the round's hour."""
    return may(Verb.SET_INNER_HOUR, workflow, situation, role)


def may_record_input(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the secretariat may enter what a delegation sent on paper; as for any input, a round was held."""
    return may(Verb.RECORD_INPUT, workflow, situation, role)


def may_withdraw_input(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a delegation may take its own comment or amendment back."""
    return may(Verb.WITHDRAW_INPUT, workflow, situation, role)


def may_support_amendment(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a delegation may stand behind another's amendment, or ask to co-sponsor it."""
    return may(Verb.SUPPORT_AMENDMENT, workflow, situation, role)


def may_accept_co_sponsor(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the author of an amendment may take another delegation among its sponsors."""
    return may(Verb.ACCEPT_CO_SPONSOR, workflow, situation, role)


def may_withdraw_support(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a delegation may step back from an amendment of another's."""
    return may(Verb.WITHDRAW_SUPPORT, workflow, situation, role)


def may_consolidate(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether amendments may be put into one proposal: as they may be answered, in no open round (`RoundIsOpen`)."""
    return may(Verb.CONSOLIDATE, workflow, situation, role)


def may_object_to_consolidation(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a delegation may want its amendment out of a consolidated proposal; after the hour it is kept as late."""
    return may(Verb.OBJECT_TO_CONSOLIDATION, workflow, situation, role)


def may_undo_consolidation(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the office may let amendments stand by themselves again."""
    return may(Verb.UNDO_CONSOLIDATION, workflow, situation, role)


def may_reply(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a comment that was circulated may be replied to, and an own reply be taken back."""
    return may(Verb.REPLY, workflow, situation, role)


def may_opt_out(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a delegation may speak for itself where a group speaks for it, or let it speak again."""
    return may(Verb.OPT_OUT, workflow, situation, role)


def may_take_position(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a position may be taken or changed: on a tabled revision, until adoption (`NotTabledYet`)."""
    return may(Verb.TAKE_POSITION, workflow, situation, role)


def may_convert_reserve(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a reserve may be converted into a reservation or statement; not in an open round (`RoundIsOpen`)."""
    return may(Verb.CONVERT_RESERVE, workflow, situation, role)


def may_decide_on_confirmation(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the chair may let an agreement ad referendum lapse, or give it a later hour."""
    return may(Verb.DECIDE_ON_CONFIRMATION, workflow, situation, role)


def may_dispose(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether input may be answered: when no round is open any more (`RoundIsOpen`)."""
    return may(Verb.DISPOSE, workflow, situation, role)


def still_open_to_objection(label: str, *, due_at: datetime, now: datetime) -> Refusal | None:
    """Why a consolidated proposal is not answered yet: delegations may object to it until an hour.

    `due_at` is told in the zone in which it is given.
    """
    return StillOpenToObjection(label=label, due_at=NamedHour(due_at)) if now < due_at else None


def may_assign_input(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether it may be said who of the office answers what: when no round is open any more (`RoundIsOpen`)."""
    return may(Verb.ASSIGN_INPUT, workflow, situation, role)


def may_keep_ready_answers(role: Role) -> Refusal | None:
    """Whether this role keeps the office's list of ready answers."""
    return may_at_all(Verb.KEEP_READY_ANSWERS, role)


def may_admit_late_input(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the chair may say that late input is heard, or not; not in an open round (`RoundIsOpen`)."""
    return may(Verb.ADMIT_LATE_INPUT, workflow, situation, role)


def may_judge_answer(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a delegation may say of an answer that it is content with it, or not: until adoption."""
    return may(Verb.JUDGE_ANSWER, workflow, situation, role)


def may_incorporate(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether accepted wording may go into the working text; an edit as any other."""
    return may(Verb.INCORPORATE, workflow, situation, role)


def may_put_in_brackets(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether words of the working text may be put in brackets; an edit as any other."""
    return may(Verb.PUT_IN_BRACKETS, workflow, situation, role)


def may_resolve_bracket(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a bracket of the working text may be resolved; an edit as any other."""
    return may(Verb.RESOLVE_BRACKET, workflow, situation, role)


def may_name_sponsors(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether it may be noted who stands behind an alternative; as every edit, not under silence or in a round."""
    return may(Verb.NAME_SPONSORS, workflow, situation, role)


def may_fill_placeholder(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a placeholder may be filled: wherever the text may be edited, without a further round."""
    return may(Verb.FILL_PLACEHOLDER, workflow, situation, role)


def may_note_clause_state(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the chair may note of a clause that it was agreed; as every edit, not under silence or in a round."""
    return may(Verb.NOTE_CLAUSE_STATE, workflow, situation, role)


def may_reopen_clause(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the chair may re-open a clause that was agreed; when it may be noted."""
    return may(Verb.REOPEN_CLAUSE, workflow, situation, role)


def may_request_reopening(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a delegation may ask that a clause be re-opened: while words are drafted, and not under silence.

    In an open round too, but for a blind one, which has its own hour for all that is said of the text. Whether the
    clause is closed, the action asks.
    """
    return may(Verb.REQUEST_REOPENING, workflow, situation, role)


def may_record_reopening_request(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the secretariat may enter such a request for a delegation; when it may be made."""
    return may(Verb.RECORD_REOPENING_REQUEST, workflow, situation, role)


def may_withdraw_reopening_request(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a delegation may take its request back; as long as it has no answer, which the action asks."""
    return may(Verb.WITHDRAW_REOPENING_REQUEST, workflow, situation, role)


def may_decline_reopening(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the chair may decline a request; whether it waits for an answer, the action asks."""
    return may(Verb.DECLINE_REOPENING, workflow, situation, role)


def may_bind_package(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether clauses of the tabled text may be bound together (`NotTabledYet`)."""
    return may(Verb.BIND_PACKAGE, workflow, situation, role)


def may_free_package(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether what is bound together may be freed; each clause then stands by itself."""
    return may(Verb.FREE_PACKAGE, workflow, situation, role)


def may_to_consensus(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the text may be brought to consensus: a step of the workflow."""
    return may(Verb.TO_CONSENSUS, workflow, situation, role)


def may_return_to_comments(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the text may go back to comments: a step of the workflow."""
    return may(Verb.RETURN_TO_COMMENTS, workflow, situation, role)


def may_waive_notice(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the current revision may be let off its notice (`NoNoticeAsked`, `NoticeIsWaived`, `NoticeHasRun`)."""
    return may(Verb.WAIVE_NOTICE, workflow, situation, role)


def may_start_silence(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a silence procedure may start: on the tabled words, all input answered, no bracket left."""
    return may(Verb.START_SILENCE, workflow, situation, role)


def may_propose_silence(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether silence may be proposed: what would keep it from starting keeps it from being proposed."""
    return may(Verb.PROPOSE_SILENCE, workflow, situation, role)


def may_refuse_silence(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether it may be refused that silence be begun: before the hour that was given for it."""
    return may(Verb.REFUSE_SILENCE, workflow, situation, role)


def may_record_refusal(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the office may enter a refusal that was made in the room; as long as silence has not begun."""
    return may(Verb.RECORD_REFUSAL, workflow, situation, role)


def may_withdraw_proposal(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the chair may take a proposal of silence back."""
    return may(Verb.WITHDRAW_PROPOSAL, workflow, situation, role)


def may_begin_proposed_silence(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether silence may begin as it was proposed: nobody refused, the hour for that came, the text is the same."""
    return may(Verb.BEGIN_PROPOSED_SILENCE, workflow, situation, role)


def may_acknowledge_receipt(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether receipt of a running silence procedure may be acknowledged; it is no position.

    As of all that needs silence to run: `NoSilenceRunning`, and after its hour `HourOfSilenceHasPassed`.
    """
    return may(Verb.ACKNOWLEDGE_RECEIPT, workflow, situation, role)


def may_request_time(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a delegation may ask for a later hour of the running silence (`NoSilenceRunning`)."""
    return may(Verb.REQUEST_TIME, workflow, situation, role)


def may_break_silence(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether silence may be broken.

    After the hour, and after another delegation's break, it is still taken and kept: as late, or beside the other.
    """
    return may(Verb.BREAK_SILENCE, workflow, situation, role)


def may_decline_break(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a member may say that it does not share its group's break; not after adoption or in a last state.

    Whether the hour is still to come and the objection still stands, the action asks.
    """
    return may(Verb.DECLINE_BREAK, workflow, situation, role)


def may_record_objection(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the office may enter an objection that came on paper or by telephone, with its hour of receipt."""
    return may(Verb.RECORD_OBJECTION, workflow, situation, role)


def may_extend_silence(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the hour of the running silence may be moved (`NoSilenceRunning`)."""
    return may(Verb.EXTEND_SILENCE, workflow, situation, role)


def may_withdraw_silence(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the running silence procedure may be withdrawn (`NoSilenceRunning`)."""
    return may(Verb.WITHDRAW_SILENCE, workflow, situation, role)


def may_resume_silence(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a silence that was held may run again until a further hour (`NoSilenceHeld`, `StillMissing`)."""
    return may(Verb.RESUME_SILENCE, workflow, situation, role)


def may_withhold_announcement(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the result of a silence that was held may be withheld (`NoSilenceHeld`, `AnnouncementIsWithheld`)."""
    return may(Verb.WITHHOLD_ANNOUNCEMENT, workflow, situation, role)


def may_lift_withholding(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the announcement may be made after all, at whatever stage (`NothingWithheld`)."""
    return may(Verb.LIFT_WITHHOLDING, workflow, situation, role)


def may_start_written_procedure(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether written answers may be asked for: on the tabled words, all input answered, no bracket left."""
    return may(Verb.START_WRITTEN_PROCEDURE, workflow, situation, role)


def may_extend_written_procedure(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the hour for written answers may be moved (`NoWrittenProcedureRunning`)."""
    return may(Verb.EXTEND_WRITTEN_PROCEDURE, workflow, situation, role)


def may_withdraw_written_procedure(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a running written procedure may be taken back (`NoWrittenProcedureRunning`)."""
    return may(Verb.WITHDRAW_WRITTEN_PROCEDURE, workflow, situation, role)


def may_answer_in_writing(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a member may answer in a running written procedure (`NoWrittenProcedureRunning`)."""
    return may(Verb.ANSWER_IN_WRITING, workflow, situation, role)


def may_record_written_answer(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether an answer on paper may be entered: also after the hour, for one that came before it."""
    return may(Verb.RECORD_WRITTEN_ANSWER, workflow, situation, role)


def may_endorse(
    workflow: Workflow, situation: Situation, role: Role, *, basis: ConsensusBasis | None = None
) -> Refusal | None:
    """Whether the text may be endorsed for a higher level: where consensus could be declared on all that is not left.

    `situation` is told apart from the clauses that are left. Only the state in which consensus is declared allows it.
    """
    return may_at_all(Verb.ENDORSE, role) or may_declare_consensus(workflow, situation, role, basis=basis)


def may_reopen_endorsed(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether clauses of an endorsed text may be re-opened; as every edit, not under silence or in a round."""
    return may(Verb.REOPEN_ENDORSED, workflow, situation, role)


def may_declare_consensus(
    workflow: Workflow, situation: Situation, role: Role, *, basis: ConsensusBasis | None = None
) -> Refusal | None:
    """Whether consensus, or what the workflow's rule decides by, may be declared, and on this basis, if one is named.

    The chair's finding in the room is open unless the workflow itself needs silence held; silence held can be the
    basis only where it did (`StillMissing`). A rule that counts positions has no other basis than them
    (`PositionsAreTheBasis`), and no other rule has that one (`PositionsAreNoBasis`).
    """
    refusal = may(Verb.DECLARE_CONSENSUS, workflow, situation, role)
    if refusal is None and basis is not None:
        is_counted = basis is ConsensusBasis.COUNTED
        if workflow.decision.counts_positions and not is_counted:
            return PositionsAreTheBasis()
        if is_counted and not workflow.decision.counts_positions:
            return PositionsAreNoBasis()
    if refusal is None and basis is ConsensusBasis.SILENCE_HELD:
        return _needs(situation, "silence_held")
    return refusal


def may_reopen(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a declared consensus may be taken back: a step of the workflow, before adoption."""
    return may(Verb.REOPEN, workflow, situation, role)


def may_revise_orally(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the chair may enter a change that was read out: after declared consensus and before adoption.

    `OralRevisionNeedsMore` where consensus rests on counted or written positions or on silence held on the very words.
    """
    return may(Verb.REVISE_ORALLY, workflow, situation, role)


def may_open_editorial_review(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a declared text may be looked through for slips of the pen (`EditorialReviewIsOpen`)."""
    return may(Verb.OPEN_EDITORIAL_REVIEW, workflow, situation, role)


def may_change_editorially(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a change may be entered in the open review, or dropped from it (`NoEditorialReviewOpen`)."""
    return may(Verb.CHANGE_EDITORIALLY, workflow, situation, role)


def may_put_editorial_changes(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the changes of the open review may be put before the members (`NoEditorialReviewOpen`)."""
    return may(Verb.PUT_EDITORIAL_CHANGES, workflow, situation, role)


def may_object_to_editorial_change(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether this role objects to editorial changes; after their hour an objection is kept as late."""
    return may(Verb.OBJECT_TO_EDITORIAL_CHANGE, workflow, situation, role)


def may_withdraw_editorial_review(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the open review may be ended without its changes (`NoEditorialReviewOpen`)."""
    return may(Verb.WITHDRAW_EDITORIAL_REVIEW, workflow, situation, role)


def may_reserve(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a reservation or statement may be attached: from declared consensus on.

    The hour for statements after adoption does not refuse it: what comes later is kept as late.
    """
    return may(Verb.RESERVE, workflow, situation, role)


def may_change_reservation(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a delegation's own may get other words: until the hour for statements (`StatementsStand`)."""
    return may(Verb.CHANGE_RESERVATION, workflow, situation, role)


def may_join_reservation(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a delegation that was asked may join another's: until the hour for statements (`StatementsStand`)."""
    return may(Verb.JOIN_RESERVATION, workflow, situation, role)


def may_withdraw_reservation(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a delegation's own may be taken back: until the hour for statements (`StatementsStand`)."""
    return may(Verb.WITHDRAW_RESERVATION, workflow, situation, role)


def may_adopt(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether adoption may be declared: a step of the workflow."""
    return may(Verb.ADOPT, workflow, situation, role)


def may_withhold(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether it may be decided that the adopted text is not public: before it is published (`AlreadyPublished`)."""
    return may(Verb.WITHHOLD, workflow, situation, role)


def may_publish(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the adopted text may be published: a step of the workflow."""
    return may(Verb.PUBLISH, workflow, situation, role)


def may_translate(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the text may be entered in another language: once it is tabled (`NotTabledYet`), and after adoption."""
    return may(Verb.TRANSLATE, workflow, situation, role)


def may_issue_translation(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a translation may be frozen and put before the members; whether it is whole, the action asks."""
    return may(Verb.ISSUE_TRANSLATION, workflow, situation, role)


def may_correct(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a corrigendum may be put before the members: to an adopted text (`StillMissing`)."""
    return may(Verb.CORRECT, workflow, situation, role)


def may_object_to_corrigendum(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a delegation may object to a corrigendum; after the hour it is kept as late."""
    return may(Verb.OBJECT_TO_CORRIGENDUM, workflow, situation, role)


def may_withdraw_corrigendum(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a corrigendum may be taken back before its hour."""
    return may(Verb.WITHDRAW_CORRIGENDUM, workflow, situation, role)


def may_amend_adopted(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a new decision may be begun that changes what this text means: an adopted text's (`StillMissing`)."""
    return may(Verb.AMEND_ADOPTED, workflow, situation, role)


def may_keep_commitments(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether commitments of this text may be confirmed, edited and dropped: an adopted text's (`StillMissing`)."""
    return may(Verb.KEEP_COMMITMENTS, workflow, situation, role)


def may_report_on_commitment(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether this role reports on commitments of this text; on which of them is decided with the commitment."""
    return may(Verb.REPORT_ON_COMMITMENT, workflow, situation, role)


def may_associate(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a delegation may stand by this text: one of the chair's that is tabled, or an adopted one.

    The list stays open afterwards (`NoTextOfTheChairs` for any other text).
    """
    return may(Verb.ASSOCIATE, workflow, situation, role)


def may_end_association(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a delegation that stands by this text may do so no longer: whenever it might, and become a guest too."""
    return may(Verb.END_ASSOCIATION, workflow, situation, role)


def may_convert(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the chair may begin a text of his own from this one: where consensus failed (`ConsensusHasNotFailed`)."""
    return may(Verb.CONVERT, workflow, situation, role)


def may_consent_to_be_named(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a delegation may let this text name it: one of the chair's, before it is issued."""
    return may(Verb.CONSENT_TO_BE_NAMED, workflow, situation, role)


def may_add_dissent(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a footnote may say that not all agreed: an edit of the chair's text as any other."""
    return may(Verb.ADD_DISSENT, workflow, situation, role)


def may_issue(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the chair's text may go out: a step of the workflow."""
    return may(Verb.ISSUE, workflow, situation, role)


def may_suspend(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the negotiation may be suspended: before a decision, and while no hour runs that binds by itself.

    The hour of a round is none of these: it stands still. `SilenceEndsFirst`, `ProposalOfSilenceEndsFirst`,
    `WrittenProcedureEndsFirst`, `EditorialChangesEndFirst`.
    """
    return may(Verb.SUSPEND, workflow, situation, role)


def may_resume(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether a suspended negotiation may go on (`NotSuspended`)."""
    return may(Verb.RESUME, workflow, situation, role)


def is_of_the_chair(workflow: Workflow) -> bool:
    """Whether a text of this workflow is issued by the chair, and adopted by nobody."""
    return any(step.verb is Verb.ISSUE for step in workflow.steps)


def may_withdraw_statement(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the statement may be given up: a step of the workflow, and not in an open round.

    What delegations have handed in reaches them when the round closes, never because the statement has gone: the round
    is closed first (`RoundIsOpen`), and one that stands still goes on before (`RoundStandsStill`).
    """
    return may(Verb.WITHDRAW_STATEMENT, workflow, situation, role)


def may_read_calls(role: Role) -> Refusal | None:
    """Whether this role reads calls for inputs of its body."""
    return may_at_all(Verb.READ_CALLS, role)


def may_read_text(role: Role) -> Refusal | None:
    """Whether this role reads the tabled revisions of its body."""
    return may_at_all(Verb.READ_TEXT, role)


def may_read_negotiation(role: Role) -> Refusal | None:
    """Whether this role reads rounds and the input that is open to delegations."""
    return may_at_all(Verb.READ_NEGOTIATION, role)


def may_read_matrix(role: Role) -> Refusal | None:
    """Whether this role reads the matrix of all input and positions."""
    return may_at_all(Verb.READ_MATRIX, role)


def may_read_office(role: Role) -> Refusal | None:
    """Whether this role reads what belongs to the chair's office: working text, notes, its chain."""
    return may_at_all(Verb.READ_OFFICE, role)


def may_read_desk(role: Role) -> Refusal | None:
    """Whether this role reads the working text and the answers being prepared, beside the chair."""
    return may_at_all(Verb.READ_DESK, role)


def may_export_draft(role: Role) -> Refusal | None:
    """Whether this role takes drafts out as files."""
    return may_at_all(Verb.EXPORT_DRAFT, role)


def may_take_archive(role: Role) -> Refusal | None:
    """Whether this role takes the archive of the body."""
    return may_at_all(Verb.TAKE_ARCHIVE, role)


def may_manage_body(role: Role) -> Refusal | None:
    """Whether this role keeps the body, its members and its meetings."""
    return may_at_all(Verb.MANAGE_BODY, role)


def may_manage_styles(role: Role) -> Refusal | None:
    """Whether this role keeps the statement styles of the body's own."""
    return may_at_all(Verb.MANAGE_STYLES, role)


def may_manage_names(role: Role) -> Refusal | None:
    """Whether the naming profiles of the body may be written, and its own be chosen."""
    return may_at_all(Verb.MANAGE_NAMES, role)


def may_choose_names(workflow: Workflow, situation: Situation, role: Role) -> Refusal | None:
    """Whether the naming profile of a statement may be chosen: until it was adopted. `NamesStand`."""
    return may(Verb.CHOOSE_NAMES, workflow, situation, role)


def may_manage_persons(role: Role) -> Refusal | None:
    """Whether this role enters persons and gives them their roles."""
    return may_at_all(Verb.MANAGE_PERSONS, role)


def may_manage_chair(role: Role) -> Refusal | None:
    """Whether this role enters who holds the chair, and plans the handover."""
    return may_at_all(Verb.MANAGE_CHAIR, role)


def may_reissue_link(role: Role) -> Refusal | None:
    """Whether this role revokes a lost personal link and makes a new one."""
    return may_at_all(Verb.REISSUE_LINK, role)


def may_replace_head(role: Role) -> Refusal | None:
    """Whether this role puts a new head at a delegation."""
    return may_at_all(Verb.REPLACE_HEAD, role)


def may_name_deputy(role: Role) -> Refusal | None:
    """Whether this role names who acts for the head of delegation, and takes it back."""
    return may_at_all(Verb.NAME_DEPUTY, role)


def may_create_token(role: Role) -> Refusal | None:
    """Whether this role has personal tokens for programs."""
    return may_at_all(Verb.CREATE_TOKEN, role)


# The facts of the moment ---------------------------------------------------------------------------------------------

_DECIDING = frozenset({Verb.DECLARE_CONSENSUS, Verb.ADOPT})
_ON_THE_VERY_WORDS = frozenset({"all_in_writing", "silence_held"})

_ATTACHING = frozenset({Verb.RESERVE, Verb.CHANGE_RESERVATION, Verb.JOIN_RESERVATION, Verb.WITHDRAW_RESERVATION})
"""What is attached goes on after adoption, where no state allows anything any more."""

_ALSO_AFTERWARDS = frozenset({Verb.BREAK_SILENCE, Verb.RECORD_OBJECTION})
"""An objection that comes after the hour is kept as late, so these ask no allowance of the state."""


def _of_the_moment(verb: Verb, situation: Situation) -> Refusal | None:
    condition = _CONDITIONS.get(verb)
    return condition(situation) if condition else None


def _needs(situation: Situation, *names: str) -> Refusal | None:
    lacking = guards.missing(names, situation)
    return StillMissing(missing=lacking) if lacking else None


def _objection_refusal(verb: Verb, workflow: Workflow, situation: Situation) -> Refusal | None:
    state = workflow.states[situation.state]
    if state.final:
        return NotAllowedNow(state=state.title)
    if situation.silence_running or situation.silence_held or situation.silence_broken:
        return None
    if verb is Verb.BREAK_SILENCE:
        return NoSilenceRunning()
    if Allowance.TAKE_POSITIONS not in state.allows:
        return NotAllowedNow(state=state.title)
    return _tabled(situation)


def _editable(situation: Situation) -> Refusal | None:
    if situation.review_open:
        return EditorialReviewIsOpen()
    if situation.silence_running:
        return SilenceIsRunning()
    if situation.written_running:
        return WrittenProcedureIsRunning()
    return RoundIsOpen() if situation.round_open else None


def _replaceable(situation: Situation) -> Refusal | None:
    return AlreadyCirculated() if situation.revision is not None else _editable(situation)


def _new_to_table(situation: Situation) -> Refusal | None:
    refusal = _editable(situation) or _needs(situation, "has_clauses")
    # The same words may be tabled with standing, after they were circulated without.
    is_new = situation.text_changed_since_revision or situation.numbered_anew or situation.non_paper
    if refusal is None and situation.revision is not None and not is_new:
        return NothingToTable(revision=situation.revision)
    return refusal


def _before_delegations(situation: Situation) -> Refusal | None:
    if situation.revision is None:
        return NotTabledYet()
    if situation.rounds_held and situation.round_revision == situation.revision:
        return None
    return NoRoundOpen()


def _taking_wording(situation: Situation) -> Refusal | None:
    return _before_delegations(situation) or (ConceptsOnly() if situation.concepts_only else None)


def _new_to_circulate(situation: Situation) -> Refusal | None:
    if situation.revision is not None and not (situation.text_changed_since_revision or situation.numbered_anew):
        return _editable(situation) or NothingToTable(revision=situation.revision)
    return _new_to_table(situation)


def _tabled(situation: Situation) -> Refusal | None:
    return NotTabledYet() if situation.revision is None else None


def _suspendable(situation: Situation) -> Refusal | None:
    if situation.silence_running:
        return SilenceEndsFirst()
    if situation.silence_refusable_until is not None:
        return ProposalOfSilenceEndsFirst()
    if situation.written_running:
        return WrittenProcedureEndsFirst()
    return EditorialChangesEndFirst() if situation.review_due_at is not None else None


def _resumed(situation: Situation) -> Refusal | None:
    return NotSuspended() if situation.suspended is None else None


def _notice_to_waive(situation: Situation) -> Refusal | None:
    if not situation.notice_hours:
        return _tabled(situation) or NoNoticeAsked()
    if situation.notice_waived:
        return NoticeIsWaived(revision=situation.revision)
    return None if situation.decidable_from is not None else NoticeHasRun(revision=situation.revision)


def _round_to_end(situation: Situation) -> Refusal | None:
    return None if situation.round_open else NoRoundOpen()


def _round_over(situation: Situation) -> Refusal | None:
    return RoundIsOpen() if situation.round_open else None


def _round_over_or_suspended(situation: Situation) -> Refusal | None:
    refusal = _round_over(situation)
    return RoundStandsStill() if refusal and situation.suspended else refusal


def _ready_for_answers(situation: Situation) -> Refusal | None:
    # A clause that is left blank for a higher level is asked about as it stands: blank.
    blank_as_it_stands = tuple(each for each in situation.placeholders if not is_left(each))
    return _to_be_asked(situation) or _needs(
        replace(situation, placeholders=blank_as_it_stands),
        "silence_not_running",
        "has_clauses",
        "text_is_tabled",
        "notice_given",
        "round_closed",
        "all_answered",
        "no_open_bracket",
    )


def _to_be_asked(situation: Situation) -> Refusal | None:
    """Why the members are asked for no answer to the text: they are already, or it is not for deciding."""
    lacking = guards.of_every_decision(situation)
    return _nobody_answers(situation) or (StillMissing(missing=lacking) if lacking else None)


def _to_propose(situation: Situation) -> Refusal | None:
    if situation.revision is not None and situation.silence_proposed_on == situation.revision:
        return SilenceIsProposed(revision=situation.revision)
    return _ready_for_answers(situation)


def _proposed(situation: Situation) -> Refusal | None:
    return None if situation.silence_proposed_on is not None else NoSilenceProposed()


def _to_refuse(situation: Situation) -> Refusal | None:
    refusal = _refusable(situation)
    if refusal is None and situation.silence_refusable_until is None:
        return HourToRefuseHasPassed()
    return refusal


def _refusable(situation: Situation) -> Refusal | None:
    if situation.silence_refused:
        return SilenceAlreadyRefused(revision=situation.revision)
    return _proposed_on_this_text(situation)


def _to_begin(situation: Situation) -> Refusal | None:
    if situation.silence_refused:
        return SilenceWasRefused(revision=situation.revision)
    refusal = _proposed_on_this_text(situation)
    if refusal is None and situation.silence_refusable_until is not None:
        return SilenceMayStillBeRefused(until=NamedHour(situation.silence_refusable_until))
    return refusal or _ready_for_answers(situation)


def _proposed_on_this_text(situation: Situation) -> Refusal | None:
    if situation.silence_proposed_on in (None, situation.revision):
        return _proposed(situation)
    return ProposalIsOfAnotherText(proposed=situation.silence_proposed_on, revision=situation.revision)


def _nobody_answers(situation: Situation) -> Refusal | None:
    return WrittenProcedureIsRunning() if situation.written_running else None


def _answers_asked(situation: Situation) -> Refusal | None:
    return None if situation.written_running else NoWrittenProcedureRunning()


def _answers_asked_or_ended(situation: Situation) -> Refusal | None:
    return None if situation.written_ended else _answers_asked(situation)


def _silence_to_end(situation: Situation) -> Refusal | None:
    if situation.silence_running:
        return None
    if situation.silence_held_until is not None:
        return HourOfSilenceHasPassed(hour=NamedHour(situation.silence_held_until))
    return NoSilenceRunning()


def _resumable(situation: Situation) -> Refusal | None:
    return _held(situation) or _to_be_asked(situation)


def _held(situation: Situation) -> Refusal | None:
    return None if situation.silence_held and not situation.adopted else NoSilenceHeld()


def _held_and_announced_by_nobody(situation: Situation) -> Refusal | None:
    return _held(situation) or (AnnouncementIsWithheld() if situation.announcement_withheld else None)


def _withheld(situation: Situation) -> Refusal | None:
    return None if situation.announcement_withheld else NothingWithheld()


def _adopted_and_unpublished(situation: Situation) -> Refusal | None:
    return AlreadyPublished() if situation.published else _needs(situation, "adopted")


def _before_nobody(situation: Situation) -> Refusal | None:
    return _tabled(situation) or _editable(situation)


def _declared(situation: Situation) -> Refusal | None:
    if situation.review_open:
        return EditorialReviewIsOpen()
    return _needs(situation, "consensus_declared", "text_is_tabled")


def _review_open(situation: Situation) -> Refusal | None:
    return None if situation.review_open else NoEditorialReviewOpen()


def _adopted(situation: Situation) -> Refusal | None:
    return _needs(situation, "adopted")


def _names_open(situation: Situation) -> Refusal | None:
    return NamesStand() if situation.adopted else None


def _of_the_workflow(verb: Verb, workflow: Workflow, situation: Situation) -> Refusal | None:
    condition = _BY_WORKFLOW.get(verb)
    return condition(workflow, situation) if condition else None


def rests_on_the_very_words(workflow: Workflow) -> bool:
    """Whether a decision rests on positions counted or given in writing, or on silence, and so on the very words."""
    needed = {name for step in workflow.steps if step.verb in _DECIDING for name in step.needs}
    return workflow.decision.counts_positions or bool(needed & _ON_THE_VERY_WORDS)


def _found_in_the_room(workflow: Workflow, situation: Situation) -> Refusal | None:
    return OralRevisionNeedsMore() if rests_on_the_very_words(workflow) else None


def _begun_by_the_chair(workflow: Workflow, situation: Situation) -> Refusal | None:
    return SilenceIsProposedFirst() if workflow.silence_begins is SilenceBegins.BY_PROPOSAL else None


def _begun_by_proposal(workflow: Workflow, situation: Situation) -> Refusal | None:
    return None if workflow.silence_begins is SilenceBegins.BY_PROPOSAL else SilenceNeedsNoProposal()


def _to_stand_by(workflow: Workflow, situation: Situation) -> Refusal | None:
    if situation.adopted or (situation.revision is not None and is_of_the_chair(workflow)):
        return None
    return NoTextOfTheChairs()


def _to_be_named_in(workflow: Workflow, situation: Situation) -> Refusal | None:
    if is_of_the_chair(workflow) and not workflow.states[situation.state].final:
        return None
    return NoTextOfTheChairs()


def _reopenable(workflow: Workflow, situation: Situation) -> Refusal | None:
    if situation.adopted:
        return CorrectInstead()
    if situation.silence_running:
        return ObjectInstead()
    if situation.written_running:
        return AnswerInstead()
    state = workflow.states[situation.state]
    if Allowance.DRAFT not in state.allows:
        return NotAllowedNow(state=state.title)
    return _tabled(situation) or (GiveItInTheRound() if situation.blind_round_open else None)


def _undecided(workflow: Workflow, situation: Situation) -> Refusal | None:
    state = workflow.states[situation.state]
    return NotAllowedNow(state=state.title) if situation.adopted or state.final else None


def _failed(workflow: Workflow, situation: Situation) -> Refusal | None:
    state = workflow.states[situation.state]
    if situation.adopted or is_of_the_chair(workflow):
        return NotAllowedNow(state=state.title)
    if situation.objections or situation.reserves or situation.silence_broken or state.final:
        return None
    return ConsensusHasNotFailed()


_BY_WORKFLOW: Mapping[Verb, Callable[[Workflow, Situation], Refusal | None]] = MappingProxyType(
    {
        Verb.START_SILENCE: _begun_by_the_chair,
        Verb.PROPOSE_SILENCE: _begun_by_proposal,
        Verb.WAIVE_NOTICE: _undecided,
        Verb.REQUEST_REOPENING: _reopenable,
        Verb.RECORD_REOPENING_REQUEST: _reopenable,
        Verb.DECLINE_BREAK: _undecided,
        Verb.SUSPEND: _undecided,
        Verb.REVISE_ORALLY: _found_in_the_room,
        Verb.ASSOCIATE: _to_stand_by,
        Verb.END_ASSOCIATION: _to_stand_by,
        Verb.CONVERT: _failed,
        Verb.CONSENT_TO_BE_NAMED: _to_be_named_in,
    }
)
"""What depends on the workflow that a statement has, beside what its states allow."""

_CONDITIONS: Mapping[Verb, Callable[[Situation], Refusal | None]] = MappingProxyType(
    {
        Verb.IMPORT_TEXT: _replaceable,
        Verb.INSERT_PART: _editable,
        Verb.REWORD_PART: _editable,
        Verb.MOVE_PART: _editable,
        Verb.SPLIT_CLAUSE: _editable,
        Verb.MERGE_CLAUSES: _editable,
        Verb.REMOVE_PART: _editable,
        Verb.APPLY_STYLE_ENDINGS: _editable,
        Verb.RENUMBER_CLAUSES: _editable,
        Verb.UPDATE_REFERENCES: _editable,
        Verb.SET_REFERENCE: _editable,
        Verb.CHOOSE_ATTRIBUTION: _editable,
        Verb.TABLE_REVISION: _new_to_table,
        Verb.CIRCULATE_NON_PAPER: _new_to_circulate,
        Verb.EXTEND_ROUND: _round_to_end,
        Verb.CLOSE_ROUND: _round_to_end,
        Verb.OPEN_ROUND: _nobody_answers,
        Verb.COMMENT: _before_delegations,
        Verb.AMEND: _taking_wording,
        Verb.TAKE_OVER: _taking_wording,
        Verb.SUBMIT_INPUT: _before_delegations,
        Verb.CLEAR_INPUT: _before_delegations,
        Verb.SET_INNER_HOUR: _round_to_end,
        Verb.RECORD_INPUT: _before_delegations,
        Verb.SUPPORT_AMENDMENT: _tabled,
        Verb.CONSOLIDATE: _round_over,
        Verb.TAKE_POSITION: _tabled,
        Verb.CONVERT_RESERVE: _round_over,
        Verb.DECIDE_ON_CONFIRMATION: _tabled,
        Verb.DISPOSE: _round_over,
        Verb.ASSIGN_INPUT: _round_over,
        Verb.ADMIT_LATE_INPUT: _round_over,
        Verb.INCORPORATE: _editable,
        Verb.PUT_IN_BRACKETS: _editable,
        Verb.RESOLVE_BRACKET: _editable,
        Verb.NAME_SPONSORS: _editable,
        Verb.FILL_PLACEHOLDER: _editable,
        Verb.NOTE_CLAUSE_STATE: _editable,
        Verb.REOPEN_CLAUSE: _editable,
        Verb.REOPEN_ENDORSED: _editable,
        Verb.BIND_PACKAGE: _before_nobody,
        Verb.FREE_PACKAGE: _editable,
        Verb.RETURN_TO_COMMENTS: _nobody_answers,
        Verb.WAIVE_NOTICE: _notice_to_waive,
        Verb.START_SILENCE: _ready_for_answers,
        Verb.PROPOSE_SILENCE: _to_propose,
        Verb.REFUSE_SILENCE: _to_refuse,
        Verb.RECORD_REFUSAL: _refusable,
        Verb.WITHDRAW_PROPOSAL: _proposed,
        Verb.BEGIN_PROPOSED_SILENCE: _to_begin,
        Verb.ACKNOWLEDGE_RECEIPT: _silence_to_end,
        Verb.REQUEST_TIME: _silence_to_end,
        Verb.EXTEND_SILENCE: _silence_to_end,
        Verb.WITHDRAW_SILENCE: _silence_to_end,
        Verb.RESUME_SILENCE: _resumable,
        Verb.START_WRITTEN_PROCEDURE: _ready_for_answers,
        Verb.EXTEND_WRITTEN_PROCEDURE: _answers_asked,
        Verb.WITHDRAW_WRITTEN_PROCEDURE: _answers_asked,
        Verb.ANSWER_IN_WRITING: _answers_asked,
        Verb.RECORD_WRITTEN_ANSWER: _answers_asked_or_ended,
        Verb.WITHHOLD_ANNOUNCEMENT: _held_and_announced_by_nobody,
        Verb.LIFT_WITHHOLDING: _withheld,
        Verb.REVISE_ORALLY: _declared,
        Verb.OPEN_EDITORIAL_REVIEW: _declared,
        Verb.CHANGE_EDITORIALLY: _review_open,
        Verb.PUT_EDITORIAL_CHANGES: _review_open,
        Verb.WITHDRAW_EDITORIAL_REVIEW: _review_open,
        Verb.WITHHOLD: _adopted_and_unpublished,
        Verb.CONVERT: _before_nobody,
        Verb.ADD_DISSENT: _editable,
        Verb.SUSPEND: _suspendable,
        Verb.RESUME: _resumed,
        Verb.TRANSLATE: _tabled,
        Verb.ISSUE_TRANSLATION: _tabled,
        Verb.CORRECT: _adopted,
        Verb.OBJECT_TO_CORRIGENDUM: _adopted,
        Verb.WITHDRAW_CORRIGENDUM: _adopted,
        Verb.AMEND_ADOPTED: _adopted,
        Verb.KEEP_COMMITMENTS: _adopted,
        Verb.REPORT_ON_COMMITMENT: _adopted,
        Verb.WITHDRAW_STATEMENT: _round_over_or_suspended,
        Verb.CHOOSE_NAMES: _names_open,
    }
)


# The table of roles --------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def role_table() -> Mapping[Verb, Rule]:
    """The shipped table, read once, when it is first asked. Raises `WorkflowMistake` as `parse_roles` does."""
    path = shipped("workflows") / "roles.toml"
    return parse_roles(read_source(path), str(path))


class _WrittenRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"while_": "while"}):
    by: tuple[Role, ...]
    while_: tuple[Allowance, ...] = ()


def parse_roles(source: str, file: str) -> Mapping[Verb, Rule]:
    """The table that this text holds, complete: every verb has its row.

    Raises `WorkflowMistake` for bad TOML, an unknown or missing verb, role, allowance or key, a verb that nobody may
    do, a step with `while`, a declaration given to any but chair and co-chair, anything but administration given to an
    administrator, and anything but the desk to an incoming chair.
    """

    def mistake(key: str, remedy: str) -> WorkflowMistake:
        return WorkflowMistake(file=file, key=key, remedy=remedy)

    try:
        written = tomllib.loads(source)
    except (tomllib.TOMLDecodeError, RecursionError) as trouble:
        raise mistake("file", f"this is not TOML ({trouble}); correct the file there.") from trouble
    verbs = [verb.value for verb in Verb]
    for name in written:
        if name not in verbs:
            raise mistake(name, f"there is no such verb{meant(name, verbs)}; take the row out or correct its name.")
    table: dict[Verb, Rule] = {}
    for verb in Verb:
        if verb.value not in written:
            raise mistake(verb.value, "this verb is missing; add a row that says who may.")
        try:
            rule = msgspec.convert(written[verb.value], _WrittenRule)
        except msgspec.ValidationError as trouble:
            raise mistake(verb.value, f"{trouble}; write by = [roles], while = [allowances].") from trouble
        if not rule.by:
            raise mistake(verb.value, "name at least one role.")
        if verb in STEP_VERBS and rule.while_:
            raise mistake(verb.value, "a step has no “while”: the workflow says from where it leads; take it out.")
        if verb in CHAIRS_OWN and not set(rule.by) <= {Role.CHAIR, Role.CO_CHAIR}:
            raise mistake(verb.value, "only the chair and a co-chair declare; take the other roles out.")
        if Role.ADMINISTRATOR in rule.by and verb not in ADMINISTRATION:
            raise mistake(verb.value, "an administrator takes no part in a negotiation; take the role out.")
        if Role.INCOMING_CHAIR in rule.by and verb is not Verb.READ_DESK:
            raise mistake(verb.value, "an incoming chair reads the desk and nothing else; take the role out.")
        table[verb] = Rule(by=rule.by, allowances=frozenset(rule.while_))
    return MappingProxyType(table)

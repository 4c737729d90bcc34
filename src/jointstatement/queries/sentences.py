"""What each kind of entry and notice says, and what fills the sentence.

A new kind gets its sentence here: `queries/record` and the notices say what they find, and know no kind by name.
"""

from collections.abc import Mapping
from datetime import date, datetime
from string import Formatter
from typing import Any

from jointstatement.errors import N_
from jointstatement.text.naming import Naming

SENTENCES: Mapping[str, tuple[str, ...]] = {
    "statement_created": (N_("The statement was begun."),),
    "text_imported": (N_("A text was read in from a file."),),
    "call_put": (N_("The call for inputs “{title}” was put, until {due_at}."),),
    "call_extended": (N_("The hour of the call for inputs “{title}” was moved to {due_at}."),),
    "call_closed": (
        N_("The call for inputs “{title}” has closed: {given} of {asked} delegations gave inputs."),
        N_("The call for inputs “{title}” has closed."),
    ),
    "contribution_given": (
        N_("{delegation} gave inputs to the call “{title}”."),
        N_("Inputs to the call “{title}” were given."),
    ),
    "late_contribution_given": (
        N_("{delegation} gave inputs to the call “{title}” after its hour."),
        N_("Inputs to the call “{title}” were given after its hour."),
    ),
    "contribution_withdrawn": (
        N_("{delegation} withdrew its inputs to the call “{title}”."),
        N_("The inputs to the call “{title}” were withdrawn."),
    ),
    "chair_term_entered": (N_("{holder} holds the chair."),),
    "became_observer": (N_("{name} takes part as an observer from now on."),),
    "became_partner": (N_("{name} takes part as a partner from now on."),),
    "became_guest": (N_("{name} takes part as a guest from now on."),),
    "guests_read_drafts": (N_("From now on guests read tabled texts."),),
    "guests_read_adopted": (N_("From now on guests read adopted texts alone."),),
    "handover_planned": (
        N_("The handover of the chair to {holder} was planned; the incoming chair is {incoming_chair}."),
        N_("The handover of the chair to {holder} was planned."),
    ),
    "incoming_chair_reads": (N_("From now on the incoming chair reads with the chair."),),
    "incoming_chair_does_not_read": (N_("From now on the incoming chair does not read with the chair."),),
    "handover_withdrawn": (N_("The planned handover of the chair was given up."),),
    "handover_failed": (N_("The planned handover did not happen: nobody would have held the chair."),),
    "chair_handed_over": (N_("The chair passed to {holder}."),),
    "begun_from_call": (N_("The text was begun from the call for inputs “{title}”."),),
    "begun_from_adopted": (N_("The text began with the words of the one that was adopted on {adopted_on}."),),
    "begun_from_lapsed": (
        N_("The text began with the words of one that lapsed on {ended_on}: nothing in it is agreed."),
    ),
    "begun_from_issued": (
        N_("The text began with the words of one that the chair issued on {ended_on}; they are not agreed."),
    ),
    "part_inserted": (N_("A part was inserted."),),
    "part_reworded": (N_("A part was reworded."),),
    "part_moved": (N_("A part was moved."),),
    "part_removed": (N_("A part was taken out."),),
    "clauses_renumbered": (N_("The clauses were numbered anew."),),
    "references_updated": (N_("References to clauses were brought up to date."),),
    "reference_set": (
        N_("It was noted that “{label}” means clause {meant}."),
        N_("It was noted that “{label}” means no clause of this text."),
    ),
    "clause_split": (N_("A clause was divided in two."),),
    "clauses_merged": (N_("Two clauses were joined."),),
    "style_set": (N_("The statement style was changed from {before} to {after}."),),
    "style_uploaded": (N_("A file for the statement style “{title}” was uploaded."),),
    "style_taken": (N_("The statement style “{title}” was taken into use."),),
    "style_withdrawn": (N_("The statement style “{title}” was withdrawn."),),
    "symbol_form_changed": (N_("The form of symbols was changed."),),
    "copies_logged": (N_("From now on the body keeps who takes drafts out."),),
    "copies_not_logged": (N_("From now on the body does not keep who takes drafts out."),),
    "silence_rules_changed": (N_("The body’s rules of silence were changed."),),
    "notice_asked": (N_("From now on a text is decided {hours} hours after it was tabled at the earliest."),),
    "no_notice_asked": (N_("From now on a text may be decided as soon as it is tabled."),),
    "working_hours_changed": (N_("The body’s working hours were changed: from {begins} to {ends}."),),
    "holiday_kept": (N_("{day} was entered as a holiday of the body: {name}."),),
    "holiday_dropped": (N_("{day} is no holiday of the body any more: {name}."),),
    "naming_profile_begun": (N_("The naming profile “{title}” was begun."),),
    "naming_profile_saved": (N_("The naming profile “{title}” was saved."),),
    "body_naming_chosen": (
        N_("The body names its delegations by the profile “{title}”."),
        N_("The body names its delegations as they were entered."),
    ),
    "statement_naming_chosen": (
        N_("The delegations are named by the profile “{title}”."),
        N_("The delegations are named as the body names them."),
    ),
    "style_endings_taken": (N_("The text's own closing punctuation gave way to the style's."),),
    "participants_set": (N_("The list of participants was entered."),),
    "symbol_entered": (N_("The symbol {symbol} was chosen for the text."),),
    "symbol_taken_back": (N_("The symbol that was chosen for the text was taken back."),),
    "signatories_set": (N_("The signature block was entered."),),
    "revision_tabled": (
        N_("{label} was tabled, numbered anew: {renumbered} of its clauses have another number."),
        N_("{label} was tabled."),
        N_("{revision} was tabled."),
    ),
    "attribution_opened": (N_("From now on delegations learn who puts forward what."),),
    "attribution_closed": (N_("From now on the chair’s office alone learns who puts forward what."),),
    "attribution_withheld": (
        N_(
            "From now on the chair’s office learns who puts forward what only when everything of the round is answered."
        ),
    ),
    "authors_learnt": (N_("The chair’s office has answered the input of round {round} and learns from whom it came."),),
    "non_paper_circulated": (
        N_("{label} was circulated: it has no standing, and nothing is decided on it."),
        N_("{revision} was circulated: it has no standing, and nothing is decided on it."),
    ),
    "round_on_concepts_opened": (
        N_("Round {round} was opened on {revision} for comments on concepts, and no proposed wording, until {due_at}."),
    ),
    "round_opened": (N_("Round {round} was opened on {revision}, until {due_at}."),),
    "hour_confirmed": (
        N_("The hour {due_at} falls on a holiday ({holiday}); the chair confirmed it."),
        N_("The hour {due_at} is at the weekend ({weekend}); the chair confirmed it."),
        N_("The hour {due_at} is at night ({night}); the chair confirmed it."),
    ),
    "round_extended": (N_("The hour of round {round} was moved to {due_at}."),),
    "round_closed": (N_("Round {round} was closed and its input circulated."),),
    "round_for_chair_closed": (N_("Round {round}, whose input went to the chair alone, was closed."),),
    "deputy_named": (
        N_("{person} was named deputy of the head of delegation, until {due_at}."),
        N_("{person} was named deputy of the head of delegation."),
    ),
    "deputy_recalled": (N_("{person} is no longer deputy of the head of delegation."),),
    "inner_hour_set": (N_("Drafts for round {round} are to be with the head of the delegation by {due_at}."),),
    "inner_hour_lifted": (N_("There is no hour any more within the delegation for drafts to round {round}."),),
    "inner_hour_reminded": (
        N_("Reminder: drafts for round {round} are to be with the head of the delegation by {due_at}."),
    ),
    "draft_cleared": (N_("A draft was cleared for submission."),),
    "draft_sent_back": (N_("A draft was sent back to who wrote it: {word}"), N_("A draft of yours was sent back.")),
    "comment_drafted": (N_("A comment was drafted."),),
    "comment_changed": (N_("The draft of a comment was changed."),),
    "comment_dropped": (N_("The draft of a comment was dropped."),),
    "comment_withdrawn": (
        N_("{delegation} withdrew its comment {label}."),
        N_("The comment {label} was withdrawn."),
        N_("A comment was withdrawn."),
    ),
    "returned_file_confirmed": (N_("What was kept of a returned file became drafts."),),
    "comment_answered": (N_("The comment {label} was answered."), N_("A comment was answered.")),
    "input_assigned": (
        N_("{label} was given to {person} to answer."),
        N_("{label} is for you to answer."),
        N_("{label} is nobody’s to answer any more."),
    ),
    "amendment_supported": (
        N_("{delegation} supports the amendment {label}."),
        N_("The amendment {label} was supported."),
    ),
    "co_sponsoring_asked": (
        N_("{delegation} asks to co-sponsor your amendment {label}."),
        N_("A delegation asks to co-sponsor your amendment {yours}."),
        N_("The delegation asked to co-sponsor the amendment {label}."),
    ),
    "co_sponsor_accepted": (
        N_("{delegation} co-sponsors the amendment {label}."),
        N_("The amendment {label} has a further sponsor."),
    ),
    "support_withdrawn": (
        N_("{delegation} no longer stands behind the amendment {label}."),
        N_("Support for the amendment {label} was withdrawn."),
    ),
    "group_begun": (N_("The group “{group}” was begun; {delegation} speaks for it."),),
    "group_changed": (N_("The group “{group}” was changed; {delegation} speaks for it."),),
    "group_spoke": (N_("{delegation} gave input for the group “{group}”. It counts for your delegation too."),),
    "group_opted_out": (N_("{delegation} speaks for itself on this text, and not through the group “{group}”."),),
    "group_rejoined": (N_("The group “{group}” speaks for {delegation} on this text again."),),
    "position_taken_for": (N_("The group “{group}” took a position for the delegation."),),
    "comment_replied_to": (
        N_("{delegation} replied to the comment {label}."),
        N_("The comment {label} was replied to."),
    ),
    "office_replied": (N_("The chair’s office replied to the comment {label}."),),
    "reply_withdrawn": (
        N_("{delegation} withdrew its reply to the comment {label}."),
        N_("A reply to the comment {label} was withdrawn."),
    ),
    "late_input_admitted": (
        N_("{label}, which came after the hour, was admitted: {reason}"),
        N_("{label}, which came after the hour, was admitted."),
    ),
    "late_input_not_admitted": (
        N_("{label}, which came after the hour, was not admitted: {reason}"),
        N_("{label}, which came after the hour, was not admitted."),
    ),
    "ready_answer_kept": (N_("The ready answer “{title}” was kept."),),
    "ready_answer_changed": (N_("The ready answer “{title}” was changed."),),
    "ready_answer_withdrawn": (N_("The ready answer “{title}” was taken off the list."),),
    "content_with_answer": (
        N_("{delegation} is content with the answer to {label}."),
        N_("The author of {given} is content with the answer."),
        N_("The delegation is content with the answer to {label}."),
    ),
    "not_content_with_answer": (
        N_("{delegation} is not content with the answer to {label}."),
        N_("The author of {given} is not content with the answer."),
        N_("The delegation is not content with the answer to {label}."),
    ),
    "amendment_drafted": (N_("An amendment was drafted."),),
    "amendment_changed": (N_("The draft of an amendment was changed."),),
    "amendment_taken_over": (N_("The withdrawn amendment {label} was taken over as a draft."),),
    "amendment_dropped": (N_("The draft of an amendment was dropped."),),
    "amendment_withdrawn": (
        N_("{delegation} withdrew its amendment {label}."),
        N_("The amendment {label} was withdrawn."),
        N_("An amendment was withdrawn."),
    ),
    "amendments_consolidated": (N_("{sources} were consolidated as {label}; objections until {due_at}."),),
    "consolidation_revised": (N_("{label}, consolidated from {sources}, has new words; objections until {due_at}."),),
    "consolidation_hour_moved": (
        N_("{label}, consolidated from {sources}: objections until {due_at}, as the negotiation was suspended."),
    ),
    "consolidation_reminded": (
        N_("Delegations with amendments in {label} ({sources}) were reminded that they may object until {due_at}."),
        N_("{yours} of your delegation stands in {label}, to which you may object until {due_at}."),
    ),
    "consolidation_objected": (
        N_("{delegation} objected: {source} stands by itself again, and not in {label}."),
        N_("Its author objected: {source} stands by itself again, and not in {label}."),
    ),
    "late_objection_to_consolidation": (
        N_("{delegation} objected after the hour: {source} was to stand by itself, and not in {label}."),
        N_("Its author objected after the hour: {source} was to stand by itself, and not in {label}."),
    ),
    "consolidation_source_withdrawn": (N_("{source} was withdrawn and stands in {label} no longer."),),
    "consolidation_fell": (N_("The consolidated proposal {label} is over, since fewer than two are left in it."),),
    "consolidation_undone": (N_("The consolidation as {label} was undone: {sources} stand by themselves again."),),
    "amendment_answered": (N_("The amendment {label} was answered."), N_("An amendment was answered.")),
    "part_composed": (N_("Amendments were composed into one wording: {amendments}."),),
    "amendments_carried_over": (N_("Amendments that still wait were carried over to {revision}."),),
    "amendment_needs_its_author": (
        N_("{revision} changes the words that your {label} would change. Please issue it anew or withdraw it."),
    ),
    "consolidation_needs_new_words": (
        N_("{revision} changes the words that your office’s {label} would change. Give it new words or undo it."),
    ),
    "put_in_brackets": (N_("Words were put in brackets: {bracket}."),),
    "disputes_put_in_brackets": (N_("What is in dispute was put in brackets: {amendments}."),),
    "bracket_resolved": (N_("The bracket {bracket} was resolved."),),
    "sponsors_named": (N_("It was noted who stands behind the bracket {bracket}."),),
    "placeholder_filled": (N_("The placeholder {bracket} was filled: {words}."),),
    "clause_agreed_informally": (N_("The clause was noted as agreed informally."),),
    "clause_pending": (N_("The clause was noted as agreed pending delegations."),),
    "clause_agreed_ad_referendum": (N_("The clause was noted as agreed ad referendum, to be confirmed by {due_at}."),),
    "clause_agreed": (N_("The clause was noted as agreed."),),
    "clause_reopened": (
        N_("The clause was re-opened: {reason}"),
        N_("The clause was re-opened."),
        N_("A clause was re-opened."),
    ),
    "reopening_requested": (
        N_("{delegation} asked for the group “{group}” that the clause be re-opened: {reason}"),
        N_("{delegation} asks for the group “{group}” that clause {clause} be re-opened."),
        N_("{delegation} asked that the clause be re-opened: {reason}"),
        N_("{delegation} asks that clause {clause} be re-opened."),
        N_("{delegation} asks that a part of the text be re-opened."),
    ),
    "reopening_request_recorded": (
        N_(
            "The secretariat entered that {delegation} asked for the group “{group}” that the clause be re-opened: "
            "{reason}"
        ),
        N_("The secretariat entered that {delegation} asks for the group “{group}” that clause {clause} be re-opened."),
        N_("The secretariat entered that {delegation} asked that the clause be re-opened: {reason}"),
        N_("The secretariat entered that {delegation} asks that clause {clause} be re-opened."),
        N_("The secretariat entered that {delegation} asks that a part of the text be re-opened."),
    ),
    "reopening_request_withdrawn": (
        N_("{delegation} no longer asks for the group “{group}” that clause {clause} be re-opened."),
        N_("{delegation} no longer asks for the group “{group}” that the clause be re-opened."),
        N_("{delegation} no longer asks that clause {clause} be re-opened."),
        N_("{delegation} no longer asks that the clause be re-opened."),
    ),
    "reopening_declined": (
        N_("The request of {delegation} for the group “{group}” that the clause be re-opened was declined: {reason}"),
        N_("The request of {delegation} for the group “{group}” that clause {clause} be re-opened was declined."),
        N_("The request of {delegation} that the clause be re-opened was declined: {reason}"),
        N_("The request of {delegation} that clause {clause} be re-opened was declined."),
        N_("The request of {delegation} that a part of the text be re-opened was declined."),
    ),
    "reopening_request_met": (
        N_("Clause {clause} was re-opened, as {delegation} had asked for the group “{group}”."),
        N_("The clause was re-opened, as {delegation} had asked for the group “{group}”."),
        N_("Clause {clause} was re-opened, as {delegation} had asked."),
        N_("The clause was re-opened, as {delegation} had asked."),
    ),
    "reopening_request_met_by_change": (
        N_(
            "Clause {clause}, which {delegation} had asked to re-open for the group “{group}”, is open again, with "
            "other words."
        ),
        N_(
            "The clause, which {delegation} had asked to re-open for the group “{group}”, is open again, with other "
            "words."
        ),
        N_("Clause {clause}, which {delegation} had asked to re-open, is open again, with other words."),
        N_("The clause, which {delegation} had asked to re-open, is open again, with other words."),
    ),
    "reopening_request_outlived": (
        N_("Clause {clause}, which {delegation} had asked to re-open for the group “{group}”, has left the text."),
        N_("The clause, which {delegation} had asked to re-open for the group “{group}”, has left the text."),
        N_("Clause {clause}, which {delegation} had asked to re-open, has left the text."),
        N_("The clause, which {delegation} had asked to re-open, has left the text."),
    ),
    "package_bound": (N_("Clauses were bound together in the package “{package}”: {clauses}."),),
    "package_freed": (N_("The package “{package}” was freed: {clauses}."),),
    "package_agreed_informally": (N_("The package “{package}” was noted as agreed informally: {clauses}."),),
    "package_pending": (N_("The package “{package}” was noted as agreed pending delegations: {clauses}."),),
    "package_agreed_ad_referendum": (
        N_("The package “{package}” was noted as agreed ad referendum, to be confirmed by {due_at}: {clauses}."),
    ),
    "package_agreed": (N_("The package “{package}” was noted as agreed: {clauses}."),),
    "package_reopened": (
        N_("The package “{package}” was re-opened ({clauses}): {reason}"),
        N_("The package “{package}” was re-opened: {clauses}."),
        N_("The package “{package}” was re-opened."),
    ),
    "agreement_awaited": (
        N_("The agreement of {delegation} is awaited."),
        N_("The agreement of your delegation is awaited on a clause."),
    ),
    "agreed_clause_changed": (N_("The clause was agreed; the change of its words re-opened it."),),
    "bound_clause_reopened": (N_("The clause was agreed; a change in its package re-opened it."),),
    "merge_saved": (N_("The choices of a merge in progress were saved."),),
    "merge_dropped": (N_("A merge in progress was given up."),),
    "amendment_incorporated": (
        N_("The words of {label} went into the text."),
        N_("The words of an amendment went into the text."),
    ),
    "input_submitted": (
        N_("{delegation} submitted input to round {round}."),
        N_("The delegation's input to round {round} was submitted."),
    ),
    "input_recorded": (
        N_("The secretariat entered input of {delegation} to round {round}."),
        N_("The secretariat entered input of the delegation to round {round}, received at {received_at}."),
    ),
    "input_circulated": (
        N_("The input of {delegation} was circulated."),
        N_("Input was circulated."),
    ),
    "input_labelled": (N_("The input to round {round} went to the chair alone."),),
    "position_drafted": (N_("A position on {revision} was drafted."),),
    "position_taken": (
        N_("{delegation} took a position on {revision}."),
        N_("A position on {revision} was taken."),
    ),
    "confirmation_due": (
        N_("The hour has come by which {delegation} was to confirm its agreement to {revision}: {due_at}."),
    ),
    "agreement_lapsed": (N_("The agreement of {delegation} to {revision} was not confirmed and no longer counts."),),
    "confirmation_hour_set": (N_("{delegation} is to confirm its agreement to {revision} by {due_at}."),),
    "moved_to_consensus": (N_("The chair brought {revision} to consensus."),),
    "returned_to_comments": (N_("The chair returned the text to comments."),),
    "silence_started": (
        N_("A silence procedure on {revision} began, on what has changed since {before} alone, until {due_at}."),
        N_("A silence procedure on {revision} began, until {due_at}."),
    ),
    "silence_extended": (N_("The hour of silence on {revision} was moved to {due_at}."),),
    "silence_reminded": (
        N_(
            "Delegations that have not acknowledged receipt of {revision} were reminded that silence ends on {due_at}: "
            "{count}."
        ),
        N_("Silence on {revision} ends on {due_at}. Your delegation has not acknowledged receipt."),
    ),
    "written_started": (N_("Written answers to {revision} were asked for, until {due_at}."),),
    "written_extended": (N_("The hour for written answers to {revision} was moved to {due_at}."),),
    "written_withdrawn": (N_("The written procedure on {revision} was withdrawn."),),
    "written_ended": (
        N_(
            "The hour for written answers to {revision} came. Yes: {yes}; no: {no}; abstaining: {abstaining}; "
            "no answer: {awaited}, which is no consent."
        ),
        N_("The hour for written answers to {revision} came."),
    ),
    "written_answer_given": (N_("{delegation} answered {revision} in writing: {answer}."),),
    "written_answer_recorded": (
        N_("The secretariat entered the answer of {delegation} to {revision}, received at {received_at}: {answer}."),
        N_("The secretariat entered the answer of {delegation} to {revision}: {answer}."),
    ),
    "written_reminded": (
        N_("Delegations that have not answered {revision} were reminded that the hour is {due_at}: {count}."),
        N_("Written answers to {revision} are taken until {due_at}. Your delegation has not answered."),
    ),
    "round_reminded": (
        N_("Delegations that have not submitted to round {round} were reminded that it closes on {due_at}: {count}."),
        N_("Round {round} closes on {due_at}. Your delegation has not submitted."),
    ),
    "silence_resumed": (
        N_("Silence on {revision} runs again, until {due_at}: {reason}"),
        N_("Silence on {revision} runs again, until {due_at}."),
    ),
    "notice_waived": (
        N_("The chair waived notice of {revision}: {reason}"),
        N_("The chair waived notice of {revision}: a decision on it no longer waits for that."),
    ),
    "announcement_withheld": (
        N_("The chair withholds the announcement on {revision}: {reason}"),
        N_("The chair withholds the announcement on {revision}."),
    ),
    "withholding_lifted": (
        N_("The chair no longer withholds the announcement on {revision}: {reason}"),
        N_("The chair no longer withholds the announcement on {revision}."),
    ),
    "silence_proposed": (
        N_(
            "Silence on {revision} until {due_at} was proposed, on what has changed since {before} alone. Delegations "
            "may refuse until {refuse_until}."
        ),
        N_("Silence on {revision} until {due_at} was proposed. Delegations may refuse until {refuse_until}."),
    ),
    "silence_refused": (
        N_("{delegation} refused that silence be begun on {revision}."),
        N_("It was refused that silence be begun on {revision}."),
    ),
    "silence_proposal_withdrawn": (N_("The proposal to put {revision} under silence was withdrawn."),),
    "silence_withdrawn": (N_("The silence procedure on {revision} was withdrawn."),),
    "silence_broken": (
        N_("{delegation} broke silence on {revision} for the group “{group}”."),
        N_("{delegation} broke silence on {revision}."),
        N_("Silence on {revision} was broken."),
    ),
    "silence_held": (N_("Silence on {revision} was held until its hour."),),
    "late_objection_received": (
        N_("An objection by {delegation} for the group “{group}” to {revision} came after the hour."),
        N_("An objection by {delegation} to {revision} came after the hour."),
    ),
    "group_objected": (
        N_("{delegation} objected to {revision} for the group “{group}”. It counts for your delegation too."),
    ),
    "group_lifted": (
        N_(
            "{delegation} lifted for the group “{group}” what stood in the way of {revision}. It counts for your "
            "delegation too."
        ),
    ),
    "break_declined": (N_("{delegation} does not share the objection of the group “{group}” to {revision}."),),
    "objection_recorded": (
        N_("An objection by {delegation} to {revision} was recorded."),
        N_("An objection to {revision} was recorded."),
    ),
    "time_requested": (
        N_("{delegation} asked for more time on {revision}."),
        N_("More time was asked for on {revision}."),
    ),
    "break_explained": (N_("{delegation} gave its reason for breaking silence."),),
    "receipt_acknowledged": (N_("Receipt of {revision} was acknowledged."),),
    "consensus_declared": (
        N_(
            "A decision by majority was declared on {revision}: {in_favour} in favour, {against} against, "
            "{abstaining} abstaining."
        ),
        N_("Unanimity of {agreeing} members was declared on {revision}."),
        N_("Consensus minus {minus} was declared on {revision}; delegations that stand apart: {standing_apart}."),
        N_("Consensus minus {minus} was declared on {revision}."),
        N_("Consensus was declared on {revision}."),
    ),
    "endorsed": (
        N_("{revision} was endorsed with a view to adoption at {adoption_at}; clauses left to {left_to}: {clauses}."),
        N_("{revision} was endorsed with a view to adoption at {adoption_at}. It is not adopted."),
    ),
    "endorsed_clauses_reopened": (
        N_("The chair re-opened clauses of the text that was endorsed for {adoption_at}: {clauses}."),
    ),
    "endorsement_taken_back": (
        N_("The chair took back that the text was endorsed with a view to adoption at {adoption_at}."),
    ),
    "clause_left": (N_("A clause was left to {left_to}; the text has it blank."),),
    "consensus_reopened": (N_("The chair took the declared consensus on {revision} back."),),
    "reservation_made": (N_("{delegation} made a reservation."), N_("A reservation to {revision} was made.")),
    "reservation_withdrawn": (N_("{delegation} withdrew its reservation."), N_("A reservation was withdrawn.")),
    "statement_made": (
        N_("{delegation} made a statement to be attached."),
        N_("A statement to be attached to {revision} was made."),
    ),
    "attached_statement_withdrawn": (
        N_("{delegation} withdrew its statement."),
        N_("A statement to be attached was withdrawn."),
    ),
    "footnote_offered": (
        N_("{delegation} put a footnote to the text."),
        N_("A footnote to {revision} was offered."),
    ),
    "footnote_withdrawn": (N_("{delegation} withdrew its footnote."), N_("A footnote was withdrawn.")),
    "attached_statement_changed": (
        N_("{delegation} changed what it attaches."),
        N_("What the delegation attaches was changed."),
    ),
    "attached_statement_joined": (
        N_("{delegation} joined what {author} attaches."),
        N_("The delegation joined what {author} attaches."),
    ),
    "joining_asked": (N_("{delegation} asks your delegation to join a statement that it attaches."),),
    "late_statement_received": (
        N_("A statement by {delegation} came after the hour for statements."),
        N_("A statement came after the hour for statements."),
    ),
    "adopted": (
        N_(
            "{revision} was adopted as {symbol} in {place} on {adopted_on} by a majority: {in_favour} in favour, "
            "{against} against, {abstaining} abstaining."
        ),
        N_("{revision} was adopted as {symbol} in {place} on {adopted_on} by unanimity of {agreeing} members."),
        N_(
            "{revision} was adopted as {symbol} in {place} on {adopted_on} by consensus minus {minus}; delegations "
            "that stood apart: {standing_apart}."
        ),
        N_("{revision} was adopted as {symbol} in {place} on {adopted_on} by consensus minus {minus}."),
        N_("{revision} was adopted as {symbol} in {place} on {adopted_on}."),
        N_(
            "{revision} was adopted in {place} on {adopted_on} by a majority: {in_favour} in favour, {against} "
            "against, {abstaining} abstaining."
        ),
        N_("{revision} was adopted in {place} on {adopted_on} by unanimity of {agreeing} members."),
        N_(
            "{revision} was adopted in {place} on {adopted_on} by consensus minus {minus}; delegations that stood "
            "apart: {standing_apart}."
        ),
        N_("{revision} was adopted in {place} on {adopted_on} by consensus minus {minus}."),
        N_("{revision} was adopted in {place} on {adopted_on}."),
        N_("{revision} was adopted."),
    ),
    "published": (N_("The adopted text was published."),),
    "orally_revised": (
        N_("{revision} was orally revised and numbered anew: {renumbered} of its clauses have another number."),
        N_("{revision} was orally revised by the chair."),
    ),
    "converted": (N_("The chair began a text of the chair’s own from {revision}: consensus on it failed."),),
    "associated": (N_("{delegation} stands by {revision}."), N_("A delegation stands by {revision}.")),
    "association_ended": (N_("{delegation} no longer stands by the text."),),
    "naming_consented": (N_("{delegation} consented to be named among those that did not agree."),),
    "issued": (N_("The chair issued {revision} as {symbol}."), N_("The chair issued {revision}.")),
    "translation_entered": (N_("A part of {revision} was entered in {language}."),),
    "translation_laid": (N_("A file was laid beside {revision} in {language}: {count} parts."),),
    "translation_issued": (N_("A translation of {revision} into {language} was issued ({status})."),),
    "corrigendum_proposed": (
        N_(
            "A corrigendum to the translation into {language} alone was put before the members, until {due_at}. The "
            "original stands."
        ),
        N_("A corrigendum to the adopted text was put before the members, until {due_at}."),
    ),
    "corrigendum_stopped": (
        N_("{delegation} objected to the corrigendum to the translation into {language}, which is stopped."),
        N_("{delegation} objected to the corrigendum, which is stopped."),
        N_("The corrigendum to the translation into {language} was stopped by an objection."),
        N_("The corrigendum was stopped by an objection."),
    ),
    "late_objection_to_corrigendum": (
        N_("An objection by {delegation} to the corrigendum to the translation into {language} came after its hour."),
        N_("An objection by {delegation} to the corrigendum came after its hour."),
        N_("An objection to the corrigendum came after its hour."),
    ),
    "editorial_review_opened": (
        N_("The chair’s office looks through {revision} for slips of the pen, before adoption."),
    ),
    "editorial_change_entered": (
        N_("Editorial change {number} was entered: {reason}"),
        N_("Editorial change {number} was entered."),
    ),
    "editorial_change_dropped": (N_("Editorial change {number} was taken back."),),
    "editorial_changes_put": (N_("Editorial changes to {revision} lie before the members until {due_at}: {count}."),),
    "editorial_review_reminded": (
        N_("Delegations that have not objected to editorial changes were reminded of {due_at}: {count}."),
        N_("Your delegation may object to editorial changes to {revision} until {due_at}."),
    ),
    "editorial_change_fell": (
        N_("{delegation} objected to editorial change {number}: {reason}"),
        N_("{delegation} objected to editorial change {number}. It falls."),
        N_("A delegation objected to editorial change {number}. It falls."),
    ),
    "late_objection_to_editorial_change": (
        N_("An objection by {delegation} to editorial change {number} came after its hour."),
        N_("An objection to editorial change {number} came after its hour."),
    ),
    "editorial_review_ended": (
        N_(
            "{revision} was editorially reviewed; the text is now {label}, with {count} of the changes. Positions and "
            "the declared consensus hold on it: its substance is the same."
        ),
        N_("{revision} was editorially reviewed; no change stood, and the text stays as it is."),
    ),
    "editorial_review_withdrawn": (
        N_("The editorial review of {revision} was withdrawn: {reason}"),
        N_("The editorial review of {revision} was withdrawn."),
    ),
    "corrigendum_withdrawn": (
        N_("The corrigendum to the translation into {language} was withdrawn."),
        N_("The corrigendum was withdrawn."),
    ),
    "corrigendum_in_force": (
        N_(
            "Corrigendum {number} is in force: nobody objected. The translation into {language} was issued again as "
            "corrected."
        ),
        N_("Corrigendum {number} is in force: nobody objected."),
    ),
    "commitment_confirmed": (
        N_("A commitment was confirmed: {action}"),
        N_("A commitment in clause {part} was confirmed."),
        N_("A commitment was confirmed."),
    ),
    "commitment_changed": (
        N_("A commitment was edited: {action}"),
        N_("A commitment in clause {part} was edited."),
        N_("A commitment was edited."),
    ),
    "commitment_dropped": (
        N_("A commitment was dropped: {action}"),
        N_("A commitment in clause {part} was dropped."),
        N_("A commitment was dropped."),
    ),
    "commitment_proposal_dropped": (N_("A proposed commitment was dropped."),),
    "commitment_reported_on": (
        N_("{delegation} reported on a commitment: {action}"),
        N_("The chair’s office reported on a commitment: {action}"),
        N_("{delegation} reported on a commitment in clause {part}."),
        N_("{delegation} reported on a commitment."),
        N_("The chair’s office reported on a commitment in clause {part}."),
        N_("The chair’s office reported on a commitment."),
    ),
    "amending_begun": (N_("A new statement was begun that amends this text."),),
    "publication_withheld": (N_("It was decided that the adopted text is not public."),),
    "negotiation_suspended": (
        N_("The negotiation was suspended, as is foreseen until {foreseen_until}: {reason}"),
        N_("The negotiation was suspended: {reason}"),
        N_("The negotiation was suspended, as is foreseen until {foreseen_until}."),
        N_("The negotiation was suspended."),
    ),
    "negotiation_resumed": (N_("The negotiation goes on: {reason}"), N_("The negotiation goes on.")),
    "statement_withdrawn": (N_("The statement was given up."),),
    "head_sealed": (N_("The head of this chain was sealed into the circulated one."),),
}
"""What each kind of entry or notice says. Of several sentences the first whose places it can fill is said."""

_OTHER = N_("Something was recorded on this statement.")
_HOURS = frozenset({"due_at", "from_due_at", "received_at", "refuse_until"})
_DAYS = frozenset({"foreseen_until", "adopted_on", "ended_on", "day", "weekend"})
_DELEGATIONS = frozenset({"delegation", "author", "delegations_apart"})
"""What of an entry names delegations."""


def sentence_for(kind: str, named: Mapping[str, object]) -> str:
    """What is said of an entry or notice of this kind, by what it names: a gettext id with `{named}` places."""
    return next((sentence for sentence in SENTENCES.get(kind, ()) if places_in(sentence) <= named.keys()), _OTHER)


def places_in(message: str) -> set[str]:
    """The names of the places that a sentence has."""
    return {name for _, name, _, _ in Formatter().parse(message) if name}


def in_the_names_of(naming: Naming, told: Mapping[str, Any]) -> dict[str, Any]:  # Any: what JSON can hold
    """What an entry or notice names, with the delegations in it as the text names them now."""
    return {name: _spoken(naming, value) if name in _DELEGATIONS else value for name, value in told.items()}


def _spoken(naming: Naming, value: Any) -> Any:
    if isinstance(value, list):
        return [_spoken(naming, each) for each in value]
    return naming.spoken(value) if isinstance(value, str) else value


def filled(name: str, value: str | int) -> str | int | datetime | date:
    """What fills one place: an hour and a day as such, anything else, and what is forged, as it stands there."""
    try:
        if name in _HOURS:
            return datetime.fromisoformat(str(value))
        return date.fromisoformat(str(value)) if name in _DAYS else value
    except ValueError:
        return value

"""Every unsafe operation of the application has a rule, and whoever it does not name is refused and changes nothing."""

from typing import Any

import pytest
from tests.cast import snapshot
from tests.trust.house import House, filled_in, operations

from jointstatement.terms import Role, Verb
from jointstatement.workflow.permit import role_table

ROLES = {
    Role.CHAIR: "chair",
    Role.CO_CHAIR: "co-chair",
    Role.SECRETARIAT: "secretariat",
    Role.HEAD: "head of Borvia",
    Role.EXPERT: "expert of Borvia",
    Role.OBSERVER: "observer",
    Role.ADMINISTRATOR: "administrator",
}
AT = "/statements/{statement_id:str}"
HOUR = {"due_at": "2036-05-12T18:00"}
NOBODYS = "0" * 32

FORMS: dict[str, tuple[Verb, dict[str, Any]]] = {
    "/calls/new": (
        Verb.PUT_CALL,
        {"title": "T", "question": "Q", "due_at": "2036-05-12T18:00", "is_open_to_all": "yes"},
    ),
    "/calls/{call_id:str}/extend": (Verb.EXTEND_CALL, {"due_at": "2036-05-12T18:00"}),
    "/calls/{call_id:str}/contribution": (Verb.CONTRIBUTE, {"words": "A heron."}),
    "/calls/{call_id:str}/withdraw": (Verb.WITHDRAW_CONTRIBUTION, {}),
    "/calls/{call_id:str}/begin": (Verb.CREATE_STATEMENT, {"title": "T", "style": "o-we", "workflow": "consensus"}),
    "/begin": (Verb.CREATE_STATEMENT, {"title": "T", "style": "o-we", "workflow": "consensus"}),
    "/begin/from/{statement_id:str}": (Verb.CREATE_STATEMENT, {"style": "o-we", "workflow": "consensus"}),
    "/begin/uploads/{upload_id:str}/confirm": (Verb.CREATE_STATEMENT, {"style": "o-we", "workflow": "consensus"}),
    "/begin/meeting": (
        Verb.MANAGE_BODY,
        {
            "title": "M",
            "place": "P",
            "starts_on": "2036-01-01",
            "ends_on": "2036-01-02",
            "time_zone": "UTC",
            "chair": "C",
        },
    ),
    "/begin/member": (Verb.MANAGE_BODY, {"name": "Novia"}),
    "/people": (Verb.MANAGE_PERSONS, {"name": "N", "role": "administrator"}),
    "/people/{person_id:str}/link": (Verb.REISSUE_LINK, {}),
    "/people/{person_id:str}/end": (Verb.MANAGE_PERSONS, {"sure": "yes"}),
    "/people/delegations/{delegation_id:str}/head": (Verb.REPLACE_HEAD, {"name": "N"}),
    "/delegation/deputy": (Verb.NAME_DEPUTY, {"person_id": NOBODYS}),
    "/delegation/deputy/recall": (Verb.NAME_DEPUTY, {}),
    "/body": (Verb.MANAGE_BODY, {"marking": "M", "shortest_silence_hours": "1", "expected": "1"}),
    "/body/symbols": (Verb.MANAGE_BODY, {"version": "1", "form": "RCF/{year}/{number}"}),
    "/body/notice": (Verb.MANAGE_BODY, {"version": "1", "shortest_notice_hours": "12"}),
    "/body/copies": (Verb.MANAGE_BODY, {"version": "1", "copies_are_named": "yes", "copies_are_logged": "yes"}),
    "/body/silence": (
        Verb.MANAGE_BODY,
        {"version": "1", "shortest_reissue_hours": "1", "whole_open_on_reissue": "yes", "time_request_breaks": "no"},
    ),
    "/body/holidays": (Verb.MANAGE_BODY, {"day": "2036-05-01", "name": "River Day"}),
    "/body/holidays/{holiday_id:str}/drop": (Verb.MANAGE_BODY, {}),
    "/body/working-hours": (Verb.MANAGE_BODY, {"version": "1", "day_begins": "09:00", "day_ends": "18:00"}),
    "/body/styles": (Verb.MANAGE_STYLES, {"title": "T", "based_on": "o-we"}),
    "/body/styles/{style_id:str}/use": (Verb.MANAGE_STYLES, {}),
    "/body/styles/{style_id:str}/withdraw": (Verb.MANAGE_STYLES, {}),
    "/body/names": (Verb.MANAGE_NAMES, {"title": "Capitals"}),
    "/body/names/choose": (Verb.MANAGE_NAMES, {}),
    "/body/names/{profile_id:str}": (Verb.MANAGE_NAMES, {"version": "1", "mode": "none", "noun": "members"}),
    "/body/names/{profile_id:str}/preview": (Verb.MANAGE_NAMES, {"version": "1", "mode": "none", "noun": "members"}),
    "/body/chair": (Verb.MANAGE_CHAIR, {"holder": "H", "starts_at": "2020-05-12T18:00", "time_zone": "UTC"}),
    "/body/chair/handover": (Verb.MANAGE_CHAIR, {"holder": "H", "starts_at": "2036-05-12T18:00", "time_zone": "UTC"}),
    "/body/chair/incoming": (Verb.MANAGE_CHAIR, {"version": "1", "incoming_chair_reads": "yes"}),
    "/body/chair/handover/withdraw": (Verb.MANAGE_CHAIR, {}),
    "/body/delegations/{delegation_id:str}/participation": (
        Verb.MANAGE_BODY,
        {"version": "1", "participation": "guest"},
    ),
    "/body/delegations": (Verb.MANAGE_BODY, {"name": "Novia", "order": "14"}),
    "/body/meetings": (
        Verb.MANAGE_BODY,
        {
            "title": "M",
            "place": "P",
            "starts_on": "2036-01-01",
            "ends_on": "2036-01-02",
            "time_zone": "UTC",
            "chair": "C",
        },
    ),
    "/body/meetings/{meeting_id:str}": (Verb.MANAGE_BODY, {"title": "M", "expected": "1"}),
    "/body/guests": (Verb.MANAGE_BODY, {"guests_read": "adopted", "version": "1"}),
    f"{AT}/tabling": (Verb.TABLE_REVISION, {}),
    f"{AT}/rounds": (Verb.OPEN_ROUND, {**HOUR, "visibility": "open"}),
    f"{AT}/attribution": (Verb.CHOOSE_ATTRIBUTION, {"attribution": "office"}),
    f"{AT}/rounds/extend": (Verb.EXTEND_ROUND, HOUR),
    f"{AT}/rounds/close": (Verb.CLOSE_ROUND, {}),
    f"{AT}/rounds/authors": (Verb.LEARN_AUTHORS, {}),
    f"{AT}/steps/{{verb:str}}": (Verb.TO_CONSENSUS, {}),
    f"{AT}/draft/insert": (Verb.INSERT_PART, {"kind": "operative", "wording": "We begin"}),
    f"{AT}/draft/endings": (Verb.APPLY_STYLE_ENDINGS, {}),
    f"{AT}/draft/numbers": (Verb.RENUMBER_CLAUSES, {}),
    f"{AT}/draft/references": (Verb.UPDATE_REFERENCES, {}),
    f"{AT}/draft/references/meaning": (Verb.SET_REFERENCE, {"spot": f"{NOBODYS}:3:0:1"}),
    f"{AT}/draft/{{part_id:str}}/preview": (Verb.REWORD_PART, {"wording": "We begin", "version": "1"}),
    f"{AT}/draft/{{part_id:str}}/reword": (Verb.REWORD_PART, {"wording": "We begin", "version": "1"}),
    f"{AT}/draft/{{part_id:str}}/move": (Verb.MOVE_PART, {"version": "1"}),
    f"{AT}/draft/{{part_id:str}}/split": (Verb.SPLIT_CLAUSE, {"first": "We", "second": "go", "version": "1"}),
    f"{AT}/draft/{{part_id:str}}/merge": (Verb.MERGE_CLAUSES, {"wording": "We go", "version": "1"}),
    f"{AT}/draft/{{part_id:str}}/remove": (Verb.REMOVE_PART, {"version": "1"}),
    f"{AT}/parts/{{address:str}}": (Verb.COMMENT, {"comment": "A heron."}),
    f"{AT}/parts/{{address:str}}/comments/{{comment_id:str}}": (Verb.COMMENT, {"remark_text": "A heron."}),
    f"{AT}/parts/{{address:str}}/comments/{{comment_id:str}}/replace": (
        Verb.COMMENT,
        {"remark_text": "A heron.", "remark_class": "technical", "remark_version": "1"},
    ),
    f"{AT}/parts/{{address:str}}/comments/{{comment_id:str}}/drop": (Verb.COMMENT, {}),
    f"{AT}/parts/{{address:str}}/comments/{{comment_id:str}}/withdraw": (Verb.WITHDRAW_INPUT, {}),
    f"{AT}/parts/{{address:str}}/amendments/{{amendment_id:str}}/drop": (Verb.AMEND, {}),
    f"{AT}/parts/{{address:str}}/amendments/{{amendment_id:str}}/withdraw": (Verb.WITHDRAW_INPUT, {}),
    f"{AT}/parts/{{address:str}}/amendments/{{amendment_id:str}}/take-over": (Verb.TAKE_OVER, {}),
    f"{AT}/parts/{{address:str}}/amendments/{{amendment_id:str}}/support": (
        Verb.SUPPORT_AMENDMENT,
        {"backing": "support"},
    ),
    f"{AT}/parts/{{address:str}}/supports/{{support_id:str}}/withdraw": (Verb.WITHDRAW_SUPPORT, {}),
    f"{AT}/consolidate/{{part_id:str}}": (
        Verb.CONSOLIDATE,
        {"chosen": NOBODYS, "wording": "We go", "deed": "consolidate", **HOUR},
    ),
    f"{AT}/consolidations/{{amendment_id:str}}/revise": (
        Verb.CONSOLIDATE,
        {"wording": "We go", "expected": "1", "deed": "revise", **HOUR},
    ),
    f"{AT}/consolidations/{{amendment_id:str}}/undo": (Verb.UNDO_CONSOLIDATION, {}),
    f"{AT}/consolidations/{{amendment_id:str}}/sources/{{source_id:str}}/object": (Verb.OBJECT_TO_CONSOLIDATION, {}),
    f"{AT}/parts/{{address:str}}/replies": (Verb.REPLY, {"reply_to": NOBODYS, "reply_words": "A heron."}),
    f"{AT}/parts/{{address:str}}/replies/{{reply_id:str}}/withdraw": (Verb.REPLY, {}),
    f"{AT}/input/replies": (Verb.REPLY, {"reply_to": NOBODYS, "reply_words": "A heron."}),
    f"{AT}/input/replies/{{reply_id:str}}/withdraw": (Verb.REPLY, {}),
    f"{AT}/decide/{{address:str}}/replies": (Verb.REPLY, {"reply_to": NOBODYS, "reply_words": "A heron."}),
    f"{AT}/decide/{{address:str}}/replies/{{reply_id:str}}/withdraw": (Verb.REPLY, {}),
    "/body/groups": (Verb.MANAGE_BODY, {"name": "Upper River Group"}),
    "/body/groups/{group_id:str}": (Verb.MANAGE_BODY, {"name": "Upper River Group"}),
    f"{AT}/input/groups/{{group_id:str}}/submit": (Verb.SUBMIT_INPUT, {}),
    f"{AT}/input/groups/{{group_id:str}}/opt-out": (Verb.OPT_OUT, {}),
    f"{AT}/input/groups/{{group_id:str}}/rejoin": (Verb.OPT_OUT, {}),
    f"{AT}/input/supports/{{support_id:str}}/accept": (Verb.ACCEPT_CO_SPONSOR, {}),
    f"{AT}/input/anew/{{amendment_id:str}}": (Verb.AMEND, {"wording": "We go"}),
    f"{AT}/brackets/{{part_id:str}}/put": (Verb.PUT_IN_BRACKETS, {"expected": "1"}),
    f"{AT}/brackets/{{part_id:str}}/disputes": (Verb.PUT_IN_BRACKETS, {"expected": "1"}),
    f"{AT}/brackets/{{part_id:str}}/resolve": (
        Verb.RESOLVE_BRACKET,
        {"expected": "1", "number": "0", "outcome": "out"},
    ),
    f"{AT}/brackets/{{part_id:str}}/fill": (Verb.FILL_PLACEHOLDER, {"expected": "1", "number": "0", "words": "A"}),
    f"{AT}/brackets/{{part_id:str}}/sponsors": (
        Verb.NAME_SPONSORS,
        {"expected": "1", "number": "0", "choice": "0"},
    ),
    f"{AT}/clause-states/{{part_id:str}}/note": (
        Verb.NOTE_CLAUSE_STATE,
        {"state": "agreed_informally", "seen": "Rev.1"},
    ),
    f"{AT}/clause-states/{{part_id:str}}/reopen": (Verb.REOPEN_CLAUSE, {"reason": "A heron."}),
    f"{AT}/clause-states/{{part_id:str}}/requests": (Verb.REQUEST_REOPENING, {"reason": "A heron."}),
    f"{AT}/clause-states/{{part_id:str}}/requests/recorded": (
        Verb.RECORD_REOPENING_REQUEST,
        {"delegation_id": NOBODYS, "reason": "A heron."},
    ),
    f"{AT}/clause-states/{{part_id:str}}/requests/{{request_id:str}}/withdraw": (Verb.WITHDRAW_REOPENING_REQUEST, {}),
    f"{AT}/clause-states/{{part_id:str}}/requests/{{request_id:str}}/decline": (
        Verb.DECLINE_REOPENING,
        {"reason": "A heron."},
    ),
    f"{AT}/packages": (Verb.BIND_PACKAGE, {"title": "Herons", "parts": NOBODYS}),
    f"{AT}/packages/{{package_id:str}}/note": (Verb.NOTE_CLAUSE_STATE, {"state": "agreed_informally", "seen": "Rev.1"}),
    f"{AT}/packages/{{package_id:str}}/free": (Verb.FREE_PACKAGE, {}),
    f"{AT}/compose": (Verb.INCORPORATE, {"chosen": NOBODYS}),
    f"{AT}/compose/{{part_id:str}}": (Verb.INCORPORATE, {"expected": "1", "deed": "compose"}),
    f"{AT}/compose/{{part_id:str}}/drop": (Verb.INCORPORATE, {}),
    f"{AT}/parts/{{part_id:str}}/propose": (Verb.AMEND, {"kind": "delete"}),
    f"{AT}/input/submit": (Verb.SUBMIT_INPUT, {}),
    f"{AT}/input/submit-chosen": (Verb.SUBMIT_INPUT, {"chosen": NOBODYS}),
    f"{AT}/input/hour": (Verb.SET_INNER_HOUR, HOUR),
    f"{AT}/input/hour/lift": (Verb.SET_INNER_HOUR, {}),
    f"{AT}/input/clear": (Verb.CLEAR_INPUT, {"draft": NOBODYS, "of": "comment", "version": "1"}),
    f"{AT}/input/send-back": (
        Verb.CLEAR_INPUT,
        {"draft": NOBODYS, "of": "comment", "version": "1", "word": "A heron."},
    ),
    f"{AT}/recorded": (
        Verb.RECORD_INPUT,
        {"delegation_id": NOBODYS, "place": "whole", "received_at": "2026-05-04T10:00", "comment": "A heron."},
    ),
    f"{AT}/returned": (Verb.COMMENT, {}),
    f"{AT}/returned/{{upload_id:str}}/base": (Verb.COMMENT, {"revision_id": NOBODYS}),
    f"{AT}/returned/{{upload_id:str}}/confirm": (Verb.COMMENT, {}),
    f"{AT}/returned/{{upload_id:str}}/drop": (Verb.COMMENT, {}),
    f"{AT}/comments/keep": (
        Verb.COMMENT,
        {
            "number": "1",
            "expected": "0",
            "keep": "comment",
            "part": "",
            "wording": "",
            "text": "A heron.",
            "comment_class": "technical",
            "weight": "preferred",
        },
    ),
    f"{AT}/decide/{{address:str}}/comments/{{comment_id:str}}": (Verb.DISPOSE, {"disposition": "noted"}),
    f"{AT}/decide/{{address:str}}/amendments/{{amendment_id:str}}": (Verb.DISPOSE, {"disposition": "noted"}),
    f"{AT}/decide/{{address:str}}/amendments/{{amendment_id:str}}/reflect": (Verb.INCORPORATE, {"wording": "We go"}),
    f"{AT}/decide/{{address:str}}/amendments/{{amendment_id:str}}/preview": (Verb.INCORPORATE, {"wording": "We go"}),
    f"{AT}/adoption/reserves/convert": (
        Verb.CONVERT_RESERVE,
        {"reserve": "whole", "converted_to": "reservation", "words": "A heron."},
    ),
    f"{AT}/adoption/confirmations/{{position_id:str}}/lapse": (Verb.DECIDE_ON_CONFIRMATION, {}),
    f"{AT}/adoption/confirmations/{{position_id:str}}/hour": (Verb.DECIDE_ON_CONFIRMATION, HOUR),
    f"{AT}/editorial": (Verb.DISPOSE, {"comments": NOBODYS}),
    f"{AT}/decide/{{address:str}}/comments/{{comment_id:str}}/assign": (Verb.ASSIGN_INPUT, {}),
    f"{AT}/decide/{{address:str}}/amendments/{{amendment_id:str}}/assign": (Verb.ASSIGN_INPUT, {}),
    f"{AT}/decide/{{address:str}}/comments/{{comment_id:str}}/admit": (Verb.ADMIT_LATE_INPUT, {"admitted": "no"}),
    f"{AT}/decide/{{address:str}}/amendments/{{amendment_id:str}}/admit": (Verb.ADMIT_LATE_INPUT, {"admitted": "no"}),
    f"{AT}/input/answers/{{disposition_id:str}}": (Verb.JUDGE_ANSWER, {"answer": NOBODYS, "verdict": "content"}),
    "/ready-answers": (Verb.KEEP_READY_ANSWERS, {"title": "T", "words": "A heron."}),
    "/ready-answers/{ready_answer_id:str}": (Verb.KEEP_READY_ANSWERS, {"title": "T", "words": "A heron."}),
    "/ready-answers/{ready_answer_id:str}/withdraw": (Verb.KEEP_READY_ANSWERS, {}),
    f"{AT}/adoption/consensus": (Verb.DECLARE_CONSENSUS, {"basis": "found_in_the_room"}),
    f"{AT}/adoption/reservations": (Verb.RESERVE, {"kind": "reservation", "place": "whole", "text": "A heron."}),
    f"{AT}/adoption/reservations/{{reservation_id:str}}": (
        Verb.CHANGE_RESERVATION,
        {"text": "A heron.", "expected": "1"},
    ),
    f"{AT}/adoption/reservations/{{reservation_id:str}}/join": (Verb.JOIN_RESERVATION, {}),
    f"{AT}/adoption/reservations/{{reservation_id:str}}/withdraw": (Verb.WITHDRAW_RESERVATION, {}),
    f"{AT}/adoption/adopt": (Verb.ADOPT, {"place": "P", "adopted_on": "2036-01-01", "fingerprint_seen": "0" * 64}),
    f"{AT}/endorsement": (
        Verb.ENDORSE,
        {
            "adoption_at": "P",
            "left": NOBODYS,
            "reason": "A heron.",
            "basis": "found_in_the_room",
            "fingerprint_seen": "0" * 64,
        },
    ),
    f"{AT}/endorsement/reopen": (Verb.REOPEN_ENDORSED, {"reason": "A heron.", "part_ids": NOBODYS}),
    f"{AT}/endorsement/take-back": (Verb.REOPEN_ENDORSED, {"why": "A heron."}),
    f"{AT}/adoption/oral/{{part_id:str}}": (
        Verb.REVISE_ORALLY,
        {"wording": "We go", "nobody_objected": "yes", "fingerprint_seen": "0" * 64},
    ),
    f"{AT}/editorial-review": (Verb.OPEN_EDITORIAL_REVIEW, {"fingerprint_seen": "0" * 64}),
    f"{AT}/editorial-review/changes": (Verb.CHANGE_EDITORIALLY, {"part_id": NOBODYS, "before": "A", "after": "B"}),
    f"{AT}/editorial-review/changes/{{change_id:str}}/drop": (Verb.CHANGE_EDITORIALLY, {}),
    f"{AT}/editorial-review/changes/{{change_id:str}}/object": (Verb.OBJECT_TO_EDITORIAL_CHANGE, {}),
    f"{AT}/editorial-review/put": (Verb.PUT_EDITORIAL_CHANGES, HOUR),
    f"{AT}/editorial-review/withdraw": (Verb.WITHDRAW_EDITORIAL_REVIEW, {}),
    f"{AT}/adoption/publish": (Verb.PUBLISH, {"extent": "whole", "when": "now"}),
    f"{AT}/adoption/withhold": (Verb.WITHHOLD, {"reason": "A heron."}),
    f"{AT}/adoption/convert": (Verb.CONVERT, {"outcome": "chairs_summary"}),
    f"{AT}/association": (Verb.ASSOCIATE, {}),
    f"{AT}/association/end": (Verb.END_ASSOCIATION, {}),
    f"{AT}/chairs-text/consent": (Verb.CONSENT_TO_BE_NAMED, {}),
    f"{AT}/chairs-text/dissent/{{part_id:str}}": (Verb.ADD_DISSENT, {}),
    f"{AT}/chairs-text/issue": (Verb.ISSUE, {"place": "P", "issued_on": "2036-01-01", "fingerprint_seen": "0" * 64}),
    f"{AT}/corrigenda": (
        Verb.CORRECT,
        {"kind": "formal", "part": NOBODYS, "for_words": "A", "read_words": "B", **HOUR},
    ),
    f"{AT}/corrigenda/{{corrigendum_id:str}}/object": (Verb.OBJECT_TO_CORRIGENDUM, {}),
    f"{AT}/corrigenda/{{corrigendum_id:str}}/withdraw": (Verb.WITHDRAW_CORRIGENDUM, {}),
    f"{AT}/corrigenda/amend": (Verb.AMEND_ADOPTED, {}),
    f"{AT}/translations/{{language:str}}/parts/{{part_id:str}}": (
        Verb.TRANSLATE,
        {"wording": "Balıkçıl.", "revision_id": NOBODYS, "expected": "0"},
    ),
    f"{AT}/translations/{{language:str}}/file": (Verb.TRANSLATE, {"revision_id": NOBODYS, "seen": "0"}),
    f"{AT}/translations/{{language:str}}/issue": (
        Verb.ISSUE_TRANSLATION,
        {"status": "unofficial", "revision_id": NOBODYS, "seen": "0"},
    ),
    f"{AT}/commitments": (Verb.KEEP_COMMITMENTS, {"part_id": NOBODYS, "who": "members", "what": "A heron."}),
    f"{AT}/commitments/proposals/drop": (Verb.KEEP_COMMITMENTS, {"part_id": NOBODYS, "sentence": "1"}),
    f"{AT}/commitments/{{commitment_id:str}}": (
        Verb.KEEP_COMMITMENTS,
        {"who": "members", "what": "A heron.", "expected": "1"},
    ),
    f"{AT}/commitments/{{commitment_id:str}}/drop": (Verb.KEEP_COMMITMENTS, {}),
    f"{AT}/commitments/{{commitment_id:str}}/reports": (
        Verb.REPORT_ON_COMMITMENT,
        {"state": "done", "text": "A heron."},
    ),
    f"{AT}/adoption/signatories": (Verb.SET_FURNITURE, {"lines": "A; B"}),
    f"{AT}/adoption/symbol": (Verb.SET_FURNITURE, {"symbol": "RCF/2026/9"}),
    f"{AT}/adoption/participants": (Verb.SET_FURNITURE, {"lines": "A; B; C"}),
    f"{AT}/names": (Verb.CHOOSE_NAMES, {}),
    f"{AT}/suspension": (Verb.SUSPEND, {"reason": "A heron."}),
    f"{AT}/suspension/resume": (Verb.RESUME, {}),
    f"{AT}/notice/waive": (Verb.WAIVE_NOTICE, {"reason": "A heron.", "fingerprint_seen": "0" * 64}),
    f"{AT}/silence": (Verb.START_SILENCE, HOUR),
    f"{AT}/silence/proposal": (Verb.PROPOSE_SILENCE, {**HOUR, "refuse_until": "2036-05-12T09:00"}),
    f"{AT}/silence/proposal/refuse": (Verb.REFUSE_SILENCE, {}),
    f"{AT}/silence/proposal/refusals": (
        Verb.RECORD_REFUSAL,
        {"delegation_id": NOBODYS, "received_at": "2026-05-04T10:00"},
    ),
    f"{AT}/silence/proposal/withdraw": (Verb.WITHDRAW_PROPOSAL, {}),
    f"{AT}/silence/proposal/begin": (Verb.BEGIN_PROPOSED_SILENCE, {}),
    f"{AT}/silence/receipt": (Verb.ACKNOWLEDGE_RECEIPT, {}),
    f"{AT}/silence/confirm": (Verb.BREAK_SILENCE, {"place": "whole"}),
    f"{AT}/silence/break": (Verb.BREAK_SILENCE, {"place": "whole"}),
    f"{AT}/silence/breaks/{{break_id:str}}": (Verb.BREAK_SILENCE, {"reason": "A heron."}),
    f"{AT}/silence/breaks/{{break_id:str}}/decline": (Verb.DECLINE_BREAK, {}),
    f"{AT}/silence/lift": (Verb.TAKE_POSITION, {"position": "support"}),
    f"{AT}/silence/time": (Verb.REQUEST_TIME, {"reason": "A heron."}),
    f"{AT}/silence/extend": (Verb.EXTEND_SILENCE, HOUR),
    f"{AT}/silence/withdraw": (Verb.WITHDRAW_SILENCE, {}),
    f"{AT}/written": (Verb.START_WRITTEN_PROCEDURE, HOUR),
    f"{AT}/written/extend": (Verb.EXTEND_WRITTEN_PROCEDURE, HOUR),
    f"{AT}/written/withdraw": (Verb.WITHDRAW_WRITTEN_PROCEDURE, {}),
    f"{AT}/written/answer": (Verb.ANSWER_IN_WRITING, {"answer": "yes"}),
    f"{AT}/written/answers": (
        Verb.RECORD_WRITTEN_ANSWER,
        {"delegation_id": NOBODYS, "answer": "yes", "received_at": "2026-05-04T10:00"},
    ),
    f"{AT}/silence/resume": (Verb.RESUME_SILENCE, {**HOUR, "reason": "A heron."}),
    f"{AT}/silence/withhold": (Verb.WITHHOLD_ANNOUNCEMENT, {"reason": "A heron."}),
    f"{AT}/silence/lift-withholding": (Verb.LIFT_WITHHOLDING, {"reason": "A heron."}),
    f"{AT}/silence/objections": (Verb.RECORD_OBJECTION, {"place": "whole", "received_at": "2026-05-04T10:00"}),
}
"""The rule of each form, and what is typed in it."""

SHOWS_ONLY = {f"{AT}/parts/{{address:str}}/preview", f"{AT}/silence/confirm", f"{AT}/comments/read"}
"""Answers with a page and keeps nothing."""
ONES_OWN = {"/notices", "/sign-out", "/begin/upload", "/begin/uploads/{upload_id:str}/drop"}
"""What everybody does with what is their own; a file is read for those who may begin a statement."""
FOR_STRANGERS = {"/sign-in/{secret:str}", "/published/{address:str}/check"}


def forms(house: House) -> set[str]:
    """All unsafe addresses of pages."""
    return {path for path in operations(house.application, "POST") if not path.startswith("/api/")}


def test_every_form_has_a_rule(house: House) -> None:
    assert forms(house) == FORMS.keys() | SHOWS_ONLY | ONES_OWN | FOR_STRANGERS


def test_every_act_of_the_interface_names_its_verb(house: House) -> None:
    acts = {path: opt for path, opt in operations(house.application, "POST").items() if path.startswith("/api/")}

    assert {path for path, opt in acts.items() if opt.get("verb") is None} == {
        "/api/v1/uploads",
        "/api/v1/uploads/{upload_id:str}/drop",
        "/api/v1/tokens/{token_id:str}/revoke",
        "/api/v1/notices/read",
        # Compares a file with what everybody reads, and keeps nothing.
        "/api/v1/published/{address:str}/check",
    }


def test_only_few_operations_are_open_to_strangers(house: House) -> None:
    opened = {
        path
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE")
        for path, opt in operations(house.application, method).items()
        if opt.get("open")
    }

    assert opened == FOR_STRANGERS | {
        "/static/{file_path:path}",
        "/published/{address:str}",
        "/published/{address:str}/style.css",
        "/published/{address:str}/files/{form:str}",
    }


def test_nothing_is_changed_by_other_methods(house: House) -> None:
    assert [operations(house.application, method) for method in ("PUT", "PATCH", "DELETE")] == [{}, {}, {}]


@pytest.mark.parametrize("role", ROLES)
def test_form_of_another_role_is_refused_and_changes_nothing(house: House, role: Role) -> None:
    round_id = house.talks.open_round()
    somebody = house.person(ROLES[role])
    before = snapshot(house.forum.database)

    done = {}
    for path, (verb, fields) in FORMS.items():
        if role in role_table()[verb].by:
            continue
        named = (
            {"meeting_id": house.forum.meeting_id, "round_id": round_id}
            if "begin" in path or "round" in path or "/calls/new" in path
            else {}
        )
        answer = somebody.sends(_address(house, path), {**named, **fields})
        if answer.status_code not in {403, 404, 409, 422}:
            done[path] = answer.status_code

    assert done == {}
    assert snapshot(house.forum.database) == before


def test_stranger_is_refused_everywhere_and_changes_nothing(house: House) -> None:
    stranger = house.person("nobody")
    before = snapshot(house.forum.database)

    statuses = {
        path: stranger.sends(_address(house, path)).status_code
        for path in operations(house.application, "POST")
        if path not in FOR_STRANGERS
    }

    assert {path: status for path, status in statuses.items() if status != 401} == {}
    assert snapshot(house.forum.database) == before


def _address(house: House, path: str) -> str:
    return filled_in(path, {place: things[-1] for place, things in house.things().items()} | {"verb": "to_consensus"})

"""The record by JSON: what happened, and to whom notice of it went."""

from collections.abc import Callable

from tests.cast import MEMBERS, Forum
from tests.negotiation import begin
from tests.web.api.programs import Program

from jointstatement.actions.persons import end_person


def test_entry_says_to_how_many_delegations_notice_went_and_whom_it_did_not_reach(
    forum: Forum, program: Callable[[str], Program]
) -> None:
    talks = begin(forum)
    for who in ("head of Borvia", "expert of Borvia"):
        forum.act(end_person, forum.persons[who], by=forum.secretariat)
    talks.table()

    entries = program("head of Istara").read(f"/statements/{talks.id}/record")["entries"]

    told = [(each["kind"], each["told_to"], each["nobody_at"]) for each in entries if each["kind"] == "revision_tabled"]
    assert told == [("revision_tabled", len(MEMBERS) - 1, ["Borvia"])]

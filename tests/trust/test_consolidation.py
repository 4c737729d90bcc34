"""Where authors are not told, a consolidated proposal and objections to it tell them to nobody."""

import json
from datetime import timedelta

import pytest
from tests.actions.test_consolidating import given, of, puts
from tests.cast import Forum
from tests.negotiation import Negotiation

from jointstatement.access.viewer import Viewer
from jointstatement.actions.consolidating import object_to_consolidation
from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.actions.giving_input import withdraw_amendment
from jointstatement.actions.supporting import support_amendment
from jointstatement.models import Entry, Notice
from jointstatement.queries.consolidating import consolidation_page
from jointstatement.terms import Attribution, Chain

AUTHORS = ("Borvia", "Istara", "Galdria")
BEHIND = (*AUTHORS, "Lusatia")


def told_to(talks: Negotiation, who: Viewer, consolidated: str) -> str:
    """All that a reader is told of a consolidation."""
    forum = talks.forum
    with forum.database.reading() as session:
        shown = consolidation_page(session, who, talks.id, consolidated, now=talks.now())
    chains = {Chain.CIRCULATED, *([Chain.OFFICE] if who.is_office else [])}
    entries = [row for row in forum.rows(Entry, statement_id=talks.id) if row.chain in chains]
    notices = forum.rows(Notice, person_id=who.person_id)
    about = [row for row in (*entries, *notices) if "consolidat" in row.kind]
    names = {person_id: name for name, person_id in forum.persons.items()}
    actors = [names.get(row.actor_id or "", "") for row in about if isinstance(row, Entry)]
    payloads = [row.payload if isinstance(row, Entry) else row.parameters for row in about]
    return repr((shown, actors, [json.loads(each) for each in payloads]))


@pytest.mark.parametrize("attribution", [Attribution.ALL, Attribution.OFFICE, Attribution.NONE])
def test_who_does_not_learn_authors_learns_none_of_a_consolidation(forum: Forum, attribution: Attribution) -> None:
    talks = given(forum, attribution=attribution)
    forum.hour.pass_by(timedelta(minutes=1))
    forum.act(support_amendment, talks.id, of(talks, "Borvia"), by=forum.head("Lusatia"))
    words = talks.wording(talks.clause(3)).replace("our gauges", "all our gauges").replace("share", "freely share")
    consolidated = puts(talks, *AUTHORS, wording=words.replace("every six", "every three"))
    forum.hour.pass_by(timedelta(hours=22))
    forum.act(close_what_is_due)
    objecting = {"reason": "It is ours.", "by": forum.head("Borvia")}
    forum.act(object_to_consolidation, talks.id, of(talks, "Borvia"), **objecting)
    forum.act(withdraw_amendment, talks.id, of(talks, "Istara"), by=forum.head("Istara"))

    readers = ("chair", "head of Aldmark", "head of Lusatia")
    told = {who: told_to(talks, forum.viewer(who), consolidated) for who in readers}
    assert "consolidation_objected" in {row.kind for row in forum.rows(Notice, person_id=forum.persons[readers[-1]])}
    assert "consolidation_reminded" in {row.kind for row in forum.rows(Entry, chain_key=f"{talks.id}:office")}
    named = {who: {each for each in BEHIND if each in words} for who, words in told.items()}
    itself = named.pop("head of Lusatia") - {"Lusatia"}
    assert itself == (set(AUTHORS) if attribution is Attribution.ALL else set())
    everybody, nobody = set(BEHIND), set[str]()
    assert (
        named
        == {
            Attribution.ALL: {"chair": everybody, "head of Aldmark": everybody},
            Attribution.OFFICE: {"chair": everybody, "head of Aldmark": nobody},
            Attribution.NONE: {"chair": nobody, "head of Aldmark": nobody},
        }[attribution]
    )
    assert ("It is ours." in told["chair"], "It is ours." in told["head of Aldmark"]) == (True, False)

"""Who learns which delegation puts forward what: the workflow's rule, the chair's choice, and what it never undoes."""

import json
from datetime import timedelta

from tests.cast import Forum, refused, workflow_source
from tests.cast import begin as begin_text
from tests.negotiation import Negotiation, begin, text_of

from jointstatement.actions.attribution import choose_attribution, learn_authors
from jointstatement.actions.brackets import choose_alternative, name_sponsors, put_disputes_in_brackets
from jointstatement.actions.drafting import import_document, reword_part
from jointstatement.actions.giving_input import amend, comment_on, submit_input, withdraw_amendment
from jointstatement.actions.groups import begin_group
from jointstatement.actions.opting_out import opt_out, rejoin
from jointstatement.actions.own_input import hand_in
from jointstatement.actions.setting_up import change_body_rules
from jointstatement.actions.supporting import accept_co_sponsor, support_amendment
from jointstatement.errors import AnswersAwaited, AttributionStands, NotYours, RoundIsOpen
from jointstatement.models import Amendment, AmendmentSupport, Body, BracketSponsor, Comment, Notice, Round, Statement
from jointstatement.queries.brackets import OpenBracket, open_places
from jointstatement.queries.comment_tables import comment_table
from jointstatement.queries.composing import room_part
from jointstatement.queries.listing import given_input
from jointstatement.queries.positions import matrix
from jointstatement.terms import Attribution, CommentClass, Visibility, Weight


def propose(forum: Forum, talks: Negotiation, delegation: str, *, number: int = 2) -> str:
    part_id, head = talks.clause(number), forum.head(delegation)
    words = f"{talks.wording(part_id)}, as {delegation[::-1]} has it"
    asked = {"wording": words, "reason": "", "weight": Weight.PREFERRED, "by": head}
    amendment_id = str(forum.act(amend, talks.id, part_id, **asked))
    forum.act(comment_on, talks.id, part_id=part_id, comment_class=CommentClass.EDITORIAL, text=words, by=head)
    forum.act(submit_input, talks.id, by=head)
    return amendment_id


def authors(forum: Forum, talks: Negotiation, who: str) -> set[tuple[str, str]]:
    """Whose input somebody reads: of comments and amendments."""
    with forum.database.reading() as session:
        given = given_input(session, forum.viewer(who), talks.id, now=forum.hour.now)
    return {("amendment", each.delegation) for each in given.amendments} | {
        ("comment", each.delegation) for each in given.comments
    }


def open_of(forum: Forum, talks: Negotiation, who: str) -> tuple[OpenBracket, ...]:
    """The brackets of the one part that has any, as somebody reads them."""
    with forum.database.reading() as session:
        (part,) = open_places(session, forum.viewer(who), talks.id, now=forum.hour.now).parts
    return part.brackets


def test_chair_chooses_between_rounds_and_nobody_is_named_afterwards(forum: Forum) -> None:
    talks = begin(forum)
    talks.table()
    close, open_ = ({"attribution": rule} for rule in (Attribution.OFFICE, Attribution.ALL))
    for who in (forum.secretariat, forum.head("Borvia"), forum.observer):
        refused(forum, NotYours, choose_attribution, talks.id, **close, by=who)
    refused(forum, AttributionStands, choose_attribution, talks.id, **open_, by=forum.chair)

    forum.act(choose_attribution, talks.id, **close, by=forum.chair)

    entry = forum.last_entry(f"{talks.id}:circulated")
    assert (entry.kind, json.loads(entry.payload)["revision"]) == ("attribution_closed", "Zero draft")
    assert {row.person_id for row in forum.rows(Notice, kind="attribution_closed")} >= {forum.persons["head of Borvia"]}
    in_round = talks.open_round(Visibility.OPEN)
    refused(forum, RoundIsOpen, choose_attribution, talks.id, **open_, by=forum.chair)
    hidden = propose(forum, talks, "Borvia")
    propose(forum, talks, "Istara")
    assert {
        entry.actor_id for entry in forum.entries(f"{talks.id}:circulated") if entry.kind == "input_circulated"
    } == {None}
    forum.act(support_amendment, talks.id, hidden, by=forum.head("Istara"))
    entry = forum.last_entry(f"{talks.id}:circulated")
    assert entry.actor_id is None and "delegation" not in json.loads(entry.payload)
    assert json.loads(forum.last_entry(f"{talks.id}:office").payload)["delegation"] == "Istara"
    forum.act(withdraw_amendment, talks.id, hidden, by=forum.head("Borvia"))
    assert forum.last_entry(f"{talks.id}:circulated").actor_id is None
    talks.close_round(in_round)

    # The next round names its authors; this one does not, and nor does support for what it brought.
    forum.act(choose_attribution, talks.id, **open_, by=forum.chair)
    part_id = talks.clause(2)
    words = talks.wording(part_id).replace("serves all", "serves [all][many]")
    forum.act(reword_part, talks.id, part_id, wording=words, expected=talks.version(part_id), by=forum.chair)
    behind = {"delegation_ids": [forum.delegations[each] for each in ("Istara", "Kelmora")]}
    expected = talks.version(part_id)
    forum.act(name_sponsors, talks.id, part_id, number=0, choice=0, **behind, expected=expected, by=forum.chair)
    assert {(row.delegation_id, row.is_named) for row in forum.rows(BracketSponsor)} == {
        (forum.delegations["Istara"], False),
        (forum.delegations["Kelmora"], True),
    }
    talks.table()
    talks.close_round(_with_input(forum, talks, "Kelmora"))
    unnamed = {("amendment", "a delegation"), ("comment", "a delegation")}
    named = {("amendment", "Kelmora"), ("comment", "Kelmora")}
    own = {("amendment", "Borvia"), ("comment", "Borvia")}
    assert [row.label for row in forum.rows(Amendment, delegation_id=forum.delegations["Kelmora"])] == ["A-2.1"]
    assert authors(forum, talks, "head of Galdria") == unnamed | named
    assert authors(forum, talks, "head of Borvia") == unnamed | named | own
    office = {(kind, name) for kind in ("amendment", "comment") for name in ("Borvia", "Istara", "Kelmora")}
    assert authors(forum, talks, "chair") == office
    assert {row.attribution for row in forum.rows(Round, statement_id=talks.id)} == {
        Attribution.ALL,
        Attribution.OFFICE,
    }
    assert [row.is_named for row in forum.rows(AmendmentSupport)] == [False]


def test_what_is_done_after_the_choice_is_not_named_beside_what_was_done_before(forum: Forum) -> None:
    talks = begin(forum)
    talks.table()
    in_round = talks.open_round(Visibility.OPEN)
    amendment_id = propose(forum, talks, "Borvia")
    istara = forum.head("Istara")
    for who in ("Istara", "Kelmora"):
        forum.act(support_amendment, talks.id, amendment_id, by=forum.head(who))
    talks.close_round(in_round)
    part_id = talks.clause(2)
    words = talks.wording(part_id).replace("serves all", "[serves [all / many] / helps all]")
    forum.act(reword_part, talks.id, part_id, wording=words, expected=talks.version(part_id), by=forum.chair)

    def behind(choice: int, who: str, *, number: int) -> None:
        ids = {"delegation_ids": [forum.delegations[who]], "expected": talks.version(part_id)}
        forum.act(name_sponsors, talks.id, part_id, number=number, choice=choice, **ids, by=forum.chair)

    behind(0, "Istara", number=0)
    forum.hour.pass_by(timedelta(minutes=1))
    forum.act(choose_attribution, talks.id, attribution=Attribution.OFFICE, by=forum.chair)

    # Istara asks for more now; Kelmora's support stays as it was given.
    support_id = forum.act(support_amendment, talks.id, amendment_id, as_co_sponsor=True, by=istara)
    assert {row.parameters for row in forum.rows(Notice, kind="co_sponsoring_asked")} == {'{"yours": "A-2.1"}'}
    forum.act(accept_co_sponsor, talks.id, support_id, by=forum.head("Borvia"))
    with forum.database.reading() as session:
        (shown,) = given_input(session, forum.head("Galdria"), talks.id, now=forum.hour.now).amendments
    assert (shown.co_sponsors, shown.supporters) == (("a delegation",), ("Kelmora",))
    assert "delegation" not in json.loads(forum.last_entry(f"{talks.id}:circulated").payload)

    # Of Istara's two alternatives of one clause the one that was noted before is named, in other words too.
    expected = talks.version(part_id)
    forum.act(choose_alternative, talks.id, part_id, number=1, choice=0, expected=expected, by=forum.chair)
    words = talks.wording(part_id).replace("the springs", "[the springs / its springs]")
    forum.act(reword_part, talks.id, part_id, wording=words, expected=talks.version(part_id), by=forum.chair)
    behind(1, "Istara", number=1)
    talks.table()
    istara_id = forum.delegations["Istara"]
    said = {
        who: [
            (each.words, each.sponsors, each.sponsor_ids)
            for bracket in open_of(forum, talks, who)
            for each in bracket.alternatives
            if each.sponsors
        ]
        for who in ("head of Galdria", "chair")
    }
    assert said == {
        "head of Galdria": [("serves all", ("Istara",), (istara_id,)), ("its springs", ("a delegation",), ())],
        "chair": [("serves all", ("Istara",), (istara_id,)), ("its springs", ("Istara",), (istara_id,))],
    }


def test_member_for_which_its_group_did_not_speak_does_not_learn_who_did_by_coming_back(forum: Forum) -> None:
    talks = _closed_by_its_workflow(forum)
    members = [forum.delegations[each] for each in ("Borvia", "Galdria", "Jorvland")]
    named = {"name": "Upper River Group", "member_ids": members, "speaker_id": members[0]}
    group_id = forum.act(begin_group, **named, by=forum.secretariat)
    in_round = talks.open_round()
    forum.act(opt_out, talks.id, group_id, by=forum.head("Galdria"))
    remark = {"comment_class": CommentClass.EDITORIAL, "text": "Too long.", "by": forum.head("Borvia")}
    forum.act(comment_on, talks.id, part_id=talks.clause(1), **remark)
    forum.act(hand_in, talks.id, group_id=group_id, by=forum.head("Borvia"))
    forum.hour.pass_by(timedelta(minutes=1))
    talks.close_round(in_round)
    forum.hour.pass_by(timedelta(minutes=1))
    assert authors(forum, talks, "head of Galdria") == {("comment", "a delegation")}

    forum.act(rejoin, talks.id, group_id, by=forum.head("Galdria"))
    forum.act(opt_out, talks.id, group_id, by=forum.head("Jorvland"))

    assert authors(forum, talks, "head of Galdria") == {("comment", "a delegation")}
    # Jorvland was told when it was circulated, and reads no less for speaking for itself since.
    assert authors(forum, talks, "head of Jorvland") == {
        ("comment", "Borvia for the Upper River Group (Borvia, Galdria)")
    }


def test_labels_and_tables_tell_nothing_of_whose_it_is(forum: Forum) -> None:
    talks = _closed_by_its_workflow(forum)
    (body,) = forum.rows(Body)
    forum.act(
        change_body_rules,
        forum.body_id,
        marking=body.marking,
        shortest_silence_hours=1,
        names_the_breaker=True,
        matrix_open_to_members=True,
        expected=body.version,
        by=forum.secretariat,
    )
    in_round = talks.open_round()
    for delegation in ("Lusatia", "Borvia", "Aldmark"):
        propose(forum, talks, delegation)
    talks.close_round(in_round)

    labels = [row.label for kind in (Amendment, Comment) for row in forum.rows(kind)]
    assert len(set(labels)) == 6 and all(label[-4] == "." and label[:2] in {"A-", "C-"} for label in labels)
    with forum.database.reading() as session:
        asked = {"now": forum.hour.now, "delegation_id": forum.delegations["Borvia"]}
        assert comment_table(session, forum.head("Galdria"), talks.id, **asked).rows == ()
        assert len(comment_table(session, forum.head("Borvia"), talks.id, **asked).rows) == 2
        rows = comment_table(session, forum.head("Galdria"), talks.id, now=forum.hour.now).rows
        at = {"now": forum.hour.now}
        shown = room_part(session, forum.chair, talks.id, talks.clause(2), **at)
        seen = {
            who: {
                name
                for column in matrix(session, forum.viewer(who), talks.id, **at).columns
                for name in (*column.amending, *column.commenting)
            }
            for who in ("head of Galdria", "head of Borvia", "chair")
        }
    voices = {voice.delegation for dispute in shown.disputes for each in dispute.alternatives for voice in each.voices}
    assert voices == {"a delegation"}
    assert seen == {
        "head of Galdria": set(),
        "head of Borvia": {"Borvia"},
        "chair": {"Lusatia", "Borvia", "Aldmark"},
    }
    assert {row.delegation for row in rows} == {"a delegation"}
    assert [row.number for row in rows] == sorted(row.number for row in rows)


def test_brackets_put_around_disputes_name_nobody_whom_the_office_does_not_know_yet(forum: Forum) -> None:
    talks = begin(forum)
    talks.table()
    forum.act(choose_attribution, talks.id, attribution=Attribution.NONE, by=forum.chair)
    in_round, part_id = talks.open_round(), talks.clause(2)
    for delegation in ("Borvia", "Aldmark"):
        propose(forum, talks, delegation)
    talks.close_round(in_round)

    forum.act(put_disputes_in_brackets, talks.id, part_id, expected=talks.version(part_id), by=forum.chair)

    assert open_of(forum, talks, "chair") and forum.rows(BracketSponsor) == []


def _with_input(forum: Forum, talks: Negotiation, delegation: str) -> str:
    in_round = talks.open_round()
    propose(forum, talks, delegation)
    return in_round


def _closed_by_its_workflow(forum: Forum) -> Negotiation:
    statement_id = forum.act(
        import_document,
        meeting_id=forum.meeting_id,
        style="o-we",
        workflow_name="consensus",
        workflow_source='attribution = "office"\n' + workflow_source(),
        document=text_of("We measure the river", "We meet again in spring"),
        upload_id=None,
        by=forum.chair,
    )
    (row,) = forum.rows(Statement, id=statement_id)
    assert row.attribution is Attribution.OFFICE
    talks = Negotiation(forum, statement_id)
    talks.table()
    return talks


def test_what_awaits_an_answer_is_named_in_the_order_of_the_clauses(forum: Forum) -> None:
    talks = Negotiation(forum, begin_text(forum, *(f"We thank ferry {number}" for number in range(1, 11))))
    talks.table()
    forum.act(choose_attribution, talks.id, attribution=Attribution.NONE, by=forum.chair)
    in_round = talks.open_round()
    for number in (10, 2):
        propose(forum, talks, "Borvia", number=number)
    talks.close_round(in_round)

    told = refused(forum, AnswersAwaited, learn_authors, in_round, by=forum.chair)

    labels = str(told.parameters["labels"]).split(", ")
    assert [each.partition(".")[0] for each in labels] == ["A-2", "A-10", "C-2", "C-10"]

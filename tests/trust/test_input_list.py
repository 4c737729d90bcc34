"""The list of input tells nobody what its filters are not meant to find: no count, no author, no page of others."""

from typing import Any

from tests.trust.house import House
from tests.trust.test_attribution import give

from jointstatement.actions.attribution import choose_attribution
from jointstatement.actions.drafting import reword_part
from jointstatement.actions.giving_input import submit_input, withdraw_amendment
from jointstatement.actions.taking_over import take_over
from jointstatement.queries.input_list import Choices, InputLines, InputList, Wanted, input_list
from jointstatement.queries.listing import given_input
from jointstatement.terms import Attribution, Visibility


def seen(house: House, who: str, **wanted: Any) -> InputList:
    """The list as somebody sees it."""
    forum = house.forum
    with forum.database.reading() as session:
        return input_list(session, forum.viewer(who), house.talks.id, wanted=Wanted(**wanted), now=forum.hour.now)


def told(shown: InputList) -> tuple[InputLines, Choices]:
    """All of it that could depend on what was given."""
    return shown.page, shown.choices


def test_blind_round_shows_nothing_of_others_and_what_is_unnamed_is_found_by_no_author(house: House) -> None:
    forum, talks, borvia = house.forum, house.talks, house.forum.delegations["Borvia"]
    forum.act(choose_attribution, talks.id, attribution=Attribution.OFFICE, by=forum.chair)
    round_id = talks.open_round(Visibility.BLIND)
    empty = {who: told(seen(house, who)) for who in ("chair", "head of Galdria")}
    _, amendment = give(house, "Borvia", "heron")
    assert {who: told(seen(house, who)) for who in empty} == empty
    page, choices = empty["head of Galdria"]
    assert (page.total, choices.authors) == (0, ())
    assert seen(house, "head of Borvia").page.total == 3
    talks.close_round(round_id)

    others = seen(house, "head of Galdria", words="heron")
    assert (others.page.matching, others.page.total, others.choices.authors) == (3, 3, ())
    assert {line.given.delegation for line in others.page.lines} == {"a delegation"}
    assert {line.written_by for line in others.page.lines} == {""}
    nobodys = seen(house, "head of Galdria", author="0" * 32).page
    assert seen(house, "head of Galdria", author=borvia).page == nobodys
    assert seen(house, "head of Galdria", written_by=forum.persons["head of Borvia"]).page == nobodys
    assert seen(house, "chair", author=borvia).page.matching == 3

    # Whoever takes it over names nobody either, in a round of its own that names its authors.
    forum.act(withdraw_amendment, talks.id, amendment, by=forum.head("Borvia"))
    forum.act(choose_attribution, talks.id, attribution=Attribution.ALL, by=forum.chair)
    forum.act(reword_part, talks.id, talks.clause(1), wording="We thank Cestria", expected=1, by=forum.chair)
    talks.table()
    round_id = talks.open_round(Visibility.BLIND)
    forum.act(take_over, talks.id, amendment, by=forum.head("Galdria"))
    assert "Galdria" not in {line.given.delegation for line in seen(house, "chair").page.lines}
    forum.act(submit_input, talks.id, by=forum.head("Galdria"))
    talks.close_round(round_id)
    for who, name in (("head of Istara", "a delegation"), ("head of Galdria", "a delegation"), ("chair", "Borvia")):
        with forum.database.reading() as session:
            rows = given_input(session, forum.viewer(who), talks.id, now=forum.hour.now).amendments
        (taken,) = [each for each in rows if each.delegation == "Galdria"]
        assert taken.taken_over is not None and taken.taken_over.delegation == name

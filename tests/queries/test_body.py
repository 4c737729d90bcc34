"""What the body's page holds of its delegations."""

from tests.cast import MEMBERS, OBSERVER, Forum

from jointstatement.queries.body import DelegationLine, body_page


def test_delegations_are_listed_with_the_ids_by_which_acts_name_them(forum: Forum) -> None:
    with forum.database.reading() as session:
        page = body_page(session, forum.chair)

    assert page.members == tuple(
        DelegationLine(forum.delegations[name], name, place) for place, name in enumerate(MEMBERS, start=1)
    )
    assert page.observers == (DelegationLine(forum.delegations[OBSERVER], OBSERVER, len(MEMBERS) + 1),)

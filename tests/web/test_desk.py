"""Beside the chair: what whoever comes with the next term reads over the desk."""

from collections.abc import Callable

from tests.cast import Forum
from tests.on_the_table import lay_on_the_table
from tests.trust.test_incoming_chair import INCOMING, let_it_read, plan
from tests.web.windows import Browser

from jointstatement.actions.suspending import suspend


def test_desk_of_a_suspended_negotiation_says_so_as_every_page_does(
    forum: Forum, come_in: Callable[[str], Browser]
) -> None:
    text = lay_on_the_table(forum)
    plan(forum, INCOMING)
    let_it_read(forum)
    forum.act(suspend, text.id, reason="The parties consult.", by=forum.chair)

    shown = come_in(forum.persons[INCOMING]).get(f"/statements/{text.id}/desk")

    assert shown.status_code == 200
    assert "The negotiation is suspended" in shown.text
    assert "The parties consult." in shown.text

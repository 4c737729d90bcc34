"""Brackets and placeholders before a browser and by JSON."""

from collections.abc import Callable

import pytest
from tests.actions.test_proposing import circulated, proposes
from tests.cast import Forum
from tests.negotiation import CLAUSES
from tests.web.hall import Hall, hall_of
from tests.web.windows import Browser, hidden_fields

from jointstatement.actions.giving_input import amend

THIRD = CLAUSES[2]


@pytest.fixture
def hall(forum: Forum, browser: Callable[[], Browser]) -> Hall:
    """Two amendments of one word of clause 3, circulated."""
    hall = hall_of(forum, browser)
    hall.talks.open_round()
    proposes(hall.talks, amend, 3, by="Borvia", wording=THIRD.replace("six", "three"))
    proposes(hall.talks, amend, 3, by="Galdria", wording=THIRD.replace("six", "two"))
    circulated(hall.talks, "Borvia", "Galdria")
    return hall


def test_dispute_stands_in_brackets_is_shown_to_all_when_tabled_and_resolved(hall: Hall) -> None:
    part, at = hall.talks.clause(3), f"{hall.at}/brackets"
    assert "Nothing is open in the words of this text." in hall.reads("chair", at)

    hall.browser("chair").fill(f"{hall.at}/compose/{part}", f"{at}/{part}/disputes")

    shown = hall.reads("secretariat", at)
    for words in ("[six / three / two]", "<b>Borvia</b>", "<b>Galdria</b>", "1 bracket is open.", "Nothing: the words"):
        assert words in shown
    assert f'href="{at}"' in hall.reads("chair", f"{hall.at}/draft")
    assert "1 open place" not in hall.reads("head of Istara", hall.at)
    hall.talks.table()
    tabled = hall.reads("head of Istara", at)
    assert ("<b>Galdria</b>" in tabled, "<form" in tabled.split("<main")[1]) == (True, False)
    assert "1 open place" in hall.reads("head of Istara", hall.at)
    assert ("open place" in hall.reads("observer", hall.at), hall.browser("observer").get(at).status_code) == (
        False,
        403,
    )

    hall.browser("chair").fill(at, f"{at}/{part}/sponsors", choice="2", delegations=[hall.forum.delegations["Istara"]])
    assert "<b>Istara</b>" in hall.reads("chair", at)
    own = hall.browser("chair").fill(at, f"{at}/{part}/resolve", outcome="own", words="")
    assert (own.status_code, "Please give the words that are to stand there." in own.text) == (409, True)
    assert 'value="own" checked' in own.text
    hall.browser("chair").fill(at, f"{at}/{part}/resolve", outcome="2", words="")
    assert "every two hours" in hall.talks.wording(part)


def test_words_are_put_in_brackets_on_the_desk_and_a_placeholder_is_filled(hall: Hall) -> None:
    part, at = hall.talks.clause(4), f"{hall.at}/brackets"
    desk = f"{hall.at}/draft/{part}"

    wrong = hall.browser("chair").fill(desk, f"{at}/{part}/put", words="by noon", others="by dusk\nby dawn")
    assert (wrong.status_code, "The words “by noon” are not in this part." in wrong.text) == (409, True)
    typed = wrong.text.split(f'action="{at}/{part}/put"')[1].split("</form>")[0]
    assert "by noon</textarea>" in typed and "by dusk\nby dawn</textarea>" in typed
    hall.browser("chair").fill(desk, f"{at}/{part}/put", words="the end of the year", others="[date]")
    hall.browser("chair").fill(at, f"{at}/{part}/resolve", outcome="1", words="")
    assert "1 placeholder waits to be filled." in hall.reads("chair", at)
    opens = hall.browser("secretariat").fill(at, f"{at}/{part}/fill", words="1 [December")
    assert opens.status_code == 409 and 'name="words" value="1 [December"' in opens.text
    hall.browser("secretariat").fill(at, f"{at}/{part}/fill", words="1 December")

    assert "by 1 December, a list of the bridges" in hall.talks.wording(part)


def test_words_for_a_bracket_that_was_resolved_meanwhile_come_back(hall: Hall) -> None:
    part, at = hall.talks.clause(3), f"{hall.at}/brackets"
    hall.browser("chair").fill(f"{hall.at}/compose/{part}", f"{at}/{part}/disputes")
    seen = hidden_fields(hall.reads("secretariat", at), f"{at}/{part}/resolve")
    hall.browser("chair").fill(at, f"{at}/{part}/resolve", outcome="1", words="")

    late = hall.browser("secretariat").submit(f"{at}/{part}/resolve", seen | {"outcome": "own", "words": "four"})

    assert late.status_code == 409
    assert ">four</p>" in late.text.partition('id="typed-h"')[2].partition("</section>")[0]
    assert "three" in hall.talks.wording(part)

"""Support is one press on the page of the part; the author accepts who co-sponsors on the page of its own input."""

from collections.abc import Callable

import pytest
from tests.cast import Forum
from tests.negotiation import CLAUSES
from tests.web.hall import Hall, hall_of
from tests.web.windows import Browser

from jointstatement.models import Amendment, AmendmentSupport
from jointstatement.terms import Visibility

CHANGED = CLAUSES[2].replace("six hours", "three hours")


@pytest.fixture
def hall(forum: Forum, browser: Callable[[], Browser]) -> Hall:
    return hall_of(forum, browser)


def test_amendment_gathers_support_and_a_co_sponsor(hall: Hall) -> None:
    hall.talks.open_round(Visibility.OPEN)
    borvia, istara = hall.browser("head of Borvia"), hall.browser("head of Istara")
    borvia.fill(hall.part(3), hall.part(3), wording=CHANGED)
    borvia.fill(f"{hall.at}/input", f"{hall.at}/input/submit")
    (amendment,) = hall.forum.rows(Amendment)
    press = f"{hall.part(3)}/amendments/{amendment.id}/support"
    assert "Support A-3.1" not in hall.reads("expert of Istara", hall.part(3))

    hall.browser("head of Galdria").fill(hall.part(3), press)
    shown = istara.fill(hall.part(3), press, backing="co_sponsor").text
    assert "Supported by Galdria, Istara." in shown
    assert "Until its author accepts, others read that you support it." in shown

    (support,) = hall.forum.rows(AmendmentSupport, delegation_id=hall.forum.delegations["Istara"])
    own = f"{hall.at}/input"
    assert "Istara asks to co-sponsor it." in hall.reads("expert of Borvia", own)
    assert "asks to co-sponsor" not in hall.reads("chair", f"{hall.at}/record")
    accepted = borvia.fill(own, f"{own}/supports/{support.id}/accept").text
    assert ("asks to co-sponsor it" in accepted, "Co-sponsored by Istara." in accepted) == (False, True)
    for address in (f"{hall.at}/decide", hall.desk(3)):
        shown = hall.reads("chair", address)
        assert ("Co-sponsored by Istara." in shown, "Supported by Galdria." in shown) == (True, True)
    assert "Istara co-sponsors the amendment A-3.1." in hall.reads("head of Aldmark", f"{hall.at}/record")

    istara.fill(hall.part(3), f"{hall.part(3)}/supports/{support.id}/withdraw")
    assert "Co-sponsored" not in hall.reads("head of Aldmark", hall.part(3))

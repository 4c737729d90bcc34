"""Who takes part without holding positions, and who comes next: a partner, a guest and the incoming chair."""

from tests.cast import Forum, workflow_source
from tests.journeys.people import WHOLE, Conference, Delegation
from tests.negotiation import text_of

from jointstatement.actions.drafting import import_document
from jointstatement.actions.persons import admit_person
from jointstatement.actions.setting_up import add_delegation
from jointstatement.models import Delegation as Seat
from jointstatement.terms import Participation, Role


def begin(forum: Forum) -> str:
    """A text whose workflow lets observers and partners comment, and a guest in the room. Returns its address."""
    by = forum.secretariat
    forum.delegations["Delta City"] = forum.act(
        add_delegation, forum.body_id, name="Delta City", order=20, participation=Participation.GUEST, by=by
    )
    seat = {"role": Role.GUEST, "delegation_id": forum.delegations["Delta City"]}
    forum.persons["guest"] = forum.act(admit_person, forum.body_id, name="Gil Mar", **seat, by=by)
    statement_id = forum.act(
        import_document,
        meeting_id=forum.meeting_id,
        style="o-we",
        workflow_name="consensus",
        workflow_source="observers_comment = true\n" + workflow_source("consensus"),
        document=text_of("We measure the river every day", "We meet again next spring"),
        upload_id=None,
        by=forum.chair,
    )
    return f"/statements/{statement_id}"


def test_partner_guest_and_incoming_chair_each_read_and_do_what_is_theirs(conference: Conference, forum: Forum) -> None:
    conference.statement = begin(forum)
    chair, secretariat, borvia = conference.chair, conference.secretariat, conference.delegation("Borvia")
    fenland = conference.delegation("Fenland")
    partner, guest = conference._person("observer", Delegation), conference._person("guest", Delegation)

    # The secretariat makes a partner of the observer, by the page of the body.
    (row,) = forum.rows(Seat, id=forum.delegations["Estuary Council"])
    body = secretariat.sends("/body", f"/body/delegations/{row.id}/participation", participation="partner")
    headings = body.tree.xpath("//section[@aria-labelledby='delegations-h']/h3")
    assert [each.text for each in headings] == ["Partners", "Guests", "What guests read"]
    assert "Partner" in secretariat.sees("/people").words

    # And plans the handover; by the body's rule who comes reads beside the chair.
    plan = {"holder": "Fenland", "starts_at": "2027-01-01T00:00", "time_zone": "Europe/Vienna"}
    secretariat.sends("/body/chair", "/body/chair/handover", **plan, chair=forum.persons["head of Fenland"])
    assert "Head of delegation, incoming chair" in secretariat.sees("/people").words
    assert fenland.is_refused("/desk") == 403
    secretariat.sends("/body/chair", "/body/chair/incoming", incoming_chair_reads="yes")
    chair.tables("Zero draft")
    chair.opens_a_round(until="2026-05-06T18:00", read_by="open")

    # The partner comments and is marked as no member; the guest reads and has nowhere to write.
    partner.remarks(WHOLE, "The estuary is forgotten.")
    partner.submits()
    assert "Estuary Council (observer)" in borvia.sees(borvia.part(WHOLE)).words
    assert "We measure the river every day" in guest.sees("").words
    assert [guest.is_refused(path) for path in ("input", "/calls", "/desk", "positions")] == [403] * 4
    borvia.proposes(1, "every day", "every hour")
    borvia.submits()
    chair.closes_the_round()
    assert "every hour" not in partner.sees("").words + guest.sees("").words

    # The incoming chair reads the working text before it is tabled, and remains a head of delegation.
    chair.rewords(2, "spring", "autumn")
    desk = fenland.sees(fenland.sees("/desk").address_of(text_of().parts[0].wording))
    assert desk.changes("//*[@class='doc doc--alone']")[1] == ["autumn"]
    assert "Borvia" in desk.words and "hour" in desk.changes()[1]
    assert "autumn" not in fenland.sees("").words
    assert fenland.is_refused("draft") == fenland.is_refused("decide") == 403
    assert borvia.is_refused("desk") == 403

    # The body keeps guests to adopted texts: from then on the guest finds this one no more.
    secretariat.sends("/body", "/body/guests", guests_read="adopted")
    assert guest.is_refused("") == 404
    assert partner.sees("").status == 200
    secretariat.sends("/body", "/body/guests", guests_read="drafts")
    assert "We measure the river every day" in guest.sees("").words

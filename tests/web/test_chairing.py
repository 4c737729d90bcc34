"""The page of the chair, and what a former chair finds behind every door."""

from collections.abc import Callable
from datetime import timedelta

from sqlmodel import select
from tests.web.conftest import Cast
from tests.web.windows import Browser, hidden_fields

from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.database import Database
from jointstatement.models import Person, ReadyAnswer
from jointstatement.terms import Role


def test_handover_is_planned_given_up_and_carried_out(
    signed_in: Callable[[str], Browser], cast: Cast, database: Database, hour: object
) -> None:
    secretariat, chair = signed_in("secretariat"), signed_in("chair")
    at, zone = "/body/chair", {"time_zone": "Europe/Vienna"}
    entered = secretariat.fill(at, at, holder="Bergia", starts_at="2026-01-01T00:00", **zone)
    assert "Thu 1 Jan 2026, 00:00 CET" in entered.text

    plan = f"{at}/handover"
    nobody = secretariat.fill(at, plan, holder="Aland", starts_at="2027-01-01T00:00", **zone)
    assert (nobody.status_code, "After this handover nobody would hold the chair." in nobody.text) == (409, True)
    past = secretariat.fill(at, plan, holder="Aland", starts_at="2020-01-01T00:00", chair=cast.persons["aland"], **zone)
    assert (past.status_code, "This hour has already passed." in past.text) == (422, True)
    for _ in range(2):
        planned = secretariat.fill(
            at, plan, holder="Aland", starts_at="2027-01-01T00:00", chair=cast.persons["aland"], **zone
        )
        assert "The chair passes to Aland" in planned.text
        given_up = secretariat.fill(at, f"{plan}/withdraw")
        assert "The chair passes to Aland" not in given_up.text
    secretariat.fill(at, plan, holder="Aland", starts_at="2027-01-01T00:00", chair=cast.persons["aland"], **zone)
    assert "The chair passes to Aland" in chair.get(at).text
    assert f'action="{plan}' not in chair.get(at).text
    assert signed_in("bergia").get(at).status_code == 403

    hour.pass_by(timedelta(days=400))  # type: ignore[attr-defined]
    assert database.write_and_wait(close_what_is_due) == 1
    with database.reading() as session:
        roles = {person.id: person.role for person in session.exec(select(Person))}
    assert (roles[cast.persons["chair"]], roles[cast.persons["aland"]]) == (Role.FORMER_CHAIR, Role.CHAIR)
    former = signed_in("chair")
    assert [former.get(path).status_code for path in ("/", "/calls", "/agreed", "/notices", "/help")] == [200] * 5
    assert [former.get(path).status_code for path in (at, "/begin", "/calls/new", "/people")] == [403] * 4
    assert "Former chair" in former.get("/").text


def test_deed_after_the_hour_of_the_handover_is_judged_by_it_before_anybody_noticed_it(
    signed_in: Callable[[str], Browser], cast: Cast, database: Database, hour: object
) -> None:
    secretariat, outgoing, incoming = (signed_in(who) for who in ("secretariat", "chair", "aland"))
    at, zone = "/body/chair", {"time_zone": "Europe/Vienna"}
    secretariat.fill(
        at, f"{at}/handover", holder="Aland", starts_at="2026-05-04T13:00", chair=cast.persons["aland"], **zone
    )
    ready = "/ready-answers"
    fields = hidden_fields(outgoing.get(ready).text, ready) | {"title": "Thanks", "words": "Noted, with thanks."}

    hour.pass_by(timedelta(hours=2))  # type: ignore[attr-defined]
    kept = outgoing.submit(ready, fields)
    assert (kept.status_code, keepers_of_answers(database)) == (403, [])
    own = hidden_fields(incoming.get("/help").text, "/sign-out") | {"title": "Thanks", "words": "Noted, with thanks."}
    kept = incoming.submit(ready, own | {"_key": "of the incoming chair"})
    assert (kept.status_code, keepers_of_answers(database)) == (200, [cast.persons["aland"]])


def keepers_of_answers(database: Database) -> list[str]:
    """Who keeps ready answers."""
    with database.reading() as session:
        return [row.kept_by for row in session.exec(select(ReadyAnswer))]

"""Persons and their links."""

from sqlmodel import col, func, select
from tests.web.windows import hidden_fields

from jointstatement.models import Person


def persons_named(database, name):
    with database.reading() as session:
        return session.exec(select(func.count()).select_from(Person).where(col(Person.name) == name)).one()


def test_secretariat_replaces_a_lost_link_and_the_slip_works(signed_in, browser, cast):
    lost = signed_in("corvia")

    slip = signed_in("secretariat").fill(f"/people/{cast.persons['corvia']}", f"/people/{cast.persons['corvia']}/link")

    assert slip.status_code == 200
    link = slip.text.split("/sign-in/")[1].split("<")[0]
    assert lost.get("/").status_code == 401
    assert "Person corvia" in browser().get(f"/sign-in/{link}").text


def test_secretariat_replaces_a_head_and_the_old_one_is_out(signed_in, cast):
    former = signed_in("bergia")
    address = f"/people/delegations/{cast.delegations['Bergia']}/head"

    slip = signed_in("secretariat").fill(address, address, name="Ana Novak")

    assert "Ana Novak" in slip.text
    assert former.get("/").status_code == 401


def test_form_sent_twice_has_one_effect(signed_in, database):
    window = signed_in("secretariat")
    fields = hidden_fields(window.get("/people").text, "/people") | {"name": "Ida Berg", "role": "observer"}

    first, second = window.submit("/people", fields), window.submit("/people", fields)

    assert [first.status_code, second.status_code] == [200, 200]
    assert persons_named(database, "Ida Berg") == 1


def test_key_that_came_with_another_form_is_refused(signed_in, database):
    window = signed_in("secretariat")
    fields = hidden_fields(window.get("/people").text, "/people") | {"name": "Ida Berg", "role": "observer"}
    window.submit("/people", fields)

    answer = window.submit("/people", fields | {"name": "Ole Dahl"})

    assert answer.status_code == 409
    assert persons_named(database, "Ole Dahl") == 0


def test_form_without_a_key_is_refused(signed_in, database):
    window = signed_in("secretariat")
    fields = hidden_fields(window.get("/people").text, "/people") | {"name": "Ida Berg", "role": "observer"}
    del fields["_key"]

    assert window.submit("/people", fields).status_code == 422
    assert persons_named(database, "Ida Berg") == 0


def test_form_that_cannot_be_taken_comes_back_with_what_was_typed(signed_in):
    answer = signed_in("secretariat").fill("/people", "/people", name="Ida Berg", role="emperor")

    assert answer.status_code == 422
    assert 'value="Ida Berg"' in answer.text
    assert "This cannot be taken as it is." in answer.text


def test_field_that_is_not_known_is_refused(signed_in, database):
    answer = signed_in("secretariat").fill("/people", "/people", name="Ida Berg", role="observer", is_chair="yes")

    assert answer.status_code == 422
    assert persons_named(database, "Ida Berg") == 0


def test_script_in_a_name_is_shown_as_text(signed_in):
    payload = "\"><img src=x onerror=alert(1)><script>alert('x')</script>{{7*7}}"

    html = signed_in("secretariat").fill("/people", "/people", name=payload, role="observer").text

    assert "<img src=x" not in html
    assert "<script>alert" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html
    assert "{{7*7}}" in html


def test_nobody_else_opens_the_list_of_persons(signed_in):
    assert {name: signed_in(name).get("/people").status_code for name in ("chair", "aland", "observer")} == {
        "chair": 403,
        "aland": 403,
        "observer": 403,
    }


def test_list_of_persons_does_not_say_who_has_come_in(signed_in):
    before = signed_in("secretariat").get("/people").text
    signed_in("aland").get("/")

    after = signed_in("secretariat").get("/people").text

    def without_tokens(html):
        return [line for line in html.splitlines() if "_csrf" not in line and "data-now" not in line]

    assert without_tokens(before) == without_tokens(after)

"""Coming in by the personal link, and going out."""

from jointstatement.access.admission import new_secret, viewer_of_person
from jointstatement.actions.persons import reissue_link


def link_of(cast, name):
    return f"/sign-in/{cast.links[name]}"


def test_link_shows_whose_it_is_and_signs_in_at_the_press_of_its_button(browser, cast):
    window = browser()

    shown = window.get(link_of(cast, "aland"))
    assert "Person aland" in shown.text
    assert window.get("/").status_code == 401

    pressed = window.fill(link_of(cast, "aland"), link_of(cast, "aland"))
    assert (pressed.status_code, pressed.url.path) == (200, "/")
    assert "My statements" in pressed.text


def test_unknown_link_says_what_to_do(browser, cast):
    answer = browser().get(f"/sign-in/{new_secret()}")

    assert answer.status_code == 401
    assert "ask the secretariat for a new one" in answer.text


def test_sign_in_gives_a_new_session_whatever_the_browser_brought(browser, cast):
    window = browser()
    window.cookies.set("session", "planted-by-somebody-else", domain="127.0.0.1", path="/")

    window.fill(link_of(cast, "aland"), link_of(cast, "aland"))

    other = browser()
    other.cookies.set("session", "planted-by-somebody-else")
    assert other.get("/").status_code == 401


def test_session_cookie_is_out_of_reach_of_scripts_and_other_sites(browser, cast):
    answer = browser().fill(link_of(cast, "aland"), link_of(cast, "aland"), follow=False)

    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("session=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Max-Age=43200" in cookie


def test_sign_out_ends_the_session_on_the_server(signed_in):
    window = signed_in("aland")
    secret = window.cookies["session"]

    assert window.fill("/", "/sign-out").status_code == 200

    window.cookies.set("session", secret)
    assert window.get("/").status_code == 401


def test_reissued_link_ends_sign_ins_at_the_next_request(signed_in, browser, database, cast):
    window = signed_in("aland")
    assert window.get("/").status_code == 200
    with database.reading() as session:
        secretariat = viewer_of_person(session, cast.persons["secretariat"])

    fresh = database.write_and_wait(reissue_link, cast.persons["aland"], by=secretariat)

    assert window.get("/").status_code == 401
    assert browser().get(link_of(cast, "aland")).status_code == 401
    assert browser().fill(f"/sign-in/{fresh}", f"/sign-in/{fresh}").status_code == 200


def test_link_token_of_one_link_does_not_sign_in_with_another(browser, cast):
    window = browser()
    shown = window.get(link_of(cast, "aland")).text
    token = shown.split('name="_csrf" value="')[1].split('"')[0]

    assert window.submit(link_of(cast, "bergia"), {"_csrf": token}).status_code == 403

"""Coming in by the personal link, and going out."""


def test_link_shows_whose_it_is_and_signs_in_at_the_press_of_its_button(browser, cast):
    window = browser()

    shown = window.get(f"/sign-in/{cast.links['aland']}")
    assert "Person aland" in shown.text
    assert window.get("/").status_code == 401

    pressed = window.fill(f"/sign-in/{cast.links['aland']}", f"/sign-in/{cast.links['aland']}")
    assert (pressed.status_code, pressed.url.path) == (200, "/")
    assert "My statements" in pressed.text

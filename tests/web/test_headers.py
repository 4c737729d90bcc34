"""The headers of every answer."""

import pytest

from jointstatement.web.headers import CONTENT_SECURITY_POLICY


@pytest.mark.parametrize("address", ["/", "/help", "/no-such-page", "/people", "/static/app.css", "/api/v1/nothing"])
def test_every_answer_says_what_a_browser_may_do(signed_in, address):
    headers = signed_in("aland").get(address).headers

    assert {name: headers.get(name) for name in ("content-security-policy", "x-content-type-options")} == {
        "content-security-policy": CONTENT_SECURITY_POLICY,
        "x-content-type-options": "nosniff",
    }
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"


def test_policy_allows_no_inline_script_and_no_frame():
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "frame-ancestors 'none'" in CONTENT_SECURITY_POLICY


def test_pages_are_kept_nowhere(signed_in):
    window = signed_in("aland")

    assert {window.get(address).headers["cache-control"] for address in ("/", "/help", "/nothing")} == {"no-store"}


def test_assets_are_kept_by_their_contents(signed_in):
    window = signed_in("aland")
    address = window.get("/").text.split('rel="stylesheet" href="')[1].split('"')[0]

    assert address.startswith("/static/app.css?v=")
    assert window.get(address).headers["cache-control"] == "public, max-age=31536000, immutable"


def test_pages_carry_no_inline_style_or_script(signed_in):
    html = signed_in("aland").get("/help/components").text

    assert "style=" not in html
    assert "<script>" not in html
    assert " onclick" not in html

"""A browser as tests use it: it sends what browsers send, with the hidden fields of the page a form stands on."""

import re
from collections import Counter
from typing import Any

from httpx import Response
from tests.serving import Client

ADDRESS = "http://127.0.0.1:8000"


class Browser(Client):
    """A browser of one person: sends what a browser sends, forms with the hidden fields of the page they stand on.

    Whatever page it opens, no two things on it have one id: a label would name the wrong field. And what is named by
    its id (by a label, a description, a link within the page) is there.
    """

    def request(self, *asked: Any, **named: Any) -> Response:  # Any: whatever a client is asked
        answer = super().request(*asked, **named)
        if "html" in answer.headers.get("content-type", ""):
            ids = Counter(re.findall(r'<[^>]*?\sid="([^"]*)"', answer.text))
            assert [each for each, times in ids.items() if times > 1] == [], answer.url
            # What htmx asks for goes into a page that is there already.
            if "<main" in answer.text:
                missing = named_in(answer.text) - set(ids)
                assert not missing, f"{answer.url} names what is not there: {sorted(missing)}"
        return answer

    def fill(self, page: str, action: str, *, follow: bool = True, **fields: object):
        """Opens a page, fills in the form that goes to `action` and sends it."""
        shown = self.get(page)
        assert shown.status_code == 200, shown.text
        return self.submit(action, hidden_fields(shown.text, action) | fields, follow=follow)

    def submit(self, action: str, fields: dict, *, follow: bool = True, files: dict | None = None):
        """Sends a form as it is given."""
        headers = {"origin": ADDRESS, "sec-fetch-site": "same-origin"}
        return self.post(action, data=fields, files=files, headers=headers, follow_redirects=follow)


def named_in(html: str) -> set[str]:
    """The ids by which a page names things on itself."""
    named = re.findall(r'<[^>]*?\s(?:for|aria-labelledby|aria-describedby)="([^"]*)"', html)
    return {each for several in named for each in several.split()} | set(re.findall(r'\shref="#([^"]+)"', html))


def hidden_fields(html: str, action: str) -> dict[str, str]:
    """The hidden fields of the form that goes to an address."""
    form = re.search(rf'<form[^>]*action="{re.escape(action)}"[^>]*>(.*?)</form>', html, re.S)
    assert form, f"no form to {action}"
    return dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form[1]))

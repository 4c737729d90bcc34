"""Coming in by the personal link, and going out.

Opening the link shows a name and a button; only pressing it signs in: what opens links in mails signs nobody in.
"""

from typing import Any

from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.access.viewer import Viewer
from jointstatement.actions.persons import sign_in, sign_out
from jointstatement.queries.people import person_of_link
from jointstatement.web.admission import database_of, no_cookie, secret_of_cookie, session_cookie, settings_of
from jointstatement.web.crosssite import demand_token, token_for
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page

AnyRequest = Request[Any, Any, Any]


@get("/sign-in/{secret:str}", opt={"open": True})
async def open_link(request: AnyRequest, secret: FromPath[str]) -> Response[str]:
    """Whose link it is, and the button."""
    person: Viewer = await show(request, person_of_link, secret, now=database_of(request).now())
    return page(request, "sign_in/page.html", person=person, secret=secret, link_token=token_for(secret))


@post("/sign-in/{secret:str}", opt={"open": True})
async def press_button(request: AnyRequest, secret: FromPath[str]) -> Response[str]:
    """Signs in, under a new secret whatever the browser brought along."""
    await demand_token(request, secret)
    session_secret = await database_of(request).write(sign_in, secret)
    answer = go_to(request, "/")
    answer.set_cookie(session_cookie(settings_of(request), session_secret))
    return answer


@post("/sign-out")
async def leave(request: AnyRequest) -> Response[str]:
    """Ends this session, here and on the server."""
    await database_of(request).write(sign_out, secret_of_cookie(request))
    answer = page(request, "sign_in/signed_out.html")
    answer.set_cookie(no_cookie(settings_of(request)))
    return answer


handlers = [open_link, press_button, leave]

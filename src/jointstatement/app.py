"""The program as one ASGI application, and the server around it. Nothing happens on import."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager

from litestar import Litestar
from litestar.datastructures import State
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.template import TemplateConfig
from sqlmodel import SQLModel

from jointstatement.database import Database
from jointstatement.settings import Settings
from jointstatement.web.assets import asset_router
from jointstatement.web.door import Door, hosts_of
from jointstatement.web.forms import FORM_BYTES
from jointstatement.web.headers import add_headers
from jointstatement.web.pages import dashboard, sign_in
from jointstatement.web.refusals import exception_handlers
from jointstatement.web.rendering import environment
from jointstatement.web.sentences import catalogue

Lifespan = Callable[[Litestar], AbstractAsyncContextManager[None]]


class RowsLeaveNoRoom(TypeError):
    """A table's row was about to leave as an answer, every column of it."""


def create_app(settings: Settings, database: Database | None = None, *, lifespan: Sequence[Lifespan] = ()) -> Litestar:
    """The application. A database that is handed in stays the caller's; otherwise it is opened and closed here."""
    opened = database or Database(settings.database_url)
    jinja = environment(settings)
    app = Litestar(
        route_handlers=[
            asset_router(),
            *sign_in.handlers,
            *dashboard.handlers,
        ],
        middleware=[Door],
        before_send=[add_headers],
        exception_handlers=exception_handlers(),
        template_config=TemplateConfig(instance=JinjaTemplateEngine.from_environment(jinja)),
        type_encoders={SQLModel: _refuse},
        openapi_config=None,
        logging_config=None,
        request_max_body_size=FORM_BYTES,
        multipart_form_part_limit=400,
        debug=False,
        state=State(
            {
                "settings": settings,
                "database": opened,
                "jinja": jinja,
                "translate": catalogue(settings.interface_language).gettext,
                "hosts": hosts_of(settings),
            }
        ),
        lifespan=list(lifespan),
    )
    if database is None:
        app.on_shutdown.append(opened.close)
    return app


def _refuse(row: SQLModel) -> object:
    raise RowsLeaveNoRoom(type(row).__name__)

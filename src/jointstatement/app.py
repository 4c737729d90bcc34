"""The program as one ASGI application, and the server around it. Nothing happens on import."""

import asyncio
import gc
import logging
import signal
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

import uvicorn
from litestar import Litestar
from litestar.datastructures import State
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.template import TemplateConfig
from sqlmodel import SQLModel

from jointstatement.actions.deadlines import close_what_is_due, throw_away_what_waited
from jointstatement.database import Database
from jointstatement.settings import Settings
from jointstatement.web.api.routes import api_router
from jointstatement.web.assets import asset_router
from jointstatement.web.door import Door, hosts_of
from jointstatement.web.forms import FORM_BYTES
from jointstatement.web.headers import add_headers
from jointstatement.web.pages import (
    adoption,
    agreed_language,
    answering,
    archive,
    base_text,
    body,
    brackets,
    calls,
    chairing,
    chairs_text,
    clause_states,
    comment_tables,
    commitments,
    composing,
    confirming,
    consolidating,
    copies,
    corrigenda,
    dashboard,
    deciding,
    delegation,
    desk,
    drafting,
    endorsing,
    exports,
    first_run,
    groups,
    help,
    holidays,
    input_list,
    naming,
    notice_periods,
    notices,
    origins,
    own_input,
    part,
    people,
    positions,
    proposing,
    proposing_silence,
    published,
    rebasing,
    record,
    recording,
    references,
    reopening_requests,
    replying,
    returned,
    reviewing,
    revisions,
    rolling,
    rounds,
    sign_in,
    silence,
    silence_rules,
    styles,
    supporting,
    suspending,
    symbols,
    translations,
    workspace,
    written,
)
from jointstatement.web.refusals import exception_handlers
from jointstatement.web.rendering import environment
from jointstatement.web.sentences import catalogue

_log = logging.getLogger("jointstatement")

SECONDS_BETWEEN_LOOKS_AT_DEADLINES = 2.0
SECONDS_TO_FINISH = 10

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
            api_router(),
            *sign_in.handlers,
            *dashboard.handlers,
            *first_run.handlers,
            *people.handlers,
            *notices.handlers,
            *help.handlers,
            *workspace.handlers,
            *written.handlers,
            *revisions.handlers,
            *rounds.handlers,
            *suspending.handlers,
            *drafting.handlers,
            *references.handlers,
            *record.handlers,
            *recording.handlers,
            *exports.handlers,
            *comment_tables.handlers,
            *rolling.handlers,
            *part.handlers,
            *proposing.handlers,
            *rebasing.handlers,
            *composing.handlers,
            *consolidating.handlers,
            *copies.handlers,
            *brackets.handlers,
            *clause_states.handlers,
            *reopening_requests.handlers,
            *origins.handlers,
            *input_list.handlers,
            *own_input.handlers,
            *returned.handlers,
            *reviewing.handlers,
            *positions.handlers,
            *deciding.handlers,
            *desk.handlers,
            *answering.handlers,
            *adoption.handlers,
            *notice_periods.handlers,
            *confirming.handlers,
            *chairs_text.handlers,
            *corrigenda.handlers,
            *endorsing.handlers,
            *commitments.handlers,
            *body.handlers,
            *published.handlers,
            *silence.handlers,
            *proposing_silence.handlers,
            *silence_rules.handlers,
            *translations.handlers,
            *symbols.handlers,
            *holidays.handlers,
            *styles.handlers,
            *supporting.handlers,
            *replying.handlers,
            *delegation.handlers,
            *groups.handlers,
            *naming.handlers,
            *agreed_language.handlers,
            *base_text.handlers,
            *archive.handlers,
            *calls.handlers,
            *chairing.handlers,
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


def serve(settings: Settings, database: Database) -> None:
    """Serves until it is told to stop (SIGINT or SIGTERM), finishes what it has begun, and returns."""
    # The server hands the signal on when it has stopped; what SIGTERM does by itself would skip the caller's own end.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    app = create_app(settings, database, lifespan=[deadlines])
    settle()
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        ssl_certfile=settings.certificate,
        ssl_keyfile=settings.certificate_key,
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
        server_header=False,
        access_log=False,
        proxy_headers=False,
    )


def settle() -> None:
    """Keeps what is loaded for as long as the process runs, so that no page waits while it is looked through."""
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def deadlines(app: Litestar) -> AsyncIterator[None]:
    """While the server runs, closes what is due and throws away what waited; a failure is logged and tried again."""
    watch = asyncio.create_task(_watch(app.state.database))
    try:
        yield
    finally:
        watch.cancel()
        # The watch ends by being cancelled, which is no failure.
        with suppress(asyncio.CancelledError):
            await watch


async def _watch(database: Database) -> None:
    while True:
        try:
            await database.write(close_what_is_due)
            await database.write(throw_away_what_waited)
        except Exception:
            _log.exception("Closing what is due failed; it will be tried again")
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS_AT_DEADLINES)


def _refuse(row: SQLModel) -> object:
    raise RowsLeaveNoRoom(type(row).__name__)

"""How a page reads: one query, in a thread, on a read-only session that is closed before the page is made."""

import asyncio
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

from litestar.connection import Request
from sqlmodel import Session

from jointstatement.web.admission import database_of

P = ParamSpec("P")
R = TypeVar("R")


async def show(
    request: Request[Any, Any, Any],
    query: Callable[Concatenate[Session, P], R],
    *arguments: P.args,
    **named: P.kwargs,
) -> R:
    """What `query(session, *arguments, **named)` returns: plain frozen views, never rows."""
    database = database_of(request)

    def read() -> R:
        with database.reading() as session:
            return query(session, *arguments, **named)

    return await asyncio.to_thread(read)

"""The files that pages refer to: style sheet, scripts, icons, fonts. Addresses carry the contents' hash."""

import hashlib
from functools import cache
from pathlib import Path

from litestar.router import Router
from litestar.static_files import create_static_files_router

FOLDER = Path(__file__).resolve().parent / "static"
ADDRESS = "/static"


@cache
def asset(name: str) -> str:
    """The address of one file, which changes when its contents do, so that browsers may keep it for ever."""
    digest = hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]
    return f"{ADDRESS}/{name}?v={digest}"


def asset_router() -> Router:
    """Serves the files, to everybody."""
    return create_static_files_router(path=ADDRESS, directories=[FOLDER], opt={"open": True}, name="static")

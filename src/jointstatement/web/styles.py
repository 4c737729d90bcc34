"""Statement styles as pages need them: the endings a style computes and the markers it prints."""

import asyncio
from functools import lru_cache
from pathlib import Path
from typing import Any

from litestar.connection import Request

from jointstatement.actions.styles import OWN
from jointstatement.database import Database
from jointstatement.documents.own_style import JudgedStyle, judge_uploaded_style
from jointstatement.documents.style import Style, load_style, rules_of_style, style_names, style_of
from jointstatement.errors import N_, BadInput
from jointstatement.queries.first_run import meeting_facts
from jointstatement.queries.statement import RulesOf, statement_head
from jointstatement.queries.styles import offered_styles, style_files
from jointstatement.terms import PartKind
from jointstatement.text.wording import escape
from jointstatement.web.admission import database_of, now_of, settings_of, viewer_of
from jointstatement.web.reading import show

AnyRequest = Request[Any, Any, Any]


def style_for(request: AnyRequest, name: str) -> Style:
    """The style that a text is in: one of this installation, or of a body's own; read once. Raises `StyleMistake`."""
    if name.startswith(OWN):
        own = _own_style(name, database_of(request))
        if own is not None:
            return own
    return _style(name, settings_of(request).all_style_folders)


async def chosen_style(request: AnyRequest, name: str) -> Style:
    """A style that this person may choose for a statement. Raises `StyleMistake` for every other as for none."""
    offered = {each.name for each in await show(request, offered_styles, viewer_of(request))}
    return style_for(request, name) if name in offered else _style(name, settings_of(request).all_style_folders)


async def style_titles(request: AnyRequest) -> list[tuple[str, str]]:
    """The styles that this person may choose, the body's own first: names, and what people choose them by."""
    own = [(each.name, each.title) for each in await show(request, offered_styles, viewer_of(request))]
    return own + shipped_titles(request)


async def judged_style(request: AnyRequest, content: bytes, based_on: str) -> tuple[str, JudgedStyle]:
    """The rules of an installation's style, and what is to be said of a file that somebody sent to go with them.

    Raises `StyleMistake` where there is no such style, and `UnreadableFile`.
    """
    if not based_on.strip():
        raise BadInput("based_on", N_("Please choose the style whose rules it is printed with."))
    rules = rules_of_style(based_on, settings_of(request).all_style_folders)
    return rules, await asyncio.to_thread(judge_uploaded_style, content, rules)


def shipped_titles(request: AnyRequest) -> list[tuple[str, str]]:
    """The styles of the installation: names, and what people choose them by."""
    folders = settings_of(request).all_style_folders
    return [(name, _style(name, folders).title) for name in style_names(folders)]


async def left_words_of(request: AnyRequest, statement_id: str) -> str:
    """The words in which the style of a statement leaves a clause blank for a higher level, with a place `{whom}`."""
    head = await show(request, statement_head, viewer_of(request), statement_id, now=now_of(request))
    return style_for(request, head.style).adoption.left


def rules_of(request: AnyRequest) -> RulesOf:
    """What gives a query the ending rules of a style by its name."""
    return lambda name: style_for(request, name).endings


def markers_of(request: AnyRequest, name: str) -> dict[str, str]:
    """The sign before a clause of each kind ("Ø"); empty where the style counts, for the number is shown anyway."""
    markers = style_for(request, name).markers
    return {
        kind: "" if marker.count else marker.before
        for kind, marker in (
            (PartKind.PREAMBULAR, markers.preambular_marker),
            (PartKind.OPERATIVE, markers.marker),
        )
    }


async def formulas_for(request: AnyRequest, style: Style, meeting_id: str) -> dict[str, str]:
    """The chapeau and the closing that a style proposes for a statement of this meeting, as wordings by their names."""
    facts = await show(request, meeting_facts, viewer_of(request), meeting_id)
    days = [style.date(day) for day in dict.fromkeys((facts.starts_on, facts.ends_on))]
    common = {"body": facts.body, "place": facts.place, "chair": facts.chair, "meeting": facts.meeting}
    return {
        "chapeau": escape(style.chapeau(members=facts.members, date=" – ".join(days), **common)),
        "closing": escape(style.closing(date=days[-1], **common)),
    }


@lru_cache(maxsize=64)
def _style(name: str, folders: tuple[Path, ...]) -> Style:
    return load_style(name, folders)


_OWN_STYLES: dict[str, Style] = {}
"""The bodies' own styles by their names, which are random and stand for one content for ever."""


def _own_style(name: str, database: Database) -> Style | None:
    """A style that a body keeps. Its files were judged before they were kept."""
    if name not in _OWN_STYLES:
        with database.reading() as session:
            files = style_files(session, name)
        if files is None:
            return None
        _OWN_STYLES[name] = style_of(name, files.rules, files.content, title=files.title)
    return _OWN_STYLES[name]

"""Statement styles as pages need them: the endings a style computes and the markers it prints."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from litestar.connection import Request

from jointstatement.documents.style import Style, load_style
from jointstatement.queries.first_run import meeting_facts
from jointstatement.queries.statement import RulesOf
from jointstatement.terms import PartKind
from jointstatement.text.wording import escape
from jointstatement.web.admission import settings_of, viewer_of
from jointstatement.web.reading import show

AnyRequest = Request[Any, Any, Any]


def style_for(request: AnyRequest, name: str) -> Style:
    """A style of this installation, read once. Raises `StyleMistake`."""
    return _style(name, settings_of(request).all_style_folders)


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

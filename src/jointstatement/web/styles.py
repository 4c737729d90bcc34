"""Statement styles as pages need them: the endings a style computes and the markers it prints."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from litestar.connection import Request

from jointstatement.documents.style import Style, load_style
from jointstatement.queries.statement import RulesOf
from jointstatement.terms import PartKind
from jointstatement.web.admission import settings_of

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


@lru_cache(maxsize=64)
def _style(name: str, folders: tuple[Path, ...]) -> Style:
    return load_style(name, folders)

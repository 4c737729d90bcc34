"""What a text begins with, by form and by program: the style and the procedure that were chosen for it."""

from typing import Any

from litestar.connection import Request

from jointstatement.web.admission import settings_of
from jointstatement.web.styles import chosen_style
from jointstatement.workflow.definition import load_workflow, load_workflows


async def chosen_frame(request: Request[Any, Any, Any], *, style: str, workflow: str) -> dict[str, str]:
    """What an action is told of both. Raises what `load_workflow` and `chosen_style` raise."""
    chosen = load_workflow(workflow, settings_of(request).all_workflow_folders)
    return {
        "style": (await chosen_style(request, style)).name,
        "workflow_name": chosen.name,
        "workflow_source": chosen.source,
    }


def workflow_titles(request: Request[Any, Any, Any]) -> list[tuple[str, str]]:
    """The procedures that can be chosen: names, and what people choose them by."""
    found = load_workflows(settings_of(request).all_workflow_folders)
    return [(name, workflow.title) for name, workflow in found.items()]

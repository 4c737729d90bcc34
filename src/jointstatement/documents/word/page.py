"""The page of a template, for printers that are not Word: its size and its margins, in points."""

import re
from dataclasses import dataclass

from jointstatement.documents.word.template import Template

_A4 = {"w": 11906.0, "h": 16838.0}
_MARGIN = 1418.0
_MEASURE = re.compile(r'w:(\w+)="(-?[\d.]+)"')


@dataclass(frozen=True, slots=True)
class Page:
    """Size and margins."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float


def page_of(template: Template) -> Page:
    """The page that the template's last section has; what it leaves unsaid is A4 with margins of 2.5 cm."""
    size, margin = _A4 | _measures("pgSz", template.section), _measures("pgMar", template.section)
    return Page(
        width=size["w"] / 20,
        height=size["h"] / 20,
        **{side: abs(margin.get(side, _MARGIN)) / 20 for side in ("top", "right", "bottom", "left")},
    )


def _measures(element: str, section: str) -> dict[str, float]:
    """The measures of one element of a section, in twentieths of a point."""
    found = re.search(rf"<w:{element}\b[^>]*>", section)
    return {name: float(value) for name, value in _MEASURE.findall(found[0])} if found else {}

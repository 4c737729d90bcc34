"""What each named Word style of a template looks like, in words, for whoever must judge it without opening Word."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from jointstatement.documents.word import names
from jointstatement.documents.word.elements import NAMESPACE
from jointstatement.documents.word.template import Template

_ALIGNED = {"start": "left", "both": "justified", "distribute": "justified", "end": "right"}
_FIRST = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_OFF = frozenset({"0", "false", "off", "none"})
_MOST_STEPS = 12
"""How many styles may stand on one another."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """One paragraph style as it looks in the final form."""

    style: str
    marker: str
    """What Word writes before the first one, as "Ø" or "(a)"; empty where it writes nothing."""
    font: str
    """Empty where the theme of the template decides."""
    points: float
    is_bold: bool
    is_italic: bool
    alignment: str
    """left, right, center or justified."""


def appearances_of(template: Template) -> tuple[Appearance, ...]:
    """The paragraph styles that a statement is printed in, in the order of a statement."""
    root = etree.fromstring(template.styles(template.final, "en"), etree.XMLParser(resolve_entities=False))
    by_id = {style.get(_w("styleId"), ""): style for style in root.iter(_w("style"))}
    defaults = root.find(f"{_w('docDefaults')}/{_w('rPrDefault')}")
    spacing = root.find(f"{_w('docDefaults')}/{_w('pPrDefault')}")
    return tuple(
        _appearance(name, template, [*_chain(by_id, template.style_ids[name]), defaults, spacing])
        for name in dict.fromkeys(names.PARAGRAPH_STYLES)
    )


def _w(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _chain(by_id: Mapping[str, etree._Element], style_id: str) -> list[etree._Element]:
    """A style and those that it is based on, the nearest first."""
    chain: list[etree._Element] = []
    while style_id in by_id and len(chain) < _MOST_STEPS:
        chain.append(by_id[style_id])
        based = chain[-1].find(_w("basedOn"))
        style_id = "" if based is None else based.get(_w("val"), "")
    return chain


def _appearance(name: str, template: Template, holders: list[etree._Element | None]) -> Appearance:
    look = template.looks.get((name, 0))
    size = _first(holders, "rPr", "sz", "val")
    alignment = _first(holders, "pPr", "jc", "val") or "left"
    return Appearance(
        style=name,
        marker=re.sub(r"%\d", _FIRST.get(look.count, "1"), look.text) if look else "",
        font=_first(holders, "rPr", "rFonts", "ascii"),
        points=int(size) / 2 if size.isdigit() else 10.0,
        is_bold=_is_on(holders, "b"),
        is_italic=_is_on(holders, "i"),
        alignment=_ALIGNED.get(alignment, alignment),
    )


def _first(holders: list[etree._Element | None], properties: str, name: str, attribute: str) -> str:
    for holder in holders:
        found = None if holder is None else holder.find(f"{_w(properties)}/{_w(name)}")
        if found is not None and found.get(_w(attribute)):
            return found.get(_w(attribute), "")
    return ""


def _is_on(holders: list[etree._Element | None], name: str) -> bool:
    for holder in holders:
        found = None if holder is None else holder.find(f"{_w('rPr')}/{_w(name)}")
        if found is not None:
            return found.get(_w("val"), "1") not in _OFF
    return False

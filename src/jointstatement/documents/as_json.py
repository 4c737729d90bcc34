"""A reading as JSON values, and a document out of JSON values somebody may have edited.

The JSON says what a text says: parts, wording with light marks, markers, endings, footnotes. It does not carry ids,
letterhead, adoption, signatures or attachments. An `ending` of null means that the style computes it. The key "symbol"
is there where an adopted text has one, "printed_for" where a draft says whose copy it is, and "reserves" where it says
which delegations keep their position open: apart from the text, for they are none of its words. A reader passes over
these two.
"""

import re
from collections.abc import Mapping, Sequence
from unicodedata import normalize

from jointstatement.documents.reserves import said_reserves
from jointstatement.documents.style import Style
from jointstatement.errors import N_, UnreadableFile
from jointstatement.terms import CLAUSE_KINDS, PartKind
from jointstatement.text.document import Document, Part, Reading
from jointstatement.text.number import number_parts
from jointstatement.text.wording import canonical

_KEY = re.compile(r"[\w*-]+")
Json = dict[str, object]

DEEPEST_ITEM = 8
_READING_KEYS = (
    "title", "subtitle", "chapeau", "members", "style", "clauses", "footnotes", "closing", "left_out",
    "warnings", "after", "symbol", "printed_for", "reserves",
)  # fmt: skip
_CLAUSE_KEYS = ("kind", "marker", "heading", "text", "ending", "items", "heading_level", "before")
_ITEM_KEYS = ("label", "text", "ending", "items")
_BEFORE_KEYS = ("kind", "level", "text")
_FOOTNOTE_KEYS = ("key", "mark", "text")
_LEFT_OUT_KEYS = ("text", "why")
_RESERVE_KEYS = ("on", "kind", "delegations", "text")
_BETWEEN = frozenset({PartKind.HEADING, PartKind.FORMULA})


def reading_as_json(reading: Reading) -> Json:
    """The reading with exactly the keys that `jointstatement read --json` prints."""
    document = reading.document
    clauses: list[Json] = []
    before: list[Part] = []
    open_items: list[tuple[int, list[Json]]] = []
    for part in document.parts:
        if part.kind in _BETWEEN:
            before.append(part)
        elif part.is_clause:
            clauses.append(_clause_as_json(part, before))
            items: list[Json] = []
            clauses[-1]["items"] = items
            open_items = [(0, items)]
            before = []
        elif part.kind is PartKind.ITEM and open_items:
            while len(open_items) > 1 and open_items[-1][0] >= part.level:
                open_items.pop()
            item: Json = {"label": part.label, "text": part.wording, "ending": part.ending}
            open_items[-1][1].append(item)
            open_items.append((part.level, _later_items(item)))
    for clause in clauses:
        _drop_empty_items(clause["items"])
    result: Json = {
        "title": _whole(document, PartKind.TITLE),
        "subtitle": _whole(document, PartKind.SUBTITLE),
        "chapeau": _whole(document, PartKind.CHAPEAU),
        "members": list(document.members),
        "style": document.style,
        "clauses": clauses,
        "footnotes": [
            {"key": part.key, "mark": part.mark, "text": part.wording}
            for part in document.parts
            if part.kind is PartKind.FOOTNOTE
        ],
        "closing": _whole(document, PartKind.CLOSING),
        "left_out": [{"text": left.text, "why": left.why} for left in reading.left_out],
        "warnings": list(reading.warnings),
    }
    if document.symbol:
        result["symbol"] = document.symbol
    if document.draft is not None and document.draft.printed_for:
        result["printed_for"] = document.draft.printed_for
    if before:
        result["after"] = [_between_as_json(part) for part in before]
    return result


def document_as_json(document: Document) -> Json:
    """A document in the shape of a reading that left nothing out."""
    return reading_as_json(Reading(document))


def reserves_as_json(document: Document, style: Style) -> list[Json]:
    """The open reserves of a draft in the order of its text: on what, of which kind, by whom, and the sentence of it.

    Clauses and items go by the labels by which they are cited ("3(a)"), other parts by what they are ("footnote 1");
    the text as a whole is null.
    """
    parts = document.parts
    labels = {
        part.id: label if part.is_clause or part.kind is PartKind.ITEM else f"{part.kind} {label}".strip()
        for part, label in zip(parts, number_parts(parts), strict=True)
    }
    places: dict[str, int] = {"": -1} | {part.id: place for place, part in enumerate(parts)}
    said = [each for each in said_reserves(document, style) if each.part_id in places]
    return [
        {
            "on": labels[each.part_id] if each.part_id else None,
            "kind": each.kind.value,
            "delegations": list(each.delegations),
            "text": each.sentence,
        }
        for each in sorted(said, key=lambda each: places[each.part_id])
    ]


def reserves_in_json(value: object) -> tuple[str, ...]:
    """What the open reserves say in JSON values that describe a draft. Raises `UnreadableFile`."""
    said = []
    for number, entry in enumerate(_list(_object(value, "the file", _READING_KEYS).get("reserves"), "reserves")):
        here = f"reserves[{number}]"
        reserve = _object(entry, here, _RESERVE_KEYS)
        said.append(_text(reserve.get("text"), f"{here}.text"))
    return tuple(said)


def _clause_as_json(part: Part, before: Sequence[Part]) -> Json:
    heading = next((each for each in before if each.kind is PartKind.HEADING), None)
    clause: Json = {
        "kind": part.kind.value,
        "marker": part.label,
        "heading": heading.wording if heading else None,
        "text": part.wording,
        "ending": part.ending,
        "items": [],
        "heading_level": heading.level if heading else None,
    }
    if before and (len(before) > 1 or heading is None):
        clause["before"] = [_between_as_json(each) for each in before]
    return clause


def _between_as_json(part: Part) -> Json:
    return {"kind": part.kind.value, "level": part.level, "text": part.wording}


def _later_items(item: Json) -> list[Json]:
    items: list[Json] = []
    item["items"] = items
    return items


def _drop_empty_items(items: object) -> None:
    """An item has the key "items" only where it has any."""
    assert isinstance(items, list)
    for item in items:
        if item["items"]:
            _drop_empty_items(item["items"])
        else:
            del item["items"]


def _whole(document: Document, kind: PartKind) -> str | None:
    wordings = [part.wording for part in document.parts if part.kind is kind]
    return "\n".join(wordings) if wordings else None


def document_from_json(value: object) -> Document:
    """The document that JSON values describe; what was left out and the warnings are checked and dropped.

    Raises `UnreadableFile` with a sentence that names the place for a missing, unknown or wrong value.
    """
    reading = _object(value, "the file", _READING_KEYS)
    parts: list[Part] = []
    for key, kind in (("title", PartKind.TITLE), ("subtitle", PartKind.SUBTITLE), ("chapeau", PartKind.CHAPEAU)):
        text = _optional_text(reading, key, key)
        if text is not None:
            parts.append(Part(kind, canonical(text)))
    if "clauses" not in reading:
        raise UnreadableFile(N_("The JSON has no key “{key}”."), key="clauses")
    for number, entry in enumerate(_list(reading["clauses"], "clauses")):
        parts += _clause_parts(entry, f"clauses[{number}]")
    parts += _between_parts(reading.get("after"), "after")
    closing = _optional_text(reading, "closing", "closing")
    if closing is not None:
        parts.append(Part(PartKind.CLOSING, canonical(closing)))
    parts += _footnote_parts(reading.get("footnotes"))
    members = tuple(
        _text(member, f"members[{number}]") for number, member in enumerate(_list(reading.get("members"), "members"))
    )
    style = _optional_text(reading, "style", "style")
    symbol = _optional_text(reading, "symbol", "symbol") or ""
    for number, entry in enumerate(_list(reading.get("left_out"), "left_out")):
        left = _object(entry, f"left_out[{number}]", _LEFT_OUT_KEYS)
        for key in _LEFT_OUT_KEYS:
            _text(left.get(key), f"left_out[{number}].{key}")
    for number, warning in enumerate(_list(reading.get("warnings"), "warnings")):
        _text(warning, f"warnings[{number}]")
    if style is None:
        return Document(parts=tuple(parts), members=members, symbol=symbol)
    return Document(parts=tuple(parts), members=members, style=style, symbol=symbol)


def _clause_parts(value: object, place: str) -> list[Part]:
    clause = _object(value, place, _CLAUSE_KEYS)
    kind = clause.get("kind")
    if kind not in [each.value for each in CLAUSE_KINDS]:
        raise UnreadableFile(N_("{place} must be “preambular” or “operative”."), place=f"{place}.kind")
    heading = _optional_text(clause, "heading", f"{place}.heading")
    level = _optional_number(clause, "heading_level", f"{place}.heading_level")
    if clause.get("before") is not None:
        parts = _between_parts(clause["before"], f"{place}.before")
    elif heading is not None:
        parts = [Part(PartKind.HEADING, canonical(heading), level=1 if level is None else level)]
    else:
        parts = []
    parts.append(
        Part(
            PartKind(str(kind)),
            canonical(_text(clause.get("text"), f"{place}.text")),
            ending=_optional_text(clause, "ending", f"{place}.ending"),
            label=_optional_text(clause, "marker", f"{place}.marker"),
        )
    )
    return [*parts, *_item_parts(clause.get("items"), f"{place}.items", 1)]


def _item_parts(value: object, place: str, level: int) -> list[Part]:
    parts: list[Part] = []
    if level > DEEPEST_ITEM:
        raise UnreadableFile(
            N_("{place} is nested too deeply; items go {most} levels down."), place=place, most=DEEPEST_ITEM
        )
    for number, entry in enumerate(_list(value, place)):
        here = f"{place}[{number}]"
        item = _object(entry, here, _ITEM_KEYS)
        parts.append(
            Part(
                PartKind.ITEM,
                canonical(_text(item.get("text"), f"{here}.text")),
                level=level,
                ending=_optional_text(item, "ending", f"{here}.ending"),
                label=_optional_text(item, "label", f"{here}.label"),
            )
        )
        parts += _item_parts(item.get("items"), f"{here}.items", level + 1)
    return parts


def _between_parts(value: object, place: str) -> list[Part]:
    parts: list[Part] = []
    for number, entry in enumerate(_list(value, place)):
        here = f"{place}[{number}]"
        between = _object(entry, here, _BEFORE_KEYS)
        if between.get("kind") not in [kind.value for kind in _BETWEEN]:
            raise UnreadableFile(N_("{place} must be “heading” or “formula”."), place=f"{here}.kind")
        parts.append(
            Part(
                PartKind(str(between["kind"])),
                canonical(_text(between.get("text"), f"{here}.text")),
                level=_optional_number(between, "level", f"{here}.level") or 0,
            )
        )
    return parts


def _footnote_parts(value: object) -> list[Part]:
    parts: list[Part] = []
    for number, entry in enumerate(_list(value, "footnotes")):
        here = f"footnotes[{number}]"
        footnote = _object(entry, here, _FOOTNOTE_KEYS)
        key = _text(footnote.get("key"), f"{here}.key")
        if not _KEY.fullmatch(key):
            raise UnreadableFile(N_("{place} must be made of letters, digits, “-”, “_” or “*”."), place=f"{here}.key")
        if any(part.key == key for part in parts):
            raise UnreadableFile(N_("{place} stands twice; every footnote has a key of its own."), place=f"{here}.key")
        parts.append(
            Part(
                PartKind.FOOTNOTE,
                canonical(_text(footnote.get("text"), f"{here}.text")),
                key=normalize("NFC", key),
                mark=_optional_text(footnote, "mark", f"{here}.mark"),
            )
        )
    return parts


def _object(value: object, place: str, keys: Sequence[str]) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise UnreadableFile(N_("{place} must be a JSON object."), place=place)
    unknown = sorted(str(key) for key in value if key not in keys)
    if unknown:
        raise UnreadableFile(
            N_("{place} has the unknown key “{key}”; known are: {keys}."),
            place=place,
            key=unknown[0][:80],
            keys=", ".join(keys),
        )
    return value


def _list(value: object, place: str) -> list[object]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise UnreadableFile(N_("{place} must be a list."), place=place)
    return value


def _text(value: object, place: str) -> str:
    if not isinstance(value, str):
        raise UnreadableFile(N_("{place} must be text."), place=place)
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise UnreadableFile(N_("{place} holds half a character; please type it again."), place=place) from None
    return value


def _optional_text(values: Mapping[str, object], key: str, place: str) -> str | None:
    value = values.get(key)
    return None if value is None else _text(value, place)


def _optional_number(values: Mapping[str, object], key: str, place: str) -> int | None:
    value = values.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 9:
        raise UnreadableFile(N_("{place} must be a whole number from 0 to 9."), place=place)
    return value

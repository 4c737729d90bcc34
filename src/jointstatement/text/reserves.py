"""Open reserves as footnotes of a draft: called by marks of their own, so that no footnote of the text is renumbered.

They are none of its words: whoever reads a draft again takes them out.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from jointstatement.errors import N_
from jointstatement.terms import PartKind
from jointstatement.text.compare import Change
from jointstatement.text.document import Part
from jointstatement.text.rolling import RollingPart, RollingText, Stretch
from jointstatement.text.wording import FootnoteMark, escape, footnote_keys, parse, write

LEFT_OUT = N_("An open reserve, printed as a footnote of a draft.")
_KEY = re.compile(r"open-reserve-[1-9][0-9]{0,3}")
_MARK = r"R([1-9][0-9]{0,3})"
_NOTE = re.compile(rf"[ \t]*(?:\[\^?{_MARK}\]:?|{_MARK})[ \t\xa0]+(?=\S)")
"""What a line of plain text, of Markdown or of a PDF begins with that says a reserve."""
_CALL = re.compile(rf"\[\^?{_MARK}\]")
_BARE_CALL = re.compile(rf"(?<=[^\s\[(^]){_MARK}(?![0-9a-z])")
"""Where it is called; a PDF has nothing round the mark, so that it may look like the end of a word ("AR6")."""
_SHIPPED = re.compile(r"\breserve by\s", re.IGNORECASE)
_MOST_LINES = 12
"""Of one footnote, as a PDF breaks it."""


def with_reserves(parts: Sequence[Part], said: Sequence[tuple[str, str]]) -> tuple[Part, ...]:
    """The parts with a footnote for each of these sentences, by the id of the part that it is about; "" for the whole.

    One about the whole text is called at its title. Footnotes are numbered in the order of the text; one about a part
    that does not stand in the text is left out.
    """
    marked = list(parts)
    notes = []
    for place, note in _called(parts, said):
        marked[place] = _calling(marked[place], note)
        notes.append(note)
    return (*marked, *notes)


def with_reserves_in(rolling: RollingText, said: Sequence[tuple[str, str]]) -> RollingText:
    """A rolling text with such footnotes of the text that it leads to, or of the one whose amendments it has.

    They are called where their parts stand in either text, and come and go with them alone: without them it is still
    the two texts, to the letter. Parts go by their ids.
    """
    by_new = rolling.following is not None
    text = rolling.accepted.parts if by_new else rolling.base.parts
    rows = list(rolling.parts)
    at = {part.id: number for number, row in enumerate(rows) if (part := row.new if by_new else row.old) is not None}
    notes = []
    for place, note in _called(text, said):
        number = at[text[place].id]
        rows[number] = row = _calling_in_both(rows[number], note)
        is_old, is_new = row.old is not None, row.new is not None
        change = Change.SAME if is_old and is_new else Change.DELETED if is_old else Change.INSERTED
        stretches = (Stretch(change, note.wording, None if change is Change.SAME else row.by),)
        by = None if change is Change.SAME else row.by
        notes.append(RollingPart(note if is_old else None, note if is_new else None, stretches, by=by))
    calling = {row.old.id: row.old for row in rows if row.old is not None}
    base = tuple(calling.get(part.id, part) if part.id else part for part in rolling.base.parts)
    old_notes = tuple(row.old for row in notes if row.old is not None)
    return replace(rolling, base=replace(rolling.base, parts=(*base, *old_notes)), parts=(*rows, *notes))


def is_reserve(part: Part) -> bool:
    """Whether a part is such a footnote."""
    return part.kind is PartKind.FOOTNOTE and _KEY.fullmatch(part.key or "") is not None


def is_mark(words: str) -> bool:
    """Whether these words are what such a footnote is called by."""
    return re.fullmatch(_MARK, words) is not None


def without_reserves(parts: Sequence[Part]) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """The parts as they are without such footnotes, and what these say with their marks."""
    keys = {part.key for part in parts if is_reserve(part)}
    if not keys:
        return tuple(parts), ()
    told = tuple(f"{part.mark} {part.wording}" for part in parts if is_reserve(part))
    return tuple(_uncalled(part, keys) for part in parts if not is_reserve(part)), told


def cut_reserves(text: str, *, is_draft: bool = True) -> tuple[str, tuple[str, ...]]:
    """The same of a plain text, of Markdown and of the text of a PDF.

    Footnotes are taken for reserves only where they are numbered from R1 on without a gap, each is said once, and each
    is called once; else they are words. Where nothing else says that it is a draft, as in a style whose page head has
    no hour, each of them has to say so in the words of the shipped styles.
    """
    if not re.search(_MARK, text):
        return text, ()
    lines = text.split("\n")
    said: dict[str, str] = {}
    rest: list[str] = []
    notes = bare = place = 0
    while place < len(lines):
        found = _NOTE.match(lines[place])
        if found is None:
            rest.append(lines[place])
            place += 1
            continue
        end = _end_of_note(lines, place)
        number = found[1] or found[2]
        bare += found[1] is None
        said[number] = f"R{number} " + " ".join("\n".join(lines[place:end])[found.end() :].split())
        notes += 1
        place = end
    left = "\n".join(rest)
    if not is_draft and not all(_SHIPPED.search(sentence) for sentence in said.values()):
        return text, ()
    numbers = [str(number) for number in range(1, notes + 1)]
    if not notes or sorted(said) != sorted(numbers) or bare not in (0, notes):
        return text, ()
    call = _BARE_CALL if bare else _CALL
    # Without brackets round it, what no footnote has as its mark is the end of a word.
    calls = Counter(found[1] for found in call.finditer(left) if not bare or found[1] in said)
    if calls != Counter(numbers):
        return text, ()
    return call.sub(lambda found: "" if found[1] in said else found[0], left), tuple(said[each] for each in numbers)


def _called(parts: Sequence[Part], said: Sequence[tuple[str, str]]) -> Iterator[tuple[int, Part]]:
    """The footnotes in the order of the text, each with the place of the part where it is called."""
    called = [(place, sentence) for part_id, sentence in said if (place := _place(parts, part_id)) is not None]
    for number, (place, sentence) in enumerate(sorted(called, key=lambda row: row[0]), start=1):
        key = f"open-reserve-{number}"
        yield place, Part(PartKind.FOOTNOTE, escape(sentence), ending="", key=key, mark=f"R{number}")


def _calling(part: Part, note: Part) -> Part:
    return replace(part, wording=write((*parse(part.wording), FootnoteMark(note.key or ""))))


def _calling_in_both(row: RollingPart, note: Part) -> RollingPart:
    """A part of a rolling text that calls a footnote behind its last word, in each text that it stands in."""
    call = write((FootnoteMark(note.key or ""),))
    stretches = list(row.stretches)
    changed = [each for each in stretches if each.change is not Change.SAME]
    if row.old is not None and row.new is not None and not any("\n" in each.text for each in changed):
        stretches.append(Stretch(Change.SAME, call))
    else:
        # The last paragraphs are two: behind each a mark of its own.
        for change, other in ((Change.INSERTED, Change.DELETED), (Change.DELETED, Change.INSERTED)):
            if (row.old if change is Change.DELETED else row.new) is None:
                continue
            last = max((n for n, each in enumerate(stretches, start=1) if each.change is not other), default=0)
            stretches.insert(last, Stretch(change, call, stretches[last - 1].by or row.by if last else row.by))
    return replace(
        row,
        old=_calling(row.old, note) if row.old is not None else None,
        new=_calling(row.new, note) if row.new is not None else None,
        stretches=tuple(stretches),
    )


def _place(parts: Sequence[Part], part_id: str) -> int | None:
    """Where a reserve about a part is called: one about a footnote where that is called, for in it nothing is."""
    text = [place for place, part in enumerate(parts) if part.kind is not PartKind.FOOTNOTE]
    if not part_id:
        return next((place for place in text if parts[place].kind is PartKind.TITLE), text[0] if text else None)
    about = next((place for place, part in enumerate(parts) if part.id == part_id), None)
    if about is None or about in text:
        return about
    return next((place for place in text if parts[about].key in footnote_keys(parts[place].wording)), None)


def _uncalled(part: Part, keys: set[str | None]) -> Part:
    if not any(key in keys for key in footnote_keys(part.wording)):
        return part
    pieces = (each for each in parse(part.wording) if not (isinstance(each, FootnoteMark) and each.key in keys))
    return replace(part, wording=write(tuple(pieces)))


def _end_of_note(lines: Sequence[str], start: int) -> int:
    """Behind the last line of a footnote: the first that ends a sentence, or the last before a blank or another one."""
    for end in range(start, min(len(lines), start + _MOST_LINES)):
        following = lines[end + 1] if end + 1 < len(lines) else ""
        if lines[end].rstrip().endswith(".") or not following.strip() or _NOTE.match(following):
            return end + 1
    return start + 1

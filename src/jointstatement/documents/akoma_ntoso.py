"""Prints a statement as Akoma Ntoso 3.0, the OASIS standard for parliamentary and legal texts.

A statement belongs to no country, and the schema wants one: it gets `xx`, a code that ISO 3166 leaves to its users. A
text that says no day gets the first day of the calendar, which nobody takes for one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from functools import lru_cache

from jointstatement.documents.nested import Clauses, Items, Node, lists_of, nested
from jointstatement.documents.printed import (
    ItemForm,
    PrintedPart,
    adoption_line,
    head_line,
    printed_parts,
    recipient_line,
    referred_footnotes,
    shown_level,
)
from jointstatement.documents.style import Style
from jointstatement.documents.word.elements import DECLARATION, escaped
from jointstatement.terms import PartKind
from jointstatement.text.document import Document
from jointstatement.text.wording import FootnoteMark, Run, parse

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_COUNTRY = "xx"
_NO_DAY = "0001-01-01"
_SOURCE = "jointstatement"
_OPENING = frozenset({PartKind.TITLE, PartKind.SUBTITLE})
_PREAMBLE = frozenset({PartKind.CHAPEAU, PartKind.FORMULA})
_ALPHA_3 = {
    "ar": "ara", "be": "bel", "bg": "bul", "bs": "bos", "ca": "cat", "cs": "ces", "cy": "cym", "da": "dan", "de": "deu",
    "el": "ell", "en": "eng", "es": "spa", "et": "est", "eu": "eus", "fi": "fin", "fr": "fra", "ga": "gle", "he": "heb",
    "hr": "hrv", "hu": "hun", "hy": "hye", "is": "isl", "it": "ita", "ja": "jpn", "ka": "kat", "ko": "kor", "lb": "ltz",
    "lt": "lit", "lv": "lav", "mk": "mkd", "mt": "mlt", "nb": "nob", "nl": "nld", "nn": "nno", "no": "nor",
    "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sh": "hbs", "sk": "slk", "sl": "slv", "sq": "sqi", "sr": "srp",
    "sv": "swe", "tr": "tur", "uk": "ukr", "zh": "zho",
}  # fmt: skip
"""Addresses name languages by three letters (ISO 639-2); texts of ours by the tags of the web (BCP 47)."""

Block = PrintedPart | Clauses | Items


def write_akoma_ntoso(document: Document, style: Style) -> str:
    """The document as a `<statement>`, valid by the strict schema."""
    return "\n".join(_Statement(document, style).lines()) + "\n"


@dataclass(slots=True)
class _Statement:
    document: Document
    style: Style
    _printed: tuple[PrintedPart, ...] = ()
    _referred: Mapping[str, int] = field(default_factory=dict)
    _opened: dict[int, str] = field(default_factory=dict)
    """The id of each footnote whose words are given, by its place among the parts."""
    _ids: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._printed = printed_parts(self.document, self.style)
        self._referred = referred_footnotes(self.document.parts)

    def lines(self) -> Iterator[str]:
        opening, preamble, main, closing = self._divided()
        yield f'{DECLARATION}<akomaNtoso xmlns="{NAMESPACE}">\n<statement name="jointStatement">'
        yield from self._meta()
        yield from _within("preface", [*self._before(), *self._paragraphs_of(opening)])
        yield from _within("preamble", [line for block in preamble for line in self._preamble(block)])
        yield from _within("mainBody", [*self._sections(main)] or ["<p/>"])
        yield from _within("conclusions", [*self._paragraphs_of(closing), *self._after()])
        yield from _within("attachments", self._attachments())
        yield "</statement>\n</akomaNtoso>"

    def _divided(self) -> tuple[Sequence[Block], Sequence[Block], Sequence[Block], Sequence[Block]]:
        """What stands in the preface, in the preamble, in the body and in the conclusions."""
        blocks = list(nested(self._printed, is_draft=self.document.draft is not None))

        def end_of(start: int, belongs: frozenset[PartKind]) -> int:
            while start < len(blocks) and _kind(blocks[start]) in belongs:
                start += 1
            return start

        first = end_of(0, _OPENING)
        body = end_of(first, _PREAMBLE | {PartKind.PREAMBULAR})
        last = len(blocks)
        while last > body and _kind(blocks[last - 1]) is PartKind.CLOSING:
            last -= 1
        return blocks[:first], blocks[first:body], blocks[body:last], blocks[last:]

    # What the statement is

    def _meta(self, component: str = "main") -> Iterator[str]:
        document = self.document
        actor = _slug(document.body)
        day, moment, name = self._day()
        number = escaped(document.statement_id) or "statement"
        work = "/".join(filter(None, ("/akn", _COUNTRY, "statement", actor, day, number)))
        language = _ALPHA_3.get(document.language.split("-")[0].lower(), document.language or "und")
        expression = f"{work}/{language}@{day}"
        author = '<FRBRauthor href="#body"/>'
        dated = f'<FRBRdate date="{moment}" name="{name}"/>'

        def addresses(address: str, ending: str = "") -> str:
            return f'<FRBRthis value="{address}/!{component}{ending}"/>\n<FRBRuri value="{address}{ending}"/>'

        fingerprint = f'<FRBRalias value="{escaped(document.fingerprint)}" name="fingerprint"/>'
        revision = document.draft.revision if document.draft else ""
        yield f'<meta>\n<identification source="#{_SOURCE}">'
        yield f"<FRBRWork>\n{addresses(work)}\n{dated}\n{author}"
        # The address keeps the id, which is the same before and after adoption.
        called = escaped(document.symbol) or number
        yield f'<FRBRcountry value="{_COUNTRY}"/>\n<FRBRnumber value="{called}"/>\n</FRBRWork>'
        yield f"<FRBRExpression>\n{addresses(expression)}" + (f"\n{fingerprint}" if document.fingerprint else "")
        yield f"{dated}\n{author}" + (f'\n<FRBRversionNumber value="{escaped(revision)}"/>' if revision else "")
        yield f'<FRBRlanguage language="{escaped(document.language or "und")}"/>\n</FRBRExpression>'
        yield f"<FRBRManifestation>\n{addresses(expression, '.xml')}\n{dated}\n{author}"
        yield '<FRBRformat value="application/akn+xml"/>\n</FRBRManifestation>\n</identification>'
        yield f'<references source="#{_SOURCE}">'
        # In an attachment's own metadata the same things are meant, and an id stands once in a file.
        if component == "main":
            yield f'<TLCProcess eId="{_SOURCE}" href="/akn/ontology/process/{_SOURCE}" showAs="{_SOURCE}"/>'
            yield self._organisation("body", document.body or ", ".join(document.members) or "unknown")
            for place, member in enumerate(document.members, start=1):
                yield self._organisation(f"member_{place}", member)
        else:
            yield f'<original href="{work}/!main" showAs="{escaped(document.body or "statement")}"/>'
        yield "</references>\n</meta>"

    def _day(self) -> tuple[str, str, str]:
        """The day that the document speaks of, the moment, and what it was the day of."""
        document = self.document
        if document.adopted_on is not None:
            return document.adopted_on.isoformat(), document.adopted_on.isoformat(), "adoption"
        if document.draft is not None and document.draft.as_of is not None:
            hour = document.draft.as_of
            hour = (hour.replace(tzinfo=UTC) if hour.tzinfo is None else hour.astimezone(UTC)).replace(microsecond=0)
            return hour.date().isoformat(), hour.isoformat(), "draft"
        return _NO_DAY, _NO_DAY, "unknown"

    def _organisation(self, identity: str, name: str) -> str:
        href = f"/akn/ontology/organization/{_slug(name) or identity}"
        return f'<TLCOrganization eId="{identity}" href="{href}" showAs="{escaped(name)}"/>'

    # Its parts

    def _before(self) -> Iterator[str]:
        if line := recipient_line(self.document, self.style):
            yield f'<p class="printed-for"><docStage>{escaped(line)}</docStage></p>'
        if self.document.draft is None and self.document.symbol and not self.document.translation:
            yield f'<p class="symbol"><docNumber>{escaped(self.document.symbol)}</docNumber></p>'
        elif line := head_line(self.document, self.style):
            stage = " | ".join(words for words in line.split("\t") if words)
            yield f'<p class="draft"><docStage>{escaped(stage)}</docStage></p>'
        if self.document.body:
            yield f'<p class="letterhead"><docProponent>{escaped(self.document.body)}</docProponent></p>'
        if self.style.default_title and self.document.first(PartKind.TITLE) is None:
            yield f'<p class="title"><docTitle>{escaped(self.style.default_title)}</docTitle></p>'

    def _paragraphs_of(self, blocks: Sequence[Block]) -> Iterator[str]:
        for block in blocks:
            assert isinstance(block, PrintedPart)
            kind = block.part.kind
            for line in self._words(block):
                words = f"<docTitle>{line}</docTitle>" if kind is PartKind.TITLE else line
                yield f'<p class="{kind.value}">{words}</p>'

    def _preamble(self, block: Block) -> Iterator[str]:
        if isinstance(block, Clauses):
            recitals = self._identity("", "recs")
            yield f'<recitals eId="{recitals}">'
            for node in block.nodes:
                identity = self._identity("", f"rec_{_cited(node)}")
                yield f"<recital{_ids(identity, node)}>{_num(node)}"
                yield from self._blocks(node, identity)
                yield "</recital>"
            yield "</recitals>"
        elif isinstance(block, PrintedPart):
            paragraphs = "".join(f"<p>{words}</p>" for words in self._words(block))
            yield f'<formula name="{block.part.kind.value}">{paragraphs}</formula>'

    def _blocks(self, node: Node, above: str) -> Iterator[str]:
        """A clause or item of the preamble, where lists are blocks."""
        yield from (f"<p>{words}</p>" for words in self._words(node.printed))
        for items in lists_of(node.below, is_draft=self.document.draft is not None):
            if items.form is ItemForm.UNMARKED:
                for one in items.nodes:
                    yield from self._blocks(one, above)
                continue
            identity = self._identity(above, "list")
            yield f'<blockList eId="{identity}">'
            for one in items.nodes:
                own = self._identity(identity, f"item_{_number(one)}")
                yield f"<item{_ids(own, one)}>{_num(one)}"
                yield from self._blocks(one, own)
                yield "</item>"
            yield "</blockList>"

    def _sections(self, blocks: Sequence[Block]) -> Iterator[str]:
        """The body: a section from each heading to the next of its level or a higher one."""
        open_levels: list[int] = []
        for block in blocks:
            if isinstance(block, Clauses):
                prefix = "cl_" if block.kind is PartKind.OPERATIVE else "cl_PP"
                for node in block.nodes:
                    identity = self._identity("", f"{prefix}{_cited(node)}")
                    yield from self._hierarchy("clause", node, identity)
            elif isinstance(block, Items):
                yield from self._list(block, "")
            elif block.part.kind is PartKind.HEADING:
                level = shown_level(block.part)
                while open_levels and open_levels[-1] >= level:
                    open_levels.pop()
                    yield "</section>"
                open_levels.append(level)
                number = f"<num>{escaped(block.marker)}</num>" if block.marker else ""
                words = "<eol/>".join(self._words(block))
                yield f'<section eId="{self._identity("", "sec")}">{number}<heading>{words}</heading>'
            else:
                paragraphs = "".join(f"<p>{words}</p>" for words in self._words(block))
                kind = block.part.kind.value
                yield f'<hcontainer name="{kind}" eId="{self._identity("", kind)}">'
                yield f"<content>{paragraphs}</content>\n</hcontainer>"
        yield from ("</section>" for _ in open_levels)

    def _list(self, items: Items, above: str) -> Iterator[str]:
        if items.form is ItemForm.UNMARKED:
            for node in items.nodes:
                yield from self._hierarchy("alinea", node, self._identity(above, "al"))
            return
        identity = self._identity(above, "list")
        element = "point" if items.form is ItemForm.COUNTED else "indent"
        yield f'<list eId="{identity}">'
        for node in items.nodes:
            yield from self._hierarchy(element, node, self._identity(identity, f"{element}_{_number(node)}"))
        yield "</list>"

    def _hierarchy(self, element: str, node: Node, identity: str) -> Iterator[str]:
        """A clause or item of the body with what stands below it."""
        paragraphs = "".join(f"<p>{words}</p>" for words in self._words(node.printed))
        yield f"<{element}{_ids(identity, node)}>{_num(node)}"
        if node.below:
            yield f"<intro>{paragraphs}</intro>"
            for items in lists_of(node.below, is_draft=self.document.draft is not None):
                yield from self._list(items, identity)
        else:
            yield f"<content>{paragraphs}</content>"
        yield f"</{element}>"

    def _after(self) -> Iterator[str]:
        document = self.document
        for place, printed in enumerate(self._printed):
            if printed.part.kind is PartKind.FOOTNOTE and place not in self._opened:
                first, *further = self._words(printed)
                yield f'<p class="note"><sup>{escaped(printed.marker)}</sup> {first}</p>'
                yield from (f'<p class="note">{words}</p>' for words in further)
        if document.adopted_on is not None:
            day = self.style.date(document.adopted_on)
            before, _, after = adoption_line(document, self.style).rpartition(day)
            dated = f'<date date="{document.adopted_on.isoformat()}">{escaped(day)}</date>'
            yield f'<p class="adoption">{escaped(before)}{dated}{escaped(after)}</p>'
        for one in document.signatures:
            yield f'<p class="signature"><signature>{escaped(one.name)}<eol/>{escaped(one.for_whom)}</signature></p>'

    def _attachments(self) -> Iterator[str]:
        annexes = self.style.annexes
        number = 0
        for number, attachment in enumerate(self.document.attachments, start=1):
            paragraphs = [f"<p>{escaped(words)}</p>" for words in attachment.text.split("\n")]
            yield from self._attachment(number, "attachment", attachment.heading, paragraphs)
        if self.document.participants:
            rows = [_row("th", annexes.participant_columns)]
            rows += [_row("td", (one.name, one.rank, one.delegation)) for one in self.document.participants]
            table = ["<table>", *rows, "</table>"]
            yield from self._attachment(number + 1, "participants", annexes.participants, table)

    def _attachment(self, number: int, name: str, heading: str, lines: Sequence[str]) -> Iterator[str]:
        identity = self._identity("", f"att_{number}")
        yield f'<attachment eId="{identity}">\n<heading>{escaped(heading)}</heading>\n<doc name="{name}">'
        yield from self._meta(identity)
        yield from _within("mainBody", lines)
        yield "</doc>\n</attachment>"

    # Their words

    def _words(self, printed: PrintedPart) -> list[str]:
        """The paragraphs of a part with their marks, their footnotes and, after the last, the ending."""
        lines = [""]
        for piece in (*parse(printed.part.wording), Run(printed.ending)):
            if isinstance(piece, FootnoteMark):
                lines[-1] += self._note(piece.key, may_open=printed.part.kind is not PartKind.FOOTNOTE)
                continue
            for number, text in enumerate(piece.text.split("\n")):
                if number:
                    lines.append("")
                lines[-1] += _marked(Run(text, piece.italic, piece.bold, piece.underline, piece.raised))
        return lines

    def _note(self, key: str, *, may_open: bool) -> str:
        place = self._referred.get(key)
        if place is None or not may_open:
            return f'<span class="mark-without-note">{escaped(f"[^{key}]")}</span>'
        mark = escaped(self._printed[place].marker)
        if place in self._opened:
            return f'<noteRef href="#{self._opened[place]}" marker="{mark}" placement="bottom"/>'
        identity = self._opened[place] = self._identity("", "fn")
        words = "".join(f"<p>{line}</p>" for line in self._words(self._printed[place]))
        return f'<authorialNote eId="{identity}" marker="{mark}" placement="bottom">{words}</authorialNote>'

    def _identity(self, above: str, name: str) -> str:
        """An id that stands once: the name itself where it is numbered, else with the next free number."""
        prefix = f"{above}__{name}" if above else name
        identity = prefix if prefix[-1].isdigit() or "_" in name else f"{prefix}_1"
        number = 1
        while identity in self._ids:
            number += 1
            identity = f"{prefix}_{number}"
        self._ids.add(identity)
        return identity


def _kind(block: Block) -> PartKind:
    if isinstance(block, PrintedPart):
        return block.part.kind
    return block.kind if isinstance(block, Clauses) else PartKind.ITEM


def _within(element: str, lines: Iterator[str] | Sequence[str]) -> Iterator[str]:
    """The lines in their element; nothing where there are none."""
    inside = list(lines)
    if inside:
        yield f"<{element}>"
        yield from inside
        yield f"</{element}>"


def _ids(identity: str, node: Node) -> str:
    """The id by the place in this text, and the one that no renumbering changes."""
    lasting = f' wId="part-{escaped(node.printed.part.id)}"' if node.printed.part.id else ""
    return f' eId="{identity}"{lasting}'


def _num(node: Node) -> str:
    return f"<num>{escaped(node.printed.marker)}</num>" if node.printed.marker else ""


def _cited(node: Node) -> str:
    """What a clause's id ends in: the number that it is cited by."""
    return re.sub(r"\W", "", node.printed.held) or str(node.printed.number)


def _number(node: Node) -> str:
    """What an item's id ends in: its marker without brackets, as "a" for "(a)"."""
    return re.sub(r"[\W_]", "", node.printed.marker) or str(node.printed.number or 1)


def _row(element: str, cells: Sequence[str]) -> str:
    return f"<tr>{''.join(f'<{element}><p>{escaped(cell)}</p></{element}>' for cell in cells)}</tr>"


def _marked(run: Run) -> str:
    text = escaped(run.text)
    if not text:
        return ""
    for is_on, tag in ((run.raised, "sup"), (run.underline, "u"), (run.italic, "i"), (run.bold, "b")):
        if is_on:
            text = f"<{tag}>{text}</{tag}>"
    return text


@lru_cache(maxsize=256)
def _slug(name: str) -> str:
    """A name as a step of an address: small letters with hyphens, no digit first."""
    words = re.sub(r"[\W_]+", "-", name.casefold()).strip("-")
    return words if not words[:1].isdigit() else f"n{words}"

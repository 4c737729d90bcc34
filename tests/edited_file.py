"""A statement's Word file as a delegation gives it back: edited by hand here, as Word or LibreOffice would write it."""

import io
import zipfile
from copy import deepcopy
from itertools import count

from lxml import etree

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_COMMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


class EditedFile:
    """A Word file before somebody who edits it. What is done with an author is a tracked change."""

    def __init__(self, data: bytes, *, author: str = "Mira Sand", at: str = "2026-05-04T11:20:00Z") -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self._parts = {name: archive.read(name) for name in archive.namelist()}
        self._body = etree.fromstring(self._parts["word/document.xml"])
        self._author, self._at = author, at
        self._numbers = count(9000)
        self._comments: list[etree._Element] = []

    def rewords(self, old: str, new: str) -> "EditedFile":
        """Puts other words in the place of some, tracked."""
        run, before, after = self._run_with(old)
        self._instead(run, _run(run, before), self._deleted(run, old), self._inserted(run, new), _run(run, after))
        return self

    def retypes(self, old: str, new: str) -> "EditedFile":
        """Puts other words in the place of some, with tracking switched off."""
        run, before, after = self._run_with(old)
        self._instead(run, _run(run, before + new + after))
        return self

    def adds_after(self, words: str, added: str) -> "EditedFile":
        """Adds a paragraph after the one with these words, tracked."""
        paragraph = self._paragraph_with(words)
        fresh = etree.Element(_w("p"))
        properties = deepcopy(paragraph.find(_w("pPr")))
        mark = etree.SubElement(etree.SubElement(properties, _w("rPr")), _w("ins"))
        self._sign(mark)
        fresh.append(properties)
        fresh.append(self._inserted(paragraph.find(_w("r")), added))
        paragraph.addnext(fresh)
        return self

    def deletes(self, words: str) -> "EditedFile":
        """Deletes the paragraph with these words, tracked."""
        paragraph = self._paragraph_with(words)
        properties = paragraph.find(_w("pPr"))
        self._sign(etree.SubElement(etree.SubElement(properties, _w("rPr")), _w("del")))
        for run in paragraph.findall(_w("r")):
            self._instead(run, self._deleted(run, _words(run)))
        return self

    def moves(self, words: str, after: str) -> "EditedFile":
        """Carries the paragraph with these words behind another one, with tracking switched off."""
        self._paragraph_with(after).addnext(self._paragraph_with(words))
        return self

    def splits(self, before: str) -> "EditedFile":
        """Begins a new paragraph before these words, tracked."""
        run, first, rest = self._run_with(before)
        paragraph = run.getparent()
        fresh = etree.Element(_w("p"))
        properties = deepcopy(paragraph.find(_w("pPr")))
        self._sign(etree.SubElement(etree.SubElement(properties, _w("rPr")), _w("ins")))
        fresh.append(properties)
        for element in list(paragraph)[1 : paragraph.index(run)]:
            fresh.append(element)
        fresh.append(_run(run, first))
        paragraph.addprevious(fresh)
        self._instead(run, _run(run, before + rest))
        return self

    def remarks(self, words: str, text: str) -> "EditedFile":
        """Hangs a comment on some words."""
        run, before, after = self._run_with(words)
        number = str(len(self._comments))
        start, end = (etree.Element(_w(f"commentRange{side}"), {_w("id"): number}) for side in ("Start", "End"))
        reference = etree.Element(_w("r"))
        etree.SubElement(reference, _w("commentReference"), {_w("id"): number})
        self._instead(run, _run(run, before), start, _run(run, words), end, reference, _run(run, after))
        comment = etree.Element(_w("comment"), {_w("id"): number, _w("author"): self._author, _w("date"): self._at})
        etree.SubElement(etree.SubElement(etree.SubElement(comment, _w("p")), _w("r")), _w("t")).text = text
        self._comments.append(comment)
        return self

    def forgets_its_origin(self) -> "EditedFile":
        """Loses its own properties, as a file that was copied into a new one does."""
        self._parts["docProps/custom.xml"] = etree.tostring(
            etree.Element("{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}Properties")
        )
        return self

    def names_statement(self, statement_id: str) -> "EditedFile":
        """Says that it was made from another statement."""
        properties = etree.fromstring(self._parts["docProps/custom.xml"])
        (said,) = (each for each in properties if each.get("name") == "jointstatement.statement")
        said[0].text = statement_id
        self._parts["docProps/custom.xml"] = etree.tostring(properties)
        return self

    @property
    def data(self) -> bytes:
        """The file, saved."""
        parts = {**self._parts, "word/document.xml": etree.tostring(self._body, xml_declaration=True, encoding="UTF-8")}
        if self._comments:
            self._put_comments(parts)
        saved = io.BytesIO()
        with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return saved.getvalue()

    def _put_comments(self, parts: dict[str, bytes]) -> None:
        comments = etree.Element(_w("comments"), nsmap={"w": _NAMESPACE})
        comments.extend(self._comments)
        parts["word/comments.xml"] = etree.tostring(comments, xml_declaration=True, encoding="UTF-8")
        types = etree.fromstring(parts["[Content_Types].xml"])
        namespace = etree.QName(types).namespace
        etree.SubElement(
            types, f"{{{namespace}}}Override", {"PartName": "/word/comments.xml", "ContentType": _COMMENTS_TYPE}
        )
        parts["[Content_Types].xml"] = etree.tostring(types, xml_declaration=True, encoding="UTF-8")
        links = etree.fromstring(parts["word/_rels/document.xml.rels"])
        etree.SubElement(
            links,
            f"{{{_RELATIONSHIPS}}}Relationship",
            {"Id": "rIdComments", "Type": _COMMENTS, "Target": "comments.xml"},
        )
        parts["word/_rels/document.xml.rels"] = etree.tostring(links, xml_declaration=True, encoding="UTF-8")

    def _run_with(self, words: str) -> tuple[etree._Element, str, str]:
        (run,) = (run for run in self._body.iter(_w("r")) if words in _words(run) and run.find(_w("t")) is not None)
        before, _, after = _words(run).partition(words)
        return run, before, after

    def _paragraph_with(self, words: str) -> etree._Element:
        (paragraph,) = (each for each in self._body.iter(_w("p")) if words in "".join(each.itertext()))
        return paragraph

    def _instead(self, run: etree._Element, *elements: etree._Element | None) -> None:
        for element in elements:
            if element is not None:
                run.addprevious(element)
        run.getparent().remove(run)

    def _inserted(self, like: etree._Element, words: str) -> etree._Element:
        inserted = self._sign(etree.Element(_w("ins")))
        inserted.append(_run(like, words, "t"))
        return inserted

    def _deleted(self, like: etree._Element, words: str) -> etree._Element:
        deleted = self._sign(etree.Element(_w("del")))
        deleted.append(_run(like, words, "delText"))
        return deleted

    def _sign(self, change: etree._Element) -> etree._Element:
        for name, value in (("id", str(next(self._numbers))), ("author", self._author), ("date", self._at)):
            change.set(_w(name), value)
        return change


def _run(like: etree._Element, words: str, tag: str = "t") -> etree._Element | None:
    if not words:
        return None
    run = etree.Element(_w("r"))
    if like.find(_w("rPr")) is not None:
        run.append(deepcopy(like.find(_w("rPr"))))
    text = etree.SubElement(run, _w(tag))
    text.set(_XML_SPACE, "preserve")
    text.text = words
    return run


def _words(run: etree._Element) -> str:
    return "".join(text.text or "" for text in run.findall(_w("t")))


def _w(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"

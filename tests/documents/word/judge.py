"""Has LibreOffice accept and reject the changes of files, and says what is left: run by the system's own Python.

    /usr/bin/python3 tests/documents/word/judge.py FOLDER

Every `*-rolling.docx` of the folder is opened twice, every other file once, all in one LibreOffice with a profile of
its own in the folder. Prints JSON: by the name of each file (with `+accepted` or `+rejected`) its comments by their
authors, its paragraphs with their Word style, label and marked words, then its footnotes. LibreOffice 7.4, driven
without a screen, fails to draw a comment: so each file is read without being shown, and its comments are taken out
before its changes are accepted or rejected.
"""

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import uno
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException

TRIES = 1200
LOOKS = ("CharEscapement", "CharPosture", "CharUnderline", "CharWeight", "TextPortionType")
VIEWS = {"+accepted": ".uno:AcceptAllTrackedChanges", "+rejected": ".uno:RejectAllTrackedChanges"}


def main(folder: Path) -> None:
    """Prints what LibreOffice makes of the files of a folder."""
    pipe = f"judge{folder.stat().st_ino}"
    command = [
        "soffice",
        f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}",
        "--headless",
        "--norestore",
        f"--accept=pipe,name={pipe};urp;",
    ]
    office = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        context = connected(pipe, office)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        judged = {}
        for file in sorted(folder.glob("*.docx")):
            for view in VIEWS if file.stem.endswith("-rolling") else ("",):
                judged[file.stem + view] = left(context, desktop, file, view)
        sys.stdout.write(json.dumps(judged))
        # The bridge goes down with the office.
        with suppress(DisposedException):
            desktop.terminate()
        office.wait(300)
    finally:
        if office.poll() is None:
            office.kill()


def connected(pipe, office):  # type: ignore[no-untyped-def]
    """The office's own context, as soon as it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(TRIES):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            try:
                office.wait(0.25)
            except subprocess.TimeoutExpired:
                continue
            raise SystemExit("LibreOffice ended before it answered") from None
    raise SystemExit("LibreOffice does not answer")


def left(context, desktop, file, view):  # type: ignore[no-untyped-def]
    """The comments of a file, and its paragraphs and footnotes in a view."""
    services, hidden = context.ServiceManager, given("Hidden", True)
    document = services.createInstanceWithContext("com.sun.star.text.TextDocument", context)
    document.load((given("URL", file.resolve().as_uri()), given("FilterName", "MS Word 2007 XML"), hidden))
    try:
        comments = taken_out(document)
        if view:
            shown = desktop.loadComponentFromURL("private:object", "_blank", 0, (given("Model", document), hidden))
            helper = services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
            helper.executeDispatch(shown.CurrentController.Frame, VIEWS[view], "", 0, ())
        notes = document.Footnotes
        return {
            "comments": comments,
            "text": list(paragraphs(document.Text)),
            "notes": [[notes.getByIndex(n).Label, list(paragraphs(notes.getByIndex(n)))] for n in range(notes.Count)],
        }
    finally:
        document.close(True)


def given(name, value):  # type: ignore[no-untyped-def]
    """An argument as LibreOffice takes it."""
    one = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    one.Name, one.Value = name, value
    return one


def taken_out(document):  # type: ignore[no-untyped-def]
    """Author and words of each comment, which is no longer there."""
    fields = document.TextFields.createEnumeration()
    comments = []
    while fields.hasMoreElements():
        field = fields.nextElement()
        if field.supportsService("com.sun.star.text.textfield.Annotation"):
            comments.append(field)
    told = sorted([comment.Author, comment.Content] for comment in comments)
    for comment in comments:
        comment.dispose()
    return told


def paragraphs(text):  # type: ignore[no-untyped-def]
    """Style, label and words of each paragraph; of a table the words of its cells."""
    blocks = text.createEnumeration()
    while blocks.hasMoreElements():
        block = blocks.nextElement()
        if block.supportsService("com.sun.star.text.TextTable"):
            yield ["table", "", [block.getCellByName(name).String for name in block.CellNames]]
        else:
            label, style = block.getPropertyValues(("ListLabelString", "ParaStyleName"))
            yield [style, label, words(block)]


def words(paragraph):  # type: ignore[no-untyped-def]
    """The words of a paragraph in stretches of one look."""
    stretches = []
    portions = paragraph.createEnumeration()
    while portions.hasMoreElements():
        portion = portions.nextElement()
        # One question for all: each goes from process to process.
        raised, posture, underline, weight, what = portion.getPropertyValues(LOOKS)
        if what not in ("Text", "TextField", "Footnote") or not (said := portion.getString()):
            continue
        look = [int(weight), posture.value, underline, raised > 0, what]
        if stretches and stretches[-1][1] == look:
            stretches[-1][0] += said
        else:
            stretches.append([said, look])
    return stretches


if __name__ == "__main__":
    main(Path(sys.argv[1]))

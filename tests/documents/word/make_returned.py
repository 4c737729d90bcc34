"""Makes the files of `returned/`: LibreOffice edits a printed statement as a delegation would.

Needs LibreOffice with its Python bridge. To make them anew, from the root of the repository:

    .venv/bin/python -m tests.documents.word.office FOLDER
    soffice -env:UserInstallation=file://FOLDER/office --headless --convert-to docx \
        --outdir tests/documents/word/returned FOLDER/comment-*.docx
    soffice -env:UserInstallation=file://FOLDER/office --headless "--accept=pipe,name=returned;urp;" &
    /usr/bin/python3 tests/documents/word/make_returned.py FOLDER tests/documents/word/returned

The system's own Python has the module `uno`. Each edit is made four times: tracked and untracked,
in a file with its anchors and in one that has lost its bookmarks and all that it kept beside its words. The files with
comments are only saved anew: LibreOffice, driven without a screen, fails to draw a comment.
"""

import sys
from pathlib import Path

import uno

ANCHORS = ("anchored", "bare")
RECORDING = ("tracked", "untracked")


class Editor:
    """A statement open in LibreOffice."""

    def __init__(self, context, desktop, file, tracked):  # type: ignore[no-untyped-def]
        self.context = context
        self.document = desktop.loadComponentFromURL(file.resolve().as_uri(), "_blank", 0, (_property("Hidden", True),))
        self.frame = self.document.CurrentController.Frame
        self.document.RecordChanges = tracked

    def paragraph(self, beginning):  # type: ignore[no-untyped-def]
        """The paragraph that begins with these words."""
        paragraphs = self.document.Text.createEnumeration()
        while paragraphs.hasMoreElements():
            one = paragraphs.nextElement()
            if one.String.startswith(beginning):
                return one
        raise SystemExit(f"no paragraph begins with {beginning}")

    def found(self, words):  # type: ignore[no-untyped-def]
        """The first stretch of these words."""
        search = self.document.createSearchDescriptor()
        search.SearchString = words
        search.SearchCaseSensitive = True
        return self.document.findFirst(search)

    def after(self, words):  # type: ignore[no-untyped-def]
        """A cursor behind these words."""
        return self.document.Text.createTextCursorByRange(self.found(words).End)

    def press(self, command):  # type: ignore[no-untyped-def]
        """A command as from the menu, on what is selected."""
        helper = "com.sun.star.frame.DispatchHelper"
        dispatcher = self.context.ServiceManager.createInstanceWithContext(helper, self.context)
        dispatcher.executeDispatch(self.frame, f".uno:{command}", "", 0, ())

    def select_paragraph(self, beginning):  # type: ignore[no-untyped-def]
        """Selects a paragraph with its mark."""
        cursor = self.document.Text.createTextCursorByRange(self.paragraph(beginning).Start)
        cursor.gotoNextParagraph(True)
        self.document.CurrentController.select(cursor)

    def save(self, file):  # type: ignore[no-untyped-def]
        """Saves it as a Word file and closes it."""
        self.document.storeToURL(file.resolve().as_uri(), (_property("FilterName", "MS Word 2007 XML"),))
        self.document.close(True)


def change_a_word(editor):  # type: ignore[no-untyped-def]
    """“six hours” becomes “four hours”."""
    editor.found("six").String = "four"


def delete_words(editor):  # type: ignore[no-untyped-def]
    """“every downstream member” becomes “every member”."""
    editor.found("downstream ").String = ""


def new_paragraph(editor):  # type: ignore[no-untyped-def]
    """A clause is typed after the third."""
    cursor = editor.after("before the next meeting")
    cursor.gotoEndOfParagraph(False)
    editor.document.Text.insertControlCharacter(cursor, 0, False)
    editor.document.Text.insertString(cursor, "We decide to publish the water levels of all harbours daily;", False)


def delete_clause(editor):  # type: ignore[no-untyped-def]
    """The third clause goes, with its mark."""
    editor.select_paragraph("We invite")
    editor.press("Delete")


def move_up(editor):  # type: ignore[no-untyped-def]
    """The third clause changes places with the second, by the command for it."""
    editor.document.CurrentController.select(editor.paragraph("We invite").Start)
    editor.press("MoveUp")


def cut_paste(editor):  # type: ignore[no-untyped-def]
    """The fifth clause is cut and pasted before the first."""
    editor.select_paragraph("We encourage")
    editor.press("Cut")
    editor.document.CurrentController.select(editor.paragraph("We welcome").Start)
    editor.press("Paste")


def split(editor):  # type: ignore[no-untyped-def]
    """The first clause is cut in two before “and thank”."""
    cursor = editor.document.Text.createTextCursorByRange(editor.found("and thank Pelland").Start)
    editor.document.Text.insertControlCharacter(cursor, 0, False)


def merge(editor):  # type: ignore[no-untyped-def]
    """The second and the third clause are made one."""
    cursor = editor.document.Text.createTextCursorByRange(editor.paragraph("We reaffirm").End)
    cursor.gotoNextParagraph(True)
    editor.document.CurrentController.select(cursor)
    editor.press("Delete")


def retype(editor):  # type: ignore[no-untyped-def]
    """All words of the third clause are replaced by others."""
    cursor = editor.document.Text.createTextCursorByRange(editor.paragraph("We invite").Start)
    cursor.gotoEndOfParagraph(True)
    cursor.String = "Dredging plans shall be shared among all governments without any delay;"


def resave(editor):  # type: ignore[no-untyped-def]
    """Nothing is changed."""


EDITS = (
    change_a_word, delete_words, new_paragraph, delete_clause, move_up, cut_paste, split, merge, retype, resave,
)  # fmt: skip


def _property(name, value):  # type: ignore[no-untyped-def]
    one = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    one.Name, one.Value = name, value
    return one


def edit_all(folder, made):  # type: ignore[no-untyped-def]
    """Makes every edit in every kind of file."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    context = resolver.resolve("uno:pipe,name=returned;urp;StarOffice.ComponentContext")
    services = context.ServiceManager
    _configure("/org.openoffice.UserProfile/Data", "givenname", "Quay", services, context)
    desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    made.mkdir(exist_ok=True)
    for anchors in ANCHORS:
        for recording in RECORDING:
            for edit in EDITS:
                editor = Editor(context, desktop, folder / f"{anchors}.docx", recording == "tracked")
                edit(editor)
                editor.save(made / f"{edit.__name__}-{recording}-{anchors}.docx")
    desktop.terminate()


def _configure(node, name, value, services, context):  # type: ignore[no-untyped-def]
    """Sets one value of LibreOffice's configuration."""
    provider = services.createInstanceWithContext("com.sun.star.configuration.ConfigurationProvider", context)
    path = _property("nodepath", node)
    access = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationUpdateAccess", (path,))
    access.setPropertyValue(name, value)
    access.commitChanges()


if __name__ == "__main__":
    edit_all(Path(sys.argv[1]), Path(sys.argv[2]))

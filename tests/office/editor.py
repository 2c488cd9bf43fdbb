"""Edits a review document in LibreOffice; run by the system's Python, which has the UNO bridge.

Standard input is JSON: the pipe to LibreOffice, the file, where it is saved, and the edits. Each edit
names a row by its ID and says what is done there; see `EDITS`. `author` is who edits.
"""

import json
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

WORD = "MS Word 2007 XML"
ENGLISH, CHINESE = "C", "B"


def prop(name, value):
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(150):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.2)
    raise SystemExit("LibreOffice does not answer")


def sign(manager, context, author):
    """Makes `author` the one who tracked changes are from."""
    provider = manager.createInstanceWithContext("com.sun.star.configuration.ConfigurationProvider", context)
    service = "com.sun.star.configuration.ConfigurationUpdateAccess"
    user = provider.createInstanceWithArguments(service, (prop("nodepath", "/org.openoffice.UserProfile/Data"),))
    user.setPropertyValue("givenname", author)
    user.setPropertyValue("sn", "")
    user.commitChanges()


def places(document):
    """The table and the row number of every row, by its ID."""
    found = {}
    for table in document.TextTables:
        for row in range(2, table.Rows.Count + 1):
            cell = table.getCellByName(f"A{row}")
            if cell is not None and cell.String.split():
                found[cell.String.split()[-1]] = table, row
    return found


def type_over(document, table, row, edit):
    table.getCellByName(f"{edit.get('column', ENGLISH)}{row}").setString(edit["text"])


def append(document, table, row, edit):
    cell = table.getCellByName(f"{ENGLISH}{row}")
    cursor = cell.createTextCursor()
    cursor.gotoEnd(False)
    for number, line in enumerate(edit["text"].split("\n")):
        if number:
            cell.insertControlCharacter(cursor, 0, False)  # a paragraph's end
        cell.insertString(cursor, line, False)


def remark(document, table, row, edit):
    note = document.createInstance("com.sun.star.text.textfield.Annotation")
    note.Author, note.Content = edit["author"], edit["text"]
    cell = table.getCellByName(f"{edit.get('column', ENGLISH)}{row}")
    cursor = cell.createTextCursor()
    cursor.gotoEnd(False)
    cell.insertTextContent(cursor, note, False)


def delete_row(document, table, row, edit):
    table.Rows.removeByIndex(row - 1, 1)


def insert_row(document, table, row, edit):
    table.Rows.insertByIndex(row, 1)
    table.getCellByName(f"{ENGLISH}{row + 1}").setString(edit["text"])


EDITS = {
    "type-over": type_over,
    "append": append,
    "remark": remark,
    "delete-row": delete_row,
    "insert-row": insert_row,
}


def main():
    job = json.load(sys.stdin)
    context = connect(job["pipe"])
    manager = context.ServiceManager
    sign(manager, context, job.get("author", ""))
    # Loading through the desktop aborts without a screen on Debian 12; a document that loads itself does not.
    document = manager.createInstanceWithContext("com.sun.star.text.TextDocument", context)
    document.load((prop("URL", job["file"]), prop("FilterName", WORD), prop("Hidden", True)))
    document.RecordChanges = job["tracked"]
    for edit in job["edits"]:
        table, row = places(document)[edit["id"]]
        EDITS[edit["do"]](document, table, row, edit)
    document.storeToURL(job["saved"], (prop("FilterName", WORD),))
    document.close(False)


main()

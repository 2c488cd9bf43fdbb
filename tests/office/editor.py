"""Edits a review document or a sheet in LibreOffice; run by the system's Python, which has the UNO bridge.

Standard input is JSON: the pipe to LibreOffice, the file, where it is saved, and the edits. Each edit of a
document names a row by its ID and says what is done there, see `EDITS`; one of a sheet names a cell or a row by
its number, see `SHEET_EDITS`. `author` is who edits. `end` ends LibreOffice, which leaves no pipe behind.
"""

import json
import os
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

CONTEXT = None
WORD = "MS Word 2007 XML"
SHEETS = {
    ".xlsx": ("Calc MS Excel 2007 XML", ""),
    ".tsv": ("Text - txt - csv (StarCalc)", "9,34,76,1,,1033,true,true"),  # tabs, quotes, UTF-8, cells as text
}
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


def sign(author):
    """Makes `author` the one who tracked changes are from."""
    provider = CONTEXT.ServiceManager.createInstanceWithContext(
        "com.sun.star.configuration.ConfigurationProvider", CONTEXT
    )
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


def cursor_over(document, table, row, words):
    """A cursor over `words` in the English of a row."""
    cell = table.getCellByName(f"{ENGLISH}{row}")
    cursor = cell.createTextCursor()
    cursor.gotoStart(False)
    cursor.goRight(cell.String.index(words), False)
    cursor.goRight(len(words), True)
    return cursor


def put_for(document, table, row, edit):
    cursor_over(document, table, row, edit["old"]).setString(edit["new"])


def notes(document):
    fields = document.TextFields.createEnumeration()
    while fields.hasMoreElements():
        field = fields.nextElement()
        if field.supportsService("com.sun.star.text.textfield.Annotation"):
            yield field


def resolve(document, table, row, edit):
    next(note for note in notes(document) if note.Content == edit["text"]).Resolved = True


def dispatch(document, command):
    helper = CONTEXT.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", CONTEXT)
    helper.executeDispatch(document.CurrentController.Frame, f".uno:{command}", "", 0, ())


def go_to(document, table, row, column="A"):
    document.CurrentController.ViewCursor.gotoRange(table.getCellByName(f"{column}{row}").Start, False)


def copied_row(document, table, row):
    """What the clipboard has when a row was selected and copied."""
    go_to(document, table, row)
    dispatch(document, "EntireRow")
    return document.CurrentController.getTransferable()


def paste_row(document, copied, unit):
    """Makes a new row above that of a unit and pastes into it."""
    table, row = places(document)[unit]
    table.Rows.insertByIndex(row - 1, 1)
    go_to(document, table, row)
    document.CurrentController.insertTransferable(copied)


def copy_row(document, table, row, edit):
    paste_row(document, copied_row(document, table, row), edit["above"])


def move_row(document, table, row, edit):
    copied = copied_row(document, table, row)
    table.Rows.removeByIndex(row - 1, 1)
    paste_row(document, copied, edit["above"])


def paste_from(document, table, row, edit):
    """Pastes a row of another document above a row of this one."""
    other = load(edit["file"])
    paste_row(document, copied_row(other, *places(other)[edit["other"]]), edit["id"])
    other.close(True)


def merge_cells(document, table, row, edit):
    cursor = table.createCursorByCellName(f"{edit['from']}{row}")
    cursor.gotoCellByName(f"{edit['to']}{row}", True)
    cursor.mergeRange()


def move_down(document, table, row, edit):
    """Moves the first paragraph of the English below the second one, with the command that lists have for it."""
    go_to(document, table, row, ENGLISH)
    dispatch(document, "MoveDown")


def delete_row(document, table, row, edit):
    table.Rows.removeByIndex(row - 1, 1)


def insert_row(document, table, row, edit):
    table.Rows.insertByIndex(row, 1)
    table.getCellByName(f"{ENGLISH}{row + 1}").setString(edit["text"])


def accept_all(document, table, row, edit):
    dispatch(document, "AcceptAllTrackedChanges")


def reject_all(document, table, row, edit):
    dispatch(document, "RejectAllTrackedChanges")


def work_as(document, table, row, edit):
    """Another person sits down."""
    sign(edit["author"])


EDITS = {
    "type-over": type_over,
    "put-for": put_for,
    "append": append,
    "remark": remark,
    "resolve": resolve,
    "delete-row": delete_row,
    "insert-row": insert_row,
    "copy-row": copy_row,
    "move-row": move_row,
    "paste-from": paste_from,
    "merge-cells": merge_cells,
    "move-down": move_down,
    "accept-all": accept_all,
    "reject-all": reject_all,
    "work-as": work_as,
}


def type_into(sheet, edit):
    sheet.getCellRangeByName(edit["cell"]).setString(edit["text"])


def remove_row(sheet, edit):
    sheet.Rows.removeByIndex(edit["row"] - 1, 1)


SHEET_EDITS = {"type-into": type_into, "remove-row": remove_row}


def load(file, name=WORD, options=""):
    desktop = CONTEXT.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", CONTEXT)
    how = prop("FilterName", name), prop("FilterOptions", options), prop("Hidden", True)
    return desktop.loadComponentFromURL(file, "_blank", 0, how)


def edit_sheet(job, name, options):
    book = load(job["file"], name, options)
    for edit in job["edits"]:
        SHEET_EDITS[edit["do"]](book.Sheets.getByIndex(0), edit)
    book.storeToURL(job["saved"], (prop("FilterName", name), prop("FilterOptions", options)))
    book.close(False)


def main():
    global CONTEXT
    job = json.load(sys.stdin)
    CONTEXT = connect(job["pipe"])
    if job.get("end"):
        CONTEXT.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", CONTEXT).terminate()
        return
    sign(job.get("author", ""))
    ending = os.path.splitext(job["file"])[1]
    if ending in SHEETS:
        edit_sheet(job, *SHEETS[ending])
        return
    document = load(job["file"])
    document.RecordChanges = job["tracked"]
    for edit in job["edits"]:
        table, row = places(document)[edit["id"]]
        EDITS[edit["do"]](document, table, row, edit)
    document.storeToURL(job["saved"], (prop("FilterName", WORD),))
    document.close(False)


main()
os._exit(0)  # the interpreter's own end now and then crashes on a bridge that is still open

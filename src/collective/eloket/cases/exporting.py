"""The list of tasks as a file for a spreadsheet: no names of citizens, no answers."""

from collections.abc import Iterable
from collections.abc import Iterator
from collective.eloket import _
from collective.eloket.cases.alarm import note_rows
from collective.eloket.cases.index import get_index
from collective.eloket.cases.lists import clerks_name
from collective.eloket.cases.lists import Line
from collective.eloket.cases.lists import lines_of
from collective.eloket.cases.model import Choice
from collective.eloket.http.dates import local_time
from functools import cache
from plone import api
from zope.i18n import translate
from zope.i18nmessageid import Message
from ZPublisher.HTTPRequest import HTTPRequest

import csv
import io


EXPORT = "collective.eloket: Export cases"
#: Rows that a file takes from the index at a time.
EXPORTED_AT_ONCE = 1000
COLUMNS: tuple[Message, ...] = (
    _("column_reference", default="Reference"),
    _("column_document", default="Document"),
    _("column_state", default="State"),
    _("column_expected", default="Expected on"),
    _("column_sent", default="Sent"),
    _("column_assignee", default="Handled by"),
)
#: A cell that begins so is a formula for a spreadsheet (OWASP, *CSV injection*).
FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: Lets Excel read UTF-8.
MARK = "\ufeff"


def take_along(choice: Choice, request: HTTPRequest) -> bytes:
    """Return what was chosen as a file, and set the headers of the answer.

    A list that is unusually long alarms. The caller asked for the permission, and has
    written the audit row.
    """
    lines = list(chosen_lines(choice))
    note_rows(api.user.get_current().getId(), len(lines))
    response = request.response
    response.setHeader("Content-Type", "text/csv; charset=utf-8")
    response.setHeader("X-Content-Type-Options", "nosniff")
    response.setHeader("Content-Disposition", 'attachment; filename="taken.csv"')
    return as_csv(lines, request)


def chosen_lines(choice: Choice) -> Iterator[Line]:
    """Yield all that was chosen, in words; not cut off, however long."""
    language, after, begun = api.portal.get_current_language(), None, False
    while after is not None or not begun:
        page = get_index().chosen(choice, after, EXPORTED_AT_ONCE)
        yield from lines_of(page.rows, language)
        after, begun = page.cursor, True


def as_csv(lines: Iterable[Line], request: HTTPRequest) -> bytes:
    """Return the rows, headings and states in the words of who asks.

    Days and moments as ISO 8601: on the clocks of the municipality, as pages say them.
    """

    @cache
    def said(words: Message) -> str:
        return translate(words, context=request)

    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(map(said, COLUMNS))
    # thousands of rows, and a handful of clerks
    name_of = cache(clerks_name)
    for line in lines:
        writer.writerow(
            cell(each)
            for each in (
                line.reference,
                line.title,
                said(line.state.title),
                line.row.due.isoformat(),
                local_time(line.row.submitted_at).isoformat(),
                name_of(line.row.assignee),
            )
        )
    return (MARK + file.getvalue()).encode()


def cell(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text

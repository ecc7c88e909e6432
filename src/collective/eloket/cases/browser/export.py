"""The list of tasks as a file for a spreadsheet: no names of citizens, no answers."""

from collections.abc import Iterable
from collective.eloket.cases.lists import clerks_name
from collective.eloket.cases.lists import Line
from functools import cache

import csv
import io


COLUMNS = ("reference", "document", "state", "due", "submitted", "handled_by")
#: A cell that begins so is a formula for a spreadsheet (OWASP, *CSV injection*).
FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: Lets Excel read UTF-8.
MARK = "\ufeff"


def as_csv(lines: Iterable[Line]) -> bytes:
    """Return the rows; days and moments as ISO 8601, moments in UTC."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    # thousands of rows, and a handful of clerks
    name_of = cache(clerks_name)
    for line in lines:
        writer.writerow(
            cell(each)
            for each in (
                line.reference,
                line.title,
                line.row.state,
                line.row.due.isoformat(),
                line.row.submitted_at.isoformat(),
                name_of(line.row.assignee),
            )
        )
    return (MARK + file.getvalue()).encode()


def cell(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text

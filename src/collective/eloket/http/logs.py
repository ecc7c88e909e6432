"""Logs as lines of JSON, one per event, for machines that collect them.

We log nothing of persons. What others log, as Zope a request that failed, may have some
in it: an address with what a form sent, a number or e-mail in the text of an error. It
is taken out here, so that it never reaches a file.
"""

from pythonjsonlogger.json import JsonFormatter as BaseFormatter

import re


#: Key in the line → what ``logging`` calls it.
FIELDS = {
    "levelname": "level",
    "name": "logger",
    "process": "process",
    "threadName": "thread",
    "message": "message",
}
#: More of one text is not written: its begin and its end tell what went wrong.
LONGEST = 20_000
#: What stands in place of what was taken out.
GONE = "…"
#: What comes after the question mark of an address (RFC 3986, section 3.4).
QUERY = re.compile(r"(?<=[\w/=+%~.-])\?[^\s\"'<>]+(?<![.,;:)])")
#: An e-mail address as people write it; more is taken than is one.
EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]++@[\w-]++(?:\.[\w-]++)+")
#: Eleven digits in the grouping of a national number, or without any.
NUMBER = re.compile(r"(?<!\d)\d{2}[. -]?\d{2}[. -]?\d{2}[. -]?\d{3}[. -]?\d{2}(?!\d)")
#: A token of three parts (RFC 7515, section 7.1), or of five (RFC 7516).
TOKEN = re.compile(r"(?<![\w-])eyJ[\w-]*+\.[\w-]*+\.[\w.-]*")
RULES = (
    (TOKEN, GONE),
    (QUERY, f"?{GONE}"),
    (EMAIL, f"{GONE}@{GONE}"),
    (NUMBER, GONE),
)


def without_persons(text: str) -> str:
    """Return a text without queries, e-mail addresses, numbers and tokens.

    The time it takes grows with the text and no faster: a stranger can make us log.
    """
    if len(text) > LONGEST:
        text = f"{text[: LONGEST // 2]} {GONE} {text[-LONGEST // 2 :]}"
    for rule, instead in RULES:
        text = rule.sub(instead, text)
    return text


class JsonFormatter(BaseFormatter):
    """For ``zope.ini``: ``class = collective.eloket.http.logs.JsonFormatter``.

    ``time`` is UTC in ISO 8601; ``exc_info`` has the traceback of an error.
    """

    def __init__(self, *_format: object, **_style: object) -> None:
        super().__init__(list(FIELDS), rename_fields=FIELDS, timestamp="time")

    def process_log_record(self, log_data: dict) -> dict:
        """Return what stands in the line, each text without persons."""
        return {name: _cleaned(value) for name, value in log_data.items()}


def _cleaned(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, dict):
        return {
            without_persons(str(name)): _cleaned(one) for name, one in value.items()
        }
    if isinstance(value, list | tuple):
        return [_cleaned(one) for one in value]
    return without_persons(str(value))

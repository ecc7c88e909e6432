"""No form that somebody made up brings down a page: what is odd is refused."""

from pathlib import Path
from tests.matrix.test_permissions import key
from tests.matrix.test_permissions import rows

import re


SOURCE = Path(__file__).parents[2] / "src" / "collective" / "eloket"
#: How our pages ask for a field of a form.
FIELD = re.compile(
    r"""form(?:\.get\(|\[)"([a-z_]+)"|typed\([\w.]*form, "([a-z_]+)"\)"""
)
#: A byte that is no sign of UTF-8.
ODD = b"\xff"


def names() -> list[str]:
    """Return the names of all fields that a page of ours reads."""
    found: set[str] = set()
    for file in SOURCE.rglob("*.py"):
        for pair in FIELD.findall(file.read_text(encoding="utf-8")):
            found.update(name for name in pair if name)
    return sorted(found)


def test_the_names_are_found():
    assert {"stap", "daad", "weg", "reden", "gekozen"} <= set(names())


def test_no_page_breaks_on_odd_values(people):
    pages = [
        row
        for row in rows()
        if row["method"] == "POST" and row["road"] and not row["road"].startswith("@")
    ]
    broken = []
    for row in pages:
        role = "clerk" if int(row["clerk"]) < 400 else "owner"
        for sent in ([ODD, b"a"], ODD):
            fields = dict.fromkeys(names(), sent)
            status = people.answer(row, role, more=fields).status_code
            if status >= 500 and str(status) != row[role]:
                broken.append(f"{' '.join(key(row))}: {role} got {status} for {sent!r}")
    assert not broken, "\n".join(broken)

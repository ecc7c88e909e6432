"""Who may do what: every road, every column, one status each; written by hand."""

from pathlib import Path
from tests.matrix.headers import faults
from tests.matrix.headers import is_page
from tests.matrix.headers import nonce_of
from tests.matrix.people import ROLES
from tests.matrix.registered import deep_rows
from tests.matrix.registered import own_rows

import csv
import requests


TABLE = Path(__file__).parents[1] / "permissions.csv"
#: The owner's write by cookie, without the value that our pages carry.
UNPROTECTED = "owner_without_csrf"
#: Roads that hold nothing of anybody, and say themselves how long they may be kept.
PUBLIC = frozenset(
    {
        ("provider", "GET", "jwks"),
        ("site", "GET", "eloket-brand.css"),
        ("site", "POST", "eloket-brand.css"),
    }
)
#: Whose pages are looked at: between them they see all of ours.
READERS = ("owner", "clerk", "site_administrator")
#: easyform's own pages, with its own scripts in them: for editors, never for citizens.
NO_PAGES = frozenset(
    {
        ("form", "GET", "fields"),
        ("form", "GET", "fields/@@add-field"),
        ("questions", "GET", "listing"),
    }
)


def rows() -> list[dict]:
    """Read the matrix."""
    with TABLE.open(newline="") as lines:
        return list(csv.DictReader(lines))


def key(row: dict) -> tuple[str, str, str]:
    """Return what names a row."""
    return row["object"], row["method"], row["road"]


def is_below(row: dict, road: tuple[str, str, str]) -> bool:
    """Does the row name something further on this road?"""
    place, method, name = road
    return key(row)[:2] == (place, method) and row["road"].startswith(f"{name}/")


def test_every_cell_has_a_status_of_its_own():
    columns = [*ROLES, UNPROTECTED]
    for row in rows():
        cells = [row[column] for column in columns]
        if row["method"] == "GET":
            assert cells.pop() == "-", row
        assert all(cell.isdigit() and len(cell) == 3 for cell in cells), row


def test_no_road_stands_in_the_matrix_twice():
    keys = [key(row) for row in rows()]
    assert len(keys) == len(set(keys))


def test_the_matrix_has_exactly_the_roads_that_are_registered(integration):
    written = {key(row) for row in rows() if row["kind"] == "road"}
    assert written == own_rows()


def test_every_road_that_takes_more_names_has_rows_below_it(integration):
    below = [row for row in rows() if row["kind"] == "below"]
    without = {
        road for road in deep_rows() if not any(is_below(row, road) for row in below)
    }
    assert without == set()


def test_the_kinds_of_rows_are_known():
    assert {row["kind"] for row in rows()} == {"road", "below", "shut"}


def test_every_road_answers_every_role_as_the_matrix_says(people):
    """And no browser and no proxy keeps what it answers, nor runs what is not ours."""
    wrong, nonces = [], []
    for row in rows():
        found = {role: people.answer(row, role) for role in ROLES}
        if row["method"] != "GET":
            found[UNPROTECTED] = people.answer(row, "owner", csrf=False)
        wrong += [
            f"{' '.join(key(row))}: {column} got {one.status_code}, "
            f"expected {row[column]}"
            for column, one in found.items()
            if one.status_code != int(row[column])
        ]
        wrong += [
            f"{' '.join(key(row))}: {role} may be stored, {found[role].status_code}"
            for role in ("anonymous", "owner")
            if key(row) not in PUBLIC and may_be_stored(found[role], role)
        ]
        shown = {who: found[who] for who in READERS if is_page(found[who])}
        if row["method"] != "GET" or row["object"] == "case" or key(row) in NO_PAGES:
            continue
        wrong += [
            f"{' '.join(key(row))}: {role} gets no good {', '.join(faults(one))}"
            for role, one in shown.items()
            if faults(one)
        ]
        nonces += [nonce_of(one) for one in shown.values()]
    assert wrong == []
    # each answer has a number of its own
    assert nonces and len(set(nonces)) == len(nonces)


def may_be_stored(answer: requests.Response, role: str) -> bool:
    """May somebody keep this answer, though it should not be kept?"""
    # refusals and Plone's way to its login say nothing of a stranger
    counts = role == "owner" or answer.status_code < 300
    return counts and answer.headers.get("Cache-Control") != "no-store"

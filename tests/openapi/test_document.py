"""The document is a good one, and describes all of our calls and nothing else."""

from openapi_spec_validator import validate
from pathlib import Path
from tests.http_examples import FOLDER
from tests.http_examples import SITE
from tests.matrix.registered import deep_rows
from tests.matrix.registered import object_of
from tests.matrix.registered import own_roads
from tests.matrix.registered import own_rows
from tests.openapi.document import document
from tests.openapi.document import operation_of
from tests.openapi.document import operations
from tests.openapi.limited import all_limits
from tests.openapi.limited import limits_of

import re


TESTS = Path(__file__).parents[1]
#: Where the objects of the matrix stand in the paths of the document.
PLACES = {
    "site": "",
    "desk": "/{eloket}",
    "document": "/{eloket}/{document}",
    "case": "/{eloket}/dossiers/{reference}",
}
#: Our calls; what else we register are pages, or Plone's own calls with a guard.
OURS = re.compile(r"@eloket-.+|@workflow|eloket-(health|metrics)")


def roads(rows) -> set[tuple[str, str]]:
    """Return method and path of the calls that are registered."""
    return {
        (method.lower(), f"{PLACES[place]}/{name.replace('eloket-', prefix_of(name))}")
        for place, method, name in rows
        if OURS.fullmatch(name) and (name[0] == "@" or method == "GET")
    }


def prefix_of(name: str) -> str:
    """Return how a call is written: views of Zope have two signs before them."""
    return "eloket-" if name[0] == "@" else "@@eloket-"


def is_below(path: str, road: str) -> bool:
    """Is the path the road itself, or something behind it?"""
    return path == road or path.startswith(f"{road}/")


def test_it_is_valid_openapi():
    validate(document())


def test_every_call_has_a_name_of_its_own():
    names = [operation.said["operationId"] for operation in operations()]
    assert len(names) == len(set(names))


def test_every_call_that_is_registered_is_described(integration):
    described = {(one.method, one.path) for one in operations()}
    missing = {
        (method, road)
        for method, road in roads(own_rows())
        if not any(one == method and is_below(path, road) for one, path in described)
    }
    assert missing == set()


def test_nothing_else_is_described(integration):
    registered, deep = roads(own_rows()), roads(deep_rows())
    strange = {
        (one.method, one.path)
        for one in operations()
        if (one.method, one.path) not in registered
        and not any(
            method == one.method and is_below(one.path, road) for method, road in deep
        )
    }
    assert strange == set()


TOO_OFTEN = {"$ref": "#/components/responses/TooOften"}


def test_calls_that_are_limited_say_so_and_no_others(integration):
    rows = {
        (object_of(road), method, road.name)
        for road in own_roads()
        for method in road.methods
        if limits_of(road.factory)
    }
    said = {
        next(
            (one.method, road)
            for method, road in roads(own_rows())
            if method == one.method and is_below(one.path, road)
        )
        for one in operations()
        if one.said["responses"].get("429") == TOO_OFTEN
    }
    assert said == roads(rows)
    assert all(
        one.said["responses"].get("429", TOO_OFTEN) == TOO_OFTEN for one in operations()
    )


def test_every_limit_is_found_behind_a_road(integration):
    found = {kind for road in own_roads() for kind in limits_of(road.factory)}
    assert found == {one.kind for one in all_limits()}


def names_of_examples() -> dict[str, tuple[str, str, str]]:
    """Return example → method, path and status, as the files say."""
    found = {}
    for file in sorted(FOLDER.glob("*.req")):
        method, address, _version = file.read_text().split("\n")[0].split(" ")
        path = address.partition("?")[0].removeprefix(f"/{SITE.rpartition('/')[2]}")
        status = file.with_suffix(".resp").read_text().split(" ")[1]
        found[file.stem] = (method, path, status)
    return found


def test_every_call_has_an_example_that_went_well():
    shown = {
        (found.method, found.path)
        for method, path, status in names_of_examples().values()
        if status[0] == "2"
        for found in [operation_of(method, path)]
    }
    described = {(one.method, one.path) for one in operations()}
    assert described - shown == set()


def test_every_example_is_recorded_by_a_test():
    # names as they stand in the source: a test that is gone records nothing
    wanted = {
        name
        for file in TESTS.rglob("test_*.py")
        for name in re.findall(r'recorded\(\s*"([\w-]+)"', file.read_text())
    }
    kept = {file.stem for file in FOLDER.iterdir()}
    assert wanted == kept


def test_every_example_is_a_request_and_an_answer():
    files = {file.name for file in FOLDER.iterdir()}
    assert files == {
        f"{file.stem}.{ending}"
        for file in FOLDER.iterdir()
        for ending in ("req", "resp")
    }

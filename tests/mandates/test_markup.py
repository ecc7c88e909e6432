"""A child's name is text, wherever it is read."""

from tests.accounts.people import mailed
from tests.mandates import house
from tests.mandates.world import World
from tests.markup import mark
from tests.markup import read
from urllib.parse import unquote

import pytest
import re
import transaction


CHILD = mark("child")


@pytest.fixture
def world(functional_portal, monkeypatch):
    """Noor's child has an odd name."""
    monkeypatch.setitem(house.TYPED, "given_names", CHILD)
    return World(functional_portal)


def test_a_childs_name_is_read_as_it_was_typed(world):
    noor, lieve = world.browser(world.noor, world.by_noor), world.staff()
    reference = world.sent_case(noor).getId()
    pages = {
        "the family": (noor, world.family),
        "the choice": (noor, world.choice),
        "the e-desk, in the bar": (noor, world.desk_url),
        "the form": (noor, world.page),
        "own requests": (noor, world.mine),
        "the request": (noor, f"{world.mine}/{reference}"),
        "the confirmation": (noor, f"{world.mine}/{reference}/bevestiging"),
        "the task": (lieve, f"{world.desk_url}/taken/{reference}"),
    }
    lost = []
    for name, (client, road) in pages.items():
        answer = client.get(road)
        assert answer.status_code == 200, name
        if CHILD not in read(answer.text):
            lost.append(name)
    program = world.program(world.noor)
    for call in ("@eloket-mandates", "@eloket-cases", f"@eloket-cases/{reference}"):
        if CHILD not in texts(program.get(f"{world.site_url}/{call}").json()):
            lost.append(call)
    assert not lost


def texts(value):
    """Return all texts of a JSON value as one."""
    if isinstance(value, dict):
        return " ".join(texts(one) for one in value.values())
    if isinstance(value, list):
        return " ".join(map(texts, value))
    return value if isinstance(value, str) else ""


def test_a_clerk_who_verifies_it_reads_what_was_typed(world):
    transaction.begin()
    named = {"given_names": mark("Jan"), "family_name": "Voorbeeld"}
    jan = house.parent("Jan", house.JAN, attributes=named)
    house.add(jan)
    transaction.commit()
    lieve = world.staff()
    listed = lieve.get(world.clerks).text
    assert mark("Jan") in read(listed)
    (task,) = set(re.findall(r'[?]taak=([^"&]+)"', listed))
    said = read(lieve.get(world.clerks, params={"taak": unquote(task)}).text)
    assert CHILD in said and mark("Jan") in said
    assert not any("zx" in mail["subject"] for mail in mailed(world.portal))

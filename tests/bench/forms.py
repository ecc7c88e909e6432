"""Our form beside easyform's: shown; and sent, with confirmation or thanks page."""

from collections.abc import Callable
from collections.abc import Iterator
from tests.bench.client import Client
from tests.bench.cpu import in_turn
from tests.bench.figure import Figure
from tests.bench.servers import House
from tests.bench.submits import ANSWERS

import re
import secrets


NAME = "form and confirmation, CPU"
SHOWN = "form shown, CPU"
#: Ours over stock's, at most.
BAR = 1.0


def beside_easyform(
    house: House, *, batches: int, calls: int, when: str = ""
) -> Iterator[Figure]:
    """Compare showing and posting; ``when`` ends the names of the figures."""
    yield shown(house, when, batches=batches, calls=calls)
    yield sent(house, when, batches=batches, calls=calls)


def shown(house: House, when: str, *, batches: int, calls: int) -> Figure:
    """Show both forms; ours is filled in with what is known."""
    ours = getting(house.citizen(1), our_address(house), b'name="vraag.remark"')
    peer = getting(house.peer_member(), f"{house.peer}/form", b"form.widgets.remark")
    sides = {"ours": ours, "peer": peer}
    costs = in_turn(sides, house.meter(), batches=batches, calls=calls)
    return Figure(SHOWN + when, costs.ratio(), BAR, "x", costs.told())


def getting(client: Client, address: str, wanted: bytes) -> Callable[[], None]:
    """Return a call that shows a page with something on it."""

    def get() -> None:
        answer = client.get(address)
        assert answer.status == 200, (address, answer.status)
        assert wanted in answer.body, (address, wanted)

    return get


def our_address(house: House) -> str:
    """Return the address of our form."""
    return f"{house.site}/e-loket/{house.facts['document']}/aanvraag"


def sent(house: House, when: str, *, batches: int, calls: int) -> Figure:
    """Post both forms as citizen and as member; see that all answers are stored."""
    ours, stored = our_form(house)
    peer, saved = peer_form(house)
    before = stored(), saved()
    sides = {"ours": ours, "peer": peer}
    costs = in_turn(sides, house.meter(), batches=batches, calls=calls)
    posted = (batches + 1) * calls
    assert stored() - before[0] == posted, "our answers were not all stored"
    assert saved() - before[1] == posted, "the peer's answers were not all stored"
    return Figure(NAME + when, costs.ratio(), BAR, "x", costs.told())


def our_form(house: House) -> tuple[Callable[[], None], Callable[[], int]]:
    """Return a call that posts our form, and one that counts what is stored."""
    client = house.citizen(1)
    address = our_address(house)
    page = client.get(address).body.decode()
    token = re.search(r'name="_csrf" value="([^"]+)"', page)[1]

    def post() -> None:
        fields = {
            "_csrf": token,
            "sleutel": secrets.token_urlsafe(24),
            "vraag.remark": ANSWERS["remark"],
        }
        answer = client.post_form(address, fields)
        assert answer.status == 303, (answer.status, answer.body[-3000:])
        confirmation = client.get(answer.headers["Location"])
        assert confirmation.status == 200, confirmation.status

    reader = Client(house.bases[0], house.facts["tokens"][1])

    def stored() -> int:
        return sum(len(page["items"]) for page in own_pages(reader, house))

    return post, stored


def own_pages(reader: Client, house: House) -> Iterator[dict]:
    """Return all pages of a citizen's own cases."""
    address = f"{house.site}/@eloket-cases"
    while address:
        page = reader.get_json(address)
        yield page
        address = page.get("batching", {}).get("next")


def peer_form(house: House) -> tuple[Callable[[], None], Callable[[], int]]:
    """Return a call that posts the stock form, and one that counts what is stored."""
    client = house.peer_member()
    address = f"{house.peer}/form"
    page = client.get(address).body.decode()
    token = re.search(r'name="_authenticator"[^>]*value="([^"]+)"', page)[1]

    def post() -> None:
        fields = {
            "form.widgets.given_names": "Noor",
            "form.widgets.family_name": "Voorbeeld",
            "form.widgets.national_number": "85073003328",
            "form.widgets.remark": ANSWERS["remark"],
            "form.buttons.submit": "Submit",
            "_authenticator": token,
        }
        answer = client.post_form(address, fields)
        assert answer.status == 302, (answer.status, answer.body[-3000:])
        thanks = client.get(answer.headers["Location"])
        assert thanks.status == 200, thanks.status
        assert b"edit-zone" not in thanks.body

    manager = house.peer_manager()

    def saved() -> int:
        found = manager.get_json(address)["savedDataStorage"]
        return sum(len(rows) for rows in found.values())

    return post, saved

"""Coming back from the provider, beside stock pas.plugins.oidc."""

from collections.abc import Callable
from functools import partial
from itertools import count
from tests.bench.client import Client
from tests.bench.cpu import cost_of
from tests.bench.cpu import Costs
from tests.bench.figure import Figure
from tests.bench.provider import code_for
from tests.bench.servers import House
from urllib.parse import parse_qs
from urllib.parse import urlencode
from urllib.parse import urlsplit


#: Ours over stock's, at most.
BAR = 0.6
#: Calls to the provider per sign-in, from leaving to coming back.
MOST_CALLS = 2
#: Our limit is 600 callbacks in ten minutes from one address.
MOST_SIGN_INS = 250
PERSONS = 16


class Door:
    """Signs persons in by one plugin; leaving and coming back apart."""

    def __init__(self, base: str, plugin: str, cookie: str) -> None:
        self._client = Client(base)
        self._plugin = plugin
        self._cookie = cookie
        self._numbers = count()

    def leave(self) -> Callable[[], None]:
        """Go to the provider; return the call that comes back."""
        self._client.cookies = {}
        answer = self._client.get(f"{self._plugin}/login")
        assert answer.status == 302, (answer.status, answer.body[-500:])
        asked = parse_qs(urlsplit(answer.headers["Location"]).query)
        code = code_for(next(self._numbers) % PERSONS, asked["nonce"][0])
        query = urlencode({"code": code, "state": asked["state"][0]})
        cookies = self._client.cookies

        def come_back() -> None:
            self._client.cookies = cookies
            answer = self._client.get(f"{asked['redirect_uri'][0]}?{query}")
            assert answer.status == 302, (answer.status, answer.body[-500:])
            assert self._cookie in self._client.cookies, answer.headers

        return come_back


def call_last(back: list[Callable[[], None]]) -> None:
    """Make the last call of the list, and take it off."""
    back.pop()()


def beside_stock(house: House, *, batches: int, calls: int) -> list[Figure]:
    """Compare what coming back costs Zope, and how often the provider is called."""
    assert (batches + 1) * calls <= MOST_SIGN_INS
    doors = {
        "ours": Door(house.bases[0], f"{house.site}/acl_users/bench", "eloket-session"),
        "peer": Door(house.bases[0], f"{house.peer}/acl_users/oidc", "__ac"),
    }
    provider = Client(house.facts["provider"])
    costs = Costs({side: [] for side in doors})
    asked = dict.fromkeys(doors, 0)
    meter = house.meter()
    # the first batch makes stock's users, fetches keys, and does not count
    for number in range(batches + 1):
        for side, door in doors.items():
            provider.get_json(f"{house.facts['provider']}/calls")
            back = [door.leave() for _call in range(calls)]
            cost = cost_of(partial(call_last, back), calls, meter)
            told = provider.get_json(f"{house.facts['provider']}/calls")
            if number:
                costs[side].append(cost)
                asked[side] += sum(told.values())
    total = batches * calls
    return [
        Figure("sign-in callback, CPU", costs.ratio(), BAR, "x", costs.told()),
        Figure(
            "calls to the provider per sign-in",
            asked["ours"] / total,
            MOST_CALLS,
            "",
            f"stock {asked['peer'] / total:.2f}",
        ),
    ]

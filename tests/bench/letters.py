"""How many letters does one core make and seal, and does memory stay flat?

Counted is the CPU time of this process: rendering, seal, and for B-T the time-stamp
authority, which runs in a thread of it.
"""

from asn1crypto import x509
from collections.abc import Iterator
from collective.eloket.documents.checking import with_check
from collective.eloket.documents.renderer import LetterRenderer
from collective.eloket.documents.seal.signing import sealed
from collective.eloket.documents.verification.codes import draw_code
from collective.eloket.wires.service import ANYWHERE
from collective.eloket.wires.stamps.asking import Authority
from collective.eloket.wires.stamps.asking import CheckedStamper
from tests.bench.client import Client
from tests.bench.cpu import in_turn
from tests.bench.figure import Figure
from tests.bench.servers import House
from tests.documents.letters import letter
from tests.documents.seal import house
from tests.documents.seal.test_memory import resident_mb

import time


#: Letters of the first kind, over which memory is looked at; the rate of the second is
#: of a quarter as many. A leak is seen over many: `make bench-full`.
FEW, MANY = 200, 2000
WARM_UP = 50
ADDRESS = "https://www.testegem.example/e-loket/verifieer"


def figures(number: int) -> Iterator[Figure]:
    """Measure letters without and with time-stamps, and the memory over the first."""
    plain, grown = rate(number, None)
    detail = f"{number} letters, RSA-3072"
    yield Figure("letters with seal, B-B, per core", plain, 15, "/s", detail, True)
    detail = f"after {WARM_UP}, over {number} letters"
    yield Figure("letters, memory more", grown, 10, "MB", detail)
    with house.stamp_authority() as address:
        anchors = (x509.Certificate.load(house.pki().root.der),)
        stamper = CheckedStamper(Authority(address, 5, anchors, ANYWHERE))
        stamped, _grown = rate(number // 4, stamper)
    detail = f"{number // 4} letters, the authority's CPU counted too"
    yield Figure("letters with seal, B-T, per core", stamped, 8, "/s", detail, True)


def verification(house_: House, *, batches: int, calls: int) -> Iterator[Figure]:
    """Measure what a stranger's question costs, by call and as a page of the site."""
    stranger = Client(house_.bases[0])
    code = draw_code()
    call = f"{house_.site}/@eloket-verify/{code}"
    sides = {
        "call": lambda: read(stranger, call, "application/json", b'"unknown"'),
        "page": lambda: read(
            stranger, f"{house_.site}/e-loket/verifieer/{code}", "text/html", b"verdict"
        ),
        "stock": lambda: read(
            stranger, f"{house_.site}/thanks", "text/html", b"thanks"
        ),
    }
    found = in_turn(sides, house_.meter(), batches=batches, calls=calls)
    page, stock = found.median("page"), found.median("stock")
    told = f"a stock page of the site takes {stock:.2f} ms, this one {page:.2f} ms"
    yield Figure("verification by REST, CPU", found.median("call"), 15, "ms", "")
    yield Figure("verification page, CPU more", page - stock, 15, "ms", told)


def read(client: Client, address: str, kind: str, mark: bytes) -> None:
    """Read an address, and see that it answers what it should."""
    answer = client.get(address, Accept=kind)
    assert answer.status == 200, (address, answer.status)
    assert mark in answer.body, address


def rate(number: int, stamper: CheckedStamper | None) -> tuple[float, float]:
    """Return letters per second of CPU, and by how many MB the process grew."""
    for one in range(WARM_UP):
        make(one, stamper)
    memory, begun = resident_mb(), time.process_time()
    for one in range(number):
        make(one, stamper)
    return number / (time.process_time() - begun), resident_mb() - memory


def make(number: int, stamper: CheckedStamper | None) -> bytes:
    """Make and seal a letter."""
    answers = (("Nummer", str(number)), ("Naam", "Voorbeeld"), ("Straat", "Laan 1"))
    content = with_check(letter(answers=answers), draw_code(), ADDRESS)
    made = LetterRenderer().render(content)
    return sealed(made, house.key(), house.TITLE, stamper)

"""What the MANIFEST of the published specimens expects, row by row, as calls."""

from collections.abc import Callable
from collections.abc import Iterator
from collective.eloket.errors import CardError
from collective.eloket.identity.eid.certificates import read_certificate
from collective.eloket.identity.eid.certificates import without_padding
from collective.eloket.identity.eid.chain import authentication_chain
from collective.eloket.identity.eid.content import read_content
from collective.eloket.identity.eid.verify import check_person
from collective.eloket.identity.eid.verify import Verifier
from collective.eloket.identity.eid.verify import verify_content
from collective.eloket.identity.eid.verify import verify_presence
from collective.eloket.identity.eid.webeid import read_token
from collective.eloket.identity.numbers import NationalNumber
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from functools import partial
from tests.identity.eid import specimens
from tests.identity.eid.house import Nobody

import re


NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
ACCEPT, REFUSE = "accepted", "refused"


@dataclass(frozen=True, slots=True)
class Expected:
    """One expectation of a row: ``run`` returns, or raises a CardError."""

    row: str
    outcome: str
    what: str
    run: Callable[[], object]

    def found(self) -> str:
        """Return what came of it."""
        try:
            self.run()
        except CardError:
            return REFUSE
        return ACCEPT


def rows() -> list[str]:
    """Return the folders that the MANIFEST names."""
    said = (specimens.MATERIAL / "MANIFEST.md").read_text(encoding="utf-8")
    found = re.findall(r"^\| (\w+) \|", said, re.M)
    return [name for name in found if name != "folder"]


def expectations() -> Iterator[Expected]:
    """Yield all that the MANIFEST expects, in its order."""
    alice = specimens.files(specimens.ALICE, specimens.ALICES)
    nora = specimens.files(specimens.NORA, specimens.NORAS)
    row = "card_alicebert_v17_A"
    yield Expected(row, ACCEPT, "below its root", partial(content, alice))
    yield Expected(row, REFUSE, "in production", partial(content, alice, True))
    yield Expected(row, REFUSE, "its signing certificate", alice_signs)
    row = "card_nora2022_ec"
    yield Expected(row, ACCEPT, "below its root", partial(content, nora))
    shorter = {**nora, "idsig": nora["idsig"][:-1]}
    yield Expected(row, REFUSE, "one zero less", partial(content, shorter))
    for path in sorted((specimens.MATERIAL / "tlv").iterdir()):
        name = "addr" if path.name.startswith("address") else "id"
        changed = {**nora, name: path.read_bytes()}
        yield Expected("tlv", REFUSE, path.name, partial(content, changed))
    yield from tokens()
    for name, card in (("Alice", alice), ("Nora", nora)):
        run = partial(content, card, True)
        yield Expected("roots_production", REFUSE, f"{name}'s card", run)
    for path in (specimens.MATERIAL / "eidviewer_xml").iterdir():
        run = partial(read_content, path.read_text(encoding="utf-8"))
        yield Expected("eidviewer_xml", REFUSE, path.name, run)


def tokens() -> Iterator[Expected]:
    """Yield the row of the tokens: another country's are refused, good or not."""
    for name in sorted(path.stem for path in specimens.TOKENS.glob("*.json")):
        outcome = ACCEPT if name.startswith("be_") else REFUSE
        yield Expected("web_eid", outcome, name, partial(presence, name))
    yield Expected("web_eid", REFUSE, "Nora of the card is another", other_nora)


def content(files: dict[str, bytes], production: bool = False):
    """Verify the files of a card."""
    trust = specimens.production_trust() if production else specimens.test_trust()
    sent = read_content(specimens.content(files))
    return verify_content(sent, Verifier(trust, Nobody(), ""), NOW)


def presence(name: str):
    """Verify a token, on the day that stands beside it if one does."""
    found = specimens.token(name)
    day = found.get("validation_date")
    checks = Verifier(specimens.test_trust(), Nobody(), found["origin"])
    now = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else NOW
    return verify_presence(read_token(found["token"]), found["nonce"], checks, now)


def alice_signs():
    """Offer Alice's signing certificate for signing in."""
    files = specimens.files(specimens.ALICE, specimens.ALICES)
    signing = (specimens.ALICE / "signcert.padded.der").read_bytes()
    authority = read_certificate(without_padding(files["cacert"]))
    return authentication_chain(
        read_certificate(without_padding(signing)),
        [authority],
        specimens.test_trust(),
        NOW,
    )


def other_nora() -> None:
    """Show the card of Nora …963 where Nora …864 answered."""
    answered = presence("be_nora_ecc_es384").number
    check_person(NationalNumber("01050399963"), answered)

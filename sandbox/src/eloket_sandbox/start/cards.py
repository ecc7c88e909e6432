"""Cards for this start: made once, and the folder by which they are believed."""

from eloket_sandbox.cards.trusting import write_trust
from eloket_sandbox.cards.wallet import wallet_of
from eloket_sandbox.start.plan import Plan
from urllib.parse import urlsplit


def prepare_cards(plan: Plan) -> None:
    """Make the cards if there are none for this address; write the trust folder.

    A trust folder that was given is left as it is.
    """
    wallet = wallet_of(plan.folder / "sandbox", plan.sandbox)
    if plan.trust == plan.own_trust:
        write_trust(plan.trust, wallet, urlsplit(plan.sandbox).netloc)

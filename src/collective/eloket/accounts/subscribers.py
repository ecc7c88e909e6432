"""What accounts do when somebody below them has news."""

from collective.eloket.accounts import former_email
from collective.eloket.accounts import news
from collective.eloket.accounts.keys import number_key
from collective.eloket.accounts.own_mails import address_of
from collective.eloket.accounts.own_mails import tell_citizen
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.clock import utcnow
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.parameters.interfaces import IAddressDecided
from collective.eloket.parameters.interfaces import ICardNumberProven
from collective.eloket.parameters.interfaces import IParametersRead


def claim_number(event: ICardNumberProven) -> None:
    """Let the account have the number that a card proved first.

    :raises NumberKnownError: another account has or had it; nothing is written.
    """
    store = citizen_store()
    account = store.account(event.person_id)
    if account is not None:
        store.add_number(account, number_key(NationalNumber(event.number)))


def mail_what_was_read(event: IParametersRead) -> None:
    """Tell the citizen by mail that a card changed values; not which ones.

    Addresses that were replaced in the last month are told too. What a clerk read at
    the counter is told in any case.
    """
    now = address_of(event.person_id)
    former = [one for one in former_email.find(event.person_id) if one != now]
    for to in (None, *former):
        if event.clerk is not None:
            news.tell(event.person_id, "card-counter", utcnow(), to=to)
        elif event.changed:
            tell_citizen("card-read", event.person_id, to=to)


def mail_what_was_decided(event: IAddressDecided) -> None:
    """Tell the citizen by mail what a clerk decided on an address, and why."""
    kind = "address-accepted" if event.accepted else "address-refused"
    news.tell(event.person_id, kind, utcnow(), reason=event.reason)

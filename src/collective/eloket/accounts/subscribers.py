"""What accounts do when somebody below them has news."""

from collective.eloket.accounts.keys import number_key
from collective.eloket.accounts.own_mails import tell_citizen
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.identity.numbers import NationalNumber
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
    """Tell the citizen by mail that a card changed values; not which ones."""
    if event.changed:
        tell_citizen("card-read", event.person_id)

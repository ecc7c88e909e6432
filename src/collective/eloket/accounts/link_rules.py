"""Which identity may lead to which account? One check per rule, no change."""

from collections.abc import Callable
from collections.abc import Collection
from collective.eloket.accounts.errors import IdentityTakenError
from collective.eloket.accounts.errors import NumberKnownError
from collective.eloket.accounts.errors import NumberMissingError
from collective.eloket.accounts.errors import ProviderLinkedError
from collective.eloket.accounts.keys import number_key
from collective.eloket.accounts.keys import subject_key
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.store import Account
from collective.eloket.clock import utcnow
from collective.eloket.identity.evidence import Evidence
from collective.eloket.parameters.age import check_old_enough
from collective.eloket.parameters.errors import OtherNumberError
from dataclasses import dataclass

import hmac


@dataclass(frozen=True, slots=True)
class Wish:
    """An identity that is to lead to an account; None for a member's first link."""

    user_id: str
    account: Account | None
    evidence: Evidence


def check_identity_is_free(wish: Wish) -> None:
    """:raises IdentityTakenError: the identity is on another account."""
    owner = citizen_store().by_subject.get(subject_key(wish.evidence.subject))
    if owner is not None and owner != wish.user_id:
        raise IdentityTakenError


def check_one_of_each_provider(wish: Wish) -> None:
    """:raises ProviderLinkedError: another identity of this provider is linked."""
    provider = wish.evidence.provider
    if any(link[1] == provider for link in links_on(wish.account)):
        raise ProviderLinkedError


def check_same_number(wish: Wish) -> None:
    """An account with a number takes identities that prove it, and no others.

    :raises NumberMissingError: the identity proves no number.
    :raises OtherNumberError: it proves another one.
    """
    if wish.account is None or not wish.account.numbers:
        return
    if wish.evidence.number is None:
        raise NumberMissingError
    if not is_one_of(number_key(wish.evidence.number), wish.account.numbers):
        raise OtherNumberError


def check_number_is_free(wish: Wish) -> None:
    """:raises NumberKnownError: the number is, or was, on another account."""
    if wish.evidence.number is None:
        return
    owner = citizen_store().by_number.get(number_key(wish.evidence.number))
    if owner is not None and owner != wish.user_id:
        raise NumberKnownError


def check_age(wish: Wish) -> None:
    """Who brings a number to an account that has none registers with it.

    :raises CardTooYoungError: the person is younger than twelve, or may be.
    :raises CardAgeUnknownError: a card said only the number, which does not tell.
    """
    if wish.evidence.number is None:
        return
    if wish.account is None or not wish.account.numbers:
        check_old_enough(wish.evidence, utcnow())


def links_on(account: Account | None) -> tuple:
    """Return the links as they are kept; none for who has no account here."""
    return () if account is None else account.links


Check = Callable[[Wish], None]

CHECKS: tuple[Check, ...] = (
    check_identity_is_free,
    check_one_of_each_provider,
    check_same_number,
    check_number_is_free,
    check_age,
)


def is_one_of(key: str, keys: Collection[str]) -> bool:
    """Is it one of these? Takes as long whichever it is."""
    found = [hmac.compare_digest(key.encode(), known.encode()) for known in keys]
    return any(found)

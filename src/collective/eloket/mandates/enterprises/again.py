"""What managers took away is taken away again in a restored site; nobody is told."""

from collections.abc import Iterator
from collective.eloket.mandates.enterprises import relations
from collective.eloket.mandates.enterprises import store
from collective.eloket.vault import service as vault
from collective.eloket.vault.errors import PersonForgottenError
from dataclasses import replace
from datetime import date


def take_again(organisation: str, number_key: str, holding: str) -> bool:
    """Let a right be taken away; False when it is not there, or was so already.

    ``number_key`` may be by another key of the ring ``blind`` than the site's today.
    Who took it and why was lost. Writes the ZODB.
    """
    taken = False
    for key in _keys(organisation, number_key):
        held = store.find_held(key, organisation)
        if any(one.id == holding and not one.revoked for one in held):
            ended = (_revoked(one) if one.id == holding else one for one in held)
            store.keep_held(key, organisation, ended)
            taken = True
    return taken


def end_again(organisation: str, number_key: str, day: date) -> bool:
    """Let a work relation be over since that day; False when it is so already.

    With all that was held by it then. Writes the ZODB.
    """
    ended = False
    for key in _keys(organisation, number_key):
        held = store.find_held(key, organisation)
        if any(_is_older(one, day) for one in held):
            left = (_revoked(one) if _is_older(one, day) else one for one in held)
            store.keep_held(key, organisation, left)
            ended = True
        ended |= _end_relation(organisation, key, day)
    return ended


def _is_older(one, day: date) -> bool:
    """Did it hold when the work relation ended? What was given later stays."""
    return one.begin <= day and not one.revoked


def _revoked(one):
    return replace(one, revoked=True)


def _end_relation(organisation: str, key: str, day: date) -> bool:
    try:
        relation = relations.find(organisation, key)
    except PersonForgottenError:
        # erased since: what is sealed opens for nobody
        return False
    if relation is None or (relation.end is not None and relation.end <= day):
        return False
    if relation.begin > day:
        # works there again since
        return False
    relations.keep(organisation, key, replace(relation, end=day))
    return True


def _keys(organisation: str, number_key: str) -> Iterator[str]:
    """Yield by which keyed number somebody is known to an organisation here."""
    wanted = vault.lifted(number_key)
    found = [kept.number_key for _member, kept in store.relations_of(organisation)]
    yield from (key for key in found if vault.lifted(key) == wanted)

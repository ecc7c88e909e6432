"""By what an officer may find a person: keyed hashes of whole values, never parts.

An entry is a hash and a person id in one text, so two people with one address are two
entries and no bucket is shared by all. The dotted name stands in the database: never
move or rename it.
"""

from BTrees.OOBTree import OOTreeSet
from collections.abc import Mapping
from collective.eloket.parameters.model import Value
from collective.eloket.vault.service import index_keys
from datetime import date
from plone import api
from zope.annotation.interfaces import IAnnotations

import re
import unicodedata


#: Annotation of the site under which the entries lie.
ANNOTATION = "collective.eloket.parameters.lookups"

#: 22 characters of a hash are 132 bits.
HASH = 22

#: After every id: ids hold small letters, digits and a dash.
BEHIND = "~"

#: Days, months and years of Belgian papers, and of computers.
ORDERS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)"),
    re.compile(r"(?P<day>\d\d?)[./-](?P<month>\d\d?)[./-](?P<year>\d{4})"),
)


class PersonLookups(OOTreeSet):
    """Texts of a hash and a person id."""

    max_leaf_size = 30
    max_internal_size = 24


def lookups() -> PersonLookups:
    """Return the entries of this site."""
    return IAnnotations(api.portal.get())[ANNOTATION]


def email_keys(email: str) -> tuple[str, ...]:
    """Return what an address is looked up by; small and capital letters are alike.

    Today's comes first. From a rotation of the ring ``blind`` until ``eloket-reindex``
    is done there are more.
    """
    return _short("lookup-email", email.strip().casefold())


def birth_keys(family_name: str, born: date) -> tuple[str, ...]:
    """Return what family name and birth date together are looked up by, likewise."""
    return _short("lookup-birth", f"{born.isoformat()}{normal_name(family_name)}")


def _short(kind: str, value: str) -> tuple[str, ...]:
    # the key's id before the hash is not part of it
    return tuple(key.rpartition(".")[2][:HASH] for key in index_keys(kind, value))


def normal_name(name: str) -> str:
    """Return a name without accents, blanks, dashes and capitals."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in apart if sign.isalnum())


def read_date(text: str) -> date | None:
    """Return the day that is written there, or None."""
    for order in ORDERS:
        found = order.fullmatch(text.strip())
        if found is None:
            continue
        try:
            return date(**{name: int(part) for name, part in found.groupdict().items()})
        except ValueError:
            return None
    return None


def keys_of(values: Mapping[str, Value]) -> tuple[str, ...]:
    """Return under what a person with these values is found; sorted."""
    texts = {name: value.value or "" for name, value in values.items()}
    found = []
    if texts.get("email"):
        found.append(email_keys(texts["email"])[0])
    born = read_date(texts.get("birth_date", ""))
    if born is not None and normal_name(texts.get("family_name", "")):
        found.append(birth_keys(texts["family_name"], born)[0])
    return tuple(sorted(found))


def change(person_id: str, old: tuple[str, ...], new: tuple[str, ...]) -> None:
    """Let a person be found under the new keys only; writes what differs."""
    entries = lookups()
    for key in set(old).difference(new):
        entries.discard(f"{key}{person_id}")
    put_in(person_id, tuple(set(new).difference(old)))


def put_in(person_id: str, keys: tuple[str, ...]) -> None:
    """Let a person be found under these keys too; what is there is not written."""
    entries = lookups()
    for key in keys:
        entries.insert(f"{key}{person_id}")


def persons(keys: tuple[str, ...]) -> list[str]:
    """Return the ids of those who are found under one of these keys, each once."""
    entries = lookups()
    found = [entry for key in keys for entry in entries.keys(key, f"{key}{BEHIND}")]
    return list(dict.fromkeys(entry[HASH:] for entry in found))

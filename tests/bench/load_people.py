"""Brings a bench's site to a number of citizens; run on a zope.conf of its own.

python -m tests.bench.load_people zope.conf 1000000 http://127.0.0.1:8099/op [--pack]
"""

from tests.bench.opened import open_root

import sys


#: Citizens per commit. A leaf of a look-up takes some of each, so that many commits
#: would write all of them again and again.
BATCH = 100_000


def main(conf: str, wanted: int, issuer: str, *options: str) -> None:
    """Register as many citizens as are missing, and commit; then pack, if asked."""
    root = open_root(conf)
    from zope.component.hooks import setSite

    setSite(root["gemeente"])
    load(wanted, issuer)
    if "--pack" in options:
        root._p_jar.db().pack()


def load(wanted: int, issuer: str, batch: int = BATCH) -> int:
    """Register citizens until there are so many; return how many were made.

    Each by the function that a registration calls. Only the audit is left out, and the
    persons' keys go into the side store in one go per batch. Commits now and then.
    """
    from collective.eloket.accounts.registry import citizen_store

    store = citizen_store()
    there = len(store.citizens)
    for begin in range(there, wanted, batch):
        register(range(begin, min(begin + batch, wanted)), issuer)
        store._p_jar.cacheMinimize()
    return max(0, wanted - there)


def register(numbers: range, issuer: str) -> None:
    """Register these citizens, and commit."""
    from collective.eloket.accounts import service as accounts
    from collective.eloket.ephemeral.service import engine
    from collective.eloket.ephemeral.sql import KEPT
    from collective.eloket.vault import service as vault
    from collective.eloket.vault.store import KIND
    from collective.eloket.vault.vault import Vault
    from unittest import mock

    import transaction

    keys = Keys()
    vault.use(Vault(vault.key_ring, keys))
    site = Quick()
    try:
        with (
            mock.patch("collective.eloket.audit.service.attempt"),
            mock.patch("plone.api.portal.get", lambda: site),
        ):
            for number in numbers:
                accounts.register(registration(number, issuer))
    finally:
        vault.use(None)
    # the engine commits after each statement, a hundred thousand times here
    whole = engine().execution_options(isolation_level="SERIALIZABLE")
    with whole.begin() as connection:
        rows = [
            {"kind": KIND, "key": person, "value": key} for person, key in keys.items()
        ]
        connection.execute(KEPT.insert(), rows)
    transaction.commit()


class Quick:
    """The site, with what each registration asks of it a dozen times at hand."""

    def __init__(self) -> None:
        from plone import api
        from zope.annotation.interfaces import IAnnotations

        self._site = site = api.portal.get()
        self._answers = {IAnnotations: IAnnotations(site)}
        self.acl_users = site.acl_users

    def __conform__(self, wanted):
        """Adapt to what was adapted before."""
        return self._answers.get(wanted)

    def __getattr__(self, name: str):
        """Be the site in all else."""
        return getattr(self._site, name)


class Keys(dict[str, bytes]):
    """The persons' keys of a batch; see PersonKeys."""

    def add(self, person_id: str, wrapped: bytes) -> None:
        """See PersonKeys."""
        self.setdefault(person_id, wrapped)

    find = dict.get

    def erase(self, person_id: str) -> None:
        """See PersonKeys."""
        self.pop(person_id, None)


def registration(index: int, issuer: str):
    """Return what a provider says of one of many, who all have a number."""
    from collective.eloket.accounts.model import Registration
    from collective.eloket.identity.evidence import Subject
    from collective.eloket.identity.numbers import NationalNumber
    from tests.catalogue.house import evidence

    born, serial = divmod(index, 900)
    day = born % 28 + 1
    month = born // 28 % 12 + 1
    year = 1910 + born // 336
    digits = f"{year % 100:02}{month:02}{day:02}{serial + 50:03}"
    number = NationalNumber.parse(f"{digits}{97 - int(digits) % 97:02d}")
    proof = evidence(
        subject=Subject(issuer, f"many-{index}"),
        number=number,
        provider="bench",
        attributes={
            "given_names": f"Voornaam {serial}",
            "family_name": f"Familienaam {index % 40_000}",
            "birth_date": f"{year}-{month:02}-{day:02}",
            "street": f"Kerkstraat {index % 300}",
            "postal_code": "9999",
            "municipality": "Testegem",
        },
    )
    return Registration(proof, email=f"burger{index}@example.org")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])

"""What the mandates hand over, and erase, when the e-loket leaves."""

from collections.abc import Iterator
from collective.eloket.interfaces import IRoomData
from collective.eloket.mandates import family
from collective.eloket.mandates import shut_outs
from collective.eloket.mandates import store
from collective.eloket.vault.errors import PersonForgottenError
from Products.CMFCore.interfaces import ISiteRoot
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer


@implementer(IRoomData)
class MandatesData:
    """See IRoomData."""

    order = 50

    def count(self, site: ISiteRoot) -> int:
        """See IRoomData."""
        return len(store.tree(store.MANDATES)) + len(store.tree(store.SHUT_OUTS))

    def person_ids(self, site: ISiteRoot) -> Iterator[str]:
        """See IRoomData; children are people too."""
        for key, kept in store.tree(store.MANDATES).items():
            yield from (key.partition(store.BETWEEN)[0], kept.subject)

    def export(self, site: ISiteRoot) -> Iterator[tuple[str, Any]]:
        """See IRoomData; keyed hashes of numbers tell nothing elsewhere."""
        for key, kept in store.tree(store.MANDATES).items():
            person_id, _between, id = key.partition(store.BETWEEN)
            path = f"persons/{person_id}/family-{id}.json"
            yield path, exported(person_id, id, kept)
        for number, key in enumerate(store.tree(store.SHUT_OUTS)):
            said = shut_outs.opened(key)
            facts = {"reason": said.reason, "clerk": said.clerk}
            yield f"shut-outs/{number}.json", facts | {"at": said.at.isoformat()}

    def erase(self, site: ISiteRoot) -> None:
        """See IRoomData."""
        for name, made in store.TREES.items():
            IAnnotations(site)[name] = made()


def exported(person_id: str, id: str, kept: store.KeptMandate) -> dict[str, Any]:
    """Return what a parent registered; of who was erased before only its state."""
    facts = {"id": id, "state": kept.state, "subject": kept.subject}
    try:
        mandate = family.opened(person_id, id, kept)
    except PersonForgottenError:
        return facts | {"erased": True}
    child = mandate.child
    return facts | {
        "number": child.number.digits,
        "given_names": child.given_names,
        "family_name": child.family_name,
        "birth_date": child.birth_date.isoformat(),
        "at": mandate.at.isoformat(),
        "reason": mandate.reason,
    }

"""``@eloket-addresses``: addresses that were replaced before, for clerks to decide."""

from collective.eloket.errors import NotFoundError
from collective.eloket.parameters import address_tasks
from collective.eloket.parameters import store
from collective.eloket.parameters.address_tasks import AddressTask
from collective.eloket.parameters.card_model import differences
from collective.eloket.parameters.permissions import DECIDE_ADDRESSES
from collective.eloket.parameters.restapi.base import NamedSteps
from collective.eloket.parameters.restapi.base import told
from plone import api


#: Name behind the task → does the address count again?
DECISIONS = {"accept": True, "refuse": False}


class AddressesGet(NamedSteps):
    """Lists the tasks, or shows one."""

    def respond(self) -> dict:
        """Return the list, or one task with old beside new; recorded first.

        :raises NotSignedInError: nobody is signed in.
        :raises NotAllowedError: somebody is, and may not decide on addresses.
        :raises AddressTaskUnknownError: there is no such task; it may be decided.
        """
        self.require_clerk(DECIDE_ADDRESSES)
        if len(self.names) > 1:
            raise NotFoundError
        return self.one(self.names[0]) if self.names else self.all()

    def all(self) -> dict:
        """Return the oldest tasks, and how many wait."""
        self.audited(subject=None, action="addresses.list")
        items = [item(task) for task in address_tasks.waiting()]
        return {"items": items, "items_total": address_tasks.count()}

    def one(self, task_id: str) -> dict:
        """Return a task with what the card would change."""
        task = address_tasks.get(task_id)
        self.audited(
            subject=task.person_id,
            action="address.view",
            object=task.reading.proof.id,
        )
        found = differences(store.read(task.person_id), task.reading)
        return item(task) | {"differences": told(found)}


class AddressesPost(NamedSteps):
    """Decides; the citizen is told why."""

    largest_body_bytes = 20_000

    def respond(self) -> dict:
        """Return the id of the task that is done.

        :raises NotSignedInError: nobody is signed in.
        :raises NotAllowedError: somebody is, and may not decide on addresses.
        :raises ReasonTooShortError: nothing says why.
        :raises AddressTaskUnknownError: there is no such task; it may be decided.
        :raises OwnCardError: it is the clerk's own address.
        """
        self.require_clerk(DECIDE_ADDRESSES)
        if len(self.names) != 2 or self.names[1] not in DECISIONS:
            raise NotFoundError
        task_id, decision = self.names
        address_tasks.decide(
            api.user.get_current().getId(),
            task_id,
            DECISIONS[decision],
            self.json().get("reason"),
        )
        return {"id": task_id, "decision": decision}


def item(task: AddressTask) -> dict:
    """Return a task as a list shows it: when the card was read, and whose it is."""
    values = task.reading.values
    return {
        "id": task.id,
        "at": task.at.isoformat(),
        "name": f"{values['given_names']} {values['family_name']}",
    }

"""``@eloket-families``: what waits for a clerk, and parents who are shut out."""

from collective.eloket.accounts.service import display_name
from collective.eloket.errors import NotFoundError
from collective.eloket.http.named import NamedService
from collective.eloket.identity.errors import InvalidNationalNumberError
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.mandates import deciding
from collective.eloket.mandates import store
from collective.eloket.mandates.errors import FamilyFieldError
from collective.eloket.mandates.household import own_number
from collective.eloket.mandates.model import Mandate
from collective.eloket.mandates.permissions import VERIFY_FAMILIES
from plone import api


#: Name behind a family → may the parent act for the child from now on?
DECISIONS = {"verify": True, "refuse": False}
#: Name behind the service → what becomes of a parent.
ACTS = {"shut-out": deciding.shut_out, "let-in": deciding.let_in}


class FamiliesService(NamedService):
    """What both verbs share."""

    @property
    def me(self) -> str:
        """User id of who looks or decides."""
        return api.user.get_current().getId()


class FamiliesGet(FamiliesService):
    """Lists what waits, or shows one child with its parent."""

    def respond(self) -> dict:
        """Return the list, or one with both numbers; recorded first.

        :raises NotSignedInError: nobody is signed in.
        :raises NotAllowedError: somebody is, and may not verify families.
        :raises FamilyUnknownError: there is none; it may be decided.
        :raises OwnFamilyError: it is the clerk's own family.
        """
        self.require_clerk(VERIFY_FAMILIES)
        return self.one(self.only_name()) if self.names else self.all()

    def all(self) -> dict:
        """Return the oldest that wait, and how many there are."""
        self.audited(subject=None, action="families.list")
        items = [item_of(mandate) for mandate in deciding.waiting(self.me)]
        return {"items": items, "items_total": deciding.count()}

    def one(self, key: str) -> dict:
        """Return one, with the numbers that a clerk looks up in the register."""
        mandate = deciding.get(key, self.me)
        self.audited(subject=mandate.holder, action="family.view", object=mandate.id)
        parent = own_number(mandate.holder)
        return item_of(mandate) | {
            "child_number": mandate.child.number.digits,
            "parent_number": None if parent is None else parent.digits,
        }


class FamiliesPost(FamiliesService):
    """Decides on a family, or on a parent; they are told."""

    largest_body_bytes = 20_000

    def respond(self) -> dict:
        """Return what was decided.

        :raises NotSignedInError: nobody is signed in.
        :raises NotAllowedError: somebody is, and may not verify families.
        :raises FamilyFieldError: one of the numbers is none.
        :raises EloketError: see ``deciding``.
        """
        self.require_clerk(VERIFY_FAMILIES)
        match self.names:
            case [act] if act in ACTS:
                return self.pair(act)
            case [key, decision] if decision in DECISIONS:
                return self.decide(key, decision)
        raise NotFoundError

    def decide(self, key: str, decision: str) -> dict:
        """Let a citizen act for a child, or not."""
        reason = self.json().get("reason")
        deciding.decide(self.me, key, DECISIONS[decision], reason)
        return {"id": key, "decision": decision}

    def pair(self, act: str) -> dict:
        """Shut a parent out, or let one in again; the answer repeats no number."""
        sent = self.json()
        pair = deciding.Pair(number_in(sent, "child"), number_in(sent, "parent"))
        ACTS[act](self.me, pair, sent.get("reason"))
        return {"decision": act}


def number_in(sent: dict, name: str) -> NationalNumber:
    """Return a number of the body.

    :raises FamilyFieldError: it is none.
    """
    text = sent.get(name)
    try:
        return NationalNumber.parse(text if isinstance(text, str) else "")
    except InvalidNationalNumberError:
        raise FamilyFieldError(name) from None


def item_of(mandate: Mandate) -> dict:
    """Return a family as a list shows it; no number."""
    return {
        "id": store.key_of(mandate.holder, mandate.id),
        "since": mandate.at.isoformat(),
        "parent": display_name(mandate.holder),
        "child": mandate.child.name,
        "birth_date": mandate.child.birth_date.isoformat(),
    }

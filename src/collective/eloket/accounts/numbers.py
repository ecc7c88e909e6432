"""A person's next national number: by the register's answer, or by two officers.

Bis numbers become national numbers, and a corrected birth date or sex gives another
one. All numbers of a person lead to the one account, for good: no other account ever
gets one of them.
"""

from collective.eloket.accounts import news
from collective.eloket.accounts.errors import NoNumberYetError
from collective.eloket.accounts.errors import NumberKnownError
from collective.eloket.accounts.errors import NumberUnchangedError
from collective.eloket.accounts.errors import OwnNumberError
from collective.eloket.accounts.errors import ProposalUnknownError
from collective.eloket.accounts.errors import SameOfficerError
from collective.eloket.accounts.interfaces import NumberChanged
from collective.eloket.accounts.keys import number_key
from collective.eloket.accounts.link_rules import is_one_of
from collective.eloket.accounts.lookups import find_by_number
from collective.eloket.accounts.model import Proposal
from collective.eloket.accounts.officers import acting_officer
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.store import Citizen
from collective.eloket.accounts.store import NumberProposal
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.clock import utcnow
from collective.eloket.errors import NotFoundError
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.parameters import service as parameters
from collective.eloket.parameters.model import CLERK
from collective.eloket.parameters.model import REGISTER
from collective.eloket.vault import service as vault
from datetime import timedelta
from zope.event import notify

import secrets


PERMISSION = "collective.eloket: Change national numbers"
#: A proposal that no second officer looked at is over by then.
LIFE = timedelta(days=30)


def join_by_register(old: NationalNumber, new: NationalNumber, answer_id: str) -> str:
    """Give the person with the old number the new one; return the user id.

    For an answer of the population register that says that both are one person's;
    ``answer_id`` names it in the audit and tells nothing of the person.

    :raises NotFoundError: nobody here has the old number.
    :raises NumberUnchangedError: it is the account's number already.
    :raises NumberKnownError: the new one is, or was, on another account.
    """
    citizen = find_by_number(old)
    if citizen is None:
        raise NotFoundError
    _audit(None, "register", citizen.id, "number.join", answer_id)
    check_next(citizen, new)
    _join(citizen, new, REGISTER)
    return citizen.id


def propose(user_id: str, new: NationalNumber, reason: str) -> str:
    """Let the officer who acts propose a citizen's next number; return its id.

    Nothing changes for the citizen. What is proposed and why is sealed.

    :raises NotAllowedError: who acts may not change numbers.
    :raises OwnNumberError: it is the officer's own number.
    :raises NotFoundError: there is no such citizen.
    :raises NoNumberYetError: a first number is proven, never given.
    :raises NumberUnchangedError: it is the account's number already.
    :raises NumberKnownError: it is, or was, on another account.
    """
    officer = _officer()
    citizen = _citizen(user_id)
    check_not_own(officer, citizen)
    check_next(citizen, new)
    proposal_id = secrets.token_hex(16)
    _audit(officer, "clerk", user_id, "number.propose", proposal_id)
    sealed = vault.for_person(user_id).seal_json(
        {"number": new.digits, "reason": reason}, _context(proposal_id)
    )
    made = NumberProposal(user_id, officer, utcnow(), sealed)
    citizen_store().proposals[proposal_id] = made
    return proposal_id


def confirm(proposal_id: str) -> str:
    """Let the officer who acts, a second one, confirm a proposal; return the user id.

    :raises NotAllowedError: who acts may not change numbers.
    :raises ProposalUnknownError: there is none, or it is too old.
    :raises SameOfficerError: it is the officer's own proposal.
    :raises OwnNumberError: it is the officer's own number.
    :raises NumberKnownError: another account got the number meanwhile.
    """
    officer = _officer()
    kept = _kept(proposal_id)
    if kept.by == officer:
        raise SameOfficerError
    citizen = _citizen(kept.user_id)
    check_not_own(officer, citizen)
    _audit(officer, "clerk", citizen.id, "number.join", proposal_id)
    new = NationalNumber.parse(_opened(proposal_id, kept)["number"])
    check_next(citizen, new)
    del citizen_store().proposals[proposal_id]
    _join(citizen, new, CLERK)
    return citizen.id


def refuse(proposal_id: str) -> None:
    """Let the officer who acts take a proposal away, also their own.

    :raises NotAllowedError: who acts may not change numbers.
    :raises ProposalUnknownError: there is none, or it is too old.
    """
    officer = _officer()
    kept = _kept(proposal_id)
    _audit(officer, "clerk", kept.user_id, "number.refuse", proposal_id)
    del citizen_store().proposals[proposal_id]


def get_proposal(proposal_id: str) -> Proposal:
    """Return what was proposed; record the view before you show it.

    :raises NotAllowedError: who acts may not change numbers.
    :raises ProposalUnknownError: there is none, or it is too old.
    """
    _officer()
    kept = _kept(proposal_id)
    said = _opened(proposal_id, kept)
    return Proposal(
        id=proposal_id,
        user_id=kept.user_id,
        by=kept.by,
        at=kept.at,
        number=NationalNumber.parse(said["number"]),
        reason=said["reason"],
    )


def check_next(citizen: Citizen, new: NationalNumber) -> None:
    """Refuse a number that cannot be the citizen's next one.

    A number that the citizen had before can be the one of today again.
    """
    if citizen.number_key is None:
        raise NoNumberYetError
    key = number_key(new)
    if is_one_of(key, [citizen.number_key]):
        raise NumberUnchangedError
    if citizen_store().by_number.get(key, citizen.id) != citizen.id:
        raise NumberKnownError


def check_not_own(officer: str, citizen: Citizen) -> None:
    """:raises OwnNumberError: the officer is the person, as a link of theirs proved."""
    own = citizen_store().account(officer)
    if own is not None and set(own.numbers) & set(citizen.numbers):
        raise OwnNumberError


def _join(citizen: Citizen, new: NationalNumber, source: str) -> None:
    citizen_store().add_number(citizen, number_key(new))
    parameters.change_number(citizen.id, new, source)
    news.tell(citizen.id, "number", utcnow())
    notify(NumberChanged(citizen.id))


def _officer() -> str:
    return acting_officer(PERMISSION)


def _citizen(user_id: str) -> Citizen:
    citizen = citizen_store().find(user_id)
    if citizen is None:
        raise NotFoundError
    return citizen


def _kept(proposal_id: str) -> NumberProposal:
    kept = citizen_store().proposals.get(proposal_id)
    if kept is None or utcnow() >= kept.at + LIFE:
        raise ProposalUnknownError
    return kept


def _opened(proposal_id: str, kept: NumberProposal) -> dict:
    person = vault.for_person(kept.user_id)
    return person.open_json(kept.sealed, _context(proposal_id))


def _context(proposal_id: str) -> str:
    return f"number-proposal:{proposal_id}"


def _audit(actor: str | None, role: str, subject: str, action: str, what: str) -> None:
    audit.attempt(AuditEntry(actor, role, subject, action, object=what))

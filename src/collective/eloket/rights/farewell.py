"""Mails about erasing: sealed for nobody, because the person's key may be gone."""

from collective.eloket.accounts.closing import is_closed
from collective.eloket.accounts.service import display_name
from collective.eloket.http.language import spoken
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.texts import write_mail
from collective.eloket.parameters import service as parameters
from pathlib import Path
from plone import api


MAILS = Path(__file__).parent / "mails"
KINDS = {True: "erased", False: "not-erased"}


def tell_decision(person_id: str, accepted: bool, reason: str) -> None:
    """Put the mail into the outbox; nothing without an address, or for who has died.

    Call it before anything is erased.
    """
    known = parameters.known(person_id, AssuranceLevel.HIGH)
    said = {
        name: known[name].value if name in known else ""
        for name in ("email", "language")
    }
    if not said["email"] or is_closed(person_id):
        return
    name = display_name(person_id)
    words = {
        "name": f" {name}" if name else "",
        "site": api.portal.get().Title(),
        "reason": reason,
    }
    language = spoken(said["language"])
    outbox.put(
        "mail", write_mail(MAILS, KINDS[accepted], language, said["email"], words)
    )

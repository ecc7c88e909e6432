"""Mails about the security of an account: always sent, without a link to click."""

from collective.eloket.accounts import card_way
from collective.eloket.accounts.ids import is_citizen_id
from collective.eloket.accounts.names import full_name
from collective.eloket.http.dates import clock_time
from collective.eloket.http.dates import local_time
from collective.eloket.http.dates import long_day
from collective.eloket.http.language import spoken
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.texts import write_mail
from collective.eloket.parameters import service as parameters
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from pathlib import Path
from plone import api
from zope.i18n import translate


MAILS = Path(__file__).parent / "mails"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who is told, where and in which language."""

    to: str = field(repr=False)
    name: str = field(repr=False)
    language: str


def tell(
    user_id: str,
    kind: str,
    at: datetime,
    provider: str = "",
    reason: str = "",
    *,
    mails: Path = MAILS,
    to: str | None = None,
) -> None:
    """Put the mail in the outbox; nothing when no address is known.

    ``kind`` is ``linked``, ``unlinked`` (with the id of a provider), ``number``,
    ``card-counter``, or ``address-accepted`` and ``address-refused`` (with a reason);
    or what a room above has in its own folder ``mails``. ``to``: another address than
    that of today.
    """
    person_id = user_id if is_citizen_id(user_id) else None
    reader = _member(user_id) if person_id is None else _citizen(user_id)
    address = to or reader.to
    if not address:
        return
    words = {
        "name": f" {reader.name}" if reader.name else "",
        "provider": _title_of(provider, reader.language),
        "day": long_day(local_time(at).date(), reader.language),
        "time": clock_time(at),
        "site": api.portal.get().Title(),
        "reason": reason,
    }
    mail = write_mail(mails, kind, reader.language, address, words)
    outbox.put("mail", mail, person_id=person_id)


def _citizen(user_id: str) -> Reader:
    known = parameters.known(user_id, AssuranceLevel.HIGH)
    email, language = (
        known[name].value if name in known else "" for name in ("email", "language")
    )
    return Reader(email, full_name(known), spoken(language))


def _member(user_id: str) -> Reader:
    user = api.user.get(userid=user_id)
    email, name, language = (
        user.getProperty(name, "") or "" for name in ("email", "fullname", "language")
    )
    return Reader(email, name, spoken(language))


def _title_of(provider: str, language: str) -> str:
    if provider == card_way.CARD:
        return translate(card_way.TITLE, target_language=language)
    plugin = api.portal.get().acl_users.get(provider)
    return provider if plugin is None else plugin.title

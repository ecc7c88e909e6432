"""*Aangemeld blijven*: a browser that comes back, at the lowest level only.

The cookie holds a series and a secret. Each use hands out another secret; the former
one works until the new one came back, so an answer that got lost locks nobody out. A
secret of before that was copied: then the browser and its sessions are out.
"""

from collective.eloket.accounts import cookies
from collective.eloket.accounts import device_rows as rows
from collective.eloket.accounts.afterwards import after_commit
from collective.eloket.accounts.device_names import name_of
from collective.eloket.accounts.ids import new_series
from collective.eloket.accounts.ids import new_sid
from collective.eloket.accounts.minimum import is_enough
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.registry import setting
from collective.eloket.accounts.session import end_sid
from collective.eloket.accounts.session import give
from collective.eloket.accounts.store import Citizen
from collective.eloket.accounts.tokens import SessionToken
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.clock import utcnow
from collective.eloket.ephemeral.service import side_store
from collective.eloket.http.authorization import authorization
from collective.eloket.http.csrf import is_write
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.vault import service as vault
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from ZPublisher.HTTPRequest import HTTPRequest

import re
import secrets


#: Means and issuer of such a session.
MEANS = "device"
OWN = "eloket"

#: Tabs that open at one moment send the same secret: one of them gets the next.
GRACE = timedelta(minutes=1)

#: Kind of the side store's entry that says a copied cookie came.
COPIED = "device-copied"
#: It is told at the next sign-in, until then.
TOLD_WITHIN = timedelta(days=90)

_VALUE = re.compile(r"([\w-]{22})\.([\w-]{43})")


def is_offered() -> bool:
    """Does this site let browsers stay signed in, at level none?"""
    return setting("device_days") > 0 and is_enough(AssuranceLevel.NONE, MEANS)


def stay(request: HTTPRequest, citizen: Citizen, series: str | None = None) -> None:
    """Let this browser stay signed in; its citizen just typed the password.

    With ``series`` the session that the password began ends with it.
    """
    if not is_offered():
        return
    forget_this(request)
    series, secret = series or new_series(), secrets.token_urlsafe(32)
    now = utcnow()
    life = timedelta(days=setting("device_days"))
    name = name_of(request.getHeader("User-Agent") or "")
    rows.add(
        {
            "series": series,
            "person": citizen.id,
            # nothing has this hash: the first secret counts as handed out
            "secret": "",
            "pending": _hash(secret),
            "issued": now.timestamp(),
            "made": now.timestamp(),
            "used": now.timestamp(),
            "label": _sealed(citizen.id, series, name),
            "expires": (now + life).timestamp(),
        }
    )
    _write(request, series, secret, life)


def come_back(request: HTTPRequest) -> str | None:
    """Begin a session of level none for a browser that stays signed in.

    Returns the citizen's id, or None. Writes the side store, and no ZODB: it happens
    on whatever page is looked at first.
    """
    found = _VALUE.fullmatch(cookies.read(request, cookies.DEVICE))
    if found is None or is_write(request) or authorization(request):
        return None
    if not is_offered():
        return None
    series, secret = found.groups()
    now = utcnow()
    row = rows.find(series, now.timestamp())
    citizen = None if row is None else _citizen(row)
    if citizen is None:
        rows.remove(series)
        cookies.drop(request, cookies.DEVICE)
        return None
    if not _take(request, row, secret, now):
        _refuse_copy(request, row)
        return None
    return _begin(request, row, now)


def end(user_id: str, device_id: str) -> bool:
    """Sign a browser of this citizen out; True if there was one."""
    if not rows.remove_of(device_id, user_id):
        return False
    end_sid(device_id)
    audit.record(AuditEntry(user_id, "citizen", user_id, "device.end"))
    return True


def end_all(user_id: str) -> None:
    """Sign every browser of a citizen out that stays signed in, after the commit."""
    for row in rows.of_person(user_id, utcnow().timestamp()):
        after_commit(_end, row.series)


def _end(series: str) -> None:
    rows.remove(series)
    end_sid(series)


def forget_this(request: HTTPRequest) -> None:
    """Let this browser stay signed in no longer; it signs out itself."""
    found = _VALUE.fullmatch(cookies.read(request, cookies.DEVICE))
    if found is not None:
        _end(found[1])
        cookies.drop(request, cookies.DEVICE)


def forget_others(request: HTTPRequest, user_id: str) -> None:
    """Let this browser stay signed in for nobody but this citizen."""
    found = _VALUE.fullmatch(cookies.read(request, cookies.DEVICE))
    row = None if found is None else rows.find(found[1], utcnow().timestamp())
    if row is not None and row.person != user_id:
        forget_this(request)


def take_copied(user_id: str) -> bool:
    """Was a copied cookie of this citizen seen since they were last told?

    Once what tells it has committed, it is told.
    """
    if side_store().get(COPIED, user_id) is None:
        return False
    after_commit(side_store().delete, COPIED, user_id)
    return True


def _citizen(row) -> Citizen | None:
    """Return whose it is, if no password was changed since."""
    citizen = citizen_store().find(row.person)
    if citizen is None:
        return None
    before = citizen.not_before
    if before is not None and row.made < before.timestamp():
        return None
    return citizen


def _take(request: HTTPRequest, row, secret: str, now: datetime) -> bool:
    following = secrets.token_urlsafe(32)
    shown, moment = _hash(secret), now.timestamp()
    before = (now - GRACE).timestamp()
    left = timedelta(seconds=row.expires - moment)
    if rows.confirm(row.series, shown, _hash(following), moment) or rows.replace(
        row.series, shown, _hash(following), before, moment
    ):
        _write(request, row.series, following, left)
        return True
    # another tab got the next secret a moment ago: this one comes in without
    found = rows.find(row.series, moment)
    return found is not None and found.secret == shown


def _refuse_copy(request: HTTPRequest, row) -> None:
    rows.remove(row.series)
    end_sid(row.series)
    side_store().put(COPIED, row.person, b"", TOLD_WITHIN)
    audit.record(AuditEntry(None, "machine", row.person, "device.copied"))
    cookies.drop(request, cookies.DEVICE)


def _begin(request: HTTPRequest, row, now: datetime) -> str:
    moment = now.replace(microsecond=0)
    token = SessionToken(
        # the series stands before: with it all its sessions are ended
        sid=new_sid(row.series),
        user=row.person,
        means=MEANS,
        level=AssuranceLevel.NONE,
        provider=OWN,
        authenticated_at=datetime.fromtimestamp(int(row.made), UTC),
        started=moment,
        last=moment,
    )
    audit.record(
        AuditEntry(row.person, "citizen", row.person, "session.begin", means=MEANS)
    )
    text = give(request, token)
    # for the rest of this request
    request.cookies[cookies.full_name(request, cookies.SESSION)] = text
    return row.person


def _write(request: HTTPRequest, series: str, secret: str, life: timedelta) -> None:
    cookies.write(
        request,
        cookies.DEVICE,
        f"{series}.{secret}",
        max_age=int(life.total_seconds()),
    )


def _hash(secret: str) -> str:
    # who reads the store comes in nowhere
    return vault.blind("device", secret)


def _sealed(person: str, series: str, name: str) -> bytes:
    return vault.for_person(person).seal_text(name, f"device:{series}")

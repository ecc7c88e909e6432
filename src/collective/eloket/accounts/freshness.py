"""Must the next sign-in in this browser ask for the means anew?

A provider lets in who is signed in there already. That is wanted, but not for who sits
down at a computer where somebody forgot to sign out. So a session that was not signed
out leaves a cookie behind: the moment when it ends, and nothing else.
"""

from collective.eloket.accounts import cookies
from collective.eloket.accounts import session as sessions
from collective.eloket.accounts.own_errors import SignInAnewError
from collective.eloket.accounts.session import CitizenSession
from collective.eloket.clock import utcnow
from datetime import datetime
from datetime import timedelta
from ZPublisher.HTTPRequest import HTTPRequest


#: OpenID Connect Core 1.0, 3.1.2.1: the means must be used now.
ANEW = {"prompt": "login", "max_age": timedelta(0)}

#: As long after its means was used a session may change how one signs in.
FRESH = timedelta(minutes=10)


def is_fresh(session: CitizenSession, now: datetime) -> bool:
    """Was the means of this session used just now, as its provider or card says?

    Never for a password or a browser that stays signed in: they prove no moment.
    """
    token = session.token
    return token.timed and now - token.authenticated_at <= FRESH


def check_fresh(session: CitizenSession) -> None:
    """:raises SignInAnewError: the means was used too long ago, or nobody knows."""
    if not is_fresh(session, utcnow()):
        raise SignInAnewError


def ended_by_itself(request: HTTPRequest) -> bool:
    """Did this browser's last session end without its citizen signing out?

    By time, or from elsewhere. False while a session lives, and after signing out.
    """
    if sessions.sent_session(request).user_id is not None:
        return False
    until = cookies.read(request, cookies.UNTIL)
    if not until:
        return False
    if sessions.sent_token(request) is not None or not until.isdecimal():
        return True
    return utcnow().timestamp() >= int(until)


def wishes(request: HTTPRequest) -> dict:
    """Return what a sign-in from this browser asks of the provider, for an ``Ask``.

    Who is signed in and raises their session must use the means now, too: the provider
    may know this computer as somebody else's.
    """
    signed_in = sessions.current_session(request).user_id is not None
    return dict(ANEW) if signed_in or ended_by_itself(request) else {}

"""Who am I, how can I sign in, and finish my registration."""

from collective.eloket.accounts import capacity
from collective.eloket.accounts import own_email
from collective.eloket.accounts.means import ways_in
from collective.eloket.accounts.registration import finish_registration
from collective.eloket.accounts.service import find_pending
from collective.eloket.clock import utcnow
from collective.eloket.http import csrf
from collective.eloket.http.service import EloketService
from plone.restapi.interfaces import ILoginProviders
from Products.CMFCore.interfaces import ISiteRoot
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer


class SessionGet(EloketService):
    """Says who is signed in, and gives the value for ``X-CSRF-TOKEN``."""

    def respond(self):
        """Return the session; a stranger's has a ``csrf`` too, bound to a cookie."""
        session = self.session
        expires = session.expires
        return {
            "user_id": session.user_id,
            "means": session.means,
            "level": session.level.label,
            "capacity": session.capacity,
            "expires": expires.isoformat() if expires else None,
            "csrf": session.csrf,
        }


class SessionPost(SessionGet):
    """Extends the session, for who is still there; every call does.

    With ``{capacity}`` it acts as that from now on.
    """

    largest_body_bytes = 10_000

    def respond(self):
        """Return the session with its new end, and the seconds that are left of it.

        A changed one has another ``token``, which a program sends from then on.

        :raises NotSignedInError: it is over.
        :raises OnBehalfRefusedError: it may not act so; a subclass per cause.
        """
        now = utcnow()
        session = self.require_citizen()
        wanted = self.json().get("capacity")
        changed = {}
        if wanted is not None:
            token = capacity.choose(self.request, session, wanted)
            changed = {"capacity": wanted, "token": token}
        idle, most = session.left(now)
        return (
            super().respond()
            | {
                "expires": (now + idle).isoformat(),
                "seconds_left": int(idle.total_seconds()),
                "seconds_at_most": int(most.total_seconds()),
            }
            | changed
        )


class MeansGet(EloketService):
    """Lists the ways to sign in."""

    def respond(self):
        """Return them, providers first."""
        return {
            "items": [
                {
                    "id": way.id,
                    "title": translate(way.title, context=self.request),
                    "kind": way.kind,
                    "levels": [level.label for level in way.levels],
                    "url": way.url,
                }
                for way in ways_in(self.context)
            ]
        }


class RegistrationPost(EloketService):
    """Finishes what a provider began, or registers by user name; signs in."""

    largest_body_bytes = 10_000

    def protect(self) -> None:
        """Let the cookie of the pending registration stand for the token."""
        if csrf.has_authorization(self.request) or not find_pending(self.request):
            csrf.protect_call(self.request)
            return
        csrf.check_same_origin(self.request)
        csrf.accept(self.request)

    def respond(self):
        """Return the new citizen's id and token, or that an address is confirmed.

        ``email`` tells whether a code was mailed; a signed-in citizen sends it as
        ``{code}``.
        """
        answers = self.json()
        if "code" in answers:
            session = self.require_citizen()
            own_email.confirm(self.request, session, str(answers["code"]))
            return {"user_id": session.user_id, "email": "confirmed"}
        by_username = find_pending(self.request) is None
        citizen, token = finish_registration(self.request, answers)
        self.request.response.setStatus(201)
        made = {"user_id": citizen.id, "token": token}
        if by_username and answers.get("email"):
            made["email"] = "code_sent"
        return made


@implementer(ILoginProviders)
@adapter(ISiteRoot)
class LoginProviders:
    """Adds our ways to sign in to the stock ``GET @login``."""

    def __init__(self, context: ISiteRoot) -> None:
        self.context = context

    def get_providers(self) -> list[dict]:
        """Return id, title, plugin and address of each."""
        return [
            {"id": way.id, "title": way.title, "plugin": "eloket", "url": way.url}
            for way in ways_in(self.context)
        ]

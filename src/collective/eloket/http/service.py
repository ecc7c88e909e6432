"""What do all REST services share? Errors, CSRF, audit, retries."""

from collective.eloket.errors import EloketError
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import NotAllowedError
from collective.eloket.errors import NotSignedInError
from collective.eloket.errors import TooLargeError
from collective.eloket.http import csrf
from collective.eloket.http.audited import tell_viewed
from collective.eloket.http.backoff import quick_retry
from collective.eloket.http.clerk_level import check_clerk_level
from collective.eloket.http.errors import body_for
from collective.eloket.http.errors import tell_status
from collective.eloket.http.session import current_session
from collective.eloket.interfaces import ICurrentSession
from plone import api
from plone.restapi.services import Service

import json
import transaction


#: Larger JSON bodies are refused before they are parsed.
LARGEST_BODY_BYTES = 40 * 1024 * 1024
#: The same where files come along: five of 10 MB, in base64 (RFC 4648, section 4), and
#: what stands beside them. A page takes as many.
LARGEST_WITH_FILES_BYTES = 5 * 10 * 1024 * 1024 * 4 // 3 + 2 * 1024 * 1024


class EloketService(Service):
    """Base of our services: a subclass writes ``respond()``; refusals are errors."""

    #: Calls before sign-in that have a signed cookie of their own set this.
    csrf_exempt = False
    largest_body_bytes = LARGEST_BODY_BYTES

    def respond(self):
        """Return what is sent as JSON; refuse by raising an EloketError."""
        raise TypeError(f"{type(self).__name__} does not answer")

    def reply(self):
        """Answer, and turn a refusal into its status; a refusal commits nothing."""
        self.request.response.setHeader("Cache-Control", "no-store")
        quick_retry(self.request)
        try:
            if csrf.is_write(self.request):
                self.protect()
            return self.respond()
        except EloketError as error:
            if not error.keeps:
                transaction.doom()
            tell_status(error, self.request)
            return body_for(error, self.request)

    def protect(self) -> None:
        """Refuse a write that comes from elsewhere."""
        if self.csrf_exempt:
            csrf.check_same_origin(self.request)
            csrf.accept(self.request)
        else:
            csrf.protect_call(self.request)

    @property
    def session(self) -> ICurrentSession:
        """The session of this request."""
        return current_session(self.request)

    def require_citizen(self) -> ICurrentSession:
        """Return the citizen's session.

        :raises NotSignedInError: nobody is signed in.
        """
        session = self.session
        if session.user_id is None:
            raise NotSignedInError
        return session

    def require_permission(self, permission: str) -> None:
        """Let only go on who holds the permission here.

        :raises NotSignedInError: nobody is signed in, neither citizen nor staff.
        :raises NotAllowedError: somebody is, and may not.
        """
        if api.user.is_anonymous():
            raise NotSignedInError
        if not api.user.has_permission(permission, obj=self.context):
            raise NotAllowedError

    def require_clerk(self, permission: str) -> None:
        """Let only go on who holds the permission here, and is signed in surely.

        :raises NotSignedInError: nobody is signed in, neither citizen nor staff.
        :raises NotAllowedError: somebody is, and may not.
        :raises ClerkLevelError: a clerk, not signed in surely enough.
        """
        self.require_permission(permission)
        check_clerk_level()

    def json(self) -> dict:
        """Return the body.

        :raises TooLargeError: more than we take.
        :raises InvalidAnswerError: not a JSON object.
        """
        body = self.request.get("BODY") or b"{}"
        if len(body) > self.largest_body_bytes:
            raise TooLargeError
        try:
            data = json.loads(body)
        except (ValueError, RecursionError):
            raise InvalidAnswerError from None
        if not isinstance(data, dict):
            raise InvalidAnswerError
        return data

    def audited(self, **what) -> None:
        """Record a view of personal data; see http.audited.tell_viewed."""
        tell_viewed(self.request, **what)

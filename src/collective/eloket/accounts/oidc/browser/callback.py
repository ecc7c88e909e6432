"""The browser comes back from the provider."""

from collective.eloket.accounts import arrival
from collective.eloket.accounts import linking
from collective.eloket.accounts import service as accounts
from collective.eloket.accounts.oidc import answers
from collective.eloket.accounts.oidc import transactions
from collective.eloket.accounts.oidc.browser.views import ProviderView
from collective.eloket.accounts.oidc.errors import CallbacksTooOftenError
from collective.eloket.accounts.oidc.errors import OtherPersonError
from collective.eloket.accounts.oidc.errors import WrongMethodError
from collective.eloket.accounts.oidc.model import Purpose
from collective.eloket.accounts.oidc.model import Transaction
from collective.eloket.clock import utcnow
from collective.eloket.http import csrf
from collective.eloket.identity.evidence import Evidence
from collective.eloket.limits import service as limits
from datetime import timedelta
from plone import api
from urllib.parse import urlencode

import threading


#: Design section 7: per address.
CALLBACKS = limits.Limit(
    kind="oidc-callbacks",
    window=timedelta(minutes=10),
    record="collective.eloket.accounts.callbacks",
    error=CallbacksTooOftenError,
)

#: What this thread proved, for Zope's own second try of the same request after a
#: conflict: state and code are used up by then. Zope tries again at once, in the same
#: thread, so nothing is shared and nothing is kept for another request.
_proven = threading.local()


class CallbackView(ProviderView):
    """Checks the provider's answer, then signs in, or leads to registration.

    The one GET of ours that may write to the ZODB, and only after the state check.
    """

    def respond(self) -> str:
        """Return a redirect to where the citizen was going, or to *Nieuw hier?*."""
        if self.request["REQUEST_METHOD"] != "GET":
            raise WrongMethodError
        begun, evidence = self.prove()
        # the state check was passed: this browser began this sign-in itself, which is
        # what a CSRF token would prove; sign_in may now write on this GET
        csrf.accept(self.request)
        transactions.forget(self.request, begun)
        if begun.purpose is Purpose.LINK:
            return self.link(begun, evidence)
        if begun.purpose is Purpose.STEPUP:
            return self.step_up(begun, evidence)
        return self.sign_in(begun, evidence)

    def prove(self) -> tuple[Transaction, Evidence]:
        """Return who came back, after every check; calls the network."""
        query = self.request.environ.get("QUERY_STRING", "")
        if self.request.retry_count and getattr(_proven, "query", None) == query:
            found = _proven.found
        else:
            _proven.query = None
            found = self.check(query)
            _proven.query, _proven.found = query, found
        self.return_to = found[0].return_to
        return found

    def check(self, query: str) -> tuple[Transaction, Evidence]:
        """Check the answer, exchange its code, and check what that gives."""
        limits.spend(CALLBACKS, self.request)
        client = self.context.get_oauth2_client()
        provider = client.provider
        parameters, repeated = answers.parameters_of(query)
        begun = transactions.find(
            self.request,
            parameters.get("state", ""),
            provider.id,
            provider.redirect_uri,
        )
        if begun is not None:
            self.return_to = begun.return_to
        now = utcnow()
        answer = answers.Answer(parameters, repeated, begun, provider.issuer, now)
        for check in answers.CHECKS:
            check(answer)
        return begun, client.evidence(parameters["code"], begun, now)

    def sign_in(self, begun: Transaction, evidence: Evidence) -> str:
        """Sign a known identity in; lead an unknown one to *Nieuw hier?*."""
        if not arrival.sign_in(self.request, evidence, begun.aside):
            return self.register(evidence)
        return self.redirect(self.goal)

    def register(self, evidence: Evidence) -> str:
        """Keep what was proven for this browser; the citizen decides by POST."""
        accounts.begin_registration(self.request, evidence)
        address = f"{self.desk_url}/registreren"
        if self.return_to is not None:
            address = f"{address}?{urlencode({'came_from': self.return_to})}"
        return self.redirect(address)

    def step_up(self, begun: Transaction, evidence: Evidence) -> str:
        """Raise the session of the citizen who asked for it, and of nobody else.

        :raises OtherPersonError: somebody else came back.
        """
        subject = evidence.subject
        citizen = accounts.find_by_subject(subject.issuer, subject.sub)
        user = self.session.user_id
        if citizen is None or user is None or not citizen.id == user == begun.user:
            raise OtherPersonError
        arrival.check_same_person(citizen, evidence)
        accounts.sign_in(self.request, citizen, evidence)
        return self.redirect(self.goal)

    def link(self, begun: Transaction, evidence: Evidence) -> str:
        """Keep what was proven for the page that asks whether to link it.

        :raises OtherPersonError: this is not the session that began it.
        """
        holder = accounts.find_holder(self.request)
        if holder is None or (holder.user_id, holder.session) != (
            begun.user,
            begun.session,
        ):
            raise OtherPersonError
        linking.offer_link(self.request, holder, evidence)
        return self.redirect(f"{self.desk_url}/mijn-profiel-koppelen")

    @property
    def goal(self) -> str:
        """Where the citizen was going; the e-desk when nobody said."""
        if self.return_to is None:
            return self.desk_url
        return f"{api.portal.get().absolute_url()}{self.return_to}"

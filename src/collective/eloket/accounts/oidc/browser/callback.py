"""The browser comes back from the provider."""

from collective.eloket.accounts import arrival
from collective.eloket.accounts import capacity
from collective.eloket.accounts import linking
from collective.eloket.accounts import service as accounts
from collective.eloket.accounts.holder import get_holder
from collective.eloket.accounts.oidc import answers
from collective.eloket.accounts.oidc import flow
from collective.eloket.accounts.oidc import transactions
from collective.eloket.accounts.oidc.browser.views import ProviderView
from collective.eloket.accounts.oidc.errors import CallbacksTooOftenError
from collective.eloket.accounts.oidc.errors import OtherPersonError
from collective.eloket.accounts.oidc.model import Purpose
from collective.eloket.accounts.oidc.model import Transaction
from collective.eloket.accounts.oidc.once import once
from collective.eloket.clock import utcnow
from collective.eloket.errors import CardError
from collective.eloket.http import csrf
from collective.eloket.identity.evidence import Evidence
from collective.eloket.limits import service as limits
from collective.eloket.parameters import reading
from collective.eloket.parameters.errors import ReadUnknownError
from datetime import timedelta
from plone import api
from urllib.parse import urlencode

import transaction


#: Design section 7: per address.
CALLBACKS = limits.Limit(
    kind="oidc-callbacks",
    window=timedelta(minutes=10),
    record="collective.eloket.accounts.callbacks",
    error=CallbacksTooOftenError,
)


class CallbackView(ProviderView):
    """Checks the provider's answer, then signs in, or leads to registration.

    The one GET of ours that may write to the ZODB, and only after the state check.
    """

    def respond(self) -> str:
        """Return a redirect to where the citizen was going, or to *Nieuw hier?*."""
        begun, evidence = once(self.request, self.check)
        self.return_to = begun.return_to
        # the state check was passed: this browser began this sign-in itself, which is
        # what a CSRF token would prove; sign_in may now write on this GET
        csrf.accept(self.request)
        transactions.forget(self.request, begun)
        if begun.purpose is Purpose.LINK:
            return self.link(begun, evidence)
        if begun.purpose is Purpose.READ:
            return self.read(begun, evidence)
        if begun.purpose is Purpose.STEPUP:
            return self.step_up(begun, evidence)
        return self.sign_in(begun, evidence)

    def check(self) -> tuple[Transaction, Evidence]:
        """Return who came back, after every check; calls the network."""
        limits.spend(CALLBACKS, self.request)
        client = self.context.get_oauth2_client()
        provider = client.provider
        query = self.request.environ.get("QUERY_STRING", "")
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
        holder = accounts.find_holder(self.request)
        answer = answers.Answer(
            parameters=parameters,
            repeated=repeated,
            transaction=begun,
            issuer=provider.issuer,
            named=begun is not None and flow.names_itself(provider),
            user=holder.user_id if holder else None,
            session=holder.session if holder else None,
            now=now,
        )
        for check in answers.CHECKS:
            check(answer)
        return begun, client.evidence(parameters["code"], begun, now)

    def sign_in(self, begun: Transaction, evidence: Evidence) -> str:
        """Sign a known identity in; lead an unknown one to *Nieuw hier?*."""
        if not arrival.sign_in(self.request, evidence, begun.aside):
            more = flow.ask_more(self.context, self.request, begun)
            return self.redirect(more) if more else self.register(evidence)
        asks = capacity.page_after(self.request, self.desk_url, self.return_to)
        return self.redirect(asks or self.goal)

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

        It is the session that began it: ``answers.check_user`` looked.
        """
        holder = get_holder(self.request)
        linking.offer_link(self.request, holder, evidence)
        return self.redirect(f"{self.desk_url}/mijn-profiel-koppelen")

    def read(self, begun: Transaction, evidence: Evidence) -> str:
        """Let the eID that was just used answer the question of a card's reading.

        Whoever came back, nobody is signed in by it; that it is the session which began
        it was checked (``answers.check_user``), and the read belongs to that one only.
        A refusal is said by the page on which the reading was begun.
        """
        address = f"{self.desk_url}/mijn-parameters-lezen"
        try:
            reading.arrive(self.session, begun.read, evidence)
        except (CardError, ReadUnknownError) as error:
            transaction.doom()
            return self.redirect(f"{address}?{urlencode({'fout': error.code})}")
        return self.redirect(f"{address}?{urlencode({'lezing': begun.read})}")

    @property
    def goal(self) -> str:
        """Where the citizen was going; the e-desk when nobody said."""
        if self.return_to is None:
            return self.desk_url
        return f"{api.portal.get().absolute_url()}{self.return_to}"

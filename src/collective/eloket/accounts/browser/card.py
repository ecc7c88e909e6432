"""The page on which one signs in, registers or links with the card itself."""

from collective.eloket import _
from collective.eloket.accounts import card_sign_in
from collective.eloket.accounts import card_way
from collective.eloket.accounts import linking
from collective.eloket.accounts import pending
from collective.eloket.accounts import service
from collective.eloket.accounts.browser.goals import GoalView
from collective.eloket.accounts.browser.goals import text
from collective.eloket.accounts.card_errors import CardUnknownError
from collective.eloket.accounts.card_sign_in import CardWish
from collective.eloket.accounts.card_way import PAGE
from collective.eloket.accounts.errors import NothingPendingError
from collective.eloket.accounts.errors import NumberKnownError
from collective.eloket.errors import EloketError
from collective.eloket.http.card_form import CardForm
from collective.eloket.http.card_form import CardFormView
from collective.eloket.http.card_refused import has_own_page
from collective.eloket.http.card_refused import RefusedCard
from collective.eloket.identity.evidence import Evidence
from collective.eloket.messages.card_steps import SIGN_IN
from collective.eloket.parameters import cards
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

import hmac
import transaction


class CardView(RefusedCard, GoalView, CardFormView):
    """Leads through reading the card, and signs in whom it leads to."""

    template = ViewPageTemplateFile("templates/card.pt")
    number_known = ViewPageTemplateFile("templates/card_number_known.pt")
    page_title = _("heading_sign_in_card", default="Sign in with your eID card")
    signs_in = True

    def respond(self) -> str:
        """Show the steps, or go on with what the card answered.

        :raises CardSignInOffError: this site does not offer it.
        :raises CardError: the card is refused; that has a page of its own.
        """
        card_way.check_open()
        if not self.posted:
            return self.show()
        try:
            return self.redirect(self.go_on(), status=303)
        except EloketError as error:
            if has_own_page(error):
                raise
            return self.again(error)

    def show(self) -> str:
        """Return the steps, or the question to who has an account already."""
        if "known" in self.request.form and self.proven is not None:
            return self.number_known()
        return self.template()

    def go_on(self) -> str:
        """Sign in, or keep what was proven for the next page; return where it leads.

        Who is signed in and brings a card that nobody here has may link it.

        :raises OtherPersonError: the card is another person's than who is signed in.
        :raises CardError: one class per cause, see :mod:`identity.eid`.
        """
        if "link" in self.request.form:
            return self.link()
        token = text(self.request.form.get("webeid"))
        evidence = card_sign_in.prove(self.request, token)
        holder = service.find_holder(self.request)
        if holder is not None and card_sign_in.owner_of(evidence) is None:
            linking.offer_link(self.request, holder, evidence)
            return f"{self.desk_url}/mijn-profiel-koppelen"
        card_sign_in.check_same_person(self.request, evidence)
        try:
            card_sign_in.sign_in(self.request, evidence, CardWish())
        except NumberKnownError:
            service.begin_registration(self.request, evidence)
            return self.page(PAGE, known="1")
        except CardUnknownError:
            service.begin_registration(self.request, evidence)
            return self.page("registreren")
        return self.after_sign_in

    def link(self) -> str:
        """Let the card lead to the account that has its number, and sign in there.

        :raises NothingPendingError: it took too long, was done, or is another tab's.
        """
        evidence = self.shown()
        card_sign_in.check_same_person(self.request, evidence)
        card_sign_in.sign_in(self.request, evidence, CardWish(link=True))
        # only then: Zope may run this request again, and would find nothing
        transaction.get().addAfterCommitHook(_forget, (self.request,))
        return self.after_sign_in

    def shown(self) -> Evidence:
        """Return what a card proved on the page that was clicked, and nothing else.

        :raises NothingPendingError: there is no such proof.
        """
        evidence, sent = self.proven, self.request.form.get("proof")
        if evidence is None or not isinstance(sent, str):
            raise NothingPendingError
        if not hmac.compare_digest(sent.encode(), self.proof.encode()):
            raise NothingPendingError
        return evidence

    @property
    def form(self) -> CardForm:
        """The form with the steps; its nonce is asked when the card is in."""
        hidden = {} if self.came_from is None else {"came_from": self.came_from}
        return CardForm(
            purpose=SIGN_IN,
            origin=cards.origin(),
            action=self.here,
            stop=self.desk_url,
            other=self.page("aanmelden"),
            challenge_url=f"{self.site_url}/@eloket-webeid-challenge",
            hidden=hidden,
        )

    @property
    def here(self) -> str:
        """Address of this page, without the way back."""
        return f"{self.desk_url}/{PAGE}"

    @property
    def action_url(self) -> str:
        """Address of this page that knows the way back."""
        return self.page(PAGE)

    @property
    def back_url(self) -> str:
        """Where one chooses another way."""
        return self.page("aanmelden")

    @property
    def other_person(self) -> bool:
        """Is the card another person's than who is signed in here?"""
        return self.error is not None and self.error.code == "sign_in_other_person"

    @property
    def proven(self) -> Evidence | None:
        """What a card proved in this browser, and waits for a click."""
        evidence = service.find_pending(self.request)
        if evidence is None or evidence.provider != card_way.CARD:
            return None
        return evidence

    @property
    def proof(self) -> str:
        """What stands in the form that links, for what it shows and no other."""
        return pending.name_of(self.request, pending.KIND)


def _forget(committed: bool, request) -> None:
    if committed:
        service.forget_pending(request)

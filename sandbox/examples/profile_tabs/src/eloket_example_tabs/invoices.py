"""The tab *Betaalfacturen*: what there is to pay, to look at."""

from collective.eloket.accounts.profile import ProfileView
from collective.eloket.interfaces import IProfileTab
from dataclasses import dataclass
from decimal import Decimal
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component import queryUtility
from zope.interface import implementer
from zope.interface import Interface


@dataclass(frozen=True)
class Invoice:
    """Something to pay, in euro."""

    reference: str
    title: str
    amount: Decimal

    @property
    def amount_shown(self) -> str:
        """The amount as people write it."""
        return f"€ {self.amount:.2f}".replace(".", ",")


class IInvoices(Interface):
    """Where the invoices come from: a utility of yours, e.g. your accounting."""

    def of(person_id):
        """Return the open invoices of a citizen; the id is random and tells nothing."""


@implementer(IProfileTab)
class InvoicesTab:
    """The tab, behind those of the e-loket itself."""

    title = "Betaalfacturen"
    order = 50
    view = "mijn-profiel-betaalfacturen"
    for_members = False


class InvoicesView(ProfileView):
    """Shows them to their citizen, and to nobody else."""

    template = ViewPageTemplateFile("templates/invoices.pt")

    @property
    def invoices(self) -> list[Invoice]:
        """The open ones; none while no utility says more."""
        source = queryUtility(IInvoices)
        return [] if source is None else list(source.of(self.session.user_id))

"""The ways by which documents leave that come with the e-loket; see IDeliveryChannel.

Whatever the way, who signed in can download the sealed document as well.
"""

from collective.eloket.cases import service as cases
from collective.eloket.catalogue.channels import IDeliveryChannel
from collective.eloket.catalogue.vocabularies import OUR_CHANNELS
from collective.eloket.documents.counter import service as counter
from collective.eloket.documents.post import service as post
from collective.eloket.interfaces import ICase
from zope.interface import implementer


@implementer(IDeliveryChannel)
class Download:
    """The document waits under *Mijn aanvragen*; a mail says so, on wish."""

    title = OUR_CHANNELS.getTerm("download").title

    def check_ready(self, case: ICase) -> None:
        """See IDeliveryChannel: it always can."""

    def hand_over(self, case: ICase) -> None:
        """See IDeliveryChannel: it lies where it is fetched."""

    def take_back(self, case: ICase) -> None:
        """See IDeliveryChannel: what does not hold cannot be fetched."""


@implementer(IDeliveryChannel)
class Counter:
    """Clerks hand it over to who comes with an identity card."""

    title = OUR_CHANNELS.getTerm(cases.COUNTER).title

    def check_ready(self, case: ICase) -> None:
        """See IDeliveryChannel: it always can."""

    def hand_over(self, case: ICase) -> None:
        """See IDeliveryChannel: it waits for who comes; see the room ``counter``."""
        counter.put(case)

    def take_back(self, case: ICase) -> None:
        """See IDeliveryChannel: nobody is given it any more."""
        counter.drop(case.getId())


@implementer(IDeliveryChannel)
class Post:
    """The mail room prints it; its address stands on the letter."""

    title = OUR_CHANNELS.getTerm(cases.POST).title

    def check_ready(self, case: ICase) -> None:
        """See IDeliveryChannel.

        :raises AddressMissingError: nobody knows where it goes.
        """
        cases.check_address(case)

    def hand_over(self, case: ICase) -> None:
        """See IDeliveryChannel: it waits for the next batch."""
        post.put(case)

    def take_back(self, case: ICase) -> None:
        """See IDeliveryChannel: it waits no more."""
        post.drop(case.getId())

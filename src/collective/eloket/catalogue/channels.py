"""The seam of ways by which a document leaves; who registers one offers it."""

from collective.eloket.catalogue.errors import ChannelGoneError
from zope.component import queryUtility
from zope.interface import Attribute
from zope.interface import Interface


class IDeliveryChannel(Interface):
    """A way by which a document leaves: a utility, named as cases call the channel.

    ``download``, ``post`` and ``counter`` come with the e-loket. A further one stands
    on the page of a document as soon as it is registered, and citizens can choose it
    where the editor lets the document leave by it.
    """

    title = Attribute("Message: what editors and citizens choose.")

    def check_ready(case):
        """:raises EloketError: the document of this case cannot leave so now.

        Asked when a clerk approves, or has the document made anew: who refuses here
        stops that step on every road. Writes nothing, calls no network.
        """

    def hand_over(case):
        """Let the document leave, which lies in the case now.

        In the worker, in the transaction that puts the letter into the case and makes
        it delivered; again for a letter that was made anew. What calls the network
        goes into the outbox (``outbox.put``): it is tried again without the letter
        being made once more. Must bear repetition.
        """

    def take_back(case):
        """Let the letter leave no more that lies in the case, if it did not leave yet.

        When a clerk takes it back, or has it made anew: ``hand_over`` follows then.
        Calls no network. Must bear that nothing was handed over.
        """


def get_channel(name: str) -> IDeliveryChannel:
    """Return the way of that name.

    :raises ChannelGoneError: nobody brings it any more.
    """
    found = find_channel(name)
    if found is None:
        raise ChannelGoneError(name)
    return found


def find_channel(name: str) -> IDeliveryChannel | None:
    """Return the way of that name; None: nobody brings it any more."""
    return queryUtility(IDeliveryChannel, name=name)

"""What the outbox hands to those who do its jobs."""

from zope.interface import Attribute
from zope.interface import Interface


class IChore(Interface):
    """What a worker does now and then besides jobs; named utility, for all sites.

    Of several workers one does it, once a minute.
    """

    def do():
        """Do it. Trouble outside is logged; SideStoreError may be raised."""


class IJobContext(Interface):
    """Where and for the how manieth time a job is done."""

    site = Attribute("The Plone site whose outbox the job lies in.")
    job_id = Attribute("Random id; the idempotency key towards others.")
    attempt = Attribute("1 for the first time.")
    person_id = Attribute("Whose data the payload holds, or None.")


class IReachable(Interface):
    """Tells who may hear from us; a utility filled by accounts."""

    def may_reach(person_id):
        """May anything be sent to that person?"""

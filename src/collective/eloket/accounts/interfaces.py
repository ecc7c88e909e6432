"""What the accounts hand to others."""

from collective.eloket.identity.evidence import Evidence
from zope.interface import Attribute
from zope.interface import implementer
from zope.interface import Interface


class ICitizen(Interface):
    """An account; personal data is not here but in ``parameters``."""

    id = Attribute("Random id, also the person id.")
    created = Attribute("When the account was made; aware, UTC.")
    not_before = Attribute("Sessions that began earlier are over; aware, UTC; or None.")
    has_password = Attribute("Can this citizen sign in by user name?")
    has_number = Attribute("Is a national number on the account?")


class ICitizenEvent(Interface):
    """Something happened to an account."""

    user_id = Attribute("Id of the citizen.")


class ICitizenRegistered(ICitizenEvent):
    """The account was made in this transaction."""


class ICitizenSignedIn(ICitizenEvent):
    """A session began."""

    aside = Attribute("Handle of what this browser put aside before; or None.")
    sid = Attribute("Id of the session.")
    evidence = Attribute("What was proven.")
    replaces = Attribute("Id of the browser's session that it took the place of.")


class IMemberSignedIn(Interface):
    """A session of a member of the site began at a provider."""

    user_id = Attribute("Id of the member.")
    sid = Attribute("Id of the session.")
    evidence = Attribute("What was proven.")
    replaces = Attribute("Id of the browser's session that it took the place of.")


class ICitizenSignedOut(ICitizenEvent):
    """A session was ended by its citizen."""


class IIdentityEvent(Interface):
    """Something happened to a way in through a provider."""

    user_id = Attribute("Id of the citizen or member whose account it is.")
    provider = Attribute("Id of the provider.")


class IIdentityLinked(IIdentityEvent):
    """An identity leads to the account, from the end of this transaction on."""


class IIdentityUnlinked(IIdentityEvent):
    """An identity leads to the account no more."""


class IdentityEvent:
    """See IIdentityEvent."""

    def __init__(self, user_id: str, provider: str) -> None:
        self.user_id = user_id
        self.provider = provider


@implementer(IIdentityLinked)
class IdentityLinked(IdentityEvent):
    """See IIdentityLinked."""


@implementer(IIdentityUnlinked)
class IdentityUnlinked(IdentityEvent):
    """See IIdentityUnlinked."""


class INumberChanged(ICitizenEvent):
    """The citizen has another national number; the former ones stay known."""


class ICitizenClosed(ICitizenEvent):
    """The person is said to have died; nobody signs in any more."""

    by = Attribute("User id of the officer who says so, or the name of a register.")
    role = Attribute("What they are: ``clerk`` or ``register``.")


@implementer(ICitizenClosed)
class CitizenClosed:
    """See ICitizenClosed."""

    def __init__(self, user_id: str, by: str, role: str) -> None:
        self.user_id = user_id
        self.by = by
        self.role = role


class ICitizenReopened(ICitizenEvent):
    """That the person has died was a mistake; they sign in as before."""

    by = Attribute("User id of the officer who says so.")


@implementer(ICitizenReopened)
class CitizenReopened:
    """See ICitizenReopened."""

    def __init__(self, user_id: str, by: str) -> None:
        self.user_id = user_id
        self.by = by


class ICaseLookup(Interface):
    """Tells whose cases there are; a utility filled by cases, which lie above."""

    def persons_of(reference):
        """Return the ids of who sent the case and whom it is for, each once.

        None at all for an unknown reference. Says nothing of who may know.
        """


class ICapacities(Interface):
    """As what citizens may act; a utility filled by mandates, for the rooms below."""

    def has_choice(user_id, level):
        """May a session of that level act for somebody else too? Never fails."""

    def check(session, capacity):
        """Return the person id of whom that capacity acts for, oneself or another.

        Raises OnBehalfRefusedError when this session may not act so now.
        """

    def application(scope):
        """Return what the application is called whose rights a scope asks, or None."""

    def target_groups():
        """Return the codes of the target groups that this site has."""

    def name(session):
        """Return the name of whom the session acts for; empty for oneself.

        None when it may act so no more.
        """


class IStatingProviders(Interface):
    """Which providers may state for whom citizens act; a utility filled by oidc."""

    def may_state(provider):
        """May the provider of that id say so now? Not one that is gone."""


class CitizenEvent:
    """See ICitizenEvent."""

    def __init__(self, user_id: str) -> None:
        self.user_id = user_id


@implementer(ICitizenRegistered)
class CitizenRegistered(CitizenEvent):
    """See ICitizenRegistered."""


@implementer(ICitizenSignedIn)
class CitizenSignedIn(CitizenEvent):
    """See ICitizenSignedIn."""

    def __init__(
        self,
        user_id: str,
        sid: str,
        evidence: Evidence,
        replaces: str | None = None,
        aside: str | None = None,
    ) -> None:
        super().__init__(user_id)
        self.sid = sid
        self.evidence = evidence
        self.replaces = replaces
        self.aside = aside


@implementer(IMemberSignedIn)
class MemberSignedIn:
    """See IMemberSignedIn."""

    def __init__(
        self, user_id: str, sid: str, evidence: Evidence, replaces: str | None
    ) -> None:
        self.user_id = user_id
        self.sid = sid
        self.evidence = evidence
        self.replaces = replaces


@implementer(ICitizenSignedOut)
class CitizenSignedOut(CitizenEvent):
    """See ICitizenSignedOut."""


@implementer(INumberChanged)
class NumberChanged(CitizenEvent):
    """See INumberChanged."""

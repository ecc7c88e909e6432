"""Seams between rooms: markers that pages are registered for, and what is handed up."""

from collective.easyform.interfaces import IEasyFormLayer
from pas.plugins.oidc.interfaces import IPasPluginsOidcLayer
from plone.restapi.interfaces import IPloneRestapiLayer
from zope.interface import Attribute
from zope.interface import implementer
from zope.interface import Interface


class IEloketLayer(IPasPluginsOidcLayer, IEasyFormLayer, IPloneRestapiLayer):
    """Requests to a site where the e-loket is installed.

    It extends the layers of the packages we stand on, so that a view or service of
    ours with the same name wins.
    """


class IEloket(Interface):
    """An e-desk: the container of online documents."""


class IOnlineDocument(Interface):
    """A document on offer, with exactly one form."""


class ICaseStore(Interface):
    """The flat store of the cases of one e-desk."""


class ICase(Interface):
    """One citizen's request for one document."""


class ICurrentSession(Interface):
    """Who is signed in on this request, and how surely; adapts the request.

    There is always one: for a stranger ``user_id`` is None and ``level`` is NONE.
    Clerks and editors are no citizens: for them ``user_id`` is None too. Their means
    and level say how they signed in when a provider did that, else there are none.
    """

    user_id = Attribute("Random id of the citizen, or None.")
    sid = Attribute("Random id of the session, or None.")
    means = Attribute("Means of sign-in (``eid``, ``itsme`` …), or None.")
    level = Attribute("AssuranceLevel of the sign-in; NONE for a stranger.")
    authenticated_at = Attribute("When the means was used; aware, UTC; or None.")
    capacity = Attribute("As what it acts (``mandates.model``): never believed.")
    choice = Attribute("Was there more than oneself to act for, at the sign-in?")
    started = Attribute("When the session began; aware, UTC; or None.")
    expires = Attribute("When it ends if nothing happens; aware, UTC; or None.")
    csrf = Attribute("Value that a form or X-CSRF-TOKEN must bring back; never None.")

    def left(now):
        """Return how long it lives after this request: if nothing happens, and at most.

        Two timedeltas; no time at all for a stranger.
        """


class IEloketView(Interface):
    """A page of ours; the title of the browser's window is its ``page_title``."""

    page_title = Attribute("Message for the window's title; None: the page's heading.")
    for_staff = Attribute("Is it for clerks and editors, who have Plone's own login?")


class IProfileTab(Interface):
    """A tab of *Mijn profiel*; named utility, its name is the tab's id."""

    title = Attribute("Message shown on the tab.")
    order = Attribute("Small numbers come first.")
    view = Attribute("Name of the view that shows the tab.")
    for_members = Attribute("Do members of the site have it, who are no citizens?")


class IStrongerSignIn(Interface):
    """How the citizen of a request signs in more surely; adapts the request.

    Filled by accounts, for the rooms below.
    """

    def means(level):
        """Return the means that raise this session to ``level``, the last used first.

        Each is a dict of ``provider``, ``means`` and ``title``, a Message. Empty when
        no identity at a provider leads to this account.
        """


class IPersonByNumber(Interface):
    """Whose account has a national number? A utility filled by accounts."""

    def find(number):
        """Return the id of the citizen with these eleven digits, or None."""

    def has(user_id, number):
        """Does this user, citizen or member, have the number, now or before?

        As far as it was proven: of most clerks no number is known.
        """


class IPresenceByProvider(Interface):
    """Proving at a provider that one is here with one's eID; adapts the request.

    Filled by accounts.
    """

    def providers():
        """Return those who say when the eID was used: dicts of ``id`` and ``title``."""

    def send(provider, read_id):
        """Return where to send the citizen's browser, which answers that read's
        question on its way back. Sets a cookie; may call the network.

        Raises ProviderUnknownError for a provider that is not among ``providers``.
        """


class ICaseSubmission(Interface):
    """Makes a case of checked answers; a utility filled by cases."""

    def submit(order):
        """Store a case and return its ``SubmittedCase``; the same order twice gives
        the first one again.

        ``order`` is a :class:`CaseOrder`. Runs in the request's transaction.
        """

    def sent_before(applicant, subject, document, idempotency_key):
        """Return the ``SubmittedCase`` of this order, None when older than 24 hours."""


class ICaseAttachment(Interface):
    """A file that came with a case, or its answer."""


class IPersonalDataViewed(Interface):
    """Somebody is about to see personal data; the page waits for the audit row."""

    actor = Attribute("User id of who looks.")
    role = Attribute("As what they look: ``citizen``, ``clerk`` …")
    subject = Attribute("Person id of whose data it is, or None for a list.")
    action = Attribute("What is done, as in ``case.view``.")
    object = Attribute("Id of what is looked at, e.g. a case's reference; or None.")
    purpose = Attribute("Why, in words; or None.")
    means = Attribute("Means of sign-in of who looks; or None.")
    recorded = Attribute("Set to True by the subscriber that wrote the row.")


@implementer(IPersonalDataViewed)
class PersonalDataViewed:
    """See IPersonalDataViewed."""

    def __init__(
        self,
        *,
        actor,
        role,
        subject,
        action,
        object=None,  # noqa: A002 - the audit's own word
        purpose=None,
        means=None,
    ):
        self.actor = actor
        self.role = role
        self.subject = subject
        self.action = action
        self.object = object
        self.purpose = purpose
        self.means = means
        self.recorded = False


class IRoomInstaller(Interface):
    """What a room does to a site at install and uninstall; named utility per room."""

    order = Attribute("Lower layers have lower numbers.")

    def install(site):
        """Prepare the site; safe to run twice."""

    def check_may_leave(site):
        """:raises StillInUseError: data of citizens would be lost."""

    def uninstall(site):
        """Take away all that ``install`` and later use left."""


class IRoomData(Interface):
    """What a room keeps of citizens; named utility of each room that keeps any.

    What a room keeps without one is neither handed over nor erased when the e-loket
    leaves: its IRoomInstaller must refuse to leave.
    """

    order = Attribute("Lower layers have lower numbers.")

    def count(site):
        """Return how many things are kept; 0: nothing is left."""

    def person_ids(site):
        """Yield the ids of the persons with data here; one may come more than once."""

    def export(site):
        """Yield ``(path, content)`` of all that is kept, opened.

        ``path`` is relative and made of ids and fixed words: no names of people, none
        of their files. ``content`` is bytes, or a value of JSON's kinds.

        :raises SealError: something cannot be opened; nothing may be erased then.
        """

    def erase(site):
        """Let go of all of it, in the caller's transaction; safe to run twice."""


class IJobHandler(Interface):
    """Does one kind of job of the outbox, in the worker; utility named by kind."""

    def perform(payload, context):
        """Do the job; may run again after a crash, so it must bear repetition.

        ``payload`` is the opened payload (a dict), ``context`` a ``JobContext`` with
        the site, the job id (use it as idempotency key) and the attempt number.
        Changes to the ZODB commit together with the removal of the job.
        """


class IStandIn(Interface):
    """Stands in for the real thing; never to be used for real people.

    A utility that provides it makes ``@@eloket-health/ready`` red outside the sandbox.
    """


class IRevocationChecker(Interface):
    """Tells whether an authority took back a card's certificate; a utility."""

    def check(chain, now):
        """Check every certificate of the chain below its root; ``now`` aware, UTC.

        May call the network.

        :raises CardRevokedError: one was taken back.
        :raises CardSuspendedError: one is on hold.
        :raises RevocationUnknownError: nobody can tell now.
        """

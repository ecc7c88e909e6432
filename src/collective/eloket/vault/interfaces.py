"""Seams of the vault: where keys come from, and what it does with them."""

from zope.interface import Attribute
from zope.interface import Interface


class IKeyRing(Interface):
    """The keys of an installation: five rings, each with one current key."""

    def current(ring):
        """Return ``(key id, key)`` to seal or sign with now.

        :raises KeyError: there is no such ring; a defect of the caller.
        """

    def key(ring, key_id):
        """Return the key of that id, or None when the ring does not have it."""

    def keys(ring):
        """Return all keys of the ring by id, in the order in which they came."""

    def indexed():
        """Return the id of the key of ring ``blind`` by which everything is found."""


class IPersonVault(Interface):
    """Seals and opens with the key of one person.

    ``context`` says what the value is and where it lies (``case:<reference>:answers``);
    a value opens in its own context only, so it cannot be moved to another place.
    """

    person_id = Attribute("Whose key it is.")

    def check_key():
        """Say whether something can be sealed and opened.

        :raises PersonForgottenError: the person has no key, or none any more.
        """

    def seal(plain, context):
        """Return the bytes sealed.

        :raises PersonForgottenError: the person has no key, or none any more.
        """

    def open(sealed, context):
        """Return the plain bytes.

        :raises SealError: a subclass per cause.
        :raises PersonForgottenError: the person has no key, or none any more.
        """

    def seal_text(text, context):
        """Seal text, as UTF-8."""

    def open_text(sealed, context):
        """Open what ``seal_text`` sealed."""

    def seal_json(value, context):
        """Seal a value of JSON's kinds; the order of keys is kept."""

    def open_json(sealed, context):
        """Open what ``seal_json`` sealed."""


class IVault(Interface):
    """Keeps personal data sealed; see ``service`` for what each function does."""

    def seal(plain, context):
        """Seal bytes with the installation's key."""

    def open_sealed(sealed, context):
        """Open bytes that ``seal`` made."""

    def for_person(person_id):
        """Return the IPersonVault of a person."""

    def new_person(person_id):
        """Make a person's key."""

    def forget_person(person_id):
        """Erase a person's key."""

    def blind(kind, value):
        """Return a keyed hash that stays the same when keys are replaced."""

    def index_keys(kind, value):
        """Return the keyed hashes to look a personal value up by, today's first."""

    def lifted(stored):
        """Return a stored hash of ``index_keys`` as today's key makes it."""

    def mac(ring, message, key_id=None):
        """Return a keyed hash that proves we wrote the message."""

    def macs(ring, message):
        """Return what ``mac`` gives with each key of the ring, today's first."""

    def mac_key_id(ring):
        """Return the id of the key that ``mac`` uses now."""

    def session_key():
        """Return the key that signs sessions now."""

    def session_keys():
        """Return the keys that may have signed a session, by id."""


class IPersonData(Interface):
    """What a room keeps of one citizen; named utility of each room that keeps any.

    What a room keeps without one is missing when citizens ask for everything about
    them, and stays when they are erased: a test looks for such stores.
    """

    order = Attribute("Lower layers have lower numbers.")
    stores = Attribute(
        "Names of what it answers for: annotations of the site (``zodb …``), tables "
        "(``table …``) and kinds of entries (``entry …``) of the side store."
    )

    def level(person_id):
        """Return the AssuranceLevel behind the data: who sees all must be as sure."""

    def export(person_id):
        """Yield ``(path, content)`` of all that is kept, opened, for the person's eyes.

        As in IRoomData; what says more of others than of this person is left out.
        """

    def erase(person_id):
        """Let go of all of it, in the caller's transaction; safe to run twice.

        What does not lie in the ZODB goes after the commit.
        """

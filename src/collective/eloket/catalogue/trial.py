"""Example people, as whom an editor goes through a form; nothing of it is kept."""

from collections.abc import Mapping
from collective.eloket import _
from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.catalogue.strangers import takes_strangers
from collective.eloket.clock import utcnow
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.identity.organisations import OrganisationNumber
from collective.eloket.mandates import service as mandates
from collective.eloket.mandates.model import Child
from collective.eloket.mandates.model import OrganisationMandate
from collective.eloket.mandates.model import VERIFIED
from collective.eloket.parameters.model import CLERK
from collective.eloket.parameters.model import PROVIDER
from collective.eloket.parameters.model import SELF
from collective.eloket.parameters.model import Value
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from zope.i18nmessageid import Message


#: What is proven of the example person. The number is the one that is printed on the
#: specimen card of the federal government; it is nobody's.
PROVEN = MappingProxyType(
    {
        "given_names": "Specimen Anna",
        "family_name": "Voorbeeld",
        "national_number": "85073003328",
        "birth_date": "1985-07-30",
        "street": "Proefstraat 1",
        "postal_code": "9999",
        "municipality": "Testegem",
    }
)
#: What is proven of who has no number here: no register tells an address either.
ABROAD = ("given_names", "family_name", "birth_date")
#: What the example person said of herself.
SAID = MappingProxyType({"email": "anna@voorbeeld.example", "phone": "+32 9 000 00 00"})

#: Her child. Numbers of a day end before 999, so this one is given to nobody.
CHILD = Child(
    NationalNumber("16050599531"), "Specimen Mila", "Voorbeeld", date(2016, 5, 5), True
)
MANDATE_ID = "c-example"

#: An enterprise that is in no register: numbers begin with lower digits.
ENTERPRISE = OrganisationMandate(OrganisationNumber("0999999922"), "Voorbeeld bv")

#: As whom one tries; the words stand in addresses.
CITIZEN = "burger"
FOR_ONE = "onderneming"
PARENT = "kind"
WITHOUT_NUMBER = "zonder-nummer"
STRANGER = "zonder-aanmelden"
EXAMPLES: Mapping[str, Message] = MappingProxyType(
    {
        CITIZEN: _("example_citizen", default="Somebody who signed in with an eID"),
        PARENT: _("example_parent", default="A parent, for a child"),
        WITHOUT_NUMBER: _(
            "example_without_number", default="Somebody without a national number"
        ),
        FOR_ONE: _("example_enterprise", default="Somebody who acts for an enterprise"),
        STRANGER: _("example_stranger", default="Somebody who did not sign in"),
    }
)
#: The same as programs call them.
CALLED: Mapping[str, str] = MappingProxyType(
    {
        "citizen": CITIZEN,
        "parent": PARENT,
        "without_number": WITHOUT_NUMBER,
        "enterprise": FOR_ONE,
        "stranger": STRANGER,
    }
)


@dataclass(frozen=True, slots=True)
class ExampleSession:
    """A session of nobody: no citizen of that id exists.

    ``csrf`` is the value of the editor's own session, ``who`` one of EXAMPLES.
    """

    csrf: str
    who: str = CITIZEN

    @property
    def user_id(self) -> str:
        """Nobody's id; empty for who did not sign in."""
        return "" if self.who == STRANGER else "example"

    @property
    def level(self) -> AssuranceLevel:
        """As sure as can be, or not at all."""
        high = AssuranceLevel.HIGH
        return AssuranceLevel.NONE if self.who == STRANGER else high

    @property
    def means(self) -> str | None:
        """With what they signed in."""
        return None if self.who == STRANGER else "eid"

    @property
    def capacity(self) -> str:
        """As what they act."""
        mandate = self.acting.mandate
        return mandates.CITIZEN if mandate is None else mandate.capacity

    @property
    def has_number(self) -> bool:
        """Is a national number known of whom it is for?"""
        return self.who in (CITIZEN, PARENT, FOR_ONE)

    @property
    def acting(self) -> mandates.Acting:
        """For whom it is; an example's mandate is in no register."""
        if self.who == FOR_ONE:
            return mandates.Acting(ENTERPRISE.kind, ENTERPRISE.subject, ENTERPRISE)
        if self.who != PARENT:
            return mandates.Acting(mandates.CITIZEN, self.user_id)
        mandate = mandates.Mandate(
            MANDATE_ID, self.user_id, None, CHILD, VERIFIED, CLERK, utcnow()
        )
        return mandates.Acting(mandates.CHILD, "example-child", mandate)


def examples_for(document: OnlineDocument) -> list[str]:
    """Return as whom the document's form can be tried: as whom it can be asked for."""
    if document.right_needed:
        return [FOR_ONE]
    shut = {FOR_ONE} if takes_strangers(document) else {FOR_ONE, STRANGER}
    return [name for name in EXAMPLES if name not in shut]


def check_example(document: OnlineDocument, name: object) -> str:
    """Return the name of an example, the usual one when none is named.

    :raises InvalidAnswerError: one cannot ask for the document as such.
    """
    names = examples_for(document)
    wanted = names[0] if name in (None, "") else name
    if wanted not in names:
        raise InvalidAnswerError
    return str(wanted)


def example_values(session: ExampleSession) -> Mapping[str, Value]:
    """Return what is known of the example person."""
    if session.who == STRANGER:
        return {}
    now = utcnow()
    names = ABROAD if session.who == WITHOUT_NUMBER else PROVEN
    proven = {
        name: Value(name, PROVEN[name], PROVIDER, AssuranceLevel.HIGH, now)
        for name in names
    }
    said = {
        name: Value(name, text, SELF, AssuranceLevel.NONE, now)
        for name, text in SAID.items()
    }
    return proven | said

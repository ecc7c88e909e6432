"""What the rights of people tell."""

from zope.interface import Attribute
from zope.interface import implementer
from zope.interface import Interface


class IPersonErased(Interface):
    """Everything of a person goes, from the end of this transaction on."""

    person_id = Attribute("Random id of who it was.")


@implementer(IPersonErased)
class PersonErased:
    """See IPersonErased."""

    def __init__(self, person_id: str) -> None:
        self.person_id = person_id

"""Fields for numbers with a check, and for an address; editors add them to forms."""

from collective.eloket import _
from zope.interface import implementer
from zope.schema import TextLine
from zope.schema.interfaces import IField
from zope.schema.interfaces import ITextLine


class ISpecialField(ITextLine):
    """A field with a form of its own; length and so on are given by what it is."""


class INationalNumber(ISpecialField):
    """A number of the national register, or a bis number."""


class IEnterpriseNumber(ISpecialField):
    """A number of the Crossroads Bank for Enterprises."""


class IPhone(ISpecialField):
    """A phone number."""


class IBankAccount(ISpecialField):
    """An IBAN."""


class IPostalAddress(ISpecialField):
    """A Belgian address: street, number, box, postal code, municipality."""


@implementer(INationalNumber)
class NationalNumber(TextLine):
    """See INationalNumber."""


@implementer(IEnterpriseNumber)
class EnterpriseNumber(TextLine):
    """See IEnterpriseNumber."""


@implementer(IPhone)
class Phone(TextLine):
    """See IPhone."""


@implementer(IBankAccount)
class BankAccount(TextLine):
    """See IBankAccount."""


@implementer(IPostalAddress)
class PostalAddress(TextLine):
    """See IPostalAddress."""


#: Class → what an editor calls it.
TITLES = {
    NationalNumber: _("field_national_number", default="National register number"),
    EnterpriseNumber: _("field_enterprise", default="Enterprise number"),
    Phone: _("field_phone", default="Phone number"),
    BankAccount: _("field_iban", default="Account number (IBAN)"),
    PostalAddress: _("field_address", default="Address"),
}


def settings_schema(_field: ISpecialField) -> type[IField]:
    """Return what an editor can set of such a field: words, and required or not."""
    return IField

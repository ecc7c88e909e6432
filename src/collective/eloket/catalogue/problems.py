"""What is not right with an answer, in words for who gave it.

No word here repeats what was typed: it may be a number of the national register.
"""

from collective.eloket import _
from zope.i18nmessageid import Message


MISSING = _("problem_missing", default="Answer this question.")
NO_CHOICE = _("problem_no_choice", default="Choose one of the answers.")
TOO_LONG = _("problem_too_long", default="This answer is too long. Make it shorter.")
NO_DATE = _("problem_no_date", default="This is not a date. For instance 31-12-1980.")
NO_NUMBER = _("problem_no_number", default="This is not a number.")
NOT_PLAIN = _(
    "problem_not_plain",
    default="There is an invisible sign in this answer. Type it, or paste it as plain "
    "text.",
)
NOT_RIGHT = _("problem_not_right", default="This answer is not right. Check it again.")
NO_NATIONAL_NUMBER = _(
    "problem_national_number",
    default="This is no national register number. It has 11 digits and stands on the "
    "back of the eID.",
)
NO_ENTERPRISE = _(
    "problem_enterprise",
    default="This is no enterprise number. It has 10 digits, for instance "
    "0999.999.922.",
)
NO_PHONE = _(
    "problem_phone",
    default="This is no phone number. Type it with the code of the country, for "
    "instance +32 400 00 00 00.",
)
NO_IBAN = _(
    "problem_iban",
    default="This is no account number. For instance BE68 5390 0754 7034.",
)
NO_STREET = _("problem_street", default="Fill in the street.")
NO_HOUSE_NUMBER = _(
    "problem_house_number", default="Fill in the number of the house, for instance 12A."
)
NO_BOX = _("problem_box", default="The box is too long. For instance 3 or B2.")
NO_POSTAL_CODE = _(
    "problem_postal_code", default="The postal code has 4 digits, for instance 9000."
)
NO_MUNICIPALITY = _("problem_municipality", default="Fill in the municipality.")


class Problem(Exception):  # noqa: N818 - becomes a line on the page, never a refusal
    """What is not right with one answer."""

    def __init__(self, message: Message) -> None:
        super().__init__()
        self.message = message

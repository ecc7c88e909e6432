"""Numbers of enterprises and associations: checked."""

from collective.eloket.identity.errors import InvalidOrganisationNumberError
from dataclasses import dataclass
from stdnum.be import vat
from stdnum.exceptions import ValidationError

import re


#: De facto associations have no enterprise number; the Flemish register of
#: associations gives them a ``vCode``: V and seven digits (Verenigingsregister).
_ASSOCIATION = re.compile(r"V[0-9]{7}\Z")


@dataclass(frozen=True, slots=True)
class OrganisationNumber:
    """``code``: ten digits of the KBO, or V and seven digits of an association."""

    code: str

    @classmethod
    def parse(cls, text: object) -> "OrganisationNumber":
        """Read a number, with or without BE, dots and blanks.

        Of the KBO: ten digits, the first 0 or 1, the last two 97 minus the rest by 97
        (royal decree of 24 June 2003 on the enterprise number).

        :raises InvalidOrganisationNumberError: it is none.
        """
        said = text.strip() if isinstance(text, str) else ""
        if _ASSOCIATION.match(said.upper()):
            return cls(said.upper())
        try:
            return cls(vat.validate(said))
        except ValidationError:
            raise InvalidOrganisationNumberError from None

    @property
    def is_association(self) -> bool:
        """Is it a de facto association, which the KBO does not know?"""
        return self.code.startswith("V")

    @property
    def capacity(self) -> str:
        """What a session says that acts for it."""
        return f"{'association' if self.is_association else 'enterprise'}:{self.code}"

    @property
    def shown(self) -> str:
        """As people read it: ``0999.999.922``; of an association as it is."""
        code = self.code
        return code if self.is_association else f"{code[:4]}.{code[4:7]}.{code[7:]}"

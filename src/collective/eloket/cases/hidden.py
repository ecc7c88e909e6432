"""Which answers of a case a clerk sees only when they ask, which is noted."""

from collective.eloket.cases.dossier import Dossier
from collective.eloket.identity.errors import InvalidNationalNumberError
from collective.eloket.identity.numbers import NationalNumber


#: Answers that are one whatever stands in them.
ALWAYS = frozenset({"national_number"})


def hidden_answers(dossier: Dossier) -> frozenset[str]:
    """Return the names of answers that are a national number, typed or filled in.

    Whoever typed one, and in whatever field: the law on the national register lets it
    be used by who needs it, for each use (law of 8 August 1983, article 5).
    """
    found = (name for name, value in dossier.answers.items() if _is_number(value))
    return ALWAYS.union(found)


def _is_number(value: object) -> bool:
    try:
        NationalNumber.parse(value)
    except InvalidNationalNumberError:
        return False
    return True

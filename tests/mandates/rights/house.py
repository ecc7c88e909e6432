"""Applications, rights, target groups for tests: a good value of each, and changes."""

from collective.eloket.mandates.rights.model import Application
from collective.eloket.mandates.rights.model import Context
from collective.eloket.mandates.rights.model import Right
from collective.eloket.mandates.rights.model import TargetGroup


NAMES = {"nl": "Naam", "fr": "Nom", "de": "Name", "en": "Name"}


def names(word: str) -> dict[str, str]:
    """Make names in four languages."""
    return {language: f"{word} {language}" for language in NAMES}


def context(value="economie", **changes) -> Context:
    """Make a context."""
    return Context(**({"value": value, "names": names("Economie")} | changes))


def right(code="medewerker", **changes) -> Right:
    """Make a right for enterprises."""
    good = {"code": code, "names": names("Medewerker"), "groups": ("EA", "VER")}
    return Right(**(good | changes))


def group(code="XX", **changes) -> TargetGroup:
    """Make a target group that is no usual one."""
    good = {"code": code, "names": names("Ziekenhuizen")}
    return TargetGroup(**(good | changes))


def application(number="45", **changes) -> Application:
    """Make an application with one right."""
    good = {"number": number, "names": names("Dimona"), "rights": (right(),)}
    return Application(**(good | changes))

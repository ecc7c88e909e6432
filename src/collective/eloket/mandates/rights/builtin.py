"""*Gebruikersbeheer*: the application whose rights let people give rights."""

from collections.abc import Iterable
from collective.eloket.identity.statements import CITIZENS
from collective.eloket.mandates.rights.model import Application
from collective.eloket.mandates.rights.model import Right
from dataclasses import replace


#: Its number; no other application has it, and no file changes it.
NUMBER = "0"

MAIN_ACCESS_MANAGER = "hoofdtoegangsbeheerder"
HEAD_LOCAL_MANAGER = "hoofd-lokale-beheerder"
LOCAL_MANAGER = "lokale-beheerder"

#: Citizens act for themselves: nobody manages their rights.
_GROUPS = ("GID", "LB", "OV", "EA", "VER")

USER_MANAGEMENT = Application(
    number=NUMBER,
    names={
        "nl": "Gebruikersbeheer",
        "fr": "Gestion des utilisateurs",
        "de": "Benutzerverwaltung",
        "en": "User management",
    },
    rights=(
        Right(
            code=MAIN_ACCESS_MANAGER,
            names={
                "nl": "Hoofdtoegangsbeheerder",
                "fr": "Gestionnaire d'accès principal",
                "de": "Hauptzugangsverwalter",
                "en": "Main access manager",
            },
            groups=_GROUPS,
            representative=True,
        ),
        Right(
            code=HEAD_LOCAL_MANAGER,
            names={
                "nl": "Hoofd lokale beheerder",
                "fr": "Gestionnaire local principal",
                "de": "Leitender lokaler Verwalter",
                "en": "Head local manager",
            },
            groups=_GROUPS,
        ),
        Right(
            code=LOCAL_MANAGER,
            names={
                "nl": "Lokale beheerder",
                "fr": "Gestionnaire local",
                "de": "Lokaler Verwalter",
                "en": "Local manager",
            },
            groups=_GROUPS,
        ),
    ),
)

#: Codes of its rights.
CODES = frozenset(right.code for right in USER_MANAGEMENT.rights)


def user_management(groups: Iterable[str]) -> Application:
    """Return it for a site with these target groups: for all but citizens."""
    managed = tuple(code for code in groups if code != CITIZENS)
    rights = (replace(right, groups=managed) for right in USER_MANAGEMENT.rights)
    return replace(USER_MANAGEMENT, rights=tuple(rights))

"""Which rights enterprises and associations can give in the example municipality."""

from collective.eloket.mandates.rights import service
from collective.eloket.mandates.rights.model import Application
from collective.eloket.mandates.rights.model import Context
from collective.eloket.mandates.rights.model import Right


DIMONA = Application(
    number="45",
    names={
        "nl": "Dimona Mandaat",
        "fr": "Mandat Dimona",
        "de": "Dimona-Vollmacht",
        "en": "Dimona mandate",
    },
    claim="dimona",
    rights=(
        Right(
            code="dimona-medewerker",
            names={
                "nl": "Dimona medewerker",
                "fr": "Collaborateur Dimona",
                "de": "Dimona-Mitarbeiter",
                "en": "Dimona employee",
            },
            groups=("EA", "VER"),
            contexts=(
                Context(
                    "lokale-diensteneconomie",
                    {
                        "nl": "Lokale diensteneconomie",
                        "fr": "Économie de services locaux",
                        "de": "Lokale Dienstleistungen",
                        "en": "Local services",
                    },
                ),
                Context(
                    "sociale-economie",
                    {
                        "nl": "Sociale economie",
                        "fr": "Économie sociale",
                        "de": "Sozialwirtschaft",
                        "en": "Social economy",
                    },
                ),
            ),
        ),
        Right(
            code="dimona-lezer",
            names={
                "nl": "Dimona lezer",
                "fr": "Lecteur Dimona",
                "de": "Dimona-Leser",
                "en": "Dimona reader",
            },
            groups=("EA", "VER", "LB"),
        ),
    ),
)
DESK = Application(
    number="46",
    names={
        "nl": "E-loket ondernemers",
        "fr": "E-guichet entrepreneurs",
        "de": "E-Schalter Unternehmer",
        "en": "E-desk for entrepreneurs",
    },
    claim="testegem_loket",
    rights=(
        Right(
            code="ondernemer",
            names={
                "nl": "Ondernemer",
                "fr": "Entrepreneur",
                "de": "Unternehmer",
                "en": "Entrepreneur",
            },
            groups=("EA",),
            representative=True,
        ),
    ),
)


def let_rights_be_given() -> None:
    """Keep the example's applications in a new site."""
    service.set_all((DIMONA, DESK))

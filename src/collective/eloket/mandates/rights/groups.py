"""*Doelgroepen*: those that a site has until it says otherwise."""

from collective.eloket.identity.statements import CITIZENS
from collective.eloket.mandates.rights.model import TargetGroup


#: "Doelgroepen" of ACM/IDM (Digitaal Vlaanderen, Toegangsbeheer, page Doelgroepen).
USUAL = (
    TargetGroup(
        CITIZENS,
        {
            "nl": "Burgers",
            "fr": "Citoyens",
            "de": "Bürger",
            "en": "Citizens",
        },
    ),
    TargetGroup(
        "GID",
        {
            "nl": "Personeel van de Vlaamse overheid",
            "fr": "Personnel de l'autorité flamande",
            "de": "Personal der flämischen Behörde",
            "en": "Staff of the Flemish government",
        },
        public=True,
    ),
    TargetGroup(
        "LB",
        {
            "nl": "Lokale besturen",
            "fr": "Pouvoirs locaux",
            "de": "Lokale Behörden",
            "en": "Local authorities",
        },
        public=True,
    ),
    TargetGroup(
        "OV",
        {
            "nl": "Onderwijs en vorming",
            "fr": "Enseignement et formation",
            "de": "Schulen und Ausbildung",
            "en": "Schools and training",
        },
        public=True,
    ),
    TargetGroup(
        "EA",
        {
            "nl": "Ondernemingen",
            "fr": "Entreprises",
            "de": "Unternehmen",
            "en": "Enterprises",
        },
    ),
    TargetGroup(
        "VER",
        {
            "nl": "Verenigingen",
            "fr": "Associations",
            "de": "Vereinigungen",
            "en": "Associations",
        },
    ),
)

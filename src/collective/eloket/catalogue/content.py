"""The e-desk and its documents."""

from collective.eloket.catalogue.aliases import open_alias
from collective.eloket.catalogue.errors import IdReservedError
from collective.eloket.catalogue.interfaces import IOnlineDocumentContent
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import IEloket
from collective.eloket.mandates.model import LEAST_LEVEL
from plone.dexterity.content import Container
from types import MappingProxyType
from zope.interface import implementer


#: Names of the e-desk's own pages; French, German and English aliases with them.
RESERVED_IDS = frozenset(
    {
        "aanmelden",
        "registreren",
        "afmelden",
        "mijn-profiel",
        "mijn-profiel-login",
        "mijn-profiel-koppelen",
        "aanmelden-kaart",
        "kaart",
        "mijn-profiel-ontkoppelen",
        "mijn-profiel-voorkeuren",
        "mijn-profiel-gezin",
        "mijn-profiel-rechten",
        "hoedanigheid",
        "mijn-parameters",
        "mijn-parameters-wijzigen",
        "mijn-parameters-lezen",
        "mijn-aanvragen",
        "mijn-inzage",
        "mijn-volmachten",
        "taken",
        "taken-eid",
        "taken-adressen",
        "taken-gezin",
        "taken-cijfers",
        "taken-bewaren",
        "taken-logboek",
        "taken-niet-bezorgd",
        "taken-post",
        "taken-register",
        "taken-afgeven",
        "taken-wissen",
        "taken-zaaksysteem",
        "burgers",
        "burgers-dossier",
        "wachtwoord-vergeten",
        "wachtwoord-wijzigen",
        "wachtwoord-kiezen",
        "mijn-profiel-email",
        "verifieer",
        "zelfregistratie",
        "dossiers",
        "importeer",
        "se-connecter",
        "s-enregistrer",
        "s-inscrire",
        "se-deconnecter",
        "mon-profil",
        "mes-parametres",
        "mes-demandes",
        "mes-consultations",
        "mes-mandats",
        "qualite",
        "taches",
        "citoyens",
        "mot-de-passe-oublie",
        "changer-mot-de-passe",
        "choisir-mot-de-passe",
        "verifier",
        "auto-enregistrement",
        "anmelden",
        "registrieren",
        "abmelden",
        "mein-profil",
        "meine-parameter",
        "meine-antraege",
        "meine-einsichten",
        "meine-vollmachten",
        "eigenschaft",
        "aufgaben",
        "buerger",
        "passwort-vergessen",
        "passwort-aendern",
        "passwort-waehlen",
        "pruefen",
        "selbstregistrierung",
        "sign-in",
        "register",
        "sign-out",
        "my-profile",
        "my-parameters",
        "my-requests",
        "my-access-log",
        "my-mandates",
        "capacity",
        "tasks",
        "citizens",
        "password-forgotten",
        "change-my-password",
        "choose-my-password",
        "verify",
        "self-registration",
    }
)

#: Id of a document's only form.
FORM_ID = "formulier"


@implementer(IEloket)
class Eloket(Container):
    """An e-desk; see IEloket."""

    def _checkId(self, id, allow_dup=0):
        """Keep the names of pages free; what lies there already may stay.

        :raises IdReservedError: the name belongs to a page.
        """
        if id in RESERVED_IDS and id != "dossiers":
            raise IdReservedError(id)
        return super()._checkId(id, allow_dup)

    def __before_publishing_traverse__(self, desk, request=None):
        """Open pages under their names in other languages; called by the publisher."""
        open_alias(request)
        super().__before_publishing_traverse__(desk, request)


@implementer(IOnlineDocumentContent)
class OnlineDocument(Container):
    """A document on offer; see IOnlineDocumentFields."""

    outcome = "document"
    theme = "other"
    level = "substantial"
    needs_number = False
    right_needed = None
    sensitive = False
    working_days = 4
    fee = None
    for_whom = ""
    needed = ""
    minimum_age = None
    clerk_group = ""
    legal_basis = ""
    retention_days = 730
    number_authorisation = ""
    counter_guidance = ""
    phone_guidance = ""
    printable_form = None
    closed_reason = ""
    #: language → place → words; see ``translations``. Replaced, never changed.
    texts = MappingProxyType({})
    #: The same places → what was translated there; see ``outdated``. Replaced too.
    _translated_from = MappingProxyType({})
    #: States of its form while it was on offer; see ``versions``.
    _form_versions = ()
    #: What they ask, in other languages; see ``version_words``.
    _version_words = None
    #: What axe found on its form; see ``usable.verdict``.
    _axe_verdict = None

    @property
    def level_needed(self) -> AssuranceLevel:
        """The level that a sign-in must have; to act for others, at least that."""
        said = AssuranceLevel.from_label(self.level or "none")
        return max(said, LEAST_LEVEL) if self.right_needed else said

    @property
    def form(self):
        """The document's form, None only while it is being made."""
        return self.get(FORM_ID)

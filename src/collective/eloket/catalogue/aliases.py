"""Pages of the e-desk under their names in French, German and English.

An alias is the page itself: what comes after it, and what it may do, is the same. Links
on pages have the Dutch name. There is no other way to give a page a further name.
"""

from ZPublisher.HTTPRequest import HTTPRequest


#: Page → what it is called in French, German and English.
NAMES = {
    "aanmelden": ("se-connecter", "anmelden", "sign-in"),
    "registreren": ("s-inscrire", "registrieren", "register"),
    "afmelden": ("se-deconnecter", "abmelden", "sign-out"),
    "wachtwoord-vergeten": (
        "mot-de-passe-oublie",
        "passwort-vergessen",
        "password-forgotten",
    ),
    "wachtwoord-wijzigen": (
        "changer-mot-de-passe",
        "passwort-aendern",
        "change-my-password",
    ),
    "wachtwoord-kiezen": (
        "choisir-mot-de-passe",
        "passwort-waehlen",
        "choose-my-password",
    ),
    "hoedanigheid": ("qualite", "eigenschaft", "capacity"),
    "mijn-profiel": ("mon-profil", "mein-profil", "my-profile"),
    "mijn-parameters": ("mes-parametres", "meine-parameter", "my-parameters"),
    "mijn-aanvragen": ("mes-demandes", "meine-antraege", "my-requests"),
    "mijn-volmachten": ("mes-mandats", "meine-vollmachten", "my-mandates"),
    "zelfregistratie": (
        "auto-enregistrement",
        "selbstregistrierung",
        "self-registration",
    ),
    "mijn-inzage": ("mes-consultations", "meine-einsichten", "my-access-log"),
    "taken": ("taches", "aufgaben", "tasks"),
    "burgers": ("citoyens", "buerger", "citizens"),
    "verifieer": ("verifier", "pruefen", "verify"),
}
PAGES = {alias: page for page, aliases in NAMES.items() for alias in aliases}

#: What may stand before the name of a page.
VIEW = "@@"


def open_alias(request: HTTPRequest) -> None:
    """Let an address with an alias lead to its page, while the publisher is on its way.

    Changes the names that it has still to go.
    """
    names = request.get("TraversalRequestNameStack")
    called = names[-1].removeprefix(VIEW) if names else ""
    if called in PAGES:
        names[-1] = PAGES[called]

"""Mails about user name and password: codes to type, and what was changed."""

from collective.eloket.accounts.codes import shown
from collective.eloket.accounts.names import full_name
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.outbox import service as outbox
from collective.eloket.parameters import service as parameters
from functools import cache
from pathlib import Path
from plone import api
from string import Template


MAILS = Path(__file__).parent / "mails"
FALLBACK = "nl"

#: Name of the text → language → subject. No code stands there: screens show subjects.
SUBJECTS = {
    "code-register": {
        "nl": "Uw code om u te registreren",
        "fr": "Votre code pour vous inscrire",
        "de": "Ihr Code für die Registrierung",
        "en": "Your code to register",
    },
    "code-email": {
        "nl": "Uw code om dit e-mailadres te bevestigen",
        "fr": "Votre code pour confirmer cette adresse e-mail",
        "de": "Ihr Code, um diese E-Mail-Adresse zu bestätigen",
        "en": "Your code to confirm this e-mail address",
    },
    "code-reset": {
        "nl": "Uw code voor een nieuw wachtwoord",
        "fr": "Votre code pour un nouveau mot de passe",
        "de": "Ihr Code für ein neues Passwort",
        "en": "Your code for a new password",
    },
    "device-copied": {
        "nl": "Een toestel werd afgemeld",
        "fr": "Un appareil a été déconnecté",
        "de": "Ein Gerät wurde abgemeldet",
        "en": "A device was signed out",
    },
    "password-chosen": {
        "nl": "U kunt u nu ook met een wachtwoord aanmelden",
        "fr": "Vous pouvez maintenant aussi vous connecter avec un mot de passe",
        "de": "Sie können sich jetzt auch mit einem Passwort anmelden",
        "en": "You can now also sign in with a password",
    },
    "email-changed": {
        "nl": "Uw e-mailadres is gewijzigd",
        "fr": "Votre adresse e-mail a été changée",
        "de": "Ihre E-Mail-Adresse wurde geändert",
        "en": "Your e-mail address was changed",
    },
    "signed-out-elsewhere": {
        "nl": "U bent overal elders afgemeld",
        "fr": "Vous êtes déconnecté partout ailleurs",
        "de": "Sie sind überall sonst abgemeldet",
        "en": "You are signed out everywhere else",
    },
    "card-read": {
        "nl": "Uw gegevens zijn gewijzigd met uw eID",
        "fr": "Vos données ont été modifiées avec votre eID",
        "de": "Ihre Daten wurden mit Ihrer eID geändert",
        "en": "Your data were changed with your eID",
    },
    "password-changed": {
        "nl": "Uw wachtwoord is gewijzigd",
        "fr": "Votre mot de passe a été changé",
        "de": "Ihr Passwort wurde geändert",
        "en": "Your password was changed",
    },
}


def mail_code(kind: str, to: str, code: str, language: str | None) -> None:
    """Put the mail with a code into the outbox, for somebody who has no account yet."""
    payload = mail_for(kind, to, language or default_language(), code=shown(code))
    outbox.put("mail", payload)


def address_of(user_id: str) -> str | None:
    """Return where a citizen is mailed, or None."""
    known = parameters.known(user_id, AssuranceLevel.HIGH)
    return (known["email"].value or None) if "email" in known else None


def tell_citizen(
    kind: str, user_id: str, code: str = "", to: str | None = None
) -> None:
    """Put a mail to a citizen into the outbox; nothing when no address is known.

    ``to``: another address than that of today.
    """
    known = parameters.known(user_id, AssuranceLevel.HIGH)
    texts = {name: value.value for name, value in known.items()}
    address = to or texts.get("email")
    if not address:
        return
    name = full_name(known)
    payload = mail_for(
        kind,
        address,
        texts.get("language") or default_language(),
        code=shown(code),
        name=f" {name}" if name else "",
    )
    outbox.put("mail", payload, person_id=user_id)


def mail_for(kind: str, to: str, language: str, **words: str) -> dict[str, str]:
    """Return the payload of the outbox job ``mail``; ``kind`` is one of SUBJECTS."""
    subjects = SUBJECTS[kind]
    known = language if language in subjects else FALLBACK
    text = _text(kind, known).substitute(words, site=api.portal.get().Title())
    return {"to": to, "subject": subjects[known], "body": text}


def default_language() -> str:
    """Return the language of the site."""
    return api.portal.get_default_language()[:2]


@cache
def _text(kind: str, language: str) -> Template:
    return Template((MAILS / f"{kind}.{language}.txt").read_text(encoding="utf-8"))

"""Roads that sign in: each returns whether somebody is Noor then."""

from tests.accounts.people import PASSWORD
from tests.roads.places import Place


def is_in(place: Place, session) -> bool:
    """Is the caller somebody? A stranger gets 401, who is in gets a new token."""
    answer = place.program(session).post(f"{place.url}/@login-renew")
    return answer.status_code == 200 and "token" in answer.json()


def bearer(place: Place, text: str):
    """Return a program with a token."""
    session = place.anonymous()
    session.headers["Authorization"] = f"Bearer {text}"
    return session


def ticket_of_plone_session(place: Place) -> bool:
    """A ticket that Plone's own secret signed."""
    session = place.anonymous()
    session.headers["Cookie"] = f"__ac={place.ticket()}"
    return is_in(place, session)


def token_of_jwt_auth(place: Place) -> bool:
    """A token that Plone's own ring signed."""
    return is_in(place, bearer(place, place.jwt()))


def token_of_who_was_deleted(place: Place) -> bool:
    """PLATFORM C1: jwt_auth does not look whether the user is there."""
    text = place.jwt()
    place.remove()
    return is_in(place, bearer(place, text))


def basic(place: Place) -> bool:
    """User name and password in the header."""
    session = place.anonymous()
    session.auth = (place.login, PASSWORD)
    return is_in(place, session)


def basic_after_many_guesses(place: Place) -> bool:
    """The same, after thirty wrong ones: nobody counts them."""
    session = place.anonymous()
    for number in range(30):
        session.auth = (place.login, f"wrong {number}")
        session.get(f"{place.url}/@login-renew")
    return basic(place)


def login_service(place: Place) -> bool:
    """``POST @login``."""
    body = {"login": place.login, "password": PASSWORD}
    session = place.program(place.anonymous())
    return "token" in session.post(f"{place.url}/@login", json=body).json()


def login_form(place: Place) -> bool:
    """Plone's own page *login*."""
    session = place.anonymous()
    form = {
        "__ac_name": place.login,
        "__ac_password": PASSWORD,
        "buttons.login": "Log in",
    }
    place.send(session, "login", form)
    return "__ac" in session.cookies


def renewal(place: Place) -> bool:
    """A token of Plone in place of one's own session."""
    return is_in(place, place.browser(place.noor))


ENTERING = {
    "ticket of plone.session": ticket_of_plone_session,
    "token of jwt_auth": token_of_jwt_auth,
    "token of a deleted user": token_of_who_was_deleted,
    "Basic": basic,
    "Basic after many guesses": basic_after_many_guesses,
    "POST @login": login_service,
    "login": login_form,
    "POST @login-renew": renewal,
}
